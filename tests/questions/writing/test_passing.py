"""What is said in passing is not asked for: each rule with sentences that it holds of."""

from __future__ import annotations

import pytest

from questions.writing.passing import (
    DONE_BY,
    FILLS_A_PHRASE,
    HEDGED,
    IN_RELATIVE,
    OF_A_RELATIVE,
    OF_AN_AGE,
    ONE_OF_SEVERAL_DATES,
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


def test_a_forecast_is_no_aside() -> None:
    assert not DONE_BY.search("Norway’s harvests could shrink by ____ (year).")
