"""Plain text: which line breaks end a paragraph, what is a heading, a list item or a caption.

Between empty lines, a text is either hard-wrapped, so that a line break ends nothing, or its lines
are paragraphs. Wrapped lines break in the middle of sentences, and where the next word did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from questions.article.characters import tidy_line, without_marks
from questions.article.draft import Draft, Piece
from questions.types import BlockKind

# A line of a wrapped text is filled to this share of the longest one.
FILLED = 0.8
NARROWEST = 30
LONG_LINE = 60
MOST_HEADING_WORDS = 14
MOST_HEADING_CHARACTERS = 110

DASH = re.compile(r"[-–] [a-z]")
BULLET = re.compile(r"\s*(?:[-*+•‣◦▪●○·■□▶➢✓✔\uf0a7\uf0b7]|–(?!\s*\d))\s+(?=\S)")
NUMBERED = re.compile(r"\s*(?:\d{1,2}[.)]|\(\d{1,2}\)|[a-h]\))\s+(?=\S)")
# As in "deploy." and "deploy.”" and "deploy.)".
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]»]{0,3}\Z")
LOWER_START = re.compile(r"[\"'“‘(]?[a-z]")
# As in "Photo: J. Reed", "Moreau in 1958. Image: Ada Quill." and "Figure 3: Rainfall by month".
CREDIT = re.compile(
    r"\b(?:Image|Photo|Photograph|Picture|Video|Audio|Credit|Illustration)s?: .{1,80}\Z"
)
NUMBERED_FIGURE = re.compile(r"(?:Figure|Fig\.|Chart|Map) \d{1,3}(?:\.\d{1,2})?[:.] ")
# Lines of dashes, asterisks or bullets alone count as empty lines; so does a number before a chunk.
RULER = re.compile(r"[\s\-–—_=*~#+·•‣◦▪●○■.]+\Z")
LONE_NUMBER = re.compile(r"\s*\(?[\da-h]{1,2}[.)]\s*\Z")
# What is left of a bullet, as in ".     Near Palmyra".
LOST_BULLET = re.compile(r"\s*\.(?=\s{3,}\S)")
HYPHEN_AT_END = re.compile(r"(\w+)-\Z")
WORD_AT_START = re.compile(r"\w+")
# As in "first-\nand second-class", where the hyphen does not join.
# As in "re-elected" and "co-operate", where two vowels meet.
DOUBLED = frozenset({("re", "e"), ("pre", "e"), ("co", "o")})
LINKS = frozenset({"and", "or", "to"})


class Line(NamedTuple):
    """A line as it is, and without its footnote marks, by which its kind is told.

    ``runs_on`` where it ended in a blank.
    """

    raw: str
    text: str
    runs_on: bool = False

    @property
    def width(self) -> int:
        return len(self.raw)


def read_plain(text: str) -> Draft:
    """Take a text without markup apart; ``text`` has line feeds as its only line breaks."""
    chunks = list(_chunks(text))
    wrapped = _mostly_wrapped(chunks)
    numbered = sum(bool(NUMBERED.match(line.text)) for chunk in chunks for line in chunk) > 1
    vocabulary = Vocabulary(text)
    pieces: list[Piece] = []
    for chunk in chunks:
        lines = _Lines(chunk, wrapped, numbered)
        pieces += (as_piece(group, vocabulary, numbered) for group in lines.groups())
    return Draft([piece for piece in pieces if piece.text])


def split_lines(text: str) -> list[str]:
    """The paragraphs of a marked-up paragraph that has line breaks in it."""
    if "\n" not in text:
        return [tidy_line(text)]
    return [piece.text for piece in read_plain(text).pieces]


def is_heading(text: str) -> bool:
    """A short line without a sentence's end: "Old Athens", "1.1 What is Government?"."""
    if len(text) > MOST_HEADING_CHARACTERS or len(text.split()) > MOST_HEADING_WORDS:
        return False
    if text.endswith("?"):
        return len(text.split()) <= 8 and text[0] not in "\"'“‘"
    return not SENTENCE_END.search(text) and text[-1] not in ",;" and not LOWER_START.match(text)


def is_caption(text: str) -> bool:
    return bool(len(text) < 400 and (CREDIT.search(text) or NUMBERED_FIGURE.match(text)))


def _chunks(text: str) -> Iterator[list[Line]]:
    """The runs of lines between empty lines."""
    chunk: list[Line] = []
    for given in text.split("\n"):
        raw = LOST_BULLET.sub("•", given)
        line = without_marks(raw).rstrip()
        if line and not (RULER.match(line) or (not chunk and LONE_NUMBER.match(line))):
            chunk.append(Line(raw.rstrip(), line, raw[-1].isspace()))
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _mostly_wrapped(chunks: list[list[Line]]) -> bool:
    """Do the line breaks inside chunks, taken together, mostly fall in mid-sentence?"""
    broken = breaks = 0
    for chunk in chunks:
        broken += _broken_sentences(chunk)
        breaks += len(chunk) - 1
    return broken > 0 and broken >= 0.4 * breaks


def _broken_sentences(chunk: list[Line]) -> int:
    """How many line breaks fall in mid-sentence: after a filled line or before a small letter."""
    widest = max(line.width for line in chunk)
    return sum(
        not SENTENCE_END.search(line.text)
        and not BULLET.match(after.text)
        and bool(LOWER_START.match(after.text.strip()) or _is_filled(line, after, widest))
        for line, after in pairwise(chunk)
    )


def _is_filled(line: Line, after: Line, widest: int) -> bool:
    """Would the next word hardly have fitted on this line?"""
    return line.width + 1 + len(after.text.split(maxsplit=1)[0]) > max(FILLED * widest, NARROWEST)


class _Lines:
    """A chunk's lines, grouped into blocks."""

    def __init__(self, lines: list[Line], wrapped_elsewhere: bool, numbered: bool) -> None:
        self.lines = lines
        self.numbered = numbered
        self.widest = max(line.width for line in lines)
        self.wrapped = (
            _broken_sentences(lines) >= 0.4 * (len(lines) - 1)
            if len(lines) > 3
            else wrapped_elsewhere
        )

    def groups(self) -> Iterator[list[str]]:
        group = [self.lines[0].raw]
        for at in range(1, len(self.lines)):
            if self._ends_block(at):
                yield group
                group = []
            group.append(self.lines[at].raw)
        yield group

    def _ends_block(self, at: int) -> bool:
        """Does the break before line ``at`` end a block?"""
        line, after = self.lines[at - 1], self.lines[at]
        if not self.wrapped:
            return not self._runs_on(line, after)
        if _is_item(after.text, self.numbered):
            return not self._is_dash(at)
        if SENTENCE_END.search(line.text):
            return _is_indented(after, line) or not _is_filled(line, after, self.widest)
        return self._is_heading_line(at - 1)

    def _runs_on(self, line: Line, after: Line) -> bool:
        """Does a sentence go on in the next line, as where a link stood on a line of its own?"""
        if SENTENCE_END.search(line.text) or not LOWER_START.match(after.text.strip()):
            return False
        if _is_item(after.text, self.numbered):
            return False
        return line.runs_on or after.raw[0].isspace() or line.width > LONG_LINE

    def _is_dash(self, at: int) -> bool:
        """Does the line begin with a dash in mid-sentence, as in "wheat / - or heat"?"""
        before, line = self.lines[at - 1].text, self.lines[at].text
        in_list = _is_item(self.lines[0].text, self.numbered)
        return not in_list and before[-1].isalnum() and bool(DASH.match(line))

    def _is_heading_line(self, at: int) -> bool:
        """Is the line a heading over the wrapped lines after it?"""
        line, after = self.lines[at], self.lines[at + 1]
        text = line.text.strip()
        starts = at == 0 or bool(SENTENCE_END.search(self.lines[at - 1].text))
        short = not _is_filled(line, after, self.widest) and line.width < 0.7 * self.widest
        return starts and short and is_heading(text) and not LOWER_START.match(after.text.strip())


def _is_item(line: str, numbered: bool) -> bool:
    return bool(BULLET.match(line) or (numbered and NUMBERED.match(line)))


def _is_indented(line: Line, before: Line) -> bool:
    return line.text[:2].isspace() and not before.text[:2].isspace()


def as_piece(lines: list[str], vocabulary: Vocabulary, numbered: bool) -> Piece:
    """One block's lines as a piece; ``numbered`` where figures in front of lines number items."""
    joined, is_item = _without_bullets(tidy_line(_join(lines, vocabulary)), numbered)
    if not joined or RULER.match(joined) or LONE_NUMBER.match(joined):
        return Piece("")
    if is_item:
        return Piece(joined, BlockKind.ITEM)
    if is_caption(joined):
        return Piece(joined, BlockKind.CAPTION)
    return Piece(joined, BlockKind.HEADING if is_heading(joined) else BlockKind.PARAGRAPH)


def _without_bullets(line: str, numbered: bool) -> tuple[str, bool]:
    """The line without its bullet or number, and whether it had one."""
    rest = line
    while _is_item(rest, numbered):
        found = BULLET.match(rest) or NUMBERED.match(rest)
        rest = rest[found.end() :] if found else rest
    return rest, rest != line


def _join(lines: list[str], vocabulary: Vocabulary) -> str:
    """Wrapped lines as one, words that were broken with a hyphen made whole."""
    joined = lines[0].strip()
    for line in map(str.strip, lines[1:]):
        broken, rest = HYPHEN_AT_END.search(joined[-40:]), WORD_AT_START.match(line)
        if not (broken and rest) or rest[0] in LINKS:
            joined += f" {line}"
        elif vocabulary.is_one_word(broken[1], rest[0]):
            joined = joined[:-1] + line
        else:
            joined += line
    return joined


class Vocabulary:
    """Tells "mili-" + "tary", one word, from "long-" + "range", two with a hyphen."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: set[str] | None = None

    def is_one_word(self, start: str, rest: str) -> bool:
        """Is it one word in this text, where it stands elsewhere, or in the English lexicon?"""
        if not (start.isalpha() and rest.isalpha() and rest.islower()):
            return False
        if self.words is None:
            self.words = set(re.findall(r"[a-z]+(?:-[a-z]+)?", self.text.lower()))
        if f"{start}-{rest}".lower() in self.words:
            return False
        whole = (start + rest).lower()
        if whole in self.words:
            return True
        # Loaded for texts that break words, and only then.
        from lemminflect import getAllLemmas

        return bool(getAllLemmas(whole)) and (start.lower(), rest[0]) not in DOUBLED
