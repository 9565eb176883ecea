"""Numeric estimates: a question to be answered with a figure."""

from __future__ import annotations

from dataclasses import replace

from questions.types import Fact, Question, QuestionKind
from questions.writing import cloze
from questions.writing.assembly import is_asked, make_question, number_answer
from questions.writing.candidates import Wording, Writer
from questions.writing.gaps import quantity_gaps
from questions.writing.soundness import asks_for_a_bound

SMALL = 10


def wordings(writer: Writer, fact: Fact) -> list[Wording]:
    """The wordings that ask for a quantity, shared with multiple choice."""
    number = fact.quantity.number_text if fact.quantity else ""
    return writer.wordings(fact, lambda voice, one, _: quantity_gaps(voice, one), number)


def write(writer: Writer, fact: Fact, found: list[Wording]) -> Question | None:
    """An estimate for a quantity that is worth estimating; small exact counts are not.

    It is a question, or the statement with a gap where that reads better: "more than ____ people"
    is plainer than "more than how many people".
    """
    quantity = fact.quantity
    if not is_asked(fact) or quantity is None or quantity.value is None:
        return None
    if quantity.value < SMALL and quantity.role == "count":
        return None
    statement = cloze.write(writer, fact, QuestionKind.NUMERIC_ESTIMATE)
    plain = [one for one in found if not asks_for_a_bound(one.prompt)] if statement else found
    if statement and (not plain or plain[0].quality < statement.score):
        return replace(statement, alternatives=tuple(one.prompt for one in found))
    if not plain:
        return None
    best, *others = plain
    return make_question(
        QuestionKind.NUMERIC_ESTIMATE,
        writer.article,
        fact,
        best.prompt,
        number_answer(fact),
        best.quality,
        alternatives=tuple(one.prompt for one in others),
    )
