"""The tags of cards: short words by which cards of several sets can be studied together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, func, select

from questions.tags import tidy_tags
from quizapp.database import db
from quizapp.models import Card, CardTag, Memory
from quizapp.study.schedule import LEECH_LAPSES


def read_tags(text: str) -> tuple[str, ...]:
    """Tags as an author writes them, with commas between. Raises TagError."""
    return tidy_tags(text.split(","))


def of_card(card_id: int) -> Sequence[str]:
    """A card's tags by name."""
    query = select(CardTag.tag).where(CardTag.card_id == card_id).order_by(CardTag.tag)
    return db.session.scalars(query).all()


def keep(card_id: int, tags: Sequence[str]) -> None:
    """Give a card these tags and no others."""
    db.session.execute(delete(CardTag).where(CardTag.card_id == card_id))
    db.session.add_all([CardTag(card_id=card_id, tag=tag) for tag in tags])


def of_set(set_id: int) -> defaultdict[int, list[str]]:
    """The tags of each card of a set."""
    rows = db.session.execute(
        select(CardTag.card_id, CardTag.tag)
        .join(Card, Card.id == CardTag.card_id)
        .where(Card.set_id == set_id)
        .order_by(CardTag.tag)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for card_id, tag in rows:
        found[card_id].append(tag)
    return found


def leeches(set_id: int) -> Counter[int]:
    """How many learners keep forgetting each card of the set."""
    rows = db.session.execute(
        select(Memory.card_id, func.count())
        .join(Card, Card.id == Memory.card_id)
        .where(Card.set_id == set_id, Memory.lapses >= LEECH_LAPSES)
        .group_by(Memory.card_id)
    )
    return Counter(dict(rows.all()))
