"""The word lists of this package's ``data`` folder."""

from __future__ import annotations

from questions.facts import lists


def words(name: str) -> frozenset[str]:
    """The list ``data/<name>.txt``."""
    return lists.words(name, "questions.writing")
