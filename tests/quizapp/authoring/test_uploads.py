"""Large files: kept, read behind the pages, with progress to see, and never stuck."""

from __future__ import annotations

import datetime as dt
import io
import textwrap

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp import background, clock
from quizapp.authoring import articles, uploads
from quizapp.models import Article, Card, Drafting, QuestionSet, Upload, User
from tests.browsing import Browser
from tests.conftest import FrozenClock
from tests.factories import Factory
from tests.questions.files import column, pdf
from tests.questions.test_article import LEVEL, QUOTE, WATER

pytestmark = pytest.mark.usefixtures("fake_generation")

LINES = [line for one in (LEVEL, WATER, QUOTE) for line in textwrap.wrap(one, 60)]
SMALL = pdf([column(LINES[at : at + 4]) for at in (0, 4, 8)])
LOCKED = pdf([column(["Nothing to see here."])], password="secret")


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGE", 500)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The files for which a thread was to be started, and was not."""
    asked: list[int] = []
    monkeypatch.setattr(
        background, "start_reading", lambda app, upload_id, after=None: asked.append(upload_id)
    )
    monkeypatch.setattr(background, "start", lambda app, article_id, after=None: None)
    return asked


def send(browser: Browser, content: bytes, to: str = "/articles/new", **data: str) -> str:
    """Where sending a file leads."""
    sent = {"file": (io.BytesIO(content), "grain.pdf"), "key": "k" * 32, **data}
    response = browser.post(to, data=sent, content_type="multipart/form-data")
    assert response.status_code == 302, response.text
    return response.location


def read(app: Flask, upload_id: int) -> None:
    """As a thread of the server would; the test's own session then sees what came of it."""
    background.read_upload(app, upload_id)
    if Browser.after_request:
        Browser.after_request()


@pytest.fixture
def waiting(owner_client: Browser, session: Session, started: list[int]) -> Upload:
    """A file of the owner's that nobody has read yet."""
    send(owner_client, SMALL, title="The harbour", published="2024-05-01")
    return session.scalars(select(Upload)).one()


def test_a_large_file_is_read_behind_its_page(
    app: Flask, owner_client: Browser, session: Session, waiting: Upload, started: list[int]
) -> None:
    place = f"/uploads/{waiting.id}"
    assert "The file is being read." in owner_client.page(place).get_text()
    assert started == [waiting.id]
    assert "grain.pdf is being read" in owner_client.page("/sets").get_text()
    read(app, waiting.id)
    there = owner_client.get(place).location
    assert there.endswith("/review")
    asked = owner_client.get(place, headers={"HX-Request": "true"})
    assert (asked.status_code, asked.headers["HX-Redirect"]) == (204, there)
    article = session.scalars(select(Article)).one()
    assert (article.title, article.published) == ("The harbour", dt.date(2024, 5, 1))
    assert session.scalars(select(Card)).first()
    assert session.scalars(select(Upload.content)).one() is None, "the file is kept no longer"
    assert "grain.pdf" not in owner_client.page("/sets").get_text()


def test_a_small_file_is_read_at_once(
    owner_client: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGE", 10_000_000)
    assert send(owner_client, SMALL).endswith("/review")
    assert not session.scalars(select(Upload)).all()


def test_what_has_chapters_goes_on_to_them(
    app: Flask,
    owner_client: Browser,
    session: Session,
    waiting: Upload,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(articles, "cut", lambda text: [text, text])
    read(app, waiting.id)
    article_id = session.scalars(select(Drafting.article_id)).one()
    place = owner_client.get(f"/uploads/{waiting.id}").location
    assert place.endswith(f"/articles/{article_id}/drafts")


def test_progress_is_said_page_by_page(
    app: Flask, owner_client: Browser, waiting: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "SECONDS_BETWEEN", 0.0)
    said: list[str] = []
    real = uploads.tell

    def listen(upload_id: int, page: int, pages: int, now: dt.datetime) -> None:
        real(upload_id, page, pages, now)
        said.append(f"{page} of {pages}")

    monkeypatch.setattr(uploads, "tell", listen)
    monkeypatch.setattr(uploads, "finish", lambda *_: None)
    read(app, waiting.id)
    assert said == ["1 of 3", "2 of 3", "3 of 3"]
    page = owner_client.page(f"/uploads/{waiting.id}")
    assert "Page 3 of 3 is read." in page.get_text()
    bar = page.select_one("progress")
    assert bar
    assert (bar["max"], bar["value"]) == ("3", "3")


def test_what_a_stopped_server_left_is_read_again(
    app: Flask,
    owner_client: Browser,
    session: Session,
    waiting: Upload,
    started: list[int],
    frozen: FrozenClock,
) -> None:
    with app.app_context():
        assert uploads.claim(waiting.id, clock.now())  # and then kill -9
        assert uploads.claim(waiting.id, clock.now()) is None, "somebody may be reading"
        from quizapp.database import db

        db.session.commit()
    owner_client.get(f"/uploads/{waiting.id}")
    assert started == []
    frozen.forward(minutes=3)
    owner_client.get(f"/uploads/{waiting.id}")
    assert started == [waiting.id]
    background.resume(app)
    assert started == [waiting.id, waiting.id]
    read(app, waiting.id)
    assert session.scalar(select(func.count(Article.id))) == 1
    read(app, waiting.id)
    assert session.scalar(select(func.count(Article.id))) == 1


def test_a_file_that_ends_the_server_again_and_again_is_given_up(
    app: Flask, owner_client: Browser, waiting: Upload, frozen: FrozenClock
) -> None:
    from quizapp.database import db

    with app.app_context():
        for _ in range(uploads.MOST_TRIES):
            assert uploads.claim(waiting.id, frozen.forward(minutes=3))
            db.session.commit()
    frozen.forward(minutes=3)
    read(app, waiting.id)
    assert uploads.STOPPED in owner_client.page(f"/uploads/{waiting.id}").get_text()


def test_a_refused_file_says_why_and_keeps_the_form(
    app: Flask, owner_client: Browser, session: Session, make: Factory, owner: User
) -> None:
    target = make.question_set(owner, published=False)
    place = send(
        owner_client, LOCKED, f"/articles/new?set={target.id}", title="Mine", published="2024-05-01"
    )
    read(app, session.scalars(select(Upload.id)).one())
    page = owner_client.page(place)
    assert "This PDF file is locked" in page.get_text()
    again = page.select_one("main a.button--primary")
    assert again
    form = owner_client.page(str(again["href"]))
    assert form.select_one("#title")["value"] == "Mine"  # type: ignore[index]
    assert form.select_one("#published")["value"] == "2024-05-01"  # type: ignore[index]
    assert "This PDF file is locked" in form.select_one("#file-error").get_text()  # type: ignore[union-attr]
    assert f"set={target.id}" in str(again["href"])
    assert "could not be read" in owner_client.page("/sets").get_text()
    upload_id = session.scalars(select(Upload.id)).one()
    assert owner_client.post(f"/uploads/{upload_id}/forget").location.endswith("/sets")
    assert "could not be read" not in owner_client.page("/sets").get_text()


def test_a_failure_of_ours_is_one_sentence(
    app: Flask, owner_client: Browser, waiting: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a slip")

    monkeypatch.setattr(articles, "draft", fail)
    read(app, waiting.id)
    assert background.FAILED in owner_client.page(f"/uploads/{waiting.id}").get_text()


def test_a_form_sent_twice_is_one_file(
    owner_client: Browser, session: Session, waiting: Upload
) -> None:
    assert send(owner_client, SMALL).endswith(f"/uploads/{waiting.id}")
    assert session.scalar(select(func.count(Upload.id))) == 1


def test_it_goes_into_the_set_that_was_named(
    app: Flask, owner_client: Browser, session: Session, make: Factory, owner: User, started: object
) -> None:
    target = make.question_set(owner, published=False)
    send(owner_client, SMALL, f"/articles/new?set={target.id}")
    read(app, session.scalars(select(Upload.id)).one())
    assert session.scalars(select(Card.set_id).distinct()).all() == [target.id]
    assert session.scalar(select(func.count(QuestionSet.id))) == 1
