"""Cards: kept, decided on, edited. An edit keeps what the card said before."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, func, select, tuple_, update

from questions import problems
from questions.numbers import print_number
from questions.types import Answer, Evidence, Problem, Question, QuestionKind
from quizapp.database import db
from quizapp.models import Article, Card, CardRevision, CardStatus

LISTED = (CardStatus.ACCEPTED, CardStatus.DRAFT, CardStatus.REJECTED)
OUTSIDE = "number_outside_evidence"


class StaleEdit(Exception):
    """The card was changed by someone else, or in another tab, since the form was opened."""


class NotInArticle(Exception):
    """A sentence given as evidence stands in none of the set's articles."""


def append(
    set_id: int,
    article_id: int | None,
    questions: Iterable[Question],
    status: CardStatus,
    now: dt.datetime,
) -> list[Card]:
    """Put questions after the last card of a set, in their order."""
    last = db.session.scalar(select(func.max(Card.position)).where(Card.set_id == set_id)) or 0
    added = [
        Card(
            set_id=set_id,
            article_id=article_id,
            kind=str(question.kind),
            fact_key=question.fact_key[:80],
            position=position,
            status=status,
            question=question.as_json(),
            created_at=now,
        )
        for position, question in enumerate(questions, start=last + 1)
    ]
    db.session.add_all(added)
    return added


def of_set(set_id: int, *statuses: CardStatus) -> Sequence[Card]:
    """A set's cards in order, those of the given statuses, or all."""
    chosen = select(Card).where(Card.set_id == set_id).order_by(Card.position, Card.id)
    if statuses:
        chosen = chosen.where(Card.status.in_(statuses))
    return db.session.scalars(chosen).all()


def in_set(set_id: int, card_id: int | None) -> Card | None:
    """The card, if it is one of the set's."""
    return db.session.scalar(select(Card).where(Card.id == card_id, Card.set_id == set_id))


def drafts_of(set_id: int) -> Sequence[tuple[int, int | None]]:
    """The ids of a set's drafts in order, each with that of its article."""
    rows = db.session.execute(
        select(Card.id, Card.article_id)
        .where(Card.set_id == set_id, Card.status == CardStatus.DRAFT)
        .order_by(Card.position, Card.id)
    )
    return [(card_id, article_id) for card_id, article_id in rows]


def by_ids(ids: Sequence[int]) -> Sequence[Card]:
    """The cards of these ids, in the order of their set."""
    chosen = select(Card).where(Card.id.in_(ids))
    return db.session.scalars(chosen.order_by(Card.position, Card.id)).all()


def draft_after(decided: Card) -> int | None:
    """The draft to look at after a decision: the next one down, or else the first left."""
    below = tuple_(Card.position, Card.id) > (decided.position, decided.id)
    left = (
        select(Card.id)
        .where(Card.set_id == decided.set_id, Card.status == CardStatus.DRAFT)
        .where(Card.id != decided.id)
        .order_by(below.desc(), Card.position, Card.id)
    )
    return db.session.scalar(left.limit(1))


def decide(card: Card, status: CardStatus) -> None:
    """Accept or reject a card, or make it a draft again; deciding twice changes nothing."""
    card.status = status


def listed(set_id: int) -> dict[str, list[int]]:
    """The ids of a set's cards in order, as ``accepted``, ``draft`` and ``rejected``."""
    grouped: dict[str, list[int]] = {str(status): [] for status in LISTED}
    rows = db.session.execute(
        select(Card.id, Card.status).where(Card.set_id == set_id).order_by(Card.position, Card.id)
    )
    for card_id, status in rows:
        grouped[str(status)].append(card_id)
    return grouped


def accept_without_problems(set_id: int) -> int:
    """Accept every draft that has no problem; say how many."""
    accepted = db.session.execute(
        update(Card).where(*_clean(set_id)).values(status=CardStatus.ACCEPTED)
    )
    return cast("CursorResult[Any]", accepted).rowcount


def count_without_problems(set_id: int) -> int:
    """How many drafts can be accepted at once."""
    return db.session.scalar(select(func.count()).where(*_clean(set_id))) or 0


def _clean(set_id: int) -> tuple[ColumnElement[bool], ...]:
    noted = func.coalesce(func.json_array_length(Card.question["problems"]), 0)
    return Card.set_id == set_id, Card.status == CardStatus.DRAFT, noted == 0


def blank(kind: QuestionKind) -> Question:
    """An empty question to start writing from, with an id of its own."""
    return Question(id=secrets.token_hex(8), kind=kind, prompt="", answer=Answer(""))


def edit(
    card: Card, question: Question, seen_revision: int, editor_id: int, now: dt.datetime
) -> bool:
    """Give a card a new wording and keep the old one; False if nothing changed.

    Learners' progress stays with the card. Raises StaleEdit if the card has a newer revision
    than the editor saw.
    """
    document = question.as_json()
    if document | {"problems": []} == card.question | {"problems": []}:
        card.question = document
        return False
    if seen_revision != card.revision:
        raise StaleEdit
    earlier = CardRevision(
        card_id=card.id,
        number=card.revision,
        question=card.question,
        editor_id=editor_id,
        made_at=now,
    )
    db.session.add(earlier)
    card.question = document
    card.revision += 1
    return True


def checked(question: Question) -> Question:
    """The question with the problems that it has now."""
    found = problems.check(question)
    if not number_in_evidence(question):
        message = f"The evidence does not say {question.answer.text}: mend one of them."
        found = (Problem(OUTSIDE, message), *found)
    return replace(question, problems=found)


def number_in_evidence(question: Question) -> bool:
    """Whether an estimate's number stands in its evidence, in one of the ways to write it."""
    answer, evidence = question.answer, question.evidence
    if question.kind is not QuestionKind.NUMERIC_ESTIMATE or not evidence or answer.value is None:
        return True
    ways = (answer.text, print_number(answer.value), f"{answer.value:g}")
    return any(way in evidence.text for way in ways)


def articles_of(set_id: int) -> Sequence[Article]:
    """The articles that a set's cards lean on, in the order in which they were kept."""
    used = select(Card.article_id).where(Card.set_id == set_id, Card.article_id.is_not(None))
    return db.session.scalars(
        select(Article).where(Article.id.in_(used)).order_by(Article.id)
    ).all()


def with_evidence(
    question: Question, sentence: str, articles: Iterable[Article]
) -> tuple[Question, Article | None]:
    """The question leaning on a sentence of one of the articles, and that article.

    An empty sentence takes the evidence away. Raises NotInArticle if it stands in none of them.
    """
    if not sentence:
        return replace(question, evidence=None), None
    found = find_evidence(sentence, articles)
    if found is None:
        raise NotInArticle
    article, evidence = found
    return replace(question, evidence=evidence), article


def find_evidence(sentence: str, articles: Iterable[Article]) -> tuple[Article, Evidence] | None:
    """Where a quoted sentence stands, to the letter, in one of the articles."""
    for article in articles:
        start = article.text.find(sentence)
        if start >= 0:
            return article, Evidence(start, start + len(sentence), sentence)
    return None
