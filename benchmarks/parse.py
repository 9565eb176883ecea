"""How well the bundled model reads English, from raw text, beside its bars.

    python benchmarks/parse.py ../shared/treebank

Words are matched by their place in the text and scored as F1, as in the CoNLL 2018 shared task:
tags are Penn's, labels are compared without their subtypes. Prints one line a treebank and the
words read a second on one core.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

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


def measure(name: str, treebank: Path) -> tuple[float, float]:
    """Print one line and give back LAS and tag accuracy, in per cent."""
    groups = list(paragraphs(read_conllu(treebank / f"{name}-dev.conllu.xz")))
    article, gold = article_of(groups)
    started = time.perf_counter()
    found = read(article)
    seconds = time.perf_counter() - started
    both = [(gold[place], found[place]) for place in gold if place in found]
    scale = 200 / (len(gold) + len(found))
    las = scale * sum(one[:2] == other[:2] for one, other in both)
    tags = scale * sum(one[2] == other[2] for one, other in both)
    las_bar, tag_bar = BARS[name]
    print(
        f"  {name}-dev: LAS {las:.1f} (bar {las_bar}), tags {tags:.1f} (bar {tag_bar}), "
        f"words {scale * len(both):.1f}, {len(found) / seconds:,.0f} words a second"
    )
    return las, tags


def main(treebank: Path) -> int:
    print("with the rules for edited prose, as articles are read:")
    for name in BARS:
        measure(name, treebank)
    print("the bundled model alone, which the bars are for:")
    with language.load().select_pipes(disable=["sentence_bounds"]):
        reached = {name: measure(name, treebank) for name in BARS}
    return int(
        any(got < bar for name in BARS for got, bar in zip(reached[name], BARS[name], strict=True))
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
