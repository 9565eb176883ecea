"""Progress: what is known, what is coming, how well it is remembered; and its page."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.insights import activity, charts
from quizapp.insights import history as past
from quizapp.insights.activity import year_of_days
from quizapp.insights.ahead import forecast, hardest
from quizapp.insights.days import Day, days
from quizapp.insights.history import History, history, samples
from quizapp.insights.knowledge import Knowledge, knowledge
from quizapp.insights.uncertainty import Share
from quizapp.models import Card, Hold, HoldKind, MemoryState, Phase, Retraction, Review, User
from quizapp.study.queue import Desk
from quizapp.study.schedule import recall_after
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import Factory
from tests.quizapp.insights.histories import add, live, memory, review

TODAY = START.date()
DAY = dt.timedelta(days=1)


def desk(learner: User) -> Desk:
    return Desk(learner, START)


# What was done


def test_a_year_of_days_adds_up(session: Session, classmate: User, cards: list[Card]) -> None:
    seen = {"phase": Phase.REVIEW, "desired_retention": 0.9}
    taken_back = review(classmate, cards[5], START)
    add(
        session,
        [
            review(classmate, cards[0], START - 3 * DAY, seconds=20),
            review(classmate, cards[0], START, **seen, seconds=None),
            review(classmate, cards[1], START, **seen, rating=Rating.AGAIN, seconds=5),
            review(classmate, cards[2], START, phase=None, stability=None),
            review(classmate, cards[3], START - 400 * DAY),
            taken_back,
        ],
    )
    add(session, [Retraction(review_id=taken_back.id, made_at=START)])
    assert year_of_days(days(session, classmate.id).all, TODAY) == [
        Day(TODAY - 3 * DAY, answers=1, seconds=20, reviews=0, recalled=0, desired=0),
        Day(TODAY, answers=2, seconds=5, reviews=2, recalled=1, desired=1.8),
    ]


def test_true_retention_beside_the_desired() -> None:
    studied = [
        Day(dt.date(2026, 1, 5), 12, 60, reviews=10, recalled=9, desired=9.0),
        Day(dt.date(2026, 1, 6), 10, 60, reviews=10, recalled=7, desired=9.25),
        Day(dt.date(2026, 2, 1), 3, 60, reviews=0, recalled=0, desired=0),
        Day(dt.date(2026, 3, 1), 4, 60, reviews=4, recalled=4, desired=3.6),
    ]
    january, march = activity.by_month(studied)
    assert (january.recalled, january.desired) == (Share(16, 20), pytest.approx(0.9125))
    assert (march.start, march.recalled) == (dt.date(2026, 3, 1), Share(4, 4))
    recent = activity.recent(studied, dt.date(2026, 3, 2))
    assert recent
    assert recent.recalled == Share(20, 24)
    assert activity.recent(studied[2:3], dt.date(2026, 3, 2)) is None


def test_time_goes_into_its_week() -> None:
    studied = [Day(TODAY, 1, 90, 0, 0, 0), Day(TODAY - 7 * DAY, 1, 30, 0, 0, 0)]
    weeks = activity.seconds_a_week(studied, TODAY)
    assert len(weeks) == 52
    assert [seconds for _, seconds in weeks[-2:]] == [30, 90]
    assert all(monday.weekday() == 0 for monday, _ in weeks)


# What is known


def both(session: Session, learner: User) -> tuple[Knowledge, History]:
    now = knowledge(session, desk(learner))
    return now, history(session, desk(learner), now)


def test_knowledge_rises_with_answers_and_falls_with_time(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    passed = {"last_study_day": TODAY - 12 * DAY, "stability": 20.0}
    forgotten = {"state": MemoryState.RELEARNING, "stability": 1.0}
    add(
        session,
        [
            review(classmate, cards[0], START - 24 * DAY, stability=5.0),
            review(classmate, cards[0], START - 12 * DAY, stability=20.0, phase=Phase.REVIEW),
            review(classmate, cards[1], START - 12 * DAY, stability=1.0, rating=Rating.AGAIN),
            memory(classmate, cards[0], START, **passed),
            memory(classmate, cards[1], START, **forgotten),
        ],
    )
    now, found = both(session, classmate)
    (only,) = now.sets
    assert (only.cards, only.seen) == (50, 2)
    assert only.share == pytest.approx(recall_after(20.0, 12) / 50)
    assert (found.days[0], found.days[-1]) == (TODAY - 24 * DAY, TODAY)
    assert (found.seen[0], found.seen[-1]) == (1, 2)
    before, after = (found.days.index(TODAY - ago * DAY) for ago in (14, 2))
    assert found.known[before] == pytest.approx(recall_after(5.0, 10))
    assert found.known[after] == pytest.approx(recall_after(20.0, 10))
    assert found.known[-1] == pytest.approx(recall_after(20.0, 12))
    assert found.by_set == {only.set_id: found.known}


def test_what_was_taken_back_or_another_answered_was_never_known(
    session: Session, classmate: User, owner: User, cards: list[Card]
) -> None:
    gone = review(classmate, cards[0], START - 9 * DAY)
    add(session, [gone, review(owner, cards[1], START - DAY), memory(classmate, cards[0], START)])
    add(session, [Retraction(review_id=gone.id, made_at=START)])
    _, found = both(session, classmate)
    assert set(found.known[:-1]) == {0}


def test_what_the_app_keeps_is_what_progress_reads(
    session: Session, owner_client: Browser, owner: User, cards: list[Card], frozen: FrozenClock
) -> None:
    """Answers given in the browser are known on the page of progress, then and now alike."""
    for _ in range(2):
        page = owner_client.page("/study")
        form = page.find("form", attrs={"data-answer": True})
        assert form
        fields = {
            str(one["name"]): str(one.get("value", ""))
            for one in form.find_all("input", attrs={"type": "hidden"})
        }
        owner_client.post("/study/answer", data=fields | {"text": "470k"})
        frozen.forward(seconds=5)
    frozen.forward(days=1)
    later = Desk(owner, frozen.moment)
    now = knowledge(session, later)
    assert now.seen == 2
    kept = session.scalars(select(Review)).all()
    expected = sum(recall_after(one.stability or 0, 0) for one in kept)
    assert history(session, later, now).known[0] == pytest.approx(expected)


def test_a_long_history_comes_after_the_page(
    session: Session,
    classmate: User,
    classmate_client: Browser,
    cards: list[Card],
    frozen: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(past, "AT_ONCE", 3)
    live(session, classmate, cards[:5], START, days=20, new_a_day=1)
    part = classmate_client.page("/progress").find(id="knowledge")
    assert part
    assert part["hx-trigger"] == "load"
    later = classmate_client.page(str(part["hx-get"])).find(id="knowledge")
    assert later
    assert later.find(attrs={"role": "img"})
    assert not later.has_attr("hx-get")


@given(st.integers(0, 3000))
def test_samples_lead_up_to_today(ago: int) -> None:
    found = samples(TODAY - ago * DAY, TODAY)
    assert found[-1] == TODAY
    assert len(found) == len(set(found)) <= 14
    assert list(found) == sorted(found)
    assert found[0] == TODAY - ago * DAY or 336 * DAY < TODAY - found[0] <= 364 * DAY


# What is coming


def test_cards_fall_due_on_the_learners_own_days(
    session: Session, make: Factory, cards: list[Card]
) -> None:
    learner = make.user(time_zone="Asia/Tokyo", rollover_hour=4)
    start = Desk(learner, START).days.start
    today = Desk(learner, START).today
    add(
        session,
        [
            memory(learner, cards[0], START - 9 * DAY),
            memory(learner, cards[1], start(today + DAY) - dt.timedelta(seconds=1)),
            memory(learner, cards[2], start(today + DAY)),
            memory(learner, cards[3], start(today + 29 * DAY)),
            memory(learner, cards[4], start(today + 30 * DAY)),
            memory(learner, cards[5], start(today + DAY)),
            Hold(
                learner_id=learner.id,
                card_id=cards[5].id,
                kind=HoldKind.SUSPENDED,
                made_at=START,
            ),
        ],
    )
    found = forecast(session, Desk(learner, START))
    assert [one.day for one in found] == [today + ahead * DAY for ahead in range(30)]
    assert {index: one.cards for index, one in enumerate(found) if one.cards} == {0: 2, 1: 1, 29: 1}


def test_the_hardest_cards_first(session: Session, classmate: User, cards: list[Card]) -> None:
    lapses = [0, 1, 5, 2, 5]
    add(
        session,
        [
            memory(classmate, card, START, lapses=lapsed, reviews=9, difficulty=1.0 + index)
            for index, (card, lapsed) in enumerate(zip(cards, lapses, strict=False))
        ],
    )
    found = hardest(session, desk(classmate))
    assert [(one.prompt[-5:-1], one.lapses) for one in found] == [
        ("1904", 5),
        ("1902", 5),
        ("1903", 2),
    ]


# Charts


@pytest.mark.parametrize(
    ("value", "top", "step"),
    [(0, 1, 1), (1, 1, 1), (5, 6, 2), (7, 8, 4), (18, 20, 10), (244, 300, 100), (1000, 1000, 500)],
)
def test_a_scale_is_round(value: float, top: float, step: float) -> None:
    assert charts.round_top(value) == (top, step)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 min"), (95, "2 min"), (3600, "1 h"), (7800, "2 h 10 min"), (50_000, "14 h")],
)
def test_a_time_in_words(seconds: float, words: str) -> None:
    assert charts.time_words(seconds) == words


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60))
def test_bars_stay_within_the_picture(values: list[int]) -> None:
    found = charts.bars_of(
        values, [str(value) for value in values], words=str, summary="", marked=0
    )
    assert all(0 <= bar.at < bar.at + bar.width <= 100.001 for bar in found.bars)
    assert all(charts.HEAD <= bar.top <= charts.HEAD + charts.HEIGHT for bar in found.bars)
    places = [tick.at for tick in found.ticks]
    assert all(later - one >= charts.ROOM for one, later in pairwise(places))


def test_the_calendar_has_each_day_once() -> None:
    days = [Day(TODAY, 40, 90, 0, 0, 0), Day(TODAY - DAY, 4, 30, 0, 0, 0)]
    found = charts.calendar_chart(days, TODAY)
    assert len({(cell.x, cell.y) for cell in found.cells}) == len(found.cells) == 51 * 7 + 1
    assert found.cells[-1].level > found.cells[-2].level > found.cells[0].level == 0


# The page


def test_the_page_of_a_year(
    session: Session, classmate: User, classmate_client: Browser, cards: list[Card], frozen: object
) -> None:
    live(session, classmate, cards, START, days=200, new_a_day=1)
    page = classmate_client.page("/progress")
    heads = [one.get_text() for one in page.find_all("h2")]
    assert heads == [
        "What you know",
        "What is coming",
        "How well you remember",
        "A year of days",
        "Hardest cards",
    ]
    pictures = page.find_all(attrs={"role": "img"})
    assert len(pictures) == 5
    assert all(one["aria-label"] for one in pictures)
    tables = page.find_all("table")
    assert [table.find("caption").get_text() for table in tables] == [  # type: ignore[union-attr]
        "What you know",
        "What is coming",
        "How well you remember",
        "Days with answers",
    ]
    assert "50 cards seen" in " ".join(page.get_text().split())


def test_before_the_first_answer(classmate_client: Browser, client: Browser) -> None:
    for browser in (classmate_client, client):
        page = browser.page("/progress")
        assert "Once you have answered some cards" in page.get_text()


def test_a_guest_sees_their_own(
    session: Session, client: Browser, make: Factory, cards: list[Card], frozen: object
) -> None:
    guest = make.guest()
    with client.session_transaction() as cookie:
        cookie["guest"] = guest.fs_uniquifier
    live(session, guest, cards[:5], START, days=20, new_a_day=1)
    assert "A year of days" in client.page("/progress").get_text()


def test_nobody_sees_anothers(
    session: Session,
    classmate: User,
    owner_client: Browser,
    stranger_client: Browser,
    cards: list[Card],
    frozen: object,
) -> None:
    live(session, classmate, cards[:5], START, days=20, new_a_day=1)
    for browser in (owner_client, stranger_client):
        assert "Once you have answered some cards" in browser.page("/progress").get_text()
