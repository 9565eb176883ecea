"""The migrations lead to what the models say, on an empty and on a filled database."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from quizapp import create_app, upkeep
from quizapp.config import database_address
from quizapp.database import Model, db
from quizapp.models import Review, User
from tests import conftest
from tests.factories import NOW, Factory


@pytest.fixture
def fresh_app(tmp_path: Path) -> Iterator[Flask]:
    """An application on a database with nothing in it."""
    named = os.environ.get("QUIZAPP_TEST_DATABASE", "")
    address = database_address(named, tmp_path)
    if named:
        address = address.replace("/quizapp?", "/quizapp_migrations?")
        server = create_engine(database_address(named, tmp_path), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS quizapp_migrations"))
            connection.execute(text("CREATE DATABASE quizapp_migrations"))
        server.dispose()
    app = create_app(conftest.test_config(tmp_path, address))
    yield app
    with app.app_context():
        db.engine.dispose()


def test_models_and_migrations_agree(fresh_app: Flask) -> None:
    upkeep.migrate(fresh_app, NOW)
    with fresh_app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []


def test_a_second_time_does_nothing(fresh_app: Flask) -> None:
    upkeep.migrate(fresh_app, NOW)
    assert upkeep.migrate(fresh_app, NOW) is None


def test_there_and_back(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        upgrade()
        downgrade(revision="base")
        assert upkeep.current_revision() is None
        upgrade()
        assert upkeep.current_revision() == upkeep.newest_revision()


def test_what_is_there_is_backed_up_and_kept(
    fresh_app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A pretended newer migration: the rows stay, and a copy of before is in the data directory."""
    upkeep.migrate(fresh_app, NOW)
    with fresh_app.app_context():
        with Session(db.engine) as session:
            make = Factory(session)
            make.set_with_cards(make.user())
        monkeypatch.setattr(upkeep, "newest_revision", lambda: "later")
        kept = upkeep.migrate(fresh_app, NOW + dt.timedelta(days=1))
        if db.engine.dialect.name == "sqlite":
            assert kept
            assert kept.parent == tmp_path / "backups"
            assert kept.stat().st_mode & 0o077 == 0
        with Session(db.engine) as session:
            assert session.query(User).count() == 1
            assert session.query(Review).count() == 0
