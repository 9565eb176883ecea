"""Files brought as they come, to the drafts written on them; a long text on its way there."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from quizapp.authoring.uploads import LARGE
from tests.browser import steps
from tests.browser.conftest import PATIENCE, OpenPage, Server
from tests.questions.files import column, pdf, word

TITLE, *PARAGRAPHS = steps.ARTICLE.strip().split("\n\n")
PRINTED = f"""<html lang="en"><head><title>Grain harbour</title></head>
<body style="font-size: 14pt; text-align: justify"><h1>{TITLE}</h1><p>By Ada Quill</p>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</body></html>"""
HISTORY = "\n\n".join(
    [
        "A long history",
        *(
            f"In {year} the harbour of Lund Haven shipped {year * 37:,} tonnes of grain, according"
            f" to the Port Office. It employed about {year - 700} people in that year, and the town"
            " was proud of it, as the mayor told the council more than once."
            for year in range(1850, 2010)
        ),
    ]
)


@pytest.fixture(scope="module")
def author(browser: Browser, server: Server) -> Iterator[Any]:
    """The browser state of somebody who may write sets."""
    context = browser.new_context(base_url=server.address)
    context.set_default_timeout(PATIENCE)
    steps.make_first_account(context.new_page(), server.start_link())
    yield context.storage_state()
    context.close()


@pytest.fixture
def files(browser: Browser, tmp_path: Path) -> dict[str, Path]:
    """The article as the browser prints it, and as a Word document."""
    printer = browser.new_page()
    printer.set_content(PRINTED)
    printer.pdf(path=tmp_path / "grain.pdf", format="A5")
    printer.close()
    paragraphs = [(TITLE, "Title"), *((text, "Normal") for text in PARAGRAPHS)]
    (tmp_path / "grain.docx").write_bytes(word(paragraphs))
    return {"pdf": tmp_path / "grain.pdf", "docx": tmp_path / "grain.docx"}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_file_leads_to_its_drafts(
    open_page: OpenPage, author: Any, files: dict[str, Path], kind: str
) -> None:
    page = open_page("/articles/new", storage_state=author)
    accepted = page.get_by_label("Or upload a file").get_attribute("accept") or ""
    assert f".{kind}" in accepted.split(",")
    steps.upload_article(page, files[kind])
    expect(page.locator("#article-title")).to_have_text(TITLE)
    article = page.locator(".review__article")
    for text in PARAGRAPHS:
        expect(article).to_contain_text(text)
    assert steps.drafts_left(page) > 3


def test_a_long_text_shows_how_far_it_is(open_page: OpenPage, author: Any) -> None:
    page = open_page("/articles/new", storage_state=author)
    page.get_by_label("Paste the text").fill(HISTORY)
    steps.press(page, "Write questions")
    expect(page.get_by_role("heading", level=1)).to_have_text("Writing questions")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("status").last).to_contain_text(re.compile(r"Chapter \d of \d"))
    page.wait_for_url(re.compile(r"/review"), timeout=120_000)
    assert steps.drafts_left(page) > 20


def test_a_long_text_without_scripts(open_page: OpenPage, author: Any) -> None:
    page = open_page("/articles/new", storage_state=author, java_script_enabled=False)
    page.get_by_label("Paste the text").fill(HISTORY)
    steps.press(page, "Write questions")
    page.wait_for_url(re.compile(r"/review"), timeout=120_000)


def a_large_pdf(folder: Path, password: str = "") -> Path:
    """A yearbook of more pages than are read while somebody waits."""
    chance = random.Random(7)
    words = sorted({one.lower() for one in steps.ARTICLE.split() if one.isalpha()})

    def paragraph(year: int) -> str:
        said = " ".join(chance.choice(words) for _ in range(80)).capitalize()
        return f"{said}. In {year} the harbour shipped {year * 37:,} tonnes of grain, it said."

    pages = [
        [
            line
            for at in range(4)
            for line in textwrap.wrap(paragraph(4 * page + at), 85, initial_indent="   ")
        ]
        for page in range(400, 500)
    ]
    path = folder / "yearbook.pdf"
    path.write_bytes(pdf([column(lines) for lines in pages], password))
    assert path.stat().st_size > LARGE
    return path


def test_a_large_file_shows_how_far_its_reading_is(
    open_page: OpenPage, author: Any, tmp_path: Path
) -> None:
    page = open_page("/articles/new", storage_state=author)
    page.get_by_label("Or upload a file").set_input_files(a_large_pdf(tmp_path))
    page.get_by_label("Publisher").fill("Lund Haven Press")
    steps.press(page, "Write questions")
    page.wait_for_url(re.compile(r"/uploads/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading yearbook.pdf")
    page.wait_for_url(re.compile(r"/drafts$"), timeout=120_000)
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"Chapter \d+ of \d+"))


def test_a_large_file_that_is_locked_says_so_and_keeps_the_form(
    open_page: OpenPage, author: Any, tmp_path: Path
) -> None:
    page = open_page("/articles/new", storage_state=author)
    page.get_by_label("Or upload a file").set_input_files(a_large_pdf(tmp_path, "secret"))
    page.get_by_label("Publisher").fill("Lund Haven Press")
    steps.press(page, "Write questions")
    alert = page.locator("#drafting [role=alert]")
    expect(alert).to_contain_text("This PDF file is locked", timeout=120_000)
    steps.follow(page, "Choose another file")
    expect(page.get_by_label("Publisher")).to_have_value("Lund Haven Press")
    expect(page.locator("#file-error")).to_contain_text("This PDF file is locked")
