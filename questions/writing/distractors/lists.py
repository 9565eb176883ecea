"""Lists of neighbours: things of one sort that a reader could take for one another."""

from __future__ import annotations

import functools

from questions.facts import lists


@functools.cache
def groups(file: str) -> dict[str, tuple[str, ...]]:
    """``data/FILE.txt`` with its lines ``title: member|member``: title -> members."""
    found = {}
    for line in lists.lines(file, "questions.writing"):
        title, _, members = line.partition(": ")
        found[title] = tuple(members.split("|"))
    return found


@functools.cache
def titles(file: str) -> dict[str, tuple[str, ...]]:
    """Member -> the titles of the groups that it stands in; there may be several."""
    found: dict[str, tuple[str, ...]] = {}
    for title, members in groups(file).items():
        for member in members:
            found[member] = (*found.get(member, ()), title)
    return found


def siblings(file: str, name: str) -> list[str]:
    """The other members of the groups that ``name`` stands in, in the order of the file."""
    found = [one for title in titles(file).get(name, ()) for one in groups(file)[title]]
    return [one for one in dict.fromkeys(found) if one != name]
