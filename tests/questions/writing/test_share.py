"""Shares told in words become a choice among common shares."""

from __future__ import annotations

import pytest

from questions.types import QuestionKind
from tests.questions.writing.test_wording import prompts

ASKED = [
    (
        "Almost half of all Norwegian primary school children are iodine deficient, doctors say.",
        (
            "According to doctors, cited in a November 2024 article, about what share of all "
            "Norwegian primary school children are iodine deficient?"
        ),
    ),
    (
        "Two thirds of the boats in Norway were sold in 2019.",
        "What share of the boats in Norway were sold in 2019?",
    ),
    (
        "Only a quarter of citizens in Norway favoured changing the flag in 2019.",
        "What share of citizens in Norway favoured changing the flag in 2019?",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ASKED)
def test_a_share_of_what_is_named_is_asked_for(sentence: str, expected: str) -> None:
    assert expected in prompts(sentence, kind=QuestionKind.MULTIPLE_CHOICE)


def test_a_share_that_is_named_again_is_left_out_of_its_statement() -> None:
    found = prompts(
        "Almost half of all Norwegian children are iodine deficient, doctors say. "
        "Half of Norway eats fish."
    )
    assert any(
        one.endswith("almost ____ (fraction) of all Norwegian children are iodine deficient.")
        for one in found
    )
    assert not any("what share of all" in one for one in found)


SILENT = [
    # two thirds are more than half as well
    "More than half of the boats in Norway were sold in 2019.",
    # of whom?
    "Two thirds of them were sold in Norway in 2019.",
    # no common share
    "Three sevenths of the boats in Norway were sold in 2019.",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_other_shares_are_not(sentence: str) -> None:
    assert not any("what share" in one.lower() for one in prompts(sentence))
