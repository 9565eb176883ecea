"""The starter sets: readable, sound, and true to the articles that they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from questions import problems
from questions.article import read
from questions.formats import FORMATS, SetFile

SEEDS = Path(__file__).parents[1] / "seeds"
SETS = sorted((SEEDS / "sets").glob("*.json"))


def set_in(path: Path) -> SetFile:
    reader = FORMATS["json"].read
    assert reader is not None
    return reader(path.read_bytes())


def test_every_article_has_a_set() -> None:
    articles = {path.stem for path in (SEEDS / "articles").glob("*.md")}
    assert {path.stem for path in SETS} == articles


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_its_article_is_the_one_beside_it(path: Path) -> None:
    source = SEEDS / "articles" / f"{path.stem}.md"
    assert set_in(path).articles == (read(source.read_bytes(), name=source.name),)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_its_questions_are_sound(path: Path) -> None:
    found = set_in(path)
    assert len(found.questions) >= 8
    assert len({question.id for question, _ in found.questions}) == len(found.questions)
    for question, article in found.questions:
        assert article == 0
        evidence = question.evidence
        assert evidence is not None
        assert found.articles[0].text[evidence.start : evidence.end] == evidence.text
        assert question.answer.text in evidence.text
        assert problems.check(question) == ()
