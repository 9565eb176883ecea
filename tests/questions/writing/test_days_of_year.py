"""A day whose year only the article's own date tells is asked for within that year."""

from __future__ import annotations

import datetime as dt

import pytest

from questions.article import read
from questions.generation import generate
from questions.types import Question, QuestionKind

PADDING = "The harbour town of Marholm lies on the coast of Norway. Its market is held every week."


def asked(text: str, published: dt.date | None) -> list[Question]:
    article = read(f"{text}\n\n{PADDING}", title="", published=published)
    return generate(article, kinds=[QuestionKind.MULTIPLE_CHOICE])


@pytest.mark.parametrize(
    ("text", "prompt", "key"),
    [
        (
            "The Hansa Bridge in Marholm was closed on May 16 after a storm.",
            "On what date in 2015 was the Hansa Bridge in Marholm closed after a storm?",
            "May 16",
        ),
        (
            "Norway was hit by massive floods in February.",
            "In which month of 2015 was Norway hit by massive floods?",
            "February",
        ),
    ],
)
def test_a_day_is_asked_for_within_its_year(text: str, prompt: str, key: str) -> None:
    question = next(one for one in asked(text, dt.date(2015, 8, 7)) if one.prompt == prompt)
    assert question.answer.text == key
    assert question.evidence is not None
    assert key in question.evidence.text
    assert not any("2015" in option.text for option in question.options)


def test_without_the_articles_date_no_such_day_is_asked_for() -> None:
    text = "The Hansa Bridge in Marholm was closed on May 16 after a storm."
    assert not any("date" in one.prompt for one in asked(text, None))
