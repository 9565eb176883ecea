"""Who somebody is, taken from a biography's first sentence and said where the name first stands."""

from __future__ import annotations

import pytest

from questions.article import read
from questions.generation import generate
from questions.language import parse
from questions.writing.introduction import introduced, tag_of

TAGS = [
    ("Olaf Berg was a Norwegian painter and sculptor.", "Norwegian painter and sculptor"),
    ("Olaf Berg (1818 – 1871) was a linguist who wrote in Danish.", "linguist"),
    ("Olaf Berg is an Iraqi-British architect, born in Oslo.", "Iraqi-British architect"),
    ("Olaf Berg was an American chemist and Professor of Law.", "American chemist"),
    # the first of many
    ("Olaf Berg was a Norwegian army officer and colonial governor.", "Norwegian army officer"),
    # no calling
    ("Olaf Berg was the successor to his father.", None),
    ("Olaf Berg was a member of a large family.", None),
    ("Berg moved to Oslo in 1840.", None),
    # somebody else's
    ("His father was a Danish painter. Olaf Berg moved to Oslo in 1840.", None),
    ("Olaf Berg, whose father was a Danish painter, moved to Oslo in 1840.", None),
]


@pytest.mark.parametrize(("opening", "tag"), TAGS)
def test_a_calling_is_found_in_the_first_sentence(opening: str, tag: str | None) -> None:
    rest = "He lived in Oslo for many years, and he was seldom seen in the rest of the country."
    parsed = parse(read(f"{opening} {rest} {rest}", name="a.md"))
    assert tag_of(parsed, "Olaf Berg") == tag


INTRODUCED = [
    ("In what year did Olaf Berg die?", "In what year did the painter Olaf Berg die?"),
    ("Olaf Berg died in ____ (city).", "The painter Olaf Berg died in ____ (city)."),
    # told already, or part of a longer name or a title
    ("Olaf Berg painted ____ (city).", "Olaf Berg painted ____ (city)."),
    ("King Olaf Berg died in ____ (city).", "King Olaf Berg died in ____ (city)."),
    (
        "According to Wikipedia’s article on Olaf Berg, ____ fell.",
        "According to Wikipedia’s article on Olaf Berg, ____ fell.",
    ),
    ("The harbour was closed in ____ (year).", "The harbour was closed in ____ (year)."),
]


@pytest.mark.parametrize(("prompt", "said"), INTRODUCED)
def test_a_name_is_introduced_once(prompt: str, said: str) -> None:
    assert introduced(
        prompt.replace("painted", "was a painter of"), "Olaf Berg", "painter", "x"
    ) == (said.replace("painted", "was a painter of"))


def test_the_key_is_not_given_away() -> None:
    prompt = "Olaf Berg was born in ____ (country)."
    assert introduced(prompt, "Olaf Berg", "Norway painter", "Norway") == prompt


def test_a_life_is_asked_about_with_its_calling() -> None:
    text = (
        "Olaf Berg (1818 – 1871) was a Norwegian painter who lived in Oslo. "
        "He was born in Bergen in 1818. He moved to Paris in 1840, and he came home in 1848. "
        "His father was a smith. He married in 1851. Berg died in 1871, and his house burned down. "
        "Smith opened a museum for him in 1880."
    )
    asked = [one.prompt for one in generate(read(text, title="Olaf Berg"))]
    assert any("the Norwegian painter Olaf Berg" in prompt for prompt in asked)


def test_a_bare_surname_is_the_name_of_whose_life_it_is() -> None:
    text = (
        "Anna Maria Berg (1818 – 1871) was a Norwegian chemist. Her brother was Erik Berg. "
        "Berg began teaching chemistry in Oslo in 1843. She married in 1851. She died in Bergen. "
        "Her house burned down after her death, and her papers were lost. She left her books."
    )
    asked = [one.prompt for one in generate(read(text, title="Anna Berg"))]
    assert any("the Norwegian chemist Anna Berg begin teaching" in prompt for prompt in asked)
