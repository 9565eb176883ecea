"""How knowledge rose and fell: what was known on days past, set by set.

It follows from the Reviews: each keeps the stability that it left, and until the next one FSRS's
forgetting curve tells the probability of recall on each day. A card that was forgotten counts for
nothing until it is recalled again.

To add that up for one day, every card must be looked at. So the days stay the same while time goes
on, and what was known on them may be kept (``PastKnowledge``): what changes a Memory's past lets go
of it (``memories.forget_past``), and what was added up over other cards is not believed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import (
    ColumnElement,
    Double,
    Select,
    case,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.database import days_between
from quizapp.insights.knowledge import Knowledge
from quizapp.models import Card, CardStatus, PastKnowledge, Review
from quizapp.study.memories import weights_of
from quizapp.study.queue import Desk
from quizapp.study.schedule import Weights, curve_factor
from quizapp.study.statements import INSERTS

SAMPLES = 14
STEPS = (1, 2, 4, 7, 14, 28)  # days from one sample to the next; each is found among the smaller
YEAR = 364
Marks = dict[int, tuple[int, int]]  # of each set: how many cards it has, the sum of their ids
TRAVEL = dt.timedelta(days=1)  # whoever travels west lives through a day again
AT_ONCE = 20_000  # answers whose history is added up while the page waits


@dataclass(frozen=True, slots=True)
class Past:
    """What was known of one set on one day: how many of its cards were ``seen``, and how many were
    expected to be recalled. ``cards`` and ``card_sum`` (of their ids) tell which cards it had."""

    set_id: int
    day: dt.date
    seen: int
    known: float
    cards: int
    card_sum: int


@dataclass(frozen=True, slots=True)
class History:
    """On each sampled day, the last one today: how many cards were ``seen`` and ``known`` in all,
    and how many were known in each set (``by_set``). ``added`` is what had not been kept, of
    ``answers`` answers up to the last day before today."""

    days: tuple[dt.date, ...]
    seen: tuple[int, ...]
    known: tuple[float, ...]
    by_set: dict[int, tuple[float, ...]]
    added: tuple[Past, ...] = ()
    answers: int = 0


def is_long(session: Session, desk: Desk) -> bool:
    """Whether there are so many answers that adding up their history may take a while."""
    some = select(Review.id).where(Review.learner_id == desk.learner_id).limit(AT_ONCE + 1)
    return (session.scalar(select(func.count()).select_from(some.subquery())) or 0) > AT_ONCE


def history(session: Session, desk: Desk, now: Knowledge) -> History:
    """How knowledge rose and fell, over a year or since the learner began, up to ``now``."""
    days = samples(_first_day(session, desk), desk.today)
    before, by_set = days[:-1], {one.set_id: [0.0] * len(days) for one in now.sets}
    seen = [0] * len(before) + [now.seen]
    places = {day: place for place, day in enumerate(days)}
    marks = _marks(session, list(by_set))
    kept = list(_kept(session, desk, before, marks))
    there = {(one.set_id, one.day) for one in kept}
    missing = {day: [one for one in marks if (one, day) not in there] for day in before}
    answers = _answers(session, desk, before) if any(missing.values()) else 0
    added = list(_added(session, desk, missing, marks))
    for one in (*kept, *added):
        seen[places[one.day]] += one.seen
        by_set[one.set_id][places[one.day]] = one.known
    for last in now.sets:
        by_set[last.set_id][-1] = last.known
    return History(
        days,
        tuple(seen),
        tuple(sum(known[place] for known in by_set.values()) for place in range(len(days))),
        {set_id: tuple(known) for set_id, known in by_set.items()},
        tuple(added),
        answers,
    )


def samples(first: dt.date, today: dt.date) -> tuple[dt.date, ...]:
    """Days at equal distance, counted from the first one and at most a year back, and today.

    Tomorrow they are the same ones, until the distance grows to the next of ``STEPS``.
    """
    span = min((today - first).days, YEAR)
    step = next((one for one in STEPS if span / one <= SAMPLES - 2), STEPS[-1])
    skipped = -(-((today - first).days - span) // step) * step
    begin = first + dt.timedelta(days=skipped)
    count = max(0, -(-(today - begin).days // step))
    return (*(begin + dt.timedelta(days=step * place) for place in range(count)), today)


def _first_day(session: Session, desk: Desk) -> dt.date:
    query = select(func.min(Review.study_day)).where(Review.learner_id == desk.learner_id)
    return min(session.scalar(query) or desk.today, desk.today)


def _answers(session: Session, desk: Desk, days: Sequence[dt.date]) -> int:
    """How many answers there are up to the last of the days."""
    if not days:
        return 0
    query = select(func.count()).where(
        Review.learner_id == desk.learner_id, Review.study_day <= days[-1], Review.stands()
    )
    return session.scalar(query) or 0


# What is kept, and what is not


def _marks(session: Session, set_ids: Sequence[int]) -> Marks:
    """For each set how many cards it has, and the sum of their ids."""
    query = (
        select(Card.set_id, func.count(), func.sum(Card.id))
        .where(Card.set_id.in_(set_ids), Card.status == CardStatus.ACCEPTED)
        .group_by(Card.set_id)
    )
    return {set_id: (cards, int(total)) for set_id, cards, total in session.execute(query)}


def _kept(session: Session, desk: Desk, days: Sequence[dt.date], marks: Marks) -> Iterator[Past]:
    """What was kept of these days, and still holds."""
    of = PastKnowledge
    query = select(of.set_id, of.day, of.seen, of.known, of.cards, of.card_sum).where(
        of.learner_id == desk.learner_id, of.day.in_(days)
    )
    for row in session.execute(query):
        if marks.get(row.set_id) == (row.cards, row.card_sum):
            yield Past(*row)


def _added(
    session: Session, desk: Desk, missing: Mapping[dt.date, Sequence[int]], marks: Marks
) -> Iterator[Past]:
    """What was known of the sets that are missing on each day."""
    weights = weights_of(session, desk.learner_id)
    for day, set_ids in missing.items():
        if not set_ids:
            continue
        rows = session.execute(_known_on(desk, set_ids, day, weights))
        found = {set_id: (seen, known) for set_id, seen, known in rows}
        for set_id in set_ids:
            seen, known = found.get(set_id, (0, 0.0))
            yield Past(set_id, day, seen, known, *marks[set_id])


def _known_on(
    desk: Desk, set_ids: Sequence[int], day: dt.date, weights: Weights
) -> Select[int, int, float]:
    """For each set: how many of its cards were seen, and how many are expected to have been known
    on a day; from the last answer to each card up to that day."""
    last = (
        select(Review.id)
        .where(
            Review.card_id == Card.id,
            Review.learner_id == desk.learner_id,
            Review.study_day <= day,
            Review.stability.is_not(None),
            Review.stands(),
        )
        .order_by(Review.answered_at.desc())
        .limit(1)
        .correlate(Card)
        .scalar_subquery()
    )
    faded = (
        literal(curve_factor(weights), Double())
        * days_between(literal(day), Review.study_day)
        / Review.stability
    )
    recall: ColumnElement[float] = func.power(
        1 + faded, literal(-weights[-1], Double()), type_=Double()
    )
    known = case((Review.rating == Rating.AGAIN, 0.0), else_=recall)
    return (
        select(Card.set_id, func.count(), func.sum(known))
        .select_from(Card)
        .join(Review, Review.id == last)
        .where(Card.set_id.in_(set_ids), Card.status == CardStatus.ACCEPTED)
        .group_by(Card.set_id)
    )


def keep(session: Session, desk: Desk, found: History) -> None:
    """Keep what was added up, unless an answer came meanwhile to one of the days."""
    if _answers(session, desk, found.days[:-1]) != found.answers:
        return
    rows = [
        {"learner_id": desk.learner_id, **asdict(one)}
        for one in found.added
        if one.day < desk.today - TRAVEL
    ]
    if not rows:
        return
    insert = INSERTS[session.get_bind().dialect.name](PastKnowledge)
    told = {name: insert.excluded[name] for name in ("seen", "known", "cards", "card_sum")}
    key = ("learner_id", "day", "set_id")
    session.execute(insert.on_conflict_do_update(index_elements=key, set_=told), rows)
