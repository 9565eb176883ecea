"""What must hold of every article's questions, and what the seed article must give."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from questions.article import read
from questions.errors import ArticleError
from questions.generation import generate
from questions.types import Article, Question, QuestionKind

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
OWN = sorted((ROOT / "seeds" / "articles").glob("*.md"))
PRACTICE = sorted((SHARED / "practice" / "articles").glob("*.txt"))
SEED = SHARED / "seeds" / "000_80559748b82f9f98.txt"


def assert_holds(article: Article, questions: list[Question]) -> None:
    assert len({question.id for question in questions}) == len(questions)
    scores = [question.score for question in questions]
    assert scores == sorted(scores, reverse=True)
    for question in questions:
        evidence = question.evidence
        assert evidence is not None
        assert article.text[evidence.start : evidence.end] == evidence.text
        assert question.answer.text in evidence.text
        assert 0 <= question.score <= 1
        assert Question.from_json(json.loads(json.dumps(question.as_json()))) == question
        if question.kind is QuestionKind.MULTIPLE_CHOICE:
            texts = [option.text for option in question.options]
            assert 3 <= len(set(texts)) == len(texts) <= 4
            assert sum(option.correct for option in question.options) == 1
            assert question.correct_option is not None
            assert question.correct_option.text == question.answer.text
        if question.kind is QuestionKind.NUMERIC_ESTIMATE:
            assert question.answer.value is not None
            assert question.answer.tolerance is not None
        has_gap = question.prompt.count("____") == 1
        if question.kind is QuestionKind.CLOZE:
            assert has_gap
        elif question.kind is QuestionKind.NUMERIC_ESTIMATE:
            assert has_gap or question.prompt.endswith("?")
        else:
            assert question.prompt.endswith("?")


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_what_must_hold_holds_of_our_own_articles(path: Path) -> None:
    article = read(path.read_bytes(), name=path.name)
    questions = generate(article)
    assert len(questions) >= 8
    assert_holds(article, questions)


@pytest.mark.skipif(not PRACTICE, reason="the practice articles are not beside this checkout")
def test_what_must_hold_holds_of_the_practice_articles() -> None:
    for path in PRACTICE:
        article = read(path.read_bytes(), name=path.name)
        assert_holds(article, generate(article))


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside this checkout")
def test_the_seed_article_gives_an_estimate_for_each_figure_and_eight_choices() -> None:
    questions = generate(read(SEED.read_bytes(), name=SEED.name))
    estimates = {
        question.answer.text
        for question in questions
        if question.kind is QuestionKind.NUMERIC_ESTIMATE
    }
    assert estimates >= {
        "100,000", "20%", "470,000", "700,000", "1,500", "80,000", "400,000", "330,000", "10,000",
        "50,000",
    }  # fmt: skip
    choices = [one for one in questions if one.kind is QuestionKind.MULTIPLE_CHOICE]
    assert len(choices) >= 8


def test_the_same_seed_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import json, sys; from questions.article import read; "
        "from questions.generation import generate; "
        "found = generate(read(open(sys.argv[1], 'rb').read()), seed=5); "
        "print(json.dumps([one.as_json() for one in found]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(OWN[0])],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_another_seed_asks_the_same_with_other_wrong_options() -> None:
    article = read(OWN[0].read_bytes(), name=OWN[0].name)
    first, second = generate(article, seed=0), generate(article, seed=1)
    assert {one.prompt for one in first} == {one.prompt for one in second}
    assert [one.options for one in first] != [one.options for one in second]


def test_kinds_and_limit_narrow_what_is_given() -> None:
    article = read(OWN[0].read_bytes(), name=OWN[0].name)
    found = generate(article, kinds={QuestionKind.CLOZE}, limit=2)
    assert len(found) <= 2
    assert {one.kind for one in found} <= {QuestionKind.CLOZE}


def test_siblings_are_kept_apart_in_the_first_ten() -> None:
    for path in OWN:
        questions = generate(read(path.read_bytes(), name=path.name))
        facts = {question.fact_key for question in questions}
        shown = [question.fact_key for question in questions[: min(8, len(facts))]]
        assert len(set(shown)) == len(shown)


def test_a_text_without_facts_gives_no_questions() -> None:
    article = read("Nothing much happened here, and nobody said anything about it to anyone. " * 4)
    assert generate(article) == []


def test_an_empty_text_is_refused_with_a_sentence() -> None:
    with pytest.raises(ArticleError, match=r"\.$"):
        read("   \n ")
