"""What is known, now and before: the expected number of cards recalled, set by set.

Every Review keeps the stability that it left; until the next one, FSRS's forgetting curve tells the
probability of recall on each day. A card counts with that probability, and with none after it was
forgotten until it is recalled again.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Date, Row, func, or_, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, CardStatus, Review
from quizapp.study.memories import weights_of
from quizapp.study.queue import Desk, visible_sets
from quizapp.study.schedule import curve_factor

SAMPLES = 13
YEAR = 364


@dataclass(frozen=True, slots=True)
class SetKnowledge:
    """One set: ``cards`` it has, how many of them were ``seen`` and are expected to be recalled
    (``known``) on each sampled day."""

    set_id: int
    title: str
    cards: int
    seen: tuple[int, ...]
    known: tuple[float, ...]

    @property
    def share(self) -> float:
        """The share of the set that is known now, from 0 to 1."""
        return self.known[-1] / self.cards if self.cards else 0.0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The sampled days, the last one today, and each set that was begun, best known first."""

    days: tuple[dt.date, ...]
    sets: tuple[SetKnowledge, ...]

    @property
    def seen(self) -> list[int]:
        return [sum(counts) for counts in zip(*(one.seen for one in self.sets), strict=True)]

    @property
    def known(self) -> list[float]:
        return [sum(counts) for counts in zip(*(one.known for one in self.sets), strict=True)]


def knowledge(session: Session, desk: Desk) -> Knowledge:
    """The learner's knowledge of the sets they study, over a year or since they began."""
    titles = {one.id: one.title for one in visible_sets(session, desk) if one.begun}
    set_of = cards_of(session, titles)
    days = samples(_first_day(session, desk), desk.today)
    seen = {set_id: [0] * len(days) for set_id in titles}
    known = {set_id: [0.0] * len(days) for set_id in titles}
    weights = weights_of(session, desk.learner_id)
    factor, decay = curve_factor(weights), -weights[-1]
    ordinals = [day.toordinal() for day in days]
    for card_id, day, until, rating, stability in _spans(session, desk, days[0]):
        set_id = set_of.get(card_id)
        if set_id is None:
            continue
        start, end = day.toordinal(), until.toordinal() if until else ordinals[-1] + 1
        counts, shares = seen[set_id], known[set_id]
        for index in range(bisect_left(ordinals, start), bisect_left(ordinals, end)):
            counts[index] += 1
            if rating is not Rating.AGAIN:  # as study.schedule.recall_after, a million times
                shares[index] += (1 + factor * (ordinals[index] - start) / stability) ** decay
    return Knowledge(days, _by_share(titles, set_of.values(), seen, known))


def _by_share(
    titles: dict[int, str],
    sets_of_cards: Iterable[int],
    seen: dict[int, list[int]],
    known: dict[int, list[float]],
) -> tuple[SetKnowledge, ...]:
    cards = dict.fromkeys(titles, 0)
    for set_id in sets_of_cards:
        cards[set_id] += 1
    found = [
        SetKnowledge(set_id, title, cards[set_id], tuple(seen[set_id]), tuple(known[set_id]))
        for set_id, title in titles.items()
        if seen[set_id][-1]
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.title)))


def cards_of(session: Session, set_ids: Iterable[int]) -> dict[int, int]:
    """The set of each accepted card in these sets."""
    query = select(Card.id, Card.set_id).where(
        Card.set_id.in_(list(set_ids)), Card.status == CardStatus.ACCEPTED
    )
    return {row.id: row.set_id for row in session.execute(query)}


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


def _spans(
    session: Session, desk: Desk, first: dt.date
) -> Iterable[Row[int, dt.date, dt.date | None, Rating, float]]:
    """Each answer that held on some day from ``first`` on, and the day of the next one."""
    next_day = func.lead(Review.study_day, type_=Date()).over(
        partition_by=Review.card_id, order_by=(Review.answered_at, Review.id)
    )
    span = (
        select(
            Review.card_id,
            Review.study_day,
            next_day.label("until"),
            Review.rating,
            Review.stability,
        )
        .where(
            Review.learner_id == desk.learner_id,
            Review.stability.is_not(None),
            Review.study_day <= desk.today,
            Review.stands(),
        )
        .subquery()
    )
    held = or_(span.c.until.is_(None), (span.c.until > first) & (span.c.until > span.c.study_day))
    return session.execute(select(span).where(held))
