"""What a file's properties say of it, as far as a person said it: programs fill them in too."""

from __future__ import annotations

import re

# What programs leave in a title: "untitled", "report-final_3.docx", "Microsoft Word - report".
NO_TITLE = re.compile(
    r"untitled.*|.*\.\w{2,5}|.*[_\\/].*|(?:document|title|slide) ?\d*|microsoft \w+ ?- .*"
    r"|powerpoint presentation|word document|press release|title of .*",
    re.IGNORECASE,
)
MOST_TITLE_CHARACTERS = 180
PERSON = re.compile(r"[A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,3} [A-Z][\w’'-]{1,30}")


def is_title(text: str) -> bool:
    """Could a person have given this title? Two words at least, and no file's name."""
    words = len(text.split()) > 1 and len(text) <= MOST_TITLE_CHARACTERS
    return words and not NO_TITLE.fullmatch(text)


def is_person(text: str) -> bool:
    """ "Ada Quill" and "J. R. Reed", not "aquill" or "Administrator"."""
    return bool(PERSON.fullmatch(text))


def letters(text: str) -> str:
    """A text's letters and digits alone, in small letters: by them, lines are compared."""
    return "".join(filter(str.isalnum, text.casefold()))
