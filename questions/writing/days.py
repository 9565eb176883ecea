"""Relative dates: "last month" as a month with its year, or as words that lean."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from questions.facts import dates
from questions.language import Sentence
from questions.writing.stand import Stand

BEFORE_THE_ARTICLE = {
    f"last {period}": f"in the {period} before the article appeared"
    for period in ("week", "month", "year")
}

SATURDAY = 5
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
DAYS_AGO = re.compile(rf"({'|'.join(NUMBERS)}) days? ago")


def resolve_dates(sentence: Sentence, stand: Stand, published: dt.date | None) -> None:
    """Give each relative date its year from the article's own date, where it has one."""
    text = sentence.tokens.text
    first = sentence.tokens[0].idx
    for date in dates.spans(text):
        moment = dates.read_date(date.text)
        if moment is None or not moment.relative:
            continue
        inside = [one for one in sentence.words if date.start <= one.idx - first < date.end]
        if inside:
            place_day(sentence, stand, Day(date.text, inside, moment), published)


@dataclass(frozen=True, slots=True)
class Day:
    """A relative date as a sentence says it: its text, its words, and what it can mean."""

    text: str
    words: list[Token]
    moment: dates.Moment

    @property
    def before(self) -> Token | None:
        first = self.words[0]
        return first.nbor(-1) if first.i > first.sent.start else None

    @property
    def is_bound(self) -> bool:
        """True after a preposition or a dash: "on Friday", "to last week", "the fair – 3 May –"."""
        marks = {"-", "–", "—", "("}
        return self.before is not None and (
            self.before.tag_ in {"IN", "TO"} or self.before.text in marks
        )


def place_day(sentence: Sentence, stand: Stand, day: Day, published: dt.date | None) -> None:
    """Give one relative date its year, leave it out, or say that it leans on the text."""
    if is_year_said(day):
        stand.replace[day.words[0].i] = (day.words[-1].i, "" if day.is_bound else "in ")
    elif (place := saying_nothing(sentence, day)) is not None:
        stand.drop.update(place)
        if day.text.lower() == "today":
            stand.vague.add(day.words[0].i)
    elif not is_placed_anyway(sentence, day):
        resolve_day(stand, day, published)


def is_year_said(day: Day) -> bool:
    """True for "last December 2011", which needs no "last"."""
    last = day.words[-1]
    after = last.nbor(1).text if last.i + 1 < len(last.doc) else ""
    return len(day.words) > 1 and bool(day.moment.month) and bool(YEAR.fullmatch(after))


def saying_nothing(sentence: Sentence, day: Day) -> range | None:
    """The words to leave out where a day adds nothing: "Thursday, 15 December", "stands today"."""
    doc, start, end = sentence.tokens.doc, day.words[0].i, day.words[-1].i + 1
    if names_day_twice(doc, end) and day.text in dates.WEEKDAYS:
        return range(start, end + 1)
    nowadays = day.text.lower() == "today" and is_nowadays(day.words[0])
    return range(start, end) if nowadays else None


def is_placed_anyway(sentence: Sentence, day: Day) -> bool:
    """True for a day of a timetable, and for "on 4 April and again on 5 April 2016"."""
    if day.text.split(maxsplit=1)[0] in dates.WEEKDAYS and is_timetable(sentence):
        return True
    return bool(day.moment.month) and is_dated_later(sentence, day.words[-1])


def resolve_day(stand: Stand, day: Day, published: dt.date | None) -> None:
    first, end = day.words[0], day.words[-1].i + 1
    doc, start, bound = first.doc, first.i, day.is_bound
    said = told(day, published)
    if said:
        stand.settle(range(start, end))  # the "this" of "this week" points no more
    if said and YEAR.fullmatch(said) and any(said in text for _, text in stand.replace.values()):
        stand.drop.update(range(start - bound, end))  # "on 3 May this year", whose year is said
        return
    bound = bound or (end < len(doc) and doc[end].tag_ == "POS")  # "this year's race"
    if end < len(doc) and doc[end].pos_ == "NOUN" and not bound:
        stand.drop.update(range(start, end))  # "the Friday phone call"
    elif said:
        owns = end < len(doc) and doc[end].text in {"'s", "’s"}  # "2018's competition"
        stand.replace[start] = (end, said if bound or owns else dates.with_preposition(said))
    elif day.moment.month and not published:
        stand.vague.add(start)
    elif is_loose(day) and not published:
        stand.drop.update(range(start - (bound and doc[start - 1].lower_ == "on"), end))
        stand.vague.add(start)
    elif day.text.lower() in BEFORE_THE_ARTICLE and not bound:
        stand.replace[start] = (end, BEFORE_THE_ARTICLE[day.text.lower()])
    else:
        stand.leaning.add(start)


def told(day: Day, published: dt.date | None) -> str | None:
    """A relative day with its year; a week as a part of its month, a weekend by its Saturday."""
    text = day.text.lower()
    if published is not None and text.endswith("weekend"):
        return weekend(day, text, published)
    if published is not None and (days := DAYS_AGO.fullmatch(text)):
        return dates.printed(published - dt.timedelta(NUMBERS.index(days[1]) + 1))
    said = dates.resolve(day.text, published, future=is_to_come(day.words[0]))
    if said and published and said.startswith("the week of "):
        monday = published - dt.timedelta(published.weekday())
        return (
            part_of_month(monday + dt.timedelta({"last": -7, "next": 7}.get(text[:4], 0))) or said
        )
    return said


def weekend(day: Day, text: str, published: dt.date) -> str | None:
    """ "the weekend of 3 May 2014", where the verb says whether it is past; None else."""
    saturday = published - dt.timedelta((published.weekday() - SATURDAY) % 7)
    during = published.weekday() >= SATURDAY
    if text == "last weekend":
        saturday -= dt.timedelta(7 * during)
    elif text != "this weekend" or not (
        during or is_past(day.words[0]) or is_to_come(day.words[0])
    ):
        return None
    elif not during and is_to_come(day.words[0]):
        saturday += dt.timedelta(7)
    return f"the weekend of {dates.printed(saturday)}"


def part_of_month(monday: dt.date) -> str | None:
    """A week as "early May 2014"; None where it lies in two months."""
    if (monday + dt.timedelta(6)).month != monday.month:
        return None
    middle = monday.day + 3
    part = "early " if middle <= 10 else "mid-" if middle <= 20 else "late "
    return f"{part}{dates.MONTHS[monday.month - 1]} {monday.year}"


def is_past(day: Token) -> bool:
    """True for a day under a verb in the past: "took place this weekend"."""
    for one in day.ancestors:
        group = [one, *one.lefts]
        if any(word.tag_ in {"VBD", "VBZ", "VBP", "MD"} for word in group):
            return any(word.tag_ == "VBD" for word in group)
    return False


def is_to_come(day: Token) -> bool:
    """True for a day of "will open on 3 May" and "is to be held on 3 May"."""
    for verb in day.ancestors:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        group = [one.lower_ for one in verb.lefts if one.i < day.i] + [verb.lower_]
        planned = {"scheduled", "planned", "expected", "due"} & set(group)
        to_be = "to" in group and any(one in {"is", "are"} for one in [*group, verb.head.lower_])
        return bool({"will", "shall"} & set(group) or planned or to_be)
    return False


def is_nowadays(today: Token) -> bool:
    """True for "the mill stands today", which is true of more than one day."""
    verb = next(
        (one for one in today.ancestors if one.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}), None
    )
    if verb is None:
        return False
    group = [verb, *verb.lefts]
    return any(one.tag_ in {"VBZ", "VBP"} for one in group) and verb.tag_ != "VBG"


def is_loose(day: Day) -> bool:
    """True for a day or week that only says when: "today", "on Thursday", "last week"."""
    short = day.moment.granularity in {dates.Granularity.DAY, dates.Granularity.WEEK}
    return short and (not day.is_bound or (day.before is not None and day.before.lower_ == "on"))


def is_dated_later(sentence: Sentence, day: Token) -> bool:
    """True where a day with its year follows in the sentence, which tells this day's year too."""
    start = day.idx - sentence.tokens[0].idx
    later = (dates.read_date(one.text) for one in dates.spans(sentence.tokens.text[start:]))
    return any(moment and moment.year and moment.month for moment in later)


def is_timetable(sentence: Sentence) -> bool:
    """True for "two flights per week on Monday", which is no day of the article's own week."""
    text = sentence.text.lower()
    return bool(re.search(r"\b(?:per|a|each|every) (?:day|week)\b|\b(?:week|dai)ly\b", text))


def names_day_twice(doc: Doc, end: int) -> bool:
    """True where ", Dec. 15" or ", 15 December" follows a weekday."""
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    return bool(dates.spans(doc[end + 1 : end + 4].text)) and doc[end + 1].text[0].isalnum()
