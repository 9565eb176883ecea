"""When a card comes back: one pure step over FSRS, in the learner's own days.

``fsrs`` counts days as spans of 24 hours; here they are study days, which begin at the learner's
rollover hour in the learner's time zone. It is therefore given whole days at midnight instead of
moments, and what it answers is turned back: minutes from now for a learning step, the beginning
of a study day for everything longer.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

import fsrs
from fsrs.scheduler import FUZZ_RANGES

from questions.types import Rating
from quizapp.models import MemoryState

DESIRED_RETENTION = 0.9
LONGEST_INTERVAL = 36500
SHORTEST_FUZZED = 2.5

_RATINGS = {
    Rating.AGAIN: fsrs.Rating.Again,
    Rating.HARD: fsrs.Rating.Hard,
    Rating.GOOD: fsrs.Rating.Good,
    Rating.EASY: fsrs.Rating.Easy,
}


_STATES = {
    MemoryState.LEARNING: fsrs.State.Learning,
    MemoryState.REVIEW: fsrs.State.Review,
    MemoryState.RELEARNING: fsrs.State.Relearning,
}
_STATES_BACK = {theirs: ours for ours, theirs in _STATES.items()}


@dataclass(frozen=True, slots=True)
class Days:
    """A learner's days: an IANA time zone and the local hour at which a day begins."""

    time_zone: str = "UTC"
    rollover_hour: int = 4

    def study_day(self, moment: dt.datetime) -> dt.date:
        return study_day(moment, self.time_zone, self.rollover_hour)

    def local(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(ZoneInfo(self.time_zone))

    def start(self, day: dt.date) -> dt.datetime:
        """The moment, in UTC, at which ``day`` begins."""
        local = dt.datetime.combine(day, dt.time(self.rollover_hour), ZoneInfo(self.time_zone))
        return local.astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of one card: FSRS's two figures, its step, and the days.

    ``stability`` is in days, ``difficulty`` from 1 to 10; the moments are in UTC.
    """

    state: MemoryState
    step: int | None
    stability: float
    difficulty: float
    due_at: dt.datetime
    last_review_at: dt.datetime
    last_study_day: dt.date
    reviews: int
    lapses: int


def study_day(moment: dt.datetime, time_zone: str, rollover_hour: int) -> dt.date:
    """The learner's day at ``moment`` (aware): the local date, where a day begins at the hour.

    Local wall time decides, so that a day keeps beginning at that hour across daylight saving.
    """
    local = moment.astimezone(ZoneInfo(time_zone))
    return local.date() - dt.timedelta(days=local.hour < rollover_hour)


def desired_retention(options: int = 0) -> float:
    """The share to be recalled. With ``options`` to choose from, guessing gives 1 in so many of
    those forgotten, so more must be observed for the same share to be known."""
    if options < 2:
        return DESIRED_RETENTION
    return DESIRED_RETENTION + (1 - DESIRED_RETENTION) / options


def next_memory(
    memory: State | None,
    rating: Rating,
    now: dt.datetime,
    *,
    days: Days,
    card_id: int,
    retention: float = DESIRED_RETENTION,
    day: dt.date | None = None,
) -> State:
    """The state after an answer at ``now`` (aware, UTC). ``day`` is the study day, where it is kept
    already. The same arguments always give the same state: the fuzz is seeded by card and review.
    """
    today = day or days.study_day(now)
    if memory:
        today = max(today, memory.last_study_day)
    reviewed, _ = _scheduler(retention).review_card(
        _as_fsrs(memory, card_id), _RATINGS[rating], _midnight(today)
    )
    assert reviewed.stability is not None
    assert reviewed.difficulty is not None
    reviews = memory.reviews + 1 if memory else 1
    state = _STATES_BACK[reviewed.state]
    interval = reviewed.due - _midnight(today)
    if state is MemoryState.REVIEW:
        due_at = _due_day(today, fuzzed(interval.days, card_id, reviews), now, days)
    else:
        due_at = now + interval
    return State(
        state=state,
        step=reviewed.step,
        stability=reviewed.stability,
        difficulty=reviewed.difficulty,
        due_at=due_at,
        last_review_at=now,
        last_study_day=today,
        reviews=reviews,
        lapses=(memory.lapses if memory else 0) + _lapsed(memory, rating),
    )


def _lapsed(memory: State | None, rating: Rating) -> bool:
    return memory is not None and memory.state is MemoryState.REVIEW and rating is Rating.AGAIN


def _due_day(today: dt.date, interval: int, now: dt.datetime, days: Days) -> dt.datetime:
    """The beginning of the day so many days on; never before the answer itself."""
    return max(days.start(today + dt.timedelta(days=interval)), now)


@cache
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=retention, maximum_interval=LONGEST_INTERVAL, enable_fuzzing=False
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _as_fsrs(memory: State | None, card_id: int) -> fsrs.Card:
    if memory is None:
        return fsrs.Card(card_id=card_id, due=dt.datetime.min.replace(tzinfo=dt.UTC))
    return fsrs.Card(
        card_id=card_id,
        state=_STATES[memory.state],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=_midnight(memory.last_study_day),
    )


def fuzzed(interval: int, card_id: int, reviews: int) -> int:
    """``interval`` in days moved a little, so that cards learned together part; the same for the
    same card and review. The spread is that of ``fsrs``, which draws it anew each time."""
    if interval < SHORTEST_FUZZED:
        return interval
    spread = 1.0 + sum(
        part["factor"] * max(min(float(interval), part["end"]) - part["start"], 0.0)
        for part in FUZZ_RANGES
    )
    lowest, highest = max(2, round(interval - spread)), round(interval + spread)
    highest = min(highest, LONGEST_INTERVAL)
    return random.Random(f"{card_id}:{reviews}").randint(min(lowest, highest), highest)


def recall_after(stability: float, days: int) -> float:
    """The expected probability of recall so many days after an answer that left ``stability``."""
    since = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    card = fsrs.Card(card_id=0, stability=stability, due=since, last_review=since)
    now = since + dt.timedelta(days=max(days, 0))
    return _scheduler(DESIRED_RETENTION).get_card_retrievability(card, now)
