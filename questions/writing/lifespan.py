"""When somebody was born and died: "Ada Berg (3 May 1901 – 8 June 1978) was a ..."."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from questions.facts import dates
from questions.types import Answer, Fact, Option, Question, QuestionKind
from questions.writing.assembly import fact_key, make_question
from questions.writing.candidates import Writer
from questions.writing.distractors import Others, years_around
from questions.writing.multiple_choice import year_of

OPENING = 3
LONGEST_NAME = 60
BORN = re.compile(r"\b(?:born|b\.)\s[^()\d]*$")
DIED = re.compile(r"\b(?:died|d\.)\s[^()\d]*$")
LASTS = re.compile(r"[-–—]")
HEDGE = re.compile(r"(?:\bc(?:a|irca)?\.?|\b(?:about|around|before|after|or|by)|\?)\s?$")
LATEST = 2100
ROOM = 20
"""So many years after the key may stand beside it."""
QUALITY = 0.95


def write(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Question | None:
    """In what year whose life it is was born or died, from the brackets after the name."""
    moment, event = dates.read_date(fact.text), event_of(writer, fact)
    name = writer.reader.main_person
    if event is None or moment is None or moment.year is None or name is None:
        return None
    if str(moment.year) not in fact.text:
        return None
    year = year_of(fact, moment.year)
    key = moment.year
    asked = f"In what year {'was' if event == 'born' else 'did'} {name} {event}?"
    options = options_of(year, key, others, draw)
    kind, said = QuestionKind.MULTIPLE_CHOICE, asked
    if not options or others.tells_key_most(fact, key, wrong_of(options)):
        kind, options = QuestionKind.CLOZE, ()
        said = f"{name} {'was born' if event == 'born' else 'died'} in ____ (year)."
    answer = Answer(text=year.text)
    question = make_question(kind, writer.article, year, said, answer, QUALITY, options=options)
    return replace(question, fact_key=fact_key(fact))


def options_of(year: Fact, key: int, others: Others, draw: random.Random) -> tuple[Option, ...]:
    """The year among three others, on both sides of it; empty where it would stand out."""
    told = others.published.year if others.published else LATEST
    newest = min(key + ROOM, told) if key <= told else key + ROOM
    wrong = years_around(key, newest=newest, taken=(), draw=draw)
    if wrong is None:
        return ()
    return tuple(Option(text, text == year.text) for text in sorted([year.text, *wrong]))


def wrong_of(options: tuple[Option, ...]) -> list[str]:
    return [one.text for one in options if not one.correct]


def event_of(writer: Writer, fact: Fact) -> str | None:
    """ "born" or "die" for a date in the brackets that follow the name in a life's first lines."""
    name = writer.reader.main_person
    text = fact.sentence.of(writer.article.text)
    at = fact.span.start - fact.sentence.start
    opening = text.rfind("(", 0, at)
    closing = text.find(")", at)
    if name is None or opening < 0 or closing < 0 or ")" in text[opening:at]:
        return None
    before = text[:opening].strip()
    named = name.split()[-1] in before.split() and before[0].isupper()
    if not named or len(before) > LONGEST_NAME or HEDGE.search(text[opening:at]):
        return None
    if not re.match(r"\s*(?:,[^,]*,\s)?(?:was|is)\b", text[closing + 1 :]):
        return None
    return which_end(text[opening + 1 : closing], at - opening - 1)


def which_end(inside: str, at: int) -> str | None:
    """Whether the date at ``at`` is a life's first or its last."""
    found = [one for one in dates.spans(inside) if read_year(one.text)]
    place = next((index for index, one in enumerate(found) if one.start == at), None)
    if place is None:
        return None
    if len(found) == 2 and LASTS.search(inside[found[0].end : found[1].start]):
        return ("born", "die")[place]
    if len(found) == 1 and BORN.search(inside[:at]):
        return "born"
    return "die" if len(found) == 1 and DIED.search(inside[:at]) else None


def read_year(text: str) -> int | None:
    moment = dates.read_date(text)
    return moment.year if moment and not moment.relative else None
