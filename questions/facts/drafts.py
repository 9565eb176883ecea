"""A quantity as it is worked out, from its number or range to its unit, bound and concept."""

from __future__ import annotations

from dataclasses import dataclass, field

from questions.facts.units import Unit
from questions.facts.words import Phrase
from questions.numbers import Number
from questions.types import Bound

Away = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Stated:
    """One number or the two ends of a range, at ``text[start:end]`` with any unit inside.

    ``hedged_at`` is where a hedge before it would end ("about from 5 to 6").
    """

    first: Number
    last: Number
    start: int
    hedged_at: int
    unit: Unit | None = None

    @property
    def end(self) -> int:
        return self.last.end

    @property
    def is_range(self) -> bool:
        return self.first is not self.last

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """The lower and the higher value."""
        low, high = self.first.value, self.last.value
        return (high, low) if low is not None and high is not None and low > high else (low, high)


@dataclass(slots=True)
class Draft:
    stated: Stated
    unit: str | None = None
    unit_text: str = ""
    role: str = "count"
    end: int = 0
    phrase: Phrase | None = None
    bound: Bound = Bound.EQUAL
    concept: list[str] = field(default_factory=list)
    inherited: bool = False
