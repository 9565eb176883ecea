"""A set that everybody may study, and its cards."""

from __future__ import annotations

import pytest

from quizapp.models import Card, User
from tests.factories import Factory, cloze, multiple_choice, numeric_estimate


@pytest.fixture
def cards(make: Factory, owner: User) -> list[Card]:
    """Thirty estimates, ten multiple-choice and ten cloze cards of an open set."""
    questions = [
        *(numeric_estimate(f"How many tonnes in {1900 + number}?") for number in range(30)),
        *(multiple_choice(f"Where did it go in {1900 + number}?") for number in range(10)),
        *(cloze(f"In {1900 + number} it carried ____ tonnes.") for number in range(10)),
    ]
    return make.set_with_cards(owner, questions, is_open=True)[1]
