"""Word lists: one purpose a file in a package's ``data/``, sorted, ``#`` for a remark."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def lines(name: str, package: str = "questions.facts") -> tuple[str, ...]:
    """The entries of a package's ``data/NAME.txt``."""
    text = resources.files(package).joinpath("data", f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("# "))


@functools.cache
def words(name: str, package: str = "questions.facts") -> frozenset[str]:
    """A list of plain words."""
    return frozenset(lines(name, package))


@functools.cache
def names(name: str, package: str = "questions.facts") -> dict[str, str]:
    """A list of ``normal name: alias|alias`` turned round: alias -> normal name."""
    found: dict[str, str] = {}
    for line in lines(name, package):
        normal, _, aliases = line.partition(": ")
        for alias in (normal, *aliases.split("|")):
            found[alias] = normal
    return found


@functools.cache
def marked(name: str) -> dict[str, str]:
    """A list of ``mark words`` turned round: words -> mark."""
    return {words: mark for mark, _, words in (line.partition(" ") for line in lines(name))}
