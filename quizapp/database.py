"""The database's border: UTC in and out, SQLite's transactions as they should be.

SQLite has one writer at a time. A transaction that will write says so when it begins
(``BEGIN IMMEDIATE``), so that nobody reads a value, is overtaken, and writes over the other's.
A request that posts writes; a request that gets, reads; a command says ``with writing():``.
"""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from flask import Flask, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    event,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import (
    DeclarativeBase,
    declared_attr,
)
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 5
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
WRITES_A_CHECKPOINT = 100  # an answer adds some ten pages to the log
LONGEST_LOG = 8000  # pages, 32 MB; whoever makes it longer sees to the checkpoint themselves
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged answer survives a power loss
    "foreign_keys=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    f"wal_autocheckpoint={LONGEST_LOG}",
)

_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Model(DeclarativeBase):
    """A row's base; a table is named after its class unless the class says otherwise."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()


# A row stays readable after the commit: a template needs no second transaction.
db = SQLAlchemy(metadata=Model.metadata, session_options={"expire_on_commit": False})


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware moment, stored in UTC and given back in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must say its time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class days_between(FunctionElement[int]):  # noqa: N801, a function in SQL
    """``days_between(later, earlier)``: the days from one date to another, in SQL."""

    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _subtract(element: Any, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(one, **options) for one in element.clauses)
    return f"({later} - {earlier})"


@compiles(days_between, "sqlite")
def _subtract_in_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(one, **options) for one in element.clauses)
    return f"(julianday({later}) - julianday({earlier}))"


@contextmanager
def writing() -> Iterator[None]:
    """Transactions that begin within will write (outside a request; there the method says it)."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def will_write() -> bool:
    """Whether a transaction that begins now is going to write."""
    if _writing.get():
        return True
    return has_request_context() and request.method not in SAFE_METHODS


def pause() -> None:
    """End a transaction that has only read, before slow work (fetching, generating, hashing).

    Rows that were read stay readable. What is read or written after begins a new transaction.
    """
    session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("pause() ends a transaction that has only read; this one has changes")
    session.commit()


def init_app(app: Flask) -> None:
    address = app.config["SQLALCHEMY_DATABASE_URI"]
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(address))
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS))
    with app.app_context():
        set_up_engine(db.engine)


def engine_options(address: str) -> dict[str, Any]:
    """Settings of the connection pool: connections are kept, one for each thread and some spare."""
    options: dict[str, Any] = {"pool_size": 10, "max_overflow": 10}
    if not address.startswith("sqlite"):
        options["pool_pre_ping"] = True
    return options


def set_up_engine(engine: Engine) -> None:
    """Give an SQLite engine its pragmas and its transactions; other databases have theirs."""
    if engine.dialect.name != "sqlite":
        return
    lock, checkpoints = WriteLock(), Checkpoints(engine)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", lock.begin)
    event.listen(engine, "checkin", checkpoints.count)
    event.listen(engine, "checkin", lock.release)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


class WriteLock:
    """Lets one thread write at a time and queues the others, fairer than SQLite's own back-off.

    Between processes SQLite's lock still rules; a thread that waits too long here goes on to it
    and gets its error. The lock is given back with the connection, after commit or rollback.
    """

    HELD = "holds the write lock"

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def begin(self, connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if not will_write():
            driver.execute("BEGIN")
            return
        info = connection.connection.record_info
        if info is not None and self.HELD not in info and self._lock.acquire(timeout=BUSY_SECONDS):
            info[self.HELD] = True
        driver.execute("BEGIN IMMEDIATE")

    def release(self, _connection: Any, record: Any) -> None:
        if record.record_info.pop(self.HELD, False):
            self._lock.release()


class Checkpoints:
    """Brings what the log holds into the database's file, in a thread beside the requests.

    A commit is safe once it is in the log. SQLite brings it over within a commit, each time that
    the log has grown long: every hundredth answer would wait for a thousand pages.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writes = 0
        self._running = threading.Lock()

    def count(self, _connection: Any, record: Any) -> None:
        """Called when a connection is given back; starts a thread now and then."""
        if WriteLock.HELD not in record.record_info:
            return
        self._writes += 1
        if self._writes >= WRITES_A_CHECKPOINT:
            self._writes = 0
            threading.Thread(target=self.run, name="checkpoint", daemon=True).start()

    def run(self) -> None:
        """Bring over what nobody reads any more; what is left, the next one brings."""
        if not self._running.acquire(blocking=False):
            return
        try:
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                connection.close()
        except (sqlite3.Error, SQLAlchemyError):
            logging.getLogger(__name__).warning("no checkpoint was made", exc_info=True)
        finally:
            self._running.release()
