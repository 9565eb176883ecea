"""A turn that comes back: the question as it was served, and how an answer to it is judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from questions.grading import grade
from questions.types import Grade, Question, QuestionKind, Response
from quizapp.models import Article, Card, CardRevision, QuestionSet, User
from quizapp.prepared import Prepared, detached
from quizapp.study.progress import slow_after
from quizapp.study.queue import Desk, askable
from quizapp.study.statements import ARTICLE, CARD, SET
from quizapp.study.turns import Turn


class Withdrawn(Exception):
    """The card is not to be had any more as it was served; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Served:
    """A question at the revision that was served, the article it is from, if that is kept, and the
    language of its set."""

    question: Question
    article: Article | None
    language: str


def served_question(session: Session, desk: Desk, turn: Turn) -> Served:
    """The question of ``turn``, for whoever can study it. Raises Withdrawn."""
    row = _served().first(session, desk.parameters | {"card": turn.card_id})
    question = question_at(session, row, turn.revision) if row else None
    if question is None or turn.expired(desk.now):
        raise Withdrawn
    article = dict(zip(ARTICLE.c.keys(), row[-len(ARTICLE.c) :], strict=True))
    kept = None if article["id"] is None else detached(Article, article)
    return Served(question, kept, row.language)


@cache
def _served() -> Prepared:
    return Prepared(
        select(CARD.c.id, CARD.c.revision, CARD.c.question, SET.c.language, ARTICLE)
        .select_from(Card)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .outerjoin(Article, Article.id == Card.article_id)
        .where(Card.id == bindparam("card"), askable())
    )


class Asked(Protocol):
    """A card as it is now, as an entity or as a row."""

    @property
    def id(self) -> int: ...
    @property
    def revision(self) -> int: ...
    @property
    def question(self) -> dict[str, Any]: ...


def question_at(session: Session, card: Asked, revision: int) -> Question | None:
    """What the card said at ``revision``; None where that is not kept."""
    if card.revision == revision:
        return Question.from_json(card.question)
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
