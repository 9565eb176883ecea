"""The quality of quantities on our own annotated sentences cannot fall unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.evaluate import FLOORS, f1_figures, shown
from benchmarks.quantities import OWN, UNSEEN, judged, rows_of


@pytest.mark.parametrize("path", [*OWN, UNSEEN], ids=lambda path: path.stem)
def test_f1_stays_above_its_floor(path: Path) -> None:
    assert set(shown(path.stem, f1_figures(judged(rows_of(path))))) == set()


def test_a_figure_below_its_floor_is_named() -> None:
    floors = FLOORS["seed article"]
    held = {name: float(floor) for name, floor in floors.items()}
    assert list(shown("seed article", iter(held.items()))) == []
    held["cloze"] -= 1
    assert list(shown("seed article", iter(held.items()))) == ["seed article, cloze"]
