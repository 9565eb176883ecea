"""The statements of every answer, built once and sent to the tables as they are.

An answer is the one thing that everybody waits for, all day. Through the ORM its few statements
cost several times what the database takes for them: entities are made, tracked and compared, and
a savepoint guards against what the statements can say themselves. So here they are plain
(``quizapp.prepared``) and say ``ON CONFLICT`` where two requests may meet.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.database import Model, UtcDateTime
from quizapp.models import Article, Card, Memory, MemoryState, Parameters, QuestionSet, Review
from quizapp.prepared import Prepared


def table(model: type[Model]) -> Table:
    found = model.__table__
    assert isinstance(found, Table)
    return found


CARD, MEMORY, REVIEW = table(Card), table(Memory), table(Review)
SET, PARAMETERS, ARTICLE = table(QuestionSet), table(Parameters), table(Article)

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
MOST_COUNTED = 2000  # where so many cards are due, no day is quiet


def names(of: Table, *without: str) -> list[str]:
    return [column.name for column in of.columns if column.name not in without]


def weights() -> Any:
    """The learner's newest parameters, as they are kept; null where they have the usual ones."""
    return (
        select(PARAMETERS.c["values"])
        .where(PARAMETERS.c.learner_id == bindparam("learner"))
        .order_by(PARAMETERS.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("weights")
    )


@cache
def remembered() -> Prepared:
    """A learner's Memory of a card, kept from changing, with the aim of its set and the learner's
    parameters."""
    return Prepared(
        select(MEMORY, SET.c.desired_retention, weights())
        .select_from(MEMORY.join(CARD, CARD.c.id == MEMORY.c.card_id))
        .join(SET, SET.c.id == CARD.c.set_id)
        .where(MEMORY.c.learner_id == bindparam("learner"), MEMORY.c.card_id == bindparam("card"))
        .with_for_update(of=MEMORY)
    )


@cache
def unknown() -> Prepared:
    """The same of a card that the learner has no Memory of."""
    return Prepared(
        select(SET.c.desired_retention, weights())
        .select_from(CARD.join(SET, SET.c.id == CARD.c.set_id))
        .where(CARD.c.id == bindparam("card"))
    )


@cache
def append_review(dialect: str) -> Prepared:
    """Inserts a Review and gives its id; nothing where its turn has one already."""
    found = INSERTS[dialect](REVIEW).on_conflict_do_nothing(index_elements=["turn_key"])
    return Prepared(found.returning(REVIEW.c.id), names(REVIEW, "id"))


@cache
def begin_memory(dialect: str) -> Prepared:
    """Inserts a Memory and gives its card; nothing where another request was quicker."""
    found = INSERTS[dialect](MEMORY).on_conflict_do_nothing()
    return Prepared(found.returning(MEMORY.c.card_id), names(MEMORY))


@cache
def keep_memory() -> Prepared:
    return Prepared(
        update(MEMORY).where(
            MEMORY.c.learner_id == bindparam("learner"), MEMORY.c.card_id == bindparam("card")
        ),
        names(MEMORY, "learner_id", "card_id"),
    )


@cache
def drop_review() -> Prepared:
    return Prepared(delete(REVIEW).where(REVIEW.c.id == bindparam("review")))


@cache
def loads() -> Prepared:
    """How many cards fall due at each moment from ``start`` to before ``end``; nothing where they
    are ``MOST_COUNTED``. All the cards of a day fall due at the same moment, its beginning."""
    start, end = (bindparam(name, type_=UtcDateTime) for name in ("start", "end"))
    other = MEMORY.alias()
    found = select(other.c.due_at).where(_due_between(other, start, end))
    many = found.limit(1).offset(MOST_COUNTED - 1).exists()
    # Where there are many the range is made empty, so that none is read a second time.
    counted = _due_between(MEMORY, start, case((many, start), else_=end))
    query = select(MEMORY.c.due_at, func.count().label("cards")).where(counted)
    return Prepared(query.group_by(MEMORY.c.due_at))


def _due_between(memory: FromClause, start: Any, end: Any) -> ColumnElement[bool]:
    return and_(
        memory.c.learner_id == bindparam("learner"),
        memory.c.state == MemoryState.REVIEW,
        memory.c.due_at >= start,
        memory.c.due_at < end,
    )
