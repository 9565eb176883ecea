"""Quantities, one table of examples for each phenomenon, and what must hold of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.quantities import plain, quantities
from questions.facts.quantities import find
from questions.language import parse

Row = tuple[float | tuple[float, float] | None, str | None, str]

# No figure of these is a quantity.
NAMES = [
    "In about 1818 the mill was rebuilt.",
    "Around 1850 the family moved north.",
    "The constitution (594) was followed by another (322).",
    "She starred in Two and a Half Men.",
    "The treaty ended the Seven Years' War.",
    "Formula One returned to the circuit.",
    "The road is closed between junctions 9 and 11.",
    "Bus routes 9, 12 and 47 are diverted.",
    "The wreck lies at 51.5° N, 0.12° W.",
    "According to the survey,7 most of it is grass.",
    "4 Even though it rained, they played.",
    "The gates open at six.",
    "The pipe burst at 8.20 on Monday.",
    "One wonders whether one can.",
    "No one saw the one in the shop.",
    "It runs on the iPhone 12 and on iOS 14.",
    "The Boeing 737-800 landed.",
    "She played it on a screen in 4K.",
    "The part number is 24703L202.",
    "Call 020 7946 0018 for more.",
    "He lived at 10 Canal Row.",
    "Follow steps 4 and 5 of the recipe on page 61.",
    "A 1-in-100-year flood came.",
    "They meet Spain in the last 16 on Sunday.",
    "Sales were down on 2019 levels.",
]
SHARES: list[tuple[str, list[Row]]] = [
    ("Nine out of ten growers agreed.", [(0.9, "grower", "=")]),
    ("Two in 3 pupils passed.", [(2 / 3, "pupil", "=")]),
    ("One in five adults smokes.", [(0.2, "adult", "=")]),
    ("Nineteen out of the 24 beds are full.", [(19, "bed", "="), (24, "bed", "=")]),
    (
        "It counts 900 members, a third of whom are women.",
        [(900, "member", "="), (1 / 3, "member", "=")],
    ),
    ("Add half a lemon.", [(0.5, "lemon", "=")]),
    ("He won three games in four days.", [(3, "game", "="), (4, "day", "=")]),
]
AGES: list[tuple[str, list[Row]]] = [
    ("Her sons, aged 3 and 5, were there.", [(3, "year", "="), (5, "year", "=")]),
    ("His brother Paul, 43, was charged.", [(43, "year", "=")]),
    ("The swimmer, 17, trains daily.", [(17, "year", "=")]),
    ("The painter, now 81, still works.", [(81, "year", "=")]),
    ("Children under 12 pay nothing.", [(12, "year", "<")]),
    ("She left school at 14 and married at 20.", [(14, "year", "="), (20, "year", "=")]),
    ("A woman in her 60s was hurt.", [((60, 69), "year", "=")]),
    ("Boys as young as 10 were hired.", [(10, "year", "=")]),
    ("The water is below 6 on that scale.", [(6, None, "<")]),
]
MONEY: list[tuple[str, list[Row]]] = [
    ("It won a $ 300 million contract.", [(3e8, "dollar", "=")]),
    ("The charge was c $ 5 a share.", [(5, "Canadian dollar per share", "=")]),
    ("They lost 75 USD million.", [(75e6, "dollar", "=")]),
    ("The loss is 30 MUSD.", [(30e6, "dollar", "=")]),
    ("It costs 15 dollars 50.", [(15.5, "dollar", "=")]),
    ("The bill was rupees 5,000.", [(5000, "rupee", "=")]),
    ("Mill shares cost $10 each; he sold 40 of them.", [(10, "dollar", "="), (40, None, "=")]),
    ("Oil rose $2 to $81 a barrel.", [(2, "dollar", "up"), (81, "dollar per barrel", "=")]),
]
UNITS: list[tuple[str, list[Row]]] = [
    ("It passed at 7.4 km/s.", [(7.4, "kilometre per second", "=")]),
    ("The lamp gives 40 mW.", [(40, "milliwatt", "=")]),
    ("They used 18 500 m³ of water per hectare.", [(18_500, "cubic metre per hectare", "=")]),
    ("The wood stores 200 tonnes of carbon per hectare.", [(200, "tonne per hectare", "=")]),
    ("It sank to minus 30 degrees Celsius.", [(-30, "degree Celsius", "=")]),
    ("The oven was heated to 180C.", [(180, "degree Celsius", "=")]),
    ("He stood 6 ft 4 in and no less.", [(6, "foot", "="), (4, "inch", "=")]),
    ("The weight is 20 (kg).", [(20, "kilogram", "=")]),
    ("It shows 60 frames per second.", [(60, "frame per second", "=")]),
    ("Let it rest for at least an hour and a half.", [(1.5, "hour", ">")]),
    ("Take it twice a day.", [(2, "time per day", "=")]),
    ("The cell was 2.5 by 1.8 metres.", [(2.5, "metre", "="), (1.8, "metre", "=")]),
    ("The firm shipped 1.5 m headsets.", [(1.5e6, "headset", "=")]),
]
COUNTED: list[tuple[str, list[Row]]] = [
    ("Two pan-African veteran singers met.", [(2, "singer", "=")]),
    ("The store held 224 artillery and mortar shells.", [(224, "shell", "=")]),
    ("They took a four step approach.", [(4, "step", "=")]),
    ("The shelling killed three and wounded nine.", [(3, "person", "="), (9, "person", "=")]),
    ("Police counted 14 dead and 31 injured.", [(14, "person", "="), (31, "person", "=")]),
    ("The guns shot down 34 of the 41 drones.", [(34, "drone", "="), (41, "drone", "=")]),
    ("The quake left 30,000 homeless.", [(30_000, "person", "=")]),
    ("Oil rose 85 cents, or 1.1 percent.", [(85, "cent", "up"), (1.1, "percent", "up")]),
    ("They won 12 of their last 15 matches.", [(12, "match", "="), (15, "match", "=")]),
    ("The path climbs 3,100 m.", [(3100, "metre", "=")]),
    ("Rents would rise by either 4% or by 7%.", [(4, "percent", "up"), (7, "percent", "up")]),
    ("The rate fell from 7.2 to 6.8 per cent.", [((6.8, 7.2), "percent", "=")]),
]
TABLES = [*SHARES, *AGES, *MONEY, *UNITS, *COUNTED]


def rows(text: str) -> list[Row]:
    found = [fact.quantity for fact in quantities(text) if fact.quantity]
    return [
        (one.value if one.low is None else (one.low, one.high or 0), one.unit, str(one.bound))
        for one in found
    ]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_no_quantity(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(("text", "expected"), TABLES, ids=[row[0] for row in TABLES])
def test_value_unit_and_bound(text: str, expected: list[Row]) -> None:
    found = rows(text)
    assert [row[1:] for row in found] == [row[1:] for row in expected]
    assert [row[0] for row in found] == [pytest.approx(row[0]) for row in expected]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The ferry crosses in 45 minutes.", "ferry"),
        ("The choir raised £2,340.", "choir"),
        ("He walked 800 miles in 50 days.", "walked"),
        ("Almost 48% were women.", "women"),
        ("About 60 percent of the 4.5 million voters came.", "voters"),
        ("The blast killed three.", "killed"),
    ],
)
def test_the_concept_names_the_clause(text: str, word: str) -> None:
    assert word in [one for fact in quantities(text) for one in (fact.quantity or fact).concept]  # type: ignore[union-attr]


PIECES = st.sampled_from(
    ["5", "1,000", "half", "an hour", "and a half", "$", "%", "aged", "(7)", "3-4", "from", "to",
     "in her 60s", "Ann Lee,", "35,", "minus", "km", "of them", "killed", "nine out of ten", "No.",
     "at six.", "“", "½", "١٢", "²", "1988 sales", "\u00a0", "a $", "12 Years", "-", "£5m", "C"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=25).map(" ".join), st.text(max_size=80)))
def test_spans_are_the_text_and_nothing_raises(text: str) -> None:
    article = plain(text)
    for fact in find(parse(article)):
        assert article.text[fact.span.start : fact.span.end] == fact.text
        assert fact.quantity
        assert fact.quantity.number_text in article.text


def test_a_table_without_full_stops_takes_no_time() -> None:
    parsed = parse(plain("5 km and " * 1_500))
    start = time.perf_counter()
    find(parsed)
    assert time.perf_counter() - start < 2
