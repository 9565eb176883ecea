"""What was studied on the days of a year: answers, time, and how much was recalled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.insights.days import Day
from quizapp.insights.uncertainty import Share

DAYS = 364  # 52 weeks
RECENT = 90


@dataclass(frozen=True, slots=True)
class Retention:
    """The true retention of some days, and the one desired, both from 0 to 1."""

    start: dt.date
    recalled: Share
    desired: float


def year_of_days(days: Iterable[Day], today: dt.date) -> list[Day]:
    """Those of the last 52 weeks, in order."""
    first = today - dt.timedelta(days=DAYS - 1)
    return [one for one in days if first <= one.day <= today]


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
