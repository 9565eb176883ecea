"""What today holds: how much waits in each set, how long it takes, and when the next is due."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from quizapp.models import Card, CardStatus, Memory, MemoryState, Phase, QuestionSet, Review
from quizapp.study.queue import (
    LEARNER,
    NEW_A_DAY,
    REVIEWS_A_DAY,
    SET,
    STEPPING,
    UNTIL,
    Desk,
    Tally,
    answered_today,
    askable,
    facts_of_today,
    study_list,
    tally,
    unseen,
    visible_sets,
)
from quizapp.study.schedule import recall_after

ANSWERS_A_NEW_CARD = 2
USUAL_SECONDS = 12.0
READING_SECONDS = 6.0
NEWEST = 100


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set as its learner sees it: cards due, new ones for today, the share known now (0 to 1)."""

    id: int
    title: str
    cards: int
    due: int
    new: int
    known: float
    listed: bool

    @property
    def waiting(self) -> int:
        return self.due + self.new


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
    count, known, cards = Count(session, desk), known_shares(session, desk), card_counts(session)
    lines = [
        SetLine(
            id=one.id,
            title=one.title,
            cards=cards[one.id],
            due=count.stepping[one.id] + count.reviews[one.id],
            new=min(count.new[one.id], NEW_A_DAY),
            known=known.get(one.id, 0.0) / cards[one.id],
            listed=one.begun or one.given,
        )
        for one in sets
        if cards[one.id]
    ]
    listed = [line.id for line in lines if line.listed] or [line.id for line in lines]
    waiting = count.within_limits(listed, tally(session, desk))
    return Today(lines, waiting, minutes_for(session, desk, waiting))


def waiting_now(session: Session, desk: Desk, done: Tally) -> Waiting:
    """What is left of today in the desk's set, or in all of the learner's."""
    new_from = [desk.set_id] if desk.set_id is not None else study_list(session, desk)
    return Count(session, desk).within_limits(new_from, done)


class Count:
    """Counts, by set, what ``queue.next_card`` will ask today: one card a fact."""

    def __init__(self, session: Session, desk: Desk) -> None:
        bound, one_set = desk.parameters, desk.one_set
        asked = session.execute(facts_of_today(), bound)
        self._facts = {(set_id, fact) for set_id, fact in asked}
        until_tomorrow = bound | {"until": desk.tomorrow}
        self.stepping = Counter(session.scalars(_stepping_today(one_set), until_tomorrow).all())
        self.reviews = self._one_a_fact(session.execute(_due_reviews(one_set), bound).all())
        self.new = self._one_a_fact(session.execute(_unseen_cards(one_set), bound).all())

    def _one_a_fact(self, rows: Sequence[Row[int, str]]) -> Counter[int]:
        found: Counter[int] = Counter()
        for set_id, fact in rows:
            if fact and (set_id, fact) in self._facts:
                continue
            self._facts.add((set_id, fact))
            found[set_id] += 1
        return found

    def within_limits(self, new_from: Iterable[int], done: Tally) -> Waiting:
        """All that is due, and what is new in the sets ``new_from``, up to the day's limits."""
        reviews = min(self.reviews.total(), REVIEWS_A_DAY - done.reviews)
        new = min(sum(self.new[one] for one in new_from), NEW_A_DAY - done.new)
        return Waiting(due=self.stepping.total() + max(0, reviews), new=max(0, new))


@cache
def _stepping_today(one_set: bool) -> Select[int]:
    return (
        select(Card.set_id)
        .join(Memory, Memory.card_id == Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == LEARNER,
            Memory.state.in_(STEPPING),
            Memory.due_at < UNTIL,
            askable(one_set),
        )
    )


@cache
def _due_reviews(one_set: bool) -> Select[int, str]:
    return (
        select(Card.set_id, Card.fact_key)
        .join(Memory, Memory.card_id == Card.id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == LEARNER,
            Memory.state == MemoryState.REVIEW,
            Memory.due_at <= UNTIL,
            askable(one_set),
        )
    )


@cache
def _unseen_cards(one_set: bool) -> Select[int, str]:
    return (
        select(Card.set_id, Card.fact_key)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(askable(one_set), unseen())
    )


def card_counts(session: Session) -> Counter[int]:
    """How many accepted cards each set has."""
    query = (
        select(Card.set_id, func.count().label("cards"))
        .where(Card.status == CardStatus.ACCEPTED)
        .group_by(Card.set_id)
    )
    return Counter({one.set_id: one.cards for one in session.execute(query)})


def known_shares(session: Session, desk: Desk) -> dict[int, float]:
    """For each set, how many of its cards the learner is expected to recall today."""
    query = (
        select(Card.set_id, Memory.stability, Memory.last_study_day)
        .join(Card, Card.id == Memory.card_id)
        .where(
            Memory.learner_id == desk.learner_id,
            Memory.state == MemoryState.REVIEW,
            Card.status == CardStatus.ACCEPTED,
        )
    )
    known: dict[int, float] = {}
    for set_id, stability, day in session.execute(query):
        recalled = recall_after(stability, (desk.today - day).days)
        known[set_id] = known.get(set_id, 0.0) + recalled
    return known


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


def coming(session: Session, desk: Desk) -> Coming | None:
    """When the next card is due and how many are due on that day; None where nothing is left.

    New cards that today's limit holds back come tomorrow.
    """
    ahead = (
        select(Memory.due_at)
        .join(Card, Card.id == Memory.card_id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(Memory.learner_id == LEARNER, askable(desk.one_set))
    )
    soonest = session.scalar(ahead.order_by(Memory.due_at).limit(1), desk.parameters)
    held_back = _held_back(session, desk)
    if held_back or (soonest and soonest <= desk.now):
        soonest = min(soonest or desk.tomorrow, desk.tomorrow)
    if soonest is None:
        return None
    soonest = max(soonest, desk.now)
    day_after = desk.days.start(desk.days.study_day(soonest) + dt.timedelta(days=1))
    due = session.scalar(
        select(func.count()).select_from(ahead.where(Memory.due_at < day_after).subquery()),
        desk.parameters,
    )
    return Coming(soonest, (due or 0) + min(held_back, NEW_A_DAY))


def _held_back(session: Session, desk: Desk) -> int:
    """How many cards the learner has not seen yet, of what they study."""
    new_from = [desk.set_id] if desk.one_set else study_list(session, desk)
    unseen_cards = session.execute(_unseen_cards(desk.one_set), desk.parameters)
    return sum(set_id in new_from for set_id, _ in unseen_cards)


def newly_learned(session: Session, desk: Desk) -> int:
    """How many cards got past their learning steps today, of those that were first seen or
    forgotten before."""
    learned = (
        select(func.count(Review.card_id.distinct()))
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
    if desk.one_set:
        learned = learned.where(Card.set_id == SET)
    return session.scalar(learned, desk.parameters) or 0
