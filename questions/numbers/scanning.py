"""Every number of a text."""

from __future__ import annotations

from questions.numbers.digits import digit_numbers, lone_fractions
from questions.numbers.forms import Number
from questions.numbers.spelled import vague_numbers, word_numbers


def scan(text: str) -> list[Number]:
    """Every number in ``text``, in order, none overlapping another."""
    found: list[Number] = []
    candidates = [
        *vague_numbers(text),
        *digit_numbers(text),
        *lone_fractions(text),
        *word_numbers(text),
    ]
    end = 0
    for number in sorted(candidates, key=lambda one: (one.start, -one.end)):
        if number.start >= end:
            found.append(number)
            end = number.end
    return found
