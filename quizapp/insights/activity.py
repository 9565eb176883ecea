"""What was studied on the days of a year: answers, time, and how much was recalled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.insights.uncertainty import Share
from quizapp.models import Phase, Review

DAYS = 364  # 52 weeks
RECENT = 90


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


@dataclass(frozen=True, slots=True)
class Retention:
    """The true retention of some days, and the one desired, both from 0 to 1."""

    start: dt.date
    recalled: Share
    desired: float


def year_of_days(session: Session, learner_id: int, today: dt.date) -> list[Day]:
    """The days with answers of the last 52 weeks, in order; what was taken back is left out."""
    rows = session.execute(_sums(learner_id, today))
    return [_day(day, list(sums)) for day, sums in groupby(rows, lambda row: row.study_day)]


def _sums(
    learner_id: int, today: dt.date
) -> Select[dt.date, Phase | None, Rating, int, float | None, float]:
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
            Review.study_day > today - dt.timedelta(days=DAYS),
            Review.study_day <= today,
            Review.phase.is_not(None),
            Review.stands(),
        )
        .group_by(*keys)
        .order_by(Review.study_day)
    )


def _day(
    day: dt.date, sums: Sequence[Row[dt.date, Phase | None, Rating, int, float | None, float]]
) -> Day:
    reviews = [one for one in sums if one.phase is Phase.REVIEW]
    return Day(
        day,
        answers=sum(one.answers for one in sums),
        seconds=sum(one.seconds or 0.0 for one in sums),
        reviews=sum(one.answers for one in reviews),
        recalled=sum(one.answers for one in reviews if one.rating is not Rating.AGAIN),
        desired=sum(one.desired for one in reviews),
    )


def retention(days: Iterable[Day], start: dt.date) -> Retention | None:
    """The retention from ``start`` on; None where nothing was reviewed."""
    counted = [one for one in days if one.day >= start]
    reviews = sum(one.reviews for one in counted)
    if not reviews:
        return None
    recalled = Share(sum(one.recalled for one in counted), reviews)
    return Retention(start, recalled, sum(one.desired for one in counted) / reviews)


def by_month(days: Sequence[Day]) -> list[Retention]:
    """The retention of each month in which something was reviewed."""
    months = sorted({one.day.replace(day=1) for one in days})
    found = [
        retention([one for one in days if one.day.replace(day=1) == month], month)
        for month in months
    ]
    return [one for one in found if one]


def recent(days: Sequence[Day], today: dt.date) -> Retention | None:
    """The retention of the last 90 days."""
    return retention(days, today - dt.timedelta(days=RECENT - 1))


def seconds_since(days: Iterable[Day], start: dt.date) -> float:
    return sum(one.seconds for one in days if one.day >= start)


def weeks(today: dt.date) -> list[dt.date]:
    """The Mondays of the 52 weeks up to today's."""
    monday = today - dt.timedelta(days=today.weekday())
    return [monday - dt.timedelta(weeks=back) for back in range(51, -1, -1)]


def seconds_a_week(days: Iterable[Day], today: dt.date) -> list[tuple[dt.date, float]]:
    """The seconds spent in each of the last 52 weeks, with its Monday."""
    spent = dict.fromkeys(weeks(today), 0.0)
    for one in days:
        monday = one.day - dt.timedelta(days=one.day.weekday())
        if monday in spent:
            spent[monday] += one.seconds
    return list(spent.items())
