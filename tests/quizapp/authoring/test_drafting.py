"""A long article's drafts: chapter by chapter, with progress to see, and never stuck."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questions.article.chapters import cut
from questions.types import Article as ArticleText
from questions.types import Question
from quizapp import background, clock
from quizapp.authoring import articles, drafting
from quizapp.models import Article, Card, Drafting, User
from tests.browsing import Browser
from tests.quizapp.authoring.conftest import questions_on

pytestmark = pytest.mark.usefixtures("fake_generation")

SENTENCE = "In the year {year} the harbour shipped {count} tonnes of grain, as the office said. "
FILLER = "The mayor said that a second basin would be opened before the end of the summer. " * 12


def chapter_text(number: int) -> str:
    opening = SENTENCE.format(year=1900 + number, count=100_000 + number)
    return "\n\n".join([f"Chapter {number}", opening + FILLER, *[FILLER] * 18])


LONG = "A history of the harbour\n\n" + "\n\n".join(chapter_text(number) for number in range(1, 4))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The articles for which a thread was to be started, and was not."""
    asked: list[int] = []
    monkeypatch.setattr(
        background, "start", lambda app, article_id, after=None: asked.append(article_id)
    )
    return asked


@pytest.fixture
def article_id(owner_client: Browser, session: Session, started: list[int]) -> int:
    """A long article of the owner's, on which nothing has been written yet."""
    owner_client.post("/articles/new", data={"text": LONG, "key": "k" * 32})
    return session.scalars(select(Article)).one().id


def drafts(session: Session) -> list[Card]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Card).order_by(Card.position)))


def test_a_long_article_leads_to_its_progress(owner_client: Browser, started: list[int]) -> None:
    page = owner_client.post("/articles/new", data={"text": LONG}, follow_redirects=True)
    assert page.request.path.endswith("/drafts")
    assert "Chapter 1 of 3 is being read. 0 drafts so far." in page.text
    assert len(started) == 1


def test_chapter_after_chapter_is_kept(
    app: Flask, owner_client: Browser, session: Session, article_id: int
) -> None:
    article = session.get_one(Article, article_id)
    with app.app_context():
        assert drafting.claim(article_id, clock.now()) == 0
        assert background.write_chapter(app, article_id, 0) == 1
    page = owner_client.get(f"/articles/{article_id}/drafts").text
    assert "Chapter 2 of 3 is being read. 1 draft so far." in page
    assert "Review the drafts so far" in page
    set_page = owner_client.get(f"/sets/{session.scalars(select(Drafting)).one().set_id}").text
    assert "chapter 2 of 3" in set_page
    with app.app_context():
        assert background.write_chapter(app, article_id, 1) == 2
        assert background.write_chapter(app, article_id, 2) is None
    assert len(drafts(session)) == 3
    for at, card in enumerate(drafts(session), 1):
        evidence = card.as_question().evidence
        assert evidence
        assert article.text[evidence.start : evidence.end] == evidence.text
        assert card.position == at
        assert str(1900 + at) in evidence.text


def test_a_finished_article_leads_to_the_review(
    app: Flask, owner_client: Browser, session: Session, article_id: int
) -> None:
    background.write_drafts(app, article_id)
    response = owner_client.get(f"/articles/{article_id}/drafts")
    assert response.location.endswith("/review")
    asked = owner_client.get(f"/articles/{article_id}/drafts", headers={"HX-Request": "true"})
    assert (asked.status_code, asked.headers["HX-Redirect"]) == (204, response.location)
    assert len({card.question["id"] for card in drafts(session)}) == 3


def test_the_page_takes_up_what_a_stopped_server_left(
    app: Flask,
    owner_client: Browser,
    session: Session,
    article_id: int,
    started: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started.clear()
    with app.app_context():
        drafting.claim(article_id, clock.now())
        background.write_chapter(app, article_id, 0)
    owner_client.get(f"/articles/{article_id}/drafts")
    assert started == []  # someone may still be writing
    later = clock.now() + drafting.HELD + dt.timedelta(seconds=1)
    monkeypatch.setattr(clock, "source", lambda: later)
    owner_client.get(f"/articles/{article_id}/drafts")
    assert started == [article_id]
    background.write_drafts(app, article_id)
    assert len(drafts(session)) == 3


def test_a_new_server_goes_on(app: Flask, article_id: int, started: list[int]) -> None:
    started.clear()
    background.resume(app)
    assert started == [article_id]


def test_two_at_work_keep_each_chapter_once(app: Flask, session: Session, article_id: int) -> None:
    with app.app_context():
        assert drafting.claim(article_id, clock.now()) == 0
        assert drafting.claim(article_id, clock.now()) is None
        assert background.write_chapter(app, article_id, 0) == 1
        assert background.write_chapter(app, article_id, 0) is None
        assert not drafting.keep_chapter(article_id, 0, [], clock.now())
    assert len(drafts(session)) == 1


def test_a_chapter_that_fails_is_passed_over_and_said(
    app: Flask,
    owner_client: Browser,
    session: Session,
    article_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail_on_the_first(text: ArticleText) -> list[Question]:
        if "1901" in text.text:
            raise ValueError("a slip in the parser")
        return questions_on(text)

    monkeypatch.setattr(articles, "make_questions", fail_on_the_first)
    with app.app_context():
        assert background.write_chapter(app, article_id, 0) == 1
    page = owner_client.get(f"/articles/{article_id}/drafts").text
    assert "On 1 chapter something failed on our side" in page
    with app.app_context():
        assert background.write_chapter(app, article_id, 1) == 2
        assert background.write_chapter(app, article_id, 2) is None
    assert len(drafts(session)) == 2


def test_nothing_to_ask_about(
    app: Flask, owner_client: Browser, article_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "make_questions", lambda text: [])
    background.write_drafts(app, article_id)
    page = owner_client.get(f"/articles/{article_id}/drafts")
    assert "We read all 3 chapters and found nothing to ask about" in page.text


def test_a_form_sent_twice_makes_one_article(
    owner_client: Browser, session: Session, article_id: int
) -> None:
    again = owner_client.post("/articles/new", data={"text": LONG, "key": "k" * 32})
    assert again.location.endswith(f"/articles/{article_id}/drafts")
    assert session.scalar(select(func.count()).select_from(Article)) == 1
    assert session.scalar(select(func.count()).select_from(Drafting)) == 1


def test_a_deleted_set_ends_the_writing(
    app: Flask, owner_client: Browser, session: Session, article_id: int
) -> None:
    row = session.scalars(select(Drafting)).one()
    with app.app_context():
        drafting.claim(article_id, clock.now())
    owner_client.post(f"/sets/{row.set_id}/delete")
    with app.app_context():
        assert background.write_chapter(app, article_id, 0) is None
    assert drafts(session) == []


def test_an_article_written_at_once_has_a_page_of_its_own(
    owner_client: Browser, session: Session, article_id: int
) -> None:
    session.delete(session.scalars(select(Drafting)).one())
    session.commit()
    response = owner_client.get(f"/articles/{article_id}/drafts")
    assert response.location.endswith(f"/articles/{article_id}/edit")


@pytest.mark.parametrize("who", ["classmate", "stranger"])
def test_nobody_else_sees_it(
    sign_in: object, classmate: User, stranger: User, article_id: int, started: list[int], who: str
) -> None:
    started.clear()
    browser = sign_in({"classmate": classmate, "stranger": stranger}[who])  # type: ignore[operator]
    assert browser.get(f"/articles/{article_id}/drafts").status_code == 404
    assert started == []


def test_a_thread_writes_to_the_end(
    app: Flask,
    owner_client: Browser,
    session: Session,
    article_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(articles, "make_questions", questions_on)
    background.start(app, article_id)
    deadline = time.monotonic() + 20
    while len(drafts(session)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(drafts(session)) == 3


def test_the_long_text_has_three_chapters() -> None:
    from questions.article import read

    assert len(cut(read(LONG))) == 3
