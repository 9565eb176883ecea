"""What today holds: how much waits in each set, how long it takes, and when the next is due."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Double, Row, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session, joinedload

from quizapp.database import days_between
from quizapp.models import Card, Memory, MemoryState, Phase, QuestionSet, Review
from quizapp.study.memories import weights_of
from quizapp.study.queue import (
    LEARNER,
    STEPPING,
    TODAY,
    UNTIL,
    Allowance,
    Desk,
    Scope,
    Tally,
    allowance,
    answered_today,
    askable,
    facts_of_today,
    not_set_aside,
    study_list,
    tally,
    unseen,
    visible_sets,
    within,
)
from quizapp.study.schedule import curve_factor

ANSWERS_A_NEW_CARD = 2
USUAL_SECONDS = 12.0
READING_SECONDS = 6.0
NEWEST = 100


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set as its learner sees it: cards due, new ones for today, the share known now (0 to 1)."""

    id: int
    title: str
    language: str
    cards: int
    due: int
    new: int
    known: float
    listed: bool

    @property
    def waiting(self) -> int:
        return self.due + self.new


@dataclass(frozen=True, slots=True)
class SetShare:
    """How many cards a set has that may be asked, how many of them were seen, and how many are
    expected to be recalled (``known``)."""

    cards: int
    seen: int
    known: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cards wait: ``due`` ones seen before, ``new`` ones within the day's limit."""

    due: int = 0
    new: int = 0

    @property
    def cards(self) -> int:
        return self.due + self.new


@dataclass(frozen=True, slots=True)
class Today:
    """``lines`` of all sets the learner may study; ``waiting`` of those that are theirs."""

    lines: list[SetLine]
    waiting: Waiting
    minutes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session is: a card seen is half done, one that is past its steps is done."""

    done: Tally
    total: int

    @property
    def halves(self) -> int:
        return 2 * self.done.cards - self.done.unsettled


@dataclass(frozen=True, slots=True)
class Coming:
    """The next cards: when the first is due, and how many are due on that day."""

    at: dt.datetime
    cards: int


def today(session: Session, desk: Desk) -> Today:
    """Everything the page Today says to somebody who has studied before."""
    sets = visible_sets(session, desk)
    found = shares(session, desk)
    count = Count(session, desk, [one for one, share in found.items() if share.seen < share.cards])
    lines = [
        SetLine(
            id=one.id,
            title=one.title,
            language=one.language,
            cards=found[one.id].cards,
            due=count.stepping[one.id] + count.reviews[one.id],
            new=min(count.new[one.id], desk.settings.new_a_day),
            known=found[one.id].known / found[one.id].cards,
            listed=one.begun or one.given,
        )
        for one in sets
        if one.id in found
    ]
    listed = [line.id for line in lines if line.listed] or [line.id for line in lines]
    left = allowance(session, desk, tally(session, desk))
    waiting = count.within_limits(listed, left)
    return Today(lines, waiting, minutes_for(session, desk, waiting))


def waiting_now(session: Session, desk: Desk, done: Tally) -> Waiting:
    """What is left of today in the desk's scope."""
    new_from = study_list(session, desk) if desk.scope is Scope.ALL else None
    return Count(session, desk).within_limits(new_from, allowance(session, desk, done))


class Count:
    """Counts, by set, what ``queue.next_card`` will ask today: one card a fact. ``new_in`` are the
    sets with cards that were not seen yet, where that is known."""

    def __init__(self, session: Session, desk: Desk, new_in: Collection[int] | None = None) -> None:
        bound, scope = desk.parameters, desk.scope
        asked = session.execute(facts_of_today(), bound)
        self._facts = {(set_id, fact) for set_id, fact in asked}
        until_tomorrow = bound | {"until": desk.tomorrow}
        self.stepping = Counter(session.scalars(_stepping_today(scope), until_tomorrow).all())
        self.reviews = self._one_a_fact(session.execute(_due_reviews(scope), bound).all())
        fresh = _unseen_cards(scope)
        if new_in is not None:
            fresh = fresh.where(Card.set_id.in_(new_in))
        self.new = self._one_a_fact(session.execute(fresh, bound).all())

    def _one_a_fact(self, rows: Sequence[Row[int, str]]) -> Counter[int]:
        found: Counter[int] = Counter()
        for set_id, fact in rows:
            if fact and (set_id, fact) in self._facts:
                continue
            self._facts.add((set_id, fact))
            found[set_id] += 1
        return found

    def within_limits(self, new_from: Iterable[int] | None, left: Allowance) -> Waiting:
        """All that is due, and what is new in the sets ``new_from`` (None: in all that were
        counted), up to the day's limits."""
        new = self.new.total() if new_from is None else sum(self.new[one] for one in new_from)
        reviews = min(self.reviews.total(), left.reviews)
        return Waiting(due=self.stepping.total() + reviews, new=min(new, left.new))


@cache
def _stepping_today(scope: Scope) -> Select[int]:
    return (
        select(Card.set_id)
        .join(Memory, Memory.card_id == Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == LEARNER,
            Memory.state.in_(STEPPING),
            Memory.due_at < UNTIL,
            askable(scope),
            not_set_aside(),
        )
    )


@cache
def _due_reviews(scope: Scope) -> Select[int, str]:
    return (
        select(Card.set_id, Card.fact_key)
        .join(Memory, Memory.card_id == Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == LEARNER,
            Memory.state == MemoryState.REVIEW,
            Memory.due_at <= UNTIL,
            askable(scope),
            not_set_aside(),
        )
    )


@cache
def _unseen_cards(scope: Scope) -> Select[int, str]:
    return (
        select(Card.set_id, Card.fact_key)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(askable(scope), not_set_aside(), unseen())
    )


def shares(session: Session, desk: Desk) -> dict[int, SetShare]:
    """For each set how much of it the learner has seen and is expected to recall today.

    The database adds up the forgetting curve (``schedule.recall_after``) over all Memories.
    """
    weights = weights_of(session, desk.learner_id)
    curve = {"decay": -weights[-1], "scale": curve_factor(weights)}
    rows = session.execute(_shares(), desk.parameters | curve)
    return {row.set_id: SetShare(row.cards, row.seen, row.known or 0.0) for row in rows}


@cache
def _shares() -> Select[int, int, int, float | None]:
    """Card by card in the order of the sets, which is the quickest for those who have seen many."""
    passed = days_between(TODAY, Memory.last_study_day)
    faded = bindparam("scale", type_=Double) * passed / Memory.stability
    recall = func.power(1 + faded, bindparam("decay", type_=Double), type_=Double)
    remembered = and_(Memory.card_id == Card.id, Memory.learner_id == LEARNER)
    return (
        select(
            Card.set_id,
            func.count().label("cards"),
            func.count(Memory.card_id).label("seen"),
            func.sum(case((Memory.state == MemoryState.REVIEW, recall)), type_=Double).label(
                "known"
            ),
        )
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .outerjoin(Memory, remembered)
        .where(askable())
        .group_by(Card.set_id)
    )


def minutes_for(session: Session, desk: Desk, waiting: Waiting) -> int:
    """About how long the waiting cards take, at the learner's own pace."""
    newest = (
        select(Review.seconds)
        .where(Review.learner_id == desk.learner_id, Review.seconds.is_not(None), Review.stands())
        .order_by(Review.study_day.desc(), Review.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    seconds = session.scalar(select(func.avg(newest.c.seconds))) or USUAL_SECONDS
    answers = waiting.due + ANSWERS_A_NEW_CARD * waiting.new
    return max(1, round(answers * (seconds + READING_SECONDS) / 60))


def coming(session: Session, desk: Desk, done: Tally) -> Coming | None:
    """When the next card is due and how many are due on that day; None where nothing is left. To be
    asked where no card is left to ask now, given what was ``done`` today.

    What today's limits hold back comes tomorrow, or on the first day that is not away.
    """
    moments = [session.scalar(_soonest(desk.scope, state), desk.parameters) for state in STATES]
    soonest = min((one for one in moments if one), default=None)
    held_back = _held_back(session, desk, allowance(session, desk, done))
    later = desk.days.start(_next_day(desk))
    if held_back or (soonest and soonest <= desk.now):
        soonest = min(soonest or later, later) if soonest and soonest > desk.now else later
    if soonest is None:
        return None
    day_after = desk.days.start(desk.days.study_day(soonest) + dt.timedelta(days=1))
    due = session.scalar(_due_before(desk.scope), desk.parameters | {"until": day_after})
    return Coming(soonest, (due or 0) + held_back)


STATES = tuple(MemoryState)


def _next_day(desk: Desk) -> dt.date:
    """The next day on which something is asked."""
    tomorrow = desk.today + dt.timedelta(days=1)
    settings = desk.settings
    if desk.scope is Scope.ALL and settings.away_until and settings.is_away(tomorrow):
        return settings.away_until + dt.timedelta(days=1)
    return tomorrow


@cache
def _soonest(scope: Scope, state: MemoryState) -> Select[dt.datetime]:
    """Of one state, so that the index gives the first at once."""
    return (
        select(Memory.due_at)
        .join(Card, Card.id == Memory.card_id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == LEARNER,
            Memory.state == state,
            askable(scope),
            not_set_aside(),
        )
        .order_by(Memory.due_at)
        .limit(1)
    )


@cache
def _due_before(scope: Scope) -> Select[int]:
    return (
        select(func.count())
        .select_from(Memory)
        .join(Card, Card.id == Memory.card_id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == LEARNER,
            Memory.state.in_(STATES),
            Memory.due_at < UNTIL,
            askable(scope),
            not_set_aside(),
        )
    )


def _held_back(session: Session, desk: Desk, left: Allowance) -> int:
    """How many cards the learner has not seen yet, of what they study, up to a day's new ones.

    Where today still allows new ones, all would have been asked but those kept from a sibling.
    """
    most = {"most": desk.settings.new_a_day}
    if left.new:
        return session.scalar(_kept_apart(desk.scope), desk.parameters | most) or 0
    if desk.scope is not Scope.ALL:
        return session.scalar(_unseen_count(desk.scope), desk.parameters | most) or 0
    new_from = {"sets": study_list(session, desk)}
    return session.scalar(_unseen_count(desk.scope), desk.parameters | most | new_from) or 0


@cache
def _kept_apart(scope: Scope) -> Select[int]:
    """How many unseen cards have a fact that was asked today, counted until there are ``most``."""
    asked = facts_of_today().distinct().subquery()
    same = and_(Card.set_id == asked.c.set_id, Card.fact_key == asked.c.fact_key)
    found = _unseen_cards(scope).with_only_columns(Card.id).join(asked, same)
    return select(func.count()).select_from(found.limit(bindparam("most")).subquery())


@cache
def _unseen_count(scope: Scope) -> Select[int]:
    """How many unseen cards there are, counted until there are ``most``."""
    found = _unseen_cards(scope).with_only_columns(Card.id)
    if scope is Scope.ALL:
        found = found.where(Card.set_id.in_(bindparam("sets", expanding=True)))
    return select(func.count()).select_from(found.limit(bindparam("most")).subquery())


def newly_learned(session: Session, desk: Desk) -> Sequence[Card]:
    """The cards that got past their learning steps today, of those that were first seen or
    forgotten before, in the order of their sets."""
    learned = (
        select(Review.card_id)
        .join(Card, Card.id == Review.card_id)
        .join(
            Memory,
            (Memory.card_id == Review.card_id) & (Memory.learner_id == Review.learner_id),
        )
        .where(
            answered_today(),
            Review.phase != Phase.REVIEW,
            Memory.state == MemoryState.REVIEW,
        )
    )
    if desk.scope is not Scope.ALL:
        learned = learned.where(within(Card, desk.scope))
    found = (
        select(Card)
        .where(Card.id.in_(learned))
        .options(joinedload(Card.question_set))
        .order_by(Card.set_id, Card.position, Card.id)
    )
    return session.scalars(found, desk.parameters).all()
