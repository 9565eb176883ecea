"""What is known, now and before: the expected number of cards recalled, set by set.

Now follows from the Memories, as on the page Today. Before follows from the Reviews: each keeps the
stability that it left, and until the next one FSRS's forgetting curve tells the probability of
recall on each day. A card that was forgotten counts for nothing until it is recalled again. The
database adds all of it up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Date,
    Double,
    FromClause,
    Row,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.database import days_between
from quizapp.models import Card, CardStatus, Memory, Review
from quizapp.study.memories import weights_of
from quizapp.study.queue import Desk, visible_sets
from quizapp.study.schedule import Weights, curve_factor
from quizapp.study.today import known_shares

SAMPLES = 13
YEAR = 364
AT_ONCE = 20_000  # answers whose history is added up while the page waits


@dataclass(frozen=True, slots=True)
class SetKnowledge:
    """One set: its ``cards``, how many of them were ``seen`` and are expected to be recalled now
    (``known``)."""

    set_id: int
    title: str
    cards: int
    seen: int
    known: float

    @property
    def share(self) -> float:
        """The share of the set that is known now, from 0 to 1."""
        return self.known / self.cards if self.cards else 0.0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Each set that was begun, best known first."""

    sets: tuple[SetKnowledge, ...]

    @property
    def seen(self) -> int:
        return sum(one.seen for one in self.sets)

    @property
    def known(self) -> float:
        return sum(one.known for one in self.sets)


@dataclass(frozen=True, slots=True)
class History:
    """On each sampled day, the last one today: how many cards were ``seen`` and ``known`` in all,
    and how many were known in each set (``by_set``)."""

    days: tuple[dt.date, ...]
    seen: tuple[int, ...]
    known: tuple[float, ...]
    by_set: dict[int, tuple[float, ...]]


def knowledge(session: Session, desk: Desk) -> Knowledge:
    """What the learner knows now of the sets that they have begun."""
    titles = {one.id: one.title for one in visible_sets(session, desk) if one.begun}
    known = known_shares(session, desk)
    cards, seen = _cards(session, titles), _seen(session, desk)
    found = [
        SetKnowledge(set_id, title, cards[set_id], seen[set_id], known.get(set_id, 0.0))
        for set_id, title in titles.items()
        if set_id in seen
    ]
    return Knowledge(tuple(sorted(found, key=lambda one: (-one.share, one.title))))


def _cards(session: Session, set_ids: Iterable[int]) -> dict[int, int]:
    """How many accepted cards each of these sets has."""
    query = (
        select(Card.set_id, func.count().label("cards"))
        .where(Card.set_id.in_(list(set_ids)), Card.status == CardStatus.ACCEPTED)
        .group_by(Card.set_id)
    )
    return {row.set_id: row.cards for row in session.execute(query)}


def _seen(session: Session, desk: Desk) -> dict[int, int]:
    query = (
        select(Card.set_id, func.count().label("cards"))
        .join(Memory, Memory.card_id == Card.id)
        .where(Memory.learner_id == desk.learner_id, Card.status == CardStatus.ACCEPTED)
        .group_by(Card.set_id)
    )
    return {row.set_id: row.cards for row in session.execute(query)}


# Before


def is_long(session: Session, desk: Desk) -> bool:
    """Whether there are so many answers that adding up their history takes a while."""
    some = select(Review.id).where(Review.learner_id == desk.learner_id).limit(AT_ONCE + 1)
    return (session.scalar(select(func.count()).select_from(some.subquery())) or 0) > AT_ONCE


def history(session: Session, desk: Desk, now: Knowledge) -> History:
    """How knowledge rose and fell, over a year or since the learner began, up to ``now``."""
    days = samples(_first_day(session, desk), desk.today)
    here = {one.set_id: one for one in now.sets}
    seen, by_set = dict.fromkeys(days, 0), {one: dict.fromkeys(days, 0.0) for one in here}
    weights = weights_of(session, desk.learner_id)
    for set_id, day, cards, known in _sampled(session, desk, days, weights):
        if set_id in here:
            seen[day] += cards
            by_set[set_id][day] = known
    seen[desk.today] = now.seen
    for set_id, one in here.items():
        by_set[set_id][desk.today] = one.known
    return History(
        days,
        tuple(seen.values()),
        tuple(sum(known[day] for known in by_set.values()) for day in days),
        {set_id: tuple(known.values()) for set_id, known in by_set.items()},
    )


def samples(first: dt.date, today: dt.date) -> tuple[dt.date, ...]:
    """Days at equal distance from the first one (a year ago at most) up to today."""
    begin = max(first, today - dt.timedelta(days=YEAR))
    span = (today - begin).days
    steps = min(SAMPLES - 1, span)
    return tuple(
        begin + dt.timedelta(days=round(span * index / steps) if steps else 0)
        for index in range(steps + 1)
    )


def _first_day(session: Session, desk: Desk) -> dt.date:
    query = select(func.min(Review.study_day)).where(Review.learner_id == desk.learner_id)
    return session.scalar(query) or desk.today


def _sampled(
    session: Session, desk: Desk, days: Sequence[dt.date], weights: Weights
) -> Iterable[Row[int, dt.date, int, float]]:
    """For each set and day: how many of its cards were seen, and how many are expected known."""
    span = _spans(desk)
    day = union_all(*(select(literal(one, Date()).label("day")) for one in days)).subquery()
    passed = days_between(day.c.day, span.c.study_day)
    faded = literal(curve_factor(weights), Double()) * passed / span.c.stability
    recall: ColumnElement[float] = func.power(
        1 + faded, literal(-weights[-1], Double()), type_=Double()
    )
    known = case((span.c.rating == Rating.AGAIN, 0.0), else_=recall)
    held = or_(span.c.until.is_(None), span.c.until > day.c.day)
    query = (
        select(Card.set_id, day.c.day, func.count(), func.sum(known))
        .select_from(span)
        .join(day, (span.c.study_day <= day.c.day) & held)
        .join(Card, Card.id == span.c.card_id)
        .where(Card.status == CardStatus.ACCEPTED)
        .group_by(Card.set_id, day.c.day)
    )
    return session.execute(query)


def _spans(desk: Desk) -> FromClause:
    """Each answer with the day of the next one to its card; the index review_by_card holds all
    of it, in this order."""
    until = func.lead(Review.study_day, type_=Date()).over(
        partition_by=Review.card_id, order_by=Review.answered_at
    )
    return (
        select(
            Review.card_id,
            Review.study_day,
            until.label("until"),
            Review.rating,
            Review.stability,
        )
        .where(Review.learner_id == desk.learner_id, Review.stability.is_not(None), Review.stands())
        .subquery()
    )
