"""Wrong options: their form, their distance, and that no blind guess finds the key."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import facts, language
from questions.article import read
from questions.facts import lists
from questions.types import Fact, FactKind, Quantity
from questions.writing.distractors import (
    Others,
    asked_as,
    dates_around,
    names_around,
    neighbours,
    numbers_for,
    phrases,
    years_around,
)
from questions.writing.distractors.lists import groups
from questions.writing.distractors.names import fits_the_stem, is_alias, lies_in
from questions.writing.distractors.numbers import Spacing, numbers_around, style_of
from questions.writing.distractors.ranks import OPTIONS, rank_within
from questions.writing.multiple_choice import NAMED

KEYS = ["470,000", "1.2 billion", "330,000", "84,121", "3.7", "1,500", "220", "700,000", "25"]


def value_of(text: str) -> float:
    style = style_of(text)
    assert style is not None
    return style.mantissa


def around(key: str, seed: int, *, spacing: Spacing = "ratio") -> list[str] | None:
    return numbers_around(key, spacing=spacing, draw=random.Random(seed))


@given(st.integers(13, 10**9), st.integers(0, 10**6))
def test_numbers_are_three_others_apart_from_the_key(key: int, seed: int) -> None:
    found = around(f"{key:,}", seed)
    if found is None:
        return
    values = sorted([float(key), *(value_of(text) for text in found)])
    assert len(set(values)) == 4
    assert all(larger / smaller >= 1.25 for smaller, larger in itertools.pairwise(values))


@given(st.integers(13, 10**7), st.integers(0, 10**6))
def test_hedged_numbers_lie_further_apart(key: int, seed: int) -> None:
    found = numbers_around(f"{key:,}", hedged=True, draw=random.Random(seed)) or []
    values = sorted([float(key), *(value_of(text) for text in found)])
    assert all(larger / smaller >= 1.5 for smaller, larger in itertools.pairwise(values))


@given(st.integers(1, 99), st.integers(0, 10**6))
def test_percentages_stay_between_nothing_and_all(key: int, seed: int) -> None:
    for text in around(str(key), seed, spacing="share") or []:
        assert 0 < value_of(text) < 100


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("1.2 billion", r"\d+\.\d billion"),
        ("470,000", r"[1-9][1-9],000|[1-9][1-9]0,000|[1-9],[1-9]00,000"),
        ("nine", "[a-z]+"),
        ("Nine", "[A-Z][a-z]+"),
        ("2150", r"\d{3,5}|\d\d,\d{3}"),
        ("450", r"\d+50?|\d5|\d,\d50|\d,500"),
    ],
)
def test_they_are_written_like_the_key(key: str, form: str) -> None:
    for seed in range(30):
        found = around(key, seed)
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


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 10**6))
def test_a_rank_leaves_room_for_the_others(earlier: int, later: int, seed: int) -> None:
    rank = rank_within(random.Random(seed), earlier=earlier, later=later)
    if rank is not None:
        assert rank <= earlier
        assert OPTIONS - 1 - rank <= later


def test_a_key_that_could_only_be_last_has_no_rank() -> None:
    assert rank_within(random.Random(0), later=0) is None


def quantity(number: str, value: float, **more: object) -> Quantity:
    return Quantity(value=value, number_text=number, **more)  # type: ignore[arg-type]


def test_no_figure_of_a_rival_source_is_offered() -> None:
    key = quantity("300,000", 300_000, unit="soldier")
    for seed in range(60):
        found = numbers_for(key, rivals=[600_000, 610_000], draw=random.Random(seed))
        assert found
        assert "600,000" not in found


def test_what_is_counted_sets_a_limit() -> None:
    key = quantity("18", 18, unit="hour per day")
    for seed in range(60):
        found = numbers_for(key, draw=random.Random(seed))
        assert all(float(text) <= 24 for text in found or [])


@pytest.mark.parametrize(
    "key",
    [quantity("half a million", 500_000), quantity("120", 120, role="percentage")],
)
def test_where_no_good_numbers_exist_there_are_none(key: Quantity) -> None:
    assert numbers_for(key, draw=random.Random(1)) is None


@given(st.integers(1000, 2024), st.integers(0, 10**6))
def test_no_year_comes_after_the_article(key: int, seed: int) -> None:
    found = years_around(key, newest=2024, taken=set(), draw=random.Random(seed))
    for year in found or []:
        assert int(year) <= 2024
        assert int(year) != key


def test_the_articles_own_years_come_first_but_none_that_may_be_right() -> None:
    for seed in range(40):
        found = years_around(
            2010, newest=2024, taken={2012}, own={2006, 2008, 2014}, draw=random.Random(seed)
        )
        assert found
        assert "2012" not in found
        assert {"2006", "2008", "2014"} & set(found)


def test_the_last_year_is_the_key_no_oftener_than_chance() -> None:
    last = 0
    for seed in range(400):
        found = years_around(2022, newest=2024, taken=set(), draw=random.Random(seed))
        assert found
        last += max(map(int, found)) < 2022
    assert abs(last / 400 - 1 / OPTIONS) < 0.07


def test_a_key_of_the_articles_own_year_has_no_options() -> None:
    assert years_around(2024, newest=2024, taken=set(), draw=random.Random(0)) is None


def test_a_day_keeps_its_form_and_its_weekday_is_true() -> None:
    for seed in range(20):
        found = dates_around("Friday, 15 November 2024", newest=None, draw=random.Random(seed))
        assert found is not None
        for text in found:
            weekday, rest = text.split(", ")
            assert dt.datetime.strptime(rest, "%d %B %Y").strftime("%A") == weekday  # noqa: DTZ007


def test_a_fresh_day_stands_among_days() -> None:
    found = dates_around("15 November 2024", newest=dt.date(2024, 11, 30), draw=random.Random(4))
    assert found
    assert all(re.search("October|November|December", text) for text in found)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2024, 1, 1)), st.integers(0, 10**6))
def test_no_day_comes_after_the_article(key: dt.date, seed: int) -> None:
    newest = dt.date(2024, 1, 20)
    text = f"{key.day} {key:%B} {key.year}"
    for one in dates_around(text, newest=newest, draw=random.Random(seed)) or []:
        assert dt.datetime.strptime(one, "%d %B %Y").date() <= newest  # noqa: DTZ007


@pytest.mark.parametrize(
    ("name", "kind", "word"),
    [
        ("Syria", FactKind.PLACE, "country"),
        ("Marseille", FactKind.PLACE, "city"),
        ("Texas", FactKind.PLACE, "state"),
        ("Volga", FactKind.PLACE, "river"),
        ("Tave River", FactKind.PLACE, "river"),
        ("Arlen", FactKind.PLACE, ""),
        ("Georgia", FactKind.PLACE, ""),
        ("University of Kansas", FactKind.ORGANISATION, "college or university"),
        ("Arlen High School", FactKind.ORGANISATION, "school"),
        ("World Health Organization", FactKind.ORGANISATION, "organisation"),
        ("Labour Party", FactKind.ORGANISATION, "party"),
        ("Anna Rask", FactKind.PERSON, ""),
    ],
)
def test_what_a_name_is_asked_for_by(name: str, kind: FactKind, word: str) -> None:
    assert asked_as(name, kind) == word


def test_neighbours_are_of_the_keys_sort_and_of_the_group_that_is_named() -> None:
    assert set(neighbours("Syria", FactKind.PLACE)) >= {"Iraq", "Jordan", "Lebanon"}
    assert "Denmark" not in neighbours("Syria", FactKind.PLACE)
    greek = neighbours("Athens", FactKind.PLACE, "Which city is the capital of Greece?")
    assert "Thessaloniki" in greek
    assert "Madrid" not in greek


def test_no_name_shares_a_word_with_the_key_or_the_prompt() -> None:
    for seed in range(20):
        found = names_around(
            "North Korea",
            ["South Korea", "Russia", "Ukraine"],
            ["China", "Japan", "Vietnam"],
            shown="Which country sent troops to Russia?",
            draw=random.Random(seed),
        )
        assert found is not None
        assert not {"South Korea", "Russia"} & set(found)


def test_one_other_name_is_not_enough() -> None:
    assert names_around("Olaf Berg", ["Kari Lund"], [], shown="", draw=random.Random(0)) is None


@pytest.mark.parametrize(
    ("name", "other", "alias"),
    [
        ("World Health Organization", "WHO", True),
        ("Lydia Buchtmann", "Bauchtman", True),
        ("Trump", "Donald Trump", True),
        ("University of Kansas", "University of Oslo", False),
        ("Tave River", "Anner River", False),
        ("Iran", "Iraq", False),
    ],
)
def test_aliases(name: str, other: str, alias: bool) -> None:
    assert is_alias(name, other) is alias


def test_a_question_about_a_woman_offers_no_man() -> None:
    assert not fits_the_stem("Luis Olsen", "Who was the actress in “Tave”?")
    assert fits_the_stem("Anna Olsen", "Who was the actress in “Tave”?")
    assert not fits_the_stem("Anna Olsen", "Who lost his seat in Arlen?")
    assert fits_the_stem("Kwame Olsen", "Who lost his seat in Arlen?")


ARTICLE = """Anna Lund, the mayor of Arlen, opened the bridge on Monday.

Ingrid Berg, the mayor of Tave, and the painter Erik Holm came to see the bridge in Sweden.

The ministers of Denmark, Norway and Finland stayed away, and Germany opened a bridge of its own \
in Poland."""


def others() -> tuple[Others, dict[str, Fact]]:
    parsed = language.parse(read(ARTICLE))
    found = facts.find(parsed)
    return Others(parsed, found), {fact.text: fact for fact in found if fact.kind in NAMED}


def test_names_of_the_same_office_come_first() -> None:
    known, found = others()
    assert known.names(found["Anna Lund"])[0] == "Ingrid Berg"


def test_a_place_where_things_happen_stands_among_such_places() -> None:
    known, found = others()
    assert known.names(found["Sweden"]) == ["Poland"]


def test_what_the_article_says_as_well_is_no_wrong_option() -> None:
    known, found = others()
    prompt = "Which country opened a bridge of its own?"
    assert known.may_be_true("Norway", found["Denmark"], "Which country stayed away?")
    assert not known.may_be_true("Sweden", found["Germany"], prompt)


@pytest.mark.parametrize(
    ("key", "candidates", "wanted"),
    [
        ("a physicist", [], r"an? [a-z]+"),
        ("the emperor", [], r"the [a-z]+"),
        ("a tax on imports", ["a tax on land", "a toll on roads", "a levy on salt"], r"a .*"),
    ],
)
def test_phrases_keep_the_keys_form(key: str, candidates: list[str], wanted: str) -> None:
    found = phrases(key, candidates, prompt="What was it?", draw=random.Random(2))
    assert found
    assert all(re.fullmatch(wanted, text) for text in found)
    assert key not in found


def test_phrases_of_other_forms_are_left_out() -> None:
    found = phrases(
        "a bridge over the Tave",
        ["the mayors", "bridges", "a school for the deaf", "a park beside a lake", "A port"],
        prompt="What did Lund open?",
        draw=random.Random(1),
    )
    assert sorted(found or []) == ["a park beside a lake", "a school for the deaf"]


@pytest.mark.parametrize(
    "file",
    [
        "country_neighbours",
        "city_neighbours",
        "place_neighbours",
        "organisation_neighbours",
        "common_nouns",
        "person_roles",
        "organisation_heads",
    ],
)
def test_lists_hold_each_name_once_a_group(file: str) -> None:
    for title, members in groups(file).items():
        assert len(set(members)) == len(members) > 0, title
        assert all(member == member.strip() != "" for member in members), title


def test_given_names_are_known_names() -> None:
    for file in ("feminine_names", "neutral_names"):
        assert lists.words(file, "questions.writing") <= lists.words("given_names")


@pytest.mark.parametrize(
    ("city", "region", "expected"),
    [
        ("Cambridge", "Massachusetts", False),
        ("Boston", "Massachusetts", True),
        ("Paris", "France", True),
        ("Paris", "Texas", False),
        ("Marholm", "Norway", True),
    ],
)
def test_a_namesake_has_no_neighbours_of_the_other_country(
    city: str, region: str, expected: bool
) -> None:
    assert lies_in(city, region) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marholm Convention Centre", "venue"),
        ("Nidaros Stadium", "venue"),
        ("Centre for Polar Research", "organisation"),
    ],
)
def test_a_hall_is_asked_for_as_a_venue(name: str, expected: str) -> None:
    assert asked_as(name, FactKind.ORGANISATION) == expected
