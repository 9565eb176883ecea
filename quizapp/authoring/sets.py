"""Sets: what an author owns, publishes, takes away as a file, and deletes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from questions.formats import FORMATS, SetFile
from quizapp.authoring import cards, tags
from quizapp.database import db
from quizapp.models import Assignment, Card, CardStatus, Class, QuestionSet, Review, SetStatus
from quizapp.study.memories import forget_days_of


class NothingAccepted(Exception):
    """A set can't be published before one of its cards is accepted."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards of a set are in each state."""

    drafts: int = 0
    accepted: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Shelved:
    question_set: QuestionSet
    counts: Counts


@dataclass(frozen=True, slots=True)
class Weight:
    """What goes when a set is deleted."""

    cards: int
    answers: int
    learners: int
    classes: Sequence[Class]


@dataclass(frozen=True, slots=True)
class Export:
    content: bytes
    filename: str


def shelf(owner_id: int) -> list[Shelved]:
    """An owner's sets, those with drafts to review first, then the newest."""
    owned = db.session.scalars(select(QuestionSet).where(QuestionSet.owner_id == owner_id)).all()
    counts = counts_by_set([one.id for one in owned])
    shelved = [Shelved(one, counts.get(one.id, Counts())) for one in owned]
    return sorted(
        shelved, key=lambda one: (not one.counts.drafts, -one.question_set.created_at.timestamp())
    )


def counts_by_set(set_ids: Sequence[int]) -> dict[int, Counts]:
    """The counts of each set that has cards."""
    names = {
        CardStatus.DRAFT: "drafts",
        CardStatus.ACCEPTED: "accepted",
        CardStatus.REJECTED: "rejected",
    }
    rows = db.session.execute(
        select(Card.set_id, Card.status, func.count())
        .where(Card.set_id.in_(set_ids))
        .group_by(Card.set_id, Card.status)
    )
    found: dict[int, Counts] = {}
    for set_id, status, count in rows:
        found[set_id] = replace(found.get(set_id, Counts()), **{names[status]: count})
    return found


def published_by(owner_id: int) -> Sequence[QuestionSet]:
    """An owner's published sets, by title."""
    return db.session.scalars(
        select(QuestionSet)
        .where(QuestionSet.owner_id == owner_id, QuestionSet.status == SetStatus.PUBLISHED)
        .order_by(QuestionSet.title, QuestionSet.id)
    ).all()


def create(owner_id: int, title: str, description: str, now: dt.datetime) -> QuestionSet:
    """An empty set to write questions in."""
    made = QuestionSet(
        owner_id=owner_id,
        title=title,
        description=description,
        status=SetStatus.DRAFT,
        created_at=now,
    )
    db.session.add(made)
    return made


def publish(question_set: QuestionSet, now: dt.datetime) -> None:
    """Let learners study the accepted cards. Raises NothingAccepted if there is none."""
    if not cards.of_set(question_set.id, CardStatus.ACCEPTED):
        raise NothingAccepted
    question_set.status = SetStatus.PUBLISHED
    question_set.published_at = question_set.published_at or now


def unpublish(question_set: QuestionSet) -> None:
    """Take a set back from learners; their progress is kept for when it is published again."""
    question_set.status = SetStatus.DRAFT


def weight(question_set: QuestionSet) -> Weight:
    """What a deletion would take with it."""
    of_set = Card.set_id == question_set.id
    answers, learners = db.session.execute(
        select(func.count(Review.id), func.count(Review.learner_id.distinct()))
        .join(Card, Card.id == Review.card_id)
        .where(of_set)
    ).one()
    count = db.session.scalar(select(func.count()).select_from(Card).where(of_set)) or 0
    return Weight(count, answers, learners, classes_given(question_set))


def classes_given(question_set: QuestionSet) -> Sequence[Class]:
    """The running classes that a set is assigned to."""
    return db.session.scalars(
        select(Class)
        .join(Assignment)
        .where(Assignment.set_id == question_set.id, Class.ended_at.is_(None))
        .order_by(Class.title)
        .distinct()
    ).all()


def delete(question_set: QuestionSet) -> None:
    """Delete a set with its cards and all answers to them; its articles stay."""
    forget_days_of(db.session(), question_set.id)
    db.session.delete(question_set)


def export(question_set: QuestionSet, format_name: str) -> Export | None:
    """A set's cards, without the rejected ones, as a file; None for a format we don't write."""
    chosen = FORMATS.get(format_name)
    if chosen is None or chosen.write is None:
        return None
    content = chosen.write(as_file(question_set))
    if isinstance(content, str):
        content = content.encode()
    return Export(content, f"{slug(question_set.title)}.{chosen.extension.lstrip('.')}")


def as_file(question_set: QuestionSet) -> SetFile:
    """A set as the exchange formats take it."""
    articles = cards.articles_of(question_set.id)
    index = {article.id: position for position, article in enumerate(articles)}
    kept = cards.of_set(question_set.id, CardStatus.DRAFT, CardStatus.ACCEPTED)
    tagged = tags.of_set(question_set.id)
    return SetFile(
        title=question_set.title,
        description=question_set.description,
        language=question_set.language,
        articles=tuple(article.as_text() for article in articles),
        questions=tuple(
            (card.as_question(), None if card.article_id is None else index[card.article_id])
            for card in kept
        ),
        tags=tuple(tuple(tagged[card.id]) for card in kept),
    )


def slug(title: str) -> str:
    """A title as a file name: ASCII letters, figures and hyphens, 60 at most."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:60] or "set"
