"""What can be guessed is limited, by account and by address; what succeeds is not counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import Engine

from quizapp import create_app
from quizapp.database import db
from tests import conftest
from tests.browsing import Browser
from tests.factories import Factory


@pytest.fixture
def limited(app: Flask, engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    """The tests' database behind an application that counts tries."""
    address = app.config["SQLALCHEMY_DATABASE_URI"]
    counting = create_app(conftest.test_config(tmp_path, address) | {"RATELIMIT_ENABLED": True})
    counting.test_client_class = Browser
    yield counting
    with counting.app_context():
        db.engine.dispose()


def sign_in(browser: Browser, email: str, password: str = "not this one") -> int:
    return browser.post("/login", data={"email": email, "password": password}).status_code


def test_a_password_is_tried_ten_times(limited: Flask, make: Factory) -> None:
    browser = limited.test_client()
    assert isinstance(browser, Browser)
    assert [sign_in(browser, "one@example.org") for _ in range(10)] == [200] * 10
    assert sign_in(browser, "one@example.org") == 429
    assert sign_in(browser, "two@example.org") == 200
    assert browser.get("/login").status_code == 200


def test_a_class_behind_one_address_signs_in(limited: Flask, make: Factory) -> None:
    with limited.app_context():
        hashed = hash_password("a long secret")
    for number in range(30):
        make.user(email=f"p{number}@example.org", password=hashed)
    for number in range(30):
        browser = limited.test_client()
        assert isinstance(browser, Browser)
        assert sign_in(browser, f"p{number}@example.org", "a long secret") == 302


def test_says_what_to_do(limited: Flask, make: Factory) -> None:
    browser = limited.test_client()
    for _ in range(10):
        browser.post("/login", data={"email": "a@example.org", "password": "not this one"})
    response = browser.post("/login", data={"email": "a@example.org", "password": "not this one"})
    assert "Wait a few minutes" in response.text
