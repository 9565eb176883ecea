"""When a card comes back: one pure step over FSRS, in the learner's own days.

``fsrs`` counts days as spans of 24 hours; here they are study days, which begin at the learner's
rollover hour in the learner's time zone. It is therefore given whole days at midnight instead of
moments, and what it answers is turned back: minutes from now for a learning step, the beginning
of a study day for everything longer.

The interval may fall on any day of the range that fuzz allows. Which one is seeded by card and
review, so that nothing flickers, or chosen where the learner has least to do (``quietest``).
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from zoneinfo import ZoneInfo

import fsrs
from fsrs.scheduler import DEFAULT_PARAMETERS, FUZZ_RANGES

from questions.types import Rating
from quizapp.models import MemoryState

DESIRED_RETENTION = 0.9
LONGEST_INTERVAL = 36500
SHORTEST_FUZZED = 2.5
LEECH_LAPSES = 8

Weights = tuple[float, ...]
USUAL: Weights = tuple(DEFAULT_PARAMETERS)

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


def desired_retention(options: int = 0, aim: float = DESIRED_RETENTION) -> float:
    """The share to be recalled, so that ``aim`` is known. With ``options`` to choose from, guessing
    gives 1 in so many of those forgotten, so that much more must be observed."""
    return aim + (1 - aim) / options if options >= 2 else aim


def is_leech(lapses: int) -> bool:
    """Whether a card has been forgotten so often that studying it on won't help."""
    return lapses >= LEECH_LAPSES


def next_memory(
    memory: State | None,
    rating: Rating,
    now: dt.datetime,
    *,
    days: Days,
    card_id: int,
    retention: float = DESIRED_RETENTION,
    day: dt.date | None = None,
    weights: Weights = USUAL,
    moved: int | None = None,
) -> State:
    """The state after an answer at ``now`` (aware, UTC). ``day`` is the study day, where it is kept
    already. The same arguments always give the same state; for ``moved`` see ``Step.settle``.
    """
    found = step(
        memory,
        rating,
        now,
        days=days,
        card_id=card_id,
        retention=retention,
        day=day,
        weights=weights,
    )
    return found.settle(moved)


def step(
    memory: State | None,
    rating: Rating,
    now: dt.datetime,
    *,
    days: Days,
    card_id: int,
    retention: float,
    day: dt.date | None,
    weights: Weights,
) -> Step:
    """What an answer leads to, before a day is chosen for it."""
    today = day or days.study_day(now)
    if memory:
        today = max(today, memory.last_study_day)
    reviewed, _ = _scheduler(retention, weights).review_card(
        _as_fsrs(memory, card_id), _RATINGS[rating], _midnight(today)
    )
    assert reviewed.stability is not None
    assert reviewed.difficulty is not None
    interval = reviewed.due - _midnight(today)
    state = State(
        state=_STATES_BACK[reviewed.state],
        step=reviewed.step,
        stability=reviewed.stability,
        difficulty=reviewed.difficulty,
        due_at=now + interval,
        last_review_at=now,
        last_study_day=today,
        reviews=memory.reviews + 1 if memory else 1,
        lapses=(memory.lapses if memory else 0) + _lapsed(memory, rating),
    )
    return Step(state, card_id, days, interval.days)


@dataclass(frozen=True, slots=True)
class Step:
    """What an answer leads to. A card past its steps may come back on any day of ``room``, counted
    in days from the study day of the answer; for others there is no choice, and ``room`` is empty.
    """

    state: State
    card_id: int
    days: Days
    interval: int

    @property
    def room(self) -> range:
        if self.state.state is not MemoryState.REVIEW:
            return range(0)
        return fuzz_room(self.interval)

    @property
    def seed(self) -> str:
        return f"{self.card_id}:{self.state.reviews}"

    @property
    def drawn(self) -> int:
        """The interval of the room that follows from card and review alone: as a share of the room,
        so that a better rating never comes back sooner."""
        return self.room[int(random.Random(self.seed).random() * len(self.room))]

    def settle(self, moved: int | None = None) -> State:
        """The state with its due moment: so many days into the room, at most to its end; where
        ``moved`` is None, a day that follows from card and review alone."""
        room = self.room
        if not room:
            return self.state
        interval = self.drawn if moved is None else room[min(moved, len(room) - 1)]
        day = self.state.last_study_day + dt.timedelta(days=interval)
        # Never before the answer itself.
        return replace(self.state, due_at=max(self.days.start(day), self.state.last_review_at))


@lru_cache(maxsize=4096)
def fuzz_room(interval: int) -> range:
    """The intervals, in days, that fuzz allows for ``interval``; the spread is that of ``fsrs``."""
    if interval < SHORTEST_FUZZED:
        return range(interval, interval + 1)
    spread = 1.0 + sum(
        part["factor"] * max(min(float(interval), part["end"]) - part["start"], 0.0)
        for part in FUZZ_RANGES
    )
    lowest, highest = max(2, round(interval - spread)), round(interval + spread)
    highest = min(highest, LONGEST_INTERVAL)
    return range(min(lowest, highest), highest + 1)


def quietest(room: range, loads: Mapping[int, int], avoided: Collection[int], seed: str) -> int:
    """The interval of ``room`` whose day has least to do, as a position in the room.

    ``loads`` says how many cards are due so many days from today; ``avoided`` are the intervals
    that end on a day the learner keeps free. Among equals the seed decides.
    """
    chance = random.Random(seed)
    drawn = {interval: chance.random() for interval in room}
    best = min(room, key=lambda one: (one in avoided, loads.get(one, 0), drawn[one]))
    return best - room.start


def _lapsed(memory: State | None, rating: Rating) -> bool:
    return memory is not None and memory.state is MemoryState.REVIEW and rating is Rating.AGAIN


@lru_cache(maxsize=512)
def _scheduler(retention: float, weights: Weights) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        weights,
        desired_retention=retention,
        maximum_interval=LONGEST_INTERVAL,
        enable_fuzzing=False,
    )


@lru_cache(maxsize=4096)
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


def recall_after(stability: float, days: int, weights: Weights = USUAL) -> float:
    """The expected probability of recall so many days after an answer that left ``stability``:
    FSRS-6's power curve, which is 0.9 when as many days have passed."""
    decay = -weights[-1]
    recall: float = (1 + curve_factor(weights) * max(days, 0) / stability) ** decay
    return recall


@lru_cache(maxsize=512)
def curve_factor(weights: Weights) -> float:
    """What scales time in the forgetting curve, so that stability is the time to 0.9."""
    factor: float = 0.9 ** (-1 / weights[-1]) - 1
    return factor
