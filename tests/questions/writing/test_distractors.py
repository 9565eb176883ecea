"""Wrong options: their form, their distance, and that no blind guess finds the key."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.writing.distractors import (
    dates_around,
    names_around,
    numbers_around,
    style_of,
    years_around,
)

KEYS = ["470,000", "1.2 billion", "330,000", "84,121", "3.7", "1,500", "220", "700,000", "25"]


def value_of(text: str) -> float:
    style = style_of(text)
    assert style is not None
    return style.mantissa


def around(key: str, seed: int, *, percentage: bool = False) -> list[str] | None:
    return numbers_around(
        key, hedged=False, percentage=percentage, taken=set(), draw=random.Random(seed)
    )


@given(st.integers(13, 10**9), st.integers(0, 10**6))
def test_numbers_are_three_others_apart_from_the_key(key: int, seed: int) -> None:
    found = around(f"{key:,}", seed)
    if found is None:
        return
    values = sorted([float(key), *(value_of(text) for text in found)])
    assert len(set(values)) == 4
    assert all(larger / smaller >= 1.2 for smaller, larger in itertools.pairwise(values))


@given(st.integers(1, 99), st.integers(0, 10**6))
def test_percentages_stay_between_nothing_and_all(key: int, seed: int) -> None:
    for text in around(str(key), seed, percentage=True) or []:
        assert 0 < value_of(text) < 100


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("1.2 billion", r"\d\.\d billion"),
        ("470,000", r"[\d,]+0,000|[\d,]*\d,\d00,000"),
        ("nine", "[a-z]+"),
    ],
)
def test_they_are_written_like_the_key(key: str, form: str) -> None:
    import re

    found = around(key, 3)
    assert found is not None
    assert all(re.fullmatch(form, text) for text in found)


def test_the_keys_place_is_no_cue() -> None:
    places: Counter[int] = Counter()
    for key in KEYS:
        for seed in range(200):
            found = around(key, seed)
            if found:
                ordered = sorted([key, *found], key=value_of)
                places[ordered.index(key)] += 1
    total = places.total()
    assert total > 1500
    for place in range(4):
        assert abs(places[place] / total - 0.25) < 0.05


def test_roundness_is_no_cue() -> None:
    """The roundest option, and the least round, are the key about as often as chance has it."""
    roundest = least = total = 0.0
    for key in KEYS:
        for seed in range(200):
            found = around(key, seed)
            if not found:
                continue
            options = [key, *found]
            digits = [style_of(text).significant for text in options]  # type: ignore[union-attr]
            total += 1
            few, many = min(digits), max(digits)
            roundest += (digits[0] == few) / digits.count(few)
            least += (digits[0] == many) / digits.count(many)
    assert abs(roundest / total - 0.25) < 0.05
    assert abs(least / total - 0.25) < 0.05


@given(st.integers(1000, 2024), st.integers(0, 10**6))
def test_no_year_comes_after_the_article(key: int, seed: int) -> None:
    found = years_around(key, newest=2024, taken=set(), draw=random.Random(seed))
    for year in found or []:
        assert int(year) <= 2024
        assert int(year) != key


def test_a_day_keeps_its_form_and_its_weekday_is_true() -> None:
    found = dates_around("Friday, 15 November 2024", newest=None, draw=random.Random(1))
    assert found is not None
    import datetime as dt

    for text in found:
        weekday, rest = text.split(", ")
        assert dt.datetime.strptime(rest, "%d %B %Y").strftime("%A") == weekday  # noqa: DTZ007


def test_no_name_shares_a_word_with_the_key_or_the_prompt() -> None:
    found = names_around(
        "North Korea",
        ["South Korea", "Russia", "Ukraine"],
        ["China", "Japan", "Vietnam"],
        shown="Which country sent troops to Russia?",
        draw=random.Random(0),
    )
    assert found is not None
    assert "South Korea" not in found
    assert "Russia" not in found


def test_one_other_name_is_not_enough() -> None:
    assert names_around("Olaf Berg", ["Kari Lund"], [], shown="", draw=random.Random(0)) is None
