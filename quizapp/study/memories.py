"""From Reviews to Memory: the one follows from the other, card by card or all at once.

A Memory is the replay of the Reviews that stand, in the order of their answers, under the learner's
present parameters. Each Review brings the days, the aim and the chosen day it was scheduled with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, Memory, Parameters, PastDay, PastKnowledge, Review, User
from quizapp.study.schedule import USUAL, Days, State, Weights, next_memory
from quizapp.study.statements import MEMORY, REVIEW

FIELDS = tuple(State.__slots__)


class Answered(Protocol):
    """What a schedule takes from a Review, as an entity or as a row."""

    @property
    def card_id(self) -> int: ...
    @property
    def answered_at(self) -> dt.datetime: ...
    @property
    def study_day(self) -> dt.date: ...
    @property
    def rating(self) -> Rating: ...
    @property
    def time_zone(self) -> str: ...
    @property
    def rollover_hour(self) -> int: ...
    @property
    def desired_retention(self) -> float: ...
    @property
    def moved(self) -> int | None: ...


def weights_of(session: Session, learner_id: int) -> Weights:
    """The parameters that the learner's cards are scheduled with."""
    newest = (
        select(Parameters.values)
        .where(Parameters.learner_id == learner_id)
        .order_by(Parameters.id.desc())
        .limit(1)
    )
    return as_weights(session.scalar(newest))


def weights_of_each(session: Session, learner_ids: Sequence[int]) -> dict[int, Weights]:
    """The parameters of several learners, by one query; the usual ones where none were fitted."""
    newest = (
        select(func.max(Parameters.id))
        .where(Parameters.learner_id.in_(learner_ids))
        .group_by(Parameters.learner_id)
    )
    rows = session.execute(
        select(Parameters.learner_id, Parameters.values).where(Parameters.id.in_(newest))
    )
    fitted = {learner_id: as_weights(values) for learner_id, values in rows}
    return {learner_id: fitted.get(learner_id, USUAL) for learner_id in learner_ids}


def as_weights(kept: Sequence[float] | None) -> Weights:
    return tuple(kept) if kept else USUAL


def advance(state: State | None, review: Answered, weights: Weights) -> State:
    """The state after one more Review."""
    return next_memory(
        state,
        review.rating,
        review.answered_at,
        days=Days(review.time_zone, review.rollover_hour),
        card_id=review.card_id,
        retention=review.desired_retention,
        day=review.study_day,
        weights=weights,
        moved=review.moved,
    )


def replay(reviews: Iterable[Answered], weights: Weights) -> list[State]:
    """The state after each of the Reviews of one card, in order."""
    states: list[State] = []
    for review in reviews:
        states.append(advance(states[-1] if states else None, review, weights))
    return states


def standing_reviews(session: Session, learner: User, card_id: int) -> Sequence[Review]:
    """All that the learner's Memory of the card follows from, in order."""
    return session.scalars(
        select(Review)
        .where(
            Review.learner_id == learner.id,
            Review.card_id == card_id,
            Review.phase.is_not(None),
            Review.stands(),
        )
        .order_by(Review.answered_at, Review.id)
    ).all()


def forget_past(session: Session, learner_id: int, since: dt.date = dt.date.min) -> None:
    """Let go of what is kept about the days from ``since`` on: they are added up anew."""
    for kept in (PastKnowledge, PastDay):
        session.execute(delete(kept).where(kept.learner_id == learner_id, kept.day >= since))


def forget_days_of(session: Session, set_id: int) -> None:
    """Let go of what is kept about the days of everybody who answered in the set, before it goes
    with their answers."""
    learners = select(Review.learner_id).join(Card, Card.id == Review.card_id)
    answered = learners.where(Card.set_id == set_id)
    session.execute(delete(PastDay).where(PastDay.learner_id.in_(answered)))


def rebuild_memory(
    session: Session, learner: User, card_id: int, since: dt.date = dt.date.min
) -> Memory | None:
    """Make the Memory anew from the Reviews that stand, exactly; None where there are none.

    ``since`` is the day of the first Review that is new or does not stand any more.
    """
    forget_past(session, learner.id, since)
    reviews = standing_reviews(session, learner, card_id)
    memory = session.get(Memory, (learner.id, card_id))
    if not reviews:
        if memory:
            session.delete(memory)
        return None
    states = replay(reviews, weights_of(session, learner.id))
    if memory is None:
        memory = Memory(learner_id=learner.id, card_id=card_id)
        session.add(memory)
    for review, state in zip(reviews, states, strict=True):
        review.stability = state.stability
    for name in FIELDS:
        setattr(memory, name, getattr(states[-1], name))
    return memory


def state_of(memory: Any) -> State:
    """The state that is kept, in an entity or a row."""
    return State(**{name: getattr(memory, name) for name in FIELDS})


# All of a learner's at once


@dataclass(frozen=True, slots=True)
class Replayed:
    """One card's Reviews and what they lead to, one state for each."""

    card_id: int
    reviews: list[int]
    states: list[State]


def replay_all(session: Session, learner_id: int, weights: Weights) -> Iterator[Replayed]:
    """Every card that the learner has answered, one after the other."""
    rows = session.execute(
        select(
            Review.id,
            Review.card_id,
            Review.answered_at,
            Review.study_day,
            Review.rating,
            Review.time_zone,
            Review.rollover_hour,
            Review.desired_retention,
            Review.moved,
        )
        .where(Review.learner_id == learner_id, Review.phase.is_not(None), Review.stands())
        .order_by(Review.card_id, Review.answered_at, Review.id)
        .execution_options(yield_per=1000)
    )
    for card_id, found in groupby(rows, lambda row: row.card_id):
        reviews = list(found)
        yield Replayed(card_id, [one.id for one in reviews], replay(reviews, weights))


def rebuild_all(session: Session, learner_id: int, *, store: bool = True) -> int:
    """Make all of a learner's Memories anew; returns how many were not as they should be.

    Without ``store`` nothing is changed, only compared.
    """
    weights = weights_of(session, learner_id)
    kept = {
        memory.card_id: state_of(memory)
        for memory in session.execute(select(MEMORY).where(Memory.learner_id == learner_id))
    }
    replayed = list(replay_all(session, learner_id, weights))
    right = {one.card_id: one.states[-1] for one in replayed}
    differ = sum(kept.get(card_id) != right.get(card_id) for card_id in kept.keys() | right.keys())
    if store and differ:
        session.execute(delete(Memory).where(Memory.learner_id == learner_id))
        if right:
            session.execute(insert(Memory), [_as_row(learner_id, *one) for one in right.items()])
    if store and replayed:
        _keep_stabilities(session, replayed)
        forget_past(session, learner_id)
    session.expire_all()
    return differ


def _as_row(learner_id: int, card_id: int, state: State) -> dict[str, Any]:
    return {"learner_id": learner_id, "card_id": card_id} | {
        name: getattr(state, name) for name in FIELDS
    }


def _keep_stabilities(session: Session, replayed: list[Replayed]) -> None:
    """Tell each Review the stability that it led to."""
    session.connection().execute(
        update(REVIEW)
        .where(REVIEW.c.id == bindparam("review"))
        .values(stability=bindparam("led_to")),
        [
            {"review": review, "led_to": state.stability}
            for one in replayed
            for review, state in zip(one.reviews, one.states, strict=True)
        ],
    )
