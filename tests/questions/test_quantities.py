"""Quantities in text: value, unit, bound, concept and role."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.quantities import plain
from questions.facts import find, quantities
from questions.language import parse
from questions.types import Fact, FactKind, Quantity

Row = tuple[float | tuple[float, float] | None, str | None, str]

EXAMPLES: list[tuple[str, list[Row]]] = [
    # counts
    ("The valley has 470,000 wild horses.", [(470_000, "horse", "=")]),
    ("Hundreds of thousands of starlings roost there.", [(None, "starling", "=")]),
    ("Some 5,000 Dutch and Belgian cyclists took part.", [(5000, "cyclist", "~")]),
    ("A dozen barns burned down.", [(12, "barn", "=")]),
    ("Only 7 of the 45 patients relapsed.", [(7, "patient", "="), (45, "patient", "=")]),
    (
        "An estimated 80 sheep were stolen and another 400 injured.",
        [(80, "sheep", "~"), (400, "sheep", "~")],
    ),
    (
        "The firm has 1,200 staff in Lyon and 300 in Turin.",
        [(1200, "staff", "="), (300, "staff", "=")],
    ),
    ("The mine produced 900 carts a day.", [(900, "cart per day", "=")]),
    # bounds
    ("Up to 60 boats can moor there.", [(60, "boat", "<")]),
    ("At least three climbers fell.", [(3, "climber", ">")]),
    ("The more than 10,000 visitors left.", [(10_000, "visitor", ">")]),
    ("Fewer than 400 birds remain.", [(400, "bird", "<")]),
    ("The law covers firms with 50 or fewer employees.", [(50, "employee", "<")]),
    ("It holds 18 or more barrels.", [(18, "barrel", ">")]),
    # change and level
    ("Rents rose by 12% last year.", [(12, "percent", "up")]),
    ("Rents rose to 1,200 euros.", [(1200, "euro", "=")]),
    ("Output fell 3 percent.", [(3, "percent", "down")]),
    ("A 5% increase in fares is planned.", [(5, "percent", "up")]),
    ("The charity raised $5 million.", [(5e6, "dollar", "=")]),
    ("Turnout was 71%, up from 68%.", [(71, "percent", "="), (68, "percent", "=")]),
    # ranges
    ("Growth will be from 1 to 1.5 per cent.", [((1, 1.5), "percent", "=")]),
    ("Otters live 8-10 years.", [((8, 10), "year", "=")]),
    ("Between 5 and 6 million tonnes are shipped.", [((5e6, 6e6), "tonne", "=")]),
    (
        "It goes from 0 to 62 mph in 7.2 seconds.",
        [((0, 62), "mile per hour", "="), (7.2, "second", "=")],
    ),
    ("Damage is put at between $4bn and $6bn.", [((4e9, 6e9), "dollar", "=")]),
    # measures and money
    ("The tower is 324 metres tall.", [(324, "metre", "=")]),
    ("It covers 240 square kilometres.", [(240, "square kilometre", "=")]),
    ("Winds reached 150 km/h.", [(150, "kilometre per hour", "=")]),
    ("It was -12°C overnight.", [(-12, "degree Celsius", "=")]),
    ("Oil costs $81 a barrel.", [(81, "dollar per barrel", "=")]),
    ("Tickets cost €1.2m in all.", [(1.2e6, "euro", "=")]),
    ("It cost 4.6 billion Swiss francs.", [(4.6e9, "Swiss franc", "=")]),
    ("A $5 million grant was refused.", [(5e6, "dollar", "=")]),
    ("Rates rose a quarter of a percentage point.", [(0.25, "percentage point", "up")]),
    ("It sells 5 and 7 kg bags.", [(5, "kilogram", "="), (7, "kilogram", "=")]),
    # ages, ratios, fractions
    ("A 19-year-old sailor drowned.", [(19, "year", "=")]),
    ("Ada Brown, 35, keeps bees.", [(35, "year", "=")]),
    ("Prices are twice as high.", [(2, "time", "=")]),
    ("They ate three times as much rice.", [(3, "time", "=")]),
    ("Two-thirds of voters agreed.", [(2 / 3, "voter", "=")]),
    # no quantities
    ("The Boeing 747 landed on runway 27.", []),
    ("See page 12 of chapter five.", []),
    ("The G-20 met in 2019.", []),
    ("It was one of the best years, and no one complained.", []),
    ("Call 0117 496 0123 before 5 p.m. on Friday.", []),
    ("Wolves won 3-1 on 12 May 1999.", []),
    ("He lives at 10 Downing Street.", []),
    ("This was shown before [12], [14].", []),
]


def found_in(text: str) -> list[Quantity]:
    return [fact.quantity for fact in quantities.find(parse(plain(text))) if fact.quantity]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_value_unit_and_bound(text: str, expected: list[Row]) -> None:
    found = found_in(text)
    assert len(found) == len(expected), found
    for one, (value, unit, bound) in zip(found, expected, strict=True):
        if isinstance(value, tuple):
            assert (one.low, one.high, one.value) == (*value, None)
        else:
            assert one.value == (None if value is None else pytest.approx(value))
        assert (one.unit, one.bound) == (unit, bound)


CONCEPTS = [
    (
        "About 700 Spanish sheep have been killed or wounded.",
        {"Spanish", "sheep", "killed", "wounded"},
    ),
    ("The bakery’s ovens stood at an estimated 330.", {"ovens"}),
    ("The city sent dozens of crates of apples.", {"crates", "apples"}),
    ("The grant cut emissions in Leeds by up to 20%.", {"emissions"}),
    ("Shares in the retailer fell 7% on Tuesday.", {"Shares"}),
    ("The bridge, which is 12 km long, is closed.", {"bridge"}),
    ("About 40% of the samples contained lead.", {"samples"}),
]


@pytest.mark.parametrize(("text", "words"), CONCEPTS, ids=[row[0] for row in CONCEPTS])
def test_concept_says_what_is_counted(text: str, words: set[str]) -> None:
    [one] = found_in(text)
    assert words <= set(one.concept)


ROLES = [
    ("It has 40 rooms.", "count"),
    ("It is 40 metres long.", "measure"),
    ("It cost $40.", "money"),
    ("It grew by 40%.", "percentage"),
    ("A 40-year-old baker won.", "age"),
    ("It is twice as long.", "ratio"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_role(text: str, role: str) -> None:
    [one] = found_in(text)
    assert one.role == role


def test_number_text_and_step_are_kept() -> None:
    [one] = found_in("The fair drew half a million visitors.")
    assert (one.number_text, one.step, one.unit_text) == ("half a million", 100_000, "visitors")


def check_invariants(text: str, facts: list[Fact]) -> None:
    place = 0
    for fact in facts:
        assert fact.span.of(text) == fact.text
        assert fact.span in fact.sentence
        assert fact.span.start >= place
        place = fact.span.start


def test_spans_stand_in_their_sentences_in_text_order() -> None:
    text = "\n".join(row[0] for row in EXAMPLES)
    facts = find(parse(plain(text)))
    check_invariants(text, facts)
    assert any(fact.kind is FactKind.QUANTITY for fact in facts)


JUMBLE = (
    "the 12 3.5 $ € % million half a two - – to from of and km years 2010 [3] 1,000 cows rose by "
    ", . ( ) more than 1/3 ½ per day #5 May once 3rd '"
)
PIECES = st.sampled_from(sorted(JUMBLE.split()))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_jumble_of_words_keeps_the_invariants(pieces: list[str]) -> None:
    text = " ".join(pieces)
    check_invariants(text, quantities.find(parse(plain(text or "a"))))


def test_time_grows_with_the_text() -> None:
    short = plain("\n".join([row[0] for row in EXAMPLES] * 2))
    long = plain("\n".join([row[0] for row in EXAMPLES] * 16))
    parsed = parse(short), parse(long)
    quantities.find(parsed[0])
    spent = []
    for one in parsed:
        started = time.process_time()
        quantities.find(one)
        spent.append(time.process_time() - started)
    assert spent[1] < 8 * 4 * spent[0] + 0.5
