"""What is said in passing is not asked for: each rule with sentences that it holds of."""

from __future__ import annotations

import pytest

from questions.writing.passing import (
    BESIDE_A_NAME,
    DONE_BY,
    FILLS_A_PHRASE,
    GOES,
    HEDGED,
    IN_RELATIVE,
    LIFE_OF_A_RELATIVE,
    OF_A_COUNTRY,
    OF_A_RELATIVE,
    OF_AN_AGE,
    ONE_OF_SEVERAL_DATES,
    TELLS_OF_AN_EVENT,
    TWO_SENTENCES,
    is_name_in_passing,
)


@pytest.mark.parametrize(
    ("rule", "prompt"),
    [
        (IN_RELATIVE, "Ada Berg joined the lodge, which the town had chartered in ____ (year)."),
        (IN_RELATIVE, "Ada Berg taught in Oslo, where she met ____ (person)."),
        (HEDGED, "The Vikings, settled there since about ____ (year), built ships in Norway."),
        (DONE_BY, "By ____ (year), ten new mills had been built in Norway."),
        (ONE_OF_SEVERAL_DATES, "Norway had storms in 2007 and again in ____ (year)."),
        (ONE_OF_SEVERAL_DATES, "Berg won a prize in ____ (year), a medal in 2003 and one in 2008."),
        (OF_A_RELATIVE, "Ada Berg’s third daughter Lise, born in ____ (year), is a painter."),
        (OF_AN_AGE, "Oslo grew. It was rebuilt for Norway in the ____ (century)."),
        (FILLS_A_PHRASE, "Marholm is one of the highlights of ____ (country)."),
        (FILLS_A_PHRASE, "Berg set out on a journey into northern ____ (country)."),
        (FILLS_A_PHRASE, "The flag of Norway is partly based on ____’s flag."),
        (FILLS_A_PHRASE, "The ____ (country) continued to rely on Norway for timber."),
        (FILLS_A_PHRASE, "The show in Oslo includes portraits of the actor ____ (person)."),
        (FILLS_A_PHRASE, "Norway, as part of the ____ (party), is bound to help."),
        (BESIDE_A_NAME, "The show in Oslo has portraits of Ada Berg and singer ____ (person)."),
        (OF_A_COUNTRY, "Ada Berg grew weary of the laws of the ____ (country)."),
        (LIFE_OF_A_RELATIVE, "In what year did Ada Berg’s brother Olaf die at the age of six?"),
        (GOES, "To which city did Ada Berg move?"),
        (DONE_BY, "In 1966, Ada Berg left the Norwegian navy, but in ____ (year)."),
        (FILLS_A_PHRASE, "Her best parts include ____ (person) in a play by Ibsen."),
        (TWO_SENTENCES, "Ada Berg built a firm in Oslo. She redesigned the hall of ____ (city)."),
    ],
)
def test_what_is_said_in_passing(rule: object, prompt: str) -> None:
    assert rule.search(prompt)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("The ____ (newspaper) noted that the bridge in Marholm was closed.", True),
        ("Professor ____ (person) said that Norway’s flag is old.", True),
        ("The Hansa Bridge in Marholm was designed by ____ (person).", False),
        ("Ada Berg was born in ____ (city), Norway.", False),
    ],
)
def test_a_name_that_only_says(prompt: str, expected: bool) -> None:
    assert is_name_in_passing(prompt) is expected


def test_emperors_are_of_a_country() -> None:
    assert not OF_A_COUNTRY.search("Ada Berg was called empress of the ____ (country).")


def test_a_forecast_is_no_aside() -> None:
    assert not DONE_BY.search("Norway’s harvests could shrink by ____ (year).")


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("In which city did the minister of Norway meet Ada Berg?", True),
        ("____ (person) resigned from the government of Norway.", True),
        ("Who is prepared to lead the government of Norway?", False),
        ("The law has been amended by the ____ (party) of Norway.", False),
    ],
)
def test_what_happened_once(prompt: str, expected: bool) -> None:
    assert bool(TELLS_OF_AN_EVENT.search(prompt)) is expected
