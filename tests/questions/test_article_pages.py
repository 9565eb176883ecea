"""Web pages of a dozen sorts: who, when and where is known, and what stays of the page."""

from __future__ import annotations

import datetime as dt

import pytest

from questions.article import read
from tests.questions import pages
from tests.questions.pages import COST, LEVEL, PARAGRAPHS, QUOTE, TITLE, WATER
from tests.questions.test_article import blocks, texts

AUGUST = dt.date(2024, 8, 14)
POST = "The Harbour Post"


@pytest.mark.parametrize(
    ("page", "publisher", "author", "published"),
    [
        (pages.NEWS, POST, "Ada Quill", AUGUST),
        (pages.LINKED_DATA, POST, "Ada Quill, Ben Ode", AUGUST),
        (pages.NESTED_DATA, POST, "Ada Quill", AUGUST),
        (pages.OPEN_GRAPH, "BBN News", "", AUGUST),
        (pages.BLOG, "Ada writes", "Ada Quill", AUGUST),
        (pages.RELEASE, "Rivers Office", "", dt.date(2017, 3, 3)),
        (pages.BULLETIN, "Rivers Office", "", AUGUST),
        (pages.TABLES, "", "", None),
        (pages.LAYOUT_TABLE, "", "", None),
        (pages.MICRODATA, POST, "Ada Quill", AUGUST),
        (pages.WRITTEN_DATE, POST, "", AUGUST),
        (pages.DIVS, "harbour.example", "", None),
    ],
)
def test_what_a_page_says_of_itself(
    page: str, publisher: str, author: str, published: dt.date | None
) -> None:
    article = read(page)
    assert article.title == TITLE
    assert (article.publisher, article.author) == (publisher, author)
    assert article.published == published
    assert LEVEL in texts(article)
    assert COST in texts(article)


@pytest.mark.parametrize(
    "page",
    [
        pages.LINKED_DATA,
        pages.NESTED_DATA,
        pages.OPEN_GRAPH,
        pages.RELEASE,
        pages.LAYOUT_TABLE,
        pages.MICRODATA,
        pages.WRITTEN_DATE,
        pages.DIVS,
    ],
)
def test_menus_banners_and_feet_are_left_out(page: str) -> None:
    assert texts(read(page)) == PARAGRAPHS


def test_a_news_page() -> None:
    assert blocks(read(pages.NEWS)) == [
        ("caption", "The dry bed near Millford. Photograph: J. Reed"),
        *(("paragraph", text) for text in PARAGRAPHS),
    ]


def test_a_page_of_a_wiki() -> None:
    article = read(pages.ENCYCLOPEDIA)
    assert blocks(article) == [
        ("paragraph", LEVEL),
        ("caption", "The mouth of the river in 1931"),
        ("heading", "History"),
        ("paragraph", f"{WATER} {QUOTE}"),
        ("paragraph", COST),
        ("item", "The town of Millford, which took its name from the mill of 1402."),
        ("item", "The village of Lowdale, where the two arms of the river meet."),
    ]
    assert (article.title, article.publisher) == ("River Anner", "Freepedia")
    assert (article.author, article.published) == ("", None)  # of no day, and by many


def test_a_bulletin() -> None:
    assert blocks(read(pages.BULLETIN)) == [
        ("paragraph", LEVEL),
        ("paragraph", "Until further notice, these rules hold:"),
        ("item", "Near Millford, watering is allowed for two hours in the evening."),
        ("item", "Near Lowdale, pools of up to 300 litres may be filled."),
        ("item", "Elsewhere:"),
        ("item", "nothing is forbidden, but the office asks for restraint."),
        ("paragraph", WATER),
        ("paragraph", COST),
    ]


def test_tables_and_captions() -> None:
    assert blocks(read(pages.TABLES)) == [
        ("paragraph", LEVEL),
        ("paragraph", WATER),
        ("caption", "The weir in June"),
        ("caption", "The gauge in 1931"),
        ("paragraph", QUOTE),
        ("paragraph", COST),
    ]


def test_a_blog_without_its_comments() -> None:
    found = blocks(read(pages.BLOG))
    assert found[2] == ("heading", "What it costs")
    assert [text for kind, text in found if kind == "paragraph"] == [LEVEL, WATER, COST, QUOTE]
