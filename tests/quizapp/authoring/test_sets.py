from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, CardStatus, Phase, QuestionSet, Review, SetStatus, User
from tests.browsing import Browser
from tests.factories import NOW, Factory


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
