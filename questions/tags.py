"""Tags: short words that an author puts on questions, by which those of several sets are found."""

from __future__ import annotations

from collections.abc import Iterable

from questions.errors import QuestionsError

LONGEST, MOST = 40, 10


class TagError(QuestionsError):
    """Tags that can't be kept."""


def tidy_tags(given: Iterable[str]) -> tuple[str, ...]:
    """The tags as they are kept: small letters, single blanks, each once, by name. Raises TagError.

    >>> tidy_tags(["Harbours", " grain ", "GRAIN", ""])
    ('grain', 'harbours')
    """
    found = [" ".join(one.split()).lower() for one in given]
    tags = tuple(sorted({one for one in found if one}))
    if len(tags) > MOST:
        raise TagError(f"Give {MOST} tags at most.")
    if any(len(one) > LONGEST for one in tags):
        raise TagError(f"Shorten each tag to {LONGEST} characters.")
    for mark, name in (("/", "slash"), (",", "comma")):
        if any(mark in one for one in tags):
            raise TagError(f"A tag can't hold a {name}.")
    return tags
