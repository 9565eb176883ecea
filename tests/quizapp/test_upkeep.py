"""Backup, restore and doctor, on a data directory of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from quizapp import create_app, upkeep
from quizapp.config import Settings
from quizapp.database import db, writing
from quizapp.models import User
from tests.factories import NOW, Factory


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def app(data: Path) -> Iterator[object]:
    """An application as a person starts it, with SQLite in its data directory."""
    app = create_app(Settings.from_environment({}, data).as_config())
    upkeep.migrate(app, NOW)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def add_person(app: object) -> Callable[[str], User]:
    return lambda name: Factory(db.session()).user(name=name)


def names() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(User.name).order_by(User.id)))


def test_backup_and_restore(add_person: Callable[[str], User], tmp_path: Path) -> None:
    add_person("Ada")
    upkeep.back_up(tmp_path / "kept.sqlite")
    add_person("Bob")
    kept = upkeep.restore(tmp_path / "kept.sqlite", NOW)
    assert names() == ["Ada"]
    assert kept
    upkeep.restore(kept, NOW.replace(hour=13))
    assert names() == ["Ada", "Bob"]


def test_a_backup_is_whole_while_somebody_writes(
    add_person: Callable[[str], User], tmp_path: Path
) -> None:
    add_person("Ada")
    with writing():
        db.session.execute(text("UPDATE user SET name = 'half'"))
        upkeep.back_up(tmp_path / "kept.sqlite")
        db.session.rollback()
    assert sqlite3.connect(tmp_path / "kept.sqlite").execute(
        "SELECT name FROM user"
    ).fetchall() == [("Ada",)]


def test_a_backup_never_writes_over_a_file(app: object, tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_text("mine")
    with pytest.raises(upkeep.UpkeepError, match="there already"):
        upkeep.back_up(tmp_path / "kept.sqlite")


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" * 64])
def test_restore_refuses_what_is_no_backup(
    add_person: Callable[[str], User], tmp_path: Path, content: bytes, data: Path
) -> None:
    add_person("Ada")
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(upkeep.UpkeepError, match="Nothing was changed"):
        upkeep.restore(tmp_path / "other", NOW)
    assert names() == ["Ada"]
    assert not list(data.glob("restoring*"))


def test_restore_names_a_file_that_is_not_there(app: object, tmp_path: Path) -> None:
    with pytest.raises(upkeep.UpkeepError, match="no file"):
        upkeep.restore(tmp_path / "missing", NOW)


class TestDoctor:
    def faults(self, app: object) -> dict[str, str]:
        found = dict(upkeep.examine(app))  # type: ignore[arg-type]
        found.pop("language model")
        return {name: fault for name, fault in found.items() if fault}

    def test_a_sound_installation(self, app: object) -> None:
        assert self.faults(app) == {}

    def test_a_secret_that_others_can_read(self, app: object, data: Path) -> None:
        (data / "secret_key").chmod(0o644)
        assert "chmod 600" in self.faults(app)["secret key"]

    def test_damage(self, app: object, add_person: Callable[[str], User]) -> None:
        _, [card, *_] = Factory(db.session()).set_with_cards(add_person("Ada"))
        db.session.execute(text("UPDATE card SET question = '{}' WHERE id = :id"), {"id": card.id})
        db.session.execute(text("UPDATE alembic_version SET version_num = 'old'"))
        db.session.commit()
        db.session.expire_all()
        found = self.faults(app)
        assert found["cards"] == "1 can't be read"
        assert "old" in found["database version"]


def test_secrets_are_made_once_and_private(data: Path) -> None:
    first = Settings.from_environment({}, data).as_config()["SECRET_KEY"]
    again = Settings.from_environment({}, data).as_config()["SECRET_KEY"]
    assert first == again
    assert len(first) > 40
    assert (data / "secret_key").stat().st_mode & 0o777 == 0o600
