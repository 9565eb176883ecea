"""Runs the migrations on this app's database, all of them in one transaction.

SQLite alters a table by copying it; with foreign keys on, dropping the old one would take every
row that leans on it along. So they are off, from before the transaction, and checked before it
ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

import quizapp.models  # noqa: F401, the tables are known once it is read
from quizapp.database import Model, UtcDateTime, db, writing


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """A migration names plain types, so that it never changes with the code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite's foreign keys off; a pragma counts only outside a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"the migration would leave rows without their parents: {broken[:5]}")


def migrate() -> None:
    with writing(), db.engine.connect() as connection, without_foreign_keys(connection):
        context.configure(
            connection=connection,
            target_metadata=Model.metadata,
            render_item=render_item,
            render_as_batch=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            check_foreign_keys(connection)


migrate()
