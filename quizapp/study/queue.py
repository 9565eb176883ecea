"""Which card comes next, and how many there are today.

Learning cards that are due come first, then due reviews, then new cards, then learning cards that
are due within minutes. Only accepted cards of published sets that the learner may study are
asked; two cards on one fact (siblings) are not asked on one day.

This is the path of every answer: a statement is built once for all sets and once for one set, and
then only bound to a desk's ``parameters``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

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

LEARNER: BindParameter[int] = bindparam("learner")
ACCOUNT: BindParameter[int] = bindparam("account")
SET: BindParameter[int] = bindparam("set")
TODAY: BindParameter[dt.date] = bindparam("today")
UNTIL: BindParameter[dt.datetime] = bindparam("until")


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
    def one_set(self) -> bool:
        return self.set_id is not None

    @property
    def parameters(self) -> dict[str, Any]:
        """What the statements of this module are bound to."""
        return {
            "learner": self.learner_id,
            "account": self.account_id or NOBODY,
            "set": self.set_id,
            "today": self.today,
            "until": self.now,
        }

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


def askable(one_set: bool) -> ColumnElement[bool]:
    """The condition on Card and QuestionSet, joined: in one set, or in all."""
    found: ColumnElement[bool] = and_(
        Card.status == CardStatus.ACCEPTED,
        QuestionSet.status == SetStatus.PUBLISHED,
        QuestionSet.open_to(ACCOUNT),
    )
    return and_(found, Card.set_id == SET) if one_set else found


def answered_today() -> ColumnElement[bool]:
    return and_(
        Review.learner_id == LEARNER,
        Review.study_day == TODAY,
        Review.phase.is_not(None),
        Review.stands(),
    )


def unseen() -> ColumnElement[bool]:
    seen = select(Memory.card_id).where(Memory.card_id == Card.id, Memory.learner_id == LEARNER)
    return ~seen.correlate(Card).exists()


@cache
def facts_of_today() -> Select[int, str]:
    """The facts that the learner was asked about today, each with its set."""
    return (
        select(Card.set_id, Card.fact_key)
        .join(Review, Review.card_id == Card.id)
        .where(answered_today(), Card.fact_key != "")
    )


def _no_sibling_today() -> ColumnElement[bool]:
    return tuple_(Card.set_id, Card.fact_key).not_in(facts_of_today())


def _remembered(one_set: bool, *states: MemoryState) -> Select[Card, int]:
    return (
        select(Card, Memory.reviews)
        .join(Memory, Memory.card_id == Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == LEARNER,
            Memory.state.in_(states),
            Memory.due_at <= UNTIL,
            askable(one_set),
        )
        .order_by(Memory.due_at, Memory.card_id)
        .limit(1)
    )


@cache
def _stepping(one_set: bool) -> Select[Card, int]:
    return _remembered(one_set, *STEPPING)


@cache
def _due(one_set: bool) -> Select[Card, int]:
    return _remembered(one_set, MemoryState.REVIEW).where(_no_sibling_today())


@cache
def _new(one_set: bool) -> Select[Card]:
    found = (
        select(Card)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(askable(one_set), unseen(), _no_sibling_today())
        .order_by(Card.set_id, Card.position, Card.id)
        .limit(1)
    )
    return found if one_set else found.where(Card.set_id.in_(bindparam("sets", expanding=True)))


def _given() -> ColumnElement[bool]:
    return QuestionSet.id.in_(
        select(Assignment.set_id)
        .join(Class, Class.id == Assignment.class_id)
        .join(Membership, Membership.class_id == Assignment.class_id)
        .where(
            Membership.user_id == ACCOUNT,
            Membership.role == ClassRole.LEARNER,
            Class.ended_at.is_(None),
        )
    )


def _begun() -> ColumnElement[bool]:
    return (
        select(Memory.card_id)
        .join(Card, Card.id == Memory.card_id)
        .where(Card.set_id == QuestionSet.id, Memory.learner_id == LEARNER)
        .correlate(QuestionSet)
        .exists()
    )


@cache
def _visible_sets() -> Select[int, str, bool, bool]:
    return (
        select(QuestionSet.id, QuestionSet.title, _begun().label("begun"), _given().label("given"))
        .where(QuestionSet.status == SetStatus.PUBLISHED, QuestionSet.open_to(ACCOUNT))
        .order_by(QuestionSet.id)
    )


# What comes next


def next_card(session: Session, desk: Desk, done: Tally) -> Next | None:
    """The card to ask now, given what was ``done`` today; None when there is none."""
    return (
        _next_stepping(session, desk, desk.now)
        or (_next_due(session, desk) if done.reviews < REVIEWS_A_DAY else None)
        or (_next_new(session, desk) if done.new < NEW_A_DAY else None)
        or _next_stepping(session, desk, desk.now + LEARN_AHEAD)
    )


def _next_stepping(session: Session, desk: Desk, until: dt.datetime) -> Next | None:
    parameters = desk.parameters | {"until": until}
    row = session.execute(_stepping(desk.one_set), parameters).first()
    return Next(*row) if row else None


def _next_due(session: Session, desk: Desk) -> Next | None:
    row = session.execute(_due(desk.one_set), desk.parameters).first()
    return Next(*row) if row else None


def _next_new(session: Session, desk: Desk) -> Next | None:
    sets = {} if desk.one_set else {"sets": study_list(session, desk)}
    card = session.scalar(_new(desk.one_set), desk.parameters | sets)
    return Next(card, 0) if card else None


def study_list(session: Session, desk: Desk) -> list[int]:
    """The sets that new cards come from: those begun or given, or all where there are none."""
    found = visible_sets(session, desk)
    return [one.id for one in found if one.begun or one.given] or [one.id for one in found]


def visible_sets(session: Session, desk: Desk) -> Sequence[Row[int, str, bool, bool]]:
    """Every published set the learner may study: ``id``, ``title``, whether they have ``begun`` it
    and whether it is ``given`` to a class of theirs."""
    return session.execute(_visible_sets(), desk.parameters).all()


def tally(session: Session, desk: Desk) -> Tally:
    """What the learner has answered today, in one set or in all."""
    return Tally(*session.execute(_tally(desk.one_set), desk.parameters).one())


@cache
def _tally(one_set: bool) -> Select[int, int, int, int, int, int]:
    query = select(
        func.count(Review.card_id.distinct()),
        func.count().filter(Review.phase == Phase.NEW),
        func.count().filter(Review.phase == Phase.REVIEW),
        func.count(),
        func.count().filter(Review.correct),
        _unsettled(one_set).scalar_subquery(),
    ).where(answered_today())
    if one_set:
        query = query.join(Card, Card.id == Review.card_id).where(Card.set_id == SET)
    return query


def _unsettled(one_set: bool) -> Select[int]:
    query = (
        select(func.count())
        .select_from(Memory)
        .where(
            Memory.learner_id == LEARNER,
            Memory.state.in_(STEPPING),
            Memory.last_study_day == TODAY,
        )
    )
    if not one_set:
        return query
    own = aliased(Card)
    return query.join(own, own.id == Memory.card_id).where(own.set_id == SET)
