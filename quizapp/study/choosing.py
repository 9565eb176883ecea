"""What there is to choose from besides sets: tags, exams to prepare for, and cards to leaf through.

Cramming aims at one day. Each card's recall on that day is foreseen from its Memory and from what
was answered in cramming since; the weakest come first, and those that would be too weak are spread
over the days that are left. The Memory itself stays as it is: the long-term schedule goes on as if
nothing had happened.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, joinedload

from questions.types import Rating
from quizapp.models import Card, CardTag, Exam, Memory, QuestionSet, Review, User
from quizapp.study.memories import advance, state_of, weights_of
from quizapp.study.queue import (
    LEARNER,
    Desk,
    Next,
    Scope,
    Tally,
    askable,
    not_set_aside,
    study_list,
)
from quizapp.study.schedule import LEECH_LAPSES, State, Weights, recall_after

READY = 0.95  # foreseen recall on the day, above which a card needs nothing more


@dataclass(frozen=True, slots=True)
class Tagged:
    tag: str
    cards: int


def tags(session: Session, desk: Desk) -> Sequence[Tagged]:
    """The tags on the cards that the learner may study, by name."""
    rows = session.execute(
        select(CardTag.tag, func.count())
        .join(Card, Card.id == CardTag.card_id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(askable())
        .group_by(CardTag.tag)
        .order_by(CardTag.tag),
        desk.parameters,
    )
    return [Tagged(tag, cards) for tag, cards in rows]


def cards_of_set(session: Session, desk: Desk) -> Sequence[int]:
    """The ids of the cards of the desk's set in its order, to leaf through."""
    query = (
        select(Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(askable(Scope.SET))
        .order_by(Card.position, Card.id)
    )
    return session.scalars(query, desk.parameters).all()


@dataclass(frozen=True, slots=True)
class Plan:
    """What Today offers besides sets, and the last day away where the learner is away."""

    tags: Sequence[Tagged]
    exams: Sequence[Exam]
    leeches: int
    away_until: dt.date | None


def plan(session: Session, desk: Desk) -> Plan:
    away = desk.settings.away_until if desk.settings.is_away(desk.today) else None
    return Plan(
        tags(session, desk),
        exams(session, desk.learner, desk.today) if desk.learner else (),
        len(leeches(session, desk)),
        away,
    )


def leeches(session: Session, desk: Desk) -> Sequence[Row[Card, int]]:
    """The cards that the learner forgot so often that they are better rewritten than repeated, and
    how often; the most forgotten first."""
    query = (
        select(Card, Memory.lapses)
        .join(Memory, Memory.card_id == Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(Memory.learner_id == LEARNER, Memory.lapses >= LEECH_LAPSES, askable())
        .options(joinedload(Card.question_set))
        .order_by(Memory.lapses.desc(), Card.id)
    )
    return session.execute(query, desk.parameters).all()


# Exams


def exams(session: Session, learner: User, today: dt.date) -> Sequence[Exam]:
    """The learner's exams that are still to come, the nearest first."""
    query = select(Exam).where(Exam.learner_id == learner.id, Exam.day >= today)
    return session.scalars(
        query.options(joinedload(Exam.question_set)).order_by(Exam.day, Exam.id)
    ).all()


def find_exam(session: Session, learner: User | None, exam_id: int) -> Exam | None:
    """The exam, if it is this learner's."""
    if learner is None:
        return None
    return session.scalar(select(Exam).where(Exam.id == exam_id, Exam.learner_id == learner.id))


def desk_for(exam: Exam, learner: User, now: dt.datetime) -> Desk:
    return Desk(learner, now, exam.set_id, exam.tag)


@dataclass(frozen=True, slots=True)
class Prospect:
    """A card as it stands before an exam: its foreseen recall on the day (0 where it was never
    seen), and how it was last answered today in cramming, if it was."""

    card: Card
    recall: float
    last_today: Rating | None

    @property
    def settled(self) -> bool:
        """Answered rightly today: nothing more is gained before tomorrow."""
        return self.last_today not in (None, Rating.AGAIN)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the preparation is. ``waiting`` are today's cards in the order to ask them."""

    cards: int
    ready: int
    waiting: Sequence[Prospect]

    @property
    def next(self) -> Next | None:
        if not self.waiting:
            return None
        card = self.waiting[0].card
        return Next(card, 0, card.question_set.language)


def standing(session: Session, exam: Exam, desk: Desk, *, more: bool = False) -> Standing:
    """Where the learner stands before the exam; with ``more``, everything not ready is today's."""
    found = list(_prospects(session, exam, desk))
    weak = sorted(
        (one for one in found if one.recall < READY and not one.settled),
        key=lambda one: (one.last_today is not None, one.recall, one.card.position, one.card.id),
    )
    settled = sum(one.settled for one in found)
    days = max(1, (exam.day - desk.today).days)
    portion = len(weak) if more else -(-(len(weak) + settled) // days) - settled
    ready = sum(one.recall >= READY for one in found)
    return Standing(len(found), ready, weak[: max(0, portion)])


def _prospects(session: Session, exam: Exam, desk: Desk) -> Iterable[Prospect]:
    weights = weights_of(session, desk.learner_id)
    crammed = _crammed(session, desk)
    ahead = max(0, (exam.day - desk.today).days)
    for card, memory in session.execute(_in_scope(session, desk), desk.parameters):
        since = [
            one
            for one in crammed[card.id]
            if memory is None or one.answered_at > memory.last_review_at
        ]
        state = foreseen(state_of(memory) if memory else None, since, weights)
        passed = ahead + (desk.today - state.last_study_day).days if state else 0
        recall = recall_after(state.stability, passed, weights) if state else 0.0
        today = [one.rating for one in since if one.study_day == desk.today]
        yield Prospect(card, recall, today[-1] if today else None)


def foreseen(state: State | None, crammed: Sequence[Any], weights: Weights) -> State | None:
    """What would be remembered if the answers in cramming counted."""
    for review in crammed:
        state = advance(state, review, weights)
    return state


def _in_scope(session: Session, desk: Desk) -> Any:
    query = (
        select(Card, Memory)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .outerjoin(Memory, (Memory.card_id == Card.id) & (Memory.learner_id == LEARNER))
        .where(askable(desk.scope), not_set_aside())
    )
    if desk.scope is Scope.ALL:
        query = query.where(Card.set_id.in_(study_list(session, desk)))
    return query


def _crammed(session: Session, desk: Desk) -> dict[int, list[Row[Any]]]:
    """The answers given in cramming, for whatever exam, by card."""
    rows = session.execute(
        select(Review.__table__)
        .where(
            Review.learner_id == LEARNER,
            Review.exam_id.is_not(None),
            Review.phase.is_(None),
            Review.stands(),
        )
        .order_by(Review.answered_at, Review.id),
        desk.parameters,
    )
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.card_id].append(row)
    return found


def cram_tally(session: Session, exam: Exam, desk: Desk) -> Tally:
    """What was answered for the exam today."""
    found = session.execute(
        select(
            func.count(Review.card_id.distinct()),
            func.count(),
            func.count().filter(Review.correct),
        ).where(
            Review.learner_id == desk.learner_id,
            Review.study_day == desk.today,
            Review.exam_id == exam.id,
            Review.stands(),
        )
    ).one()
    return Tally(cards=found[0], answers=found[1], right=found[2])
