"""What stands over an article's text: its title, who wrote it, when and where it was written.

What can't be known stays empty: a wrong date or name would stand in every question.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from questions.article.dates import date_in_figures, find_date
from questions.article.draft import Draft, Piece
from questions.article.plain import SENTENCE_END, is_caption
from questions.types import BlockKind

MOST_TITLE_CHARACTERS = 180
MOST_TITLE_WORDS = 25
MOST_CREDITS_CHARACTERS = 200
MOST_FIELD_CHARACTERS = 300
MOST_NAME_CHARACTERS = 120
MOST_HEAD_PIECES = 8
SENTENCE_CHARACTERS = 60
# Headings that name a part, never a whole.
PARTS = frozenset(
    {"abstract", "background", "biography", "contents", "introduction", "overview", "preface"}
    | {"summary", "understand", "key points", "at a glance", "executive summary"}
)
# Lines over a title that say what sort of text it is.
SORTS = frozenset(
    {"press release", "for immediate release", "news release", "media release", "news", "opinion"}
    | {"analysis", "breaking news", "exclusive", "press statement", "media statement", "feature"}
)
NAME = r"[A-Z][\w.’'-]{0,30}"
NAMES = rf"{NAME}(?:(?: |, | and | & | de | van | von | al-){NAME}){{0,9}}"
# "By Ada Quill", "Words by Ada Quill and Ben Ode in Kyiv"
BYLINE = re.compile(
    rf"(?:By|BY|Written by|Words by|Story by|Text by|Author:) (?P<names>{NAMES})"
    r"(?:,? (?:in|for|at) .{1,60}|, (?P<rest>.{1,60}))?"
)
# As in "Ada Quill, Staff Writer"
ROLE = re.compile(
    r",[^,]*\b(?:Writer|Editor|Correspondent|Reporter|Producer|Columnist|Press|News|Staff)\Z"
)
CLOCK_TIME = r"(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?"
DAY_NAME = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?"
SAYS_WHEN = (
    r"(?:Date published|First published|Last updated|Last modified|Published|Posted|Updated|Issued"
    r"|Released|Date|On)"
)
DATE_WORDS = re.compile(
    rf"{SAYS_WHEN}?(?: on)?:?(?: ?{CLOCK_TIME},?)?(?: ?{DAY_NAME})?", re.IGNORECASE
)
CLOCK = re.compile(rf"[,.]?(?: (?:-|–|at)?)? ?(?:{CLOCK_TIME})?", re.IGNORECASE)
# "Published 4 May 2016" says so itself; it may stand under the text as well.
SAYS_PUBLISHED = re.compile(
    r"(?:Date |First )?(?:Published|Posted|Released|Issued)\b", re.IGNORECASE
)
# Whose the rights are, whom to ask, and the marks that end a release.
FOOT = re.compile(
    r"(?:©|\(c\) |Copyright\b|All rights reserved|(?:Media |Press )?(?:Contacts?|Enquiries):)"
    r".{0,200}"
    r"|[-–—]? ?ENDS? ?[-–—]?|# ?# ?#|- ?30 ?-|Share this (?:story|article|page)",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r" [|•·/] ")
# "Source: The Harbour Post"; Markdown's emphasis around the name is no part of it.
FIELD = re.compile(
    r"(?:[*_]{1,3})?(?P<name>title|headline|date|date published|published(?: on)?|posted|source"
    r"|publisher|publication|from|author|by|url|link|address)(?:[*_]{1,3})?:(?:[*_]{1,3})?"
    r"\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
TITLES = frozenset({"title", "headline"})
DATES = frozenset({"date", "date published", "published", "published on", "posted"})
PUBLISHERS = frozenset({"source", "publisher", "publication", "from"})
AUTHORS = frozenset({"author", "by"})
WEB_ADDRESS = re.compile(r"https?://\S{4,2000}")

# As in "Taipei, Taiwan — The ...", or "KYIV, Ukraine, Nov. 18 (Reuters) - The ...", also
# in "WASHINGTON, March 3, 2017 /Wire/ -- The ..." and in "May 4, 2016 — The ...".
PLACE = r"[A-Z][\w.’'-]{1,20}(?:\ [A-Z][\w.’'-]{1,20}){0,3}"
DAY = r"(?:[A-Z][a-z]{2,8}\.?\ \d{1,2}|\d{1,2}\ [A-Z][a-z]{2,8})(?:,?\ \d{4})?"
DATELINE = re.compile(
    rf"""(?:{PLACE}(?:,\ {PLACE}){{0,2}}(?:,\ {DAY}|\ \({DAY}\))?
         |(?:[A-Z][a-z]{{2,8}}\.?\ \d{{1,2}},|\d{{1,2}}\ [A-Z][a-z]{{2,8}})\ \d{{4}})
        (?:\ \([\w.\ /]{{2,25}}\)|\ /[\w.\ -]{{2,25}}/)?
        \ ?(?:[—–]|\ --?)\ ?(?=["“‘]?[A-Z])""",
    re.VERBOSE,
)
LEAST_AFTER_DATELINE = 60


class Fields(NamedTuple):
    """What the lines over a text say by name, and the text without them."""

    draft: Draft
    rest: str


def take_fields(text: str, title: str = "") -> Fields:
    """Take lines such as "Source: The Harbour Post" from a text's very top.

    The title may stand over them as a line of its own; ``title`` is what is known already.
    """
    draft = Draft(title=title)
    lines = text.split("\n")
    kept: list[str] = []
    taken = 0
    for at, line in enumerate(lines):
        bare = line.strip()
        if bare and (_takes_field(draft, bare) or _takes_credits(draft, bare)):
            taken += 1
        elif bare and (kept or not _could_be_title(bare, title)):
            rest = "\n\n".join([*kept, "\n".join(lines[at:])])
            return Fields(draft, rest) if taken else Fields(Draft(), text)
        elif bare:
            kept.append(line)
    return Fields(Draft(), text)


def _could_be_title(line: str, title: str) -> bool:
    bare = line.lstrip("# ").strip()
    if title:
        return bare.casefold() == title.casefold()
    worded = any(map(str.isalpha, bare))
    return worded and len(bare) <= MOST_TITLE_CHARACTERS and not SENTENCE_END.search(bare)


def _takes_credits(draft: Draft, line: str) -> bool:
    """A byline or a date on a line of its own, perhaps in Markdown's emphasis."""
    return read_credits(draft, line.strip("*_ "))


def _takes_field(draft: Draft, line: str) -> bool:
    """Put what a line says by name where it belongs; False for other lines."""
    if WEB_ADDRESS.fullmatch(line):
        draft.address = draft.address or line
        return True
    found = FIELD.fullmatch(line) if len(line) <= MOST_FIELD_CHARACTERS else None
    if not found:
        return False
    name, value = found["name"].lower(), found["value"].strip("*_ \t")
    if name in TITLES:
        draft.title = draft.title or value
    elif name in DATES:
        date = find_date(value) or date_in_figures(value)
        draft.published = draft.published or (date[0] if date else None)
        return bool(date) or any(map(str.isdigit, value))
    elif WEB_ADDRESS.fullmatch(value):
        draft.address = draft.address or value
    elif len(value) > MOST_NAME_CHARACTERS or SENTENCE_END.search(value):
        return False
    elif name in PUBLISHERS:
        draft.publisher = draft.publisher or value
    elif name in AUTHORS:
        draft.author = draft.author or value
    return True


def read_head(draft: Draft, *, title: str = "") -> None:
    """Move title, byline and date lines from the first pieces of ``draft`` into its fields.

    ``title`` is what is known already; a first line that repeats it goes too.
    """
    draft.title = title or draft.title
    while draft.pieces and _takes(draft, draft.pieces[0]):
        del draft.pieces[0]
    _take_later_credits(draft)
    _take_foot(draft)
    for at, piece in enumerate(draft.pieces):
        if piece.kind is BlockKind.PARAGRAPH:
            text, date = _without_dateline(piece.text)
            draft.pieces[at] = Piece(text)
            draft.published = draft.published or date
            break


def _takes(draft: Draft, piece: Piece) -> bool:
    """Put a line of the head where it belongs; False where the article's own text begins."""
    text = piece.text
    if draft.title and text.casefold() == draft.title.casefold():
        return True
    if read_credits(draft, text):
        return True
    if text.rstrip(":").casefold() in SORTS and len(draft.pieces) > 1:
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
        and not _opens_list(piece, after)
        and not is_caption(text)
        and any(one.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) for one in after)
    )


def _opens_list(piece: Piece, after: list[Piece]) -> bool:
    """True for the first of several items; one alone over a paragraph is a headline with a mark."""
    if piece.kind is not BlockKind.ITEM:
        return False
    return not after or after[0].kind is BlockKind.ITEM


def _take_later_credits(draft: Draft) -> None:
    """Bylines and dates between the title and the first sentence: under a subtitle or a picture."""
    for at, piece in enumerate(draft.pieces[:MOST_HEAD_PIECES]):
        is_sentence = len(piece.text) > SENTENCE_CHARACTERS and SENTENCE_END.search(piece.text)
        if piece.kind is BlockKind.PARAGRAPH and is_sentence:
            return
        if read_credits(draft, piece.text):
            del draft.pieces[at]
            _take_later_credits(draft)
            return


def _take_foot(draft: Draft) -> None:
    """ "Published 4 May 2016", whose the rights are and whom to ask, under the text."""
    while len(draft.pieces) > 1:
        text = draft.pieces[-1].text
        published = SAYS_PUBLISHED.match(text) and read_credits(draft, text)
        if not published and not FOOT.fullmatch(text):
            return
        del draft.pieces[-1]


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
        draft.author = draft.author or ROLE.sub("", byline["names"])
        dates.append(_date_line((byline["rest"] or "").strip()))
    for date in filter(None, dates):
        draft.published = draft.published or date
    return True


def _date_line(text: str) -> dt.date | None:
    """The date of a line that holds nothing else, as "Published: Friday, 3 May 2024, 10:15"."""
    found = find_date(text) or date_in_figures(text)
    if not found:
        return None
    before, after = text[: found[1]].strip(), text[found[2] :].rstrip()
    return found[0] if DATE_WORDS.fullmatch(before) and CLOCK.fullmatch(after) else None


def _without_dateline(text: str) -> tuple[str, dt.date | None]:
    """The first paragraph without "LONDON, 3 May (Agency) — " in front of it, and its date."""
    date = None
    while (found := DATELINE.match(text)) and len(text) - found.end() >= LEAST_AFTER_DATELINE:
        stated = find_date(found[0])
        date = date or (stated[0] if stated else None)
        text = text[found.end() :]
    return text, date
