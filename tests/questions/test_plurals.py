"""Plurals as a question and a key write them."""

from __future__ import annotations

import pytest

from questions.plurals import plural


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("soldier", "soldiers"),
        ("krone", "kroner"),
        ("city", "cities"),
        ("day", "days"),
        ("inch", "inches"),
        ("person", "people"),
        ("woman", "women"),
        ("aircraft", "aircraft"),
    ],
)
def test_a_noun_has_its_plural(one: str, many: str) -> None:
    assert plural(one) == many
