"""Births and deaths from the brackets after a name, and whose life "he" and "she" tell of."""

from __future__ import annotations

import datetime as dt

import pytest

from questions.article import read
from questions.generation import generate
from questions.types import Question, QuestionKind
from questions.writing.lifespan import which_end

LIFE = (
    "Ada Berg (3 May 1901 – 8 June 1978) was a Norwegian chemist. "
    "She was born in Bergen, and her father Olaf Berg sold timber. "
    "In 1925, she took a degree in chemistry at the University of Oslo.\n\n"
    "She joined the Norwegian Academy of Science in 1931, where Karl Lund taught. "
    "Her laboratory was paid for by the Lund family. "
    "She moved to Sweden in 1943. She died in Stockholm."
)


def asked(text: str, title: str = "Ada Berg") -> list[Question]:
    article = read(text, title=title, published=dt.date(2019, 4, 2))
    return generate(article, kinds=[QuestionKind.MULTIPLE_CHOICE])


def test_a_life_is_asked_for_its_first_and_its_last_year() -> None:
    keys = {one.prompt: one.answer.text for one in asked(LIFE)}
    assert keys["In what year was the Norwegian chemist Ada Berg born?"] == "1901"
    assert keys["In what year did the Norwegian chemist Ada Berg die?"] == "1978"


def test_who_lives_is_not_given_away_by_the_years_of_the_life() -> None:
    """Years stand on both sides of the key as often as not, and none are of the life's middle."""
    for one in asked(LIFE):
        if one.prompt.endswith((" born?", " die?")):
            assert len(one.options) == 4
            assert not {"1925", "1931", "1943"} & {option.text for option in one.options}


def test_nobody_takes_a_degree_as_a_child() -> None:
    degree = next(one for one in asked(LIFE) if one.answer.text == "1925")
    assert min(int(option.text) for option in degree.options) >= 1916


def test_she_is_whose_life_it_is_after_others_that_are_no_subjects() -> None:
    prompts = [one.prompt for one in asked(LIFE)]
    assert "In what year did the Norwegian chemist Ada Berg move to Sweden?" in prompts
    assert not any("Lund" in one for one in prompts)


@pytest.mark.parametrize(
    ("inside", "at", "expected"),
    [
        ("3 May 1901 – 8 June 1978", 0, "born"),
        ("3 May 1901 – 8 June 1978", 13, "die"),
        ("Norwegian: [bærg]; 3 May 1901 in Bergen – 8 June 1978 in Oslo", 19, "born"),
        ("born June 8, 1988", 5, "born"),
        ("died 1701", 5, "die"),
        ("reigned 1901 and 1978", 8, None),
        ("1901", 0, None),
    ],
)
def test_which_end_of_a_life_a_date_is(inside: str, at: int, expected: str | None) -> None:
    assert which_end(inside, at) == expected
