"""What learners found wrong with an author's cards: read, acted on, put away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.orm import aliased, joinedload

from questions.types import Question
from quizapp.classes.scores import response_text
from quizapp.database import db
from quizapp.models import Card, CardRevision, ClassRole, Membership, QuestionSet, Report, User


@dataclass(frozen=True, slots=True)
class Found:
    """A report as its author reads it.

    ``question`` is what the card said then, ``changed`` whether it says something else now;
    ``given`` the answer, empty if none was given; ``learner`` only somebody from a class of theirs.
    """

    report: Report
    question: Question
    changed: bool
    given: str
    learner: User | None


def open_reports(question_set: QuestionSet) -> list[Found]:
    """The reports of a set that wait for its author, oldest first."""
    waiting = db.session.scalars(
        _open()
        .where(Card.set_id == question_set.id)
        .options(joinedload(Report.card), joinedload(Report.review), joinedload(Report.learner))
        .order_by(Report.made_at, Report.id)
    ).all()
    known = learners_of(question_set.owner_id, [one.learner_id for one in waiting])
    return [_found(one, known) for one in waiting]


def counts(owner_id: int) -> dict[int, int]:
    """How many reports wait, by set."""
    rows: Sequence[Row[int, int]] = db.session.execute(
        _open()
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(QuestionSet.owner_id == owner_id)
        .with_only_columns(Card.set_id, func.count())
        .group_by(Card.set_id)
    ).all()
    return {row[0]: row[1] for row in rows}


def _open() -> Select[Report]:
    return select(Report).join(Card, Card.id == Report.card_id).where(Report.resolved_at.is_(None))


def _found(report: Report, known: set[int]) -> Found:
    card = report.card
    question = card.as_question()
    if card.revision != report.card_revision:
        earlier = db.session.scalar(
            select(CardRevision).where(
                CardRevision.card_id == card.id, CardRevision.number == report.card_revision
            )
        )
        question = Question.from_json(earlier.question) if earlier else question
    given = response_text(question, report.review.response) if report.review else ""
    return Found(
        report,
        question,
        changed=card.revision != report.card_revision,
        given=given,
        learner=report.learner if report.learner_id in known else None,
    )


def learners_of(instructor_id: int, learner_ids: Sequence[int]) -> set[int]:
    """Those of the learners who are in a class of the instructor's."""
    instructs = aliased(Membership)
    rows = db.session.scalars(
        select(Membership.user_id)
        .join(instructs, instructs.class_id == Membership.class_id)
        .where(
            Membership.user_id.in_(learner_ids),
            instructs.user_id == instructor_id,
            instructs.role == ClassRole.INSTRUCTOR,
        )
    )
    return set(rows)


def resolve(report: Report, now: dt.datetime) -> None:
    """Put one report away; a second time changes nothing."""
    report.resolved_at = report.resolved_at or now


def resolve_all(card: Card, now: dt.datetime) -> None:
    """Put away every report on a card."""
    db.session.execute(
        update(Report)
        .where(Report.card_id == card.id, Report.resolved_at.is_(None))
        .values(resolved_at=now)
    )
