"""Dates in an article: where they stand, what they say, and which day a relative one means.

Clock times are found too (``clock_spans``), so that neither becomes a quantity.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Granularity(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Moment:
    """What a date's words say; ``year`` is negative before the common era.

    ``relative`` is true where the words alone do not tell the year ("last month", "September").
    For a decade or century, ``year`` is its first year as named (1990; 1700 for the 18th century).
    """

    granularity: Granularity
    year: int | None = None
    month: int | None = None
    day: int | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class DateSpan:
    start: int
    end: int
    text: str


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
]
_DECADES = [
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_ANY_MONTH = (
    rf"(?:{_MONTH}|january|february|april|june|july|august|september|october|november|december|"
    r"(?:jan|feb|apr|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d{3}|20\d{2})"
_ERA = r"(?:BCE?|CE|AD|B\.C\.(?:E\.)?|A\.D\.|C\.E\.)"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_TO = r"\s?(?:-|–|—|to|and)\s?"
_PART = (
    r"(?:(?:[Tt]he\s)?(?:very\s)?(?:start|beginning|end|middle|close|turn|dawn|"
    r"(?:first|second|latter)\shalf|(?:first|second|third|fourth|last|final)\s(?:quarter|third)|"
    r"(?:early|first|last|final|closing|opening)\s(?:few\s)?(?:days|weeks|months|years|part))\sof\s|"
    r"(?:early|mid|late|Early|Mid|Late)(?:-|\s)(?:in\s)?)"
)
_CENTURY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(one for one in reversed(_ORDINALS))})"
    r"[\s-](?:century|millennium|centuries)"
)
_PERIOD = r"(?:year|month|week|quarter|decade|century|weekend|season|fiscal\syear|financial\syear)"
_DAYTIME = r"(?:morning|afternoon|evening|night|lunchtime)"

_DATE = re.compile(
    rf"""(?<![\w$€£¥.,/-])(?:
    (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?![\w-])
  | (?P<slashed>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})|\d{{1,2}}\.\d{{1,2}}\.\d{{4}})(?![\w/])
  | (?P<day_month>(?:{_WEEKDAY},?\s)?(?:the\s)?{_DAY}(?:{_TO}{_DAY})?\s(?:of\s)?{_ANY_MONTH}
        (?:,?\s{_YEAR}(?![\w%]|,\d|\.\d))?)(?!\w)
  | (?P<month_day>(?:{_WEEKDAY},?\s)?{_ANY_MONTH}\s?(?:the\s)?{_DAY}
        (?![\d%:]|[.,]\d|\s?(?:per\scent|percent|million|billion|thousand|hundred)\b)
        (?:{_TO}(?:{_MONTH}\s)?{_DAY}(?![\d%]))?(?:,?\s{_YEAR}(?![\w%]|,\d|\.\d))?)(?!\w)
  | (?P<month_year>{_PART}?{_MONTH}(?:\sand\s{_MONTH})?,?\s(?:of\s)?{_YEAR}(?![\w%]|,\d|\.\d))
  | (?P<century>{_PART}?(?:[Tt]he\s)?(?:(?:early|mid|late)[\s-])?{_CENTURY}(?:\s{_ERA})?)(?!\w)
  | (?P<decade>{_PART}?(?:[Tt]he\s)?(?:(?:early|mid|late)[\s-](?:to[\s-](?:mid|late)[\s-])?)?
        (?:\d{{3}}0s|['’]\d0s)(?:\s{_ERA})?)(?!\w)
  | (?P<named_decade>(?:[Tt]he\s)(?:(?:early|mid|late)[\s-])?(?:{"|".join(_DECADES)}))(?!\w)
  | (?P<era>(?:AD|A\.D\.)\s\d{{1,4}}
        |(?:c\.\s?|ca\.\s?)?\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?\s{_ERA})(?!\w)
  | (?P<quarter>(?:[Tt]he\s)?(?:first|second|third|fourth|last)[\s-]quarter
        (?:\sof\s(?:{_YEAR}|(?:this|last|next|the)\syear))
        |Q[1-4](?:\s(?:of\s)?{_YEAR})?)(?!\w)
  | (?P<season>{_PART}?(?:[Tt]he\s)?(?:(?:early|mid|late)[\s-])?
        (?:{_SEASON}|Spring|Summer|Autumn|Winter)(?:\sof)?\s{_YEAR}(?:[-–/]\d{{2,4}})?)(?!\w)
  | (?P<years>(?:{_PART})?{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)(?![\d\w%]|,\d|\.\d|-\d))
  | (?P<part_year>{_PART}(?:the\syear\s)?{_YEAR}(?![\d\w%]|,\d|\.\d))
  | (?P<relative>
        (?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s)?
            (?:[Ll]ast|[Tt]his|[Nn]ext|[Tt]he\s(?:previous|following|coming|same|past))\s
            (?:{_PERIOD}|night|morning|afternoon|evening|day|{_SEASON}|{_MONTH}|{_WEEKDAY})(?:\s{_DAYTIME})?
      | (?:[Ee]arlier|[Ll]ater)\s(?:today|on\s{_WEEKDAY}|in\s(?:the\s)?(?:day|week|month|year))
      | {_PART}(?:this|last|next|the)\s{_PERIOD}
      | {_PART}?(?:last|this|next)\s{_MONTH}
      | [Yy]esterday(?:\s{_DAYTIME})?|[Tt]oday|[Tt]omorrow(?:\s{_DAYTIME})?|[Tt]onight
      | [Tt]he\s(?:spring|summer|autumn|winter)
    )(?!\w|[-’']\w{{2}})
  | (?P<ago>(?:(?:[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Ss]ome|[Mm]ore\sthan|[Oo]ver)\s)?
        (?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d{{1,4}}|[Aa]\sfew|[Ss]everal)\s
        (?:days?|weeks?|months?|years?|decades?|centur(?:y|ies)|hours?|minutes?)\s(?:ago|earlier))(?!\w)
  | (?P<weekday>{_WEEKDAY}(?:\s{_DAYTIME})?)(?!\w)
  | (?P<month>{_PART}?{_MONTH})(?!\w|[-’']\w{{2}})
  | (?P<year>{_YEAR})(?![\w%]|,\d|\.\d|[-–]\w|/\d)
  )""",
    re.VERBOSE,
)

_CLOCK = re.compile(
    r"""(?<![\w.,:/$€£])(?:
    (?:\d{1,2}(?:[:.]\d{2})?\s?(?:-|–|to|and)\s?)?\d{1,2}(?:[:.]\d{2})?\s?
        (?:[ap]\.m\.|[ap]m\b|[AP]M\b|[AP]\.M\.|o[’']clock)(?:\s(?:GMT|UTC|BST|EST|ET|CET|PST|EDT))?
  | \d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:-|–|to|and)\s?\d{1,2}:\d{2})?
        (?:\s(?:GMT|UTC|BST|EST|ET|CET|hours))?
  | \d{4}\s(?:GMT|UTC|BST|CET)
  | \d{1,2}[.]\d{2}\s?(?:GMT|UTC|BST|CET)
  | (?:half\spast|quarter\s(?:past|to))\s[a-z\d]+
  | (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s
        (?:o[’']clock|(?:in\sthe\s(?:morning|afternoon|evening)))
    )""",
    re.VERBOSE | re.IGNORECASE,
)

# A cheap first look: most sentences have no date.
_MAY_HAVE_DATE = re.compile(
    r"\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|day\b|"
    r"\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Ee]arlier|[Ll]ater|[Tt]onight|[Tt]omorrow|ago|"
    r"[Tt]he\s(?:previous|following|coming|same|past|spring|summer|autumn|winter|start|end)|"
    r"century|centuries|millennium|quarter|ties|AD|year|month|week)\b"
)

# Words before a month that may be a verb or a name ("May", "March") or before a bare year.
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|during|before|after|to|and|between|through|this|last|"
    r"next|late|early|mid|as\sof|around|for|every|each|on|throughout|through|following)\s|[-(/])$",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|during|before|after|circa|c\.|year|mid|early|late|the|an?|his|her|"
    r"its|their|our|by|of|from|season|class|summer|winter|spring|autumn|fall|olympics|cup)\s|[(,‘“])$",
    re.IGNORECASE,
)
_CERTAIN_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|during|circa|year|mid|early|late|the|an?|as\sof|before|after)\s|\()$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?:[a-z]+(?:ed|al|an|ic|ive|ous|ary|ing|ful|ble|ish)\s)?"
    r"(?:[a-z]{2,}[^s\W](?<!level)(?<!price)(?<!figure)(?<!election)(?<!game)(?<!sale)s|[a-z]*people|"
    r"[a-z]*men|[a-z]*children|staff|troops|police)\b"
)
_MEASURED = re.compile(
    r"\s?(?:m|km|kg|mm|cm|g|ml|cc|ft|mph|kWh?|MW|GW|Hz|MHz|hp|bhp|°)\b|\s(?:metres?|meters?|"
    r"kilomet\w+|miles?|feet|foot|yards?|acres?|hectares?|tons?|tonnes?|kilograms?|pounds?|euros?|"
    r"dollars?|pesos?|yen|rupees?|francs?|litres?|liters?|gallons?|barrels?|hours?|days?|weeks?|"
    r"months?|years?|degrees?|calories|kilowatts?|megawatts?|square|cubic|horsepower|percent|"
    r"per\scent|points?|times|or\s(?:so|more)|(?:more|fewer|less|additional|other|dead|injured|killed)"
    r"\b)\b"
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:about|around|nearly|almost|some|over|under|than|estimated|approximately|roughly|another|"
    r"additional|total|only|just|least|most|up\sto|page|pages|no\.|number|room|flight|route|highway|"
    r"model|with|has|have|had|are|were|killed|killing|includes?|including|contains?|sold|all)\s$",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=512)
def spans(text: str) -> tuple[DateSpan, ...]:
    """The dates of one sentence's text, in order."""
    if not _MAY_HAVE_DATE.search(text):
        return ()
    return tuple(DateSpan(match.start(), match.end(), match.group()) for match in _matches(text))


_LONE_MONTH = re.compile(rf"(?P<month>{_MONTH})(?=\s)")


def _matches(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while match := _DATE.search(text, position):
        if _is_date(text, match):
            position = match.end()
            yield match
        elif match.lastgroup == "month_day" and (month := _LONE_MONTH.match(text, match.start())):
            position = month.end()
            yield month
        else:
            position = match.start() + max(1, len(match.group().split(" ")[0]))


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a date is one where it stands."""
    kind, before = match.lastgroup, text[max(0, match.start() - 12) : match.start()]
    if kind == "year":
        return _is_year(text, match, before)
    if kind == "month":
        return _is_month(match.group(), before)
    if kind == "month_day":
        return not (
            re.search(r"\b[Ii]n\s$", before)
            and re.match(r"\s(?:[a-z]+\s)?(?:[a-z]+s|people)\b", text[match.end() :][:40])
        )
    return True


def _is_month(found: str, before: str) -> bool:
    name = found.rsplit(maxsplit=1)[-1]
    if name in ("May", "March", "August", "Mar", "Jan", "Jun"):
        return found != name or _BEFORE_MONTH.search(before) is not None
    return True


def _is_year(text: str, match: re.Match[str], before: str) -> bool:
    after = text[match.end() : match.end() + 40]
    if _MEASURED.match(after) or _BEFORE_NUMBER.search(before):
        return bool(re.search(r"\b(?:in|since|during)\s$", before)) and not _MEASURED.match(after)
    if _COUNTED.match(after):
        return _CERTAIN_YEAR.search(before) is not None
    if _BEFORE_YEAR.search(before) or after.startswith(")"):
        return True
    return 1100 <= int(match.group()) < 2100 and not re.search(r"[A-Z][\w.]*[\s-]$", before)


def clock_spans(text: str) -> list[DateSpan]:
    """The clock times of one sentence's text, in order."""
    return [DateSpan(match.start(), match.end(), match.group()) for match in _CLOCK.finditer(text)]


# What a date's words say.

_MONTH_NAME = re.compile(rf"\b{_ANY_MONTH}", re.IGNORECASE)
_ABSOLUTE_YEAR = re.compile(rf"(?<![\d]){_YEAR}(?!\d|s\b)")
_DAY_NUMBER = re.compile(r"(?<![\d/'’])(?:[12]\d|3[01]|0?[1-9])(?=st|nd|rd|th|\b)(?!\d)")


def read_date(text: str) -> Moment | None:
    """What the words of a date span say, or None where they are no date."""
    match = next(_matches(text), None) or _DATE.search(text)
    if not match:
        return None
    kind, found = match.lastgroup or "", match.group()
    reader = _READERS.get(kind)
    return reader(found) if reader else _relative(found)


def _iso(found: str) -> Moment:
    year, month, day = (int(part) for part in found.split("-"))
    return Moment(Granularity.DAY, year, month, day)


def _slashed(found: str) -> Moment:
    """Day first unless only month first can be."""
    first, second, year = (int(part) for part in re.split(r"[/.]", found))
    day, month = (second, first) if second > 12 else (first, second)
    return Moment(Granularity.DAY, year if year > 99 else 2000 + year, month, day)


def _month_number(found: str) -> int | None:
    name = _MONTH_NAME.search(found)
    if not name:
        return None
    start = name.group()[:3]
    return next(index for index, month in enumerate(MONTHS, 1) if month.startswith(start.title()))


def _year_number(found: str) -> int | None:
    year = _ABSOLUTE_YEAR.search(found)
    return int(year.group()) if year else None


def _with_day(found: str) -> Moment:
    year, day = _year_number(found), _DAY_NUMBER.search(found)
    return Moment(
        Granularity.DAY,
        year,
        _month_number(found),
        int(day.group()) if day else None,
        relative=year is None,
    )


def _with_month(found: str) -> Moment:
    year = _year_number(found)
    return Moment(Granularity.MONTH, year, _month_number(found), relative=year is None)


def _with_year(found: str) -> Moment:
    return Moment(Granularity.YEAR, _year_number(found))


def _with_season(found: str) -> Moment:
    return Moment(Granularity.SEASON, _year_number(found))


def _with_quarter(found: str) -> Moment:
    year = _year_number(found)
    return Moment(Granularity.QUARTER, year, relative=year is None)


def _century(found: str) -> Moment:
    digits = re.search(r"\d+", found)
    words = found.lower()
    number = (
        int(digits.group())
        if digits
        else next(index for index in range(21, 0, -1) if _ORDINALS[index - 1] in words)
    )
    length = 1000 if "millennium" in words else 100
    before = re.search(r"B\.?C", found)
    return Moment(Granularity.CENTURY, -number * length if before else (number - 1) * length)


def _decade(found: str) -> Moment:
    digits = re.search(r"\d+", found)
    if digits and len(digits.group()) > 2:
        return Moment(Granularity.DECADE, int(digits.group()))
    if digits:
        return Moment(Granularity.DECADE, 1900 + int(digits.group()))
    index = next(place for place, name in enumerate(_DECADES) if name in found)
    return Moment(Granularity.DECADE, 1920 + 10 * index)


def _era(found: str) -> Moment:
    number = re.search(r"\d+", found)
    year = int(number.group()) if number else 0
    return Moment(Granularity.YEAR, -year if re.search(r"B\.?C", found) else year)


def _relative(found: str) -> Moment:
    lowered = found.lower()
    for unit in ("week", "month", "quarter", "decade", "century", "year"):
        if unit in lowered:
            return Moment(Granularity(unit), relative=True)
    if _month_number(found):
        return Moment(Granularity.MONTH, None, _month_number(found), relative=True)
    if re.search(_SEASON, lowered):
        return Moment(Granularity.SEASON, relative=True)
    return Moment(Granularity.DAY, relative=True)


_READERS = {
    "iso": _iso,
    "slashed": _slashed,
    "day_month": _with_day,
    "month_day": _with_day,
    "month_year": _with_month,
    "month": _with_month,
    "century": _century,
    "decade": _decade,
    "named_decade": _decade,
    "era": _era,
    "quarter": _with_quarter,
    "season": _with_season,
    "years": _with_year,
    "part_year": _with_year,
    "year": _with_year,
}


# Relative dates against the day an article was published.


def resolve(text: str, published: dt.date | None, *, future: bool = False) -> str | None:
    """The date with its year: "last month" in an article of 15 November 2024 is "October 2024".

    A date that is absolute already comes back as written. None where there is no article date to
    hold it against or where the words do not tell enough. ``future`` says that the clause speaks
    of what is to come.
    """
    moment = read_date(text)
    if moment is None:
        return None
    if not moment.relative:
        return text
    if published is None:
        return None
    if moment.month and moment.granularity in (Granularity.DAY, Granularity.MONTH):
        return _with_nearest_year(text, moment, published, future)
    return _counted(text, published, future)


def _with_nearest_year(text: str, moment: Moment, published: dt.date, future: bool) -> str:
    wanted, today = (moment.month or 1, moment.day or 1), (published.month, published.day)
    if moment.granularity is Granularity.MONTH:
        today = (published.month, 1)
    year = published.year
    if future and wanted < today:
        year += 1
    elif not future and wanted > today:
        year -= 1
    words = re.sub(
        r"^(?:[Ll]ast|[Tt]his|[Nn]ext|(?:[Ee]arlier|[Ll]ater)\s(?:in\s|on\s)?)\s", "", text
    )
    words = re.sub(rf"^{_WEEKDAY},?\s", "", words)
    comma = "," if re.search(rf"{_MONTH}\s?{_DAY}$", words) else ""
    return f"{words}{comma} {year}"


def _counted(text: str, published: dt.date, future: bool) -> str | None:
    """A date told by counting from the article's own: days, weekdays, weeks, months, years."""
    lowered = text.lower()
    weekday = next((index for index, day in enumerate(WEEKDAYS) if day.lower() in lowered), None)
    if weekday is not None:
        if "last" in lowered:
            return _last_weekday(weekday, published)
        return printed(_on_weekday(weekday, published, future or "next" in lowered))
    for words, days in (("yesterday", -1), ("last night", -1), ("tomorrow", 1), ("today", 0),
                        ("tonight", 0), ("this morning", 0), ("this afternoon", 0),
                        ("this evening", 0)):  # fmt: skip
        if words in lowered:
            return printed(published + dt.timedelta(days))
    shift = _shift(lowered)
    if shift is None or " the " in f" {lowered} ".replace(" of the ", " "):
        return None
    return _shifted_period(text, lowered, shift, published)


def _shift(lowered: str) -> int | None:
    return next(
        (by for word, by in (("last", -1), ("this", 0), ("next", 1)) if word in lowered), None
    )


def _shifted_period(text: str, lowered: str, shift: int, published: dt.date) -> str | None:
    part = re.match(rf"({_PART})", text)
    ahead = part.group(1) if part else ""
    named = re.match(r"(?:earlier|later|early|late)\s", lowered)
    if named and not part:
        ahead = {"earlier": "earlier in ", "later": "later in "}.get(
            named.group().strip(), named.group()
        )
    if "month" in lowered:
        month = published.month - 1 + shift
        return f"{ahead}{MONTHS[month % 12]} {published.year + month // 12}"
    if "week" in lowered and "weekend" not in lowered:
        monday = published - dt.timedelta(published.weekday()) + dt.timedelta(7 * shift)
        return f"the week of {printed(monday)}"
    season = re.search(_SEASON, lowered)
    if season:
        past = shift == -1 and published.month < _SEASON_ENDS[season.group()]
        return f"{ahead}{season.group()} {published.year + (max(0, shift)) - past}"
    if "year" in lowered and "fiscal" not in lowered and "financial" not in lowered:
        return f"{ahead}{published.year + shift}"
    return None


_SEASON_ENDS = {"winter": 3, "spring": 6, "summer": 9, "autumn": 12, "fall": 12}


def _on_weekday(weekday: int, published: dt.date, future: bool) -> dt.date:
    away = (weekday - published.weekday()) % 7
    if future:
        return published + dt.timedelta(away or 7)
    return published - dt.timedelta((published.weekday() - weekday) % 7)


def _last_weekday(weekday: int, published: dt.date) -> str | None:
    """The day of "last Wednesday"; None where it may lie in this week or in the one before."""
    ago = (published.weekday() - weekday) % 7
    if 0 < ago <= published.weekday():
        return None
    return printed(published - dt.timedelta(ago or 7))


def printed(day: dt.date) -> str:
    """ "5 May 2014"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def with_preposition(text: str) -> str:
    """A date as it stands in a sentence: "in March 2024", "on 12 May 1999", "last month"."""
    if re.match(
        r"(?:last|this|next|yesterday|today|tomorrow|tonight|earlier|later)\b|.*\bago$",
        text,
        re.IGNORECASE,
    ):
        return text
    if re.match(
        r"(?:the\s)?(?:very\s)?(?:start|beginning|end|middle|close|turn|dawn)\b",
        text,
        re.IGNORECASE,
    ):
        return f"at {text}"
    if text.startswith("the weekend"):
        return f"on {text}"
    moment = None if text.startswith("the week") else read_date(text)
    if moment and moment.granularity is Granularity.DAY:
        return f"on {text}"
    return f"in {text}"
