"""Other years, months and days in the key's form, inside the time that the article tells of."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Collection

from questions.facts import dates
from questions.writing.distractors.names import OPTIONS

TRIES = 60
FEW_DAYS = 75
"""So many days before the article, other days are asked by days; further back, by months."""
FEWEST_RANKS = 2


def years_around(
    key: int, *, newest: int | None, taken: Collection[int], draw: random.Random
) -> list[str] | None:
    """Other years, none after the article's own or, undated, after any that it names.

    ``taken`` are the other years that the article names: none is offered.
    """
    near = [year for year in taken if abs(year - key) < 100]
    newest = newest if newest is not None else max([*near, key])
    span = max([*near, key]) - min([*near, key])
    reach = max(2, min(8, span // 6, 2 + (newest - key) // 4))
    later = len(set(range(key + 1, newest + 1)) - set(taken))
    for _ in range(TRIES):
        rank = rank_within(later, draw)
        if rank is None:
            return None
        years = []
        for direction, count in ((-1, rank), (1, OPTIONS - 1 - rank)):
            year = key
            for _ in range(count):
                year += direction * draw.randint(1, reach)
                while year in taken:
                    year += direction
                years.append(year)
        if max([*years, key]) <= newest:
            return [str(year) for year in years]
    return None


def rank_within(later: int, draw: random.Random) -> int | None:
    """The key's place among ``OPTIONS``, where only so many may come after it.

    None where it could only be the last: that would give it away. Where few may come after it,
    it is the last no oftener than elsewhere.
    """
    ranks = range(max(0, OPTIONS - 1 - later), OPTIONS)
    if len(ranks) < FEWEST_RANKS:
        return None
    return OPTIONS - 1 if draw.random() < 1 / OPTIONS else draw.choice(ranks[:-1])


def dates_around(
    text: str,
    *,
    newest: dt.date | None,
    draw: random.Random,
    taken: Collection[tuple[int, int | None]] = (),
    by_days: bool = True,
) -> list[str] | None:
    """Other months or days in the form of the key, none after ``newest``.

    ``taken`` are the (year, month) that the article names otherwise, for a key without a day.
    With ``by_days``, a day shortly before ``newest`` stands among days and not among months.
    """
    moment = dates.read_date(text)
    if moment is None or moment.month is None or moment.year is None:
        return None
    key = dt.date(moment.year, moment.month, moment.day or 1)
    fresh = by_days and newest is not None and (newest - key).days < FEW_DAYS
    for _ in range(TRIES):
        rank = rank_within(later_than(key, newest, bool(moment.day), fresh), draw)
        if rank is None:
            return None
        found = days_off(key, rank, fresh, draw) if moment.day else months_off(key, rank, draw)
        limit = newest and (newest if moment.day else newest.replace(day=1))
        if limit and max(found) > limit:
            continue
        if not moment.day and {(one.year, one.month) for one in found} & set(taken):
            continue
        if moment.day and len({one.day for one in found} | {moment.day}) < OPTIONS:
            continue
        return [respelled(text, moment, one) for one in found]
    return None


def later_than(key: dt.date, newest: dt.date | None, has_day: bool, fresh: bool) -> int:
    """How many other days or months there is room for between the key and the newest."""
    if newest is None:
        return OPTIONS
    if has_day:
        return (newest - key).days // (2 if fresh else 20)
    return newest.year * 12 + newest.month - key.year * 12 - key.month


def days_off(key: dt.date, rank: int, fresh: bool, draw: random.Random) -> list[dt.date]:
    found = []
    for direction, count in ((-1, rank), (1, OPTIONS - 1 - rank)):
        day = key
        for _ in range(count):
            apart = draw.randint(2, 9) if fresh else draw.randint(20, 75)
            day += dt.timedelta(direction * apart)
            found.append(day)
    return found


def months_off(key: dt.date, rank: int, draw: random.Random) -> list[dt.date]:
    found = []
    for direction, count in ((-1, rank), (1, OPTIONS - 1 - rank)):
        months = key.year * 12 + key.month - 1
        for _ in range(count):
            months += direction * draw.randint(1, 4)
            found.append(dt.date(months // 12, months % 12 + 1, 1))
    return found


def respelled(text: str, moment: dates.Moment, day: dt.date) -> str:
    """The key's words with another month, year and day; its weekday made true."""
    old = next(name for name in dates.MONTHS if name[:3] in text)
    written = re.search(rf"{old[:3]}[a-z]*\.?", text)
    assert written is not None
    name = dates.MONTHS[day.month - 1]
    if written.group() not in dates.MONTHS and len(name) > 4:
        name = name[:3] + "."[: written.group().endswith(".")]
    if moment.day:
        day_text = re.compile(rf"\b{moment.day}(st|nd|rd|th)?\b(?=\D|$)")
        text = day_text.sub(lambda found: ordinal(day.day, found[1]), text, count=1)
        weekdays = "|".join(dates.WEEKDAYS)
        text = re.sub(weekdays, dates.WEEKDAYS[day.weekday()], text)
    text = text.replace(written.group(), name, 1)
    return text.replace(str(moment.year), str(day.year), 1)


def ordinal(day: int, ending: str | None) -> str:
    if not ending:
        return str(day)
    teen = 10 < day % 100 < 14
    return f"{day}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
