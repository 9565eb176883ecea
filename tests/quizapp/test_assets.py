"""Stylesheets and scripts as they are served: compressed, for a year; pages as they are."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask import Flask

from quizapp import assets, create_app
from quizapp.config import database_address
from tests.conftest import test_config as config_of


@pytest.fixture
def serving(tmp_path: Path) -> Flask:
    """An application as it is served, not as it is tested."""
    config = config_of(tmp_path, database_address("", tmp_path))
    return create_app(config | {"TESTING": False})


def test_a_stylesheet_comes_compressed(serving: Flask) -> None:
    path = f"{serving.static_url_path}/css/base.css"
    with serving.test_client().get(path, headers={"Accept-Encoding": "gzip, br"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert gzip.decompress(answer.data) == (assets.FOLDER / "css" / "base.css").read_bytes()


def test_who_cannot_read_gzip_gets_the_file(serving: Flask) -> None:
    with serving.test_client().get(f"{serving.static_url_path}/css/base.css") as answer:
        assert "Content-Encoding" not in answer.headers
        assert answer.data == (assets.FOLDER / "css" / "base.css").read_bytes()


def test_a_page_with_secrets_is_not_compressed(serving: Flask) -> None:
    answer = serving.test_client().get("/login", headers={"Accept-Encoding": "gzip, br"})
    assert b"csrf-token" in answer.data
    assert "Content-Encoding" not in answer.headers


def test_it_is_made_once_a_version_and_forgotten_with_it(serving: Flask, tmp_path: Path) -> None:
    kept = assets.compressed(assets.FOLDER, tmp_path, assets.digest(assets.FOLDER))
    before = kept.stat().st_mtime_ns
    assert assets.compressed(assets.FOLDER, tmp_path, kept.name) == kept
    assert kept.stat().st_mtime_ns == before
    older = tmp_path / "static" / "of-an-older-version"
    older.mkdir()
    assets.forget_older(serving)
    assert [one.name for one in (tmp_path / "static").iterdir()] == [kept.name]
