"""How sure a learner says to be, against how often the answer lay within.

Everything follows from Reviews alone, from first attempts only: whoever has seen the answer is no
longer estimating. What was taken back counts nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, Select, extract, func, select
from sqlalchemy.orm import Session

from questions.grading import CONFIDENCES
from questions.types import QuestionKind
from quizapp.insights.uncertainty import Share
from quizapp.models import Card, Phase, Review

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


def calibration(session: Session, learner_id: int) -> Calibration:
    """The learner's calibration, from all their first attempts."""
    rows = session.execute(_intervals(learner_id)).all()
    levels = tuple(_level(confidence, rows) for confidence in CONFIDENCES)
    used = max(levels, key=lambda level: level.held.of)
    most_used = used.confidence if used.held.of else None
    choices = session.execute(_choices(learner_id)).all()
    return Calibration(
        levels=levels,
        months=_months([row for row in rows if row.confidence == most_used]),
        most_used=most_used,
        guessed=_right(row for row in choices if row.guessed),
        sure=_right(row for row in choices if not row.guessed),
    )


def _first_attempts(learner_id: int, kind: QuestionKind) -> Select[*tuple[()]]:
    return (
        select()
        .select_from(Review)
        .join(Card, Card.id == Review.card_id)
        .where(
            Review.learner_id == learner_id,
            Review.phase == Phase.NEW,
            Card.kind == kind,
            Review.stands(),
        )
    )


def _intervals(learner_id: int) -> Select[int, int, int, str, int]:
    """How many intervals were given, by confidence, month and side of the miss."""
    confidence = Review.response["confidence"].as_integer()
    missed = Review.response["missed"].as_string()
    year, month = extract("year", Review.study_day), extract("month", Review.study_day)
    return (
        _first_attempts(learner_id, QuestionKind.NUMERIC_ESTIMATE)
        .add_columns(
            confidence.label("confidence"),
            year.label("year"),
            month.label("month"),
            missed.label("missed"),
            func.count().label("answers"),
        )
        .where(missed.is_not(None))
        .group_by(confidence, year, month, missed)
    )


def _choices(learner_id: int) -> Select[bool, bool, int]:
    """How many multiple-choice answers were right, with and without the word of a guess."""
    guessed = Review.response["guessed"].as_boolean()
    return (
        _first_attempts(learner_id, QuestionKind.MULTIPLE_CHOICE)
        .add_columns(
            guessed.label("guessed"), Review.correct.label("correct"), func.count().label("answers")
        )
        .where(Review.response["choice"].as_string().is_not(None))
        .group_by(guessed, Review.correct)
    )


def _level(confidence: int, rows: Iterable[Row[int, int, int, str, int]]) -> Level:
    sides = Counter[str]()
    for row in rows:
        if row.confidence == confidence:
            sides[row.missed] += row.answers
    held = Share(sides[""], sides.total())
    return Level(confidence, held, low=sides["low"], high=sides["high"])


def _months(rows: Iterable[Row[int, int, int, str, int]]) -> tuple[Month, ...]:
    """The months with enough answers to show, in order."""
    held, answers = Counter[dt.date](), Counter[dt.date]()
    for row in rows:
        start = dt.date(int(row.year), int(row.month), 1)
        answers[start] += row.answers
        held[start] += 0 if row.missed else row.answers
    return tuple(
        Month(start, Share(held[start], of))
        for start, of in sorted(answers.items())
        if of >= ENOUGH_A_MONTH
    )


def _right(rows: Iterable[Row[bool, bool, int]]) -> Share:
    counted = [(row.correct, row.answers) for row in rows]
    return Share(
        sum(answers for correct, answers in counted if correct),
        sum(answers for _, answers in counted),
    )
