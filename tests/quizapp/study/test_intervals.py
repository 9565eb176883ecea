"""Intervals in the browser: asked for at the learner's confidence, kept as they were typed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import User
from tests.browsing import Browser
from tests.factories import Factory, multiple_choice, numeric_estimate
from tests.quizapp.study.test_views import answer, fields, reviews


@pytest.fixture
def sure(make: Factory, owner: User, session: Session) -> User:
    """A learner who answers with intervals at 80 per cent, and an open set with an estimate."""
    make.set_with_cards(owner, [numeric_estimate()], is_open=True)
    return make.user(confidence=80)


def test_an_interval_is_asked_for_and_kept(sure: User, client: Browser, session: Session) -> None:
    client.sign_in(sure)
    page = client.page("/study")
    assert "80 % sure" in page.get_text()
    assert len(page.find_all("input", attrs={"data-figure": True})) == 2
    feedback = answer(client, page, text="400k", until="half a million")
    (review,) = reviews(session)
    assert (review.response["text"], review.response["until"]) == ("400k", "half a million")
    kept = {name: review.response[name] for name in ("low", "high", "confidence", "missed")}
    assert kept == {"low": 400_000, "high": 500_000, "confidence": 80, "missed": ""}
    assert review.response["value"] == pytest.approx(447_214, abs=1)
    assert review.response["loss"] == pytest.approx(0.2231, abs=1e-4)
    assert (review.rating, review.correct) == (Rating.GOOD, True)
    picture = feedback.find("svg", "number-line")
    assert picture
    assert "You: 400,000 to 500,000 tonnes at 80 per cent, it holds" in str(picture["aria-label"])
    assert "97 of 100 points at 80 %" in feedback.get_text()
    assert "The source rounds: 465,000 to 475,000." in feedback.get_text()


def test_a_wide_interval_that_holds_it_is_shown_as_right_and_comes_back(
    sure: User, client: Browser, session: Session
) -> None:
    client.sign_in(sure)
    feedback = answer(client, client.page("/study"), text="100k", until="1m")
    (review,) = reviews(session)
    assert (review.rating, review.correct) == (Rating.AGAIN, False)
    verdict = feedback.find(attrs={"role": "status", "data-focus": True})
    assert verdict
    assert "right" in verdict["class"]
    assert "a factor of 10 apart" in verdict.get_text()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "400k", "until": ""}, "Write the upper figure too"),
        ({"text": "500k", "until": "400k"}, "The lower figure is above the upper one"),
        ({"text": "0", "until": "400k"}, "must be above zero"),
        ({"text": "400k", "until": "many"}, "many"),
    ],
)
def test_what_is_no_interval_keeps_the_form_and_records_nothing(
    sure: User, client: Browser, session: Session, given: dict[str, str], said: str
) -> None:
    client.sign_in(sure)
    page = client.page("/study")
    response = client.post("/study/answer", data=fields(page) | given)
    assert response.status_code == 422
    again = BeautifulSoup(response.get_data(as_text=True), "html.parser")
    assert said in again.get_text()
    typed = [one.get("value", "") for one in again.find_all("input", attrs={"data-figure": True})]
    assert typed == list(given.values())
    assert reviews(session) == []


def test_not_knowing_needs_no_interval(sure: User, client: Browser, session: Session) -> None:
    client.sign_in(sure)
    answer(client, client.page("/study"), unknown="1")
    (review,) = reviews(session)
    assert "confidence" not in review.response
    assert review.rating is Rating.AGAIN


def test_an_answer_counts_at_the_confidence_it_was_asked_for(
    sure: User, client: Browser, session: Session
) -> None:
    """Changed in another tab meanwhile, the confidence is still the one on the page."""
    client.sign_in(sure)
    page = client.page("/study")
    found = session.get(User, sure.id)
    assert found
    found.confidence = 50
    session.commit()
    answer(client, page, text="400k", until="500k")
    assert reviews(session)[0].response["confidence"] == 80


@pytest.mark.parametrize(("chosen", "words"), [("50", "50 % sure"), ("0", None)])
def test_a_change_applies_from_the_next_card_and_says_so(
    client: Browser, make: Factory, owner: User, chosen: str, words: str | None
) -> None:
    """Who has seen a question can't choose the confidence that suits it."""
    questions = [numeric_estimate(), numeric_estimate("How many ships came in 2024?")]
    make.set_with_cards(owner, questions, is_open=True)
    client.sign_in(make.user(confidence=80))
    first = client.page("/study")
    saved = client.post("/calibration", data={"confidence": chosen}, follow_redirects=True)
    assert "From the next card on" in saved.text
    again = client.page("/study")
    assert again.select_one("#prompt") == first.select_one("#prompt")
    assert "80 % sure" in again.get_text()
    answer(client, again, text="400k", until="500k")
    following = client.page("/study")
    assert following.select_one("#prompt") != first.select_one("#prompt")
    assert "80 % sure" not in following.get_text()
    assert words is None or words in following.get_text()
    undone = client.post("/study/undo", data={"seen": "1"}, follow_redirects=True)
    assert "80 % sure" in undone.text, "taken back, it is asked as it was"


def test_another_person_in_the_same_browser_is_asked_as_they_chose(
    sure: User, client: Browser, make: Factory
) -> None:
    client.sign_in(sure)
    assert "80 % sure" in client.page("/study").get_text()
    client.sign_in(make.user(confidence=50))
    assert "50 % sure" in client.page("/study").get_text()


def test_other_questions_ask_for_no_interval(
    client: Browser, make: Factory, owner: User, session: Session
) -> None:
    make.set_with_cards(owner, [multiple_choice()], is_open=True)
    client.sign_in(make.user(confidence=90))
    assert "% sure" not in client.page("/study").get_text()


def test_two_figures_are_read_back(client: Browser) -> None:
    response = client.get(
        "/study/reading", query_string={"text": "4k", "until": "16k", "unit": "tonne"}
    )
    assert "4,000 to 16,000 tonnes, a factor of 4" in response.text
    assert 'data-values="4000.0 16000.0"' in response.text
