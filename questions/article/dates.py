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
# 25/12/2016 and 12/25/2016, where only one reading is a date; 03/03/2016
FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?![\d/.])")
# .../2016/05/04/..., .../2016-05-04-..., .../2016/may/04/..., .../20160504/...
IN_ADDRESS = re.compile(
    r"""(?<=/)(?P<year>(?:19|20)\d\d)
        (?:(?P<mark>[/-])(?:(?P<number>\d{1,2})|(?P<month>[a-z]{3,9}))(?P=mark)(?P<day>\d{1,2})
        |(?P<number2>\d\d)(?P<day2>\d\d))(?=[/_.-]|$)""",
    re.VERBOSE,
)
MONTH_AND_YEAR = re.compile(MONTH + r" (?P<year>\d{4})(?!\d)")


def find_date(text: str) -> tuple[dt.date, int, int] | None:
    """The first date written in ``text`` and its span; None where there is none."""
    for pattern in WRITTEN:
        for found in pattern.finditer(text):
            if date := _as_date(found.groupdict()):
                return date, found.start(), found.end()
    return None


def date_in_figures(text: str) -> tuple[dt.date, int, int] | None:
    """The first date in figures that can be read in one way only, and its span."""
    for found in FIGURES.finditer(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        if one > 12 or other > 12 or one == other:
            day, month = max(one, other), min(one, other)
            try:
                return dt.date(year, month, day), found.start(), found.end()
            except ValueError:
                continue
    return None


def date_in_address(address: str) -> dt.date | None:
    """The day that a web address names: "https://news.example/2016/05/04/story"."""
    found = IN_ADDRESS.search(address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].lower())
    if not found:
        return None
    parts = {name: value for name, value in found.groupdict().items() if value}
    return _as_date({name.rstrip("2"): value for name, value in parts.items()})


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
