"""What a browser keeps for when its network is lost: the cards of the next two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from questions.grading import goal, is_ratio
from questions.types import Question
from quizapp.models import Card, Hold, HoldKind, Memory, QuestionSet
from quizapp.study import showing
from quizapp.study.queue import LEARNER, Desk, askable, facts_of_today, study_list, tally, unseen
from quizapp.study.settings import StudySettings

MOST = 60
HORIZON = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Coming:
    """A card and the moment from which it may be asked; a new one at once."""

    card: Card
    due_at: dt.datetime


def coming_cards(session: Session, desk: Desk) -> list[Coming]:
    """What the learner will be asked, as far as it can be foreseen: those due within two days, the
    longest due first, then new ones within the day's limit; one card a fact, at most ``MOST``."""
    parameters = desk.parameters | {"until": desk.now + HORIZON}
    due = session.execute(
        _askable(select(Card, Memory.due_at).join(Memory, Memory.card_id == Card.id), desk)
        .where(Memory.learner_id == LEARNER, Memory.due_at <= parameters["until"])
        .order_by(Memory.due_at, Memory.card_id)
        .limit(MOST),
        parameters,
    ).all()
    left = StudySettings.of(desk.learner).new_a_day - tally(session, desk).new
    new = session.scalars(
        _askable(select(Card), desk)
        .where(unseen(), Card.set_id.in_(study_list(session, desk)))
        .order_by(Card.set_id, Card.position, Card.id)
        .limit(max(0, left)),
        parameters,
    ).all()
    found = [Coming(card, due_at) for card, due_at in due] + [
        Coming(card, desk.now) for card in new
    ]
    asked = {(set_id, fact) for set_id, fact in session.execute(facts_of_today(), parameters)}
    return list(_one_a_fact(found, asked))[:MOST]


def _askable(query: Any, desk: Desk) -> Any:
    held = select(Hold.card_id).where(
        Hold.learner_id == LEARNER,
        Hold.kind.in_((HoldKind.SUSPENDED, HoldKind.BURIED)),
        Hold.until.is_(None) | (Hold.until > desk.today),
    )
    return (
        query.join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(askable(), Card.id.not_in(held))
        .options(joinedload(Card.article), contains_eager(Card.question_set))
    )


def _one_a_fact(found: Iterable[Coming], asked: set[tuple[int, str]]) -> Iterator[Coming]:
    for one in found:
        fact = (one.card.set_id, one.card.fact_key)
        if one.card.fact_key and fact in asked:
            continue
        asked.add(fact)
        yield one


def key_of(question: Question) -> dict[str, Any]:
    """What the browser needs to judge an answer by itself, for the feedback alone; the grade that
    counts is given by the server."""
    answer = question.answer
    return {
        "kind": str(question.kind),
        "right": [place for place, option in enumerate(question.options) if option.correct],
        "text": answer.text,
        "accepted": list(answer.accepted),
        "words": showing.key_words(answer),
        "value": answer.value,
        "unit": showing.unit_beside(answer),
        "scale": "ratio"
        if is_ratio(answer)
        else "linear"
        if answer.scale == "ratio"
        else answer.scale,
        "goal": None if answer.value is None else goal(answer),
        "rounding": answer.rounding,
    }
