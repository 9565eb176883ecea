"""Characters put in order: what can't be seen is dropped, what stays keeps its typography."""

from __future__ import annotations

import re
import unicodedata

# "so\u00adcial" -> "social"; zero-width and direction marks, the byte order mark, lone surrogates
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
# every control character but the line feed and the tab
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
LINE_BREAKS = re.compile("\r\n|[\r\v\x85\u2028]")
PAGE_BREAKS = re.compile("[\f\u2029]")

# As in "Dulwich. [17] Placed", "grammar [1]–[11].", "claim[note 2]" and "word[^1]".
NUMBERED_MARKS = re.compile(
    r"""\ ?\[(?:\d{1,3}(?:[,–-]\ ?\d{1,3}){0,5}|\^[\w-]{1,20}
        |(?:note|nb)\ \d{1,3}|citation\ needed|clarification\ needed|edit)\]
        (?:[,–-]?\ ?[,–-]?\[\d{1,3}\]){0,9}""",
    re.VERBOSE,
)
# "the king[a] left", never "[a]n idea" or "he wants [a] plan"
LETTERED_MARKS = re.compile(r"(?<=[\w.,;!?”\"])\[[a-z]\](?![a-zA-Z])")
# "the troops.¹ Later", never "12 km²"
RAISED_MARKS = re.compile('(?<=[.,;!?”"])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+')
DEEPEST_NESTING = 10


def clean(text: str) -> str:
    """Text with line feeds as its only line breaks and without what can't be seen; NFC."""
    text = PAGE_BREAKS.sub("\n\n", LINE_BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", CONTROLS.sub("", INVISIBLE.sub("", text)))


def tidy_line(text: str) -> str:
    """One block's text: on one line, single blanks, no footnote marks."""
    return without_marks(" ".join(text.split())).strip()


def without_marks(text: str) -> str:
    """Text without footnote marks, however they were nested."""
    for _ in range(DEEPEST_NESTING):
        before = text
        for marks in (NUMBERED_MARKS, LETTERED_MARKS, RAISED_MARKS):
            text = marks.sub("", text)
        text = unicodedata.normalize("NFC", text)
        if text == before:
            break
    return text
