"""Quantities side by side with quantulum3: ``python -m benchmarks.against_quantulum``.

Both read the same sentences in this run, each in a process of its own: F1 of values and of values
with their unit by the same one-to-one matching, words a second once loaded, peak memory (as
Linux tells it). Units
are compared under one set of names, so that no one loses for a spelling; what quantulum3 calls
dimensionless has the noun after it in its ``unit.name`` or none, and is right with either.

quantulum3 is no part of the product. ``QUANTULUM_PYTHON`` names a Python that has it; without
that, the Python at hand is tried.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quantities import OWN, UNSEEN, close, quantities, rows_of

INSTALL = (
    "quantulum3 was not measured: install it beside the project, for example with "
    "“python3 -m venv other; other/bin/pip install quantulum3 scikit-learn stemming inflect”, "
    "and set QUANTULUM_PYTHON to other/bin/python."
)
# quantulum3's names, and ours.
THEIR_UNITS = {
    "": None,
    "dimensionless": None,
    "percentage": "percent",
    "pound sterling": "pound",
    "pound-mass": "pound",
    "us dollar": "dollar",
    "degree angle": "degree",
    "people": "person",
    "year of age": "year",
    "metric ton": "tonne",
    "cent": "cent",
    "chinese yuan": "yuan",
    "japanese yen": "yen",
    "russian ruble": "rouble",
    "indian rupee": "rupee",
    "percentage point": "percentage point",
}
# Runs in the other Python: reads sentences, writes what quantulum3 finds in each.
THEIRS = """
import json, re, sys, time
from quantulum3 import parser
texts = json.load(sys.stdin)
parser.parse("It is 5 km long.")
found, start = [], time.perf_counter()
for text in texts:
    try:
        found.append([[one.value, one.unit.name] for one in parser.parse(text)])
    except Exception:
        found.append([])
seconds = time.perf_counter() - start
memory = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
json.dump({"found": found, "seconds": seconds, "memory": memory}, sys.stdout)
"""
Found = list[list[tuple[float | None, str | None]]]


@dataclass(frozen=True, slots=True)
class Run:
    found: Found
    seconds: float
    memory: float


def main() -> None:
    if sys.argv[1:] == ["ours"]:
        print(json.dumps(_ours(json.load(sys.stdin))))
        return
    rows = [row for path in (*OWN, UNSEEN) for row in rows_of(path)]
    texts = [row["text"] for row in rows]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(rows)} sentences, {words} words")
    _show("this project", _run([sys.executable, "-m", __spec__.name, "ours"], texts), rows, words)
    python = os.environ.get("QUANTULUM_PYTHON", sys.executable)
    theirs = _run([python, "-c", THEIRS], texts)
    if theirs is None:
        print(INSTALL)
    else:
        _show("quantulum3", theirs, rows, words)


def _ours(texts: list[str]) -> dict[str, Any]:
    quantities("It is 5 km long.")
    found, start = [], time.perf_counter()
    for text in texts:
        ours = [fact.quantity for fact in quantities(text) if fact.quantity]
        found.append([[one.value if one.low is None else one.low, one.unit] for one in ours])
    seconds = time.perf_counter() - start
    status = Path("/proc/self/status").read_text("utf-8")
    memory = int(status.partition("VmHWM:")[2].split()[0])
    return {"found": found, "seconds": seconds, "memory": memory}


def _run(command: list[str], texts: list[str]) -> Run | None:
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    if done.returncode:
        return None
    answer = json.loads(done.stdout[done.stdout.index("{") :])
    found = [[(value, unit) for value, unit in each] for each in answer["found"]]
    return Run(found, answer["seconds"], answer["memory"] / 1024)


def _show(name: str, run: Run | None, rows: list[dict[str, Any]], words: int) -> None:
    if run is None:
        print(f"{name}: did not run.")
        return
    value, both = _f1(rows, run.found, units=False), _f1(rows, run.found, units=True)
    print(
        f"{name:14} value F1 {value:5.1f}  value and unit F1 {both:5.1f}  "
        f"{words / run.seconds:8,.0f} words a second  {run.memory:5,.0f} MB"
    )


def _f1(rows: list[dict[str, Any]], found: Found, *, units: bool) -> float:
    right = expected = given = 0
    for row, ours in zip(rows, found, strict=True):
        wanted, left = _ends(row["quantities"], ours), list(ours)
        expected, given = expected + len(wanted), given + len(ours)
        for value, unit in wanted:
            hit = next(
                (
                    one
                    for one in left
                    if close(value, one[0]) and (not units or _same(unit, one[1]))
                ),
                None,
            )
            if hit:
                left.remove(hit)
                right += 1
    return 200 * right / (expected + given) if expected + given else 0.0


def _ends(
    wanted: list[dict[str, Any]], found: list[tuple[float | None, str | None]]
) -> list[tuple[float | None, str | None]]:
    """Each wanted value with its unit; a range by its lower end, or by its middle if given."""
    return [(_end(one, [value for value, _ in found]), one.get("unit")) for one in wanted]


def _end(wanted: dict[str, Any], given: list[float | None]) -> float | None:
    if wanted.get("low") is None:
        return wanted.get("value")
    middle = (float(wanted["low"]) + float(wanted["high"])) / 2
    return middle if any(close(middle, value) for value in given) else float(wanted["low"])


def _same(wanted: str | None, given: str | None) -> bool:
    name, theirs = (wanted or "").lower(), (given or "").lower()
    return THEIR_UNITS.get(name, name) == THEIR_UNITS.get(theirs, theirs) or (
        theirs == "dimensionless"
    )


if __name__ == "__main__":
    main()
