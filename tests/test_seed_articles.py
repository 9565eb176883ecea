"""The articles that come with the program: readable, sourced, and in our own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from questions.article import read
from questions.types import Article, BlockKind

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SEEDS = sorted((ROOT / "seeds" / "articles").glob("*.md"))
SOURCES = {
    "4-crops-and-ozone": SHARED / "practice" / "articles" / "news-warming.txt",
    "3-emperor-norton": SHARED / "practice" / "articles" / "bio-emperor.txt",
    "1-north-korean-troops": SHARED / "seeds" / "000_80559748b82f9f98.txt",
    "2-south-funen-archipelago": SHARED / "practice" / "articles" / "voyage-sydfynske.txt",
}
LONGEST_SHARED_RUN = 7


def words(text: str) -> list[str]:
    return re.findall(r"[\w.,]*\w", text.lower().replace("’", "'"))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def article(path: Path) -> Article:
    return read(path.read_bytes(), name=path.name)


def test_every_seed_has_its_source() -> None:
    assert {path.stem for path in SEEDS} == set(SOURCES)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_reads_with_title_source_and_date(path: Path) -> None:
    found = article(path)
    assert found.title
    assert found.publisher.endswith(", retold in our own words")
    assert found.published
    assert "\nsource: " in path.read_text(encoding="utf-8")
    assert {block.kind for block in found.blocks} == {BlockKind.PARAGRAPH}
    assert 250 <= len(found.text.split()) <= 450


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_is_in_our_own_words(path: Path) -> None:
    source = SOURCES[path.stem]
    if not source.exists():
        pytest.skip("the texts that the facts come from are not on this machine")
    length = LONGEST_SHARED_RUN + 1
    shared = runs(article(path).text, length) & runs(source.read_text(encoding="utf-8"), length)
    assert not shared
