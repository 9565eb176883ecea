"""A question set as a value, and what a format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from questions.types import Article, Question

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class SetFile:
    """What every format carries: questions, each with the index of its article, or None.

    ``tags`` are those of each question, in the same order; empty where none has any. ``language``
    is that of the questions' words, a tag of BCP 47.
    """

    title: str
    description: str = ""
    articles: tuple[Article, ...] = ()
    questions: tuple[tuple[Question, int | None], ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    language: str = ENGLISH

    def tags_of(self, position: int) -> tuple[str, ...]:
        """The tags of the question at that position, from 0."""
        return self.tags[position] if self.tags else ()


@dataclass(frozen=True, slots=True)
class Format:
    """One file format, under ``name`` on the command line; ``extension`` has no dot.

    ``read`` raises FormatError, one sentence that names the place. A format that can't be read, or
    can't be written, has None there.
    """

    name: str
    extension: str
    read: Callable[[str | bytes], SetFile] | None = None
    write: Callable[[SetFile], str | bytes] | None = None
