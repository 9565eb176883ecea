"""What a learner chose about studying: how much a day, in which order, and which days stay free."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from quizapp.models import User

LONGEST_CATCH_UP = 14


class NewOrder(enum.StrEnum):
    """When new cards come."""

    FIRST = "first"
    MIXED = "mixed"
    AFTER = "after"


class ReviewOrder(enum.StrEnum):
    """In which order due cards come: longest due, least likely recalled, or shuffled."""

    DUE = "due"
    RECALL = "recall"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class StudySettings:
    """A learner's choices; each is kept only where it is not the usual one.

    ``easy_days`` are weekdays (0 is Monday) on which as little as possible is to fall due. From
    ``away_from`` to ``away_until``, the last day away, nothing is asked unless a set is chosen.
    """

    new_a_day: int = 20
    reviews_a_day: int = 200
    new_order: NewOrder = NewOrder.AFTER
    review_order: ReviewOrder = ReviewOrder.DUE
    suspend_leeches: bool = False
    even_out: bool = True
    easy_days: tuple[int, ...] = ()
    away_from: dt.date | None = None
    away_until: dt.date | None = None

    @classmethod
    def of(cls, learner: User | None) -> StudySettings:
        """The learner's own; the usual ones for a visitor."""
        return cls.read(learner.study) if learner and learner.study else USUAL_SETTINGS

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> StudySettings:
        """What ``as_document`` wrote."""
        return cls(**{name: READERS[name](value) for name, value in kept.items()})

    def as_document(self) -> dict[str, Any]:
        usual = USUAL_SETTINGS
        chosen = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            name: _plain(value) for name, value in chosen.items() if value != getattr(usual, name)
        }

    def is_away(self, day: dt.date) -> bool:
        if self.away_from is None or self.away_until is None:
            return False
        return self.away_from <= day <= self.away_until

    @property
    def keeps_days_free(self) -> bool:
        return bool(self.easy_days) or self.away_from is not None

    def keeps_free(self, day: dt.date) -> bool:
        """Whether as little as possible is to fall due on ``day``."""
        return day.weekday() in self.easy_days or self.is_away(day)

    def catching_up(self, day: dt.date) -> int:
        """How many days, ``day`` among them, are left to catch up after days away; else 0.

        As many as the days away were, two weeks at most.
        """
        if self.away_from is None or self.away_until is None or day <= self.away_until:
            return 0
        away = (self.away_until - self.away_from).days + 1
        return max(0, min(away, LONGEST_CATCH_UP) + 1 - (day - self.away_until).days)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


READERS: dict[str, Any] = {
    "new_a_day": int,
    "reviews_a_day": int,
    "new_order": NewOrder,
    "review_order": ReviewOrder,
    "suspend_leeches": bool,
    "even_out": bool,
    "easy_days": tuple,
    "away_from": dt.date.fromisoformat,
    "away_until": dt.date.fromisoformat,
}
USUAL_SETTINGS = StudySettings()
