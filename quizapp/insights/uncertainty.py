"""How far a share that was counted may lie from the true one."""

from __future__ import annotations

import math
from dataclasses import dataclass

NORMAL = 1.959964  # standard deviations that hold 95 per cent


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``of``, with its 95 per cent interval by Wilson (1927); all from 0 to 1."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.hits, self.of)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The lower and upper end of the true share, 95 times in 100; (0, 1) where nothing counted."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, NORMAL**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = NORMAL / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of**2))
    return max(0.0, middle - half), min(1.0, middle + half)
