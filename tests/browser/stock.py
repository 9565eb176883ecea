"""An installation as it looks after some use, and the pages there are to look at in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser import steps
from tests.browser.conftest import PATIENCE, Server

ARTICLES = Path(__file__).parents[2] / "seeds" / "articles"


@dataclass(frozen=True, slots=True)
class Place:
    """A page to look at: its name, its address, who looks (``states``), and what to do first."""

    name: str
    path: str
    who: str = "visitor"
    act: str = ""


PLACES = (
    Place("welcome", "/"),
    Place("question", "/study"),
    Place("feedback", "/study", act="answer"),
    Place("study-menu", "/study", act="menu"),
    Place("no-network", "/study/offline"),
    Place("set-aside", "/study/aside", "learner", act="aside"),
    Place("sign-in", "/login"),
    Place("sign-up", "/register"),
    Place("sign-in-refused", "/login", act="refuse"),
    Place("not-found", "/nothing-here"),
    Place("today", "/", "learner"),
    Place("progress", "/progress", "learner"),
    Place("calibration", "/calibration", "learner"),
    Place("class-as-learner", "/classes/1", "learner"),
    Place("sets", "/sets", "teacher"),
    Place("no-sets", "/sets", "learner"),
    Place("set", "/sets/{set}", "teacher"),
    Place("set-settings", "/sets/{set}/edit", "teacher"),
    Place("new-article", "/articles/new", "teacher"),
    Place("new-article-refused", "/articles/new", "teacher", act="refuse"),
    Place("review", "/sets/{drafts}/review", "teacher"),
    Place("edit-card", "/cards/{card}/edit", "teacher"),
    Place("new-card", "/sets/{set}/cards/new", "teacher"),
    Place("classes", "/classes", "teacher"),
    Place("class", "/classes/1", "teacher"),
    Place("join", "/join", "learner"),
    Place("settings", "/settings", "teacher"),
    Place("study-plan", "/settings/study", "learner"),
    Place("exams", "/study/exams", "learner"),
    Place("leaf", "/study/set/{set}/cards", "learner"),
    Place("hard-cards", "/study/hard", "learner"),
    Place("password", "/settings/password", "teacher"),
)


@dataclass(frozen=True, slots=True)
class Stock:
    """Who is signed in where (browser states), and the numbers that stand in addresses."""

    server: Server
    states: dict[str, Any]
    numbers: dict[str, str]

    def path(self, place: Place) -> str:
        return place.path.format(**self.numbers)


def act(page: Page, action: str) -> None:
    if action == "answer":
        steps.answer(page)
    elif action == "menu":
        page.locator("[data-menu] > summary").click()
    elif action == "aside":
        page.goto("/study")
        if page.locator("[data-answer]").count():
            page.locator("[data-menu] > summary").click()
            page.get_by_role("button", name="Suspend this card").click()
            page.locator("#study-note .notice").wait_for()
        page.goto("/study/aside")
    elif action == "refuse":
        page.locator("main form button[type='submit']").first.click()
        page.locator("main .field__error, main .notice--wrong").first.wait_for()


def stocked(browser: Browser, server: Server) -> Iterator[Stock]:
    """A set given to a class, a learner who has studied it, and another set still to review."""

    def page_of_a_new_browser() -> Page:
        context = browser.new_context(base_url=server.address)
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    teacher, learner = page_of_a_new_browser(), page_of_a_new_browser()
    steps.make_first_account(teacher, server.start_link())
    steps.upload_article(teacher, ARTICLES / "2-south-funen-archipelago.md")
    set_number = number_in(teacher.url, "/sets/")
    title = teacher.locator(".page__back a").inner_text()
    teacher.get_by_role("button", name=re.compile("^Accept the .* without notes$")).click()
    teacher.goto(f"/sets/{set_number}")
    steps.publish(teacher)
    steps.make_class(teacher)
    steps.give_set(teacher, title)
    link = teacher.locator(".join-code__link").get_attribute("href") or ""
    steps.join(learner, link)
    learner.goto(f"/study/set/{set_number}")
    steps.study(learner, 8)
    steps.upload_article(teacher, ARTICLES / "3-emperor-norton.md")
    card = teacher.locator("#draft").get_attribute("data-card") or ""
    yield Stock(
        server,
        states={
            "visitor": None,
            "teacher": teacher.context.storage_state(),
            "learner": learner.context.storage_state(),
        },
        numbers={"set": set_number, "drafts": number_in(teacher.url, "/sets/"), "card": card},
    )
    teacher.context.close()
    learner.context.close()


def number_in(address: str, before: str) -> str:
    """The number after ``before`` in an address."""
    found = re.search(re.escape(before) + r"(\d+)", address)
    assert found, f"no number in {address}"
    return found.group(1)
