"""CSV of a set: a row a question, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from questions.formats import FORMATS, SetFile
from questions.formats.table import defused, write
from questions.types import Answer, Article, Block, Evidence, Option, Question, QuestionKind

ARTICLE = Article(
    "The Anner fell.", (Block(0, 15),), "Rivers", "The Post", published=dt.date(2024, 8, 14)
)
CHOICE = Question(
    "c",
    QuestionKind.MULTIPLE_CHOICE,
    "=Which, river?",
    Answer("Anner"),
    (Option("Tave"), Option("Anner", True)),
    evidence=Evidence(0, 15, "The Anner fell."),
    attribution="the Rivers Office",
)
ESTIMATE = Question(
    "e", QuestionKind.NUMERIC_ESTIMATE, "How far?", Answer("-5 km", value=-5.0, tolerance=0.1)
)


def rows(found: SetFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write(found).removeprefix("\ufeff"), newline="")))


def test_a_row_a_question() -> None:
    asked = ((CHOICE, 0), (ESTIMATE, None))
    choice, estimate = rows(SetFile("Set", "", (ARTICLE,), asked, (("grain", "harbours"), ())))
    assert (choice["tags"], estimate["tags"]) == ("grain, harbours", "")
    assert (choice["number"], choice["kind"]) == ("1", "multiple choice")
    assert (choice["question"], choice["right answer"]) == ("'=Which, river?", "Anner")
    assert [choice[f"option {number}"] for number in range(1, 5)] == ["Tave", "Anner", "", ""]
    assert (choice["source"], choice["evidence"]) == ("the Rivers Office", "The Anner fell.")
    assert (choice["article"], choice["published"]) == ("Rivers", "2024-08-14")
    assert (estimate["value"], estimate["bound"], estimate["tolerance"]) == ("-5", "exactly", "0.1")
    assert (estimate["article"], choice["bound"]) == ("", "")


def test_an_empty_set_has_a_header() -> None:
    assert rows(SetFile("Set")) == []
    assert write(SetFile("Set")).startswith("\ufeffnumber,kind,question,right answer,option 1")


def test_it_is_written_only() -> None:
    assert FORMATS["csv"].read is None


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", "\tx", "\rx", "-1+1", "-"])
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+470,000", "-1.5e3", "-20%", "text", "1=1", ""])
def test_numbers_and_texts_stay(text: str) -> None:
    assert defused(text) == text
