"""What the readers of each format hand over: pieces of text in order, and what was found around."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from questions.types import BlockKind


class Piece(NamedTuple):
    """A stretch of text that will be one block, or several where its line breaks end paragraphs."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(slots=True)
class Draft:
    """A source taken apart: its pieces in order, and who, where and when, where it says so.

    ``named`` is a title to fall back on, where no line over the text is one.
    """

    pieces: list[Piece] = field(default_factory=list)
    title: str = ""
    named: str = ""
    publisher: str = ""
    author: str = ""
    address: str = ""
    published: dt.date | None = None

    def filled(self, known: Draft) -> Draft:
        """The same pieces with what ``known`` says of them, where it says something."""
        return Draft(
            pieces=self.pieces,
            title=known.title or self.title,
            named=self.named,
            publisher=known.publisher or self.publisher,
            author=known.author or self.author,
            address=known.address or self.address,
            published=known.published or self.published,
        )
