"""What is taken out of a sentence still says what the sentence says."""

from __future__ import annotations

import pytest

from tests.questions.writing.test_wording import prompts

WHOLE = [
    # a purpose behind an aside
    (
        (
            "In 1793 Olaf Berg convinced several merchants, including Erik Dahl, to build a mill "
            "in Marholm."
        ),
        "to build a mill",
    ),
    # a limit with a clause of its own
    (
        (
            "In the 1600s the peninsula in Norway was ruled by Danes until Olaf Berg "
            "(a soldier and author) freed it in 1650."
        ),
        "freed it",
    ),
]


@pytest.mark.parametrize(("sentence", "kept"), WHOLE)
def test_no_question_cuts_off_what_the_verb_needs(sentence: str, kept: str) -> None:
    for prompt in prompts(sentence):
        assert kept in prompt or "until" not in prompt
        assert not prompt.endswith(("merchants.", "merchants?"))


def test_a_statement_that_names_nobody_follows_the_one_before() -> None:
    asked = prompts(
        "The success of Olaf Berg and Erik Dahl led others to build mills in Norway and Sweden. "
        "By 1807, the mills employed 1,300 women."
    )
    assert [one for one in asked if "Olaf Berg" in one and "____ women" in one]
