"""What the README names exists, and what exists is named there."""

from __future__ import annotations

import argparse
import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest

from questions.formats import FORMATS
from quizapp import cli
from quizapp.config import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
LINES = [line for block in BLOCKS for line in block.splitlines()]
CODE = [*LINES, *re.findall(r"`([^`\n]+)`", README)]
COMMANDS = [line for line in LINES if line.startswith("quizapp ")]
TARGETS = frozenset(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
SETTINGS = frozenset(re.findall(r"QUIZAPP_\w+", README))


def commands() -> set[str]:
    """Every command that ``quizapp --help`` lists."""
    with pytest.MonkeyPatch.context() as patch:
        made: list[str] = []
        add = argparse._SubParsersAction.add_parser

        def noted(self: argparse._SubParsersAction, name: str, **more: object) -> object:  # type: ignore[type-arg]
            made.append(name)
            return add(self, name, **more)  # type: ignore[arg-type]

        patch.setattr(argparse._SubParsersAction, "add_parser", noted)
        with pytest.raises(SystemExit):
            cli.parse(["--version-that-is-not-there"])
    return set(made)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_example_is_right_usage(line: str) -> None:
    words = shlex.split(line.partition(" > ")[0].partition(" < ")[0])
    given = cli.parse(words[1:])
    assert getattr(given, "format", "json") in {*cli.PRINTED, *FORMATS}


def test_every_command_has_its_example() -> None:
    assert {line.split()[1] for line in COMMANDS} == commands()


def test_every_make_target_exists_and_is_named() -> None:
    named = {match[1] for code in CODE for match in re.finditer(r"\bmake ([a-z]+)", code)}
    assert named == TARGETS


def test_every_make_variable_exists() -> None:
    for code in CODE:
        for name in re.findall(r"\b([A-Z]+)=", code if code.startswith("make ") else ""):
            assert re.search(rf"^{name} \?=", MAKEFILE, re.MULTILINE), name


def test_every_setting_is_read_and_named() -> None:
    read: set[str] = set()

    class Environment(dict[str, str]):
        def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
            read.add(name)
            return default

    Settings.from_environment(Environment(), None)
    assert read == SETTINGS


def test_every_path_exists() -> None:
    tops = {path.name for path in ROOT.iterdir()}
    paths = [code for code in CODE if "/" in code and code.split("/")[0] in tops - {"data"}]
    assert len(paths) > 15
    installed = ".venv/bin/"
    missing = [one for one in paths if not one.startswith(installed) and not (ROOT / one).exists()]
    assert missing == []


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_every_module_that_make_runs_exists() -> None:
    modules = re.findall(r"-m ([a-z_.]+)", MAKEFILE + README)
    ours = [name for name in modules if (ROOT / name.split(".")[0]).is_dir()]
    assert ours
    assert [name for name in ours if find_spec(name) is None] == []
