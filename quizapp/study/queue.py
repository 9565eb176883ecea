"""Which card comes next, and how many there are today.

Learning cards that are due come first, then due reviews and new cards in the learner's order, then
learning cards that are due within minutes. Only accepted cards of published sets that the learner
may study are asked, and none that they set aside; two cards on one fact (siblings) are not asked
on one day.

This is the path of every answer: a statement is built once for each scope and then only bound to a
desk's ``parameters``.
"""

from __future__ import annotations

import datetime as dt
import enum
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from quizapp.database import days_between
from quizapp.models import (
    Assignment,
    Card,
    CardStatus,
    CardTag,
    Class,
    ClassRole,
    Hold,
    HoldKind,
    Membership,
    Memory,
    MemoryState,
    Phase,
    QuestionSet,
    Review,
    SetStatus,
    User,
)
from quizapp.prepared import Prepared, detached, one_of
from quizapp.study.progress import days_of
from quizapp.study.schedule import Days
from quizapp.study.settings import NewOrder, ReviewOrder, StudySettings

LEARN_AHEAD = dt.timedelta(minutes=20)
STEPPING = (MemoryState.LEARNING, MemoryState.RELEARNING)
OUT_OF_THE_WAY = (HoldKind.SUSPENDED, HoldKind.BURIED)
CARD_COLUMNS = tuple(Card.__table__.c)
LANGUAGE = QuestionSet.language
NOBODY = 0  # the key of no row
SHUFFLING = 2_147_483_647  # a prime: multiplied and taken modulo it, numbers lose their order

LEARNER: BindParameter[int] = bindparam("learner")
ACCOUNT: BindParameter[int] = bindparam("account")
SET: BindParameter[int] = bindparam("set")
TAG: BindParameter[str] = bindparam("tag")
TODAY: BindParameter[dt.date] = bindparam("today")
UNTIL: BindParameter[dt.datetime] = bindparam("until")
FACTOR: BindParameter[int] = bindparam("factor", type_=BigInteger)


class Scope(enum.StrEnum):
    """What is studied: everything, one set, or the cards with one tag."""

    ALL = "all"
    SET = "set"
    TAG = "tag"


class Order(enum.StrEnum):
    """In which order due cards are asked; ``KNOWN`` has first what is likeliest recalled."""

    DUE = "due"
    RECALL = "recall"
    KNOWN = "known"
    RANDOM = "random"


@dataclass(frozen=True)
class Desk:
    """Who studies, what and when: a learner (None: a visitor), one set, one tag or all, the
    moment."""

    learner: User | None
    now: dt.datetime
    set_id: int | None = None
    tag: str | None = None

    @property
    def learner_id(self) -> int:
        return self.learner.id if self.learner else NOBODY

    @property
    def account_id(self) -> int | None:
        return self.learner.id if self.learner and not self.learner.guest else None

    @property
    def scope(self) -> Scope:
        if self.set_id is not None:
            return Scope.SET
        return Scope.ALL if self.tag is None else Scope.TAG

    @property
    def one_set(self) -> bool:
        return self.set_id is not None

    @cached_property
    def settings(self) -> StudySettings:
        return StudySettings.of(self.learner)

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """What the statements of this module are bound to."""
        return {
            "learner": self.learner_id,
            "account": self.account_id or NOBODY,
            "set": self.set_id,
            "tag": self.tag,
            "today": self.today,
            "until": self.now,
        }

    def chance(self, purpose: str) -> random.Random:
        """Chance that is the same for the learner all day."""
        return random.Random(f"{self.learner_id}:{self.today}:{purpose}")

    @cached_property
    def days(self) -> Days:
        return days_of(self.learner)

    @cached_property
    def today(self) -> dt.date:
        return self.days.study_day(self.now)

    @property
    def tomorrow(self) -> dt.datetime:
        return self.days.start(self.today + dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Next:
    """A card to ask: how often it was answered, and the language of its set."""

    card: Card
    reviews: int
    language: str


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


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many reviews and new cards today's limits still allow."""

    reviews: int
    new: int


# What may be asked


def askable(scope: Scope = Scope.ALL) -> ColumnElement[bool]:
    """The condition on Card and QuestionSet, joined."""
    found: ColumnElement[bool] = and_(
        Card.status == CardStatus.ACCEPTED,
        QuestionSet.status == SetStatus.PUBLISHED,
        QuestionSet.open_to(ACCOUNT),
    )
    return and_(found, within(Card, scope))


def within(card: type[Card], scope: Scope) -> ColumnElement[bool]:
    """The condition on Card that it is in the scope."""
    if scope is Scope.SET:
        return card.set_id == SET
    if scope is Scope.TAG:
        return card.id.in_(select(CardTag.card_id).where(CardTag.tag == TAG))
    return and_(True)


def not_set_aside() -> ColumnElement[bool]:
    """The condition on Card that the learner has neither suspended nor buried it."""
    held = select(Hold.card_id).where(
        Hold.learner_id == LEARNER,
        one_of(Hold.kind, OUT_OF_THE_WAY),
        or_(Hold.until.is_(None), Hold.until > TODAY),
    )
    return Card.id.not_in(held)


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


def _remembered(scope: Scope, *states: MemoryState) -> Select[Any]:
    return (
        select(*CARD_COLUMNS, Memory.reviews, LANGUAGE)
        .select_from(Card)
        .join(Memory, Memory.card_id == Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == LEARNER,
            one_of(Memory.state, states),
            Memory.due_at <= UNTIL,
            askable(scope),
            not_set_aside(),
        )
        .limit(1)
    )


@cache
def _stepping(scope: Scope) -> Prepared:
    return Prepared(_remembered(scope, *STEPPING).order_by(Memory.due_at, Memory.card_id))


@cache
def _due(scope: Scope, order: Order) -> Prepared:
    found = _remembered(scope, MemoryState.REVIEW).where(_no_sibling_today())
    return Prepared(found.order_by(*_ordered(order), Memory.card_id))


def _ordered(order: Order) -> list[ColumnElement[Any]]:
    if order is Order.DUE:
        return [Memory.due_at.expression]
    if order is Order.RANDOM:
        return [cast(Memory.card_id, BigInteger) * FACTOR % SHUFFLING]
    # For one learner, recall falls with the days since the last answer over the stability.
    faded = days_between(TODAY, Memory.last_study_day) / Memory.stability
    return [faded if order is Order.KNOWN else faded.desc()]


@cache
def _due_count(scope: Scope) -> Prepared:
    """How many reviews are due, counted until there are ``most``."""
    due = _remembered(scope, MemoryState.REVIEW).with_only_columns(Memory.card_id)
    counted = due.limit(bindparam("most")).subquery()
    return Prepared(select(func.count().label("cards")).select_from(counted))


@cache
def _new(scope: Scope, *, listed: bool) -> Prepared:
    found = (
        select(*CARD_COLUMNS, LANGUAGE)
        .select_from(Card)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(askable(scope), unseen(), _no_sibling_today(), not_set_aside())
        .order_by(Card.set_id, Card.position, Card.id)
        .limit(1)
    )
    if listed:
        found = found.where(or_(_begun(), _given()))
    return Prepared(found)


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
def _visible_sets() -> Prepared:
    found = (
        select(
            QuestionSet.id,
            QuestionSet.title,
            LANGUAGE,
            _begun().label("begun"),
            _given().label("given"),
        )
        .where(QuestionSet.status == SetStatus.PUBLISHED, QuestionSet.open_to(ACCOUNT))
        .order_by(QuestionSet.id)
    )
    return Prepared(found)


# What comes next


def next_card(session: Session, desk: Desk, done: Tally) -> Next | None:
    """The card to ask now, given what was ``done`` today; None when there is none."""
    return (
        _next_stepping(session, desk, desk.now)
        or _next_in_order(session, desk, done)
        or _next_stepping(session, desk, desk.now + LEARN_AHEAD)
    )


def _next_in_order(session: Session, desk: Desk, done: Tally) -> Next | None:
    """A due card or a new one, whichever is to come first, within today's limits."""
    left = allowance(session, desk, done)
    if _new_first(session, desk, done, left):
        return _next_new(session, desk, left) or _next_due(session, desk, left)
    return _next_due(session, desk, left) or _next_new(session, desk, left)


def allowance(session: Session, desk: Desk, done: Tally) -> Allowance:
    """What today's limits leave. While away nothing is asked, unless something is chosen; after
    it, what lay over is spread evenly over the days of catching up."""
    settings = desk.settings
    if desk.scope is Scope.ALL and settings.is_away(desk.today):
        return Allowance(0, 0)
    reviews = settings.reviews_a_day - done.reviews
    days = settings.catching_up(desk.today)
    if days:
        most = days * settings.reviews_a_day
        waiting = done.reviews + _count_due(session, desk, most)
        reviews = min(reviews, -(-waiting // days) - done.reviews)
    return Allowance(max(0, reviews), max(0, settings.new_a_day - done.new))


def _count_due(session: Session, desk: Desk, most: int) -> int:
    found = _due_count(desk.scope).first(session, desk.parameters | {"most": most})
    return int(found.cards)


def _new_first(session: Session, desk: Desk, done: Tally, left: Allowance) -> bool:
    order = desk.settings.new_order
    if order is not NewOrder.MIXED or not left.new:
        return order is NewOrder.FIRST
    due = _count_due(session, desk, left.reviews) if left.reviews else 0
    return desk.chance(f"mixed {done.answers}").random() * (due + left.new) < left.new


def _next_stepping(session: Session, desk: Desk, until: dt.datetime) -> Next | None:
    parameters = desk.parameters | {"until": until}
    return _as_next(_stepping(desk.scope).first(session, parameters))


def _next_due(session: Session, desk: Desk, left: Allowance) -> Next | None:
    if not left.reviews:
        return None
    order, parameters = review_order(desk), desk.parameters
    if order is Order.RANDOM:
        factor = desk.chance("order").randrange(SHUFFLING // 2, SHUFFLING)
        parameters = parameters | {"factor": factor}
    return _as_next(_due(desk.scope, order).first(session, parameters))


def _as_next(row: Any) -> Next | None:
    if row is None:
        return None
    columns = row._asdict()
    reviews, language = columns.pop("reviews", 0), columns.pop("language")
    return Next(detached(Card, columns), reviews, language)


def review_order(desk: Desk) -> Order:
    """The learner's order; in catching up, what is likeliest still known comes first and is kept,
    for what is forgotten loses nothing by waiting."""
    if desk.settings.catching_up(desk.today):
        return Order.KNOWN
    return ORDERS[desk.settings.review_order]


ORDERS = {
    ReviewOrder.DUE: Order.DUE,
    ReviewOrder.RECALL: Order.RECALL,
    ReviewOrder.RANDOM: Order.RANDOM,
}


def _next_new(session: Session, desk: Desk, left: Allowance) -> Next | None:
    if not left.new:
        return None
    found = _new(desk.scope, listed=desk.scope is Scope.ALL).first(session, desk.parameters)
    if found is None and desk.scope is Scope.ALL and not _has_listed(session, desk):
        found = _new(desk.scope, listed=False).first(session, desk.parameters)
    return _as_next(found)


def study_list(session: Session, desk: Desk) -> list[int]:
    """The sets that new cards come from: those begun or given, or all where there are none."""
    found = visible_sets(session, desk)
    return [one.id for one in found if one.begun or one.given] or [one.id for one in found]


def _has_listed(session: Session, desk: Desk) -> bool:
    return any(one.begun or one.given for one in visible_sets(session, desk))


def visible_sets(session: Session, desk: Desk) -> Sequence[Row[Any]]:
    """Every published set the learner may study: ``id``, ``title``, ``language``, whether they
    have ``begun`` it and whether it is ``given`` to a class of theirs."""
    return _visible_sets().run(session, desk.parameters)


def tally(session: Session, desk: Desk) -> Tally:
    """What the learner has answered today, in the desk's scope."""
    return Tally(*_tally(desk.scope).first(session, desk.parameters))


@cache
def _tally(scope: Scope) -> Prepared:
    query = select(
        func.count(Review.card_id.distinct()),
        func.count().filter(Review.phase == Phase.NEW),
        func.count().filter(Review.phase == Phase.REVIEW),
        func.count(),
        func.count().filter(Review.correct),
        _unsettled(scope).scalar_subquery(),
    ).where(answered_today())
    if scope is not Scope.ALL:
        query = query.join(Card, Card.id == Review.card_id).where(within(Card, scope))
    return Prepared(query)


def _unsettled(scope: Scope) -> Select[int]:
    query = (
        select(func.count())
        .select_from(Memory)
        .where(
            Memory.learner_id == LEARNER,
            one_of(Memory.state, STEPPING),
            Memory.last_study_day == TODAY,
        )
    )
    if scope is Scope.ALL:
        return query
    own = aliased(Card)
    return query.join(own, own.id == Memory.card_id).where(within(own, scope))
