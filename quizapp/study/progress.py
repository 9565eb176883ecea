"""What a learner has answered and what they remember: Reviews appended, Memory kept in step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from questions.types import Grade, Question, QuestionKind, Response
from quizapp.models import Card, Memory, Phase, Review, User
from quizapp.study.schedule import Days, State, desired_retention, next_memory
from quizapp.study.turns import Turn

ENOUGH_TIMES = 20
TIMES = 100
SLOW = 0.9


class Superseded(Exception):
    """The card was answered in another turn since this one was served; nothing was recorded."""


def days_of(learner: User | None) -> Days:
    """The learner's days; a visitor's are UTC's until they have answered once."""
    return Days(learner.time_zone, learner.rollover_hour) if learner else Days()


def record(
    session: Session,
    learner: User,
    turn: Turn,
    question: Question,
    response: Response,
    grade: Grade,
    now: dt.datetime,
) -> Review:
    """Append the Review of ``turn``, answered at ``now``, and bring the Memory up to date; flushed,
    not committed. It may lie before others: the Memory is what all of them give in their order.

    Sent a second time, also at the same moment, it gives the first one's Review. Raises
    Superseded, also where the answer was taken back since.
    """
    try:
        with session.begin_nested():
            return _append(session, learner, turn, question, response, grade, now)
    except IntegrityError:
        # Another request was quicker, with this turn or with the first answer to this card.
        return _earlier(session, learner, turn)


def _append(
    session: Session,
    learner: User,
    turn: Turn,
    question: Question,
    response: Response,
    grade: Grade,
    now: dt.datetime,
) -> Review:
    memory = session.get(Memory, (learner.id, turn.card_id), with_for_update=True)
    if turn.ahead:
        sent_before = find_review(session, learner, turn.key)
        if sent_before:
            return sent_before
    elif (memory.reviews if memory else 0) != turn.reviews:
        return _earlier(session, learner, turn)
    late = memory is not None and now < memory.last_review_at
    days = days_of(learner)
    review = Review(
        learner_id=learner.id,
        card_id=turn.card_id,
        turn_key=turn.key,
        answered_at=now,
        study_day=days.study_day(now),
        rating=grade.rating,
        score=grade.score,
        correct=grade.correct,
        response=as_document(response, grade),
        seconds=response.seconds,
        card_revision=turn.revision,
        phase=_phase_at(session, learner, turn.card_id, now) if late else _phase(memory),
        time_zone=days.time_zone,
        rollover_hour=days.rollover_hour,
        desired_retention=desired_retention(len(question.options)),
    )
    session.add(review)
    if late:
        session.flush()
        rebuild_memory(session, learner, turn.card_id)
    else:
        _store(session, memory, review, _advance(state_of(memory) if memory else None, review))
    session.flush()
    return review


def _earlier(session: Session, learner: User, turn: Turn) -> Review:
    review = find_review(session, learner, turn.key)
    if review is None:
        raise Superseded
    return review


def find_review(session: Session, learner: User, turn_key: str) -> Review | None:
    """The learner's Review of that turn, unless they took it back."""
    return session.scalar(
        select(Review).where(
            Review.turn_key == turn_key, Review.learner_id == learner.id, Review.stands()
        )
    )


def as_document(response: Response, grade: Grade) -> dict[str, Any]:
    """What is kept of a response: what was given, and the sentence that answered it."""
    given = {name: value for name, value in asdict(response).items() if value not in (None, "")}
    for elsewhere in ("seconds", "slow_after"):
        given.pop(elsewhere, None)
    if grade.value is not None:
        given["value"] = grade.value
    if grade.interval:
        given |= asdict(grade.interval)
    return given | {"feedback": grade.feedback}


def rebuild_memory(session: Session, learner: User, card_id: int) -> Memory | None:
    """Make the Memory anew from the Reviews that stand, exactly; None where there are none."""
    reviews = standing_reviews(session, learner, card_id)
    memory = session.get(Memory, (learner.id, card_id))
    if not reviews:
        if memory:
            session.delete(memory)
        return None
    return _store(session, memory, reviews[-1], replay(reviews))


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


def _phase(memory: Memory | State | None) -> Phase:
    return Phase(memory.state) if memory else Phase.NEW


def _phase_at(session: Session, learner: User, card_id: int, moment: dt.datetime) -> Phase:
    """What the card was to the learner at an earlier moment."""
    found = standing_reviews(session, learner, card_id)
    before = [one for one in found if one.answered_at <= moment]
    return _phase(replay(before) if before else None)


def replay(reviews: Iterable[Review]) -> State:
    """The state that follows from at least one Review, in order."""
    state = None
    for review in reviews:
        state = _advance(state, review)
    assert state
    return state


def _advance(state: State | None, review: Review) -> State:
    """The state after the review, which is told its stability."""
    found = next_memory(
        state,
        review.rating,
        review.answered_at,
        days=Days(review.time_zone, review.rollover_hour),
        card_id=review.card_id,
        retention=review.desired_retention,
        day=review.study_day,
    )
    review.stability = found.stability
    return found


def state_of(memory: Memory) -> State:
    return State(
        state=memory.state,
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due_at=memory.due_at,
        last_review_at=memory.last_review_at,
        last_study_day=memory.last_study_day,
        reviews=memory.reviews,
        lapses=memory.lapses,
    )


def _store(session: Session, memory: Memory | None, review: Review, state: State) -> Memory:
    if memory is None:
        memory = Memory(learner_id=review.learner_id, card_id=review.card_id)
        session.add(memory)
    for name in State.__slots__:
        setattr(memory, name, getattr(state, name))
    return memory


def slow_after(session: Session, learner: User, kind: QuestionKind) -> float | None:
    """The learner's own 90th percentile of seconds, over their last answers to such questions;
    None until there are enough."""
    newest = (
        select(Review.seconds)
        .join(Card)
        .where(
            Review.learner_id == learner.id,
            Card.kind == kind,
            Review.seconds.is_not(None),
            Review.stands(),
        )
        .order_by(Review.study_day.desc(), Review.id.desc())
        .limit(TIMES)
    )
    seconds = sorted(one for one in session.scalars(newest) if one is not None)
    return seconds[int(len(seconds) * SLOW)] if len(seconds) >= ENOUGH_TIMES else None
