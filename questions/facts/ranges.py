"""Two numbers that are the ends of one range: ``from 1 to 1.5``, ``8-10``, ``five or six``."""

from __future__ import annotations

import re
from dataclasses import replace

from questions.facts import hedges
from questions.facts.drafts import Stated
from questions.facts.units import Unit, unit_after, unit_before
from questions.numbers import Form, Number
from questions.types import Bound

_FROM = re.compile(
    r"\b(?:from|between)\s(?:(?:about|around|roughly|an\sestimated)\s)?$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\s(?:(?:about|around|roughly|an\sestimated)\s)?$", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—‑]\s?")
_FARTHEST = 40


def joined(text: str, found: list[Number]) -> list[Stated]:
    """Numbers with the two ends of each range made one."""
    stated: list[Stated] = []
    place = 0
    while place < len(found):
        pair = _range(text, *found[place : place + 2]) if place + 1 < len(found) else None
        stated.append(pair or _single(text, found[place]))
        place += 2 if pair else 1
    return stated


def _single(text: str, number: Number) -> Stated:
    before = unit_before(text, number.start)
    start = before.start if before else number.start
    return Stated(number, number, start, start, before)


def _range(text: str, low: Number, high: Number) -> Stated | None:
    if low.value is None or high.value is None or high.start - low.end > _FARTHEST:
        return None
    before, inner = unit_before(text, low.start), unit_before(text, high.start)
    own = unit_after(text, low.end)
    gap = text[(own.end if own else low.end) : (inner.start if inner else high.start)]
    start = before.start if before else low.start
    low = _scaled(low, high)
    if before and inner and _changes(text[max(0, start - 60) : start]):
        return None
    if low.value == high.value or not _is_span(text, start, gap, low, high, own):
        return None
    lead = _FROM.search(text, max(0, start - 30), start)
    if (low.value or 0) > high.value and not (lead and own is None and gap.strip() == "to"):
        return None
    unit = before or (inner if own is None else None)
    return Stated(low, high, start, lead.start() if lead else start, unit)


def _scaled(low: Number, high: Number) -> Number:
    """The lower end with the scale word that it shares: ``from 3 to 5 million``."""
    value, other = low.value or 0, high.value or 0
    if low.scale == 1 < high.scale and low.form is not Form.FRACTION and value * high.scale < other:
        return replace(low, value=value * high.scale, step=(low.step or 1) * high.scale)
    return low


def _is_span(text: str, start: int, gap: str, low: Number, high: Number, own: Unit | None) -> bool:
    joint = gap.strip().lower()
    if (low.form is Form.FRACTION) != (high.form is Form.FRACTION):
        return False
    if _DASH.fullmatch(gap):
        return low.form is not Form.WORDS or high.form is Form.WORDS
    if joint in ("to", "up to"):
        return _leads_to(text, start, high, own)
    if joint == "and":
        return _BETWEEN.search(text, max(0, start - 30), start) is not None
    if joint == "or":
        return own is None and (high.value or 0) <= 2 * (low.value or 0) + 1
    return False


def _leads_to(text: str, start: int, high: Number, own: Unit | None) -> bool:
    """Whether ``5 to 10`` is a range, and no pair of levels that a change led between."""
    other = unit_after(text, high.end)
    if own and other and own.name != other.name:
        return False
    ahead = text[max(0, start - 60) : start]
    return own is None or (_FROM.search(ahead) is not None and not _changes(ahead))


def _changes(ahead: str) -> bool:
    """Whether a change led from the first number to the second: two levels, not a range."""
    return hedges.any_change(ahead) is not Bound.EQUAL
