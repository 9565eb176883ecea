"""The wheel carries all that the app needs, and serves outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CARRIED = (
    "quizapp/templates/base.html",
    "quizapp/templates/accounts/sign_in.html",
    "quizapp/seeds/sets/",
    "quizapp/static/css/tokens.css",
    "quizapp/static/vendor/htmx/",
    "quizapp/migrations/env.py",
    "quizapp/migrations/alembic.ini",
    "quizapp/migrations/script.py.mako",
    "quizapp/migrations/versions/0001_first.py",
    "questions/article/english_function_words.txt",
    "questions/facts/data/",
    "questions/language/model/config.cfg",
    "questions/language/model/vocab/strings.json",
)
LEFT_OUT = ("tests/", "benchmarks/", "training/", "data/")
TRY_IT = """
from pathlib import Path
import sys
import quizapp
assert "unpacked" in quizapp.__file__, quizapp.__file__
from quizapp import clock, create_app, serving
from quizapp.config import Settings
app = create_app(Settings.from_environment({}, Path(sys.argv[1])).as_config())
serving.prepare(app)
client = app.test_client()
for address in ("/", "/login", "/health", "/study"):
    assert client.get(address).status_code in (200, 302), address
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run([sys.executable, *build], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.mark.parametrize("name", CARRIED)
def test_carries(wheel: Path, name: str) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(one.startswith(name) for one in names)


def test_carries_every_file_of_the_packages(wheel: Path) -> None:
    """What git keeps of the packages, templates and seeds is in the wheel."""
    listed = subprocess.run(
        ["git", "ls-files", "quizapp", "questions", "templates", "seeds"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    inside = {"templates": "quizapp/templates", "seeds": "quizapp/seeds"}
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in filter(None, listed):
        top, rest = name.split("/", 1)
        assert f"{inside.get(top, top)}/{rest}" in names or not (ROOT / name).exists()


def test_leaves_out_what_is_not_the_app(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith(LEFT_OUT)]


def test_serves_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, as an installation does, and run from an empty folder."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "unpacked")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "unpacked"), "PYTHONSAFEPATH": "1"}
    arguments = [sys.executable, "-W", "error", "-c", TRY_IT, str(tmp_path / "data")]
    done = subprocess.run(
        arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    text = b"The river carried 470,000 tonnes of grain in 2024."
    facts = subprocess.run(
        [sys.executable, "-m", "quizapp.cli", "facts", "-"],
        cwd=tmp_path, env=environment, input=text, capture_output=True, check=False,
    )  # fmt: skip
    assert json.loads(facts.stdout)["facts"], facts.stderr
