"""Where the parts of a chart stand: plain figures that a template turns into SVG.

Places across are in per cent of the width, so that type keeps its size on every screen; heights are
in pixels from the top. Each chart carries its labels with it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quizapp.insights.activity import Retention, weeks
from quizapp.insights.ahead import Due
from quizapp.insights.calibration import Level, Month
from quizapp.insights.days import Day
from quizapp.insights.history import History
from quizapp.insights.uncertainty import Share
from quizapp.words import date_as, figure, gettext, ngettext, short_date

HEIGHT = 132.0  # of what is drawn, in pixels
HEAD = 22.0  # above it, for a label
ROOM = 17.0  # per cent of the width that a label takes
DAY_ROOM = 28.0  # as much for a day beside other labels
LINE_ROOM = 18.0  # pixels that a label takes in height
GAP = 0.24  # of a bar's room, left free
LEVELS = 4
CELL = 11
MONTHS_FROM = 120  # days from which a scale is in months


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under or beside a chart. ``at`` is in per cent across, or in pixels down."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Bar:
    at: float
    width: float
    top: float
    height: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    grid: tuple[Tick, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """What stands right of a chart at ``at`` pixels from the top; ``kind`` is "ink" or "accent"."""

    at: float
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """``path`` in a box of 100 by 100."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lines:
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    ticks: tuple[Tick, ...]
    grid: tuple[Tick, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A share with its uncertainty from ``low`` to ``high``."""

    at: float
    place: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Dots:
    """Shares over time; ``aim`` is the path of what they are held against."""

    dots: tuple[Dot, ...]
    aim: str
    notes: tuple[Note, ...]
    ticks: tuple[Tick, ...]
    grid: tuple[Tick, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    x: int
    y: int
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year of days in columns of weeks, Monday on top; ``level`` is 0 to 4."""

    cells: tuple[Cell, ...]
    months: tuple[Tick, ...]
    width: int
    height: int
    words: str


# Words


def day_words(day: dt.date, *, year: bool = False) -> str:
    return short_date(day, year=year)


def month_words(day: dt.date) -> str:
    """``March 2026``."""
    return date_as(day, "LLLL y")


def short_month(day: dt.date) -> str:
    return date_as(day, "LLL")


def percent(share: float) -> str:
    return gettext("%(number)s\u202f%%", number=round(100 * share))


def range_words(share: Share) -> str:
    """How far the true share may lie: ``70 to 89 %``."""
    low, high = share.interval
    return gettext("%(low)s to %(high)s", low=round(100 * low), high=percent(high))


def time_words(seconds: float) -> str:
    """``2 h 10 min``, ``35 min``, ``under 1 min``."""
    if 0 < seconds < 30:
        return gettext("under 1 min")
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours >= 10 or (hours and not minutes):
        return gettext("%(hours)s h", hours=figure(hours + minutes / 60))
    if hours:
        return gettext("%(hours)s h %(minutes)s min", hours=hours, minutes=minutes)
    return gettext("%(minutes)s min", minutes=minutes)


# Scales


def round_top(value: float) -> tuple[float, float]:
    """A round number at or above ``value``, and the step of a light grid up to it."""
    if value <= 0:
        return 1.0, 1.0
    power = 10.0 ** math.floor(math.log10(value))
    for size, parts in ((1, 2), (2, 2), (3, 3), (4, 2), (6, 3), (8, 2), (10, 2)):
        if size * power >= value:
            return size * power, max(1.0, size * power / parts)
    raise AssertionError("ten times the power is above the value")


def grid_to(top: float, step: float, words: Callable[[float], str]) -> tuple[Tick, ...]:
    count = math.floor(top / step + 1e-9)
    return tuple(
        Tick(_down(step * index / top), words(step * index)) for index in range(1, count + 1)
    )


def _down(share: float) -> float:
    """The pixels from the top at which a share of the height stands."""
    return round(HEAD + HEIGHT * (1 - share), 1)


def every_few(labels: Sequence[str], room: float = ROOM) -> list[str]:
    """As many labels as have room, evenly, the last one among them."""
    stride = math.ceil(len(labels) * room / 100)
    return [
        label if (len(labels) - 1 - index) % stride == 0 else ""
        for index, label in enumerate(labels)
    ]


def spread(labels: Sequence[str], places: Sequence[float], room: float = ROOM) -> tuple[Tick, ...]:
    """The labels that have room beside each other; those at the edges turn inwards, and one at the
    right edge goes before its neighbour."""
    found: list[Tick] = []
    for place, label in zip(places, labels, strict=True):
        anchor = "start" if place < 4 else "end" if place > 94 else "middle"
        if label and anchor == "end" and len(found) > 1 and place - found[-1].at < 1.5 * room:
            found.pop()
        if label and (not found or place - found[-1].at >= room):
            found.append(Tick(round(place, 2), label, anchor))
    return tuple(found)


def _apart(upper: Note, lower: Note) -> tuple[Note, Note]:
    """Two notes moved apart until each has its room."""
    push = max(0.0, (LINE_ROOM - (lower.at - upper.at)) / 2)
    return replace(upper, at=upper.at - push), replace(lower, at=lower.at + push)


def _path(values: Sequence[float], top: float) -> str:
    """A line through evenly spaced values in a box of 100 by 100."""
    steps = max(len(values) - 1, 1)
    points = [
        f"{round(100 * index / steps, 2):g} {round(100 * (1 - value / top), 2):g}"
        for index, value in enumerate(values)
    ]
    return "M" + "L".join(points if len(points) > 1 else [points[0], "100" + points[0][1:]])


# Charts


def bars_of(
    values: Sequence[float],
    labels: Sequence[str],
    *,
    words: Callable[[float], str],
    summary: str,
    grid_words: Callable[[float], str] = figure,
    marked: int | None = None,
) -> Bars:
    """Bars side by side, the highest one labelled, and the ``marked`` one too."""
    top, step = round_top(max(values))
    room = 100 / len(values)
    highest = max(range(len(values)), key=values.__getitem__)
    bars = tuple(
        Bar(
            at=round(room * (index + GAP / 2), 3),
            width=round(room * (1 - GAP), 3),
            top=_down(value / top),
            height=round(HEIGHT * value / top, 1),
            label=words(value) if value and index in {highest, marked} else "",
        )
        for index, value in enumerate(values)
    )
    centres = [room * (index + 0.5) for index in range(len(values))]
    return Bars(bars, spread(labels, centres), grid_to(top, step, grid_words), summary)


def forecast_chart(days: Sequence[Due]) -> Bars:
    labels = [
        gettext("today") if index == 0 else day_words(one.day) if one.day.weekday() == 0 else ""
        for index, one in enumerate(days)
    ]
    total = sum(one.cards for one in days)
    return bars_of(
        [one.cards for one in days],
        labels,
        words=figure,
        summary=gettext(
            "Cards due on each of the next %(days)s days: %(cards)s in all.",
            days=len(days),
            cards=figure(total),
        ),
        marked=0,
    )


def time_chart(spent: Sequence[tuple[dt.date, float]]) -> Bars:
    labels = [
        short_month(monday) if monday.day <= 7 and monday.month % 3 == 1 else ""
        for monday, _ in spent
    ]
    return bars_of(
        [seconds / 60 for _, seconds in spent],
        labels,
        words=lambda minutes: time_words(60 * minutes),
        grid_words=lambda minutes: time_words(60 * minutes),
        summary=gettext(
            "Time each week for a year: %(time)s in all.",
            time=time_words(sum(one for _, one in spent)),
        ),
    )


def knowledge_chart(found: History) -> Lines:
    """Cards seen, and cards expected to be recalled."""
    seen, known = found.seen, found.known
    top, step = round_top(max(*seen, 1))
    span = max(len(found.days) - 1, 1)
    months = (found.days[-1] - found.days[0]).days > MONTHS_FROM
    labels = [short_month(day) if months else day_words(day) for day in found.days[:-1]]
    return Lines(
        lines=(Line(_path(seen, top), "ink"), Line(_path(known, top), "accent")),
        notes=_apart(
            Note(_down(seen[-1] / top), gettext("%(number)s seen", number=figure(seen[-1])), "ink"),
            Note(
                _down(known[-1] / top),
                gettext("%(number)s known", number=figure(known[-1])),
                "accent",
            ),
        ),
        ticks=spread(
            every_few([*labels, gettext("today")], ROOM if months else DAY_ROOM),
            [100 * index / span for index in range(len(found.days))],
        ),
        grid=grid_to(top, step, figure),
        words=ngettext(
            "Of %(seen)s card seen, about %(known)s is known now.",
            "Of %(seen)s cards seen, about %(known)s are known now.",
            seen[-1],
            seen=figure(seen[-1]),
            known=figure(known[-1]),
        ),
    )


def sparkline(known: Sequence[float], cards: int) -> str:
    """The path of a set's known share, in a box of 100 by 100."""
    return _path(known, max(cards, 1))


def retention_chart(months: Sequence[Retention]) -> Dots:
    points = [(one.start, one.recalled) for one in months]
    title = gettext("Recalled in each month")
    return _dots(points, [one.desired for one in months], gettext("aim"), title)


def calibration_chart(months: Sequence[Month], confidence: int) -> Dots:
    points = [(one.start, one.held) for one in months]
    stated = [confidence / 100] * len(months)
    title = gettext(
        "Intervals at %(confidence)s per cent that held the answer", confidence=confidence
    )
    return _dots(points, stated, gettext("said"), title)


def _dots(
    points: Sequence[tuple[dt.date, Share]], aims: Sequence[float], aim: str, title: str
) -> Dots:
    lowest = min([share.interval[0] for _, share in points] + list(aims))
    step = 0.2 if lowest < 0.5 else 0.1
    bottom = math.floor(max(lowest - 0.02, 0.0) / step + 1e-9) * step

    def place(value: float) -> float:
        return _down((value - bottom) / (1 - bottom))

    room = 100 / len(points)
    centres = [room * (index + 0.5) for index in range(len(points))]
    dots = tuple(
        Dot(
            at=round(centre, 2),
            place=place(share.value),
            low=place(share.interval[0]),
            high=place(share.interval[1]),
        )
        for centre, (_, share) in zip(centres, points, strict=True)
    )
    levels = [bottom + step * index for index in range(round((1 - bottom) / step) + 1)]
    last = points[-1][1]
    notes = (
        Note(place(aims[-1]), f"{aim} {percent(aims[-1])}", "ink"),
        Note(place(last.value), percent(last.value), "accent"),
    )
    return Dots(
        dots=dots,
        aim=_path([one - bottom for one in aims], 1 - bottom),
        notes=_apart(*sorted(notes, key=lambda one: one.at)),
        ticks=spread(every_few([short_month(start) for start, _ in points]), centres),
        grid=tuple(Tick(place(one), percent(one)) for one in levels),
        words=gettext(
            "%(title)s: %(share)s in the last one.", title=title, share=percent(last.value)
        ),
    )


def calendar_chart(days: Sequence[Day], today: dt.date) -> Calendar:
    """A year of days, darker where more was answered; three quarters of the days used set 3."""
    answers = {one.day: one.answers for one in days}
    usual = sorted(answers.values())[math.ceil(0.75 * len(answers)) - 1] if answers else 1
    mondays = weeks(today)
    cells = []
    for column, monday in enumerate(mondays):
        for row in range(7):
            day = monday + dt.timedelta(days=row)
            if day <= today:
                count = answers.get(day, 0)
                level = min(LEVELS, math.ceil((LEVELS - 1) * count / usual))
                words = answers_words(day, count) if count else ""
                cells.append(Cell(column * CELL, row * CELL, level, words))
    first = [short_month(one) if one.day <= 7 and one.month % 2 == 0 else "" for one in mondays]
    return Calendar(
        cells=tuple(cells),
        months=spread(first, [100 * column / len(mondays) for column in range(len(mondays))], 11),
        width=len(mondays) * CELL,
        height=7 * CELL,
        words=ngettext(
            "Studied on %(num)s day of the last year.",
            "Studied on %(num)s days of the last year.",
            len(answers),
        ),
    )


def answers_words(day: dt.date, count: int) -> str:
    answers = ngettext("%(num)s answer", "%(num)s answers", count)
    return gettext("%(day)s: %(answers)s", day=day_words(day), answers=answers)


@dataclass(frozen=True, slots=True)
class StatedLine:
    """One confidence on a scale from 0 to 100 per cent: what was said, what came of it."""

    stated: float
    held: float
    low: float
    high: float
    words: str


def stated_line(level: Level) -> StatedLine:
    low, high = level.held.interval
    return StatedLine(
        stated=level.confidence,
        held=round(100 * level.held.value, 1),
        low=round(100 * low, 1),
        high=round(100 * high, 1),
        words=gettext(
            "Said %(confidence)s per cent; %(share)s held the answer, "
            "%(range)s with its uncertainty.",
            confidence=level.confidence,
            share=percent(level.held.value),
            range=range_words(level.held),
        ),
    )
