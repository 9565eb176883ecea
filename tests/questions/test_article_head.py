"""Who, where and when, as texts say it over themselves: right, or left open."""

from __future__ import annotations

import datetime as dt

import pytest

from questions.article import read
from questions.article.dates import date_in_address
from tests.questions.test_article import LEVEL, QUOTE, WATER, blocks, texts

TITLE = "A record low river"
MARCH = dt.date(2017, 3, 3)


@pytest.mark.parametrize(
    ("head", "publisher", "author", "published"),
    [
        (
            f"Title: {TITLE}\nDate: 3 March 2017\nSource: The Post\nBy Ada Quill",
            "The Post",
            "Ada Quill",
            MARCH,
        ),
        (f"**Title:** {TITLE}\n**Published:** 2017-03-03", "", "", MARCH),
        (f"{TITLE}\nFrom: Home Office\nPublished: 3 March 2017", "Home Office", "", MARCH),
        (f"# {TITLE}\n\n*By Ada Quill, 3 March 2017*", "", "Ada Quill", MARCH),
        (f"{TITLE}\nBy ADA QUILL and BEN ODE\nMarch 3, 2017", "", "ADA QUILL and BEN ODE", MARCH),
        (f"{TITLE}\n\nBy Ada Quill, Staff Writer\nMarch 3, 2017", "", "Ada Quill", MARCH),
        (f"{TITLE}\n\nUpdated 10:15 GMT, March 3, 2017", "", "", MARCH),
        (f"PRESS RELEASE\n\n{TITLE}\n\nMarch 3, 2017", "", "", MARCH),
        (f"{TITLE}\n\nOfficials call for restraint\n\nFri 3 March 2017 10.15 BST", "", "", MARCH),
        (f"{TITLE}\n\nPublished: 25/03/2017", "", "", dt.date(2017, 3, 25)),
        (f"{TITLE}\n\nPublished: 04/05/2017", "", "", None),
        (f"https://post.example/2017/03/03/river\n\n{TITLE}", "", "", MARCH),
    ],
)
def test_heads(head: str, publisher: str, author: str, published: dt.date | None) -> None:
    article = read(f"{head}\n\n{LEVEL}\n\n{WATER}")
    assert article.title == TITLE
    assert (article.publisher, article.author) == (publisher, author)
    assert article.published == published
    assert [text for kind, text in blocks(article) if kind == "paragraph"] == [LEVEL, WATER]
    again = read(article.text, title=article.title)
    assert again.text == article.text


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("WASHINGTON, March 3, 2017 — ", MARCH),
        ("MILLFORD, England, March 3, 2017 /Newswire/ -- ", MARCH),
        ("March 3, 2017 — ", MARCH),
        ("LONDON (3 March 2017) – ", MARCH),
        ("LONDON, 3 March (Agency) - ", None),
        ("WASHINGTON — ", None),
    ],
)
def test_datelines(dateline: str, published: dt.date | None) -> None:
    article = read(f"{TITLE}\n\n{dateline}{LEVEL}\n\n{WATER}")
    assert texts(article) == [LEVEL, WATER]
    assert (article.title, article.published) == (TITLE, published)


def test_what_stands_under_the_text() -> None:
    foot = "Published 3 March 2017\n\n© 2017 The Post. All rights reserved."
    article = read(f"{TITLE}\n\n{LEVEL}\n\n{WATER}\n\n{foot}")
    assert (texts(article), article.published) == ([LEVEL, WATER], MARCH)


@pytest.mark.parametrize(
    "line",
    [
        "Source: the river rises from many springs in the hills above Millford.",
        "From: all that is known, the town was never so dry as it is in this year.",
        "On 12 August 2024 the office closed the gauge.",
        "Date: nobody knows when the rain will come back.",
    ],
)
def test_sentences_that_only_begin_like_a_head(line: str) -> None:
    article = read(f"{line}\n\n{LEVEL}")
    assert texts(article) == [line, LEVEL]
    assert (article.publisher, article.author, article.published) == ("", "", None)


def test_days_in_the_text_are_not_its_date() -> None:
    assert read(f"{TITLE}\n\n{LEVEL}\n\nIt rained on 3 March 2017.\n\n{QUOTE}").published is None


@pytest.mark.parametrize(
    ("address", "published"),
    [
        ("https://post.example/news/2017/03/03/river", MARCH),
        ("https://post.example/2017/mar/03/river", MARCH),
        ("https://post.example/2017-03-03-river", MARCH),
        ("https://post.example/20170303/river.html", MARCH),
        ("https://post.example/2017/03/river", None),
        ("https://post.example/2017/13/40/river", None),
        ("https://post.example/river?on=/2017/03/03/", None),
        ("https://post.example/article/20170399", None),
    ],
)
def test_the_day_in_an_address(address: str, published: dt.date | None) -> None:
    assert date_in_address(address) == published
    assert read(f"{TITLE}\n\n{LEVEL}", address=address).published == published


def test_a_stated_date_wins_over_the_address() -> None:
    address = "https://post.example/2017/03/04/river"
    assert read(f"{TITLE}\n\n3 March 2017\n\n{LEVEL}", address=address).published == MARCH


def test_a_sentence_that_a_link_cut_in_three() -> None:
    lines = (
        "The office said on Friday, in the \nreport\n that nobody had read, that the river fell."
    )
    whole = "The office said on Friday, in the report that nobody had read, that the river fell."
    assert texts(read(f"{LEVEL}\n{lines}\n{WATER}\n{LEVEL}\n{WATER}"))[:3] == [LEVEL, whole, WATER]


def test_bullets_of_all_sorts() -> None:
    marks = ["-", "*", "•", "–", "·", "1.", "2.", "3)", ".    "]
    items = [
        f"{mark} Item {name} of the list" for mark, name in zip(marks, "abcdefghi", strict=True)
    ]
    article = read("\n".join([LEVEL, "", *items, "", WATER]))
    assert [text for kind, text in blocks(article) if kind == "item"] == [
        f"Item {name} of the list" for name in "abcdefghi"
    ]
