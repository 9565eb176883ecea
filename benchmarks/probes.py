"""Can the key be guessed without knowing? ``python -m benchmarks.probes``.

Each probe is a rule for a blind guess: always the first option, the longest, the one most like
the others. Over every multiple-choice question that is written about our own and the practice
texts, with several seeds, each should hit about as often as chance does: within five points. The
standard error takes the questions on one fact, which the seeds repeat, as one drawing.
"""

from __future__ import annotations

import difflib
import functools
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from benchmarks import texts
from questions import facts, language, writing
from questions.article import read
from questions.article.english import function_words
from questions.errors import ArticleError
from questions.types import Article, Question, QuestionKind

SEEDS = range(6)
RE3D = texts.BESIDE / "practice" / "quantities" / "re3d.jsonl"
FURTHEST = 5.0
"""Points that a probe may stray from chance."""
WORD = re.compile(r"[^\W_]{3,}")
MONTH = re.compile(r"[A-Z][a-z]{2}")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

Scores = list[float] | None
Probe = Callable[[Question, str], Scores]


@dataclass
class Guesses:
    """How often a rule of guessing found the key; each entry is one fact's (hits, chances, n)."""

    facts: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0] * 3))

    def add(self, fact: str, hit: float, chance: float) -> None:
        entry = self.facts[fact]
        entry[0] += hit
        entry[1] += chance
        entry[2] += 1

    @property
    def count(self) -> int:
        return round(sum(entry[2] for entry in self.facts.values()))

    @property
    def hit(self) -> float:
        return 100 * sum(entry[0] for entry in self.facts.values()) / max(1, self.count)

    @property
    def chance(self) -> float:
        return 100 * sum(entry[1] for entry in self.facts.values()) / max(1, self.count)

    @property
    def over(self) -> float:
        return self.hit - self.chance

    @property
    def error(self) -> float:
        """Standard error of ``over``, in points, with the facts as clusters."""
        mean = self.over / 100
        total = sum((hit - chance - mean * n) ** 2 for hit, chance, n in self.facts.values())
        return 100 * math.sqrt(total) / max(1, self.count)


def first(question: Question, _rest: str) -> Scores:
    return [-float(place) for place, _ in enumerate(question.options)]


def middle(question: Question, _rest: str) -> Scores:
    centre = (len(question.options) - 1) / 2
    return [-abs(place - centre) for place, _ in enumerate(question.options)]


def last(question: Question, _rest: str) -> Scores:
    return [float(place) for place, _ in enumerate(question.options)]


def longest(question: Question, _rest: str) -> Scores:
    return [float(len(option.text)) for option in question.options]


def shortest(question: Question, _rest: str) -> Scores:
    return [-float(len(option.text)) for option in question.options]


def roundest(question: Question, _rest: str) -> Scores:
    """Few digits that say something; of as many, two or more, a five at the end is rounder.

    A number with one digit only is no rounder for it: 4 is as round as 24.
    """
    found = [NUMBER.search(option.text) for option in question.options]
    values = [one[0].replace(",", "") for one in found if one]
    if len(values) < len(found) or MONTH.search(question.options[0].text):
        return None
    return [roundness(value) for value in values]


def roundness(value: str) -> float:
    digits = value.replace(".", "").lstrip("0") or "0"
    said = digits if "." in value else digits.rstrip("0") or "0"
    return 0.5 * (len(said) > 1 and said.endswith("5")) - max(len(said), min(2, 3 - len(digits)))


def least_round(question: Question, rest: str) -> Scores:
    scores = roundest(question, rest)
    return scores and [-score for score in scores]


def most_overlap(question: Question, _rest: str) -> Scores:
    """Shares most words with the stem."""
    stem = stems(question.prompt)
    return [float(len(stems(option.text) & stem)) for option in question.options]


def most_alike(question: Question, _rest: str) -> Scores:
    """Most like the other options, letter by letter."""
    options = [option.text for option in question.options]
    return [
        sum(round(alike(*sorted((one, other))), 6) for other in options if other is not one)
        for one in options
    ]


def most_frequent(question: Question, rest: str) -> Scores:
    """Stands most often in the article, its evidence set aside."""
    return [
        float(len(re.findall(rf"(?<!\w){re.escape(option.text)}(?!\w)", rest)))
        for option in question.options
    ]


PROBES: tuple[Probe, ...] = (
    first, middle, last, longest, shortest, roundest, least_round, most_overlap, most_alike,
    most_frequent,
)  # fmt: skip


@functools.lru_cache(maxsize=4096)
def alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def stems(text: str) -> set[str]:
    words = WORD.findall(text.lower())
    return {word[:5] for word in words if word not in function_words()}


def hit_of(question: Question, scores: list[float]) -> float:
    """1 where the rule's one best option is the key; a part of it where several are as good."""
    best = max(scores)
    tied = [place for place, score in enumerate(scores) if score == best]
    key = next(place for place, option in enumerate(question.options) if option.correct)
    return (key in tied) / len(tied)


def practice() -> Iterator[Article]:
    yield from texts.articles([*texts.OWN_ARTICLES, *texts.PRACTICE_ARTICLES])
    if not RE3D.exists():
        return
    for line in RE3D.read_text("utf-8").splitlines():
        try:
            yield read(json.loads(line)["text"])
        except ArticleError:
            continue  # too short to ask about


def choices(article: Article) -> Iterator[Question]:
    """An article's multiple-choice questions, with each seed."""
    parsed = language.parse(article)
    found = facts.find(parsed)
    for seed in SEEDS:
        for question in writing.write(parsed, found, seed=seed):
            if question.kind is QuestionKind.MULTIPLE_CHOICE:
                yield question


def measured() -> dict[str, Guesses]:
    """Each probe's guesses, under its name, over all texts and seeds."""
    guesses = {probe.__name__: Guesses() for probe in PROBES}
    for number, article in enumerate(practice()):
        for question in choices(article):
            rest = article.text
            if question.evidence:
                rest = rest[: question.evidence.start] + rest[question.evidence.end :]
            for probe in PROBES:
                scores = probe(question, rest)
                if scores:
                    fact = f"{number}-{question.fact_key}"
                    guesses[probe.__name__].add(
                        fact, hit_of(question, scores), 1 / len(question.options)
                    )
    return guesses


def main() -> int:
    print("a guess at the          hit  chance    over  (error)      n   facts")
    for name, found in measured().items():
        print(
            f"{name:20}{found.hit:7.1f}{found.chance:8.1f}{found.over:+8.1f}"
            f"{found.error:8.1f}{found.count:9,}{len(found.facts):8}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
