"""What was done on days past: added up, kept where it is much, and let go of where it changes."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.insights import days as past
from quizapp.insights.days import Days, days, keep
from quizapp.models import Card, PastDay, Phase, Retraction, Review, User
from quizapp.study.memories import forget_past, rebuild_all
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import Factory
from tests.quizapp.insights.histories import add, interval, live, review

DAY = dt.timedelta(days=1)
TODAY = START.date()
GIVEN = (
    {"choice": 0, "guessed": False},
    {"choice": 1, "guessed": True},
    {"choice": 2},
    {"text": "14k", "value": 14_000},
    {"known": True},
    *(interval(missed, confidence) for missed in ("", "low", "high") for confidence in (50, 90)),
)


def answer_at_random(session: Session, learner: User, cards: list[Card], seed: int) -> None:
    chance = random.Random(seed)
    rows = [
        review(
            learner,
            chance.choice(cards),
            START - dt.timedelta(days=chance.randint(0, 60), seconds=place),
            phase=chance.choice((None, *Phase)),
            rating=chance.choice(list(Rating)),
            correct=chance.random() < 0.6,
            seconds=chance.choice((None, 4.0, 9.5)),
            response=chance.choice(GIVEN),
        )
        for place in range(chance.randint(1, 120))
    ]
    add(session, rows)
    taken_back = [one for one in rows if chance.random() < 0.2]
    add(session, [Retraction(review_id=one.id, made_at=START) for one in taken_back])


def plainly(session: Session, learner: User) -> dict[dt.date, tuple[object, ...]]:
    """The same, answer by answer."""
    standing = session.scalars(
        select(Review).where(
            Review.learner_id == learner.id, Review.phase.is_not(None), Review.stands()
        )
    ).all()
    found = {}
    for day in sorted({one.study_day for one in standing}):
        answers = [one for one in standing if one.study_day == day]
        reviews = [one for one in answers if one.phase is Phase.REVIEW]
        firsts = [one for one in answers if one.phase is Phase.NEW]
        choices = [one for one in firsts if "choice" in one.response]
        guesses = [one for one in choices if one.response.get("guessed")]
        found[day] = (
            len(answers),
            pytest.approx(sum(one.seconds or 0 for one in answers)),
            len(reviews),
            sum(one.rating is not Rating.AGAIN for one in reviews),
            (sum(one.correct for one in guesses), len(guesses)),
            len(choices) - len(guesses),
            Counter(
                (one.response["confidence"], one.response["missed"])
                for one in firsts
                if "missed" in one.response
            ),
        )
    return found


def shown(found: Days) -> dict[dt.date, tuple[object, ...]]:
    return {
        one.day: (
            one.answers,
            one.seconds,
            one.reviews,
            one.recalled,
            (one.first.guessed.hits, one.first.guessed.of),
            one.first.sure.of,
            one.first.intervals,
        )
        for one in found.all
    }


def looked_at(session: Session, learner: User, today: dt.date = TODAY) -> Days:
    found = days(session, learner.id)
    keep(session, learner.id, found, today)
    session.commit()
    return found


def kept(session: Session) -> Sequence[dt.date]:
    return session.scalars(select(PastDay.day).order_by(PastDay.day)).all()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10**9))
def test_they_are_what_answer_by_answer_gives(
    session: Session, classmate: User, cards: list[Card], seed: int
) -> None:
    """Added up or kept, and after the past has changed."""
    for model in (PastDay, Retraction, Review):
        session.execute(delete(model))
    answer_at_random(session, classmate, cards, seed)
    plain = plainly(session, classmate)
    assert shown(looked_at(session, classmate, TODAY - 20 * DAY)) == plain
    again = looked_at(session, classmate)
    assert shown(again) == plain
    assert all(one.day >= TODAY - 21 * DAY for one in again.added)
    late = review(classmate, cards[0], START - random.Random(seed).randint(0, 70) * DAY)
    add(session, [late])
    forget_past(session, classmate.id, late.study_day)
    assert shown(looked_at(session, classmate)) == plainly(session, classmate)


def test_today_and_yesterday_are_never_kept(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    add(session, [review(classmate, cards[0], START - ago * DAY) for ago in range(5)])
    looked_at(session, classmate)
    assert kept(session) == [TODAY - ago * DAY for ago in (4, 3, 2)]


def test_what_rewrites_the_past_lets_go_of_it(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    live(session, classmate, cards[:12], START, days=60)
    looked_at(session, classmate)
    forget_past(session, classmate.id, TODAY - 30 * DAY)
    assert max(kept(session)) < TODAY - 30 * DAY
    rebuild_all(session, classmate.id)
    assert not kept(session)


def test_an_answer_that_comes_meanwhile_is_not_passed_over(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    live(session, classmate, cards[:12], START, days=60)
    found = days(session, classmate.id)
    add(session, [review(classmate, cards[20], START - 30 * DAY)])
    keep(session, classmate.id, found, TODAY)
    assert not kept(session)


def test_days_let_go_meanwhile_leave_no_gap(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    live(session, classmate, cards[:12], START, days=60)
    looked_at(session, classmate, TODAY - 20 * DAY)
    found = days(session, classmate.id)
    forget_past(session, classmate.id, TODAY - 40 * DAY)
    keep(session, classmate.id, found, TODAY)
    assert max(kept(session)) < TODAY - 40 * DAY


def test_a_set_takes_its_answers_out_of_the_days(
    session: Session,
    make: Factory,
    owner: User,
    owner_client: Browser,
    classmate: User,
    cards: list[Card],
) -> None:
    _, [other] = make.set_with_cards(owner, [cards[0].as_question()])
    add(session, [review(classmate, one, START - 9 * DAY) for one in (cards[0], other)])
    add(session, [review(owner, cards[0], START - 9 * DAY)])
    for learner in (classmate, owner):
        looked_at(session, learner)
    owner_client.post(f"/sets/{other.set_id}/delete")
    assert session.scalars(select(PastDay.learner_id)).all() == [owner.id]
    assert [one.answers for one in days(session, classmate.id).all] == [1]


def test_pages_keep_what_is_much_and_nobody_elses(
    session: Session,
    classmate: User,
    stranger: User,
    classmate_client: Browser,
    owner_client: Browser,
    cards: list[Card],
    frozen: FrozenClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for learner in (classmate, stranger):
        live(session, learner, cards[:5], START, days=60, new_a_day=1)
    before = classmate_client.page("/calibration").select_one(".insights__part")
    assert not kept(session), "little is added up each time"
    monkeypatch.setattr(past, "MANY", 3)
    for address in ("/calibration", "/progress", "/calibration"):
        page = classmate_client.page(address)
        owner_client.page(address)
    assert page.select_one(".insights__part") == before
    assert session.scalars(select(PastDay.learner_id).distinct()).all() == [classmate.id]
    assert session.scalar(select(func.sum(PastDay.answers))) == session.scalar(
        select(func.count()).where(
            Review.learner_id == classmate.id, Review.study_day < TODAY - DAY
        )
    )
