"""Large PDF and Word files: kept as they come, read behind the pages, forgotten once read.

The row says how far the reading is, and whoever reads holds it for a while: if a server is stopped,
the next one reads the file again. ``quizapp.background`` does the reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.exc import IntegrityError

from questions.article.decoding import is_pdf, is_word
from quizapp.authoring import articles
from quizapp.authoring.articles import Details, Drafted, Source
from quizapp.database import db
from quizapp.models import QuestionSet, Upload

LARGE = 150_000  # bytes; half a second's reading
# Longer than a page of a PDF file, a whole Word file or a chapter's questions take.
HELD = dt.timedelta(minutes=1)
MOST_TRIES = 3
STOPPED = (
    "The reading of this file was broken off again and again, on our side: give it a part at a "
    "time, or paste its text."
)


def is_large(source: Source) -> bool:
    """Whether reading it would keep whoever sent it waiting."""
    content = source.content
    if not isinstance(content, bytes) or len(content) < LARGE:
        return False
    return is_pdf(content) or is_word(content)


def keep(
    source: Source,
    details: Details,
    owner_id: int,
    now: dt.datetime,
    question_set: QuestionSet | None,
    form_key: str,
) -> Upload:
    """Keep a file until it is read; a form that was sent before gives the upload that it made."""
    assert isinstance(source.content, bytes)
    published = details.published.isoformat() if details.published else None
    upload = Upload(
        owner_id=owner_id,
        set_id=question_set.id if question_set else None,
        form_key=form_key,
        name=source.name[:200],
        content=source.content,
        details=asdict(details) | {"published": published},
        made_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(upload)
    except IntegrityError:
        mine = select(Upload).where(Upload.form_key == form_key, Upload.owner_id == owner_id)
        return db.session.scalars(mine).one()
    return upload


def source_of(upload: Upload) -> Source:
    return Source(upload.content, name=upload.name)


def details_of(upload: Upload) -> Details:
    """What its author said of the file."""
    found = dict(upload.details)
    published = found.pop("published")
    return Details(**found, published=dt.date.fromisoformat(published) if published else None)


def waits(upload: Upload, now: dt.datetime) -> bool:
    """Whether it is still to be read, and nobody does so at this moment."""
    held = upload.held_until is not None and upload.held_until >= now
    return unread_row(upload) and not held


def unread_row(upload: Upload) -> bool:
    return upload.made_id is None and not upload.refused


def unread() -> ColumnElement[bool]:
    return Upload.made_id.is_(None) & (Upload.refused == "")


def open_uploads(owner_id: int) -> Sequence[Upload]:
    """A person's files that are still being read, or that nothing came of."""
    chosen = select(Upload).where(Upload.owner_id == owner_id, Upload.made_id.is_(None))
    return db.session.scalars(chosen.order_by(Upload.id)).all()


def all_unread() -> list[int]:
    """The files, whosever they are, that are still to be read."""
    return list(db.session.scalars(select(Upload.id).where(unread())))


def claim(upload_id: int, now: dt.datetime) -> Upload | None:
    """Hold a file to read it; None if it is not free, or was given up."""
    free = or_(Upload.held_until.is_(None), Upload.held_until < now)
    mine = update(Upload).where(Upload.id == upload_id, unread(), free)
    found = db.session.scalar(
        mine.values(held_until=now + HELD, tries=Upload.tries + 1, page=0, pages=0).returning(
            Upload
        )
    )
    if found is not None and found.tries > MOST_TRIES:
        refuse(upload_id, STOPPED)
        return None
    return found


def tell(upload_id: int, page: int, pages: int, now: dt.datetime) -> None:
    """Say how many pages are read, and hold the file on."""
    mine = update(Upload).where(Upload.id == upload_id, unread())
    db.session.execute(mine.values(page=page, pages=pages, held_until=now + HELD))


def refuse(upload_id: int, sentence: str) -> None:
    """Give a file up, and say why."""
    mine = update(Upload).where(Upload.id == upload_id, unread())
    db.session.execute(mine.values(refused=sentence, content=None, held_until=None))


def finish(upload_id: int, drafted: Drafted, now: dt.datetime) -> QuestionSet | None:
    """Keep what was read, unless another has: the set that holds it."""
    upload = db.session.scalar(
        select(Upload).where(Upload.id == upload_id, unread()).with_for_update()
    )
    if upload is None:
        return None
    target = db.session.get(QuestionSet, upload.set_id) if upload.set_id else None
    made = articles.keep(drafted, upload.owner_id, now, target, upload.form_key)
    upload.made_id, upload.content, upload.held_until = made.id, None, None
    return made
