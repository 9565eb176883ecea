"""Answers as the study pages leave them behind, for scores with known figures."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, Memory, MemoryState, Phase, Review, User
from tests.conftest import START


def answer(
    session: Session,
    learner: User,
    card: Card,
    *,
    score: float,
    at: dt.datetime = START,
    response: dict[str, Any] | None = None,
    seconds: float | None = 4.25,
    revision: int = 1,
    attempt_id: int | None = None,
) -> Review:
    made = Review(
        learner_id=learner.id,
        card_id=card.id,
        turn_key=secrets.token_hex(16),
        answered_at=at,
        study_day=at.date(),
        rating=Rating.GOOD if score > 0.5 else Rating.AGAIN,
        score=score,
        correct=score > 0.5,
        response=response or {"choice": 0, "feedback": "That is right."},
        seconds=seconds,
        card_revision=revision,
        phase=None if attempt_id else Phase.NEW,
        attempt_id=attempt_id,
    )
    session.add(made)
    session.commit()
    return made


def remember(
    session: Session,
    learner: User,
    card: Card,
    *,
    due_at: dt.datetime,
    stability: float = 10.0,
    state: MemoryState = MemoryState.REVIEW,
    studied: dt.datetime = START,
) -> Memory:
    made = Memory(
        learner_id=learner.id,
        card_id=card.id,
        state=state,
        stability=stability,
        difficulty=5.0,
        due_at=due_at,
        last_review_at=studied,
        last_study_day=studied.date(),
        reviews=1,
        lapses=0,
    )
    session.add(made)
    session.commit()
    return made
