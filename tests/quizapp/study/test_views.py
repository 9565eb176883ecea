"""Studying in the browser: it works first, refusals after."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questions.types import Answer, Question, QuestionKind, Rating
from quizapp.models import Card, CardRevision, CardStatus, Memory, Review, SetStatus, User
from tests.browsing import Browser
from tests.conftest import FrozenClock
from tests.factories import Factory, cloze, multiple_choice, numeric_estimate

FLASHCARD = Question(
    id="f",
    kind=QuestionKind.FLASHCARD,
    prompt="What does the lighthouse mark?",
    answer=Answer("The harbour's mouth"),
)
SHORT = Question(
    id="s",
    kind=QuestionKind.SHORT_ANSWER,
    prompt="Who counted the grain?",
    answer=Answer("the Port Office", accepted=("Varn Port Office",)),
)


def fields(page: BeautifulSoup) -> dict[str, str]:
    """What the page's form sends when nothing is filled in."""
    form = page.find("form", attrs={"data-answer": True})
    assert isinstance(form, Tag)
    return {
        str(one["name"]): str(one.get("value", ""))
        for one in form.find_all("input", attrs={"type": "hidden"})
    }


def option(page: BeautifulSoup, text: str) -> str:
    label = next(one for one in page.find_all("label", "option") if text in one.get_text())
    found = label.find("input")
    assert isinstance(found, Tag)
    return str(found["value"])


def answer(browser: Browser, page: BeautifulSoup, **given: str) -> BeautifulSoup:
    """Send the form as a browser without scripts does, and follow to the feedback."""
    form = page.find("form", attrs={"data-answer": True})
    assert isinstance(form, Tag)
    response = browser.post(str(form["action"]), data=fields(page) | given, follow_redirects=True)
    assert response.status_code == 200
    return BeautifulSoup(response.get_data(as_text=True), "html.parser")


def reviews(session: Session) -> list[Review]:
    return list(session.scalars(select(Review).order_by(Review.id)))


@pytest.fixture
def sample(make: Factory, owner: User) -> list[Card]:
    """An open set: multiple choice, numeric estimate, cloze."""
    return make.set_with_cards(owner, is_open=True)[1]


def test_a_visitor_answers_a_real_question_on_the_first_page(
    client: Browser, sample: list[Card], session: Session
) -> None:
    page = client.page("/")
    assert "Where did most of the grain go?" in page.get_text()
    assert session.scalar(select(func.count()).select_from(User).where(User.guest)) == 0
    feedback = answer(client, page, choice=option(page, "Orsk"))
    assert "That is right." in feedback.get_text()
    marker = feedback.find("mark", "marker")
    assert marker
    assert marker.get_text().startswith("The river carried 470,000 tonnes")
    assert "Most of it went to Orsk." in feedback.find("blockquote").get_text()  # type: ignore[union-attr]
    assert "the Port Office, 2024" in feedback.get_text()
    (review,) = reviews(session)
    assert (review.rating, review.correct, review.learner.guest) == (Rating.GOOD, True, True)
    assert session.get(Memory, (review.learner_id, review.card_id))


def test_a_guest_goes_on_where_they_were(
    client: Browser, sample: list[Card], session: Session
) -> None:
    page = client.page("/")
    feedback = answer(client, page, choice=option(page, "Varn"))
    assert "Not this one" in feedback.get_text()
    next_page = client.page(str(feedback.find("a", attrs={"data-next": True})["href"]))  # type: ignore[index]
    assert "How many tonnes" in next_page.get_text()
    today = client.page("/")
    assert "3 cards due" in " ".join(today.find("h1").get_text().split())  # type: ignore[union-attr]
    assert "Make an account" in today.get_text()


def test_an_estimate_as_people_type_it(
    client: Browser, make: Factory, owner: User, session: Session
) -> None:
    make.set_with_cards(owner, [numeric_estimate()], is_open=True)
    page = client.page("/study")
    assert page.find("input", attrs={"name": "text", "inputmode": "decimal"})
    feedback = answer(client, page, text="0.36 million")
    assert "Off by a factor of 1.3: too low." in feedback.get_text()
    assert "360,000 tonnes" in feedback.get_text()
    assert feedback.find("svg", "number-line")
    (review,) = reviews(session)
    assert review.rating is Rating.AGAIN
    assert 0.88 < review.score < 0.89
    assert review.response["value"] == 360_000


def test_a_number_that_cannot_be_read_keeps_the_form_and_records_nothing(
    client: Browser, make: Factory, owner: User, session: Session
) -> None:
    make.set_with_cards(owner, [numeric_estimate()], is_open=True)
    page = client.page("/study")
    response = client.post("/study/answer", data=fields(page) | {"text": "a lot of it"})
    again = BeautifulSoup(response.get_data(as_text=True), "html.parser")
    assert response.status_code == 422
    assert again.find("input", attrs={"name": "text"})["value"] == "a lot of it"  # type: ignore[index]
    assert again.find(attrs={"role": "alert"})
    assert fields(again)["turn"] == fields(page)["turn"]
    assert reviews(session) == []
    assert session.scalar(select(func.count()).select_from(User).where(User.guest)) == 0
    assert "Exactly" in answer(client, again, text="470k").get_text()


def test_nothing_chosen_is_said_and_not_knowing_is_an_answer(
    client: Browser, sample: list[Card], session: Session
) -> None:
    page = client.page("/study")
    response = client.post("/study/answer", data=fields(page))
    assert response.status_code == 422
    assert "Choose one of the options" in response.get_data(as_text=True)
    feedback = answer(client, page, unknown="1")
    assert "Now you have seen it" in feedback.get_text()
    assert reviews(session)[0].rating is Rating.AGAIN


def test_a_guess_that_is_right_comes_back_soon(
    client: Browser, sample: list[Card], session: Session
) -> None:
    page = client.page("/study")
    feedback = answer(client, page, choice=option(page, "Orsk"), guessed="y")
    assert "guessing" in feedback.get_text()
    (review,) = reviews(session)
    assert (review.rating, review.correct, review.score) == (Rating.AGAIN, True, 1.0)


@pytest.mark.parametrize(
    ("question", "given", "rating"),
    [
        (cloze(), {"text": "470k"}, Rating.GOOD),
        (cloze(), {"text": "47,000"}, Rating.AGAIN),
        (SHORT, {"text": "port office"}, Rating.GOOD),
        (SHORT, {"text": "The Port Ofice", "easy": "y"}, Rating.EASY),
        (FLASHCARD, {"known": "1"}, Rating.GOOD),
        (FLASHCARD, {"known": "1", "easy": "y"}, Rating.EASY),
        (FLASHCARD, {"unknown": "1"}, Rating.AGAIN),
    ],
)
def test_every_kind_is_answered(
    client: Browser,
    make: Factory,
    owner: User,
    session: Session,
    question: Question,
    given: dict[str, str],
    rating: Rating,
) -> None:
    make.set_with_cards(owner, [question], is_open=True)
    answer(client, client.page("/study"), **given)
    assert [one.rating for one in reviews(session)] == [rating]


def test_a_session_ends_with_what_was_learned_and_when_the_next_is_due(
    classmate_client: Browser,
    classmate: User,
    make: Factory,
    owner: User,
    session: Session,
    frozen: FrozenClock,
) -> None:
    classmate.time_zone = "Europe/London"
    session.commit()
    question_set, _ = make.set_with_cards(owner, is_open=True)
    browser, address = classmate_client, f"/study/set/{question_set.id}"
    for _ in range(6):
        page = browser.page(address)
        if page.find("input", attrs={"name": "choice"}):
            given = {"choice": option(page, "Orsk")}
        else:
            given = {"text": "470,000"}
        answer(browser, page, **given)
        frozen.forward(seconds=20)
    end = " ".join(browser.page(address).get_text(" ").split())
    assert "Done for now" in end
    assert "cards answered today 3" in end
    assert "newly learned 3" in end
    assert "due on Wednesday at 4:00" in end or "due tomorrow at 4:00" in end
    assert "Make an account" not in end


def test_progress_moves_with_each_answer(client: Browser, sample: list[Card]) -> None:
    first = client.page("/study")
    bar = first.find("progress")
    assert isinstance(bar, Tag)
    assert (bar["value"], bar["max"]) == ("0", "6")
    feedback = answer(client, first, choice=option(first, "Orsk"))
    bar = feedback.find("progress")
    assert isinstance(bar, Tag)
    assert (bar["value"], bar["max"]) == ("1", "6")


def test_options_keep_their_order_within_a_turn(client: Browser, sample: list[Card]) -> None:
    page = client.page("/study")
    shown = [one.get_text(strip=True) for one in page.find_all("span", "option__text")]
    feedback = answer(client, page, choice=option(page, "Lund"))
    marked = [one.get_text(strip=True) for one in feedback.find_all("span", "option__text")]
    assert marked == shown
    assert "Your answer, wrong" in feedback.get_text()
    assert "Right answer" in feedback.get_text()


def test_a_quick_request_gets_a_fragment_with_the_feedback(
    client: Browser, sample: list[Card], session: Session
) -> None:
    page = client.page("/study")
    response = client.post(
        "/study/answer",
        data=fields(page) | {"choice": option(page, "Orsk")},
        headers={"HX-Request": "true"},
    )
    html = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "<html" not in html
    assert 'id="main"' in html
    assert "That is right." in html
    assert len(reviews(session)) == 1


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [
        ("470k", "soldier", "470,000 soldiers"),
        ("1.2bn", "dollar", "1.2 billion dollars"),
        ("20%", "percent", "20\u202f%"),
        ("no idea", "tonne", ""),
        ("", "", ""),
    ],
)
def test_a_number_is_read_back(client: Browser, text: str, unit: str, shown: str) -> None:
    response = client.get("/study/reading", query_string={"text": text, "unit": unit})
    read = BeautifulSoup(response.get_data(as_text=True), "html.parser")
    assert read.get_text().strip() == shown


# One served card, one Review


def test_a_double_click_gives_one_review(
    client: Browser, sample: list[Card], session: Session
) -> None:
    page = client.page("/study")
    first = answer(client, page, choice=option(page, "Orsk"))
    second = answer(client, page, choice=option(page, "Varn"))
    assert len(reviews(session)) == 1
    assert "That is right." in first.get_text()
    assert "That is right." in second.get_text()


def test_the_same_card_in_two_tabs_is_counted_once(
    client: Browser, sample: list[Card], session: Session
) -> None:
    one, other = client.page("/study"), client.page("/study")
    assert fields(one)["turn"] != fields(other)["turn"]
    answer(client, one, choice=option(one, "Orsk"))
    after = answer(client, other, choice=option(other, "Orsk"))
    assert "You had answered that question already" in after.get_text()
    assert len(reviews(session)) == 1


def test_feedback_can_be_loaded_again(client: Browser, sample: list[Card]) -> None:
    page = client.page("/study")
    data = fields(page) | {"choice": option(page, "Orsk")}
    address = client.post("/study/answer", data=data).headers["Location"]
    assert client.page(address).get_text() == client.page(address).get_text()


def test_a_card_edited_meanwhile_is_graded_as_it_was_served(
    client: Browser, sample: list[Card], session: Session
) -> None:
    page = client.page("/study")
    card = session.get(Card, sample[0].id)
    assert card
    session.add(
        CardRevision(
            card_id=card.id,
            number=1,
            question=card.question,
            editor_id=None,
            made_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        )
    )
    changed = multiple_choice("Where did the grain come from?")
    options = tuple(replace(one, correct=one.text == "Pell") for one in changed.options)
    card.question = replace(changed, options=options).as_json()
    card.revision = 2
    session.commit()
    feedback = answer(client, page, choice=option(page, "Orsk"))
    assert "That is right." in feedback.get_text()
    assert "Where did most of the grain go?" in feedback.get_text()
    assert reviews(session)[0].card_revision == 1


def test_a_card_taken_out_meanwhile_is_not_counted(
    client: Browser, sample: list[Card], session: Session
) -> None:
    page = client.page("/study")
    card = session.get(Card, sample[0].id)
    assert card
    card.status = CardStatus.REJECTED
    session.commit()
    after = answer(client, page, choice=option(page, "Orsk"))
    assert "changed or taken out" in after.get_text()
    assert reviews(session) == []


# Refusals


def test_a_private_set_is_the_owners_and_the_classs(
    make: Factory,
    owner: User,
    classmate: User,
    owner_client: Browser,
    classmate_client: Browser,
    stranger_client: Browser,
    client: Browser,
) -> None:
    question_set, _ = make.set_with_cards(owner)
    make.assignment(make.class_(owner, classmate), question_set)
    address = f"/study/set/{question_set.id}"
    assert owner_client.get(address).status_code == 200
    assert classmate_client.get(address).status_code == 200
    assert "How many tonnes" not in classmate_client.page("/").get_text()
    assert stranger_client.get(address).status_code == 404
    assert client.get(address).status_code == 404
    assert "grain" not in stranger_client.page("/study").get_text()


def test_an_unpublished_set_asks_nothing(
    make: Factory, owner: User, owner_client: Browser, session: Session
) -> None:
    question_set, _ = make.set_with_cards(owner, published=False)
    assert question_set.status is SetStatus.DRAFT
    assert "Nothing is due" in owner_client.page(f"/study/set/{question_set.id}").get_text()


@pytest.mark.parametrize("forged", ["", "x", "WzEsMV0.abc"])
def test_a_forged_turn_is_refused(
    client: Browser, sample: list[Card], session: Session, forged: str
) -> None:
    page = client.page("/study")
    data = {"turn": forged, "choice": option(page, "Orsk")}
    response = client.post("/study/answer", data=data)
    assert response.status_code == 400
    assert "belongs to no question of yours" in response.get_data(as_text=True)
    assert reviews(session) == []


def test_a_turn_served_to_one_person_is_refused_from_another(
    classmate_client: Browser, stranger_client: Browser, sample: list[Card], session: Session
) -> None:
    page = classmate_client.page("/study")
    data = fields(page) | {"choice": option(page, "Orsk")}
    assert stranger_client.post("/study/answer", data=data).status_code == 400
    assert reviews(session) == []


def test_feedback_is_the_learners_own(
    classmate_client: Browser, stranger_client: Browser, client: Browser, sample: list[Card]
) -> None:
    page = classmate_client.page("/study")
    data = fields(page) | {"choice": option(page, "Orsk")}
    address = classmate_client.post("/study/answer", data=data).headers["Location"]
    assert classmate_client.get(address).status_code == 200
    assert stranger_client.get(address).status_code == 404
    assert client.get(address).status_code == 404


def test_a_turn_of_last_year_is_served_anew(
    client: Browser, sample: list[Card], session: Session, frozen: FrozenClock
) -> None:
    page = client.page("/study")
    frozen.forward(days=40)
    after = answer(client, page, choice=option(page, "Orsk"))
    assert "nothing was recorded" in after.get_text()
    assert reviews(session) == []


def test_seconds_are_the_browsers_but_never_more_than_the_servers(
    client: Browser, sample: list[Card], session: Session, frozen: FrozenClock
) -> None:
    page = client.page("/study")
    frozen.forward(seconds=30)
    answer(client, page, choice=option(page, "Orsk"), seconds="12.5")
    second = client.page("/study")
    frozen.forward(seconds=30)
    answer(client, second, text="1", seconds="99999")
    assert [one.seconds for one in reviews(session)] == [12.5, 30.0]


def test_no_page_tells_the_answer_before_it_is_given(
    client: Browser, make: Factory, owner: User
) -> None:
    make.set_with_cards(owner, [numeric_estimate()], is_open=True)
    assert not re.search(r"470[,.]?0?0?0?", str(client.page("/study").find("main")))
