"""The gradebook in the browser: whoever is behind stands first, and every column sorts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import OpenPage, Server
from tests.browser.steps import Person, press

BUSY = Person("Bo Busy", "bo@example.org")
IDLE = Person("Ida Idle", "ida@example.org")


def class_with_a_set(page: Page, server: Server) -> str:
    """On the page of a new class that has a set; its link for learners."""
    steps.make_first_account(page, server.start_link())
    steps.paste_article(page, title="Harbour")
    page.get_by_role("button", name=re.compile("^Accept the .* without notes$")).click()
    page.locator(".page__back a").click()
    steps.publish(page)
    steps.make_class(page)
    steps.give_set(page, "Harbour")
    return page.locator(".join-code__link").get_attribute("href") or ""


def sort_by(page: Page, column: str) -> tuple[str | None, list[str]]:
    """The order that a press on a column's head gives, and the learners in it."""
    head = page.get_by_role("columnheader", name=column)
    head.get_by_role("button").click()
    names = page.locator("table[data-sortable] tbody th").all_inner_texts()
    return head.get_attribute("aria-sort"), names


def test_the_gradebook_sorts(open_page: OpenPage, server: Server) -> None:
    teacher = open_page("/")
    link = class_with_a_set(teacher, server)
    busy, idle = open_page("/"), open_page("/")
    steps.join(idle, link, IDLE)
    steps.join(busy, link, BUSY)
    busy.get_by_role("link", name="Study").first.click()
    steps.study(busy, 1)

    teacher.reload()
    expect(teacher.get_by_role("rowheader", name=BUSY.name)).to_be_visible()
    both = [BUSY.name, IDLE.name]
    assert sort_by(teacher, "Learner") == ("ascending", both)
    assert sort_by(teacher, "Learner") == ("descending", both[::-1])
    assert sort_by(teacher, "Answered") == ("descending", both)
    assert sort_by(teacher, "Answered") == ("ascending", both[::-1])
    assert sort_by(teacher, "Last answer") == ("descending", both)
    assert teacher.locator("[aria-sort]").count() == 1
    row = teacher.get_by_role("row", name=IDLE.name)
    expect(row).to_contain_text("never")
    press(row, f"Remove {IDLE.name}")
    expect(teacher.get_by_role("rowheader", name=IDLE.name)).to_be_hidden()
