"""The tags of cards: short words by which cards of several sets can be studied together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlalchemy import Select, delete, func, select

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
    of_set = Card.set_id == set_id
    return _grouped(_tags().join(Card, Card.id == CardTag.card_id).where(of_set))


def of_cards(card_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """The tags of each of these cards."""
    return _grouped(_tags().where(CardTag.card_id.in_(card_ids)))


def _tags() -> Select[int, str]:
    return select(CardTag.card_id, CardTag.tag).order_by(CardTag.tag)


def _grouped(query: Select[int, str]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for card_id, tag in db.session.execute(query):
        found[card_id].append(tag)
    return found


def leeches(card_ids: Sequence[int]) -> Counter[int]:
    """How many learners keep forgetting each of these cards."""
    rows = db.session.execute(
        select(Memory.card_id, func.count())
        .where(Memory.card_id.in_(card_ids), Memory.lapses >= LEECH_LAPSES)
        .group_by(Memory.card_id)
    )
    return Counter(dict(rows.all()))
