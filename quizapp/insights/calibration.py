"""How sure a learner says to be, against how often the answer lay within.

Everything follows from Reviews alone, from first attempts only: whoever has seen the answer is no
longer estimating. What was taken back counts nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from questions.grading import CONFIDENCES
from quizapp.insights.days import Day
from quizapp.insights.uncertainty import Share

ENOUGH = 20
ENOUGH_A_MONTH = 5


@dataclass(frozen=True, slots=True)
class Level:
    """The intervals that were given at one confidence (in per cent), and where the missed ones lay:
    wholly below the answer (``low``) or above it (``high``)."""

    confidence: int
    held: Share
    low: int = 0
    high: int = 0

    @property
    def missing(self) -> int:
        """How many answers are missing until the share says something."""
        return max(0, ENOUGH - self.held.of)

    @property
    def verdict(self) -> str:
        """Whether the intervals are as wide as their confidence, as far as can be said."""
        low, high = self.held.interval
        stated = self.confidence / 100
        if high < stated:
            return "too narrow"
        return "too wide" if low > stated else "as stated"


@dataclass(frozen=True, slots=True)
class Month:
    """The intervals of one month at one confidence."""

    start: dt.date
    held: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """``levels`` by rising confidence; ``months`` of the one that was used most; ``guessed`` and
    ``sure`` are the shares of multiple choice that were right with and without the word of a guess.
    """

    levels: tuple[Level, ...]
    months: tuple[Month, ...]
    most_used: int | None
    guessed: Share
    sure: Share

    @property
    def answers(self) -> int:
        return sum(level.held.of for level in self.levels)


def calibration(days: Iterable[Day]) -> Calibration:
    """The calibration of the first attempts of these days."""
    days = list(days)
    intervals: Counter[tuple[int, str]] = Counter()
    for one in days:
        intervals += one.first.intervals
    levels = tuple(_level(confidence, intervals) for confidence in CONFIDENCES)
    used = max(levels, key=lambda level: level.held.of)
    most_used = used.confidence if used.held.of else None
    return Calibration(
        levels=levels,
        months=_months(days, most_used),
        most_used=most_used,
        guessed=_sum(one.first.guessed for one in days),
        sure=_sum(one.first.sure for one in days),
    )


def _level(confidence: int, intervals: Mapping[tuple[int, str], int]) -> Level:
    hit, low, high = (intervals.get((confidence, side), 0) for side in ("", "low", "high"))
    return Level(confidence, Share(hit, hit + low + high), low=low, high=high)


def _months(days: Iterable[Day], confidence: int | None) -> tuple[Month, ...]:
    """The months with enough answers at one confidence to show, in order."""
    held, answers = Counter[dt.date](), Counter[dt.date]()
    for one in days:
        start = one.day.replace(day=1)
        for (stated, missed), of in one.first.intervals.items():
            if stated == confidence:
                answers[start] += of
                held[start] += 0 if missed else of
    return tuple(
        Month(start, Share(held[start], of))
        for start, of in sorted(answers.items())
        if of >= ENOUGH_A_MONTH
    )


def _sum(shares: Iterable[Share]) -> Share:
    counted = list(shares)
    return Share(sum(one.hits for one in counted), sum(one.of for one in counted))
