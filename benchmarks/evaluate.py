"""Every quality figure beside its floor: ``python -m benchmarks.evaluate``.

A floor is what was reached when it was last moved, rounded down; it is moved up, never down
without a reason in the commit. Exits with 1 when a figure is below its floor or above its ceiling.
A bar is what was asked for. What is not beside the checkout is left out, and said so.
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks import parse, probes, quantities, texts
from benchmarks.quantities import Tally
from questions.facts import find
from questions.generation import generate
from questions.language import parse as parse_article
from questions.types import Article, QuestionKind
from questions.writing.assembly import fact_key

FLOORS: dict[str, dict[str, float]] = {
    "model alone": {
        "gum-dev LAS": 82.9,
        "gum-dev tags": 95.7,
        "ewt-dev LAS": 80.7,
        "ewt-dev tags": 92.8,
    },
    "quantities": {
        "value, F1": 100,
        "value and unit, F1": 100,
        "value and bound, F1": 100,
        "value and concept, F1": 99.1,
    },
    "quantities_more": {
        "value, F1": 100,
        "value and unit, F1": 100,
        "value and bound, F1": 100,
        "value and concept, F1": 96.7,
    },
    "quantities_tuning": {
        "value, F1": 99.8,
        "value and unit, F1": 98,
        "value and bound, F1": 99.8,
        "value and concept, F1": 96.7,
    },
    "quantities_unseen": {
        "value, F1": 97.3,
        "value and unit, F1": 89.2,
        "value and bound, F1": 94.6,
        "value and concept, F1": 91.6,
    },
    "practice sentences": {
        "age: value, recall": 100,
        "age: value and unit, F1": 100,
        "currency: value, recall": 94.9,
        "currency: value and unit, F1": 91.6,
        "dimension: value, recall": 95,
        "dimension: value and unit, F1": 90.3,
        "temperature: value, recall": 97,
        "temperature: value and unit, F1": 94.1,
        "quantity spans, recall": 95.4,
    },
    "own articles": {
        "numeric estimates": 23,
        "multiple choice": 16,
        "cloze": 18,
        "figures asked about, per cent": 63,
    },
    "seed article": {
        "numeric estimates": 10,
        "multiple choice": 8,
        "cloze": 5,
        "figures asked about, per cent": 100,
    },
    "practice articles": {
        "numeric estimates": 30,
        "multiple choice": 13,
        "cloze": 40,
        "figures asked about, per cent": 15,
    },
}
BARS: dict[str, dict[str, float]] = {
    "model alone": {
        f"{name}-dev {figure}": bar
        for name, bars in parse.BARS.items()
        for figure, bar in zip(("LAS", "tags"), bars, strict=True)
    },
    "quantities_unseen": {
        "value, F1": 94,
        "value and unit, F1": 88,
        "value and bound, F1": 90,
        "value and concept, F1": 80,
    },
    "seed article": {"numeric estimates": 9, "multiple choice": 8},
}
CEILINGS: dict[str, dict[str, float]] = {
    "blind guesses, points off chance": {probe.__name__: probes.FURTHEST for probe in probes.PROBES}
}
Figures = Iterator[tuple[str, float]]


def main() -> int:
    fallen = [name for title, figures in sections() for name in shown(title, figures)]
    for name in fallen:
        print(f"Past its limit: {name}.")
    return int(bool(fallen))


def sections() -> Iterator[tuple[str, Figures]]:
    """Each measured part with its figures, which are measured as they are asked for."""
    if texts.TREEBANK.exists():
        yield "model alone", model_figures()
    else:
        print("The treebank is not beside this checkout: the model was not measured.")
    for path in (*quantities.OWN, quantities.UNSEEN):
        yield f"{path.stem}", f1_figures(quantities.judged(quantities.rows_of(path)))
    if quantities.PRACTICE.exists():
        yield "practice sentences", practice_figures()
    else:
        print("The practice sentences are not beside this checkout: they were not measured.")
    for name, paths in (
        ("own articles", texts.OWN_ARTICLES),
        ("seed article", texts.SEED_ARTICLE),
        ("practice articles", texts.PRACTICE_ARTICLES),
    ):
        if paths:
            yield name, question_figures(paths)
        else:
            print(f"There are no {name} beside this checkout: they were not measured.")
    yield "blind guesses, points off chance", probe_figures()


def shown(title: str, figures: Figures) -> Iterator[str]:
    """Print a section's figures; yield the names of those past their limits."""
    print(title)
    floors, bars, ceilings = (limits.get(title, {}) for limits in (FLOORS, BARS, CEILINGS))
    for name, figure in figures:
        notes = [f"floor {floors[name]:g}"] if name in floors else []
        notes += [f"bar {bars[name]:g}"] if name in bars else []
        notes += [f"at most {ceilings[name]:g}"] if name in ceilings else []
        print(f"  {name:32}{figure:10,.1f}   {', '.join(notes)}".rstrip(), flush=True)
        if not floors.get(name, 0) <= round(figure, 1) <= ceilings.get(name, math.inf):
            yield f"{title}, {name}"


def model_figures() -> Figures:
    for name, reading in parse.model_alone(texts.TREEBANK).items():
        yield f"{name}-dev LAS", reading.las
        yield f"{name}-dev tags", reading.tags


def f1_figures(tally: Tally) -> Figures:
    for name in tally.right:
        yield f"{name}, F1", tally.f1(name)


def practice_figures() -> Figures:
    """Value and unit, which are all that the practice sentences state."""
    for kind in quantities.KINDS:
        tally = quantities.judged(quantities.practice_rows(kind))
        yield f"{kind}: value, recall", tally.recall("value")
        yield f"{kind}: value and unit, F1", tally.f1("value and unit")
    right, total = quantities.span_recall()
    yield "quantity spans, recall", 100 * right / total


def question_figures(paths: list[Path]) -> Figures:
    """How many questions of each kind, and the share of figures with a value that are asked."""
    articles = texts.articles(paths)
    generate(articles[0])  # what is loaded on first need is loaded before the clock starts
    start = time.perf_counter()
    written = [generate(article) for article in articles]
    seconds = time.perf_counter() - start
    kinds = Counter(question.kind for questions in written for question in questions)
    yield "numeric estimates", kinds[QuestionKind.NUMERIC_ESTIMATE]
    yield "multiple choice", kinds[QuestionKind.MULTIPLE_CHOICE]
    yield "cloze", kinds[QuestionKind.CLOZE]
    figures = asked = 0
    for article, questions in zip(articles, written, strict=True):
        keys = {question.fact_key for question in questions}
        ours = figure_keys(article)
        figures += len(ours)
        asked += len(ours & keys)
    yield "figures asked about, per cent", 100 * asked / figures
    yield "words a second", sum(len(one.text.split()) for one in articles) / seconds


def probe_figures() -> Figures:
    """How far each rule of blind guessing strays from chance, with its standard error."""
    for name, guesses in probes.measured().items():
        yield name, abs(guesses.over)
        yield f"{name}, standard error", guesses.error


def figure_keys(article: Article) -> set[str]:
    return {
        fact_key(fact)
        for fact in find(parse_article(article))
        if fact.quantity and fact.quantity.value is not None and fact.quantity.role != "label"
    }


if __name__ == "__main__":
    sys.exit(main())
