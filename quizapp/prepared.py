"""Statements on a path on which everybody waits: compiled once, then handed to the driver.

SQLAlchemy looks a compiled statement up at each execution, makes a context and a result for it, and
takes ten times as long as the database does. Here that is done once for a statement. It runs in the
session's transaction, and its columns' types convert what goes in and comes out; but no event tells
of it, and an error is the driver's own. Everywhere else the ORM's clarity is worth its price.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Delete, Insert, Select, Update, inspect, literal
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.instrumentation import manager_of_class

from quizapp.database import Model

M = TypeVar("M", bound=Model)
Statement = Select[*tuple[Any, ...]] | Insert | Update | Delete
Convert = Callable[[Any], Any]

CONNECTION = "connection"


class Prepared:
    """One such statement; ``sets`` are the columns that an INSERT or UPDATE gives values to.

    It can't hold a list whose length changes from time to time; see ``one_of`` for one that stays.
    """

    def __init__(self, statement: Statement, sets: Iterable[str] | None = None) -> None:
        self._statement = statement
        self._sets = None if sets is None else list(sets)
        self._compiled: dict[str, Compiled] = {}

    def run(self, session: Session, values: Mapping[str, Any]) -> list[Any]:
        """Run it, after what the session has to write; its rows, with their columns by name."""
        session.flush()
        connection = connection_of(session)
        compiled = self._compiled.get(connection.dialect.name)
        if compiled is None:
            compiled = Compiled(self._statement, self._sets, connection.dialect)
            self._compiled[connection.dialect.name] = compiled
        return compiled.run(connection, values)

    def first(self, session: Session, values: Mapping[str, Any]) -> Any:
        """Its first row, None where there is none."""
        rows = self.run(session, values)
        return rows[0] if rows else None


def connection_of(session: Session) -> Connection:
    """The connection of the session's transaction; asked for once in each."""
    begun, connection = session.info.get(CONNECTION, (None, None))
    if begun is None or begun is not session.get_transaction():
        connection = session.connection()
        session.info[CONNECTION] = session.get_transaction(), connection
    found: Connection = connection
    return found


class Compiled:
    """A statement as the driver of one database takes it."""

    def __init__(self, statement: Statement, sets: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=sets)
        self._sql, self._dialect = str(compiled), dialect
        self._places = compiled.positiontup  # None where the driver takes values by name
        self._columns = statement.exported_columns
        names = [name or "" for name in self._columns.keys()]  # noqa: SIM118, no dictionary
        self._as_row = row_type(names)
        self._read: list[tuple[int, Convert]] | None = None
        self._given: list[tuple[str, Convert | None]] = []
        self._constants: dict[str, Any] = {}
        for name, bound in compiled.binds.items():
            convert = bound.type.dialect_impl(dialect).bind_processor(dialect)
            if bound.required:
                self._given.append((name, convert))
            else:
                self._constants[name] = convert(bound.value) if convert else bound.value

    def run(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self._sql, self._bind(values))
            return self._rows(cursor) if cursor.description else []
        finally:
            cursor.close()

    def _bind(self, values: Mapping[str, Any]) -> Any:
        bound = self._constants.copy()
        for name, convert in self._given:
            bound[name] = convert(values[name]) if convert else values[name]
        return [bound[name] for name in self._places] if self._places is not None else bound

    def _rows(self, cursor: Any) -> list[Any]:
        if self._read is None:
            self._read = self._converters(cursor.description)
        rows = []
        for values in cursor.fetchall():
            row = list(values)
            for place, convert in self._read:
                row[place] = convert(row[place])
            rows.append(self._as_row(row))
        return rows

    def _converters(self, description: Iterable[Any]) -> list[tuple[int, Convert]]:
        """How to read the columns that the driver does not give as they are meant."""
        found = [
            column.type.dialect_impl(self._dialect).result_processor(self._dialect, described[1])
            for column, described in zip(self._columns, description, strict=True)
        ]
        return [(place, convert) for place, convert in enumerate(found) if convert]


def row_type(names: Iterable[str]) -> Callable[[Iterable[Any]], Any]:
    """What makes a named tuple of a row's values; a name that comes twice is lost."""
    row = namedtuple("row", names, rename=True)  # type: ignore[misc]
    return row._make


def one_of(column: Any, values: Collection[Any]) -> ColumnElement[bool]:
    """The condition that a column has one of some values, which are always the same ones."""
    found: ColumnElement[bool] = column.in_([literal(value, column.type) for value in values])
    return found


def detached(model: type[M], columns: Mapping[str, Any]) -> M:
    """An entity to read, made of all its columns; no session knows of it, so it leads nowhere."""
    made: M = manager_of_class(model).new_instance()
    made.__dict__.update(columns)  # as the ORM's own loading does, without an event for each
    make_transient_to_detached(made)
    return made


def attached(session: Session, model: type[M], columns: Mapping[str, Any]) -> M:
    """An entity made of all its columns, as if the session had loaded it."""
    made = detached(model, columns)
    key = inspect(made).key
    known = session.identity_map.get(key) if key else None
    if known is not None:
        return cast("M", known)
    session.add(made)
    return made
