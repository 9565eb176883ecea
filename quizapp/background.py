"""Work that goes on behind the pages, in threads of the server: the drafts of long articles.

A thread may be killed at any moment with its server; what it has kept is whole, and the next
server, or whoever looks at the article's page, takes up the rest.
"""

from __future__ import annotations

import datetime as dt
import threading

from flask import Flask

from quizapp import clock
from quizapp.authoring import drafting
from quizapp.database import db, pause, writing
from quizapp.models import Article

# Parsing keeps a processor busy: one chapter at a time leaves the others to the pages.
_one_at_a_time = threading.Lock()


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
