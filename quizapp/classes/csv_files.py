"""Scores as CSV that a spreadsheet opens as it should.

UTF-8 with a byte order mark, without which Excel takes it for the computer's own code page; lines
end as RFC 4180 says. Numbers are numbers; a text that a spreadsheet would take for a formula
gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from quizapp.classes.scores import AnswerRow, Figures, Gradebook, LearnerRow, response_text

Cell = str | int | float | None

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# -5, +470,000, -0.5, -.5, -4.7e5, +20%
NUMBER = re.compile(r"[+-](\d[\d,]*(\.\d+)?|\.\d+)(e[+-]?\d+)?%?", re.ASCII | re.IGNORECASE)
FIGURES = (
    "cards",
    "answered",
    "right at first",
    "mean score",
    "known now",
    "last answer",
)
ANSWER_COLUMNS = (
    "name",
    "email",
    "class",
    "set",
    "card",
    "kind",
    "prompt",
    "response",
    "correct",
    "score",
    "rating",
    "seconds",
    "answered at",
    "study day",
    "attempt",
)


def safe(value: Cell) -> Cell:
    """A cell that no spreadsheet runs: an apostrophe before a text that begins like a formula.

    A number, also one that is written as text, stays as it is.
    """
    if not isinstance(value, str) or not value.startswith(FORMULA_STARTS):
        return value
    return value if NUMBER.fullmatch(value) else f"'{value}"


def encoded(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The rows as the bytes of a file, each as soon as it is there."""
    buffer = io.StringIO(newline="")
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def learner_file(book: Gradebook) -> Iterator[bytes]:
    """``learners.csv``: a row a learner, six figures a set, and the same over all sets."""
    return encoded(learner_rows(book))


def learner_rows(book: Gradebook) -> Iterator[Sequence[Cell]]:
    titles = [*distinct([one.title for one in book.sets]), "all sets"]
    yield ["name", "email", *(f"{title}: {name}" for title in titles for name in FIGURES)]
    for row in book.rows:
        yield learner_row(row)


def learner_row(row: LearnerRow) -> list[Cell]:
    cells: list[Cell] = [row.learner.name, row.learner.email]
    for figures in (*row.by_set, row.total):
        cells += figure_cells(figures)
    return cells


def figure_cells(figures: Figures) -> list[Cell]:
    return [
        figures.cards,
        figures.answered,
        share(figures.first_attempt_share),
        share(figures.mean_score),
        share(figures.known_share),
        moment(figures.last_answer),
    ]


def distinct(titles: Iterable[str]) -> list[str]:
    """Titles as column names, the second of the same name with its number."""
    seen: dict[str, int] = {}
    names = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        names.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return names


def answer_file(class_title: str, answers: Iterable[AnswerRow]) -> Iterator[bytes]:
    """``answers.csv``: a row an answer."""
    return encoded(answer_rows(class_title, answers))


def answer_rows(class_title: str, answers: Iterable[AnswerRow]) -> Iterator[Sequence[Cell]]:
    yield ANSWER_COLUMNS
    for answer in answers:
        review = answer.review
        yield (
            answer.learner.name,
            answer.learner.email,
            class_title,
            answer.question_set.title,
            answer.card.id,
            answer.card.kind,
            answer.question.prompt,
            response_text(answer.question, review.response),
            int(review.correct),
            share(review.score),
            str(review.rating),
            None if review.seconds is None else round(review.seconds, 1),
            moment(review.answered_at),
            review.study_day.isoformat(),
            answer.attempt,
        )


def share(value: float | None) -> float | None:
    """A share from 0 to 1, to four places."""
    return None if value is None else round(value, 4)


def moment(value: dt.datetime | None) -> str | None:
    """A moment in UTC, as ISO 8601 writes it, to the second."""
    return None if value is None else value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
