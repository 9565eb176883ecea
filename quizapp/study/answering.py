"""A turn that comes back: the question as it was served, and how an answer to it is judged."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from questions.grading import grade
from questions.types import Grade, Question, QuestionKind, Response
from quizapp.models import Card, CardRevision, QuestionSet, User
from quizapp.study.progress import slow_after
from quizapp.study.queue import Desk, askable
from quizapp.study.turns import Turn


class Withdrawn(Exception):
    """The card is not to be had any more as it was served; nothing was recorded."""


def served_question(session: Session, desk: Desk, turn: Turn) -> Question:
    """The question of ``turn`` at the revision that was served. Raises Withdrawn."""
    card = session.scalar(_served(), desk.parameters | {"card": turn.card_id})
    question = question_at(session, card, turn.revision) if card else None
    if question is None or turn.expired(desk.now):
        raise Withdrawn
    return question


@cache
def _served() -> Select[Card]:
    return (
        select(Card)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(Card.id == bindparam("card"), askable())
    )


def question_at(session: Session, card: Card, revision: int) -> Question | None:
    """What the card said at ``revision``; None where that is not kept."""
    if card.revision == revision:
        return card.as_question()
    kept = session.scalar(
        select(CardRevision).where(CardRevision.card_id == card.id, CardRevision.number == revision)
    )
    return Question.from_json(kept.question) if kept else None


def judge(
    session: Session, learner: User | None, question: Question, response: Response
) -> tuple[Response, Grade]:
    """The grade, and the response with the learner's own pace. Raises NumberError."""
    if learner and question.kind is QuestionKind.NUMERIC_ESTIMATE:
        response = replace(response, slow_after=slow_after(session, learner, question.kind))
    return response, grade(question, response)
