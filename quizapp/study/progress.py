"""What a learner has answered and what they remember: Reviews appended, Memory kept in step."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from questions.types import Grade, Question, QuestionKind, Response
from quizapp.models import Card, Hold, HoldKind, Memory, Phase, Review, User
from quizapp.prepared import detached
from quizapp.study import statements
from quizapp.study.memories import (
    FIELDS,
    as_weights,
    rebuild_memory,
    replay,
    standing_reviews,
    state_of,
)
from quizapp.study.schedule import (
    LEECH_LAPSES,
    Days,
    State,
    Step,
    desired_retention,
    quietest,
    step,
)
from quizapp.study.settings import StudySettings
from quizapp.study.turns import Turn

Values = dict[str, Any]

ENOUGH_TIMES = 20
TIMES = 100
SLOW = 0.9
# What a Review keeps elsewhere, or not at all, is left out.
GIVEN = tuple(one.name for one in fields(Response) if one.name not in ("seconds", "slow_after"))


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
    exam_id: int | None = None,
) -> Review:
    """Append the Review of ``turn``, answered at ``now``, and bring the Memory up to date; flushed,
    not committed. It may lie before others: the Memory is what all of them give in their order.

    Sent a second time, also at the same moment, it gives the first one's Review. Raises
    Superseded, also where the answer was taken back since. With ``exam_id`` it is an answer in
    cramming, which leaves the Memory as it is.
    """
    values = as_values(learner, turn, response, grade, now)
    if exam_id is not None:
        appended = _append(session, values | {"exam_id": exam_id})
        return appended or _earlier(session, learner, turn)
    return Answering(session, learner, turn).record(len(question.options), values)


class Answering:
    """One answer on its way: what is remembered before it, kept from changing until it is stored.

    It goes by plain statements, see ``study.statements``.
    """

    def __init__(self, session: Session, learner: User, turn: Turn) -> None:
        self.session, self.learner, self.turn = session, learner, turn
        self.key = {"learner": learner.id, "card": turn.card_id}
        kept = statements.remembered().first(session, self.key)
        self.state = state_of(kept) if kept else None
        found = kept or statements.unknown().first(session, self.key)
        self.aim: float = found.desired_retention
        self.weights = as_weights(found.weights)

    def record(self, options: int, values: Values) -> Review:
        turn, state = self.turn, self.state
        values["desired_retention"] = desired_retention(options, self.aim)
        if turn.ahead:
            sent_before = find_review(self.session, self.learner, turn.key)
            if sent_before:
                return sent_before
        elif (state.reviews if state else 0) != turn.reviews:
            return _earlier(self.session, self.learner, turn)
        if state and values["answered_at"] < state.last_review_at:
            return self._record_late(values)
        return self._record_now(values)

    def _record_now(self, values: Values) -> Review:
        settings = StudySettings.of(self.learner)
        found = self._step(values)
        values["moved"] = self._quieter_day(found, settings)
        state = found.settle(values["moved"])
        values |= {"stability": state.stability, "phase": _phase(self.state)}
        review = _append(self.session, values)
        if review is None:
            return _earlier(self.session, self.learner, self.turn)
        if not self._keep(state):
            # Another request was quicker with the first answer to this card.
            statements.drop_review().run(self.session, {"review": review.id})
            return _earlier(self.session, self.learner, self.turn)
        if settings.suspend_leeches and becomes_leech(self.state, state):
            _suspend(self.session, review)
        return review

    def _record_late(self, values: Values) -> Review:
        """An answer that comes in after a later one."""
        moment = values["answered_at"]
        found = standing_reviews(self.session, self.learner, self.turn.card_id)
        before = [one for one in found if one.answered_at <= moment]
        values["phase"] = _phase(replay(before, self.weights)[-1] if before else None)
        review = _append(self.session, values)
        if review is None:
            return _earlier(self.session, self.learner, self.turn)
        rebuild_memory(self.session, self.learner, self.turn.card_id, values["study_day"])
        self.session.flush()
        return review

    def _step(self, values: Values) -> Step:
        return step(
            self.state,
            values["rating"],
            values["answered_at"],
            days=Days(values["time_zone"], values["rollover_hour"]),
            card_id=self.turn.card_id,
            retention=values["desired_retention"],
            day=values["study_day"],
            weights=self.weights,
        )

    def _quieter_day(self, found: Step, settings: StudySettings) -> int | None:
        """Where in its room the card has least beside it; None where that is not wanted."""
        room, today = found.room, found.state.last_study_day
        if len(room) < 2 or not (settings.even_out or settings.keeps_days_free):
            return None
        dates = {interval: today + dt.timedelta(days=interval) for interval in room}
        avoided = {interval for interval, day in dates.items() if settings.keeps_free(day)}
        return quietest(room, self._loads(found) if settings.even_out else {}, avoided, found.seed)

    def _loads(self, found: Step) -> dict[int, int]:
        """How many cards are due so many days from today; nothing where they are too many."""
        room, today, days = found.room, found.state.last_study_day, found.days
        start, end = (days.start(today + dt.timedelta(days=one)) for one in (room[0], room.stop))
        rows = statements.loads().run(self.session, self.key | {"start": start, "end": end})
        counted: Counter[int] = Counter()
        for row in rows:
            counted[(days.study_day(row.due_at) - today).days] += row.cards
        return counted

    def _keep(self, state: State) -> bool:
        """Store the Memory; whether it is ours to store."""
        kept = {name: getattr(state, name) for name in FIELDS}
        forget(self.session, self.learner.id, self.turn.card_id)
        if self.state:
            statements.keep_memory().run(self.session, self.key | kept)
            return True
        row = kept | {"learner_id": self.learner.id, "card_id": self.turn.card_id}
        begin = statements.begin_memory(self.session.get_bind().dialect.name)
        return begin.first(self.session, row) is not None


def forget(session: Session, learner_id: int, card_id: int) -> None:
    """Let a Memory that the session has read be read again."""
    known = session.identity_map.get(session.identity_key(Memory, (learner_id, card_id)))
    if known is not None:
        session.expire(known)


def as_values(
    learner: User, turn: Turn, response: Response, grade: Grade, now: dt.datetime
) -> Values:
    """A Review's columns, as far as they follow from the answer itself."""
    days = days_of(learner)
    return {
        "learner_id": learner.id,
        "card_id": turn.card_id,
        "turn_key": turn.key,
        "answered_at": now,
        "study_day": days.study_day(now),
        "rating": grade.rating,
        "score": grade.score,
        "correct": grade.correct,
        "response": as_document(response, grade),
        "seconds": response.seconds,
        "card_revision": turn.revision,
        "phase": None,
        "time_zone": days.time_zone,
        "rollover_hour": days.rollover_hour,
        "desired_retention": desired_retention(),
        "stability": None,
        "moved": None,
        "attempt_id": None,
        "exam_id": None,
    }


def _append(session: Session, values: Values) -> Review | None:
    """Store a Review; None where its turn has one."""
    kept = statements.append_review(session.get_bind().dialect.name).first(session, values)
    return None if kept is None else detached(Review, values | {"id": kept.id})


def becomes_leech(before: State | None, after: State) -> bool:
    """Whether a card is to be suspended now: at so many lapses, and again each time that half as
    many are added, for those who took it up again."""
    if before is None or after.lapses == before.lapses:
        return False
    more = after.lapses - LEECH_LAPSES
    return more >= 0 and more % (LEECH_LAPSES // 2) == 0


def _suspend(session: Session, review: Review) -> None:
    hold = Hold(learner_id=review.learner_id, card_id=review.card_id, kind=HoldKind.SUSPENDED)
    hold.made_at = review.answered_at
    session.merge(hold)
    session.flush()


def _phase(state: State | None) -> Phase:
    return Phase(state.state) if state else Phase.NEW


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
    given = {name: getattr(response, name) for name in GIVEN}
    given = {name: value for name, value in given.items() if value not in (None, "")}
    if grade.value is not None:
        given["value"] = grade.value
    if grade.interval:
        given |= asdict(grade.interval)
    return given | {"feedback": grade.feedback}


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
