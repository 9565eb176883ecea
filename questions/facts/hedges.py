"""What bounds a number: hedges on both sides of it, and change (``rose by``, ``a 5% fall``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questions.facts.lists import marked, words
from questions.types import Bound

_BEFORE = marked("hedges_before")
_AFTER = marked("hedges_after")
_CHANGES = marked("changes")
_PARTICLE_VERBS = words("particle_verbs")


def _choice(words: dict[str, str]) -> str:
    return "|".join(
        (r"(?<!\w)" if one[0].isalpha() else "") + re.escape(one).replace(r"\ ", r"\s")
        for one in sorted(words, key=len, reverse=True)
    )


_TOKEN = re.compile(r"[A-Za-z][A-Za-z.]*|[<>~≈≤≥]")
_JOINTS = ("", " ", "\u00a0", "\n")
_LONGEST = max(len(one.split()) for one in _BEFORE)


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words of ``hedges_before`` that end right before a number and begin at ``start``."""

    words: str
    start: int


def _hedge_before(text: str, end: int) -> Hedge | None:
    """The longest hedge right before ``end``: "the more than 10,000", "up to about a 5"."""
    base = max(0, end - 44)
    found: list[tuple[int, str]] = []
    last = end
    for token in reversed(list(_TOKEN.finditer(text, base, end))):
        if text[token.end() : last] not in _JOINTS or len(found) > _LONGEST:
            break
        found.append((token.start(), token.group().lower()))
        last = token.start()
    if found and found[0][1] in ("a", "an", "another"):
        found = found[1:]
    for count in range(min(_LONGEST, len(found)), 0, -1):
        words = " ".join(word for _, word in reversed(found[:count]))
        if words in _BEFORE:
            return Hedge(words, found[count - 1][0])
    return None


_HEDGE_AFTER = re.compile(rf"[\s,-]{{0,2}}(?P<hedge>{_choice(_AFTER)})(?!\w)", re.IGNORECASE)
_PLUS = re.compile(r"\s?\+(?!\d)|-plus\b|-odd\b")
# A change is "rose 5%", "up by 5%", "grew at 5%", while "rose to 5%" is a level.
_CHANGE_BEFORE = re.compile(
    r"(?<![\w-])(?P<word>[A-Za-z]+)\s(?:(?:sharply|slightly|further|steadily|again|only|just|"
    r"another|a\sfurther|as|of|back|even|an?\sadditional)\s){0,2}(?:by\s)?"
    r"(?:(?:another|a\sfurther|an?\sadditional|an?)\s)?$",
    re.IGNORECASE,
)
_CHANGE_BY = re.compile(
    r"(?<![\w-])(?P<word>[A-Za-z]+)\s[^,;:.()]{1,70}?\sby\s(?:(?:either|another|a\sfurther|an?)\s)?$",
    re.IGNORECASE,
)
# Also "a 5% rise in", "5% more", "5% higher", "5% up on".
_CHANGE_AFTER = re.compile(
    r"[\s-](?:(?:pay|price|annual|sharp|further|overall|net|real|average|tax|wage)\s)?"
    r"(?P<word>rise|increase|growth|jump|gain|surge|hike|boost|higher|more\sexpensive|"
    r"more\sthan\s(?:in|a|the|last)|drop|fall|decline|decrease|reduction|cut|loss|dip|slump|lower|fewer|less|"
    r"cheaper|up|down|raise|expansion|contraction|slowdown|plunge)(?!\w)",
    re.IGNORECASE,
)
_UP_AFTER = frozenset(
    [
        "rise",
        "increase",
        "growth",
        "jump",
        "gain",
        "surge",
        "hike",
        "boost",
        "higher",
        "up",
        "raise",
        "expansion",
    ]
)
_NO_CHANGE_NOUNS = frozenset(["cut", "cuts", "up", "down"])
_FROM_LEVEL = re.compile(r"\b(?:to|at|from)\s(?:an?\s|the\s)?$", re.IGNORECASE)
_WINDOW = 90


def hedge_start(text: str, start: int) -> int:
    """Where the hedge before the number at ``start`` begins; ``start`` where there is none."""
    found = _hedge_before(text, start)
    return found.start if found else start


def bound_of(
    text: str,
    start: int,
    end: int,
    number_end: int,
    *,
    role: str = "count",
    unit: str | None = None,
    level: bool = False,
) -> Bound:
    """The bound of the quantity ``text[start:end]`` whose number ends at ``number_end``.

    A hedge wins over a change; ``level`` says that the quantity can be no change ("from 1 to 2").
    """
    before = _hedge_before(text, start)
    if before and not _is_place(text, before) and not _is_duration(text, before, unit):
        return Bound(_BEFORE[before.words])
    if _PLUS.match(text, number_end) or _PLUS.match(text, end):
        return Bound.ABOUT if text[number_end : number_end + 4] == "-odd" else Bound.ABOVE
    after = _HEDGE_AFTER.match(text, end) or _HEDGE_AFTER.match(text, number_end)
    if after:
        return Bound(_AFTER[_listed(after["hedge"])])
    return Bound.EQUAL if level else _change(text, start, end, role, unit)


_SPANS = frozenset(
    ["second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "weekend"]
)
_TAKING = re.compile(
    r"\b(?:for|in|after|of|took|takes|take|last(?:s|ed)?|by|spen[dt]|is|was|be|than|a|the|to)\s$"
)


def _is_duration(text: str, hedge: Hedge, unit: str | None) -> bool:
    """True for "over four years" that says how long; "for over four years" is a bound."""
    if hedge.words != "over" or unit not in _SPANS:
        return False
    return _TAKING.search(text, max(0, hedge.start - 8), hedge.start) is None


def _listed(words: str) -> str:
    return re.sub(r"\s", " ", words).lower()


_RISING = re.compile(
    r"\b(?:go|goes|going|gone|went|move[sd]?|climb(?:s|ed)?|rise|rose|push(?:ed)?)\s$"
)
_PLACED = re.compile(r"(?:spread|all|won|take|taken|came|come)\s$", re.IGNORECASE)


def _is_place(text: str, hedge: Hedge) -> bool:
    """True for "over" and "under" that say where, not how many."""
    word = hedge.words
    ahead = text[max(0, hedge.start - 14) : hedge.start]
    if word == "up to":
        return _RISING.search(ahead[-12:]) is not None
    if word == "like":
        return not ahead.endswith("something ")
    return word in ("within", "near", "under", "over") and _PLACED.search(ahead[-8:]) is not None


# Verbs that take what is counted as their object: "raised $5m", "lost 12 ships", "cut 300 jobs".
_TRANSITIVE = re.compile(
    r"(?:los|rais|cut|gain|shed|reduc|lower|boost|hik|slash|loss|advanc|expand|ral)\w*",
    re.IGNORECASE,
)


_BY = re.compile(r"\sby\s(?:either\s)?(?:an?\s)?$")
# What rises or climbs so many metres now is that high, and does not change.
_SLOPES = frozenset(
    ["rises", "climbs", "rise", "climb", "drops", "falls", "drop", "fall", "rising"]
)
_LENGTHS = frozenset(["metre", "foot", "kilometre", "mile", "inch", "centimetre"])


def _change(text: str, start: int, end: int, role: str, unit: str | None) -> Bound:
    left = text[max(0, start - _WINDOW) : start]
    if not _FROM_LEVEL.search(left):
        for pattern in (_CHANGE_BEFORE, _CHANGE_BY):
            found = pattern.search(left)
            mark = _CHANGES.get(found["word"].lower()) if found else None
            if found and mark and not _is_no_change(left, found, role, unit):
                return Bound(mark)
        if by := _BY.search(left):
            return any_change(left[: by.start()].rstrip(","))
    after = _CHANGE_AFTER.match(text, end)
    if after:
        word = after["word"].lower()
        return Bound.UP if word in _UP_AFTER or word.startswith("more") else Bound.DOWN
    return Bound.EQUAL


def _is_no_change(left: str, found: re.Match[str], role: str, unit: str | None) -> bool:
    """``raised $5m``, ``shot down 34 drones``, ``climbs 3,100 m``."""
    word = found["word"].lower()
    by = " by " in found.group()
    if word in ("up", "down") and not by:
        before = left[: found.start()].rstrip().rpartition(" ")[2]
        return before.lower() in _PARTICLE_VERBS
    if word in _SLOPES and unit in _LENGTHS and not by:
        return True
    return role != "percentage" and _TRANSITIVE.fullmatch(word) is not None and not by


def any_change(left: str) -> Bound:
    """The direction of the last word of change in the clause that ends here."""
    clause = re.split(r"[;:.()]|,\s", left)[-1]
    for word in reversed(re.findall(r"[A-Za-z]+", clause)):
        if mark := _CHANGES.get(word.lower()):
            return Bound(mark)
    return Bound.EQUAL
