"""Calibration from Reviews alone, and its page: it works first, refusals after."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.insights.calibration import calibration
from quizapp.insights.days import days
from quizapp.insights.uncertainty import Share
from quizapp.models import Card, Phase, Retraction, User
from tests.browsing import Browser
from tests.conftest import FrozenClock
from tests.factories import NOW
from tests.quizapp.insights.histories import add, interval, review

DAY = dt.timedelta(days=1)


def given(
    learner: User, cards: list[Card], missed: list[str], confidence: int = 80
) -> list[object]:
    """First attempts, a day apart, one for each card."""
    return [
        review(learner, card, NOW + index * DAY, response=interval(side, confidence))
        for index, (card, side) in enumerate(zip(cards, missed, strict=False))
    ]


def test_intervals_are_counted_by_confidence_and_side(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    add(session, given(classmate, cards[:10], ["", "", "", "", "", "", "", "low", "low", "high"]))
    add(session, given(classmate, cards[10:14], ["", "", "high", ""], confidence=50))
    fifty, eighty, ninety = calibration(days(session, classmate.id).all).levels
    assert (fifty.confidence, fifty.held, fifty.low, fifty.high) == (50, Share(3, 4), 0, 1)
    assert (eighty.confidence, eighty.held, eighty.low, eighty.high) == (80, Share(7, 10), 2, 1)
    assert (ninety.confidence, ninety.held.of, ninety.missing) == (90, 0, 20)


def test_only_first_attempts_that_stand_count(
    session: Session, classmate: User, owner: User, cards: list[Card]
) -> None:
    first, again, taken_back, quiz, unknown, figure, others = cards[:7]
    kept = interval()
    gone = review(classmate, taken_back, NOW, response=kept)
    add(
        session,
        [
            review(classmate, first, NOW, response=kept),
            review(classmate, again, NOW, response=kept, phase=Phase.REVIEW),
            gone,
            review(classmate, quiz, NOW, response=kept, phase=None, stability=None),
            review(classmate, unknown, NOW, response={"known": False}),
            review(classmate, figure, NOW, response={"value": 3}),
            review(owner, others, NOW, response=kept),
        ],
    )
    add(session, [Retraction(review_id=gone.id, made_at=NOW)])
    assert calibration(days(session, classmate.id).all).answers == 1


@pytest.mark.parametrize(
    ("held", "of", "verdict"),
    [(16, 20, "as stated"), (8, 20, "too narrow"), (30, 30, "too wide")],
)
def test_a_verdict_needs_more_than_chance(
    session: Session, classmate: User, cards: list[Card], held: int, of: int, verdict: str
) -> None:
    add(session, given(classmate, cards, [""] * held + ["low"] * (of - held)))
    assert calibration(days(session, classmate.id).all).levels[1].verdict == verdict


def test_it_is_told_month_by_month(session: Session, classmate: User, cards: list[Card]) -> None:
    months = [NOW + dt.timedelta(days=days) for days in (0, 40, 80)]
    answers = [
        review(classmate, card, months[index // 10], response=interval("low" if index < 5 else ""))
        for index, card in enumerate(cards[:22])
    ]
    add(session, answers)
    found = calibration(days(session, classmate.id).all)
    assert [(one.start.month, one.held) for one in found.months] == [
        (3, Share(5, 10)),
        (4, Share(10, 10)),
    ]
    assert found.most_used == 80


def test_guesses_are_told_apart(session: Session, classmate: User, cards: list[Card]) -> None:
    choices = cards[30:40]
    add(
        session,
        [
            review(
                classmate,
                card,
                NOW,
                response={"choice": 0, "guessed": index < 4},
                correct=index != 0,
                rating=Rating.AGAIN if index < 4 else Rating.GOOD,
            )
            for index, card in enumerate(choices)
        ],
    )
    found = calibration(days(session, classmate.id).all)
    assert (found.guessed, found.sure) == (Share(3, 4), Share(6, 6))


# The page


def test_the_page_says_what_came_of_what_was_said(
    session: Session, classmate: User, classmate_client: Browser, cards: list[Card]
) -> None:
    add(session, given(classmate, cards, [""] * 15 + ["low"] * 6 + ["high"] * 4))
    add(session, given(classmate, cards[25:], [""] * 5, confidence=90))
    page = classmate_client.page("/calibration")
    words = " ".join(page.get_text().split())
    assert "60 % of 25 intervals held the answer (41 to 77 %" in words
    assert "too narrow" in words
    assert "Missed: 6 too low, 4 too high." in words
    assert "5 answers so far; with 15 more" in words
    picture = page.find("svg", attrs={"role": "img"})
    assert picture
    assert "Said 80 per cent; 60" in str(picture["aria-label"])


def test_nothing_is_said_before_there_are_answers(classmate_client: Browser) -> None:
    page = classmate_client.page("/calibration")
    assert "You have given no intervals yet" in page.get_text()
    assert not page.find("svg", attrs={"role": "img"})


def test_the_confidence_is_chosen_and_kept(
    session: Session, classmate: User, classmate_client: Browser
) -> None:
    response = classmate_client.post("/calibration", data={"confidence": "90"})
    assert response.status_code == 303
    assert session.get(User, classmate.id).confidence == 90  # type: ignore[union-attr]
    page = classmate_client.page("/calibration")
    assert "90 % sure of" in page.get_text()
    chosen = page.find("input", attrs={"name": "confidence", "checked": True})
    assert chosen
    assert chosen["value"] == "90"
    classmate_client.post("/calibration", data={"confidence": "0"})
    assert session.get(User, classmate.id).confidence is None  # type: ignore[union-attr]


def test_another_confidence_is_refused(
    session: Session, classmate: User, classmate_client: Browser
) -> None:
    assert classmate_client.post("/calibration", data={"confidence": "99"}).status_code == 422
    assert session.get(User, classmate.id).confidence is None  # type: ignore[union-attr]


def test_a_visitor_chooses_too_and_is_asked_so(
    client: Browser, cards: list[Card], frozen: FrozenClock
) -> None:
    client.page("/calibration")
    client.post("/calibration", data={"confidence": "50"})
    assert "50 % sure that it lies between" in client.page("/study").get_text()


def test_nobody_sees_anothers(
    session: Session,
    classmate: User,
    owner_client: Browser,
    stranger_client: Browser,
    client: Browser,
    cards: list[Card],
) -> None:
    add(session, given(classmate, cards, [""] * 25))
    for browser in (owner_client, stranger_client, client):
        assert "You have given no intervals yet" in browser.page("/calibration").get_text()
