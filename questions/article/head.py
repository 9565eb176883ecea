"""What stands over an article's text: its title, who wrote it, when and where it was written."""

from __future__ import annotations

import datetime as dt
import re

from questions.article.dates import find_date
from questions.article.draft import Draft, Piece
from questions.article.plain import is_caption
from questions.types import BlockKind

MOST_TITLE_CHARACTERS = 180
MOST_TITLE_WORDS = 25
MOST_CREDITS_CHARACTERS = 200
# Headings that name a part, never a whole.
PARTS = frozenset(
    {"abstract", "background", "biography", "contents", "introduction", "overview", "preface"}
    | {"summary", "understand"}
)
NAME = r"[A-Z][\w.’'-]{0,30}"
NAMES = rf"{NAME}(?:(?: |, | and | & | de | van | von | al-){NAME}){{0,9}}"
# "By Ada Quill", "Words by Ada Quill and Ben Ode in Kyiv"
BYLINE = re.compile(
    rf"(?:By|BY|Written by|Words by|Story by|Text by|Author:) (?P<names>{NAMES})"
    r"(?:,? (?:in|for|at) .{1,60}|, .{1,60})?"
)
DATE_WORDS = re.compile(
    r"(?:Published|Posted|Updated|Last updated|Date|On|First published)?:?"
    r"(?: ?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?)?",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"[,.]?(?: (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?", re.IGNORECASE
)
SEPARATOR = re.compile(r" [|•·/] ")

# As in "Taipei, Taiwan — The ..." and "KYIV, Ukraine, Nov. 18 (Reuters) - The ...".
DATELINE = re.compile(
    r"""(?:[A-Z][\w.’'-]{1,20}(?:\ [A-Z][\w.’'-]{1,20}){0,3})
        (?:,\ [A-Z][\w.’'-]{1,20}(?:\ [A-Z][\w.’'-]{1,20}){0,3}){0,2}
        (?:,\ (?:[A-Z][a-z]{2,8}\.?\ \d{1,2}|\d{1,2}\ [A-Z][a-z]{2,8})(?:,?\ \d{4})?)?
        (?:\ \([\w.\ /]{2,25}\))?
        \ ?(?:[—–]|\ --?)\ ?(?=["“‘]?[A-Z])""",
    re.VERBOSE,
)
LEAST_AFTER_DATELINE = 60


def read_head(draft: Draft, *, title: str = "") -> None:
    """Move title, byline and date lines from the first pieces of ``draft`` into its fields.

    ``title`` is what is known already; a first line that repeats it goes too.
    """
    draft.title = title or draft.title
    while draft.pieces and _takes(draft, draft.pieces[0]):
        del draft.pieces[0]
    for at, piece in enumerate(draft.pieces):
        if piece.kind is BlockKind.PARAGRAPH:
            draft.pieces[at] = Piece(_without_dateline(piece.text))
            break


def _takes(draft: Draft, piece: Piece) -> bool:
    """Put a line of the head where it belongs; False where the article's own text begins."""
    text = piece.text
    if draft.title and text.casefold() == draft.title.casefold():
        return True
    if read_credits(draft, text):
        return True
    if draft.title or not _is_title(piece, draft.pieces[1:]):
        return False
    draft.title = text
    return True


def _is_title(piece: Piece, after: list[Piece]) -> bool:
    """A first line that could be a headline, over at least one paragraph."""
    text = piece.text
    return (
        len(text) <= MOST_TITLE_CHARACTERS
        and len(text.split()) <= MOST_TITLE_WORDS
        and not text.endswith((".", ",", ";", ":", "…", ".”", '."'))
        and not text[0].islower()
        and text.casefold() not in PARTS
        and not is_caption(text)
        and any(one.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) for one in after)
    )


def read_credits(draft: Draft, text: str) -> bool:
    """Take "By Ada Quill | 3 May 2024", every part of it a byline or a date; False for others."""
    if len(text) > MOST_CREDITS_CHARACTERS:
        return False
    parts = [part.strip() for part in SEPARATOR.split(text)]
    bylines = [BYLINE.fullmatch(part) for part in parts]
    dates = [_date_line(part) for part in parts]
    if not all(byline or date for byline, date in zip(bylines, dates, strict=True)):
        return False
    for byline in filter(None, bylines):
        draft.author = draft.author or byline["names"]
    for date in filter(None, dates):
        draft.published = draft.published or date[0]
    return True


def _date_line(text: str) -> tuple[dt.date, int, int] | None:
    """The date of a line that holds nothing else, as "Published: Friday, 3 May 2024, 10:15"."""
    found = find_date(text)
    if not found:
        return None
    before, after = text[: found[1]].strip(), text[found[2] :].rstrip()
    whole = DATE_WORDS.fullmatch(before) and CLOCK.fullmatch(after)
    return found if whole else None


def _without_dateline(text: str) -> str:
    """The first paragraph without "LONDON, 3 May (Agency) — " in front of it."""
    while (found := DATELINE.match(text)) and len(text) - found.end() >= LEAST_AFTER_DATELINE:
        text = text[found.end() :]
    return text
