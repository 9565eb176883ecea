"""Whose life an article tells, and whom its pronouns mean."""

from __future__ import annotations

import pytest

from questions import language
from questions.article import read
from questions.generation import generate
from questions.writing.life import life_of

LIFE = (
    "Born in Oslo in 1898, Hanna Berg studied at the University of Bergen. "
    "She moved to Stockholm in 1921. Her teacher was a painter. "
    "She had few friends there, and her health was poor. "
)


def prompts(text: str, title: str = "Hanna Berg") -> list[str]:
    return [one.prompt for one in generate(read(text, title=title))]


TITLES = [
    ("Hanna Berg", "Hanna Berg"),
    ("Hanna Berg (painter)", "Hanna Berg"),
    ("Hanna Maria Berg", "Hanna Maria Berg"),
    ("Berg", None),
    ("Painting in Norway", None),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_a_life_is_of_the_person_in_the_title(title: str, name: str | None) -> None:
    text = LIFE + "In 1930 she opened a school, where she taught until she retired."
    life = life_of(language.parse(read(text, title=title)))
    assert (life.name if life else None) == name


def test_islands_have_no_life() -> None:
    text = "The Berg Islands are in Norway. He came in 1900. He saw his sheep. He saw him. He left."
    assert (
        life_of(language.parse(read(text + " The Berg Islands stayed.", title="Berg Islands")))
        is None
    )


NAMED = [
    # the pronoun that goes through the whole life
    "She was elected to the Norwegian Academy of Science in 1952.",
    # a man named in passing is no "she"
    "With the surgeon Lars Holm, she founded the Marholm Clinic in 1952.",
]


@pytest.mark.parametrize("sentence", NAMED)
def test_the_pronoun_of_a_life_is_its_person(sentence: str) -> None:
    assert [one for one in prompts(LIFE + sentence) if "Hanna Berg" in one and "1952" not in one]


LEFT_OPEN = [
    # somebody else, of whom the sentence before speaks
    "Anna Holm was her pupil. She was elected to the Norwegian Academy of Science in 1952.",
    # a pronoun that is never the person's
    "Her husband stayed. He was elected to the Norwegian Academy of Science in 1952.",
]


@pytest.mark.parametrize("sentence", LEFT_OPEN)
def test_a_pronoun_that_may_mean_another_is_left_alone(sentence: str) -> None:
    assert not [one for one in prompts(LIFE + sentence) if "Academy" in one]
