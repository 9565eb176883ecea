"""What a page shows of a question and of an answer: words, order, marks, evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from questions.numbers import print_number, print_year
from questions.plurals import plural
from questions.types import Answer, Bound, Question
from quizapp.models import Article
from quizapp.study.schedule import Days
from quizapp.study.turns import option_order
from quizapp.words import date_with_day, gettext, mark, weekday

UNCHANGED = frozenset({"percent", "per cent", "aircraft", "hertz", "celsius", "fahrenheit"})
BOUNDS = {
    Bound.ABOUT: mark("a rounded figure"),
    Bound.BELOW: mark("an upper limit"),
    Bound.ABOVE: mark("a lower limit"),
}


# Words


def unit_words(unit: str | None, value: float | None = None) -> str:
    """A unit as it follows a number: ``dollars``, ``kilometres per hour``, ``1 tonne``."""
    if not unit or unit in UNCHANGED or value == 1:
        return unit or ""
    first, *rest = unit.split(" per ", 1)
    *before, noun = first.split(" ")
    return " per ".join([" ".join([*before, plural(noun)]), *rest])


def number_words(value: float, answer: Answer) -> str:
    """A number with its unit, a year without commas: ``470,000 tonnes``."""
    if answer.scale == "year":
        return print_year(value)
    if answer.unit == "percent":
        return f"{print_number(value)}\u202f%"
    return f"{print_number(value)} {unit_words(answer.unit, value)}".strip()


def unit_beside(answer: Answer) -> str:
    """The unit that stands beside the field of an estimate; a year needs none."""
    return "" if answer.scale == "year" else unit_words(answer.unit)


def bound_words(answer: Answer) -> str:
    """What kind of figure the source gives, where the question may have left it open."""
    return gettext(BOUNDS[answer.bound]) if answer.bound in BOUNDS else ""


def when_words(moment: dt.datetime, now: dt.datetime, days: Days) -> str:
    """A moment as its learner would say it: ``tomorrow at 4:00``, ``on Friday at 4:00``."""
    local, here = days.local(moment), days.local(now)
    clock = f"{local.hour}:{local.minute:02}"
    ahead = (local.date() - here.date()).days
    if ahead <= 0:
        return gettext("today at %(time)s", time=clock)
    if ahead == 1:
        return gettext("tomorrow at %(time)s", time=clock)
    if ahead < 7:
        return gettext("on %(weekday)s at %(time)s", weekday=weekday(local), time=clock)
    day = date_with_day(local, year=local.year != here.year)
    return gettext("on %(day)s at %(time)s", day=day, time=clock)


# Options


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as shown: ``index`` is its place in the question, ``key`` the key that chooses it;
    ``mark`` is "right", "wrong" (chosen and not right) or empty."""

    index: int
    key: int
    text: str
    chosen: bool = False
    mark: str = ""


def choices(question: Question, turn_key: str, chosen: int | None = None) -> list[Choice]:
    """The options in the turn's order, not yet marked."""
    return [
        Choice(index, key, question.options[index].text, chosen=index == chosen)
        for key, index in enumerate(option_order(question, turn_key), start=1)
    ]


def marked(question: Question, turn_key: str, chosen: int | None) -> list[Choice]:
    """The options in the same order, with the right one and a wrong choice marked."""
    return [
        Choice(one.index, one.key, one.text, one.chosen, _mark(question, one))
        for one in choices(question, turn_key, chosen)
    ]


def _mark(question: Question, choice: Choice) -> str:
    if question.options[choice.index].correct:
        return "right"
    return "wrong" if choice.chosen else ""


# Evidence


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph and where in it the evidence stands: ``paragraph[start:end]``."""

    paragraph: str
    start: int
    end: int


def passage(question: Question, article: Article | None) -> Passage | None:
    """The evidence in its paragraph; alone where the article does not hold it any more."""
    evidence = question.evidence
    if evidence is None or not evidence.text:
        return None
    if article and article.text[evidence.start : evidence.end] == evidence.text:
        for start, end, _ in article.blocks:
            if start <= evidence.start and evidence.end <= end:
                return Passage(
                    article.text[start:end], evidence.start - start, evidence.end - start
                )
    return Passage(evidence.text, 0, len(evidence.text))


# An answer as it is shown


def key_words(answer: Answer) -> str:
    """The right answer as a reader would say it, a number with its unit."""
    return answer.text if answer.value is None else number_words(answer.value, answer)


def given_words(response: Mapping[str, Any], question: Question) -> str:
    """What was typed, as it was read."""
    if "value" in response and question.answer.value is not None:
        return number_words(response["value"], question.answer)
    return str(response.get("text", ""))
