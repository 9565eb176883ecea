"""CSV: one row a question, to look at and to sort in a spreadsheet; written only.

The columns: number, kind, question, right answer; four options (more where a question has more),
empty for other kinds; value, unit, bound and tolerance of a numeric answer; explanation, source and
as of; evidence; the article's title, publisher, address and date; tags.
"""

from __future__ import annotations

import csv
import io
import re

from questions.formats.set_file import Format, SetFile
from questions.types import Article, Bound, Question, tidy

BYTE_ORDER_MARK = "\ufeff"  # tells spreadsheets that the file is UTF-8
LEAST_OPTIONS = 4
BOUND_WORDS = {
    Bound.EQUAL: "exactly",
    Bound.ABOUT: "about",
    Bound.BELOW: "at most",
    Bound.ABOVE: "at least",
    Bound.UP: "up by",
    Bound.DOWN: "down by",
}
# A text that a spreadsheet would run; a number with its sign is left alone.
FORMULA = re.compile(r"(?![+-]?\d[\d,.]*(?:e[+-]?\d+)?\s*%?\Z)[=+\-@\t\r]", re.IGNORECASE)


def write(found: SetFile) -> str:
    """The set as CSV, with a byte order mark and a header row."""
    width = max([LEAST_OPTIONS, *(len(question.options) for question, _ in found.questions)])
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(header(width))
    for number, (question, index) in enumerate(found.questions, 1):
        article = None if index is None else found.articles[index]
        row = [number, *_question_cells(question, width), *_article_cells(article)]
        row.append(", ".join(found.tags_of(number - 1)))
        rows.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
    return BYTE_ORDER_MARK + written.getvalue()


def header(width: int) -> list[str]:
    """The names of the columns, for ``width`` options."""
    options = [f"option {number}" for number in range(1, width + 1)]
    return [
        *("number", "kind", "question", "right answer", *options),
        *("value", "unit", "bound", "tolerance", "explanation", "source", "as of", "evidence"),
        *("article", "publisher", "address", "published", "tags"),
    ]


def defused(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def _question_cells(question: Question, width: int) -> list[str | float | None]:
    answer, key = question.answer, question.correct_option
    options = [option.text for option in question.options]
    return [
        question.kind.replace("_", " "),
        question.prompt,
        key.text if key else answer.text,
        *options,
        *[""] * (width - len(options)),
        tidy(answer.value),
        answer.unit,
        BOUND_WORDS[answer.bound] if answer.value is not None else "",
        tidy(answer.tolerance),
        question.explanation,
        question.attribution,
        question.as_of,
        question.evidence.text if question.evidence else "",
    ]


def _article_cells(article: Article | None) -> list[str]:
    if article is None:
        return ["", "", "", ""]
    published = article.published.isoformat() if article.published else ""
    return [article.title, article.publisher, article.address, published]


TABLE = Format("csv", "csv", write=write)
