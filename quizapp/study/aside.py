"""What a learner takes back, sets aside, flags or reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload

from quizapp.models import (
    Card,
    Hold,
    HoldKind,
    Memory,
    QuestionSet,
    Report,
    Retraction,
    Review,
    User,
)
from quizapp.study.memories import rebuild_memory
from quizapp.study.progress import days_of, find_review
from quizapp.study.queue import LEARNER, TODAY, Desk, Next, Scope, answered_today, askable, within
from quizapp.study.turns import Turn

OUT_OF_THE_WAY = (HoldKind.SUSPENDED, HoldKind.BURIED)


def card_to_ask(session: Session, desk: Desk, card_id: int) -> Next | None:
    """One card, out of turn; None where this learner may not study it."""
    row = session.execute(
        select(Card, Memory.reviews, QuestionSet.language)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .outerjoin(Memory, (Memory.card_id == Card.id) & (Memory.learner_id == LEARNER))
        .where(Card.id == card_id, askable()),
        desk.parameters,
    ).first()
    return Next(row[0], row[1] or 0, row[2]) if row else None


def _one_at_a_time(session: Session, learner: User) -> None:
    """What the same learner sends twice at the same moment waits here for the first."""
    session.refresh(learner, with_for_update=True)


# Holds


def hold(
    session: Session, learner: User, card_id: int, kind: HoldKind, now: dt.datetime
) -> Hold | None:
    """Suspend, bury or flag a card; a flag set twice is taken off again, which gives None."""
    _one_at_a_time(session, learner)
    kept = session.get(Hold, (learner.id, card_id, kind))
    if kept and kind is HoldKind.FLAGGED:
        session.delete(kept)
        return None
    if kept is None:
        kept = Hold(learner_id=learner.id, card_id=card_id, kind=kind)
        session.add(kept)
    kept.made_at = now
    tomorrow = days_of(learner).study_day(now) + dt.timedelta(days=1)
    kept.until = tomorrow if kind is HoldKind.BURIED else None
    return kept


def release(session: Session, learner: User, card_id: int, kind: HoldKind) -> Card | None:
    """End a hold; its card, or None where there is no such hold of the learner's."""
    kept = session.get(Hold, (learner.id, card_id, kind))
    if kept is None:
        return None
    session.delete(kept)
    return kept.card


def held(session: Session, desk: Desk) -> Sequence[Hold]:
    """The learner's holds that are in force, newest first."""
    return session.scalars(
        select(Hold)
        .join(Card, Card.id == Hold.card_id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Hold.learner_id == LEARNER,
            Hold.until.is_(None) | (Hold.until > desk.today),
            askable(),
        )
        .options(joinedload(Hold.card).joinedload(Card.question_set))
        .order_by(Hold.made_at.desc(), Hold.card_id),
        desk.parameters,
    ).all()


# Taking back


def undo(session: Session, desk: Desk, exam_id: int | None = None) -> Review | Hold | None:
    """Take back what the learner did last today, in the desk's set or in all, or before an exam,
    whose desk it then is: an answer, or setting a card aside. None where nothing is left.

    An answer stays as a row and is retracted; its Memory is what the other answers give.
    """
    if desk.learner is None:
        return None
    _one_at_a_time(session, desk.learner)
    review, aside = _last_answer(session, desk, exam_id), _last_aside(session, desk)
    if aside and (review is None or aside.made_at >= review.answered_at):
        session.delete(aside)
        if not _by_itself(aside, review):
            return aside
    if review is None:
        return None
    session.add(Retraction(review_id=review.id, made_at=desk.now))
    session.flush()
    rebuild_memory(session, review.learner, review.card_id, review.study_day)
    return review


def _by_itself(aside: Hold, review: Review | None) -> bool:
    """Whether the answer itself set the card aside, one that had been forgotten too often."""
    return (
        review is not None
        and aside.card_id == review.card_id
        and aside.made_at == review.answered_at
    )


def _last_answer(session: Session, desk: Desk, exam_id: int | None) -> Review | None:
    query = select(Review).where(answered_today() if exam_id is None else _crammed_today(exam_id))
    if exam_id is None and desk.scope is not Scope.ALL:
        query = query.join(Card, Card.id == Review.card_id).where(within(Card, desk.scope))
    newest = query.order_by(Review.answered_at.desc(), Review.id.desc()).limit(1)
    return session.scalar(newest, desk.parameters)


def _crammed_today(exam_id: int) -> ColumnElement[bool]:
    return and_(
        Review.learner_id == LEARNER,
        Review.study_day == TODAY,
        Review.exam_id == exam_id,
        Review.stands(),
    )


def _last_aside(session: Session, desk: Desk) -> Hold | None:
    query = select(Hold).where(
        Hold.learner_id == LEARNER,
        Hold.kind.in_(OUT_OF_THE_WAY),
        Hold.made_at >= desk.days.start(desk.today),
    )
    if desk.scope is not Scope.ALL:
        query = query.join(Card, Card.id == Hold.card_id).where(within(Card, desk.scope))
    return session.scalar(query.order_by(Hold.made_at.desc()).limit(1), desk.parameters)


# Reports


def report(session: Session, learner: User, turn: Turn, text: str, now: dt.datetime) -> Report:
    """Tell the card's author what is wrong; said again for the same turn, it replaces the words."""
    _one_at_a_time(session, learner)
    review = find_review(session, learner, turn.key)
    kept = session.scalar(select(Report).where(Report.turn_key == turn.key))
    if kept is None:
        kept = Report(
            card_id=turn.card_id,
            card_revision=turn.revision,
            learner_id=learner.id,
            turn_key=turn.key,
        )
        session.add(kept)
    kept.review_id = review.id if review else None
    kept.text, kept.made_at, kept.resolved_at = text, now, None
    return kept
