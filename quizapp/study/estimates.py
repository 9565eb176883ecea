"""An estimate as it is asked for and as it is shown afterwards: reading, slider, number line."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from questions.errors import NumberError
from questions.grading import interval_points, is_ratio, read_interval
from questions.numbers import print_number, print_year, read_number
from questions.types import Answer, Question, QuestionKind
from quizapp.models import User
from quizapp.study.showing import number_words
from quizapp.words import gettext

DECADES = 4
YEARS = 120
LINE_MARGIN = 6.0  # per cent of the width, on both sides
WIDEST_FACTOR = 1000.0
LEAST_RATIO = 1e-300  # below it, dividing overflows: such a value is drawn as nothing
MOST_TICKS = 6


def confidence_for(learner: User | None, question: Question) -> int | None:
    """The confidence in per cent at which this learner is asked for an interval; None asks for one
    figure."""
    asked = question.kind is QuestionKind.NUMERIC_ESTIMATE and question.answer.value is not None
    return learner.confidence if learner and asked else None


# Typing


@dataclass(frozen=True, slots=True)
class Reading:
    """What is being typed, as it is read: in words, and the figures for the slider."""

    words: str = ""
    values: tuple[float, ...] = ()


def reading(answer: Answer, text: str, until: str | None = None) -> Reading:
    """One figure read back, or both of an interval (where ``until`` is given, if still empty)."""
    try:
        if not until:
            value = read_number(text)
            return Reading(number_words(value, answer), (value,) if until is None else ())
        low, high = read_interval(answer, text, until)
    except NumberError as error:
        typed = bool(text.strip() and until and until.strip())
        return Reading(str(error) if typed else "")
    return Reading(f"{interval_words(low, high, answer)}{_apart(low, high, answer)}", (low, high))


def interval_words(low: float, high: float, answer: Answer) -> str:
    """Two figures with their unit once: ``4,000 to 16,000 tonnes``."""
    bare = Answer("", scale=answer.scale)
    start = number_words(low, bare)
    return gettext("%(low)s to %(high)s", low=start, high=number_words(high, answer))


def _apart(low: float, high: float, answer: Answer) -> str:
    if answer.scale != "ratio" or low <= 0 or high / low < 1.05:
        return ""
    return gettext(", a factor of %(factor)s", factor=print_number(float(f"{high / low:.2g}")))


@dataclass(frozen=True, slots=True)
class Slider:
    """A range to drag over; it holds the answer somewhere, never at a place that tells."""

    low: float
    high: float
    scale: str


def slider(answer: Answer, turn_key: str) -> Slider | None:
    """The range for one turn; None where no sensible one is known without the answer."""
    if answer.value is None:
        return None
    chance = random.Random(f"slider:{turn_key}")
    if answer.scale == "percentage" and 0 <= answer.value <= 100:
        return Slider(0, 100, "linear")
    if answer.scale == "year":
        first = 10 * ((round(answer.value) - chance.randint(20, YEARS - 20)) // 10)
        return Slider(first, first + YEARS, "year")
    if is_ratio(answer):
        power = math.floor(math.log10(answer.value)) - chance.randint(1, DECADES - 2)
        return Slider(10.0**power, 10.0 ** (power + DECADES), "ratio")
    return None


# Afterwards


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the number line: ``at`` in per cent of its width, and the words beside it."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class NumberLine:
    """Estimate or interval, truth and the source's rounding (``band``), in per cent of the width.

    ``given`` is the estimate, or the middle of the interval from ``span[0]`` to ``span[1]``;
    ``ends`` are those of its ends that the picture holds: beyond an edge it goes on.
    """

    truth: Point
    given: Point
    band: tuple[float, float]
    ticks: tuple[Point, ...]
    right: bool
    span: tuple[float, float] | None = None
    ends: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """An estimate after its answer: the picture, its points, and the source's rounding in words."""

    line: NumberLine
    points: int
    confidence: int | None
    rounding: str


def outcome(
    answer: Answer, response: Mapping[str, Any], *, score: float, correct: bool
) -> Outcome | None:
    """What a recorded answer came to; None where no figure was given or none is right."""
    given = response.get("value")
    if given is None or answer.value is None:
        return None
    interval = (response["low"], response["high"]) if "missed" in response else None
    if interval is None:
        line = number_line(answer, given, right=correct)
        return Outcome(line, round(100 * score), None, rounding_words(answer))
    line = number_line(answer, given, right=not response["missed"], interval=interval)
    points = interval_points(answer, response["loss"])
    return Outcome(line, points, response["confidence"], rounding_words(answer))


def rounding_words(answer: Answer) -> str:
    """Where the source's rounding leaves the truth: ``465,000 to 475,000``."""
    if answer.value is None or answer.rounding <= 0:
        return ""
    bare = Answer("", scale=answer.scale)
    return interval_words(answer.value - answer.rounding, answer.value + answer.rounding, bare)


def number_line(
    answer: Answer, given: float, *, right: bool, interval: tuple[float, float] | None = None
) -> NumberLine:
    """The picture of an estimate, or of an interval and its middle."""
    truth = answer.value or 0.0
    bottom, top = interval or (given, given)
    ratio = is_ratio(answer) and min(bottom, truth) > LEAST_RATIO
    low, high = (_ratio_range if ratio else _linear_range)(truth, bottom, top)
    forward: Callable[[float], float] = math.log10 if ratio else float

    def place(value: float) -> float:
        value = min(max(value, low), high)
        share = (forward(value) - forward(low)) / (forward(high) - forward(low))
        return round(LINE_MARGIN + share * (100 - 2 * LINE_MARGIN), 2)

    def point(value: float, label: str) -> Point:
        at = place(value)
        return Point(at, label, "start" if at < 34 else "end" if at > 66 else "middle")

    label = interval_words(bottom, top, answer) if interval else number_words(given, answer)
    ticks = [Point(place(one), _short(one, answer)) for one in _ticks(low, high, ratio=ratio)]
    return NumberLine(
        truth=point(truth, number_words(truth, answer)),
        given=point(given, label),
        band=(place(truth - answer.rounding), place(truth + answer.rounding)),
        ticks=tuple(ticks),
        right=right,
        span=(place(bottom), place(top)) if interval else None,
        ends=tuple(place(one) for one in (bottom, top) if low <= one <= high),
    )


def _ratio_range(truth: float, bottom: float, top: float) -> tuple[float, float]:
    """From below the least to above the greatest; what is wild is put at the edge."""
    bottom, top = (
        min(max(one, truth / WIDEST_FACTOR), truth * WIDEST_FACTOR) for one in (bottom, top)
    )
    room = max(1.25, (max(truth, top) / min(truth, bottom)) ** 0.25)
    return min(truth, bottom) / room, max(truth, top) * room


def _linear_range(truth: float, bottom: float, top: float) -> tuple[float, float]:
    least, most = min(truth, bottom), max(truth, top)
    room = max((most - least) / 3, abs(truth) * 0.005, 2.0)
    return least - room, most + room


def _ticks(low: float, high: float, *, ratio: bool) -> list[float]:
    """At most six round values between ``low`` and ``high``."""
    if ratio and high / low > 4:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        steps = (1, 2, 5) if last - first <= 2 else (1,)
        found = [10.0**power * step for power in range(first, last + 1) for step in steps]
        return [value for value in found if low <= value <= high][:MOST_TICKS]
    raw = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= raw)
    places = range(math.ceil(low / step), math.floor(high / step) + 1)
    return [step * index for index in places][:MOST_TICKS]


def _short(value: float, answer: Answer) -> str:
    if answer.scale == "year":
        return print_year(value)
    return print_number(float(f"{value:.6g}"))
