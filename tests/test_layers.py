"""The rules of the house, read from the imports.

``questions`` is pure: no Flask, no database, no network, no clock. In ``quizapp`` a feature has
views and forms, which know the web, and logic, which does not: views -> logic -> models ->
database. A feature uses another's logic, never its views or forms.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FEATURES = ("accounts", "study", "authoring", "classes", "insights")
WEB = (
    "flask",
    "flask_security",
    "flask_login",
    "flask_wtf",
    "wtforms",
    "werkzeug",
    "flask_limiter",
)
STORE = ("sqlalchemy", "flask_sqlalchemy", "alembic", "sqlite3", "psycopg")
NETWORK = ("requests", "requests_hardened", "urllib.request", "http", "socket", "httpx")
OF_THE_WEB = ("views", "forms", "sign_in")  # a feature's files that know Flask
SETTING_UP = ("quizapp/__init__.py",)  # the only file that knows every view
TRAINING = ("questions/language/train.py",)  # a command for whoever trains, not part of reading


def modules(folder: str) -> list[str]:
    """Every module's path under a package, relative to the repository."""
    paths = (ROOT / folder).rglob("*.py")
    return sorted(str(path.relative_to(ROOT)) for path in paths if "migrations" not in path.parts)


def imported(path: str) -> Iterator[str]:
    """Every name that a module imports, with its package: ``quizapp.models.User``."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def forbidden(path: str, packages: tuple[str, ...]) -> list[str]:
    return sorted({name for name in imported(path) if within(name, packages)})


def is_of_the_web(path: str) -> bool:
    name = Path(path).stem
    return any(name == kind or name.endswith(f"_{kind}") for kind in OF_THE_WEB)


@pytest.mark.parametrize("path", modules("questions"))
def test_questions_are_pure(path: str) -> None:
    outside = (*WEB, *STORE, *NETWORK, "quizapp", "time", "random.random")
    assert forbidden(path, outside) == [] or path in TRAINING


@pytest.mark.parametrize("path", modules("questions"))
def test_questions_know_no_clock_and_no_chance(path: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    for call in (".now(", ".today(", "time.time(", "random.choice(", "random.shuffle("):
        assert call not in source or path in TRAINING, f"{path} calls {call}...)"


@pytest.mark.parametrize("path", modules("quizapp"))
def test_logic_knows_no_web(path: str) -> None:
    feature = path.split("/")[1]
    if feature in FEATURES and not is_of_the_web(path):
        assert forbidden(path, WEB) == []
        assert forbidden(path, ("quizapp.access", "quizapp.headers", "quizapp.pages")) == []


@pytest.mark.parametrize("path", modules("quizapp"))
def test_views_and_forms_are_their_features_own(path: str) -> None:
    feature = path.split("/")[1]
    others = tuple(
        f"quizapp.{other}.{kind}" for other in FEATURES if other != feature for kind in OF_THE_WEB
    )
    assert forbidden(path, others) == [] or path in SETTING_UP


@pytest.mark.parametrize("path", modules("quizapp"))
def test_logic_never_commits(path: str) -> None:
    feature = path.split("/")[1]
    if feature in FEATURES and not is_of_the_web(path):
        source = (ROOT / path).read_text(encoding="utf-8")
        assert ".commit(" not in source, "the view commits, once"


@pytest.mark.parametrize("path", ["quizapp/models.py", "quizapp/database.py"])
def test_the_lower_layers_know_no_feature(path: str) -> None:
    features = tuple(f"quizapp.{feature}" for feature in FEATURES)
    assert forbidden(path, features) == []


@pytest.mark.parametrize("path", modules("quizapp"))
def test_views_are_short(path: str) -> None:
    """A view has at most 30 lines, a file of views at most 300."""
    if not Path(path).stem.endswith("views"):
        return
    source = (ROOT / path).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 30, f"{node.name} has {length} lines"
