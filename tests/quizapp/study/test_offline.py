"""What a browser is given to keep for when its network is lost, and what it may send later."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, Memory, MemoryState, Phase, Review, User
from quizapp.study.progress import rebuild_memory
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import Factory, multiple_choice
from tests.quizapp.study.test_aside import action, memories, questions
from tests.quizapp.study.test_views import answer, option, reviews


@pytest.fixture
def cards(make: Factory, owner: User) -> list[Card]:
    return make.set_with_cards(owner, questions(), is_open=True)[1]


def kept(browser: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get("/study/kept").get_json()["cards"]
    return found


def millis(moment: dt.datetime) -> str:
    return str(moment.timestamp() * 1000)


def send(
    browser: Browser, one: dict[str, Any], at: dt.datetime, place: int = 0, *, right: bool = True
) -> int:
    """Send an answer that was given without a network; the status it gets."""
    good = one["key"]["right"][0]
    choice = str(good if right else (good + 1) % 4)
    given = {"turn": one["turns"][place], "choice": choice, "at": millis(at)}
    return browser.post("/study/answer", data=given).status_code


def test_what_is_due_and_new_is_kept_with_all_that_feedback_needs(
    classmate_client: Browser, cards: list[Card]
) -> None:
    found = kept(classmate_client)
    assert [one["card"] for one in found] == [card.id for card in cards]
    first = found[0]
    page = BeautifulSoup(first["ask"], "html.parser")
    assert page.find("form", attrs={"data-answer": True})
    assert len(page.find_all("input", attrs={"name": "choice"})) == 4
    assert "according to the Port Office" in first["after"]
    assert first["key"]["right"] == [0]
    assert len(set(first["turns"])) == 3


def test_answers_sent_later_keep_their_order_and_time(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    found = kept(classmate_client)
    frozen.forward(days=2)
    moments = [START + dt.timedelta(minutes=place) for place in range(1, 6)]
    for one, moment in zip(reversed(found), moments, strict=True):
        assert send(classmate_client, one, moment) == 303
    made = reviews(session)
    assert [one.card_id for one in made] == [card.id for card in reversed(cards)]
    assert [one.answered_at for one in made] == moments
    assert {one.study_day for one in made} == {START.date()}


def test_each_answer_counts_once_however_often_it_is_sent(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    first = kept(classmate_client)[0]
    frozen.forward(hours=3)
    for _ in range(3):
        send(classmate_client, first, START + dt.timedelta(minutes=5))
    assert len(reviews(session)) == 1


def test_a_card_may_be_answered_again_before_anything_is_sent(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    first = kept(classmate_client)[0]
    frozen.forward(hours=3)
    for place, right in enumerate([False, False, True]):
        moment = START + dt.timedelta(minutes=1 + place)
        send(classmate_client, first, moment, place, right=right)
    made = reviews(session)
    assert [one.rating for one in made] == [Rating.AGAIN, Rating.AGAIN, Rating.GOOD]
    assert [one.phase for one in made] == [Phase.NEW, Phase.LEARNING, Phase.LEARNING]


def test_what_was_answered_elsewhere_meanwhile_is_put_in_its_place_in_time(
    classmate_client: Browser,
    classmate: User,
    cards: list[Card],
    session: Session,
    frozen: FrozenClock,
) -> None:
    first = kept(classmate_client)[0]
    frozen.forward(hours=1)
    page = classmate_client.page("/study")
    answer(classmate_client, page, choice=option(page, "Orsk"))
    frozen.forward(hours=1)
    send(classmate_client, first, START + dt.timedelta(minutes=10), right=False)
    made = sorted(reviews(session), key=lambda one: one.answered_at)
    assert [one.rating for one in made] == [Rating.AGAIN, Rating.GOOD]
    assert made[0].phase is Phase.NEW
    before = memories(session)
    rebuild_memory(session, session.get_one(User, classmate.id), first["card"])
    session.flush()
    assert memories(session) == before
    assert before[0]["reviews"] == 2


def test_an_answer_sent_later_can_be_taken_back(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    first, second = kept(classmate_client)[:2]
    frozen.forward(hours=1)
    send(classmate_client, second, START + dt.timedelta(minutes=9))
    send(classmate_client, first, START + dt.timedelta(minutes=5))
    action(classmate_client, classmate_client.page("/study"), "undo")
    left = session.scalars(select(Memory.card_id)).all()
    assert left == [first["card"]], "the last in time is taken back, not the last sent"
    assert send(classmate_client, second, START + dt.timedelta(minutes=9)) == 303
    assert len(session.scalars(select(Memory)).all()) == 1, "and it stays taken back"


def test_cards_of_tomorrow_are_kept_but_not_those_of_next_week(
    classmate_client: Browser,
    classmate: User,
    cards: list[Card],
    session: Session,
    frozen: FrozenClock,
) -> None:
    for card, days in zip(cards, (-1, 1, 7, 1, 30), strict=True):
        session.add(
            Memory(
                learner_id=classmate.id,
                card_id=card.id,
                state=MemoryState.REVIEW,
                step=None,
                stability=10.0,
                difficulty=5.0,
                due_at=START + dt.timedelta(days=days),
                last_review_at=START - dt.timedelta(days=9),
                last_study_day=START.date() - dt.timedelta(days=9),
                reviews=1,
                lapses=0,
            )
        )
    session.commit()
    found = kept(classmate_client)
    assert [one["card"] for one in found] == [cards[0].id, cards[1].id, cards[3].id]
    assert found[0]["due"] == int((START - dt.timedelta(days=1)).timestamp() * 1000)


def test_a_card_set_aside_is_not_kept(classmate_client: Browser, cards: list[Card]) -> None:
    page = classmate_client.page("/study")
    action(classmate_client, page, "hold", kind="suspended")
    assert cards[0].id not in [one["card"] for one in kept(classmate_client)]


def test_two_cards_on_one_fact_are_not_both_kept(
    classmate_client: Browser, make: Factory, owner: User, session: Session
) -> None:
    _, made = make.set_with_cards(
        owner, [multiple_choice("One?"), multiple_choice("Two?")], is_open=True
    )
    for card in made:
        card.fact_key = "same"
    session.commit()
    assert [one["card"] for one in kept(classmate_client)] == [made[0].id]


def test_who_is_here_and_when(
    classmate_client: Browser, stranger_client: Browser, client: Browser, frozen: FrozenClock
) -> None:
    here = classmate_client.get("/study/here").get_json()
    assert here["now"] == int(START.timestamp() * 1000)
    assert here["person"] == classmate_client.get("/study/kept").get_json()["person"]
    people = {one.get("/study/here").get_json()["person"] for one in (stranger_client, client)}
    assert here["person"] not in people
    assert len(people) == 2


def test_every_page_names_its_person(classmate_client: Browser) -> None:
    here = classmate_client.get("/study/here").get_json()["person"]
    for address in ("/", "/study", "/sets", "/settings", "/nothing"):
        page = BeautifulSoup(classmate_client.get(address).text, "html.parser")
        meta = page.find("meta", attrs={"name": "person"})
        assert meta
        assert meta["content"] == here  # type: ignore[index]


def test_the_worker_keeps_nothing_of_a_person(
    classmate_client: Browser, classmate: User, cards: list[Card]
) -> None:
    response = classmate_client.get("/sw.js")
    assert response.mimetype == "text/javascript"
    script = response.text
    files = json.loads(script.split("const FILES = ")[1].split(";")[0])
    for address in files:
        assert classmate_client.get(address).status_code == 200, address
    shell = classmate_client.get("/study/offline").text
    assert classmate.name not in shell
    assert "grain" not in shell


def test_the_app_can_be_installed(client: Browser) -> None:
    page = client.page("/login")
    link = page.find("link", attrs={"rel": "manifest"})
    assert link
    address = str(link["href"])  # type: ignore[index]
    response = client.get(address)
    assert response.mimetype == "application/manifest+json"
    manifest = json.loads(response.get_data())
    assert manifest["display"] == "standalone"
    folder = address.rsplit("/", 1)[0]
    for icon in manifest["icons"]:
        assert client.get(f"{folder}/{icon['src']}").status_code == 200


# Refusals


def test_a_kept_turn_is_its_learners_own(
    classmate_client: Browser, stranger_client: Browser, cards: list[Card], session: Session
) -> None:
    first = kept(classmate_client)[0]
    assert send(stranger_client, first, START) == 400
    assert session.scalars(select(Review)).all() == []


def test_only_what_one_may_study_is_kept(
    make: Factory, owner: User, classmate_client: Browser, stranger_client: Browser, classmate: User
) -> None:
    question_set, made = make.set_with_cards(owner)
    make.assignment(make.class_(owner, classmate), question_set)
    assert {one["card"] for one in kept(classmate_client)} == {card.id for card in made}
    assert kept(stranger_client) == []
