"""Keeping the data well: migrate after a backup, back up, restore, look for damage."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from quizapp.database import MIGRATIONS, db
from quizapp.errors import QuizappError
from quizapp.models import Card, Memory, Review, User
from quizapp.study.memories import rebuild_all

SMALLEST_SPACE = 200 * 1024 * 1024
NOT_SQLITE = (
    "The data is in PostgreSQL, which brings its own tools: use pg_dump and pg_restore on it."
)


class UpkeepError(QuizappError):
    """A backup can't be made or read."""


def current_revision() -> str | None:
    """The migration this database is at; None for an empty database."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def migrate(app: Flask, now: dt.datetime) -> Path | None:
    """Bring the database up to date; one that holds something is backed up first, in ``DATA``.

    Returns the backup's path, or None where none was needed (or the database is not SQLite).
    """
    with app.app_context():
        revision = current_revision()
        if revision == newest_revision():
            return None
        kept = None
        if revision and db.engine.dialect.name == "sqlite":
            name = f"before-migration-{now:%Y%m%d-%H%M%S}.sqlite"
            kept = app.config["DATA"] / "backups" / name
            back_up(kept)
        upgrade()
        return kept


def database_file() -> Path:
    """The SQLite file. Raises UpkeepError where the data is elsewhere."""
    if db.engine.dialect.name != "sqlite" or not db.engine.url.database:
        raise UpkeepError(NOT_SQLITE)
    return Path(db.engine.url.database)


def back_up(path: Path) -> None:
    """Copy the database to a new file, whole and at one moment, while it is in use."""
    source = database_file()
    if not source.exists():
        raise UpkeepError(f"There is no data in {source.parent} yet.")
    if path.exists():
        raise UpkeepError(f"{path} is there already. Name a new file.")
    path.parent.mkdir(parents=True, exist_ok=True)
    copy(source, path)
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def restore(path: Path, now: dt.datetime) -> Path | None:
    """Put a backup in the place of the present data, which is itself backed up beside it.

    The backup is copied and checked before anything is touched. Returns where the present data
    went, or None if there was none.
    """
    target = database_file()
    if not path.is_file():
        raise UpkeepError(f"There is no file {path}. Name a file that 'quizapp backup' wrote.")
    fresh = target.with_name(f"restoring-{now:%Y%m%d-%H%M%S}.sqlite")
    kept = None
    try:
        shutil.copyfile(path, fresh)
        check_backup(fresh, path)
        if target.exists():
            kept = target.parent / "backups" / f"before-restore-{now:%Y%m%d-%H%M%S}.sqlite"
            back_up(kept)
        copy(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def check_backup(copied: Path, named: Path) -> None:
    """Raises UpkeepError unless the file is an undamaged database of this program."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(copied)) as database:
        found = database.execute("PRAGMA integrity_check").fetchone()[0]
        revisions = database.execute("SELECT version_num FROM alembic_version").fetchall()
        if found == "ok" and revisions:
            return
    raise UpkeepError(f"{named} is no undamaged backup of quizapp. Nothing was changed.")


Check = tuple[str, Callable[[Flask], str | None]]


def examine(app: Flask) -> Iterator[tuple[str, str | None]]:
    """Each thing that was looked at, with what is wrong with it (None if nothing is)."""
    with app.app_context():
        for name, check in CHECKS:
            try:
                yield name, check(app)
            except Exception as error:  # noqa: BLE001, whatever fails is the finding
                yield name, f"can't be checked: {error}"


def check_space(app: Flask) -> str | None:
    free = shutil.disk_usage(app.config["DATA"]).free
    if free < SMALLEST_SPACE:
        return f"only {free // 1024**2} MB are free; make room"
    return None


def check_secret(app: Flask) -> str | None:
    path: Path = app.config["DATA"] / "secret_key"
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return f"others can read {path}; run: chmod 600 {path}"
    return None


def check_revision(_app: Flask) -> str | None:
    found, newest = current_revision(), newest_revision()
    if found != newest:
        return f"it is at {found or 'nothing'}, the program at {newest}; start 'quizapp serve' once"
    return None


def check_integrity(_app: Flask) -> str | None:
    if db.engine.dialect.name != "sqlite":
        db.session.execute(text("SELECT 1"))
        return None
    found = db.session.execute(text("PRAGMA integrity_check")).scalar_one()
    broken = db.session.execute(text("PRAGMA foreign_key_check")).all()
    if found != "ok":
        return f"{found}; restore a backup"
    return f"{len(broken)} rows have lost their parents" if broken else None


def check_memories(_app: Flask) -> str | None:
    """A Memory follows from Reviews that stand; one without any is damage."""
    answered = select(Review.id).where(
        Review.learner_id == Memory.learner_id, Review.card_id == Memory.card_id, Review.stands()
    )
    lost = db.session.scalar(select(func.count()).select_from(Memory).where(~answered.exists()))
    return f"{lost} have no review behind them; run 'quizapp rebuild'" if lost else None


def rebuild(session: Session, *, store: bool = True) -> Iterator[tuple[User, int]]:
    """Make every learner's Memories anew from their Reviews, or only compare; each learner who has
    any, with how many of theirs were not what the Reviews give."""
    learners = select(User).where(User.id.in_(select(Review.learner_id))).order_by(User.id)
    for learner in session.scalars(learners).all():
        yield learner, rebuild_all(session, learner.id, store=store)


def check_cards(_app: Flask) -> str | None:
    unreadable = 0
    for card in db.session.scalars(select(Card)).yield_per(500):
        try:
            card.as_question()
        except (KeyError, TypeError, ValueError):
            unreadable += 1
    return f"{unreadable} can't be read" if unreadable else None


def check_model(_app: Flask) -> str | None:
    from questions.article import read
    from questions.language import parse

    return None if parse(read("The bridge is long.", brief=True)).sentences else "it reads nothing"


CHECKS: tuple[Check, ...] = (
    ("disk space", check_space),
    ("secret key", check_secret),
    ("database version", check_revision),
    ("database", check_integrity),
    ("cards", check_cards),
    ("memories", check_memories),
    ("language model", check_model),
)
