"""An application on a fresh database, people to use it, and a browser that reads what it gets.

Three people recur: ``owner`` (of the set or class), ``classmate`` (a member) and ``stranger``.
The database is SQLite in a temporary folder, or the one that ``QUIZAPP_TEST_DATABASE`` names.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from quizapp import clock, create_app
from quizapp.config import database_address
from quizapp.database import Model, db
from quizapp.models import User
from tests.browsing import Browser
from tests.factories import Factory

REQUIRE_ALL = os.environ.get("QUIZAPP_REQUIRE_ALL") == "1"
START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)

# Where everything must be present, the examples drawn depend on the change alone, not on luck;
# ``pytest --times 20`` searches twenty times as far.
settings.register_profile("fixed", derandomize=True, database=None, print_blob=True)
if REQUIRE_ALL:
    settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--times", type=int, default=1, help="draw so many times as many examples")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    times = config.getoption("--times")
    tests = {item.obj for item in items if isinstance(item, pytest.Function)}
    for test in tests if times > 1 else ():
        if drawn := getattr(test, "_hypothesis_internal_use_settings", None):
            more = settings(drawn, max_examples=times * drawn.max_examples)
            test._hypothesis_internal_use_settings = more


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[Any]:
    """Where everything must be present (QUIZAPP_REQUIRE_ALL=1), a skip is a failure."""
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, although nothing may be: {call.excinfo and call.excinfo.value}"
    return report


def test_config(folder: Path, address: str) -> dict[str, Any]:
    return {
        "TESTING": True,
        "DATA": folder,
        "SQLALCHEMY_DATABASE_URI": address,
        "SECRET_KEY": "only for tests",
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__memory_cost": 64,
            "argon2__time_cost": 1,
            "argon2__parallelism": 1,
        },
        "RATELIMIT_ENABLED": False,
    }


test_config.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests; each test finds its tables empty."""
    folder = tmp_path_factory.mktemp("data")
    address = database_address(os.environ.get("QUIZAPP_TEST_DATABASE", ""), folder)
    app = create_app(test_config(folder, address))
    app.test_client_class = Browser
    with app.app_context():
        Model.metadata.drop_all(db.engine)
        Model.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def engine(app: Flask) -> Iterator[Engine]:
    with app.app_context():
        found = db.engine
    yield found
    with found.begin() as connection:
        if found.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in Model.metadata.sorted_tables)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
            return
        for table in reversed(Model.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session of the test's own, outside every request; a request made by a client ends its
    transaction, so that what is read afterwards is what the request left behind."""
    with Session(engine, expire_on_commit=False) as session:

        def look_again() -> None:
            session.rollback()
            session.expire_all()

        Browser.after_request = look_again
        yield session
        Browser.after_request = None


@pytest.fixture
def make(session: Session) -> Factory:
    """Makes rows, committed: ``make.user()``, ``make.question_set(owner)``, ``make.card(...)``."""
    return Factory(session)


@pytest.fixture
def owner(make: Factory) -> User:
    return make.user(name="Olga Owner", email="owner@example.org")


@pytest.fixture
def classmate(make: Factory) -> User:
    return make.user(name="Carl Classmate", email="classmate@example.org")


@pytest.fixture
def stranger(make: Factory) -> User:
    return make.user(name="Sten Stranger", email="stranger@example.org")


@pytest.fixture
def sign_in(app: Flask) -> Callable[[User | None], Browser]:
    """A browser in which the person is signed in, or one of a visitor for None."""

    def browser_of(person: User | None) -> Browser:
        browser = app.test_client()
        assert isinstance(browser, Browser)
        if person:
            browser.sign_in(person)
        return browser

    return browser_of


@pytest.fixture
def client(sign_in: Callable[[User | None], Browser], session: Session) -> Browser:
    """A visitor's browser."""
    return sign_in(None)


@pytest.fixture
def owner_client(sign_in: Callable[[User | None], Browser], owner: User) -> Browser:
    return sign_in(owner)


@pytest.fixture
def classmate_client(sign_in: Callable[[User | None], Browser], classmate: User) -> Browser:
    return sign_in(classmate)


@pytest.fixture
def stranger_client(sign_in: Callable[[User | None], Browser], stranger: User) -> Browser:
    return sign_in(stranger)


class FrozenClock:
    """Stands at ``START`` until it is moved: ``frozen.forward(days=1)``."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> dt.datetime:
        return self.moment

    def forward(self, **amount: float) -> dt.datetime:
        self.moment += dt.timedelta(**amount)
        return self.moment


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> FrozenClock:
    stopped = FrozenClock()
    monkeypatch.setattr(clock, "source", stopped)
    return stopped
