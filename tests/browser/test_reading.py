"""Files brought as they come, to the drafts written on them; a long text on its way there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import steps
from tests.browser.conftest import PATIENCE, OpenPage, Server
from tests.questions.files import word

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
