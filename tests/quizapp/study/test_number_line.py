"""Where the answer and an estimate stand on the line."""

from __future__ import annotations

import pytest
from hypothesis import given as given_that
from hypothesis import strategies as st

from questions.types import Answer
from quizapp.study.number_line import CLEARANCE, NumberLine, number_line

TROOPS = Answer("470,000", value=470_000, unit="soldier", tolerance=0.1, rounding=5000)
YEAR = Answer("1989", value=1989, scale="year", tolerance=1)
SHARE = Answer("20", value=20, unit="percent", scale="percentage", tolerance=3)


def line(answer: Answer, given: float | None = None) -> NumberLine:
    found = number_line(answer, given)
    assert found
    return found


def test_a_guess_twice_as_high_stands_right_of_the_answer() -> None:
    found = line(TROOPS, 940_000)
    assert found.given
    assert found.given.place > found.answer.place
    assert found.given.label == "940,000"


def test_half_and_double_are_equally_far_on_the_ratio_scale() -> None:
    low, high = line(TROOPS, 235_000), line(TROOPS, 940_000)
    assert low.given
    assert high.given
    assert low.answer.place - low.given.place == pytest.approx(
        high.given.place - high.answer.place, abs=1e-3
    )


@pytest.mark.parametrize(
    ("answer", "given", "answer_label", "given_label"),
    [
        (TROOPS, 360_000, "470,000", "360,000"),
        (YEAR, 1991, "1989", "1991"),
        (SHARE, 50, "20%", "50%"),
    ],
)
def test_labels(answer: Answer, given: float, answer_label: str, given_label: str) -> None:
    found = line(answer, given)
    assert found.answer.label == answer_label
    assert found.given
    assert found.given.label == given_label


def test_a_share_has_no_room_below_nothing() -> None:
    assert line(SHARE, 50).ticks[0].label == "0%"


def test_nothing_given_yet() -> None:
    assert line(TROOPS).given is None


def test_a_word_has_no_line() -> None:
    assert number_line(Answer("Orsk")) is None


@given_that(
    truth=st.floats(min_value=1e-6, max_value=1e15),
    factor=st.floats(min_value=1e-6, max_value=1e6),
    scale=st.sampled_from(["ratio", "linear"]),
)
def test_everything_stands_on_the_line_in_order(truth: float, factor: float, scale: str) -> None:
    answer = Answer("", value=truth, scale=scale)  # type: ignore[arg-type]
    found = line(answer, truth * factor)
    assert found.given
    places = [mark.place for mark in (*found.band, found.answer, found.given, *found.ticks)]
    assert all(0 <= place <= 1 for place in places)
    assert found.band[0].place <= found.answer.place <= found.band[1].place
    apart = [two.place - one.place for one, two in zip(found.ticks, found.ticks[1:], strict=False)]
    assert all(gap >= CLEARANCE for gap in apart)


@given_that(truth=st.floats(min_value=-1e9, max_value=1e9), given=st.floats(-1e12, 1e12))
def test_any_number_has_its_place(truth: float, given: float) -> None:
    found = line(Answer("", value=truth, scale="linear"), given)
    assert found.given
    assert 0 <= found.given.place <= 1
