"""Other years, months and days in the key's form, inside the time that the article tells of."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from collections.abc import Collection, Iterator

from questions.facts import dates
from questions.writing.distractors.ranks import OPTIONS, ranks_to_try

TRIES = 40
FEW_DAYS = 75
"""So many days before the article, other days are asked by days; further back, by months."""
NEAR_YEARS = 10
"""Years between the key and one of the article's own that may always stand beside it."""


def years_around(
    key: int,
    *,
    newest: int | None,
    taken: Collection[int],
    draw: random.Random,
    own: Collection[int] = (),
    oldest: int | None = None,
) -> list[str] | None:
    """Other years, none after the article's own or, undated, after any that it names.

    ``taken`` are years of the article that may be right as well: none is offered. ``own`` are its
    other years, which come first; none is before ``oldest``.
    """
    near = [year for year in {*taken, *own} if abs(year - key) < 100]
    newest = newest if newest is not None else max([*near, key])
    span = max([*near, key]) - min([*near, key])
    reach = max(2, min(8, span // 6, 2 + (newest - key) // 4))
    furthest = max(NEAR_YEARS, (newest - key) // 3)
    own = sorted(
        year
        for year in set(own) - set(taken)
        if year != key and year <= newest and abs(year - key) <= furthest
        if oldest is None or year >= oldest
    )
    free = set(range(key + 1, newest + 1)) - set(taken)
    earlier = OPTIONS if oldest is None else len(set(range(oldest, key)) - set(taken))
    for rank in ranks(draw, len(free), earlier):
        before = beside(key, -1, rank, own, taken, reach, draw)
        after = beside(key, 1, OPTIONS - 1 - rank, own, taken, reach, draw)
        first = min([*before, key])
        if max([*after, key]) <= newest and (oldest is None or first >= oldest):
            return [str(year) for year in [*before, *after]]
    return None


def ranks(draw: random.Random, later: int, earlier: int = OPTIONS) -> Iterator[int]:
    """Ranks to try, each several times before the next is drawn."""
    for rank in ranks_to_try(draw, earlier=earlier, later=later):
        yield from itertools.repeat(rank, TRIES)


def beside(
    key: int,
    direction: int,
    count: int,
    own: list[int],
    taken: Collection[int],
    reach: int,
    draw: random.Random,
) -> list[int]:
    """``count`` years on one side of the key: the article's own, filled up by steps."""
    usable = [year for year in own if (year - key) * direction > 0]
    found = set(draw.sample(usable, min(count, len(usable))))
    year = key
    while len(found) < count:
        year += direction * draw.randint(1, reach)
        if year not in taken:
            found.add(year)
    return sorted(found)


def dates_around(
    text: str,
    *,
    newest: dt.date | None,
    draw: random.Random,
    taken: Collection[dt.date] = (),
    own: Collection[dt.date] = (),
    by_days: bool = True,
) -> list[str] | None:
    """Other months or days in the form of the key, none after ``newest``.

    ``taken`` are days, or first days of months, that may be right as well; ``own`` the article's
    others, which come first. With ``by_days``, a day shortly before ``newest`` stands among days
    and not among months.
    """
    moment = dates.read_date(text)
    if moment is None or moment.month is None or moment.year is None:
        return None
    key = dt.date(moment.year, moment.month, moment.day or 1)
    limit = newest if newest is None or moment.day else newest.replace(day=1)
    fresh = by_days and newest is not None and (newest - key).days < FEW_DAYS
    usable = sorted(
        day for day in set(own) - set(taken) if day != key and abs((day - key).days) < 1000
    )
    for rank in ranks(draw, later_than(key, newest, taken, bool(moment.day), fresh)):
        steps = days_off(key, rank, fresh, draw) if moment.day else months_off(key, rank, draw)
        found = with_own(key, steps, rank, usable, draw)
        if (limit and max(found) > limit) or set(found) & set(taken):
            continue
        if moment.day and len({one.day for one in found} | {moment.day}) < OPTIONS:
            continue
        written = [respelled(text, moment, one) for one in found]
        if not stands_out(text, written) or draw.random() < 1 / OPTIONS:
            return written
    return None


def stands_out(key: str, others: list[str]) -> bool:
    """Is the key longer, or shorter, than every other option?"""
    lengths = [len(one) for one in others]
    return not min(lengths) <= len(key) <= max(lengths)


def with_own(
    key: dt.date, steps: list[dt.date], rank: int, own: list[dt.date], draw: random.Random
) -> list[dt.date]:
    """The article's own days in the place of some of ``steps``, as many on each side."""
    found: list[dt.date] = []
    for side, count in ((-1, rank), (1, OPTIONS - 1 - rank)):
        ours = [day for day in own if (day > key) == (side > 0)]
        picked = draw.sample(ours, min(count, len(ours)))
        others = [day for day in steps if (day > key) == (side > 0) and day not in picked]
        found += [*picked, *others][:count]
    return found


def later_than(
    key: dt.date, newest: dt.date | None, taken: Collection[dt.date], has_day: bool, fresh: bool
) -> int:
    """How many other days or months there is room for between the key and the newest."""
    if newest is None:
        return OPTIONS
    if has_day:
        return (newest - key).days // (2 if fresh else 20)
    months = newest.year * 12 + newest.month - key.year * 12 - key.month
    return months - len({day for day in taken if key < day <= newest})


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
