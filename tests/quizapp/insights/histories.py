"""Learners with a past: Reviews and Memories as answers given long ago would have left them."""

from __future__ import annotations

import datetime as dt
import random
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, Memory, MemoryState, Phase, Review, User
from quizapp.study.schedule import Days, desired_retention, next_memory


def review(learner: User, card: Card, at: dt.datetime, **columns: Any) -> Review:
    """One answer, right and new unless the test says otherwise."""
    usual: dict[str, Any] = {
        "learner_id": learner.id,
        "card_id": card.id,
        "turn_key": secrets.token_hex(16),
        "answered_at": at,
        "study_day": at.date(),
        "rating": Rating.GOOD,
        "score": 1.0,
        "correct": True,
        "response": {},
        "seconds": 10.0,
        "card_revision": 1,
        "phase": Phase.NEW,
        "stability": 3.0,
    }
    return Review(**(usual | columns))


def interval(missed: str = "", confidence: int = 80, **more: Any) -> dict[str, Any]:
    """What is kept of an interval."""
    return {"low": 1, "high": 2, "value": 1.4, "confidence": confidence, "missed": missed} | more


def live(
    session: Session,
    learner: User,
    cards: Sequence[Card],
    now: dt.datetime,
    *,
    days: int,
    seed: int = 1,
    new_a_day: int = 2,
) -> None:
    """Study ``cards`` on most of so many days up to ``now`` as the schedule says, recalling about
    what it expects; everything is kept as the app would."""
    chance = random.Random(seed)
    waiting = list(cards)
    memories: dict[int, Any] = {}
    zone = Days()
    for ahead in range(days, -1, -1):
        start = now - dt.timedelta(days=ahead)
        if chance.random() < 0.22 or _away(ahead):
            continue
        due = [one for one in cards if one.id in memories and memories[one.id].due_at <= start]
        fresh = [waiting.pop(0) for _ in range(min(new_a_day, len(waiting)))]
        for card in [*due[:60], *fresh]:
            _answer(session, learner, card, start, memories, zone, chance)
    keep(session, learner, memories)
    session.commit()


def _away(ahead: int) -> bool:
    """Two weeks of holiday in the middle."""
    return 130 <= ahead < 144


def _answer(
    session: Session,
    learner: User,
    card: Card,
    start: dt.datetime,
    memories: dict[int, Any],
    zone: Days,
    chance: random.Random,
) -> None:
    options = len(card.question.get("options", ()))
    retention = desired_retention(options)
    recalled = chance.random() < (retention - 0.01 if card.id % 9 else 0.78)
    phase = Phase(memories[card.id].state) if card.id in memories else Phase.NEW
    for step, rating in enumerate([Rating.GOOD] if recalled else [Rating.AGAIN, Rating.GOOD]):
        at = start + dt.timedelta(minutes=chance.randint(0, 40) + 11 * step)
        state = next_memory(
            memories.get(card.id), rating, at, days=zone, card_id=card.id, retention=retention
        )
        right = rating is not Rating.AGAIN
        given = _interval_of(chance) if card.kind == "numeric_estimate" else {"choice": 0}
        session.add(
            review(
                learner,
                card,
                at,
                study_day=zone.study_day(at),
                rating=rating,
                correct=right,
                score=float(right),
                phase=phase,
                seconds=round(chance.lognormvariate(2.3, 0.5), 1),
                stability=state.stability,
                desired_retention=retention,
                response=given | {"guessed": not right and chance.random() < 0.5},
            )
        )
        memories[card.id] = state
        phase = Phase(state.state)


def _interval_of(chance: random.Random) -> dict[str, Any]:
    confidence = chance.choice((80, 80, 80, 90, 50))
    held = chance.random() < confidence / 100 - 0.12
    return interval("" if held else chance.choice(("low", "low", "high")), confidence)


def keep(session: Session, learner: User, memories: dict[int, Any]) -> None:
    """The Memories that these states come to."""
    for card_id, state in memories.items():
        columns = {name: getattr(state, name) for name in state.__slots__}
        session.add(Memory(learner_id=learner.id, card_id=card_id, **columns))


def memory(learner: User, card: Card, due_at: dt.datetime, **columns: Any) -> Memory:
    """A card past its learning steps."""
    usual: dict[str, Any] = {
        "learner_id": learner.id,
        "card_id": card.id,
        "state": MemoryState.REVIEW,
        "step": None,
        "stability": 10.0,
        "difficulty": 5.0,
        "due_at": due_at,
        "last_review_at": due_at - dt.timedelta(days=5),
        "last_study_day": due_at.date() - dt.timedelta(days=5),
        "reviews": 4,
        "lapses": 0,
    }
    return Memory(**(usual | columns))


def add(session: Session, rows: Iterable[Any]) -> None:
    session.add_all(list(rows))
    session.commit()
