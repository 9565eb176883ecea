from __future__ import annotations

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.authoring.paging import PAGE
from quizapp.models import Card, CardStatus, Phase, QuestionSet, Review, SetStatus, User
from tests.browsing import Browser
from tests.factories import NOW, Factory, cloze


def answer(card: Card, learner: User, key: str = "turn") -> Review:
    return Review(
        learner_id=learner.id,
        card_id=card.id,
        turn_key=key,
        answered_at=NOW,
        study_day=dt.date(2026, 3, 1),
        rating=Rating.GOOD,
        score=1.0,
        correct=True,
        response={"choice": 0},
        seconds=4.0,
        card_revision=1,
        phase=Phase.NEW,
    )


def test_an_empty_shelf_says_what_it_is_for(owner_client: Browser) -> None:
    assert "Your question sets live here" in owner_client.page("/sets").get_text()


def test_the_shelf_counts(owner_client: Browser, owner: User, make: Factory) -> None:
    question_set, _ = make.set_with_cards(owner, title="Grain <1>")
    make.card(question_set, status=CardStatus.DRAFT)
    make.set_with_cards(make.user(), title="Not mine")
    text = owner_client.page("/sets").get_text(" ", strip=True)
    assert "Grain <1>" in text
    assert "1 draft to review" in text
    assert "3 accepted" in text
    assert "✓ Published" in text
    assert "Not mine" not in text


def test_a_set_is_made_and_edited(owner_client: Browser, session: Session) -> None:
    place = owner_client.post("/sets/new", data={"title": " Ships ", "description": "All."})
    made = session.scalars(select(QuestionSet)).one()
    assert place.location.endswith(f"/sets/{made.id}")
    assert "No cards yet" in owner_client.page(f"/sets/{made.id}").get_text()
    owner_client.post(f"/sets/{made.id}/edit", data={"title": "Boats", "description": ""})
    session.refresh(made)
    assert (made.title, made.description) == ("Boats", "")


@pytest.mark.parametrize("address", ["/sets/new", "/sets/{id}/edit"])
def test_a_set_needs_a_title(
    owner_client: Browser, owner: User, make: Factory, address: str
) -> None:
    path = address.format(id=make.question_set(owner).id)
    response = owner_client.post(path, data={"title": " ", "description": "kept"})
    assert response.status_code == 422
    html = response.get_data(as_text=True)
    assert "Give the set a title" in html
    assert "kept" in html


def test_cards_are_listed_by_status(owner_client: Browser, owner: User, make: Factory) -> None:
    question_set, cards = make.set_with_cards(owner)
    rejected = make.card(question_set, status=CardStatus.REJECTED)
    page = owner_client.page(f"/sets/{question_set.id}")
    accepted = [f"card-{card.id}" for card in cards]
    assert [row["id"] for row in page.select("section > ul .card-line")] == accepted
    assert [row["id"] for row in page.select("details .card-line")] == [f"card-{rejected.id}"]


@pytest.fixture
def long(owner: User, make: Factory) -> tuple[QuestionSet, list[Card]]:
    """A set of three pages: most cards accepted, then a draft, then one rejected."""
    questions = [cloze(f"Card {number} has a ____.") for number in range(2 * PAGE + 3)]
    question_set, cards = make.set_with_cards(owner, questions)
    cards[0].status, cards[1].status = CardStatus.REJECTED, CardStatus.DRAFT
    make.session.commit()
    return question_set, [*cards[2:], cards[1], cards[0]]


def shown(page: BeautifulSoup) -> list[int]:
    return [int(str(one["id"]).removeprefix("card-")) for one in page.select(".card-line")]


def ways(page: BeautifulSoup) -> dict[str, str]:
    return {one.get_text(): str(one["href"]) for one in page.select("#cards .pages a")}


def test_a_long_set_is_listed_in_parts_and_counted_whole(
    owner_client: Browser, long: tuple[QuestionSet, list[Card]]
) -> None:
    address, ids = f"/sets/{long[0].id}", [card.id for card in long[1]]
    page = owner_client.page(address)
    assert shown(page) == ids[:PAGE]
    assert f"1 to {PAGE} of {len(ids)}" in page.get_text()
    assert f"Accepted {len(ids) - 2}" in " ".join(page.get_text().split())
    assert "Review 1 draft" in page.get_text()
    assert ways(page) == {
        "Accepted": f"{address}?card={ids[0]}#cards",
        "Drafts": f"{address}?card={ids[-2]}#cards",
        "Rejected": f"{address}?card={ids[-1]}#cards",
        "Later cards": f"{address}?card={ids[PAGE]}#cards",
    }
    second = owner_client.page(ways(page)["Later cards"])
    assert shown(second) == ids[PAGE : 2 * PAGE]
    assert ways(second)["Earlier cards"] == f"{address}?card={ids[0]}#cards"
    last = owner_client.page(ways(second)["Later cards"])
    assert shown(last) == ids[2 * PAGE :]
    assert last.select_one("details[open] .card-line"), "what is asked for is not hidden"


def test_an_address_leads_to_one_card_wherever_it_is_listed(
    owner_client: Browser, long: tuple[QuestionSet, list[Card]]
) -> None:
    question_set, cards = long
    for place in (0, PAGE - 1, PAGE, 2 * PAGE):
        page = owner_client.page(f"/sets/{question_set.id}?card={cards[place].id}")
        assert page.select_one(f"#card-{cards[place].id}")
    for nowhere in ("0", "x", "-1"):
        page = owner_client.page(f"/sets/{question_set.id}?card={nowhere}")
        assert shown(page)[0] == cards[0].id


def test_a_decision_in_a_long_list_stays_where_it_was_made(
    owner_client: Browser, long: tuple[QuestionSet, list[Card]]
) -> None:
    question_set, cards = long
    card, beside = cards[PAGE + 5], cards[PAGE + 6]
    page = owner_client.page(f"/sets/{question_set.id}?card={card.id}")
    form = page.select_one(f'#card-{card.id} form[action$="/decide"]')
    assert form
    sent = {str(one["name"]): str(one["value"]) for one in form.select("input, button")}
    response = owner_client.post(str(form["action"]), data=sent)
    assert response.location.endswith(f"?card={beside.id}#card-{beside.id}")
    after = owner_client.page(response.location)
    assert card.id not in shown(after)
    assert shown(after)[:3] == [one.id for one in cards[PAGE : PAGE + 3]]


def test_a_short_set_is_shown_whole(owner_client: Browser, owner: User, make: Factory) -> None:
    question_set, _ = make.set_with_cards(owner)
    assert not owner_client.page(f"/sets/{question_set.id}").select(".pages")


def test_nobody_else_gets_any_page(
    classmate_client: Browser, stranger_client: Browser, long: tuple[QuestionSet, list[Card]]
) -> None:
    for browser in (classmate_client, stranger_client):
        address = f"/sets/{long[0].id}?card={long[1][PAGE].id}"
        assert browser.get(address).status_code == 404


def test_publishing_needs_an_accepted_card(
    owner_client: Browser, owner: User, make: Factory, session: Session
) -> None:
    question_set, cards = make.set_with_cards(owner, status=CardStatus.DRAFT, published=False)
    owner_client.post(f"/sets/{question_set.id}/publish")
    assert "accept at least one card" in owner_client.page(f"/sets/{question_set.id}").get_text()
    session.refresh(question_set)
    assert question_set.status is SetStatus.DRAFT
    owner_client.post(f"/cards/{cards[0].id}/decide", data={"status": "accepted"})
    owner_client.post(f"/sets/{question_set.id}/publish")
    session.refresh(question_set)
    assert question_set.status is SetStatus.PUBLISHED
    assert question_set.published_at


def test_unpublishing_takes_it_back(
    owner_client: Browser, owner: User, make: Factory, session: Session
) -> None:
    question_set, _ = make.set_with_cards(owner)
    owner_client.post(f"/sets/{question_set.id}/unpublish")
    session.refresh(question_set)
    assert question_set.status is SetStatus.DRAFT


def test_deleting_asks_first_and_says_what_goes(
    owner_client: Browser, owner: User, classmate: User, make: Factory, session: Session
) -> None:
    question_set, cards = make.set_with_cards(owner)
    make.assignment(make.class_(owner, title="Year 10"), question_set)
    session.add(answer(cards[0], classmate))
    session.commit()
    text = owner_client.page(f"/sets/{question_set.id}/delete").get_text(" ", strip=True)
    assert "3 cards and 1 answer by 1 learner" in text
    assert "Year 10" in text
    owner_client.post(f"/sets/{question_set.id}/delete")
    for kept in (QuestionSet, Card, Review):
        assert not session.scalar(select(func.count()).select_from(kept))
    assert "Deleted: Grain." in owner_client.page("/sets").get_text()


def test_a_set_is_taken_away_as_a_file(owner_client: Browser, owner: User, make: Factory) -> None:
    question_set, cards = make.set_with_cards(owner, title="Grain & ships")
    make.card(question_set, status=CardStatus.REJECTED)
    response = owner_client.get(f"/sets/{question_set.id}/export/json")
    assert "grain-ships.json" in response.headers["Content-Disposition"]
    found = json.loads(response.data)
    assert found["title"] == "Grain & ships"
    assert len(found["questions"]) == len(cards)
    assert owner_client.get(f"/sets/{question_set.id}/export/punchcards").status_code == 404


PAGES = ["", "/edit", "/delete", "/export/json", "/cards/new", "/review"]
ACTIONS = ["/edit", "/delete", "/publish", "/unpublish", "/accept", "/cards/new"]


@pytest.mark.parametrize("who", ["classmate_client", "stranger_client"])
def test_a_set_is_its_owners_alone(
    request: pytest.FixtureRequest,
    who: str,
    owner: User,
    classmate: User,
    make: Factory,
    session: Session,
) -> None:
    browser: Browser = request.getfixturevalue(who)
    question_set, _ = make.set_with_cards(owner)
    make.assignment(make.class_(owner, classmate), question_set)
    for page in PAGES:
        assert browser.get(f"/sets/{question_set.id}{page}").status_code == 404, page
    for action in ACTIONS:
        sent = browser.post(f"/sets/{question_set.id}{action}", data={"title": "Mine now"})
        assert sent.status_code == 404, action
    session.refresh(question_set)
    assert (question_set.title, question_set.status) == ("Grain", SetStatus.PUBLISHED)
