"""The texts that are measured on: our own, and others that may stand beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from questions.article import read
from questions.types import Article

ROOT = Path(__file__).parents[1]
BESIDE = ROOT.parent / "shared"
TREEBANK = BESIDE / "treebank"
OWN_ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.md"))
PRACTICE_ARTICLES = sorted((BESIDE / "practice" / "articles").glob("*.txt"))
SEED_ARTICLE = sorted((BESIDE / "seeds").glob("*.txt"))


def articles(paths: list[Path]) -> list[Article]:
    return [read(path.read_bytes(), name=path.name) for path in paths]


def text_of(words: int) -> str:
    """So many words, in whole paragraphs: our own and the practice articles, again and again."""
    paragraphs = endless_paragraphs()
    taken: list[str] = []
    while words > 0:
        taken.append(next(paragraphs))
        words -= len(taken[-1].split())
    return "\n\n".join(taken)


def endless_paragraphs() -> Iterator[str]:
    texts = [article.text for article in articles([*OWN_ARTICLES, *PRACTICE_ARTICLES])]
    while True:
        for text in texts:
            yield from text.split("\n\n")
