"""The scheduler's traps, closed: study days, daylight saving, fuzz that never flickers."""

import datetime as dt
import random
from zoneinfo import ZoneInfo

import fsrs
import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.types import Rating
from quizapp.models import MemoryState
from quizapp.study.schedule import (
    USUAL,
    Days,
    State,
    Weights,
    desired_retention,
    fuzz_room,
    next_memory,
    quietest,
    recall_after,
    study_day,
)

START = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
THEIRS = dict(zip(Rating, fsrs.Rating, strict=True))
ratings = st.sampled_from(list(Rating))
moments = st.integers(0, 10 * 365 * 24 * 60).map(lambda minutes: START + MINUTE * minutes)
zones = st.sampled_from(
    ["UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Havana"]
)


def after(history: list[tuple[dt.datetime, Rating]], days: Days | None = None) -> State:
    memory = None
    for moment, rating in history:
        memory = next_memory(memory, rating, moment, days=days or Days(), card_id=7)
    assert memory
    return memory


@pytest.mark.parametrize(
    ("moment", "zone", "hour", "day"),
    [
        ("2024-03-10T03:59+00:00", "UTC", 4, "2024-03-09"),
        ("2024-03-10T04:00+00:00", "UTC", 4, "2024-03-10"),
        ("2024-03-10T03:59+00:00", "UTC", 0, "2024-03-10"),
        ("2024-03-10T02:00+00:00", "Asia/Tokyo", 4, "2024-03-10"),
        # The night that summer time begins in New York: 4 a.m. comes after 23 hours.
        ("2024-03-10T07:59+00:00", "America/New_York", 4, "2024-03-09"),
        ("2024-03-10T08:00+00:00", "America/New_York", 4, "2024-03-10"),
        # And the night that it ends: after 25.
        ("2024-11-03T08:59+00:00", "America/New_York", 4, "2024-11-02"),
        ("2024-11-03T09:00+00:00", "America/New_York", 4, "2024-11-03"),
    ],
)
def test_a_day_begins_at_the_rollover_hour_on_the_wall(
    moment: str, zone: str, hour: int, day: str
) -> None:
    assert study_day(dt.datetime.fromisoformat(moment), zone, hour).isoformat() == day


@given(moments, zones, st.integers(0, 12))
def test_the_start_of_a_day_lies_in_it_and_the_moment_before_does_not(
    moment: dt.datetime, zone: str, hour: int
) -> None:
    days = Days(zone, hour)
    start = days.start(days.study_day(moment))
    assert start <= moment
    assert days.study_day(start) == days.study_day(moment)
    assert days.study_day(start - dt.timedelta(seconds=1)) < days.study_day(moment)


def test_studying_a_little_earlier_the_next_day_counts_as_the_next_day() -> None:
    first = [(START, Rating.EASY)]
    early = after([*first, (START + dt.timedelta(hours=23, minutes=50), Rating.GOOD)])
    late = after([*first, (START + dt.timedelta(hours=24, minutes=10), Rating.GOOD)])
    assert early.stability == late.stability > after(first).stability


def test_a_day_of_23_hours_is_still_a_day() -> None:
    days = Days("America/New_York")
    saturday = dt.datetime(2024, 3, 9, 9, tzinfo=ZoneInfo("America/New_York"))
    sunday = dt.datetime(2024, 3, 10, 8, 30, tzinfo=ZoneInfo("America/New_York"))
    plain = after([(START, Rating.EASY), (START + dt.timedelta(days=1), Rating.GOOD)])
    changed = after(
        [
            (one.astimezone(dt.UTC), rating)
            for one, rating in ((saturday, Rating.EASY), (sunday, Rating.GOOD))
        ],
        days,
    )
    assert changed.stability == plain.stability


def test_a_long_interval_ends_when_the_day_begins_where_the_learner_is() -> None:
    days = Days("America/New_York", 4)
    memory = after([(START, Rating.EASY)], days)
    local = memory.due_at.astimezone(ZoneInfo("America/New_York"))
    assert memory.state is MemoryState.REVIEW
    assert (local.hour, local.minute) == (4, 0)
    assert memory.due_at.tzinfo is dt.UTC


def test_learning_steps_are_minutes() -> None:
    once = after([(START, Rating.GOOD)])
    assert (once.state, once.due_at) == (MemoryState.LEARNING, START + dt.timedelta(minutes=10))
    again = after([(START, Rating.AGAIN)])
    assert again.due_at == START + dt.timedelta(minutes=1)


def test_forgetting_a_learned_card_is_a_lapse_and_starts_relearning() -> None:
    learned = after([(START, Rating.EASY)])
    lapsed = next_memory(learned, Rating.AGAIN, learned.due_at, days=Days(), card_id=7)
    assert (lapsed.lapses, lapsed.state) == (1, MemoryState.RELEARNING)
    again = next_memory(lapsed, Rating.AGAIN, lapsed.due_at, days=Days(), card_id=7)
    assert again.lapses == 1


bounds = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
own_weights = st.tuples(*[st.floats(low, high) for low, high in bounds])
likely = st.floats(0.7, 0.97)


@settings(max_examples=2000, deadline=None)
@given(
    st.lists(st.tuples(ratings, st.integers(0, 400)), min_size=1, max_size=25),
    st.just(USUAL) | own_weights,
    st.just(0.9) | likely,
)
def test_it_agrees_with_fsrs_where_days_are_24_hours(
    steps: list[tuple[Rating, int]], weights: Weights, retention: float
) -> None:
    """At noon UTC, a whole number of days apart, both conventions are the same."""
    scheduler = fsrs.Scheduler(weights, desired_retention=retention, enable_fuzzing=False)
    theirs, memory, moment = fsrs.Card(card_id=7), None, START
    for rating, gap in steps:
        moment += dt.timedelta(days=gap)
        memory = next_memory(
            memory, rating, moment, days=Days(), card_id=7, retention=retention, weights=weights
        )
        theirs, _ = scheduler.review_card(theirs, THEIRS[rating], moment)
    assert memory
    assert (memory.stability, memory.difficulty) == (theirs.stability, theirs.difficulty)
    assert (memory.step, memory.state.value) == (theirs.step, theirs.state.name.lower())
    due = (Days().study_day(memory.due_at) - memory.last_study_day).days
    if theirs.state is fsrs.State.Review:
        assert due in fuzz_room((theirs.due - moment).days)
    else:
        assert memory.due_at == theirs.due
    later = moment + dt.timedelta(days=gap)
    assert recall_after(memory.stability, gap, weights) == pytest.approx(
        scheduler.get_card_retrievability(theirs, later)
    )


@given(st.lists(st.tuples(ratings, st.integers(0, 10**6)), min_size=1, max_size=15), zones)
def test_due_lies_ahead_and_the_same_history_gives_the_same_state(
    steps: list[tuple[Rating, int]], zone: str
) -> None:
    moment, history = START, []
    for rating, minutes in steps:
        moment += dt.timedelta(minutes=minutes)
        history.append((moment, rating))
    random.seed(len(steps))
    memory = after(history, Days(zone))
    random.seed(99)
    assert after(history, Days(zone)) == memory
    assert memory.due_at >= moment
    if memory.state is MemoryState.REVIEW:
        assert Days(zone).study_day(memory.due_at) > memory.last_study_day


@given(st.integers(0, 400), st.lists(ratings, max_size=6))
def test_a_better_rating_never_comes_back_sooner(gap: int, history: list[Rating]) -> None:
    memory, moment = None, START
    for rating in history:
        memory = next_memory(memory, rating, moment, days=Days(), card_id=7)
        moment += dt.timedelta(days=gap)
    due = [next_memory(memory, rating, moment, days=Days(), card_id=7).due_at for rating in Rating]
    assert due == sorted(due)


@given(st.integers(1, 36500))
def test_the_room_for_fuzz_is_small_and_never_before_tomorrow(interval: int) -> None:
    room = fuzz_room(interval)
    assert interval in room
    assert all(abs(one - interval) <= 1.5 + 0.05 * interval + 2 for one in (room[0], room[-1]))
    assert 1 <= room[0] <= room[-1] <= 36500
    if interval <= 2:
        assert list(room) == [interval]


def test_fuzz_parts_cards_that_were_learned_together() -> None:
    due = {
        next_memory(None, Rating.EASY, START, days=Days(), card_id=card).due_at
        for card in range(50)
    }
    assert len(due) > 2


def test_travelling_west_does_not_take_a_day_back() -> None:
    first = next_memory(None, Rating.EASY, START, days=Days("Pacific/Kiritimati"), card_id=7)
    hour_later = START + dt.timedelta(hours=1)
    second = next_memory(first, Rating.GOOD, hour_later, days=Days("Pacific/Pago_Pago"), card_id=7)
    assert second.last_study_day == first.last_study_day


@pytest.mark.parametrize(("options", "retention"), [(0, 0.9), (2, 0.95), (3, 0.9333), (4, 0.925)])
def test_guessing_raises_the_share_to_aim_at(options: int, retention: float) -> None:
    assert desired_retention(options) == pytest.approx(retention, abs=1e-4)


def test_recall_falls_with_the_days() -> None:
    memory = after([(START, Rating.EASY)])
    expected = [recall_after(memory.stability, days) for days in (0, 5, 50)]
    assert expected == sorted(expected, reverse=True)
    assert expected[0] == 1


@given(st.integers(1, 1000), st.dictionaries(st.integers(0, 1100), st.integers(0, 50)))
def test_the_quietest_day_has_no_quieter_one(interval: int, loads: dict[int, int]) -> None:
    room = fuzz_room(interval)
    chosen = room[quietest(room, loads, (), "7:3")]
    assert loads.get(chosen, 0) == min(loads.get(one, 0) for one in room)


def test_a_free_day_is_chosen_only_where_there_is_no_other() -> None:
    assert quietest(range(9, 12), {9: 5, 10: 0, 11: 6}, {10}, "7:3") == 0
    assert quietest(range(1, 2), {}, {1}, "7:3") == 0


@given(st.lists(st.tuples(ratings, st.integers(0, 400)), min_size=1, max_size=10))
def test_any_day_of_the_room_may_be_chosen_and_kept(steps: list[tuple[Rating, int]]) -> None:
    memory, moment = None, START
    for rating, gap in steps:
        moment += dt.timedelta(days=gap)
        memory = next_memory(memory, rating, moment, days=Days(), card_id=7, moved=gap)
    assert memory
    if memory.state is MemoryState.REVIEW:
        assert memory.due_at.hour == 4
        assert Days().study_day(memory.due_at) > memory.last_study_day
