"""Wrong options that a reader has to think about: same type, unit, form and roundness.

The key's rank is drawn first, uniformly, and the others are built around it, so that neither the
middle nor an end nor the roundest option is a good guess.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import re
from dataclasses import dataclass
from itertools import pairwise

from questions.facts import dates
from questions.numbers import SMALL

STYLE = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?(?P<scale>(?:\s?(?:thousand|million|billion|trillion)|k|m|bn))?$"
)
SMALL_WORDS = (*SMALL, "twenty")
OPTIONS = 4
CLOSEST = 1.25
CLOSEST_HEDGED = 1.5


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a number is written, so that others can be written alike."""

    mantissa: float
    decimals: int
    commas: bool
    scale: str
    in_words: bool = False

    @property
    def significant(self) -> int:
        """Significant digits as written, trailing zeros of a whole number not counted."""
        if self.decimals:
            return len(f"{self.mantissa:.{self.decimals}f}".replace(".", "").lstrip("0")) or 1
        return len(str(int(self.mantissa)).rstrip("0")) or 1

    def write(self, mantissa: float) -> str:
        if self.in_words:
            return SMALL_WORDS[int(mantissa)]
        text = f"{mantissa:,.{self.decimals}f}" if self.decimals else f"{round(mantissa):,}"
        plain = not self.commas and mantissa < 10_000
        return (text.replace(",", "") if plain else text) + self.scale


def style_of(number_text: str) -> NumberStyle | None:
    """The style of "470,000", "1.2 billion" or "nine"; None for what is written otherwise."""
    lowered = number_text.lower()
    if lowered in SMALL_WORDS[2:]:
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


def numbers_around(
    number_text: str, *, hedged: bool, percentage: bool, taken: set[str], draw: random.Random
) -> list[str] | None:
    """Three other numbers in the key's form, or None where no good ones exist."""
    style = style_of(number_text)
    if style is None or style.mantissa <= 0:
        return None
    if percentage and style.mantissa > 100:
        return None
    for _ in range(20):
        found = others_than(style, hedged, percentage, draw)
        written = [style.write(value) for value in found or ()]
        if number_text[0].isupper():
            written = [text.capitalize() for text in written]
        if written and not {number_text, *taken} & set(written):
            return written
    return None


def others_than(
    style: NumberStyle, hedged: bool, percentage: bool, draw: random.Random
) -> list[float] | None:
    rank = draw.randrange(OPTIONS)
    whole = style.decimals == 0 and not style.scale
    if style.in_words or (whole and style.mantissa <= 12 and not percentage):
        return small_numbers(int(style.mantissa), rank, 20 if style.in_words else 99, draw)
    if percentage and style.mantissa >= 8:
        return shares(style, rank, draw)
    return ladder(style, rank, CLOSEST_HEDGED if hedged else CLOSEST, draw)


def small_numbers(key: int, rank: int, most: int, draw: random.Random) -> list[float] | None:
    lowest = 2 if key > 1 else 1
    rank = min(rank, key - lowest)
    above = OPTIONS - 1 - rank
    step = 1 if key < 8 else draw.choice([1, 2])
    if key - rank * step < lowest:
        step = 1
    if key + above * step > most or key < lowest:
        return None
    return [float(key + step * place) for place in range(-rank, above + 1) if place]


def shares(style: NumberStyle, rank: int, draw: random.Random) -> list[float] | None:
    """Percentages by steps, never 100 or 0, in the key's roundness."""
    key = style.mantissa
    grain = 10.0**-style.decimals
    if not style.decimals:
        grain = 10.0 if key % 10 == 0 else 5.0 if key % 5 == 0 else 1.0
    for _ in range(40):
        step = draw.uniform(6, 16)
        values = []
        for place in range(-rank, OPTIONS - rank):
            if place:
                value = key + place * step + draw.uniform(-1.5, 1.5)
                values.append(round(round(value / grain) * grain, style.decimals))
        usable = [value for value in values if 1 < value < 98 and alike(style, value)]
        spread = sorted([*usable, key])
        if len(usable) == OPTIONS - 1 and all(b - a >= 4 for a, b in pairwise(spread)):
            return usable
        rank = draw.randrange(OPTIONS)
    return None


def ladder(
    style: NumberStyle, rank: int, closest: float, draw: random.Random
) -> list[float] | None:
    """Numbers by ratios of 1.5 to 2.1, with the key's significant digits."""
    for _ in range(40):
        values = []
        for direction, count in ((-1, rank), (1, OPTIONS - 1 - rank)):
            value = style.mantissa
            for _ in range(count):
                value = rounded(style, value * draw.uniform(1.5, 2.1) ** direction, draw)
                values.append(value)
        ordered = sorted([*values, style.mantissa])
        apart = all(b / a >= closest for a, b in pairwise(ordered) if a > 0)
        if apart and min(ordered) > 0 and all(alike(style, value) for value in values):
            return values
    return None


def rounded(style: NumberStyle, value: float, draw: random.Random) -> float:
    """The nearest number with as many significant digits, no rounder and no less round."""
    digits = style.significant
    exponent = math.floor(math.log10(value)) - digits + 1
    if style.decimals:
        return max(round(value, style.decimals), 10.0**-style.decimals)
    exponent = max(exponent, 0)
    mantissa = max(1, round(value / 10**exponent))
    if digits > 1:
        fives = str(int(style.mantissa)).rstrip("0").endswith("5")
        if fives:
            mantissa = mantissa // 10 * 10 + 5
        else:
            while mantissa % 5 == 0:
                mantissa += draw.choice([-1, 1, 2])
    return float(mantissa * 10**exponent)


def alike(style: NumberStyle, value: float) -> bool:
    """As round as the key: the same last digit class, so that roundness is no cue."""
    text = style.write(value)
    again = style_of(text)
    if again is None:
        return False
    if style.decimals:
        return (
            text.rstrip(style.scale)[-1] != "0" or f"{style.mantissa:.{style.decimals}f}"[-1] == "0"
        )
    apart = 1 if style.significant > 2 or value < 10 else 0
    return abs(again.significant - style.significant) <= apart


def years_around(
    key: int, *, newest: int | None, taken: set[int], draw: random.Random
) -> list[str] | None:
    """Three other years, none after the article's own or, undated, after any that it names."""
    near = [year for year in taken if abs(year - key) < 100]
    newest = newest if newest is not None else max([*near, key])
    span = max([*near, key]) - min([*near, key])
    reach = max(1, min(10, span // 4, (newest - key) // 3 or 1)) if span else 2
    for _ in range(40):
        rank = draw.randrange(OPTIONS)
        years = []
        for direction, count in ((-1, rank), (1, OPTIONS - 1 - rank)):
            year = key
            for _ in range(count):
                year += direction * draw.randint(1, reach)
                years.append(year)
        if len(set(years)) == 3 and max([*years, key]) <= newest and not taken & set(years):
            return [str(year) for year in years]
    return None


def dates_around(
    text: str, *, newest: tuple[int, int] | None, draw: random.Random
) -> list[str] | None:
    """Three other months or days in the form of the key, none after the article's own month."""
    moment = dates.read_date(text)
    if moment is None or moment.month is None or moment.year is None:
        return None
    for _ in range(40):
        rank = draw.randrange(OPTIONS)
        found = []
        for direction, count in ((-1, rank), (1, OPTIONS - 1 - rank)):
            months = moment.year * 12 + moment.month - 1
            for _ in range(count):
                months += direction * draw.randint(1, 4)
                found.append(months)
        latest = newest[0] * 12 + newest[1] - 1 if newest else 10**6
        if max([*found, moment.year * 12 + moment.month - 1]) <= latest:
            return [respelled(text, moment, months, draw) for months in found]
    return None


def respelled(text: str, moment: dates.Moment, months: int, draw: random.Random) -> str:
    """The key's words with another month, year and day."""
    old = next(name for name in dates.MONTHS if name[:3] in text)
    written = re.search(rf"{old[:3]}[a-z]*\.?", text)
    assert written is not None
    new = text.replace(written.group(), dates.MONTHS[months % 12], 1)
    new = new.replace(str(moment.year), str(months // 12), 1)
    if moment.day:
        other = draw.choice([day for day in range(1, 29) if day != moment.day])
        new = re.sub(rf"\b{moment.day}(st|nd|rd|th)?\b(?=\D|$)", str(other), new, count=1)
        weekday = dates.WEEKDAYS[dt.date(months // 12, months % 12 + 1, other).weekday()]
        new = re.sub("|".join(dates.WEEKDAYS), weekday, new)
    return new


def names_around(
    key: str, own: list[str], known: list[str], *, shown: str, draw: random.Random
) -> list[str] | None:
    """Other names of the key's type: the article's own first, then well-known ones.

    ``shown`` is the prompt: no option may stand in it, nor share a word with the key or another.
    """
    chosen: list[str] = []
    own, known = list(dict.fromkeys(own)), list(dict.fromkeys(known))
    draw.shuffle(own)
    draw.shuffle(known)
    for name in [*own, *known]:
        if len(chosen) == OPTIONS - 1:
            break
        if not any(shares_a_word(name, other) for other in [key, shown, *chosen]):
            chosen.append(name)
    return chosen if len(chosen) >= 2 else None


def shares_a_word(name: str, other: str) -> bool:
    """True where a capitalised word of ``name``, or its stem, stands in ``other`` too."""
    stems = {word[:5].lower() for word in re.findall(r"\w{3,}", other)}
    return any(word[:5].lower() in stems for word in re.findall(r"[A-Z]\w{2,}", name))
