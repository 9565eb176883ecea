"""What a learner did on each study day: answers, time, how much was recalled, and first attempts.

Everything follows from Reviews, and what was taken back counts nowhere. To add up a long past takes
a while, so days past are kept once they are many (``PastDay``), always from the first one on:
what changes the past lets go of it from that day on (``memories.forget_past``).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.insights.uncertainty import Share
from quizapp.models import PastDay, Phase, Review
from quizapp.study.statements import INSERTS

TRAVEL = dt.timedelta(days=1)  # whoever travels west lives through a day again
MANY = 5_000  # answers on days that are not kept, from which on they are
NONE = Share(0, 0)
COLUMNS = ("day", "answers", "seconds", "reviews", "recalled", "desired")
Sums = tuple[dt.date, Phase | None, Rating, int, float | None, float]
Attempts = tuple[dt.date, bool, bool | None, int | None, str | None, int]


@dataclass(frozen=True, slots=True)
class FirstAttempts:
    """First answers of one day: the choices that were right among those called a guess
    (``guessed``) and the others (``sure``); and intervals by their confidence in per cent and the
    side of the miss, empty for a hit."""

    guessed: Share = NONE
    sure: Share = NONE
    intervals: Counter[tuple[int, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Day:
    """One study day: ``reviews`` are answers to cards past their learning steps, ``recalled`` those
    not rated Again, ``desired`` the sum of the retentions that their schedule aimed at."""

    day: dt.date
    answers: int
    seconds: float
    reviews: int
    recalled: int
    desired: float
    first: FirstAttempts = field(default_factory=FirstAttempts)


@dataclass(frozen=True, slots=True)
class Days:
    """The days with answers, in order: those that were ``kept``, then those ``added`` up now."""

    kept: tuple[Day, ...]
    added: tuple[Day, ...]

    @property
    def all(self) -> tuple[Day, ...]:
        return self.kept + self.added

    def past(self, today: dt.date) -> Sequence[Day]:
        """What was added up and may be kept: no answer is to come there any more."""
        return [one for one in self.added if one.day < today - TRAVEL]

    def took_long(self, today: dt.date) -> bool:
        """Whether so much was added up that it had better be kept."""
        return sum(one.answers for one in self.past(today)) >= MANY


def days(session: Session, learner_id: int) -> Days:
    """Every day with answers of the learner's."""
    query = select(PastDay).where(PastDay.learner_id == learner_id).order_by(PastDay.day)
    kept = tuple(_kept(row) for row in session.scalars(query))
    since = kept[-1].day + dt.timedelta(days=1) if kept else dt.date.min
    return Days(kept, tuple(_added(session, learner_id, since)))


# Adding up


def _added(session: Session, learner_id: int, since: dt.date) -> Iterator[Day]:
    """The days from ``since`` on."""
    first = defaultdict(list)
    for row in session.execute(_first_attempts(learner_id, since)):
        first[row.study_day].append(row)
    rows = session.execute(_sums(learner_id, since))
    for day, sums in groupby(rows, lambda row: row.study_day):
        yield _day(day, list(sums), _attempts(first[day]))


def _sums(learner_id: int, since: dt.date) -> Select[*Sums]:
    """Answers added up by day, phase and rating: in the order of the index review_by_day, which
    holds every column."""
    keys = (Review.study_day, Review.phase, Review.rating)
    return (
        select(
            *keys,
            func.count().label("answers"),
            func.sum(Review.seconds).label("seconds"),
            func.sum(Review.desired_retention).label("desired"),
        )
        .where(
            Review.learner_id == learner_id,
            Review.study_day >= since,
            Review.phase.is_not(None),
            Review.stands(),
        )
        .group_by(*keys)
        .order_by(Review.study_day)
    )


def _day(day: dt.date, sums: Sequence[Row[*Sums]], first: FirstAttempts) -> Day:
    reviews = [one for one in sums if one.phase is Phase.REVIEW]
    return Day(
        day,
        answers=sum(one.answers for one in sums),
        seconds=sum(one.seconds or 0.0 for one in sums),
        reviews=sum(one.answers for one in reviews),
        recalled=sum(one.answers for one in reviews if one.rating is not Rating.AGAIN),
        desired=sum(one.desired for one in reviews),
        first=first,
    )


def _first_attempts(learner_id: int, since: dt.date) -> Select[*Attempts]:
    """First answers that chose an option or gave an interval, counted by what came of them."""
    given = Review.response
    found = (
        select(
            Review.study_day,
            Review.correct,
            given["guessed"].as_boolean().label("guessed"),
            given["confidence"].as_integer().label("confidence"),
            given["missed"].as_string().label("missed"),
        )
        .where(
            Review.learner_id == learner_id,
            Review.study_day >= since,
            Review.phase == Phase.NEW,
            Review.stands(),
            or_(given["choice"].as_string().is_not(None), given["missed"].as_string().is_not(None)),
        )
        .subquery()
    )
    return select(*found.c, func.count().label("answers")).group_by(*found.c)


def _attempts(rows: Sequence[Row[*Attempts]]) -> FirstAttempts:
    intervals: Counter[tuple[int, str]] = Counter()
    choices = [row for row in rows if row.missed is None]
    for row in rows:
        if row.missed is not None:
            intervals[row.confidence, row.missed] += row.answers
    return FirstAttempts(
        guessed=_right(row for row in choices if row.guessed),
        sure=_right(row for row in choices if not row.guessed),
        intervals=intervals,
    )


def _right(rows: Iterable[Row[*Attempts]]) -> Share:
    counted = [(row.correct, row.answers) for row in rows]
    return Share(
        sum(answers for correct, answers in counted if correct),
        sum(answers for _, answers in counted),
    )


# Keeping


def keep(session: Session, learner_id: int, found: Days, today: dt.date) -> None:
    """Keep what was added up and is past, unless the past has changed meanwhile."""
    past = found.past(today)
    newest = found.kept[-1].day if found.kept else None
    if not past or _newest(session, learner_id) != newest:
        return
    if _answers(session, learner_id, past) != sum(one.answers for one in past):
        return
    insert = INSERTS[session.get_bind().dialect.name](PastDay).on_conflict_do_nothing()
    session.execute(insert, [{"learner_id": learner_id, **_columns(one)} for one in past])


def _newest(session: Session, learner_id: int) -> dt.date | None:
    return session.scalar(select(func.max(PastDay.day)).where(PastDay.learner_id == learner_id))


def _answers(session: Session, learner_id: int, past: Sequence[Day]) -> int:
    query = select(func.count()).where(
        Review.learner_id == learner_id,
        Review.study_day.between(past[0].day, past[-1].day),
        Review.phase.is_not(None),
        Review.stands(),
    )
    return session.scalar(query) or 0


def _columns(one: Day) -> dict[str, Any]:
    first = {
        "guessed": astuple(one.first.guessed),
        "sure": astuple(one.first.sure),
        "intervals": [(*key, answers) for key, answers in one.first.intervals.items()],
    }
    return {name: getattr(one, name) for name in COLUMNS} | {"first": first}


def _kept(row: PastDay) -> Day:
    first = FirstAttempts(
        guessed=Share(*row.first["guessed"]),
        sure=Share(*row.first["sure"]),
        intervals=Counter(
            {(confidence, missed): of for confidence, missed, of in row.first["intervals"]}
        ),
    )
    return Day(**{name: getattr(row, name) for name in COLUMNS}, first=first)
