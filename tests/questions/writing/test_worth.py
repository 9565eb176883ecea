"""What is not asked, however well it could be worded."""

from __future__ import annotations

from pathlib import Path

import pytest

from questions.article import read
from questions.generation import generate
from questions.types import QuestionKind
from questions.writing.worth import gives_country_away
from tests.questions.writing.test_wording import prompts

STRUCK_OUT = [
    # a handful of things that nobody misses
    ("The council of Marholm runs three schools in Norway.", "____ schools"),
    # a short while, told in passing
    (
        (
            "Marholm Fair opened in Oslo in 2019. It was loud. It was long. The fair of Marholm "
            "in Norway closed for three hours in 2020."
        ),
        "many hours",
    ),
    # the age of somebody without a name
    ("In Oslo in May 2020 a 30-year-old woman was pulled from the river Aker.", "____-year"),
    # a gap that says only of what sort a thing is
    ("In 2015 the Oslo flag was partly based on the flag of Norway.", "____ (city) flag"),
    # what would have been, and what is cut short
    ("If Oslo had sold 500 boats in 2019, Norway would have grown rich.", "____"),
    ("A storm hit Norway in 2019. A hurricane killed 13 people.", "did a hurricane kill"),
    # where somebody left, which "in" does not say
    ("Olaf Berg left Oslo to serve as director of a school in Geneva in 1990.", "which city did"),
    # a wedding, and whose daughter she was
    (
        "In 1920 Olaf Berg of Oslo married Anna, daughter of Nils Holm of Bergen.",
        "daughter of ____",
    ),
    ("Olaf Berg of Oslo married Anna Holm in Bergen in 1920.", "what year"),
    # the year of a survey, not of what it found
    ("In the 2011 census, Marholm had 40,200 inhabitants.", "____ (year) census"),
    # where others fit as well
    ("Olaf Berg taught for a year in Skarvik and left Norway in 1990.", "____ (place)"),
    # one of several that may be named
    ("In 2020 the guests in Oslo were Anna Lund, Erik Dahl and Nils Moe.", "____ (person)"),
    # a country beside its own city
    ("Olaf Berg opened a bakery in Bergen, Norway in 1990.", "____ (country)"),
    # letters that everybody knows
    ("The World Health Organization (WHO) met in Oslo. The WHO and the WHO agreed.", "stands for"),
    # a spokesman's name
    ("“We are glad,” said Anna Lund, a spokeswoman for the Marholm Council.", "spokeswoman"),
]


@pytest.mark.parametrize(("text", "asked"), STRUCK_OUT)
def test_what_nobody_need_know_is_not_asked(text: str, asked: str) -> None:
    assert not [prompt for prompt in prompts(text) if asked in prompt]


CUES = [
    ("The Siege of Baghdad ended a war in ____ (country).", "Iraq", True),
    ("The Iraqi painter moved to ____ (country).", "Iraq", True),
    ("The painter moved to ____ (country) in 1950.", "Iraq", False),
    ("The British painter moved to ____ (country).", "United Kingdom", True),
    ("The British painter moved to ____ (country).", "Britain", True),
    ("The Swiss painter moved to ____ (country).", "Sweden", False),
]


@pytest.mark.parametrize(("prompt", "country", "given_away"), CUES)
def test_a_people_or_a_city_gives_its_country_away(
    prompt: str, country: str, given_away: bool
) -> None:
    assert gives_country_away(prompt, country) is given_away


def test_days_of_long_ago_are_asked_by_their_year() -> None:
    asked = prompts(
        "On 17 September 1859, Olaf Berg declared himself King of Marholm.",
        kind=QuestionKind.MULTIPLE_CHOICE,
    )
    assert asked == ["In what year did Olaf Berg declare himself King of Marholm?"]


def test_the_first_ten_ask_about_ten_facts() -> None:
    for path in sorted(Path("seeds/articles").glob("*.md")):
        shown = generate(read(path.read_bytes(), name=path.name))[:10]
        assert len({one.fact_key for one in shown}) == len(shown), path.name
