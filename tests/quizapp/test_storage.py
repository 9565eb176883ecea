"""The database's border: time, transactions, constraints; the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, inspect, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp import create_app
from quizapp.database import Checkpoints, db, pause, writing
from quizapp.models import Card, Class, Memory, Review, User
from tests.browsing import Browser
from tests.factories import NOW, Factory

ROOT = Path(__file__).parents[2]


@pytest.fixture
def on_sqlite(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.xfail("about SQLite alone")


def review(learner: User, card: Card, turn_key: str) -> Review:
    return Review(
        learner_id=learner.id,
        card_id=card.id,
        turn_key=turn_key,
        answered_at=NOW,
        study_day=NOW.date(),
        rating=Rating.GOOD,
        score=1.0,
        correct=True,
        response={},
        card_revision=1,
    )


class TestMoments:
    def test_come_back_in_utc(self, session: Session, make: Factory) -> None:
        oslo = dt.timezone(dt.timedelta(hours=2))
        person = make.user()
        person.created_at = dt.datetime(2026, 3, 1, 14, 0, tzinfo=oslo)
        session.commit()
        session.expire_all()
        assert person.created_at == dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
        assert person.created_at.tzinfo is dt.UTC

    def test_one_without_a_zone_is_refused(self, session: Session, make: Factory) -> None:
        person = make.user()
        person.created_at = dt.datetime(2026, 3, 1, 14, 0)  # noqa: DTZ001
        with pytest.raises(StatementError, match="time zone"):
            session.commit()


class TestConstraints:
    def test_one_review_a_turn(self, session: Session, make: Factory, owner: User) -> None:
        _, [card, *_] = make.set_with_cards(owner)
        session.add(review(owner, card, "turn"))
        session.commit()
        session.add(review(owner, card, "turn"))
        with pytest.raises(IntegrityError):
            session.commit()

    def test_a_row_needs_its_parent(self, session: Session, make: Factory, owner: User) -> None:
        _, [card, *_] = make.set_with_cards(owner)
        session.add(review(User(id=10**6), card, "turn"))
        with pytest.raises(IntegrityError):
            session.commit()

    def test_what_leans_on_a_person_goes_with_them(
        self, session: Session, make: Factory, owner: User
    ) -> None:
        _, [card, *_] = make.set_with_cards(owner)
        session.add(review(owner, card, "turn"))
        session.commit()
        session.delete(owner)
        session.commit()
        assert not session.scalars(select(Card)).all()
        assert not session.scalars(select(Review)).all()

    @pytest.mark.parametrize(
        "columns", [{"rollover_hour": 13}, {"rollover_hour": -1}, {"email": None}]
    )
    def test_a_person_is_plausible(
        self, session: Session, make: Factory, columns: dict[str, object]
    ) -> None:
        person = make.user()
        for name, value in columns.items():
            setattr(person, name, value)
        with pytest.raises(IntegrityError):
            session.commit()

    def test_a_join_code_opens_one_class(self, make: Factory, owner: User) -> None:
        make.class_(owner, join_code="grain")
        with pytest.raises(IntegrityError):
            make.class_(owner, join_code="grain")


@pytest.mark.usefixtures("on_sqlite")
class TestSqlite:
    @pytest.mark.parametrize(
        ("pragma", "value"),
        [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
    )
    def test_pragmas(self, engine: Engine, pragma: str, value: object) -> None:
        with engine.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value

    def test_a_post_begins_by_writing(self, app: Flask, engine: Engine, client: Browser) -> None:
        begun: list[str] = []

        def note(statement: str) -> None:
            if statement.startswith("BEGIN"):
                begun.append(statement.strip())

        def listen(driver: sqlite3.Connection, *_rest: object) -> None:
            driver.set_trace_callback(note)

        event.listen(engine, "checkout", listen)
        try:
            client.get("/health")
            client.post("/login", data={"email": "a@example.org", "password": "nothing much"})
        finally:
            event.remove(engine, "checkout", listen)
        assert begun[0] == "BEGIN"
        assert begun[-1] == "BEGIN IMMEDIATE"

    def test_a_reader_waits_for_nobody(self, app: Flask, make: Factory, client: Browser) -> None:
        with app.app_context(), writing():
            db.session.execute(text("SELECT 1"))
            assert client.get("/health").status_code == 200

    def test_a_second_writer_waits_and_then_says_so(
        self, app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("quizapp.database.BUSY_SECONDS", 0.05)
        with writing(), engine.connect() as first, engine.connect() as second:
            first.exec_driver_sql("SELECT 1")
            second.connection.dbapi_connection.execute("PRAGMA busy_timeout=50")  # type: ignore[union-attr]
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                second.exec_driver_sql("SELECT 1")
            first.rollback()
            second.connection.dbapi_connection.execute("PRAGMA busy_timeout=5000")  # type: ignore[union-attr]
        with writing(), engine.begin() as third:
            third.exec_driver_sql("SELECT 1")

    def test_what_is_written_reaches_the_file_beside_the_requests(
        self,
        app: Flask,
        engine: Engine,
        owner: User,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("quizapp.database.WRITES_A_CHECKPOINT", 2)
        rename(app, owner.id, "new")
        rename(app, owner.id, "newer")
        until = time.monotonic() + 20
        while name_without_log(engine, owner.id, tmp_path) not in ("new", "newer"):
            assert time.monotonic() < until, "the file has not got what was written"
            time.sleep(0.05)

    def test_a_checkpoint_that_fails_is_only_told_of(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        Checkpoints(create_engine(f"sqlite:///{tmp_path / 'no' / 'such.sqlite'}")).run()
        assert "no checkpoint" in caplog.text


def rename(app: Flask, user_id: int, name: str) -> None:
    with app.app_context(), writing():
        db.session.get_one(User, user_id).name = name
        db.session.commit()


def name_without_log(engine: Engine, user_id: int, folder: Path) -> object:
    """The person's name as the database's file alone has it."""
    kept = shutil.copy(str(engine.url.database), folder)
    with closing(sqlite3.connect(kept)) as alone:
        return alone.execute("SELECT name FROM user WHERE id = ?", [user_id]).fetchone()[0]


class TestPause:
    def test_lets_others_write(self, app: Flask, session: Session, owner: User) -> None:
        with app.app_context(), writing():
            person = db.session.get_one(User, owner.id)
            pause()
            owner.name = "Olga Other"
            session.commit()
            assert person.name == "Olga Owner"

    def test_refuses_to_keep_half(self, app: Flask, owner: User) -> None:
        with app.app_context(), writing():
            db.session.get_one(User, owner.id).name = "half"
            with pytest.raises(RuntimeError, match="only read"):
                pause()


def add_one(app: Flask, user_id: int, times: int) -> None:
    """Read a number, add one and write it, so many times."""
    for _ in range(times):
        with app.app_context(), writing():
            person = db.session.get_one(User, user_id, with_for_update=True)
            person.name = str(int(person.name) + 1)
            db.session.commit()


class TestNothingIsLost:
    def test_between_threads(self, app: Flask, session: Session, make: Factory) -> None:
        person = make.user(name="0")
        threads = [threading.Thread(target=add_one, args=(app, person.id, 25)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        session.expire_all()
        assert person.name == "150"

    def test_between_processes(self, app: Flask, session: Session, make: Factory) -> None:
        person = make.user(name="0")
        address = app.config["SQLALCHEMY_DATABASE_URI"]
        program = (
            "from tests.quizapp.test_storage import add_one, other_app;"
            f"add_one(other_app({address!r}), {person.id}, 25)"
        )
        running = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) for _ in range(3)]
        try:
            assert [process.wait(300) for process in running] == [0, 0, 0]
        finally:
            for process in running:
                process.kill()
        session.expire_all()
        assert person.name == "75"


def other_app(address: str) -> Flask:
    return create_app(
        {
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": address,
            "SECRET_KEY": "only for tests",
            "DATA": ROOT,
        }
    )


def test_tables_are_named(engine: Engine) -> None:
    names = set(inspect(engine).get_table_names())
    assert {User.__tablename__, Class.__tablename__, Memory.__tablename__} <= names
    assert {"user", "class", "question_set", "card_revision"} <= names
