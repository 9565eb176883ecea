from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.classes.csv_files import FORMULA_STARTS, distinct, encoded, safe


@pytest.mark.parametrize(
    ("given_text", "written"),
    [
        ("Ada", "Ada"),
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-5", "-5"),
        ("+470,000", "+470,000"),
        ("-4.7e5", "-4.7e5"),
        ("-.5", "-.5"),
        ("+20%", "+20%"),
        ("-5 apples", "'-5 apples"),
        ("- said nobody", "'- said nobody"),
        ("a=b", "a=b"),
        ("", ""),
        (-5, -5),
        (0.25, 0.25),
        (None, None),
    ],
)
def test_only_text_that_begins_like_a_formula_gets_an_apostrophe(
    given_text: str | float | None, written: str | float | None
) -> None:
    assert safe(given_text) == written


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.lists(cells, min_size=1, max_size=6), max_size=6))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    content = b"".join(encoded(rows)).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(content, newline="")))
    assert read == [[safe(cell) for cell in row] for row in rows]
    for row, original in zip(read, rows, strict=True):
        for cell, text in zip(row, original, strict=True):
            assert cell in {text, f"'{text}"}


@given(st.sampled_from(FORMULA_STARTS), cells)
def test_no_cell_begins_like_a_formula_unless_it_is_a_number(start: str, rest: str) -> None:
    written = safe(start + rest)
    assert isinstance(written, str)
    if written.startswith(FORMULA_STARTS):
        number = written.rstrip("%").replace(",", "")
        assert float(number) is not None


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers())
def test_numbers_stay_numbers(real: float, whole: int) -> None:
    content = b"".join(encoded([[real, whole]])).decode("utf-8-sig")
    first, second = next(csv.reader(io.StringIO(content)))
    assert (float(first), int(second)) == (real, whole)


def test_the_file_has_a_byte_order_mark_once() -> None:
    content = b"".join(encoded([["Zoë"], ["Ångström"]]))
    assert content == "\ufeffZoë\r\nÅngström\r\n".encode()


def test_columns_of_sets_with_one_title_are_told_apart() -> None:
    assert distinct(["Grain", "Ships", "Grain"]) == ["Grain", "Ships", "Grain (2)"]
