"""Tags on cards, and what an author sees of cards that are kept being forgotten."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from questions.tags import TagError
from questions.types import Rating
from quizapp.authoring.tags import read_tags
from quizapp.models import CardTag, Memory, QuestionSet, User
from tests.browsing import Browser
from tests.factories import Factory, multiple_choice
from tests.quizapp.study.test_progress import START, answer, turn


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", []),
        ("Harbours, grain", ["grain", "harbours"]),
        (" one  tag ,, ONE TAG,", ["one tag"]),
    ],
)
def test_tags_as_authors_write_them(text: str, tags: list[str]) -> None:
    assert list(read_tags(text)) == tags


@pytest.mark.parametrize("text", ["x" * 41, "a/b", ",".join(f"t{n}" for n in range(11))])
def test_what_is_no_tag(text: str) -> None:
    with pytest.raises(TagError):
        read_tags(text)


def test_a_card_is_written_and_edited_with_tags(
    owner_client: Browser, session: Session, make: Factory, owner: User
) -> None:
    chosen = make.question_set(owner)
    card = {
        "prompt": "What is grain?",
        "back": "Seed",
        "key": "Seed",
        "tags": "Harbours, grain",
    }
    made = owner_client.post(f"/sets/{chosen.id}/cards/new?kind=flashcard", data=card)
    assert made.status_code == 302
    tagged = session.scalars(select(CardTag).order_by(CardTag.tag)).all()
    assert [one.tag for one in tagged] == ["grain", "harbours"]
    assert "grain, harbours" in owner_client.page(f"/sets/{chosen.id}").get_text()

    address = f"/cards/{tagged[0].card_id}/edit"
    field = owner_client.page(address).find("input", attrs={"name": "tags"})
    assert field
    assert field["value"] == "grain, harbours"
    owner_client.post(address, data=card | {"tags": "ships", "revision": "1"})
    assert session.scalars(select(CardTag.tag)).all() == ["ships"]


def test_tags_that_cannot_be_kept_are_said(
    owner_client: Browser, make: Factory, owner: User
) -> None:
    chosen = make.question_set(owner)
    card = {"prompt": "What is grain?", "back": "Seed", "key": "Seed", "tags": "a/b"}
    refused = owner_client.post(f"/sets/{chosen.id}/cards/new?kind=flashcard", data=card)
    assert refused.status_code == 422
    assert "slash" in refused.get_data(as_text=True)


def test_an_author_sets_the_aim(
    owner_client: Browser, session: Session, make: Factory, owner: User
) -> None:
    chosen = make.question_set(owner)
    owner_client.post(
        f"/sets/{chosen.id}/edit", data={"title": "Grain", "desired_retention": "0.85"}
    )
    session.expire_all()
    kept = session.get(QuestionSet, chosen.id)
    assert kept
    assert kept.desired_retention == 0.85


def test_an_author_sees_which_cards_are_kept_being_forgotten(
    owner_client: Browser, session: Session, make: Factory, owner: User, classmate: User
) -> None:
    chosen, (card, _) = make.set_with_cards(
        owner, [multiple_choice(), multiple_choice()], is_open=True
    )
    answer(session, classmate, turn(card), START, Rating.EASY)
    memory = session.get(Memory, (classmate.id, card.id))
    assert memory
    memory.lapses = 8
    session.commit()
    page = owner_client.page(f"/sets/{chosen.id}").get_text()
    assert page.count("1 learner keeps forgetting it") == 1
