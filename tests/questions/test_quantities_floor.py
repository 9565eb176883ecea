"""The quality of quantities on our own annotated sentences cannot fall unnoticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.quantities import OWN, judged

FLOORS = {
    "value": 97.0,
    "value and unit": 94.0,
    "value and bound": 96.0,
    "value and concept": 87.0,
}


@pytest.mark.parametrize("path", OWN, ids=[path.stem for path in OWN])
def test_f1_stays_above_its_floor(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    tally = judged(rows)
    assert {name: tally.f1(name) for name, floor in FLOORS.items() if tally.f1(name) < floor} == {}
