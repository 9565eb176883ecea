"""Dates as articles and pages write them: "Friday, 21 July 2017", "2017-07-21T09:00Z"."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
WRITTEN = (
    # 2017-07-21, 2017-07-21T09:00:00Z
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    # July 21, 2017; Nov. 8, 2024
    re.compile(MONTH + r" (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?!\d)"),
    # 21 July 2017; 8th of November 2024
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTH + r",? (?P<year>\d{4})(?!\d)"
    ),
)
MONTH_AND_YEAR = re.compile(MONTH + r" (?P<year>\d{4})(?!\d)")


def find_date(text: str) -> tuple[dt.date, int, int] | None:
    """The first date written in ``text`` and its span; None where there is none."""
    for pattern in WRITTEN:
        for found in pattern.finditer(text):
            if date := _as_date(found.groupdict()):
                return date, found.start(), found.end()
    return None


def find_month(text: str) -> dt.date | None:
    """The first day of the month that stands in ``text`` with its year: "September 1849"."""
    for found in MONTH_AND_YEAR.finditer(text):
        if date := _as_date(found.groupdict() | {"day": "1"}):
            return date
    return None


def read_date(text: str) -> dt.date | None:
    found = find_date(text[:100])
    return found[0] if found else None


def _as_date(parts: dict[str, str]) -> dt.date | None:
    month = int(parts["number"]) if "number" in parts else _month_number(parts["month"])
    try:
        return dt.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def _month_number(name: str) -> int:
    """1 to 12 for "July", "jul" or "sept"; 0 for any other word."""
    name = name.lower()
    return next((at for at, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)
