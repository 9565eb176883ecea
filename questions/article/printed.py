"""Printed pages: from lines at their places on the page to paragraphs that run over pages.

What stands on every page (running heads and feet, page numbers), tables and footnotes are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from questions.article.characters import clean, tidy_line
from questions.article.draft import Draft, Piece
from questions.article.head import read_credits
from questions.article.known import letters
from questions.article.plain import (
    BULLET,
    LOWER_START,
    SENTENCE_END,
    Vocabulary,
    as_piece,
    is_caption,
    is_heading,
)
from questions.types import BlockKind

HEADING = BlockKind.HEADING
# Everything here is told in multiples of the letters' size, or of the usual size or leading.
LARGER = 1.08
TITLE_LARGER = 1.15
SMALLER = 0.92
INDENT = 0.6
PARAGRAPH_GAP = 1.3
CELL_GAP = 1.5
COLUMN_JUMP = 3.0
LETTER_WIDTH = 0.5

EDGE_LINES = 2
FEWEST_REPEATS = 2
REPEATED_SHARE = 0.4
MOST_HEAD_LINES = 15
MOST_TITLE_WORDS = 25
MOST_HEADING_WORDS = 20
FEWEST_INDENTS = 3
# As in "12", "- 12 -", "Page 3 of 9", "3/9", "xiv", "p. 4".
PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
FOOTNOTE = re.compile(r"\s*(?:\d{1,3}|[*†‡§])[.)]?\s*\S")
NUMERAL = re.compile(r"[\W_]*[\d.,]+[\W_]*")


class Line(NamedTuple):
    """A line of print: where it begins and ends, its base line (from below) and its letters' size.

    All in points. ``cells`` are the parts that wide gaps cut it into.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    bold: bool = False
    cells: int = 1


class Column(NamedTuple):
    """Lines one under the other, and their usual left and right edge."""

    lines: list[Line]
    left: float
    right: float


def read_printed(pages: list[list[Line]], title: str = "") -> Draft:
    """Take printed pages apart; ``title`` is what is known, unless the largest line says more."""
    pages = [[one for one in page if one.text.strip()] for page in without_furniture(pages)]
    lines = [line for page in pages for line in page]
    if not lines:
        return Draft()
    print_ = _Print(lines)
    largest = print_.title(pages[0])
    title = largest if letters(title) in letters(largest) else title
    columns = [column for page in pages for column in print_.columns(page)]
    if not columns:
        return Draft()
    vocabulary = Vocabulary("\n".join(clean(line.text) for line in lines))
    pieces = [print_.piece(group, vocabulary) for group in print_.groups(columns)]
    pieces = _after_title([piece for piece in pieces if piece.text], title)
    return Draft(list(_joined(pieces)), title=title)


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without what is repeated at their heads and feet, and without their numbers."""
    edges = [_edges(page) for page in pages]
    seen = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    least = max(FEWEST_REPEATS, min(3, REPEATED_SHARE * len(pages)))
    return [
        [line for line in page if not (line in edge and _is_furniture(line, seen, least))]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edges(page: list[Line]) -> list[Line]:
    """The lines of a page's highest and lowest places."""
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:EDGE_LINES], *heights[-EDGE_LINES:]}
    return [line for line in page if round(line.y) in outer]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()))


def _is_furniture(line: Line, seen: Counter[str], least: float) -> bool:
    return bool(PAGE_NUMBER.fullmatch(line.text)) or seen[_shape(line)] >= least


def _after_title(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces after the one that is the title; what stood over it is no article."""
    for at, piece in enumerate(pieces[:8]):
        if title and letters(piece.text) == letters(title):
            over = [one for one in pieces[:at] if one.kind is BlockKind.PARAGRAPH]
            long = any(SENTENCE_END.search(one.text) for one in over)
            return (pieces[:at] if long else []) + pieces[at + 1 :]
    return pieces


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, paragraphs that a page or a picture cut in mid-sentence made whole."""
    waiting: Piece | None = None
    captions: list[Piece] = []
    for piece in pieces:
        if waiting and piece.kind is BlockKind.CAPTION:
            captions.append(piece)
            continue
        if waiting and _goes_on(waiting, piece, cut=bool(captions)):
            waiting = Piece(f"{waiting.text} {piece.text}", waiting.kind)
            continue
        yield from [*([waiting] if waiting else []), *captions]
        waiting, captions = piece, []
    yield from [*([waiting] if waiting else []), *captions]


def _goes_on(piece: Piece, after: Piece, *, cut: bool) -> bool:
    """Is ``after`` the rest of ``piece``? ``cut`` where a picture stands between them."""
    running = piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
    whole = SENTENCE_END.search(piece.text) or piece.text.endswith((":", ";"))
    small = LOWER_START.match(after.text) or (cut and not is_heading(piece.text))
    return bool(running and after.kind is BlockKind.PARAGRAPH and small and not whole)


class _Print:
    """How a text is set: its usual size and leading, and whether its paragraphs are indented."""

    def __init__(self, lines: list[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[_rounded(line.size)] += len(line.text)
        self.size = sizes.most_common(1)[0][0] or 1.0
        body = [line for line in lines if _rounded(line.size) == self.size]
        steps = [a.y - b.y for a, b in pairwise(body) if 0 < a.y - b.y < 3 * self.size]
        self.leading = median(steps) if steps else 1.2 * self.size
        self.indented = False

    def title(self, page: list[Line]) -> str:
        """The first page's largest lines, where they are larger than its text; or nothing."""
        worded = [line for line in page if " " in line.text.strip() and line.text.strip()]
        largest = max((line.size for line in worded), default=0.0)
        if largest < TITLE_LARGER * self.size:
            return ""
        found: list[Line] = []
        for line in page:
            if line.size > 0.97 * largest:
                found.append(line)
            elif found:
                break
        title = tidy_line(clean(" ".join(line.text for line in found)))
        return title if 1 < len(title.split()) <= MOST_TITLE_WORDS else ""

    def columns(self, page: list[Line]) -> Iterator[Column]:
        """A page's columns in the order in which they are drawn, without tables and footnotes."""
        start = 0
        for at in range(1, len(page) + 1):
            if at == len(page) or page[at].y > page[at - 1].y + COLUMN_JUMP * self.size:
                lines = self._without_tables(self._without_footnotes(page[start:at]))
                if lines:
                    self._note_indents(column := _as_column(lines))
                    yield column
                start = at

    def _note_indents(self, column: Column) -> None:
        indents = sum(
            INDENT * self.size < line.x - column.left < 4 * self.size for line in column.lines
        )
        self.indented = self.indented or indents >= FEWEST_INDENTS

    def _without_footnotes(self, lines: list[Line]) -> list[Line]:
        """Lines without the small ones at the foot that begin with a mark."""
        at = len(lines)
        while at and lines[at - 1].size < SMALLER * self.size:
            at -= 1
        marked = next((i for i in range(at, len(lines)) if FOOTNOTE.match(lines[i].text)), None)
        return lines if marked is None or not at else lines[:marked]

    def _without_tables(self, lines: list[Line]) -> list[Line]:
        kept: list[Line] = []
        for tabular, run in groupby(lines, key=_is_row):
            rows = list(run)
            if not tabular or len(rows) == 1:
                kept += rows
        return kept

    def groups(self, columns: list[Column]) -> Iterator[list[Line]]:
        """The lines of one paragraph, heading or item after another."""
        group: list[Line] = []
        before = columns[0]
        head = [line for column in columns for line in column.lines][:MOST_HEAD_LINES]
        for column in columns:
            for line in column.lines:
                alone = line in head and _is_credits(group[-1:], line)
                if group and (alone or self._ends(group, line, before, column)):
                    yield group
                    group = []
                group.append(line)
                before = column
        if group:
            yield group

    def _ends(self, group: list[Line], line: Line, of: Column, column: Column) -> bool:
        """Does ``line`` begin a block of its own after ``group``, whose last line is in ``of``?"""
        before = group[-1]
        if not 1 / LARGER < line.size / max(before.size, 0.1) < LARGER or before.bold != line.bold:
            return True
        if BULLET.match(line.text):
            return True
        ended = bool(SENTENCE_END.search(before.text.rstrip()))
        indented = line.x > column.left + INDENT * line.size
        if of is not column:
            filled = before.end > of.right - 2 * line.size
            return ended and (indented or not filled or not self.indented)
        if before.y - line.y > PARAGRAPH_GAP * self.leading * max(1.0, line.size / self.size):
            return True
        return self._ends_by_width(group, line, column, ended)

    def _ends_by_width(self, group: list[Line], line: Line, column: Column, ended: bool) -> bool:
        before = group[-1]
        word = LETTER_WIDTH * line.size * (1 + len(line.text.split(maxsplit=1)[0]))
        short = before.end + word < column.right - 0.5 * line.size
        stepped = line.x > before.x + INDENT * line.size and not BULLET.match(group[0].text)
        back = line.x < before.x - INDENT * line.size and len(group) > 1
        return ended and (short or stepped or back)

    def piece(self, group: list[Line], vocabulary: Vocabulary) -> Piece:
        lines = [clean(line.text).replace("\n", " ") for line in group]
        text = tidy_line(" ".join(lines))
        large = group[0].size > LARGER * self.size and len(text.split()) <= MOST_HEADING_WORDS
        marked = text and (text.isupper() or all(line.bold for line in group)) and is_heading(text)
        if (large or marked) and not is_caption(text):
            return Piece(text, HEADING)
        found = as_piece(lines, vocabulary, numbered=False)
        return found._replace(kind=BlockKind.PARAGRAPH) if found.kind is HEADING else found


def _is_credits(before: list[Line], line: Line) -> bool:
    """Is one of two lines a byline or a date alone?"""
    return any(read_credits(Draft(), one.text.strip()) for one in [*before, line])


def _rounded(size: float) -> float:
    return round(2 * size) / 2


def _as_column(lines: list[Line]) -> Column:
    lefts = Counter(round(line.x) for line in lines)
    ends = sorted(line.end for line in lines)
    return Column(lines, min(lefts, key=lambda x: (-lefts[x], x)), ends[int(0.9 * (len(ends) - 1))])


def _is_row(line: Line) -> bool:
    """A row of a table: cells side by side, or mostly figures."""
    words = line.text.split()
    if BULLET.match(line.text):
        return False
    figures = sum(bool(NUMERAL.fullmatch(word)) for word in words)
    return line.cells > 2 or (line.cells == 2 and figures > 0) or 2 * figures > len(words) > 1
