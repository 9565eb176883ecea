"""Other numbers in the key's form: on a ladder of ratios, or by steps where those are natural.

The key's rank is drawn first, uniformly, and the others are built around it, so that neither the
middle nor an end nor the roundest option is a good guess.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from questions.facts import lists
from questions.numbers import SMALL
from questions.types import Bound, Quantity
from questions.writing.distractors.ranks import OPTIONS, ranks_to_try

STYLE = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<scale>(?:[\s-]?(?:thousand|million|billion|trillion)|k|m|bn))?$"
)
SMALL_WORDS = (*SMALL, "twenty")
CLOSEST = 1.25
CLOSEST_HEDGED = 1.5
NARROWEST, WIDEST = 1.5, 2.3
"""The ladder's ratio is drawn between these; a rung strays from it by a tenth."""
RIVAL = 0.04
"""Relative distance under which an option says the same as another figure of the article."""
TRIES = 40
SMALL_COUNT = 12
ROUND_DIGITS = frozenset([1, 2, 5])

Spacing = Literal["ratio", "share", "step"]


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a number is written, so that others can be written alike."""

    mantissa: float
    decimals: int
    commas: bool
    scale: str
    in_words: bool = False

    @property
    def digits(self) -> str:
        """The digits that say something: no zeros at the end of a whole number."""
        if self.decimals:
            return f"{self.mantissa:.{self.decimals}f}".replace(".", "").lstrip("0") or "0"
        return str(int(self.mantissa)).rstrip("0") or "0"

    @property
    def significant(self) -> int:
        return len(self.digits)

    def write(self, mantissa: float) -> str:
        if self.in_words:
            return SMALL_WORDS[int(mantissa)]
        text = f"{mantissa:,.{self.decimals}f}" if self.decimals else f"{round(mantissa):,}"
        plain = not self.commas and mantissa < 10_000
        return (text.replace(",", "") if plain else text) + self.scale


def style_of(number_text: str) -> NumberStyle | None:
    """The style of "470,000", "1.2 billion" or "nine"; None for what is written otherwise."""
    lowered = number_text.lower()
    if lowered in SMALL_WORDS[1:]:
        return NumberStyle(SMALL_WORDS.index(lowered), 0, False, "", in_words=True)
    match = STYLE.fullmatch(number_text)
    if not match:
        return None
    digits, decimals = match["digits"], match["decimals"] or ""
    return NumberStyle(
        float(digits.replace(",", "") + decimals),
        max(0, len(decimals) - 1),
        len(digits) != 4,
        match["scale"] or "",
    )


def spacing_of(quantity: Quantity) -> Spacing:
    """By steps for shares, temperatures, ages and scores; by ratios for all else."""
    if quantity.role == "percentage":
        return "share"
    stepped = quantity.role in {"age", "score"} or "degree" in (quantity.unit or "")
    return "step" if stepped else "ratio"


def most_of(quantity: Quantity) -> float:
    """The greatest number that makes sense of what is counted: 24 hours a day, 50 U.S. states."""
    limits = lists.names("most", "questions.writing")
    for words in (quantity.unit or "", " ".join(quantity.concept[-1:])):
        if words in limits and limits[words].replace(".", "").isdigit():
            return float(limits[words])
    return math.inf


def numbers_for(
    quantity: Quantity, *, rivals: Collection[float] = (), draw: random.Random
) -> list[str] | None:
    """Two or three other numbers for a quantity's own, written as it is, or None.

    ``rivals`` are values that the article gives of the same unit: none is offered, since another
    source's figure for the same thing would be a second right answer.
    """
    style = style_of(quantity.number_text)
    value = quantity.value
    if style is None or style.mantissa <= 0 or not value:
        return None
    scale = value / style.mantissa
    return numbers_around(
        quantity.number_text,
        hedged=quantity.bound is not Bound.EQUAL,
        spacing=spacing_of(quantity),
        rivals=[one / scale for one in rivals],
        least=1 if quantity.role in {"count", "percentage"} else 2,  # no "1 metres"
        most=most_of(quantity) / scale,
        draw=draw,
    )


def numbers_around(
    number_text: str,
    *,
    draw: random.Random,
    hedged: bool = False,
    spacing: Spacing = "ratio",
    rivals: Collection[float] = (),
    least: int = 1,
    most: float = math.inf,
) -> list[str] | None:
    """Other numbers in the key's form, or None where no good ones exist.

    ``rivals`` and ``most`` are in the key's own scale: 1.2 for "1.2 million"; ``least`` is the
    smallest whole number that may be offered.
    """
    style = style_of(number_text)
    if style is None or style.mantissa <= 0 or (spacing == "share" and style.mantissa > 100):
        return None
    most = min(most, 100) if spacing == "share" else most
    is_small = spacing == "ratio" and not style.decimals and not style.scale
    is_small = style.in_words or (is_small and style.mantissa <= SMALL_COUNT)
    earlier = int(style.mantissa) - least if is_small else OPTIONS
    for rank in ranks_to_try(draw, earlier=earlier):
        for _ in range(TRIES):
            if is_small:
                found = small_numbers(style, rank, least, draw)
            elif spacing == "step" or (spacing == "share" and style.mantissa >= 8):
                found = steps(style, rank, spacing, draw)
            else:
                found = ladder(style, rank, CLOSEST_HEDGED if hedged else CLOSEST, draw)
            if found and fits(found, style, least, most, rivals):
                written = [style.write(value) for value in found]
                is_capital = number_text[0].isupper()
                return [text.capitalize() for text in written] if is_capital else written
    return None


def fits(
    values: list[float],
    style: NumberStyle,
    least: int,
    most: float,
    rivals: Collection[float],
) -> bool:
    inside = max(values) <= most and (bool(style.decimals) or min(values) >= least)
    return inside and not any(same(one, values) for one in rivals)


def same(rival: float, values: list[float]) -> bool:
    return any(abs(value - rival) <= RIVAL * abs(rival) for value in values)


def small_numbers(
    style: NumberStyle, rank: int, least: int, draw: random.Random
) -> list[float] | None:
    """Neighbouring whole numbers, further apart as they grow."""
    key = int(style.mantissa)
    most = 20 if style.in_words else math.inf
    step = 1 if key < 6 else draw.choice([1, 2]) if key < 10 else draw.choice([2, 3])
    values = [key + step * place for place in range(-rank, OPTIONS - rank) if place]
    return [float(one) for one in values] if min(values) >= least and max(values) <= most else None


def steps(
    style: NumberStyle, rank: int, spacing: Spacing, draw: random.Random
) -> list[float] | None:
    """Numbers some steps apart: shares between nothing and all, ages, temperatures."""
    key = style.mantissa
    grain = 10.0**-style.decimals
    if not style.decimals:
        grain = 10.0 if key % 10 == 0 else 5.0 if key % 5 == 0 else 1.0
    is_share = spacing == "share"
    step = draw.uniform(7, 16) if is_share else max(3 * grain, key * draw.uniform(0.1, 0.25))
    values = [
        round(round((key + place * step * draw.uniform(0.9, 1.1)) / grain) * grain, style.decimals)
        for place in range(-rank, OPTIONS - rank)
        if place
    ]
    least = 4 if is_share else 2 * grain
    apart = all(b - a >= least for a, b in pairwise(sorted([*values, key])))
    inside = min(values) > 0 and not (is_share and (min(values) <= 1 or max(values) >= 98))
    return values if apart and inside and all(alike(style, value) for value in values) else None


def ladder(
    style: NumberStyle, rank: int, closest: float, draw: random.Random
) -> list[float] | None:
    """Numbers by a ratio that is drawn, with the key's significant digits."""
    ratio = draw.uniform(max(NARROWEST, closest), WIDEST)
    values = []
    for direction, count in ((-1, rank), (1, OPTIONS - 1 - rank)):
        value = exact = style.mantissa
        for _ in range(count):
            exact *= (ratio * draw.uniform(0.92, 1.08)) ** direction
            value = rounded(style, exact, draw)
            values.append(value)
    ordered = sorted([*values, style.mantissa])
    if ordered[0] <= 0 or any(b / a < closest for a, b in pairwise(ordered)):
        return None
    return values if all(alike(style, value) for value in values) else None


def rounded(style: NumberStyle, value: float, draw: random.Random) -> float:
    """The nearest number with as many significant digits, no rounder and no less round."""
    digits = style.significant
    if style.decimals:
        near = max(round(value, style.decimals), 10.0**-style.decimals)
        grain = 10.0**-style.decimals
        is_zero = f"{near:.{style.decimals}f}"[-1] == "0"
        keeps = f"{style.mantissa:.{style.decimals}f}"[-1] == "0"
        return near + draw.choice([-grain, grain]) if is_zero and not keeps else near
    exponent = max(math.floor(math.log10(value)) - digits + 1, 0)
    mantissa = max(1, round(value / 10**exponent))
    if digits == 1 and int(style.digits) in ROUND_DIGITS and value >= 10:
        mantissa = min((1, 2, 5, 10), key=lambda one: abs(math.log(one * 10**exponent / value)))
    if digits > 1:
        if style.digits.endswith("5"):
            mantissa = mantissa // 10 * 10 + 5
        else:
            while mantissa % 5 == 0:
                mantissa += draw.choice([-1, 1, 2])
    return float(mantissa * 10**exponent)


def alike(style: NumberStyle, value: float) -> bool:
    """As round as the key: as many digits, and a last one of the same sort."""
    other = style_of(style.write(value))
    if other is None:
        return False
    if style.decimals:
        return (other.digits[-1] == "0") == (style.digits[-1] == "0")
    if other.significant != style.significant:
        few = style.significant > 2 or value < 10
        return few and abs(other.significant - style.significant) <= 1
    return style.significant == 1 or other.digits.endswith("5") == style.digits.endswith("5")
