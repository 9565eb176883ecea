"""How old: ``35-year-old``, ``aged 3 and 5``, ``Ada Brown, 35,``, ``children under 12``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questions.facts.drafts import Draft, Stated
from questions.facts.lists import words as word_list
from questions.facts.units import unit_after
from questions.facts.words import Words
from questions.numbers import Form, Number

_OLDEST = 120
# 35-year-old · 35 years of age · an 87 yo man
_AFTER = re.compile(
    r"[\s-]?(?:(?P<unit>year|month|week|day)s?(?:[\s-]olds?|\sof\sage)|(?P<short>y\.?o\.?|yrs?\sold))\b",
    re.IGNORECASE,
)
# aged 35 · at the age of 35 · as young as 10 · turned 50
_BEFORE = re.compile(
    r"\b(?:aged|ages|age|age\sof|age\sis|aged\sbetween|over\sthe\sage\sof|as\syoung\sas|as\sold\sas|turn(?:s|ed|ing))\s"
    r"(?:about\s|just\s|only\s)?$",
    re.IGNORECASE,
)
_PEOPLE = "|".join(sorted(word_list("people")))
# children under 12 · those aged over 65 · men older than 40 · a third of whom are under 25
_AMONG = re.compile(
    rf"\b(?:{_PEOPLE}|whom?)\s(?:are\s|is\s|were\s|was\s|who\s(?:are|were)\s|aged\s)?"
    r"(?:under|over|below|above|up\sto)\s(?:the\sage\sof\s)?$|\b(?:younger|older)\sthan\s$",
    re.IGNORECASE,
)
# left school at 14 · died at 87 · retired at 65
_LIVED = re.compile(
    r"\b(?:school|home|university|college|die[sd]?|dead|retire[sd]?|retirement|marri(?:ed|es)|wed|orphaned|"
    r"debut\w*|graduated|widowed|emigrated|father|mother|pregnant|blind|champion)\b[^.;,]{0,30}?\sat\s$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[A-Z][\w’'.-]+|\b[a-z]{3,}),\s(?:now\s|then\s|just\s|only\s)?$")
_CLOSED = re.compile(r"\s?[,.;)]|$")
_ENDED = re.compile(
    r"\s?[,.;)]|$|\s(?:and|or|to|in|on|for|after|but|when|who|from|pay|get|years)\b"
)
_OPENING = re.compile(r",\s(?:s?he|[A-Z]\w+\s(?:is|was|became|has|had))\b")
_TOGETHER = re.compile(r"(?:,\s?|\s(?:and|or|to)\s|,\s(?:and|or)\s)")
# in her 60s · a man in his early fifties
_DECADE = re.compile(
    r"\bin\s(?:his|her|their|my|our|its)\s(?:early\s|mid-?\s?|late\s)?"
    r"(?P<decade>[1-9]0s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    re.IGNORECASE,
)
_WORDED = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip


def decades(text: str) -> Iterator[Stated]:
    """The ten years that ``in her 60s`` says."""
    for match in _DECADE.finditer(text):
        written, start, end = match["decade"], match.start("decade"), match.end("decade")
        low = float(_WORDED.get(written.lower()) or written[:-1])
        ends = [Number(start, end, written, one, 10.0, Form.DIGITS) for one in (low, low + 9)]
        yield Stated(ends[0], ends[1], start, start)


def take_age(words: Words, draft: Draft, earlier: list[Draft]) -> bool:
    """Make the draft an age where it is one; ``earlier`` are the drafts before it."""
    text, stated = words.text, draft.stated
    if stated.last.form is Form.DIGITS and stated.last.text.endswith(("st", "nd", "rd", "th", "s")):
        draft.unit, draft.role = "year", "age"
        return True
    if after := _AFTER.match(text, stated.end):
        draft.unit = (after["unit"] or "year").lower()
        draft.unit_text, draft.end = after.group().strip(" -"), after.end()
    elif _may_be_bare(stated) and (_is_bare(words, stated) or _goes_on(text, stated, earlier)):
        draft.unit = "year"
    else:
        return False
    draft.role = "age"
    return True


def _may_be_bare(stated: Stated) -> bool:
    value = stated.last.value
    return (
        value is not None and 0 < value < _OLDEST and stated.last.form in (Form.DIGITS, Form.WORDS)
    )


def _goes_on(text: str, stated: Stated, earlier: list[Draft]) -> bool:
    """``aged 3 and 5``: the second of two bare ages."""
    if not earlier or earlier[-1].role != "age" or earlier[-1].unit_text:
        return False
    gap = text[earlier[-1].stated.end : stated.start]
    return _TOGETHER.fullmatch(gap) is not None and _ENDED.match(text, stated.end) is not None


def _is_bare(words: Words, stated: Stated) -> bool:
    text, start, end = words.text, stated.start, stated.end
    if _BEFORE.search(text, max(0, start - 30), start):
        return unit_after(text, end) is None
    if not _ENDED.match(text, end):
        return False
    at = stated.hedged_at
    if _AMONG.search(text, max(0, at - 50), at):
        return True
    if stated.is_range or "." in stated.last.text:
        return False
    if text[:start] == "At " and _OPENING.match(text, end):
        return True
    return _LIVED.search(text, max(0, start - 50), start) is not None or _is_apposed(words, stated)


def _is_apposed(words: Words, stated: Stated) -> bool:
    """``Ada Brown, 35,`` · ``his brother Paul, 43,`` · ``the swimmer, 17,`` · ``(35)``."""
    text = words.text
    value = stated.last.value or 0
    if value < 1 or value != int(value) or not _CLOSED.match(text, stated.end):
        return False
    apposed = _NAMED.search(text, max(0, stated.start - 40), stated.start)
    if not apposed:
        return False
    comma = words.before(apposed.start() + apposed.group().index(",") + 1)
    name, before = words.tag(comma - 1), words.tag(comma - 2)
    if name == "NNP":
        return before in ("NNP", "NNPS", "NN") or (
            before != "IN" and text[stated.end : stated.end + 1] == ","
        )
    return name == "NN" and before in ("DT", "PRP$", "JJ", "NN", "POS") and value > 3
