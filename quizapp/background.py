"""Work that goes on behind the pages, in threads of the server: large files, and the drafts of long
articles.

A thread may be killed at any moment with its server; what it has kept is whole, and the next
server, or whoever looks at the article's page, takes up the rest.
"""

from __future__ import annotations

import datetime as dt
import threading
import time

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from questions.errors import ArticleError
from quizapp import clock
from quizapp.authoring import articles, drafting, uploads
from quizapp.database import db, pause, writing
from quizapp.models import Article

# Parsing keeps a processor busy: one chapter at a time leaves the others to the pages.
_one_at_a_time = threading.Lock()
# The files that a thread of this server reads or will read: they wait for one another.
_to_read: set[int] = set()

FAILED = (
    "Something failed on our side while this file was read: try another one, or paste its text."
)
SECONDS_BETWEEN = 1.0  # that a file's progress is kept


def start(app: Flask, article_id: int, after: dt.timedelta = dt.timedelta()) -> None:
    """Write on an article's drafts, from a moment ``after`` now."""
    timer = threading.Timer(after.total_seconds(), write_drafts, (app, article_id))
    timer.daemon = True
    timer.start()


def resume(app: Flask) -> None:
    """Go on with what an earlier server left unfinished, once nobody can hold it any more."""
    with app.app_context():
        for article_id in drafting.all_unfinished():
            start(app, article_id, after=drafting.HELD)
        for upload_id in uploads.all_unread():
            start_reading(app, upload_id, after=uploads.HELD)


def write_drafts(app: Flask, article_id: int) -> None:
    """Write chapter after chapter until the last one is kept, or somebody else writes them."""
    with app.app_context():
        try:
            with writing():
                done = drafting.claim(article_id, clock.now())
                db.session.commit()
            while done is not None:
                with _one_at_a_time:
                    done = write_chapter(app, article_id, done)
        except Exception:  # the row stays as it was, and the page takes it up again
            app.logger.exception("the drafts of article %s were left unfinished", article_id)


def write_chapter(app: Flask, article_id: int, done: int) -> int | None:
    """Write and keep one chapter's drafts; the number of the next, or None if there is none to do.

    A chapter on which the generator fails is passed over and counted.
    """
    with writing():
        held = drafting.hold(article_id, done, clock.now())
        db.session.commit()
    if not held:
        return None
    article = db.session.get_one(Article, article_id).as_text()
    pause()
    questions = None
    try:
        questions = drafting.questions_on(article, done)
    except Exception:  # any text may come here
        app.logger.exception("no questions on chapter %s of article %s", done, article_id)
    with writing():
        go_on = drafting.keep_chapter(article_id, done, questions, clock.now())
        db.session.commit()
    db.session.expunge_all()
    return done + 1 if go_on else None


def start_reading(app: Flask, upload_id: int, after: dt.timedelta = dt.timedelta()) -> None:
    """Read a large file, from a moment ``after`` now, unless this server will do so already."""
    if upload_id in _to_read:
        return
    _to_read.add(upload_id)
    timer = threading.Timer(after.total_seconds(), read_upload, (app, upload_id))
    timer.daemon = True
    timer.start()


def read_upload(app: Flask, upload_id: int) -> None:
    """Read a large file and keep its article, with its drafts or the promise of them."""
    with app.app_context():
        try:
            with _one_at_a_time:
                article_id = _read_and_keep(app, upload_id)
            if article_id is not None:
                start(app, article_id)
        except Exception:  # the row stays as it was, and the page takes it up again
            app.logger.exception("upload %s was left unread", upload_id)
        finally:
            _to_read.discard(upload_id)


def _read_and_keep(app: Flask, upload_id: int) -> int | None:
    """The article whose chapters are to be written, if there are any."""
    with writing():
        upload = uploads.claim(upload_id, clock.now())
        db.session.commit()
    if upload is None:
        return None
    source, details = uploads.source_of(upload), uploads.details_of(upload)
    pause()
    try:
        drafted = articles.draft(source, details, Teller(upload_id))
    except ArticleError as error:
        _refuse(upload_id, str(error))
        return None
    except Exception:  # any file may come here
        app.logger.exception("upload %s could not be read", upload_id)
        _refuse(upload_id, FAILED)
        return None
    with writing():
        made = uploads.finish(upload_id, drafted, clock.now())
        db.session.commit()
    waiting = drafting.unfinished(made.id) if made else []
    return waiting[-1].article_id if waiting else None


def _refuse(upload_id: int, sentence: str) -> None:
    with writing():
        uploads.refuse(upload_id, sentence)
        db.session.commit()


class Teller:
    """Keeps how many pages are read, now and then."""

    def __init__(self, upload_id: int) -> None:
        self._upload_id = upload_id
        self._told = 0.0

    def __call__(self, page: int, pages: int) -> None:
        if time.monotonic() - self._told < SECONDS_BETWEEN:
            return
        self._told = time.monotonic()
        try:
            with writing():
                uploads.tell(self._upload_id, page, pages, clock.now())
                db.session.commit()
        except SQLAlchemyError:  # the reading matters more than what is said of it
            db.session.rollback()
