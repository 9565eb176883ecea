"""Dates and clock times in text, what they say, and which day a relative one means."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.facts import date_facts, dates
from questions.facts.dates import Granularity, Moment
from questions.language import parse
from questions.types import Article, Block, FactKind

FOUND = [
    ("The dam burst in February 2022.", ["February 2022"]),
    ("At the start of 2024 it had 40 cows.", ["the start of 2024"]),
    ("Born on 12 May 1999, she left on June 3, 2010.", ["12 May 1999", "June 3, 2010"]),
    ("It closed in 2010 and reopened in mid-2019.", ["2010", "mid-2019"]),
    ("In the 1990s and the early 20th century", ["the 1990s", "the early 20th century"]),
    ("The 18th-century mill", ["The 18th-century"]),
    ("As of September, and last month, and on Friday", ["September", "last month", "Friday"]),
    ("They may march in March.", ["March"]),
    ("The war ran from 1914 to 1918.", ["1914", "1918"]),
    ("The 1914-18 war and the 1999–2004 term", ["1914-18", "1999–2004"]),
    ("Caesar died in 44 BC and Pompeii in AD 79.", ["44 BC", "AD 79"]),
    ("A 2014 study of the 2010 elections", ["2014", "2010"]),
    ("In 2010 scientists found it.", ["2010"]),
    ("It sold 1500 copies to 1200 people.", []),
    ("The 2000 metres final; a cost of $2000; 1,999 men", []),
    ("In March 20 people drowned.", ["March"]),
    ("On Monday, Dec. 26, it snowed.", ["Monday, Dec. 26"]),
    ("From May 15-24 and 11-13 December", ["May 15-24", "11-13 December"]),
    ("Early next year or the summer of 2017", ["Early next year", "the summer of 2017"]),
    ("In the third quarter of 2023 it grew.", ["the third quarter of 2023"]),
    ("It was found two weeks ago.", ["two weeks ago"]),
    ("Due on 2024-11-15 or 15/11/2024", ["2024-11-15", "15/11/2024"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[row[0] for row in FOUND])
def test_dates_are_found(text: str, expected: list[str]) -> None:
    found = dates.spans(text)
    assert [one.text for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


CLOCKS = [
    ("It opens at 9 a.m. and shuts at 17:30.", ["9 a.m.", "17:30"]),
    ("between 9 and 10 a.m.", ["9 and 10 a.m."]),
    ("at five o'clock", ["five o'clock"]),
    ("It took 9 minutes.", []),
]


@pytest.mark.parametrize(("text", "expected"), CLOCKS)
def test_clock_times_are_apart(text: str, expected: list[str]) -> None:
    assert [one.text for one in dates.clock_spans(text)] == expected


MOMENTS = [
    ("12 May 1999", Moment(Granularity.DAY, 1999, 5, 12)),
    ("May 12, 1999", Moment(Granularity.DAY, 1999, 5, 12)),
    ("February 2022", Moment(Granularity.MONTH, 2022, 2)),
    ("2024-11-15", Moment(Granularity.DAY, 2024, 11, 15)),
    ("11/25/2024", Moment(Granularity.DAY, 2024, 11, 25)),
    ("2010", Moment(Granularity.YEAR, 2010)),
    ("the start of 2024", Moment(Granularity.YEAR, 2024)),
    ("the 1990s", Moment(Granularity.DECADE, 1990)),
    ("the nineties", Moment(Granularity.DECADE, 1990)),
    ("the 18th century", Moment(Granularity.CENTURY, 1700)),
    ("the third century BC", Moment(Granularity.CENTURY, -300)),
    ("44 BC", Moment(Granularity.YEAR, -44)),
    ("the summer of 2017", Moment(Granularity.SEASON, 2017)),
    ("September", Moment(Granularity.MONTH, None, 9, relative=True)),
    ("last month", Moment(Granularity.MONTH, relative=True)),
    ("Friday", Moment(Granularity.DAY, relative=True)),
    ("next year", Moment(Granularity.YEAR, relative=True)),
]


@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_read_date(text: str, moment: Moment) -> None:
    assert dates.read_date(text) == moment


def test_what_is_no_date_reads_as_none() -> None:
    assert dates.read_date("a hundred cows") is None


PUBLISHED = dt.date(2024, 11, 15)  # a Friday
RESOLVED = [
    ("September", False, "September 2024"),
    ("December", False, "December 2023"),
    ("December", True, "December 2024"),
    ("12 May", False, "12 May 2024"),
    ("May 12", False, "May 12, 2024"),
    ("last month", False, "October 2024"),
    ("next month", False, "December 2024"),
    ("this year", False, "2024"),
    ("late last year", False, "late 2023"),
    ("yesterday", False, "14 November 2024"),
    ("Friday", False, "15 November 2024"),
    ("Monday", False, "11 November 2024"),
    ("Monday", True, "18 November 2024"),
    ("last Friday", False, "8 November 2024"),
    ("last Saturday", False, "9 November 2024"),
    ("last Monday", False, None),  # of this week, or of the one before?
    ("last week", False, "the week of 4 November 2024"),
    ("the start of 2024", False, "the start of 2024"),
    ("the following year", False, None),
]


@pytest.mark.parametrize(("text", "future", "expected"), RESOLVED)
def test_relative_dates_are_held_against_the_articles(
    text: str, future: bool, expected: str | None
) -> None:
    assert dates.resolve(text, PUBLISHED, future=future) == expected


def test_without_an_article_date_a_relative_one_stays_open() -> None:
    assert dates.resolve("last month", None) is None
    assert dates.resolve("May 2010", None) == "May 2010"


PREPOSITIONS = [
    ("March 2024", "in March 2024"),
    ("12 May 1999", "on 12 May 1999"),
    ("the start of 2024", "at the start of 2024"),
    ("last month", "last month"),
    ("the week of 4 November 2024", "in the week of 4 November 2024"),
]


@pytest.mark.parametrize(("text", "expected"), PREPOSITIONS)
def test_with_preposition(text: str, expected: str) -> None:
    assert dates.with_preposition(text) == expected


def test_facts_stand_where_they_say() -> None:
    text = "The bridge was opened on 12 May 1999. In 2010 it was closed."
    found = date_facts.find(parse(Article(text, (Block(0, len(text)),))))
    assert [fact.text for fact in found] == ["12 May 1999", "2010"]
    for fact in found:
        assert fact.kind is FactKind.DATE
        assert fact.span.of(text) == fact.text
        assert fact.span in fact.sentence


@given(st.text(alphabet="0123456789 -/.,JanMayMrch the of last BC AD 's", max_size=60))
def test_nothing_breaks_on_odd_text(text: str) -> None:
    for one in dates.spans(text):
        assert text[one.start : one.end] == one.text
        dates.read_date(one.text)
        dates.resolve(one.text, PUBLISHED)
