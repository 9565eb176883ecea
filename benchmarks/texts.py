"""The texts that are measured on: our own, and others that may stand beside the checkout."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from questions.article import read
from questions.types import Article

ROOT = Path(__file__).parents[1]
BESIDE = ROOT.parent / "shared"
TREEBANK = BESIDE / "treebank"
OWN_ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.md"))
PRACTICE_ARTICLES = sorted((BESIDE / "practice" / "articles").glob("*.txt"))
SEED_ARTICLE = sorted((BESIDE / "seeds").glob("*.txt"))


def articles(paths: list[Path]) -> list[Article]:
    """The articles at ``paths``, with what an index beside them says of each."""
    return [read(path.read_bytes(), name=path.name, **known(path)) for path in paths]


def known(path: Path) -> dict[str, Any]:
    """Title, date, and publisher or authors, as ``read`` takes them; empty without an index."""
    index = path.with_name("index.json")
    rows = json.loads(index.read_text(encoding="utf-8")) if index.exists() else []
    row = next((row for row in rows if row["file"] == path.name), None)
    if row is None:
        return {}
    told: dict[str, Any] = {"title": row["title"], "published": dt.date.fromisoformat(row["date"])}
    told["publisher" if row["author"].startswith("Wiki") else "author"] = row["author"]
    return told


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
