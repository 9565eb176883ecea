"""Numeric estimates: a question to be answered with a figure."""

from __future__ import annotations

from questions.types import Fact, Question, QuestionKind
from questions.writing.assembly import is_asked, make_question, number_answer
from questions.writing.candidates import Wording, Writer
from questions.writing.gaps import quantity_gaps

SMALL = 10


def wordings(writer: Writer, fact: Fact) -> list[Wording]:
    """The wordings that ask for a quantity, shared with multiple choice."""
    number = fact.quantity.number_text if fact.quantity else ""
    return writer.wordings(fact, lambda voice, one, _: quantity_gaps(voice, one), number)


def write(writer: Writer, fact: Fact, found: list[Wording]) -> Question | None:
    """An estimate for a quantity that is worth estimating; small exact counts are not."""
    quantity = fact.quantity
    if not found or not is_asked(fact) or quantity is None or quantity.value is None:
        return None
    if quantity.value < SMALL and quantity.role == "count":
        return None
    best, *others = found
    return make_question(
        QuestionKind.NUMERIC_ESTIMATE,
        writer.article,
        fact,
        best.prompt,
        number_answer(fact),
        best.quality,
        alternatives=tuple(one.prompt for one in others),
    )
