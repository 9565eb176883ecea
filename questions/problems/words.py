"""What the checks look at: texts, words, names, units, values."""

from __future__ import annotations

import datetime as dt
import re

from questions.article.dates import find_month, read_date
from questions.article.english import function_words
from questions.types import Question

GAP = re.compile(r"_{2,}")
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
QUOTED = re.compile(r"“[^”]{0,500}”|\"[^\"]{0,500}\"|(?<!\w)[‘'][^‘’']{0,200}[’'](?!\w)")
CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*")
TIMES = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September"}
    | {"October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
    | {"Saturday", "Sunday", "According", "Compared", "How", "Why", "Whose", "Whom", "Name", "Give"}
)

NUMBER = re.compile(
    r"\A(?:about |around |some |up to |over )?[-−+]?[$€£¥]?\s?(\d[\d,. ]*)"
    r"(?:\s?(thousand|million|billion|trillion|bn|k|m)\b)?",
    re.IGNORECASE,
)
PLAIN_NUMBER = re.compile(
    r"[$€£¥]?\d[\d,]*(?:\.\d+)?(?:\s?(?:thousand|million|billion|trillion))?(?:\s?(?:%|[a-z ]+))?"
)
DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\b"
)
SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
SCALES["trillion"] = 1e12


def option_texts(question: Question) -> list[str]:
    return [option.text for option in question.options]


def distractors(question: Question) -> list[str]:
    return [option.text for option in question.options if not option.correct]


def key_text(question: Question) -> str:
    """What is right, in words: the correct option's, else the answer's."""
    option = question.correct_option
    return (option.text if option else question.answer.text).strip()


def unquoted(text: str) -> str:
    """The text with what it quotes blanked out; positions stay."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text)


def squeezed(text: str) -> str:
    """Small letters without blanks, to tell whether two texts say the same."""
    return "".join(text.casefold().split())


def holds(text: str, part: str) -> bool:
    """Does ``part`` stand in ``text`` as whole words?"""
    part = part.strip().rstrip(".")
    return bool(part) and bool(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE))


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def content_words(text: str) -> list[str]:
    return [word for word in words_of(text) if word.lower() not in function_words()]


def rooted(word: str) -> str:
    """A word without its plural, possessive or case: "Soldiers’" and "soldier" are one."""
    word = re.sub(r"['’]s?\Z", "", word.casefold())
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def has_name(text: str) -> bool:
    """Is there a capitalised word that is neither a function word nor a day or month?"""
    return any(
        word not in TIMES and (word.lower() not in function_words() or word[1:].isupper())
        for word in CAPITALISED.findall(text)
    )


def is_plural(text: str) -> bool:
    last = text.strip().rstrip(".").split(" ")[-1].lower()
    return " and " in text or (last.endswith("s") and not last.endswith(("ss", "us", "is")))


# After the number, so that "half a million" and "1.5 m" are left alone.
SAME_UNITS = {"%": "percent", "per cent": "percent", "km": "kilometre", "kilometer": "kilometre"}


def same_value(one: str, other: str) -> bool:
    """Do two numbers say the same in other digits or scales: "0.5 million" and "500,000"?"""
    if not (PLAIN_NUMBER.fullmatch(one.strip()) and PLAIN_NUMBER.fullmatch(other.strip())):
        return False
    units = {SAME_UNITS.get(unit_of(text), unit_of(text)) for text in (one, other)}
    return len(units) == 1 and value_of(one) == value_of(other)


def unit_of(text: str) -> str:
    """What follows a number, in the singular: "20 miles" -> "mile"."""
    found = NUMBER.match(text)
    rest = text[found.end() :].strip(" .").lower() if found else ""
    return rooted(rest) if rest else ""


def date_of(text: str) -> dt.date | None:
    """The day, or the first day of the month, that a text names."""
    return read_date(text) or find_month(text[:100])


def is_number(text: str) -> bool:
    """Does it begin with a number that is not the day of a date?"""
    return bool(NUMBER.match(text)) and not DAY.match(text)


def value_of(text: str) -> float | None:
    """A number or a date as a value that can be sorted; None for other texts."""
    text = text.strip()
    if date := date_of(text):
        return float(date.toordinal())
    found = NUMBER.match(text)
    try:
        value = float(re.sub("[, ]", "", found[1]).rstrip(".")) if found else None
    except ValueError:
        return None
    return value * SCALES.get((found[2] or "").lower(), 1) if found and value is not None else None
