"""500 simulated learners over a simulated year: what the schedule reaches, and at what cost.

    python -m benchmarks.learners [--learners N] [--days N] [--seed N] [--figure FILE]

FSRS-6 itself is the truth: a card's recall follows its forgetting curve under the learner's true
memory, which is moved by their true answers alone. In multiple choice (four options here) somebody
who has forgotten guesses right once in four; the schedule sees only what was answered. Three
ways of scheduling are compared on the same learners:

- ``plain``: desired retention 0.9, the day drawn by fuzz
- ``guess``: the desired retention raised by the share that guessing gives
- ``both``: what the app does: that, and each card put on the quietest day of its room

``python -m benchmarks.learners --learners 50`` takes a tenth of the time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import multiprocessing
import os
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from questions.types import Rating
from quizapp.models import MemoryState
from quizapp.study.schedule import (
    DESIRED_RETENTION,
    USUAL,
    Days,
    State,
    Step,
    Weights,
    desired_retention,
    quietest,
    recall_after,
    step,
)

START = dt.date(2026, 1, 5)
OPTIONS = 4
SHARE_OF_CHOICE = 0.5
NEW_A_DAY = 4
CARDS = 160
SETTLED_AFTER = 60  # days until the first long intervals have come round
FIGURE = Path(__file__).with_name("learners.svg")
UTC = Days()


@dataclass(frozen=True)
class Way:
    """How the app schedules: with the correction for guessing, with the days evened out."""

    name: str
    guess: bool
    even: bool


WAYS = (
    Way("plain", guess=False, even=False),
    Way("guess", guess=True, even=False),
    Way("both", guess=True, even=True),
)


@dataclass
class Year:
    """What one learner's year came to."""

    known: dict[bool, list[float]] = field(default_factory=lambda: defaultdict(list))
    right: dict[bool, list[bool]] = field(default_factory=lambda: defaultdict(list))
    load: Counter[int] = field(default_factory=Counter)


@dataclass
class Studied:
    """One card: how the app sees it, and what is truly remembered of it."""

    number: int
    choice: bool
    seen: State | None = None
    true: State | None = None


class Learner:
    """A learner whose true memory is FSRS with weights of their own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.weights = own_weights(self.chance)
        self.cards = [
            Studied(number, self.chance.random() < SHARE_OF_CHOICE) for number in range(CARDS)
        ]

    def study(self, way: Way, days: int) -> Year:
        """A year of days; on each, all that is due is answered, and the day's new cards."""
        year, waiting = Year(), defaultdict[int, list[Studied]](list)
        new = iter(self.cards)
        due: Counter[int] = Counter()
        for day in range(days):
            today = [*waiting.pop(day, []), *(next(new, None) for _ in range(NEW_A_DAY))]
            for card in today:
                if card is None:
                    continue
                back = self._learn(card, way, day, due, year)
                due[back] += 1
                waiting[back].append(card)
        return year

    def _learn(self, card: Studied, way: Way, day: int, due: Counter[int], year: Year) -> int:
        """Answer a card until it is past its steps; the day it comes back on."""
        retention = desired_retention(OPTIONS if way.guess and card.choice else 0)
        moment = dt.datetime.combine(START + dt.timedelta(days=day), dt.time(12), dt.UTC)
        while True:
            recall = self._recall(card, moment)
            knows = self.chance.random() < recall
            right = knows or (card.choice and self.chance.random() < 1 / OPTIONS)
            if card.seen and card.seen.state is MemoryState.REVIEW:
                year.load[day] += 1
                if day >= SETTLED_AFTER:
                    year.known[card.choice].append(recall)
                    year.right[card.choice].append(right)
            rating = Rating.GOOD if knows else Rating.AGAIN
            card.true = advance(card.true, rating, moment, card, self.weights).state
            answered = Rating.GOOD if right else Rating.AGAIN
            found = advance(card.seen, answered, moment, card, USUAL, retention)
            card.seen = found.state
            if found.room:
                return day + interval(found, way, day, due)
            moment += dt.timedelta(minutes=10)

    def _recall(self, card: Studied, moment: dt.datetime) -> float:
        if card.true is None:
            return 0.4  # some of what an article says is known before
        passed = (moment.date() - card.true.last_study_day).days
        return 0.97 if passed == 0 else recall_after(card.true.stability, passed, self.weights)


def own_weights(chance: random.Random) -> Weights:
    """The usual weights, their first stabilities and the speed of forgetting varied by person."""
    factor = math.exp(chance.gauss(0, 0.35))
    first = [min(value * factor, 100.0) for value in USUAL[:4]]
    decay = min(max(USUAL[20] * math.exp(chance.gauss(0, 0.2)), 0.1), 0.8)
    return (*first, *USUAL[4:20], decay)


def advance(
    state: State | None,
    rating: Rating,
    moment: dt.datetime,
    card: Studied,
    weights: Weights,
    retention: float = DESIRED_RETENTION,
) -> Step:
    return step(
        state,
        rating,
        moment,
        days=UTC,
        card_id=card.number,
        retention=retention,
        day=moment.date(),
        weights=weights,
    )


def interval(found: Step, way: Way, day: int, due: Counter[int]) -> int:
    if not way.even:
        return found.drawn
    loads = {one: due[day + one] for one in found.room}
    return found.room[quietest(found.room, loads, (), found.seed)]


# What is measured


@dataclass(frozen=True)
class Result:
    """One learner under one way: mean true recall when asked and share answered rightly, for
    questions with options and without; reviews a day and how unevenly they fall."""

    known_choice: float
    known_other: float
    right_choice: float
    reviews: float
    busiest: float
    spread: float


def measure(task: tuple[int, int]) -> list[Result]:
    seed, days = task
    return [result(Learner(seed).study(way, days), days) for way in WAYS]


def result(year: Year, days: int) -> Result:
    settled = [year.load[day] for day in range(SETTLED_AFTER, days)]
    return Result(
        known_choice=mean(year.known[True]),
        known_other=mean(year.known[False]),
        right_choice=mean(year.right[True]),
        reviews=mean(settled),
        busiest=sorted(settled)[int(0.99 * len(settled))] / max(1.0, mean(settled)),
        spread=unevenness(settled),
    )


def unevenness(loads: Sequence[int]) -> float:
    """How much a day differs from the days around it, as a share of their mean."""
    around = [mean(loads[max(0, day - 7) : day + 8]) for day in range(len(loads))]
    gaps = [abs(load - near) for load, near in zip(loads, around, strict=True)]
    return mean(gaps) / max(1.0, mean(loads))


def mean(values: Iterable[float]) -> float:
    found = list(values)
    return statistics.fmean(found) if found else math.nan


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--learners", type=int, default=500)
    arguments.add_argument("--days", type=int, default=365)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--figure", type=Path, help=f"where to draw it ({FIGURE.name} beside)")
    given = arguments.parse_args()
    began = time.perf_counter()
    tasks = [(given.seed * 100_000 + number, given.days) for number in range(given.learners)]
    with multiprocessing.Pool(os.cpu_count()) as pool:
        found = pool.map(measure, tasks, chunksize=5)
    columns = [[one[place] for one in found] for place in range(len(WAYS))]
    print_table(columns)
    print(f"{given.learners} learners, {given.days} days: {time.perf_counter() - began:.0f} s")
    if given.figure or given.learners >= 500:
        (given.figure or FIGURE).write_text(figure(columns), encoding="utf-8")


def print_table(columns: list[list[Result]]) -> None:
    rows: tuple[tuple[str, str, str], ...] = (
        ("known when asked, with options (aim 90 %)", "known_choice", "%"),
        ("known when asked, without (aim 90 %)", "known_other", "%"),
        ("answered rightly, with options", "right_choice", "%"),
        ("reviews a day", "reviews", ""),
        ("busiest day in a hundred, times the mean", "busiest", ""),
        ("a day beside those around it, off by", "spread", "%"),
    )
    print(f"{'':44}" + "".join(f"{way.name:>9}" for way in WAYS))
    for label, name, unit in rows:
        means = [mean(getattr(one, name) for one in column) for column in columns]
        shown = [f"{100 * one:7.1f} %" if unit else f"{one:9.2f}" for one in means]
        print(f"{label:44}" + "".join(shown))


# The figure


WIDTH, HEIGHT, LEFT, TOP, ROW = 640, 250, 110, 56, 44
LOWEST, HIGHEST = 0.80, 1.0
COLOURS = ("#8a857b", "#0f5c63")


def figure(columns: list[list[Result]]) -> str:
    """For each way, how well its learners know what they are asked: a dot for each learner's mean,
    with options above and without below, and the load beside."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        '<g font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(sentence(columns))}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf7"/>',
        f'<text x="{LEFT}" y="22" fill="#1c1b19">Known when asked, one dot a learner</text>',
        f'<text x="{WIDTH - 16}" y="22" text-anchor="end">reviews a day · unevenness</text>',
    ]
    for tick in (0.80, 0.85, 0.90, 0.95, 1.0):
        x, strong = place(tick), tick == DESIRED_RETENTION
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="34" y2="{HEIGHT - 40}" '
            f'stroke="{"#0f5c63" if strong else "#dedad1"}"/>'
            f'<text x="{x:.1f}" y="{HEIGHT - 22}" text-anchor="middle" fill="#625e57">'
            f"{100 * tick:.0f} %</text>"
        )
    for number, (way, column) in enumerate(zip(WAYS, columns, strict=True)):
        parts += row(way, column, TOP + number * ROW)
    parts.append(
        f'<text x="{LEFT}" y="{HEIGHT - 6}" font-size="11" fill="#625e57">dark: with four options; '
        "grey: without. The line is the aim.</text></g></svg>"
    )
    return "\n".join(parts) + "\n"


def row(way: Way, column: list[Result], top: int) -> list[str]:
    parts = [f'<text x="16" y="{top + 14}" fill="#1c1b19">{way.name}</text>']
    kinds = ((COLOURS[1], "known_choice"), (COLOURS[0], "known_other"))
    for number, (colour, name) in enumerate(kinds):
        y = top + 4 + 16 * number
        values = [getattr(one, name) for one in column]
        dots = "".join(
            f'<circle cx="{place(value):.1f}" cy="{y}" r="2.5"/>' for value in sorted(values)[::4]
        )
        x = place(mean(values))
        parts.append(f'<g fill="{colour}" fill-opacity="0.18">{dots}</g>')
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y - 7}" y2="{y + 7}" stroke="{colour}" '
            'stroke-width="3"/>'
        )
    load, spread = mean(one.reviews for one in column), mean(one.spread for one in column)
    parts.append(
        f'<text x="{WIDTH - 16}" y="{top + 14}" text-anchor="end" fill="#1c1b19">{load:.1f} · '
        f"{100 * spread:.0f} %</text>"
    )
    return parts


def place(share: float) -> float:
    width = WIDTH - LEFT - 170
    return LEFT + width * (min(max(share, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)


def sentence(columns: list[list[Result]]) -> str:
    known = [100 * mean(one.known_choice for one in column) for column in columns]
    said = ", ".join(f"{way.name} {value:.1f} %" for way, value in zip(WAYS, known, strict=True))
    return f"Known when asked, of questions with four options: {said}."


if __name__ == "__main__":
    main()
