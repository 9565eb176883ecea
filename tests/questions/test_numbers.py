"""Numbers in text, as typed by learners, and printed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.errors import NumberError
from questions.numbers import Form, print_number, print_year, read_number, scan

SCANNED = [
    # text, [(number text, value, step)]
    ("The lake holds 470,000 litres.", [("470,000", 470_000, 10_000)]),
    ("Some 700,000 hens were moved.", [("700,000", 700_000, 100_000)]),
    ("It is 1.5 km to the quay.", [("1.5", 1.5, 0.1)]),
    ("Exactly 1.50 grams remained.", [("1.50", 1.5, 0.01)]),
    ("The census found 12\u202f345 bats.", [("12\u202f345", 12_345, 1)]),
    ("About 470 000 visitors came.", [("470 000", 470_000, 10_000)]),
    ("Rs 12,50,000 was spent.", [("12,50,000", 1_250_000, 10_000)]),
    ("Sales of €1.2bn and $5m.", [("1.2bn", 1.2e9, 1e8), ("5m", 5e6, 1e6)]),
    ("It drew 470k views.", [("470k", 470_000, 10_000)]),
    ("It drew 0.47 million views.", [("0.47 million", 470_000, 10_000)]),
    ("Twenty-five otters", [("Twenty-five", 25, 1)]),
    ("nine otters", [("nine", 9, 1)]),
    ("half a million bees", [("half a million", 500_000, 100_000)]),
    ("a quarter of a million bees", [("a quarter of a million", 250_000, 100_000)]),
    ("two and a half hours", [("two and a half", 2.5, 0.1)]),
    ("one and a half million pots", [("one and a half million", 1.5e6, 1e5)]),
    ("a million and a half pots", [("a million and a half", 1.5e6, 1e5)]),
    ("a dozen eggs", [("a dozen", 12, 1)]),
    ("half a dozen eggs", [("half a dozen", 6, 1)]),
    ("a hundred steps", [("a hundred", 100, 100)]),
    ("two hundred and five thousand", [("two hundred and five thousand", 205_000, 1000)]),
    (
        "one hundred and twenty-three million",
        [("one hundred and twenty-three million", 123e6, 1e6)],
    ),
    ("two-thirds of the ice", [("two-thirds", 2 / 3, 0.1)]),
    ("1/3 of the ice", [("1/3", 1 / 3, 0.1)]),
    ("a third of the ice", [("a third", 1 / 3, 0.1)]),
    ("a third man", []),
    ("half the fleet", [("half", 0.5, 0.1)]),
    ("in the first half of the match", []),
    ("half an hour", [("half", 0.5, 0.1)]),
    ("one in five children", [("one in five", 0.2, 0.1)]),
    ("3½ miles and 3 1/2 miles", [("3½", 3.5, 0.1), ("3 1/2", 3.5, 0.1)]),
    ("hundreds of thousands of larvae", [("hundreds of thousands", None, None)]),
    ("dozens of larvae", [("dozens", None, None)]),
    ("several hundred larvae", [("several hundred", None, None)]),
    ("twice as fast", [("twice", 2, 1)]),
    ("three times as many", [("three", 3, 1)]),
    ("6.02 × 10²³ molecules", [("6.02 × 10²³", 6.02e23, 1e21)]),
    ("4.7e5 cells", [("4.7e5", 470_000, 10_000)]),
    ("It was −5 outside", [("−5", -5, 1)]),
    ("8-10 years", [("8", 8, 1), ("10", 10, 10)]),
    ("1, 2 and 3", [("1", 1, 1), ("2", 2, 1), ("3", 3, 1)]),
    ("version 1.2.3 is out", []),
    ("the A380 and H1N1", []),
    ("the 100m final", [("100", 100, 100)]),
    ("5m people watched", [("5m", 5e6, 1e6)]),
    ("the 3rd lap", []),
]


@pytest.mark.parametrize(("text", "expected"), SCANNED, ids=[row[0] for row in SCANNED])
def test_scan_finds_numbers(
    text: str, expected: list[tuple[str, float | None, float | None]]
) -> None:
    found = scan(text)
    assert [one.text for one in found] == [row[0] for row in expected]
    for one, (_, value, step) in zip(found, expected, strict=True):
        assert one.value == (None if value is None else pytest.approx(value))
        assert one.step == (None if step is None else pytest.approx(step))
        assert text[one.start : one.end] == one.text


def test_scan_says_how_a_number_is_written() -> None:
    forms = [one.form for one in scan("5 of the ten, a third of dozens, twice")]
    assert forms == [Form.DIGITS, Form.WORDS, Form.FRACTION, Form.VAGUE, Form.MULTIPLE]


READ = [
    ("470k", 470_000),
    ("470,000", 470_000),
    ("470 000", 470_000),
    ("470'000", 470_000),
    ("470.000,5", 470_000.5),
    ("4.7e5", 470_000),
    ("4.7 x 10^5", 470_000),
    ("0.47 million", 470_000),
    ("0,47 million", 470_000),
    ("half a million", 500_000),
    ("20%", 20),
    ("20 per cent", 20),
    ("€1.2bn", 1.2e9),
    ("$5", 5),
    ("-$5", -5),
    ("US$ 5m", 5e6),
    ("-5", -5),
    ("−5", -5),
    ("minus five", -5),
    ("1.234,5", 1234.5),
    ("1,234.5", 1234.5),
    ("1.234.567", 1_234_567),
    ("1,5", 1.5),
    ("0,470", 0.47),
    ("1,23,456", 123_456),
    (".5", 0.5),
    ("about 5 apples", 5),
    ("5 million people", 5e6),
    ("3 1/2", 3.5),
    ("1/3", 1 / 3),
    ("3½", 3.5),
    ("twenty-five", 25),
    ("a dozen", 12),
    (" 12. ", 12),
]


@pytest.mark.parametrize(("typed", "value"), READ, ids=[row[0] for row in READ])
def test_read_number_accepts_what_people_type(typed: str, value: float) -> None:
    assert read_number(typed) == pytest.approx(value)


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "abc", "5 or 6", "5-6", "10:30", "1,2,3", "4 7", "dozens", "1e400", "9" * 500],
)
def test_read_number_refuses_with_one_sentence(typed: str) -> None:
    with pytest.raises(NumberError) as caught:
        read_number(typed)
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said


PRINTED = [
    (470_000, "470,000"),
    (1_200_000_000, "1.2 billion"),
    (1_000_000, "1 million"),
    (2_500_000_000_000, "2.5 trillion"),
    (1_234_567, "1,234,567"),
    (0.25, "0.25"),
    (1234.5, "1,234.5"),
    (-5, "-5"),
    (0, "0"),
    (3.0, "3"),
    (1e22, "1e22"),
]


@pytest.mark.parametrize(("value", "printed"), PRINTED)
def test_print_number(value: float, printed: str) -> None:
    assert print_number(value) == printed


def test_print_number_needs_a_finite_value() -> None:
    with pytest.raises(ValueError, match="finite"):
        print_number(math.inf)


def test_print_year() -> None:
    assert print_year(2024) == "2024"
    assert print_year(-44) == "44 BC"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_printed_reads_back(value: float) -> None:
    assert read_number(print_number(value)) == value


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_read_back(value: int) -> None:
    assert read_number(print_number(value)) == value


TYPED = st.text(
    st.sampled_from("0123456789.,-−–%$€kmbe /½x×^ twohundredandmillionhalf'"), max_size=30
)


@given(st.one_of(st.text(max_size=100), TYPED))
def test_reading_never_raises_anything_else(typed: str) -> None:
    try:
        value = read_number(typed)
    except NumberError:
        return
    assert math.isfinite(value)


@given(st.one_of(st.text(max_size=200), TYPED))
def test_spans_are_exact_and_in_order(text: str) -> None:
    end = 0
    for one in scan(text):
        assert end <= one.start < one.end
        assert text[one.start : one.end] == one.text
        end = one.end
