"""Reading PDF and Word files: paragraphs made whole, furniture left out, bombs refused."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.article import LARGEST_FILE, read
from questions.article.pdf import MOST_PAGES
from questions.errors import ArticleError
from tests.questions.files import Row, column, pdf, word
from tests.questions.test_article import LEVEL, QUOTE, WATER, blocks, read_or_none, texts

TITLE = "River level falls to a record low"
PARAGRAPHS = [LEVEL, WATER, QUOTE]


def wrapped(paragraph: str, width: int = 60, indent: str = "") -> list[str]:
    return textwrap.wrap(paragraph, width, initial_indent=indent)


def lines_of(paragraphs: list[str], indent: str = "", between: bool = False) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*wrapped(paragraph, indent=indent), *([""] if between else [])]
    return lines


def headed(page: list[Row], number: int) -> list[Row]:
    """A page with a running head and its number."""
    head = Row("The Harbour Post, Annual Review", 200, 800, 8)
    return [head, *page, Row(f"Page {number} of 4", 280, 30, 8)]


@pytest.mark.parametrize(("indent", "between"), [("   ", False), ("", True), ("", False)])
def test_a_pdf_of_paragraphs(indent: str, between: bool) -> None:
    rows = [Row(TITLE, 72, 750, 20), *column(lines_of(PARAGRAPHS, indent, between))]
    article = read(pdf([rows]))
    assert article.title == TITLE
    assert texts(article) == PARAGRAPHS


def test_running_heads_feet_and_page_numbers_are_dropped() -> None:
    orders = [PARAGRAPHS[at:] + PARAGRAPHS[:at] for at in (0, 1, 2)]
    pages = [headed(column(lines_of(one, "   ")), at) for at, one in enumerate(orders, 1)]
    assert texts(read(pdf(pages))) == [text for one in orders for text in one]


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = wrapped(" ".join(PARAGRAPHS))
    pages = [headed(column(lines[:3]), 1), headed(column(lines[3:]), 2)]
    assert texts(read(pdf(pages))) == [" ".join(PARAGRAPHS)]


def test_a_picture_in_the_middle_of_a_sentence() -> None:
    lines = wrapped(LEVEL)
    caption = "Figure 1: The dry bed near Millford on Monday."
    rows = [*column(lines[:1]), Row(caption, 72, 600, 8), *column(lines[1:], top=560)]
    assert blocks(read(pdf([[*rows, *column(wrapped(WATER), top=400)]]))) == [
        ("paragraph", LEVEL),
        ("caption", caption),
        ("paragraph", WATER),
    ]


def test_hyphens_at_line_ends() -> None:
    lines = ["The office has asked many house-", "holds to use a state-of-the-", "art gauge, and"]
    lines += ["that the long-", "range forecast be read before the rain that is to come."]
    found = texts(read(pdf([column(lines)]), brief=True))
    whole = (
        "The office has asked many households to use a state-of-the-art gauge, and that the"
        " long-range forecast be read before the rain that is to come."
    )
    assert found == [whole]


def test_two_columns() -> None:
    left, right = lines_of(PARAGRAPHS[:2], "   "), lines_of(PARAGRAPHS[2:] * 2, "   ")
    rows = [Row(TITLE, 72, 750, 20), *column(left), *column(right, x=330)]
    assert texts(read(pdf([rows]))) == [LEVEL, WATER, QUOTE, QUOTE]


def test_headings_items_and_the_head_of_a_pdf() -> None:
    rows = [
        Row("WORKING PAPER 12", 72, 780, 8),
        Row("River level falls", 72, 750, 20),
        Row("to a record low", 72, 726, 20),
        *column(["By Ada Quill", "14 August 2024", *wrapped(LEVEL)]),
        Row("2. What is allowed", 72, 600, 14),
        *column(
            ["• Watering vegetables in the evening,", "   until ten.", "• Small pools."], top=570
        ),
        Row("What comes next", 72, 520, 10, "Bold"),
        *column(wrapped(WATER), top=500),
    ]
    article = read(pdf([rows], Title="paper_12-final.docx", Author="aquill"))
    assert blocks(article) == [
        ("paragraph", LEVEL),
        ("heading", "2. What is allowed"),
        ("item", "Watering vegetables in the evening, until ten."),
        ("item", "Small pools."),
        ("heading", "What comes next"),
        ("paragraph", WATER),
    ]
    assert (article.title, article.author) == (TITLE, "Ada Quill")
    assert article.published == dt.date(2024, 8, 14)


@pytest.mark.parametrize(
    ("named", "title"),
    [
        (TITLE, TITLE),  # it stands on the first page
        ("Dry bed", "A dry bed"),  # it stands there as a part of the largest line
        ("Annual report template", "A dry bed"),  # it stands nowhere, and a large line does
        ("Microsoft Word - paper.doc", "A dry bed"),
        ("untitled", "A dry bed"),
    ],
)
def test_whose_title_is_believed(named: str, title: str) -> None:
    rows = [Row("A dry bed", 72, 780, 22), Row(TITLE, 72, 740, 14), *column(wrapped(LEVEL))]
    assert read(pdf([rows], Title=named)).title == title


def test_the_files_own_title_serves_where_no_line_is_one() -> None:
    assert read(pdf([column(wrapped(LEVEL))], Title="A dry bed")).title == "A dry bed"


def test_tables_and_footnotes_of_a_pdf_are_left_out() -> None:
    table = [
        Row(text, x, y)
        for y, cells in [(500, ("1976", "0.47")), (488, ("2024", "0.42"))]
        for x, text in zip((72, 200), cells, strict=True)
    ]
    notes = column(
        ["1 See the report of the Rivers Office, which nobody has read."], top=90, size=7
    )
    mark = Row("1", 72 + 5 * len(wrapped(WATER)[-1]), 640 - 12 * len(wrapped(WATER)) + 16, 6)
    rows = [*column(wrapped(LEVEL)), *column(wrapped(WATER), top=640), mark, *table, *notes]
    assert texts(read(pdf([rows]))) == [LEVEL, WATER]


def test_pdf_files_that_cannot_be_read() -> None:
    locked = pdf([column(wrapped(LEVEL))], password="secret")
    for source, says in [
        (locked, "locked"),
        (pdf([[]]), "text recognition"),
        (pdf([[]] * (MOST_PAGES + 1)), f"{MOST_PAGES} pages at most"),
        (b"%PDF-1.7 \x00\x01", "damaged"),
        (b"%PDF-1.7 " + b"x" * LARGEST_FILE, "too large"),
    ]:
        with pytest.raises(ArticleError, match=says):
            read(source)


def test_a_pdf_that_would_grow_beyond_measure() -> None:
    blank = Row(" " * 1000, 0, 0)
    with pytest.raises(ArticleError, match=r"damaged|too long"):
        read(pdf([[blank] * 60_000]))


def test_a_word_document() -> None:
    source = word(
        [
            (TITLE, "Title"),
            ("By Ada Quill", "Normal"),
            ("14 August 2024", "Normal"),
            (LEVEL, "Normal"),
            ("What is allowed", "Heading 1"),
            ("Watering vegetables in the evening.", "List Bullet"),
            ("Filling small pools.", "List Number"),
            ("The dry bed near Millford", "Caption"),
            (f"{WATER}\n{QUOTE}", "Normal"),
            ("• Digging wells, which is costly.", "Normal"),
        ],
        author="python-docx",
        title="Quarterly report template",
    )
    article = read(source)
    assert blocks(article) == [
        ("paragraph", LEVEL),
        ("heading", "What is allowed"),
        ("item", "Watering vegetables in the evening."),
        ("item", "Filling small pools."),
        ("caption", "The dry bed near Millford"),
        ("paragraph", WATER),
        ("paragraph", QUOTE),
        ("item", "Digging wells, which is costly."),
    ]
    assert (article.title, article.author) == (TITLE, "Ada Quill")
    assert article.published == dt.date(2024, 8, 14)


def test_what_a_word_document_says_of_itself_needs_a_witness() -> None:
    paragraphs = [(f"{TITLE}, writes Ada Quill. {LEVEL}", "Normal"), (WATER, "Normal")]
    known = read(word(paragraphs, title=TITLE, author="Ada Quill"))
    assert (known.title, known.author) == (TITLE, "Ada Quill")
    assert read(word(paragraphs, author="Ben Ode")).author == ""


def test_notes_tables_and_changes_of_a_word_document() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(WATER)
    paragraph.add_run("12").font.superscript = True
    paragraph.add_run(" The bed covers 3 km")
    paragraph.add_run("2").font.superscript = True
    inserted = paragraph.add_run(" now.")._r
    change = paragraph._p.makeelement(inserted.tag[:-1] + "ins", {})
    paragraph._p.append(change)
    change.append(inserted)
    deleted = paragraph.add_run(" Not this.")._r
    struck = paragraph._p.makeelement(inserted.tag[:-1] + "del", {})
    paragraph._p.append(struck)
    struck.append(deleted)
    document.add_table(2, 2).cell(0, 0).text = "Year"
    document.add_paragraph().add_run("What comes next").bold = True
    document.add_paragraph(LEVEL)
    written = io.BytesIO()
    document.save(written)
    assert blocks(read(written.getvalue())) == [
        ("paragraph", f"{WATER} The bed covers 3 km² now."),
        ("heading", "What comes next"),
        ("paragraph", LEVEL),
    ]


def archive(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (archive({"word/document.xml": b"no XML"}), "damaged"),
        (archive({"word/document.xml": b" " * 5_000_000}), "too large"),
        (archive({f"word/document.xml{at}": b"" for at in range(2_100)}), "too large"),
        (word([(LEVEL, "Normal")])[:-30], "damaged"),
        (archive({"xl/workbook.xml": b"<a/>"}), "a spreadsheet"),
        (archive({"ppt/presentation.xml": b"<a/>"}), "a set of slides"),
    ],
)
def test_archives_that_cannot_be_read(source: bytes, says: str) -> None:
    with pytest.raises(ArticleError, match=says):
        read(source)


def test_entities_of_a_word_document_do_not_grow() -> None:
    with zipfile.ZipFile(io.BytesIO(word([(LEVEL, "Normal"), (WATER, "Normal")]))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    main = parts["word/document.xml"].split(b"?>", 1)[1]
    entities = b'<!ENTITY a "lol">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;">' % (one, one - 1, one - 1) for one in range(ord("b"), ord("z"))
    )
    grown = main.replace(b"<w:t>", b"<w:t>&y;", 1)
    parts["word/document.xml"] = b"<?xml version='1.0'?><!DOCTYPE d [%s]>%s" % (entities, grown)
    article = read_or_none(archive(parts))
    assert article is None or len(article.text) < 2 * len(LEVEL + WATER)


WORD_FILE = word([(TITLE, "Title"), (LEVEL, "Normal"), (WATER, "List Bullet")])
PDF_FILE = pdf([headed(column(lines_of(PARAGRAPHS)), number) for number in range(1, 4)], Title="A")


@given(
    st.sampled_from([WORD_FILE, PDF_FILE]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=12)), max_size=6),
    st.floats(0.5, 1),
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_gives_an_article_or_a_sentence(
    source: bytes, damages: list[tuple[float, bytes]], kept: float
) -> None:
    damaged = bytearray(source)
    for place, damage in damages:
        at = int(place * len(source))
        damaged[at : at + len(damage)] = damage
    if article := read_or_none(
        bytes(damaged[: int(len(damaged) * kept)]) if kept < 0.9 else bytes(damaged)
    ):
        assert article.text == "\n\n".join(texts(article))
        assert not any("\n" in text for text in texts(article))
