"""An estimate as it is read back, dragged and pictured."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from questions.types import Answer, Scale
from quizapp.study import estimates
from quizapp.study.estimates import Reading

TONNES = Answer("", unit="tonne")


@pytest.mark.parametrize(
    ("answer", "text", "until", "read"),
    [
        (TONNES, "470k", None, Reading("470,000 tonnes", (470_000,))),
        (TONNES, "no number", None, Reading()),
        (Answer("", scale="year"), "1914", None, Reading("1914", (1914,))),
        (TONNES, "4k", "", Reading("4,000 tonnes")),
        (TONNES, "4k", "16k", Reading("4,000 to 16,000 tonnes, a factor of 4", (4000, 16_000))),
        (
            TONNES,
            "16k",
            "4k",
            Reading("The lower figure is above the upper one; swap them or mend one."),
        ),
        (TONNES, "", "16k", Reading()),
        (Answer("", scale="year"), "1900", "1914", Reading("1900 to 1914", (1900, 1914))),
    ],
)
def test_what_is_typed_is_read_back(
    answer: Answer, text: str, until: str | None, read: Reading
) -> None:
    assert estimates.reading(answer, text, until) == read


@example(5e-324, 1.0, None, "ratio", 0.0)
@given(
    st.floats(-1e9, 1e12),
    st.floats(-1e12, 1e15),
    st.none() | st.floats(0, 1e15),
    st.sampled_from(["ratio", "linear", "year", "percentage"]),
    st.floats(0, 1e6),
)
def test_the_number_line_holds_whatever_was_answered(
    truth: float, estimate: float, width: float | None, scale: Scale, rounding: float
) -> None:
    answer = Answer("", value=truth, scale=scale, rounding=rounding)
    interval = None if width is None else (estimate, estimate + width)
    line = estimates.number_line(answer, estimate, right=False, interval=interval)
    assert line
    span = line.span or (line.given.at, line.given.at)
    places = [line.truth.at, line.given.at, *line.band, *span, *(tick.at for tick in line.ticks)]
    assert all(0 <= place <= 100 for place in places)
    assert line.band[0] <= line.truth.at <= line.band[1]
    assert span[0] <= line.given.at <= span[1]
    assert len(line.ticks) <= 6
    if estimate > truth:
        assert line.given.at >= line.truth.at


def test_an_interval_that_goes_on_beyond_the_picture_has_no_end_there() -> None:
    answer = Answer("", value=8000)
    line = estimates.number_line(answer, 8000, right=True, interval=(7000, 1e12))
    assert line.span
    assert line.ends == (line.span[0],)


@pytest.mark.parametrize(
    ("response", "points", "confidence"),
    [
        ({"value": 8000.0}, 96, None),
        ({"value": 8000.0, "low": 4e3, "high": 16e3, "missed": "", "loss": 1.386}, 80, 90),
        ({"known": False}, None, None),
    ],
)
def test_what_an_answer_came_to(
    response: dict[str, Any], points: int | None, confidence: int | None
) -> None:
    given_at = {"confidence": confidence} if confidence else {}
    answer = Answer("", value=8000, rounding=500, unit="tonne")
    found = estimates.outcome(answer, response | given_at, score=0.96, correct=False)
    if points is None:
        assert found is None
        return
    assert found
    assert (found.points, found.confidence) == (points, confidence)
    assert found.rounding == "7,500 to 8,500"


@given(st.floats(0.001, 1e12), st.text(max_size=8))
def test_the_slider_holds_the_answer_and_does_not_tell_it(value: float, key: str) -> None:
    found = estimates.slider(Answer("", value=value), key)
    assert found
    assert found.low <= value <= found.high
    assert found.high / found.low == pytest.approx(10_000)


def test_the_slider_of_a_turn_stays() -> None:
    answer = Answer("", value=1914, scale="year")
    assert estimates.slider(answer, "key") == estimates.slider(answer, "key")
    assert len({estimates.slider(answer, str(key)) for key in range(30)}) > 3
