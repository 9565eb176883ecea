"""Which card comes next, and how many there are today.

Learning cards that are due come first, then due reviews, then new cards, then learning cards that
are due within minutes. Only accepted cards of published sets that the learner may study are
asked; two cards on one fact (siblings) are not asked on one day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from quizapp.access import may_study
from quizapp.models import (
    Assignment,
    Card,
    CardStatus,
    Class,
    ClassRole,
    Membership,
    Memory,
    MemoryState,
    Phase,
    QuestionSet,
    Review,
    SetStatus,
    User,
)
from quizapp.study.progress import days_of
from quizapp.study.schedule import Days

NEW_A_DAY = 20
REVIEWS_A_DAY = 200
LEARN_AHEAD = dt.timedelta(minutes=20)
STEPPING = (MemoryState.LEARNING, MemoryState.RELEARNING)
NOBODY = 0  # the key of no row


@dataclass(frozen=True, slots=True)
class Desk:
    """Who studies, what and when: a learner (None: a visitor), one set or all, the moment."""

    learner: User | None
    now: dt.datetime
    set_id: int | None = None

    @property
    def learner_id(self) -> int:
        return self.learner.id if self.learner else NOBODY

    @property
    def account_id(self) -> int | None:
        return self.learner.id if self.learner and not self.learner.guest else None

    @property
    def days(self) -> Days:
        return days_of(self.learner)

    @property
    def today(self) -> dt.date:
        return self.days.study_day(self.now)

    @property
    def tomorrow(self) -> dt.datetime:
        return self.days.start(self.today + dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Next:
    card: Card
    reviews: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What was answered today: cards, new ones and reviews among them, answers, right ones, and
    how many of the cards are still in their learning steps (``unsettled``)."""

    cards: int = 0
    new: int = 0
    reviews: int = 0
    answers: int = 0
    right: int = 0
    unsettled: int = 0


# What may be asked


def askable(desk: Desk) -> ColumnElement[bool]:
    """The condition on Card and QuestionSet, joined."""
    found: ColumnElement[bool] = and_(
        Card.status == CardStatus.ACCEPTED,
        QuestionSet.status == SetStatus.PUBLISHED,
        may_study(desk.account_id),
    )
    return found if desk.set_id is None else and_(found, Card.set_id == desk.set_id)


def facts_of_today(desk: Desk) -> Select[int, str]:
    return (
        select(Card.set_id, Card.fact_key)
        .join(Review, Review.card_id == Card.id)
        .where(*answered_today(desk), Card.fact_key != "")
    )


def answered_today(desk: Desk) -> tuple[ColumnElement[bool], ...]:
    return (
        Review.learner_id == desk.learner_id,
        Review.study_day == desk.today,
        Review.phase.is_not(None),
    )


def _no_sibling_today(desk: Desk) -> ColumnElement[bool]:
    return tuple_(Card.set_id, Card.fact_key).not_in(facts_of_today(desk))


def _remembered(desk: Desk, *states: MemoryState) -> Select[Card, Memory]:
    return (
        select(Card, Memory)
        .join(Memory, Memory.card_id == Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(Memory.learner_id == desk.learner_id, Memory.state.in_(states), askable(desk))
        .order_by(Memory.due_at, Memory.card_id)
    )


def _given(account_id: int | None) -> ColumnElement[bool]:
    return QuestionSet.id.in_(
        select(Assignment.set_id)
        .join(Class, Class.id == Assignment.class_id)
        .join(Membership, Membership.class_id == Assignment.class_id)
        .where(
            Membership.user_id == account_id,
            Membership.role == ClassRole.LEARNER,
            Class.ended_at.is_(None),
        )
    )


def _begun(learner_id: int) -> ColumnElement[bool]:
    return (
        select(Memory.card_id)
        .join(Card, Card.id == Memory.card_id)
        .where(Card.set_id == QuestionSet.id, Memory.learner_id == learner_id)
        .correlate(QuestionSet)
        .exists()
    )


def unseen(desk: Desk) -> ColumnElement[bool]:
    seen = select(Memory.card_id).where(
        Memory.card_id == Card.id, Memory.learner_id == desk.learner_id
    )
    return ~seen.correlate(Card).exists()


def _new(desk: Desk, set_ids: Sequence[int]) -> Select[Card]:
    return (
        select(Card)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(Card.set_id.in_(set_ids), askable(desk), unseen(desk), _no_sibling_today(desk))
        .order_by(Card.set_id, Card.position, Card.id)
    )


# What comes next


def next_card(session: Session, desk: Desk, done: Tally) -> Next | None:
    """The card to ask now, given what was ``done`` today; None when there is none."""
    return (
        _next_stepping(session, desk, desk.now)
        or (_next_review(session, desk) if done.reviews < REVIEWS_A_DAY else None)
        or (_next_new(session, desk) if done.new < NEW_A_DAY else None)
        or _next_stepping(session, desk, desk.now + LEARN_AHEAD)
    )


def _next_stepping(session: Session, desk: Desk, until: dt.datetime) -> Next | None:
    return _first(session, _remembered(desk, *STEPPING).where(Memory.due_at <= until))


def _next_review(session: Session, desk: Desk) -> Next | None:
    due = _remembered(desk, MemoryState.REVIEW).where(Memory.due_at <= desk.now)
    return _first(session, due.where(_no_sibling_today(desk)))


def _first(session: Session, query: Select[Card, Memory]) -> Next | None:
    row = session.execute(query.limit(1)).first()
    return Next(row[0], row[1].reviews) if row else None


def _next_new(session: Session, desk: Desk) -> Next | None:
    set_ids = [desk.set_id] if desk.set_id is not None else study_list(session, desk)
    card = session.scalar(_new(desk, set_ids).limit(1))
    return Next(card, 0) if card else None


def study_list(session: Session, desk: Desk) -> list[int]:
    """The sets that new cards come from: those begun or given, or all where there are none."""
    found = visible_sets(session, desk)
    return [one.id for one in found if one.begun or one.given] or [one.id for one in found]


def visible_sets(session: Session, desk: Desk) -> Sequence[Row[int, str, bool, bool]]:
    """Every published set the learner may study: ``id``, ``title``, whether they have ``begun`` it
    and whether it is ``given`` to a class of theirs."""
    query = (
        select(
            QuestionSet.id,
            QuestionSet.title,
            _begun(desk.learner_id).label("begun"),
            _given(desk.account_id).label("given"),
        )
        .where(QuestionSet.status == SetStatus.PUBLISHED, may_study(desk.account_id))
        .order_by(QuestionSet.id)
    )
    return session.execute(query).all()


def tally(session: Session, desk: Desk) -> Tally:
    """What the learner has answered today, in one set or in all."""
    query = select(
        func.count(Review.card_id.distinct()),
        func.count().filter(Review.phase == Phase.NEW),
        func.count().filter(Review.phase == Phase.REVIEW),
        func.count(),
        func.count().filter(Review.correct),
        _unsettled(desk).scalar_subquery(),
    ).where(*answered_today(desk))
    if desk.set_id is not None:
        query = query.join(Card, Card.id == Review.card_id).where(Card.set_id == desk.set_id)
    return Tally(*session.execute(query).one())


def _unsettled(desk: Desk) -> Select[int]:
    query = (
        select(func.count())
        .select_from(Memory)
        .where(
            Memory.learner_id == desk.learner_id,
            Memory.state.in_(STEPPING),
            Memory.last_study_day == desk.today,
        )
    )
    if desk.set_id is None:
        return query
    own = aliased(Card)
    return query.join(own, own.id == Memory.card_id).where(own.set_id == desk.set_id)
