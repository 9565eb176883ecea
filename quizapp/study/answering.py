"""A turn that comes back: the question as it was served, and how an answer to it is judged."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from questions.grading import grade
from questions.types import Grade, Question, QuestionKind, Response
from quizapp.models import Article, Card, CardRevision, QuestionSet, User
from quizapp.prepared import Prepared, detached
from quizapp.study.progress import slow_after
from quizapp.study.queue import Desk, askable
from quizapp.study.statements import ARTICLE, CARD
from quizapp.study.turns import Turn


class Withdrawn(Exception):
    """The card is not to be had any more as it was served; nothing was recorded."""


def served_question(session: Session, desk: Desk, turn: Turn) -> tuple[Card, Question]:
    """The card of ``turn``, and its question at the revision that was served. Raises Withdrawn."""
    card = served_card(session, desk, turn)
    question = question_at(session, card, turn.revision) if card else None
    if card is None or question is None or turn.expired(desk.now):
        raise Withdrawn
    return card, question


def served_card(session: Session, desk: Desk, turn: Turn) -> Card | None:
    """The card with its article, which the feedback quotes; None where it can't be studied."""
    row = _served().first(session, desk.parameters | {"card": turn.card_id})
    if row is None:
        return None
    card = detached(Card, dict(zip(CARD.c.keys(), row, strict=False)))
    article = dict(zip(ARTICLE.c.keys(), row[len(CARD.c) :], strict=True))
    kept = None if article["id"] is None else detached(Article, article)
    set_committed_value(card, "article", kept)
    return card


@cache
def _served() -> Prepared:
    return Prepared(
        select(CARD, ARTICLE)
        .select_from(Card)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .outerjoin(Article, Article.id == Card.article_id)
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
