"""PDF: pypdf gives the text with its places on the page; ``printed`` makes paragraphs of it."""

from __future__ import annotations

import io
import logging
import math
import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

from questions.article.characters import clean, tidy_line
from questions.article.draft import Draft
from questions.article.known import is_person, is_title, letters
from questions.article.printed import CELL_GAP, Line, read_printed
from questions.errors import ArticleError

# Its remarks on a file are for whoever has asked for logs, not for standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False

MOST_PAGES = 500
MOST_CHARACTERS = 1_200_000
# Bytes of drawing instructions in all pages together; half a minute's work.
MOST_DRAWING = 40_000_000
# What a small file may grow to, for each of its streams.
LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "brotli_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 40_000_000,
    "stream_parsing_work_maximum_count": 600_000,
    "xform_maximum_invocations_per_extraction": 200,
    "jbig2dec_binary": None,
}
SUPERSCRIPT = 0.8
SAME_LINE = 0.6
NARROW = " iljtfrI.,;:'’‘|!()"
WIDTH, NARROW_WIDTH = 0.52, 0.3
LIGATURES = re.compile("[\ufb00-\ufb06]")
MARK = re.compile(r"[\s\d,*†‡§\[\]–-]+")
LOCKED = "This PDF file is locked: save it without a password, or paste its text."
UNREADABLE = "This PDF file is damaged: save it anew, or paste its text."
SCANNED = (
    "This PDF file holds pictures of pages and no text: run text recognition (OCR) over it,"
    " or paste its text."
)
TOO_LARGE = (
    f"This PDF file is too long to read ({MOST_PAGES} pages at most): give it a chapter or an"
    " article at a time."
)


def read_pdf(source: bytes, told: Callable[[int, int], None] | None = None) -> Draft:
    """Take a PDF file apart. Raises ArticleError where it is locked, scanned, damaged or too long.

    Title and author are believed where its first page says them too. ``told`` hears with each page
    how many are read, and of how many.
    """
    from pypdf import apply_configuration
    from pypdf.errors import FileNotDecryptedError

    try:
        with apply_configuration(**LIMITS):
            pages, known = _read(source, told or _unheard)
    except ArticleError:
        raise
    except FileNotDecryptedError:
        raise ArticleError(LOCKED) from None
    except Exception as failure:  # a damaged file fails in any way
        raise ArticleError(UNREADABLE) from failure
    if not any(line.text for page in pages for line in page):
        raise ArticleError(SCANNED)
    title, author = known.get("Title", ""), known.get("Author", "")
    first_page = letters(" ".join(line.text for line in pages[0]))
    stands = is_title(title) and letters(title) in first_page
    draft = read_printed(pages, title if stands else "")
    draft.named = title if is_title(title) else ""
    if is_person(author) and letters(author) in first_page:
        draft.author = author
    return draft


def _unheard(_read: int, _pages: int) -> None:
    """Nobody asked how far it is."""


def _read(
    source: bytes, told: Callable[[int, int], None]
) -> tuple[list[list[Line]], dict[str, str]]:
    """Each page's lines, in the order in which they are drawn, and what the file says of itself."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(source))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise ArticleError(TOO_LARGE)
    pages: list[list[Line]] = []
    drawing = characters = 0
    for page in reader.pages:
        contents = page.get_contents()
        drawing += len(contents.get_data()) if contents is not None else 0
        characters += sum(len(line.text) for line in pages[-1]) if pages else 0
        if drawing > MOST_DRAWING or characters > MOST_CHARACTERS:
            raise ArticleError(TOO_LARGE)
        pages.append(_lines(page))
        told(len(pages), len(reader.pages))
    return pages, _known(reader)


def _known(reader: Any) -> dict[str, str]:
    """The file's own title and author, as far as they are texts."""
    found = reader.metadata or {}
    values = {name: found.get(f"/{name}") for name in ("Title", "Author")}
    return {
        name: tidy_line(clean(value))[:300]
        for name, value in values.items()
        if isinstance(value, str)
    }


class _Part(NamedTuple):
    text: str
    x: float
    y: float
    size: float
    bold: bool


class _Pen:
    """Gathers what is drawn into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.parts: list[_Part] = []
        self.end: float | None = None

    def write(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        """What pypdf calls with each piece of text, its two matrices, its font and its size."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        size = abs(size * (tm[3] or tm[1] or 1.0) * (cm[3] or cm[1] or 1.0))
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        if text == "" and self.parts:
            self.end = x
        for at, stretch in enumerate(text.split("\n")):
            if at:
                self.end_line()
            if stretch.strip() and all(map(math.isfinite, (x, y, size))):
                self._add(_Part(stretch, x, y, size, bold))

    def _add(self, part: _Part) -> None:
        if self.parts:
            first = self.parts[0]
            if _is_raised_mark(part, first):
                return
            if abs(part.y - first.y) > SAME_LINE * max(part.size, first.size):
                self.end_line()
        self.parts.append(part)
        self.end = None

    def end_line(self) -> None:
        if self.parts:
            self.lines.append(_as_line(self.parts, self.end))
        self.parts, self.end = [], None


def _is_raised_mark(part: _Part, first: _Part) -> bool:
    """A footnote's mark: small, raised, and no word."""
    raised = part.size < SUPERSCRIPT * first.size and 0 < part.y - first.y < first.size
    return raised and bool(MARK.fullmatch(part.text))


def _as_line(parts: list[_Part], end: float | None) -> Line:
    first, last = parts[0], parts[-1]
    size = max(parts, key=lambda part: len(part.text)).size
    cells = 1 + sum(after.x - _end(part) > CELL_GAP * size for part, after in pairwise(parts))
    return Line(
        text=_spelled("".join(part.text for part in parts)),
        x=first.x,
        end=end if end is not None and end > (last.x + _end(last)) / 2 else _end(last),
        y=first.y,
        size=size,
        bold=all(part.bold for part in parts),
        cells=cells,
    )


def _spelled(text: str) -> str:
    """Joined letters taken apart, and a soft hyphen at the line's end made a hard one."""
    text = LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    stripped = text.rstrip()
    return f"{stripped[:-1]}-" if stripped.endswith("\u00ad") else text


def _end(part: _Part) -> float:
    """About where a part ends: a font's letters are seldom half as wide as they are high."""
    narrow = sum(map(part.text.count, NARROW))
    return part.x + part.size * (WIDTH * (len(part.text) - narrow) + NARROW_WIDTH * narrow)


def _lines(page: Any) -> list[Line]:
    pen = _Pen()
    page.extract_text(orientations=(0,), visitor_text=pen.write)
    pen.end_line()
    return pen.lines
