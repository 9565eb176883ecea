"""How well the bundled model reads English, from raw text, beside its bars.

    python -m benchmarks.parse [TREEBANK]

Words are matched by their place in the text and scored as F1, as in the CoNLL 2018 shared task:
tags are Penn's, labels are compared without their subtypes. One line a treebank, with the words
read a second: with the rules for edited prose, as articles are read, and without, which the bars
are for.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.texts import TREEBANK
from questions import language
from questions.language.train import Sentence, paragraphs, read_conllu
from questions.types import Article, Block

BARS = {"gum": (81.5, 95.5), "ewt": (80.0, 93.0)}
Word = tuple[int, int]


def article_of(groups: list[list[Sentence]]) -> tuple[Article, dict[Word, tuple[Word, str, str]]]:
    """A text made of paragraphs, and its words: place -> (place of the head, label, tag)."""
    text, blocks, gold = "", [], {}
    for group in groups:
        text += "\n\n" if text else ""
        start = len(text)
        for sentence in group:
            places = []
            for word, space in zip(sentence.words, sentence.spaces, strict=True):
                places.append((len(text), len(text) + len(word)))
                text += word + (" " if space else "")
            for index, place in enumerate(places):
                head = sentence.heads[index]
                label = sentence.labels[index].split(":")[0]
                gold[place] = (place if head < 0 else places[head], label, sentence.tags[index])
        text = text.rstrip(" ")
        blocks.append(Block(start, len(text)))
    return Article(text, tuple(blocks)), gold


def read(article: Article) -> dict[Word, tuple[Word, str, str]]:
    found = {}
    for sentence in language.parse(article).sentences:
        for token in sentence.tokens:
            head = sentence.place(token.head)
            label = "root" if token.dep_ == "ROOT" else token.dep_.split(":")[0]
            found[sentence.place(token)] = (head, label, token.tag_)
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """How well one treebank was read: per cent right, and words a second."""

    las: float
    tags: float
    words: float
    speed: float


def measure(path: Path) -> Reading:
    article, gold = article_of(list(paragraphs(read_conllu(path))))
    started = time.perf_counter()
    found = read(article)
    seconds = time.perf_counter() - started
    both = [(gold[place], found[place]) for place in gold if place in found]
    scale = 200 / (len(gold) + len(found))
    return Reading(
        las=scale * sum(one[:2] == other[:2] for one, other in both),
        tags=scale * sum(one[2] == other[2] for one, other in both),
        words=scale * len(both),
        speed=len(found) / seconds,
    )


def model_alone(treebank: Path) -> dict[str, Reading]:
    """What the bundled model reads of each treebank without the rules for edited prose."""
    with language.load().select_pipes(disable=["sentence_bounds"]):
        return {name: measure(treebank / f"{name}-dev.conllu.xz") for name in BARS}


def main() -> None:
    treebank = Path(sys.argv[1]) if len(sys.argv) > 1 else TREEBANK
    if not treebank.exists():
        print(f"There is no treebank in {treebank}: the model was not measured.")
        return
    with_rules = {name: measure(treebank / f"{name}-dev.conllu.xz") for name in BARS}
    for title, readings in (("as articles", with_rules), ("model alone", model_alone(treebank))):
        for name, one in readings.items():
            las_bar, tags_bar = BARS[name]
            print(
                f"{title}, {name}-dev: LAS {one.las:.1f} (bar {las_bar}), "
                f"tags {one.tags:.1f} (bar {tags_bar}), words {one.words:.1f}, "
                f"{one.speed:,.0f} words a second"
            )


if __name__ == "__main__":
    main()
