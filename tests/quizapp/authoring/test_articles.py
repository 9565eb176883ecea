from __future__ import annotations

import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questions.types import Article as ArticleText
from questions.types import Question
from quizapp.authoring import articles
from quizapp.database import Model, db
from quizapp.errors import FetchError
from quizapp.models import Article, Card, CardStatus, QuestionSet, SetStatus, User
from tests.browsing import Browser
from tests.factories import Factory
from tests.quizapp.authoring.conftest import TEXT, questions_on

pytestmark = pytest.mark.usefixtures("fake_generation")

FRENCH = (
    "Le port de Varn a expédié environ 470 000 tonnes de céréales en 2024, selon la capitainerie. "
    "La plus grande partie est allée à Orsk, où les moulins en manquaient depuis deux ans. "
    "Le maire a dit qu'un second bassin serait ouvert avant la fin de l'été prochain."
)


def errors_at(html: str, field: str) -> str:
    found = BeautifulSoup(html, "html.parser").find(id=f"{field}-error")
    return found.get_text() if found else ""


def test_a_pasted_article_becomes_drafts(owner_client: Browser, session: Session) -> None:
    response = owner_client.post(
        "/articles/new",
        data={"text": TEXT, "publisher": "Varn Herald", "published": "2025-02-03"},
    )
    made = session.scalars(select(QuestionSet)).one()
    assert response.location.endswith(f"/sets/{made.id}/review")
    assert (made.title, made.status) == ("Harbour ships more grain", SetStatus.DRAFT)
    kept = session.scalars(select(Article)).one()
    assert (kept.publisher, kept.published) == ("Varn Herald", dt.date(2025, 2, 3))
    drafts = session.scalars(select(Card).order_by(Card.position)).all()
    assert [card.status for card in drafts] == [CardStatus.DRAFT] * len(drafts)
    assert [card.position for card in drafts] == list(range(1, len(drafts) + 1))
    for card in drafts:
        evidence = card.as_question().evidence
        assert evidence
        assert kept.text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize("name", ["story.txt", "story.md", "story.html"])
def test_an_uploaded_file_becomes_drafts(
    owner_client: Browser, session: Session, name: str
) -> None:
    content = TEXT
    if name.endswith("html"):
        content = "<p>" + TEXT.replace("\n\n", "</p><p>") + "</p>"
    file = (io.BytesIO(content.encode()), name)
    response = owner_client.post("/articles/new", data={"file": file, "title": "Grain"})
    assert response.status_code == 302
    assert session.scalars(select(QuestionSet)).one().title == "Grain"
    assert session.scalar(select(func.count()).select_from(Card))


def test_an_address_is_fetched(
    owner_client: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fetch(address: str) -> tuple[bytes, str]:
        asked.append(address)
        return TEXT.encode(), "https://example.org/story"

    monkeypatch.setattr(articles, "fetch", fetch)
    owner_client.post("/articles/new", data={"address": " example.org/s "})
    assert asked == ["https://example.org/s"]
    assert session.scalars(select(Article)).one().address == "https://example.org/story"


def test_an_article_can_join_a_set(
    owner_client: Browser, owner: User, make: Factory, session: Session
) -> None:
    question_set, cards = make.set_with_cards(owner)
    owner_client.post(f"/articles/new?set={question_set.id}", data={"text": TEXT})
    assert session.scalar(select(func.count()).select_from(QuestionSet)) == 1
    added = session.scalars(select(Card).where(Card.status == CardStatus.DRAFT)).all()
    assert added
    assert min(card.position for card in added) > max(card.position for card in cards)


def count_of(session: Session, model: type[Model]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def form_key(browser: Browser) -> str:
    found = browser.page("/articles/new").find("input", attrs={"name": "key"})
    assert found
    return str(found["value"])


def test_a_form_sent_twice_makes_one_set(owner_client: Browser, session: Session) -> None:
    sent = {"text": TEXT, "key": form_key(owner_client)}
    first = owner_client.post("/articles/new", data=sent)
    again = owner_client.post("/articles/new", data=sent)
    assert first.location == again.location
    cards = count_of(session, Card)
    assert (count_of(session, QuestionSet), count_of(session, Article)) == (1, 1)
    other = owner_client.post("/articles/new", data=sent | {"key": form_key(owner_client)})
    assert other.location != first.location
    assert count_of(session, Card) == 2 * cards


def test_a_form_sent_again_after_its_set_was_deleted_makes_a_new_one(
    owner_client: Browser, session: Session
) -> None:
    sent = {"text": TEXT, "key": form_key(owner_client)}
    owner_client.post("/articles/new", data=sent)
    made = session.scalars(select(QuestionSet)).one()
    owner_client.post(f"/sets/{made.id}/delete")
    assert owner_client.post("/articles/new", data=sent).status_code == 302
    assert count_of(session, QuestionSet) == 1


def test_another_persons_key_leads_to_nothing_of_theirs(
    owner_client: Browser, stranger_client: Browser, session: Session
) -> None:
    sent = {"text": TEXT, "key": form_key(owner_client)}
    theirs = owner_client.post("/articles/new", data=sent)
    mine = stranger_client.post("/articles/new", data=sent)
    assert mine.location != theirs.location
    assert count_of(session, QuestionSet) == 2


def test_no_transaction_is_open_while_questions_are_written(
    owner_client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_then = []

    def make_questions(text: ArticleText) -> list[Question]:
        open_then.append(db.session().in_transaction())
        return questions_on(text)

    monkeypatch.setattr(articles, "make_questions", make_questions)
    assert owner_client.post("/articles/new", data={"text": TEXT}).status_code == 302
    assert open_then == [False]


BAD = [
    ({}, "text", "needed"),
    ({"text": "   \n "}, "text", "needed"),
    ({"text": FRENCH}, "text", "English"),
    ({"text": "x7$ " * 1_300_000}, "text", "too long"),
    ({"text": "qzx vfk wpl " * 400}, "text", "English"),
    ({"text": TEXT, "address": "https://example.org"}, "address", "one of them"),
]


@pytest.mark.parametrize(("filled", "field", "words"), BAD)
def test_bad_input_gives_one_sentence_and_the_form_as_it_was(
    owner_client: Browser, session: Session, filled: dict[str, str], field: str, words: str
) -> None:
    response = owner_client.post("/articles/new", data={"title": "My title", **filled})
    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert words in errors_at(html, field)
    assert 'value="My title"' in html
    area = BeautifulSoup(html, "html.parser").find(id="text")
    assert area
    assert area.get_text().strip() == filled.get("text", "").strip()
    assert not session.scalar(select(func.count()).select_from(QuestionSet))


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"PK\x03\x04" + b"\0" * 300]
)
def test_a_file_that_is_no_text_is_refused(owner_client: Browser, content: bytes) -> None:
    response = owner_client.post("/articles/new", data={"file": (io.BytesIO(content), "a.txt")})
    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert errors_at(html, "file")
    assert "choose it again" in html


def test_an_address_that_does_not_answer_is_refused(
    owner_client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(address: str) -> tuple[bytes, str]:
        raise FetchError("That address does not answer. Paste the article's text instead.")

    monkeypatch.setattr(articles, "fetch", fetch)
    response = owner_client.post("/articles/new", data={"address": "https://nowhere.example"})
    html = response.get_data(as_text=True)
    assert "does not answer" in errors_at(html, "address")
    assert 'value="https://nowhere.example"' in html


def test_a_failure_of_ours_keeps_the_form(
    owner_client: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_questions(text: ArticleText) -> list[Question]:
        raise IndexError("a bug")

    monkeypatch.setattr(articles, "make_questions", make_questions)
    response = owner_client.post("/articles/new", data={"text": TEXT, "title": "My title"})
    html = response.get_data(as_text=True)
    assert "failed on our side" in errors_at(html, "text")
    assert "a bug" not in html
    assert TEXT.splitlines()[0] in html
    assert 'value="My title"' in html
    assert not session.scalar(select(func.count()).select_from(QuestionSet))


def test_a_text_with_nothing_to_ask_about_is_refused(
    owner_client: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "make_questions", lambda text: [])
    response = owner_client.post("/articles/new", data={"text": TEXT})
    assert "nothing in it to ask about" in errors_at(response.get_data(as_text=True), "text")
    assert not session.scalar(select(func.count()).select_from(Article))


def test_a_stranger_adds_nothing_to_a_set(
    stranger_client: Browser, owner: User, make: Factory, session: Session
) -> None:
    question_set = make.question_set(owner)
    address = f"/articles/new?set={question_set.id}"
    assert stranger_client.get(address).status_code == 404
    assert stranger_client.post(address, data={"text": TEXT}).status_code == 404
    assert not session.scalar(select(func.count()).select_from(Card))


def test_a_visitor_is_sent_to_sign_in(client: Browser) -> None:
    response = client.get("/articles/new")
    assert response.status_code == 302
    assert "/login?next=/articles/new" in response.location


def test_what_is_known_about_a_source_is_mended_later(
    owner_client: Browser, owner: User, make: Factory, session: Session
) -> None:
    question_set, _ = make.set_with_cards(owner)
    kept = session.scalars(select(Article)).one()
    before = kept.text
    address = f"/articles/{kept.id}/edit?set={question_set.id}"
    assert 'value="Varn Herald"' in owner_client.get(address).get_data(as_text=True)
    data = {"title": "Grain", "publisher": "The Herald", "published": "2025-01-02"}
    response = owner_client.post(address, data=data)
    assert response.location.endswith(f"/sets/{question_set.id}")
    session.refresh(kept)
    assert (kept.title, kept.publisher) == ("Grain", "The Herald")
    assert (kept.published, kept.text) == (dt.date(2025, 1, 2), before)


def test_a_stranger_mends_nothing(
    stranger_client: Browser, owner: User, make: Factory, session: Session
) -> None:
    kept = make.article(owner)
    assert stranger_client.get(f"/articles/{kept.id}/edit").status_code == 404
    data = {"title": "Mine"}
    assert stranger_client.post(f"/articles/{kept.id}/edit", data=data).status_code == 404


@pytest.mark.parametrize("field", ["title", "publisher", "author"])
def test_too_long_a_detail_is_refused(owner_client: Browser, field: str) -> None:
    response = owner_client.post("/articles/new", data={"text": TEXT, field: "x" * 201})
    assert response.status_code == 422
    assert "200 characters" in errors_at(response.get_data(as_text=True), field)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Short line.\n\nMore.", "Short line."),
        ("A" * 30 + " " + "b" * 40, "A" * 30 + "…"),
        ("word " * 30, "word " * 11 + "word…"),
    ],
)
def test_opening_words(text: str, words: str) -> None:
    assert articles.opening_words(text) == words
