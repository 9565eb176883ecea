"""The line on which an estimate is seen beside the answer: places from 0 to 1, and their labels.

On the ratio scale equal steps are equal factors, else equal amounts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from questions.grading import goal, is_ratio
from questions.numbers import print_number, print_year
from questions.types import Answer

ROOM = 1.3
LEAST_FACTOR = 3.0
LEAST_GOALS = 4
MOST_TICKS = 4
CLEARANCE = 0.22
STEPS = (1.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the line, 0 at its left end and 1 at its right, and what stands there."""

    place: float
    label: str

    @property
    def percent(self) -> str:
        return f"{self.place * 100:.2f}%"

    @property
    def anchor(self) -> str:
        """Where SVG holds the label, so that it stays on the page."""
        return "start" if self.place < 0.2 else "end" if self.place > 0.8 else "middle"


@dataclass(frozen=True, slots=True)
class NumberLine:
    """``band`` is what passes, from its left to its right edge; ``given`` None before an answer."""

    answer: Mark
    band: tuple[Mark, Mark]
    given: Mark | None
    ticks: tuple[Mark, ...]

    @property
    def band_width(self) -> str:
        return f"{(self.band[1].place - self.band[0].place) * 100:.2f}%"


def number_line(answer: Answer, given: float | None = None) -> NumberLine | None:
    """The line for an answer that has a value; None for one that has none."""
    if answer.value is None:
        return None
    scale = _ratio_scale(answer, given) if is_ratio(answer) else _even_scale(answer, given)
    low, high = _passing(answer)

    def mark(value: float) -> Mark:
        return Mark(round(scale.place(value), 5), label(value, answer))

    return NumberLine(
        answer=mark(answer.value),
        band=(mark(low), mark(high)),
        given=None if given is None else mark(given),
        ticks=_spaced([mark(value) for value in scale.ticks()]),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    low: float
    high: float
    ratio: bool

    def place(self, value: float) -> float:
        """From 0 to 1; what lies beyond an end is put on it."""
        if self.ratio:
            if value <= self.low:
                return 0.0
            place = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return min(max(place, 0.0), 1.0)

    def ticks(self) -> list[float]:
        """Round values between the ends: 1, 2 and 5 of each decade, or even steps."""
        if self.ratio:
            first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
            decades = range(first, last + 1, max(1, math.ceil((last - first) / MOST_TICKS)))
            steps = STEPS if last - first <= MOST_TICKS else STEPS[:1]
            values = [step * 10.0**power for power in decades for step in steps]
            return [value for value in values if self.low <= value <= self.high]
        step = _round_step((self.high - self.low) / MOST_TICKS)
        count = range(math.ceil(self.low / step), math.floor(self.high / step) + 1)
        return [number * step for number in count]


def _ratio_scale(answer: Answer, given: float | None) -> Scale:
    truth = answer.value or 1.0
    off = max(given / truth, truth / given) if given and given > 0 else 1.0
    factor = max(off, (1 + goal(answer)) ** 2, LEAST_FACTOR) ** ROOM
    return Scale(truth / factor, truth * factor, ratio=True)


def _even_scale(answer: Answer, given: float | None) -> Scale:
    truth = answer.value or 0.0
    off = 0.0 if given is None else abs(given - truth)
    reach = max(off * ROOM, LEAST_GOALS * max(goal(answer), answer.rounding))
    low, high = truth - reach, truth + reach
    if min(truth, truth if given is None else given) >= 0:
        low = max(low, 0.0)
    if answer.scale == "percentage" and max(truth, given or 0.0) <= 100:
        high = min(high, 100.0)
    return Scale(low, high, ratio=False)


def _passing(answer: Answer) -> tuple[float, float]:
    """The lowest and the highest number that passes."""
    truth, width = answer.value or 0.0, goal(answer)
    if is_ratio(answer):
        return (
            min(truth / (1 + width), truth - answer.rounding),
            max(truth * (1 + width), truth + answer.rounding),
        )
    width = max(width, answer.rounding)
    return truth - width, truth + width


def _round_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is no smaller than ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next((step * power for step in STEPS if step * power >= least * (1 - 1e-9)), 10 * power)


def _spaced(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks whose labels do not run into one another."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.place - kept[-1].place >= CLEARANCE:
            kept.append(mark)
    return tuple(kept)


def label(value: float, answer: Answer) -> str:
    """A number as this answer's are written: a year without a comma, a percentage with its sign."""
    if answer.scale == "year":
        return print_year(round(value))
    shown = print_number(float(f"{value:.4g}") if value != answer.value else value)
    return f"{shown}%" if answer.unit == "percent" else shown
