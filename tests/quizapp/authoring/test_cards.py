from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questions.types import Answer, Bound, Option, Question, QuestionKind
from quizapp.authoring.card_forms import FORMS
from quizapp.models import Card, CardRevision, CardStatus, Memory, MemoryState, QuestionSet, User
from tests.browsing import Browser
from tests.factories import NOW, SENTENCE, Factory, cloze, multiple_choice, numeric_estimate

FLASHCARD = Question("f", QuestionKind.FLASHCARD, "Varn", Answer("A harbour with two basins"))
SHORT = Question(
    "s", QuestionKind.SHORT_ANSWER, "Where did it go?", Answer("Orsk", accepted=("Port of Orsk",))
)


def filled(card: Card, **changes: str) -> dict[str, Any]:
    """What the edit form of a card sends, with some fields changed."""
    question = card.as_question()
    values = FORMS[question.kind].values(question)
    return values | {"revision": str(card.revision)} | changes


def revisions(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(CardRevision)) or 0


@pytest.fixture
def cards(owner: User, make: Factory) -> tuple[QuestionSet, list[Card]]:
    questions = [multiple_choice(), numeric_estimate(), cloze(), SHORT, FLASHCARD]
    return make.set_with_cards(owner, questions)


Cards = tuple[QuestionSet, list[Card]]

EDITS = [
    (0, {"option_2": "Venn"}, lambda q: q.options[1] == Option("Venn")),
    (0, {"correct": "2"}, lambda q: q.answer.text == "Varn" and q.options[1].correct),
    (1, {"value": "half a million"}, lambda q: q.answer.value == 500_000),
    (1, {"value": "480k"}, lambda q: (q.answer.text, q.answer.rounding) == ("480,000", 0)),
    (1, {"tolerance": "25%"}, lambda q: q.answer.tolerance == 0.25),
    (1, {"bound": "~"}, lambda q: q.answer.bound is Bound.ABOUT and q.answer.rounding == 5000),
    (1, {"scale": "linear", "tolerance": "5"}, lambda q: q.answer.tolerance == 5),
    (2, {"key": "470k"}, lambda q: q.answer.text == "470k"),
    (3, {"accepted": "Orsk port\r\n\r\nOrsk port\r\nthe mills"},
     lambda q: q.answer.accepted == ("Orsk port", "the mills")),
    (4, {"back": "A port"}, lambda q: q.answer.text == "A port"),
    (0, {"attribution": ""}, lambda q: q.attribution is None),
    (0, {"as_of": "June 2024"}, lambda q: q.as_of == "June 2024"),
    (0, {"prompt": "Where to?"}, lambda q: q.alternatives == (multiple_choice().prompt,)),
]  # fmt: skip


@pytest.mark.parametrize(("place", "changes", "holds"), EDITS)
def test_an_edit_changes_the_question_and_keeps_the_old_one(
    owner_client: Browser,
    cards: Cards,
    session: Session,
    owner: User,
    place: int,
    changes: dict[str, str],
    holds: Any,
) -> None:
    card = cards[1][place]
    before = card.question
    response = owner_client.post(f"/cards/{card.id}/edit", data=filled(card, **changes))
    assert response.status_code == 302
    assert response.location.endswith(f"/sets/{cards[0].id}?card={card.id}#card-{card.id}")
    session.refresh(card)
    assert holds(card.as_question())
    assert card.revision == 2
    kept = session.scalars(select(CardRevision)).one()
    assert (kept.number, kept.question, kept.editor_id) == (1, before, owner.id)


@pytest.mark.parametrize("place", range(5))
def test_saving_unchanged_makes_no_revision(
    owner_client: Browser, cards: Cards, session: Session, place: int
) -> None:
    card = cards[1][place]
    before = replace(card.as_question(), problems=())
    owner_client.post(f"/cards/{card.id}/edit", data=filled(card))
    session.refresh(card)
    assert replace(card.as_question(), problems=()) == before
    assert (card.revision, revisions(session)) == (1, 0)


@pytest.mark.parametrize("place", range(5))
def test_the_form_shows_the_card_and_its_preview(
    owner_client: Browser, cards: Cards, place: int
) -> None:
    card = cards[1][place]
    page = owner_client.page(f"/cards/{card.id}/edit")
    area = page.find("textarea", id="prompt")
    assert area
    assert area.get_text().strip() == card.question["prompt"]
    preview = page.select_one("#preview .preview__question")
    assert preview
    assert card.question["prompt"].split("____")[0].strip() in preview.get_text()


def test_learners_progress_stays(
    owner_client: Browser, cards: Cards, classmate: User, session: Session
) -> None:
    card = cards[1][0]
    memory = Memory(
        learner_id=classmate.id,
        card_id=card.id,
        state=MemoryState.REVIEW,
        stability=9.0,
        difficulty=5.0,
        due_at=NOW,
        last_review_at=NOW,
        last_study_day=NOW.date(),
        reviews=4,
        lapses=0,
    )
    session.add(memory)
    session.commit()
    owner_client.post(f"/cards/{card.id}/edit", data=filled(card, prompt="Where to?"))
    session.refresh(memory)
    assert (memory.reviews, memory.stability) == (4, 9.0)


def test_an_edit_sent_twice_is_one(owner_client: Browser, cards: Cards, session: Session) -> None:
    card = cards[1][0]
    data = filled(card, prompt="Where to?")
    for _ in range(2):
        assert owner_client.post(f"/cards/{card.id}/edit", data=data).status_code == 302
    session.refresh(card)
    assert (card.revision, revisions(session)) == (2, 1)


def test_an_edit_over_a_newer_one_asks_first(
    owner_client: Browser, cards: Cards, session: Session
) -> None:
    card = cards[1][0]
    mine = filled(card, prompt="Mine?")
    owner_client.post(f"/cards/{card.id}/edit", data=filled(card, prompt="Theirs?"))
    response = owner_client.post(f"/cards/{card.id}/edit", data=mine)
    assert response.status_code == 422
    page = BeautifulSoup(response.data, "html.parser")
    assert "changed in another place" in page.get_text()
    assert "Mine?" in page.find(id="prompt").get_text()  # type: ignore[union-attr]
    revision = page.find("input", attrs={"name": "revision"})
    assert revision
    assert revision["value"] == "2"
    session.refresh(card)
    assert card.question["prompt"] == "Theirs?"
    owner_client.post(f"/cards/{card.id}/edit", data=mine | {"revision": "2"})
    session.refresh(card)
    assert card.question["prompt"] == "Mine?"


REFUSALS = [
    (0, {"prompt": " "}, "Write the question."),
    (0, {"option_2": "", "option_3": "", "option_4": ""}, "at least two options"),
    (0, {"option_2": "ORSK"}, "Two options are the same"),
    (0, {"option_4": "", "correct": "4"}, "filled in as the right one"),
    (0, {"correct": "9"}, "filled in as the right one"),
    (0, {"evidence": "Nothing of the sort was said."}, "stands nowhere in the article"),
    (1, {"value": "plenty"}, None),
    (1, {"value": "9" * 5000}, "Write a number"),
    (1, {"value": "-4"}, "in proportion"),
    (1, {"tolerance": ""}, "how far off"),
    (1, {"tolerance": "-3"}, "above zero"),
    (2, {"prompt": "No gap here."}, "four underscores"),
    (2, {"prompt": "Two ____ gaps ____ here."}, "four underscores"),
    (2, {"prompt": "A short ___ gap."}, "four underscores"),
    (3, {"key": ""}, "Write the answer"),
    (4, {"back": " "}, "Write the back"),
]


@pytest.mark.parametrize(("place", "changes", "words"), REFUSALS)
def test_a_flaw_that_breaks_the_card_is_refused(
    owner_client: Browser,
    cards: Cards,
    session: Session,
    place: int,
    changes: dict[str, str],
    words: str | None,
) -> None:
    card = cards[1][place]
    data = filled(card, explanation="Kept as typed", **changes)
    response = owner_client.post(f"/cards/{card.id}/edit", data=data)
    page = BeautifulSoup(response.data, "html.parser")
    assert response.status_code == 422
    found = " ".join(error.get_text() for error in page.select(".field__error"))
    assert (words or "") in found
    assert found
    assert page.find(id="explanation").get_text().strip() == "Kept as typed"  # type: ignore[union-attr]
    session.refresh(card)
    assert card.revision == 1


@pytest.mark.parametrize(
    ("place", "changes"),
    [(0, {"option_1": "Kiel"}), (1, {"value": "520,000"}), (2, {"key": "520,000"})],
)
def test_an_answer_that_leaves_its_evidence_is_noted_not_refused(
    owner_client: Browser, cards: Cards, session: Session, place: int, changes: dict[str, str]
) -> None:
    card = cards[1][place]
    owner_client.post(f"/cards/{card.id}/edit", data=filled(card, **changes))
    session.refresh(card)
    codes = {one.code for one in card.as_question().problems}
    assert codes & {"answer_outside_evidence", "number_outside_evidence"}


def test_evidence_is_found_in_the_article(
    owner_client: Browser, cards: Cards, session: Session
) -> None:
    card = cards[1][3]
    data = filled(card, evidence=f" {SENTENCE} ")
    owner_client.post(f"/cards/{card.id}/edit", data=data)
    session.refresh(card)
    evidence = card.as_question().evidence
    assert evidence
    assert card.article_id
    text = session.scalars(select(Card).where(Card.id == card.id)).one().article.text  # type: ignore[union-attr]
    assert text[evidence.start : evidence.end] == evidence.text == SENTENCE


def test_a_preview_keeps_nothing(owner_client: Browser, cards: Cards, session: Session) -> None:
    card = cards[1][0]
    data = filled(card, prompt="Where to then?", preview="1")
    response = owner_client.post(f"/cards/{card.id}/edit", data=data)
    page = BeautifulSoup(response.data, "html.parser")
    assert response.status_code == 200
    assert "Where to then?" in page.select_one("#preview").get_text()  # type: ignore[union-attr]
    session.refresh(card)
    assert card.revision == 1


def test_a_preview_of_something_unfinished_says_what_is_missing(
    owner_client: Browser, cards: Cards
) -> None:
    data = filled(cards[1][2], prompt="No gap", preview="1")
    response = owner_client.post(f"/cards/{cards[1][2].id}/edit", data=data)
    preview = BeautifulSoup(response.data, "html.parser").select_one("#preview")
    assert response.status_code == 200
    assert preview
    assert "four underscores" in preview.get_text()


def test_another_wording_is_taken_over(
    owner_client: Browser, owner: User, make: Factory, session: Session
) -> None:
    question = replace(multiple_choice("Where?"), alternatives=("Where did the grain go?",))
    _, (card,) = make.set_with_cards(owner, [question])
    page = owner_client.page(f"/cards/{card.id}/edit")
    assert page.find("input", attrs={"name": "wording", "value": "Where did the grain go?"})
    data = filled(card, wording="Where did the grain go?")
    owner_client.post(f"/cards/{card.id}/edit", data=data)
    session.refresh(card)
    assert card.question["prompt"] == "Where did the grain go?"
    assert card.question["alternatives"] == ["Where?"]


def test_saving_a_draft_goes_back_to_review_or_accepts_it(
    owner_client: Browser, owner: User, make: Factory, session: Session
) -> None:
    question_set, (first, second, _) = make.set_with_cards(owner, status=CardStatus.DRAFT)
    place = owner_client.post(f"/cards/{first.id}/edit", data=filled(first)).location
    assert place.endswith(f"/sets/{question_set.id}/review?card={first.id}")
    session.refresh(first)
    data = filled(first, accept="1")
    place = owner_client.post(f"/cards/{first.id}/edit", data=data).location
    assert f"card={second.id}" in place
    session.refresh(first)
    assert first.status is CardStatus.ACCEPTED


NEW: list[tuple[str, dict[str, str]]] = [
    ("multiple_choice", {"option_1": "Orsk", "option_2": "Varn", "correct": "1"}),
    ("numeric_estimate", {"value": "1.2bn", "unit": "dollar", "tolerance": "10"}),
    ("cloze", {"prompt": "The harbour is at ____.", "key": "Varn"}),
    ("short_answer", {"key": "Varn"}),
    ("flashcard", {"back": "A harbour"}),
]


@pytest.mark.parametrize(("kind", "data"), NEW)
def test_a_question_is_written_by_hand(
    owner_client: Browser,
    owner: User,
    make: Factory,
    session: Session,
    kind: str,
    data: dict[str, str],
) -> None:
    question_set = make.question_set(owner)
    address = f"/sets/{question_set.id}/cards/new?kind={kind}"
    assert "Write a question" in owner_client.page(address).get_text()
    response = owner_client.post(address, data={"prompt": "Where is the harbour?", **data})
    assert response.location.endswith(f"/sets/{question_set.id}")
    made = session.scalars(select(Card)).one()
    question = made.as_question()
    assert (made.kind, made.status, str(question.kind)) == (kind, CardStatus.ACCEPTED, kind)
    assert question.id


def test_an_unknown_kind_is_not_found(owner_client: Browser, owner: User, make: Factory) -> None:
    address = f"/sets/{make.question_set(owner).id}/cards/new?kind=essay"
    assert owner_client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["classmate_client", "stranger_client"])
def test_nobody_else_edits(
    request: pytest.FixtureRequest, who: str, cards: Cards, session: Session
) -> None:
    browser: Browser = request.getfixturevalue(who)
    card = cards[1][0]
    assert browser.get(f"/cards/{card.id}/edit").status_code == 404
    data = filled(card, prompt="Mine now?")
    assert browser.post(f"/cards/{card.id}/edit", data=data).status_code == 404
    session.refresh(card)
    assert card.revision == 1
