"""What is coming: how many cards fall due on each of the next days; and the hardest cards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from quizapp.models import Card, Hold, HoldKind, Memory, MemoryState, QuestionSet
from quizapp.study.queue import Desk, askable

DAYS = 30
HARDEST = 6
LAPSES = 2  # forgotten once is nothing remarkable


@dataclass(frozen=True, slots=True)
class Due:
    """How many cards fall due on a day; the first day holds what is overdue too."""

    day: dt.date
    cards: int


@dataclass(frozen=True, slots=True)
class HardCard:
    prompt: str
    language: str
    lapses: int
    reviews: int


def forecast(session: Session, desk: Desk) -> list[Due]:
    """The cards that fall due on each of the next 30 days, today first, if nothing else is done."""
    days = [desk.today + dt.timedelta(days=ahead) for ahead in range(DAYS)]
    ends = [desk.days.start(day + dt.timedelta(days=1)) for day in days]
    day_of = case(*((Memory.due_at < end, index) for index, end in enumerate(ends)), else_=DAYS)
    suspended = select(Hold.card_id).where(
        Hold.learner_id == desk.learner_id, Hold.kind == HoldKind.SUSPENDED
    )
    found = (
        select(day_of.label("day"), func.count().label("cards"))
        .select_from(Memory)
        .join(Card, Card.id == Memory.card_id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(
            Memory.learner_id == desk.learner_id,
            Memory.state.in_(list(MemoryState)),
            Memory.due_at < ends[-1],
            Card.id.not_in(suspended),
            askable(),
        )
        .group_by(day_of)
    )
    counts = {row.day: row.cards for row in session.execute(found, desk.parameters)}
    return [Due(day, counts.get(index, 0)) for index, day in enumerate(days)]


def hardest(session: Session, desk: Desk) -> list[HardCard]:
    """The cards that were forgotten most often, of those that may still be asked."""
    query = (
        select(Card, QuestionSet.language, Memory.lapses, Memory.reviews)
        .select_from(Memory)
        .join(Card, Card.id == Memory.card_id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(Memory.learner_id == desk.learner_id, Memory.lapses >= LAPSES, askable())
        .order_by(Memory.lapses.desc(), Memory.difficulty.desc(), Memory.card_id)
        .limit(HARDEST)
    )
    return [
        HardCard(card.as_question().prompt.replace("____", "…"), language, lapses, reviews)
        for card, language, lapses, reviews in session.execute(query, desk.parameters)
    ]
