"""Measure how well quantities are found: ``python -m benchmarks.quantities [--misses]``.

On our own annotated sentences (``quantities*.jsonl``): F1 for value, value with unit, value with
bound, and what is counted (any word right), by one-to-one matching. No rule was written from
``quantities_unseen.jsonl``: only its figures are printed, never its misses. On the practice
sentences beside the checkout, where they are there: value and unit, and recall of spans.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.texts import BESIDE
from questions.facts import find
from questions.language import parse
from questions.types import Article, Block, Fact, FactKind, Quantity

OWN = (
    Path(__file__).with_name("quantities.jsonl"),
    Path(__file__).with_name("quantities_more.jsonl"),
    Path(__file__).with_name("quantities_tuning.jsonl"),
)
UNSEEN = Path(__file__).with_name("quantities_unseen.jsonl")
PRACTICE = BESIDE / "practice" / "quantities"
KINDS = ("age", "currency", "dimension", "temperature")

# The published sentences' names for units, and ours, where both mean the same. Three more
# conventions differ and are no errors: they write the modifiers of what is counted into the unit
# ("cabinet minister", where ours is "minister" and the modifiers are in the concept), they give
# "times" no unit, and they take every franc for a Swiss one, which their sentences do not say.
SAME_UNIT = {
    "percentage": "percent",
    "percentage per year": "percent per year",
    "year of age": "year",
    "month of age": "month",
    "week of age": "week",
    "day of age": "day",
    "pound sterling": "pound",
    "pound-mass": "pound",
    "celsius": "degree celsius",
    "fahrenheit": "degree fahrenheit",
    "metric ton": "tonne",
    "metric ton per year": "tonne per year",
    "chinese yuan": "yuan",
    "japanese yen": "yen",
    "people": "person",
    "costa rican colón": "costa rican colon",
    "netherlands guilde": "dutch guilder",
    "swiss franc": "franc",
    "swiss franc per share": "franc per share",
}


@dataclass(slots=True)
class Tally:
    """Matches counted against what was expected and what was found."""

    expected: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=dict)

    def f1(self, name: str) -> float:
        both = self.expected + self.found
        return 200 * self.right.get(name, 0) / both if both else 0.0

    def recall(self, name: str) -> float:
        return 100 * self.right.get(name, 0) / self.expected if self.expected else 0.0


Judge = Callable[[dict[str, Any], Quantity], bool]


def same_value(wanted: dict[str, Any], got: Quantity) -> bool:
    if wanted.get("low") is not None:
        return close(wanted["low"], got.low) and close(wanted["high"], got.high)
    if got.low is not None:
        return False
    return close(wanted.get("value"), got.value)


def close(wanted: float | str | None, got: float | None) -> bool:
    if wanted is None or got is None:
        return wanted is None and got is None
    return abs(float(wanted) - got) <= 0.005 * max(abs(float(wanted)), 1e-9)


def same_unit(wanted: dict[str, Any], got: Quantity) -> bool:
    name, ours = (wanted.get("unit") or "").lower(), (got.unit or "").lower()
    if SAME_UNIT.get(name, name) == SAME_UNIT.get(ours, ours):
        return True
    if "normalized_unit" not in wanted:
        return False
    counted = got.role in ("count", "ratio")
    return counted and (ours == name.rpartition(" ")[2] or (not name and ours == "time"))


def same_bound(wanted: dict[str, Any], got: Quantity) -> bool:
    return bool(wanted.get("bound", "=") == got.bound)


def same_concept(wanted: dict[str, Any], got: Quantity) -> bool:
    words = {word.lower() for word in wanted.get("concept", ())}
    return not words or any(word.lower() in words for word in got.concept)


JUDGES: dict[str, Judge] = {
    "value": same_value,
    "value and unit": lambda a, b: same_value(a, b) and same_unit(a, b),
    "value and bound": lambda a, b: same_value(a, b) and same_bound(a, b),
    "value and concept": lambda a, b: same_value(a, b) and same_concept(a, b),
}


def matched(wanted: Sequence[dict[str, Any]], got: Sequence[Quantity], judge: Judge) -> int:
    """How many can be paired one to one; each of ours is used once."""
    left, count = list(got), 0
    for one in wanted:
        hit = next((other for other in left if judge(one, other)), None)
        if hit is not None:
            left.remove(hit)
            count += 1
    return count


def plain(text: str) -> Article:
    """A text whose lines are paragraphs, as it stands."""
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(place, place + len(line)))
        place += len(line) + 1
    return Article(text, tuple(blocks))


def quantities(text: str) -> list[Fact]:
    return [fact for fact in find(parse(plain(text))) if fact.kind is FactKind.QUANTITY]


def judged(rows: Iterable[dict[str, Any]], *, misses: bool = False) -> Tally:
    tally = Tally()
    for row in rows:
        got = [fact.quantity for fact in quantities(row["text"]) if fact.quantity]
        tally.expected += len(row["quantities"])
        tally.found += len(got)
        for name, judge in JUDGES.items():
            right = matched(row["quantities"], got, judge)
            tally.right[name] = tally.right.get(name, 0) + right
            if misses and (
                right < len(row["quantities"]) or (name == "value" and right < len(got))
            ):
                show_miss(name, row, got)
    return tally


def show_miss(name: str, row: dict[str, Any], got: Sequence[Quantity]) -> None:
    print(f"- {name}: {row['text']}")
    print("    wanted", [brief(one) for one in row["quantities"]])
    print(
        "    found ",
        [(one.value if one.low is None else (one.low, one.high), one.unit, str(one.bound),
          one.concept) for one in got],
    )  # fmt: skip


def brief(one: dict[str, Any]) -> tuple[Any, ...]:
    value = (one["low"], one["high"]) if one.get("low") is not None else one.get("value")
    return value, one.get("unit"), one.get("bound", "="), one.get("concept", [])


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def practice_rows(kind: str) -> list[dict[str, Any]]:
    rows = json.loads((PRACTICE / f"recognizers-{kind}.json").read_text("utf-8"))
    for row in rows:
        for one in row["quantities"]:
            low, dash, high = one["value"].lstrip("-").partition("-")
            if dash:
                one["low"], one["high"] = float(low), float(high)
            else:
                one["value"] = float(one["value"])
            one["unit"] = "" if one["normalized_unit"] in ("-", "count") else one["normalized_unit"]
    return list(rows)


def span_recall(*, misses: bool = False) -> tuple[int, int]:
    """Of re3d's quantity spans that have a number, how many one of ours overlaps, one to one."""
    right = wanted = 0
    for line in (PRACTICE / "re3d.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        ours = [(one.span.start, one.span.end) for one in quantities(row["text"])]
        for span in row["spans"]:
            if span["kind"] != "quantity":
                continue
            wanted += 1
            hit = next(
                (one for one in ours if one[0] < span["end"] and span["start"] < one[1]), None
            )
            if hit:
                ours.remove(hit)
                right += 1
            elif misses:
                place = span["start"]
                print("- not found:", repr(row["text"][max(0, place - 40) : span["end"] + 30]))
    return right, wanted


def speed(text: str) -> float:
    """Words a second for finding facts alone, once parsed."""
    parsed = parse(plain(text))
    started = time.perf_counter()
    find(parsed)
    return len(text.split()) / (time.perf_counter() - started)


def report(name: str, tally: Tally) -> None:
    figures = "  ".join(f"{one} {tally.f1(one):.1f}" for one in tally.right)
    print(f"{name} ({tally.expected} expected, {tally.found} found): F1 {figures}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    parser.add_argument("--only", default="", help="own, re3d or one practice kind")
    given = parser.parse_args()

    def wanted(name: str) -> bool:
        return given.only in ("", name)

    if wanted("own"):
        for path in OWN:
            own = rows_of(path)
            report(path.stem, judged(own, misses=given.misses))
        report(UNSEEN.stem, judged(rows_of(UNSEEN)))
        print(f"facts alone: {speed(' '.join(row['text'] for row in own)):,.0f} words a second")
    if not PRACTICE.exists():
        print("The practice sentences are not beside this checkout: they were not measured.")
        return
    for kind in KINDS:
        if wanted(kind):
            tally = judged(practice_rows(kind), misses=given.misses)
            print(f"{kind}: recall of values {tally.recall('value'):.1f}", end="  ")
            report(kind, tally)
    if wanted("re3d"):
        right, total = span_recall(misses=given.misses)
        print(f"re3d: {right} of {total} quantity spans, {100 * right / total:.1f} %")


if __name__ == "__main__":
    main()
