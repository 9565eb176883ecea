"""Reviewing by keys and from the article, and the preview that follows the typing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps, stock
from tests.browser.conftest import PATIENCE, OpenPage, Server

DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def author(browser: Browser, server: Server) -> Iterator[Any]:
    """The browser state of somebody who may write sets."""
    context = browser.new_context(base_url=server.address)
    context.set_default_timeout(PATIENCE)
    steps.make_first_account(context.new_page(), server.start_link())
    yield context.storage_state()
    context.close()


@pytest.fixture
def review(open_page: OpenPage, author: Any) -> Page:
    """The review page of a set of drafts that nobody has decided on."""
    page = open_page("/articles/new", viewport=DESK, storage_state=author)
    steps.paste_article(page)
    return page


def open_prompt(page: Page) -> str:
    return page.locator("#draft-prompt").inner_text()


def press_key(page: Page, key: str) -> str:
    """Press a key, wait until another draft is open, and give its prompt."""
    before = open_prompt(page)
    page.keyboard.press(key)
    expect(page.locator("#draft-prompt")).not_to_have_text(before)
    return open_prompt(page)


def expect_focus_in_step(page: Page) -> None:
    """The marks in the article are those of the open draft."""
    card = page.locator("#draft").get_attribute("data-card") or ""
    marks = page.locator(".review__article .marker--focus")
    expect(marks.first).to_have_attribute("data-cards", re.compile(rf"\b{card}\b"))


def test_reviewing_by_keys_alone(review: Page) -> None:
    drafts = steps.drafts_left(review)
    state = review.locator(".review__state")
    first = open_prompt(review)
    second = press_key(review, "j")
    expect_focus_in_step(review)
    assert press_key(review, "k") == first
    assert press_key(review, "a") == second
    expect(state).to_contain_text(f"{drafts - 1} drafts to review, 1 accepted, 0 rejected")
    expect_focus_in_step(review)
    third = press_key(review, "r")
    expect(state).to_contain_text(f"{drafts - 2} drafts to review, 1 accepted, 1 rejected")
    assert press_key(review, "u") == second
    expect(state).to_contain_text(f"{drafts - 1} drafts to review, 1 accepted, 0 rejected")
    assert press_key(review, "j") == third
    review.keyboard.press("e")
    expect(review.get_by_label("Question", exact=True)).to_have_value(third)


def test_a_mark_in_the_article_opens_its_draft(review: Page) -> None:
    for _ in range(2):  # the second time after a swap
        waiting = review.locator(".draft-line").last.get_attribute("data-card")
        mark = review.locator(f".review__article [data-cards~='{waiting}']").first
        cards = (mark.get_attribute("data-cards") or "").replace(" ", "|")
        mark.click()
        expect(review.locator("#draft")).to_have_attribute("data-card", re.compile(rf"^({cards})$"))
        expect_focus_in_step(review)
        press_key(review, "a")


def add_copies(server: Server, set_id: str, times: int) -> None:
    """As if the article had been longer: each draft so many times more."""
    with closing(sqlite3.connect(server.data / "quizapp.sqlite", timeout=20)) as data:
        data.executemany(
            """INSERT INTO card (set_id, article_id, kind, fact_key, position, status, question,
                   revision, created_at)
               SELECT set_id, article_id, kind, fact_key, position + 1000 * ?, status,
                   json_set(question, '$.prompt', 'Copy ' || ? || ': ' || (question ->> 'prompt')),
                   revision, created_at
               FROM card WHERE set_id = ? AND position < 1000""",
            [(number, number, set_id) for number in range(1, times + 1)],
        )
        data.commit()


def test_the_keys_lead_through_more_drafts_than_a_page_lists(review: Page, server: Server) -> None:
    set_id, drafts = stock.number_in(review.url, "/sets/"), steps.drafts_left(review)
    add_copies(server, set_id, 60)
    review.reload()
    assert steps.drafts_left(review) == 61 * drafts > 60
    lines = review.locator(".draft, .draft-line")
    expect(lines).to_have_count(50)
    review.locator(".draft-line").last.click()
    expect(lines.last).to_have_id("draft")
    edge = open_prompt(review)
    on_the_next_page = press_key(review, "j")
    expect(lines.first).to_have_id("draft")
    expect_focus_in_step(review)
    assert press_key(review, "k") == edge
    assert press_key(review, "a") == on_the_next_page
    assert steps.drafts_left(review) == 61 * drafts - 1
    expect(lines.last).to_have_id("draft")
    expect_focus_in_step(review)


def test_the_preview_follows_the_typing(review: Page) -> None:
    review.keyboard.press("e")
    prompt = review.get_by_label("Question", exact=True)
    prompt.fill("How much grain, about the harbour?")
    shown = review.locator("#preview .draft__prompt")
    expect(shown).to_have_text("How much grain, about the harbour?")
    prompt.fill("")
    expect(review.locator("#preview")).to_contain_text("Write the question.")
    expect(prompt).to_be_focused()
    prompt.press_sequentially("How much grain")
    expect(shown).to_have_text("How much grain")


def test_without_scripts_a_draft_is_decided_and_undone(open_page: OpenPage, author: Any) -> None:
    page = open_page("/articles/new", storage_state=author, java_script_enabled=False)
    steps.paste_article(page)
    drafts = steps.drafts_left(page)
    steps.decide(page, "a")
    page.locator(".review__undo button").click()
    expect(page.locator(".review__state")).to_contain_text(f"{drafts} drafts to review, 0 accepted")
