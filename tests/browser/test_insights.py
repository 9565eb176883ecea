"""Estimates typed and dragged, intervals, calibration and progress: as a person meets them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from quizapp.models import Card, User
from tests.browser import steps
from tests.browser.conftest import PATIENCE, OpenPage, Server
from tests.browser.test_pages import RULES, SIZES, THEMES, violations
from tests.factories import Factory, cloze, multiple_choice, numeric_estimate
from tests.quizapp.insights.histories import live

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def learner(browser: Browser, server: Server) -> Iterator[Any]:
    """The browser state of somebody who has studied for a year and has estimates left."""
    context = browser.new_context(base_url=server.address)
    context.set_default_timeout(PATIENCE)
    steps.make_first_account(context.new_page(), server.start_link())
    engine = create_engine(f"sqlite:///{server.data / 'quizapp.sqlite'}")
    with Session(engine, expire_on_commit=False) as session:
        person = session.scalars(select(User).where(User.email == steps.TEACHER.email)).one()
        make = Factory(session)
        past = [
            *(numeric_estimate(f"How many tonnes in {1900 + one}?") for one in range(60)),
            *(multiple_choice(f"Where did it go in {1900 + one}?") for one in range(20)),
            *(cloze(f"In {1900 + one} it carried ____ tonnes.") for one in range(20)),
        ]
        cards: list[Card] = make.set_with_cards(person, past, title="The old river")[1]
        live(session, person, cards, dt.datetime.now(dt.UTC), days=200, new_a_day=1)
        ahead = [numeric_estimate(f"How many tonnes in {2000 + one}?") for one in range(40)]
        make.set_with_cards(person, ahead, title="The new river")
    engine.dispose()
    yield context.storage_state()
    context.close()


def choose(page: Page, words: str) -> None:
    page.goto("/calibration")
    page.get_by_label(words).check()
    steps.press(page, "Save")
    expect(page.get_by_role("status").first).to_contain_text("From the next card on")


def new_river(page: Page) -> None:
    page.goto("/")
    steps.follow(page, "The new river")
    expect(page.locator(".estimate__input").first).to_be_visible()


def check(page: Page) -> None:
    """The page fits and can be read at both sizes, light and dark."""
    for size in SIZES.values():
        for theme in THEMES:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], "the page scrolls sideways"
            assert violations(Axe().run(page, options=RULES).response) == [], theme


def test_an_estimate_is_dragged_by_keys_and_follows_what_is_typed(
    open_page: OpenPage, learner: Any
) -> None:
    page = open_page("/", viewport=DESK, storage_state=learner)
    choose(page, "One figure")
    new_river(page)
    thumb, field = page.get_by_label("Drag to estimate"), page.locator("#text")
    thumb.press("ArrowRight")
    dragged = field.input_value()
    assert dragged
    expect(page.locator("#reading")).not_to_be_empty()
    expect(thumb).to_have_attribute("aria-valuetext", f"{dragged} tonnes")
    before = thumb.input_value()
    field.fill("470k")
    expect(page.locator("#reading")).to_have_text("470,000 tonnes")
    expect(thumb).not_to_have_value(before)
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name=re.compile("You: 470,000 tonnes, right"))).to_be_visible()
    expect(page.locator(".outcome")).to_contain_text("100 of 100 points")


def test_an_interval_is_typed_dragged_and_seen(open_page: OpenPage, learner: Any) -> None:
    page = open_page("/", viewport=PHONE, storage_state=learner)
    choose(page, "An interval, 80 % sure")
    new_river(page)
    low, high = page.get_by_label("Lower figure", exact=True), page.locator("#until")
    expect(page.get_by_text("80 % sure that it lies between")).to_be_visible()
    low.fill("half a million")
    high.fill("400k")
    expect(page.locator("#reading")).to_contain_text("above the upper one")
    steps.press(page, "Answer")
    expect(page.get_by_role("alert").first).to_contain_text("above the upper one")
    expect(low).to_have_value("half a million")
    low.fill("400k")
    high.fill("500k")
    expect(page.locator("#reading")).to_have_text("400,000 to 500,000 tonnes, a factor of 1.2")
    left, right = (page.get_by_label(f"Drag the {end} figure") for end in ("lower", "upper"))
    assert int(left.input_value()) < int(right.input_value())
    bar = float(page.locator("[data-bar]").get_attribute("width") or 0)
    right.press("ArrowRight")
    expect(high).not_to_have_value("500k")
    expect(low).to_have_value("400k")
    assert float(page.locator("[data-bar]").get_attribute("width") or 0) > bar
    check(page)
    high.fill("500k")
    page.keyboard.press("Enter")
    seen = re.compile("You: 400,000 to 500,000 tonnes at 80 per cent, it holds the answer")
    expect(page.get_by_role("img", name=seen)).to_be_visible()
    expect(page.locator(".feedback__verdict")).to_be_focused()
    check(page)


def test_a_thumb_takes_the_other_along(open_page: OpenPage, learner: Any) -> None:
    page = open_page("/", viewport=DESK, storage_state=learner)
    choose(page, "An interval, 50 % sure")
    new_river(page)
    left, right = (page.get_by_label(f"Drag the {end} figure") for end in ("lower", "upper"))
    left.press("End")
    assert left.input_value() == right.input_value()
    assert page.locator("#text").input_value() == page.locator("#until").input_value() != ""


def test_an_interval_without_scripts(open_page: OpenPage, learner: Any) -> None:
    page = open_page("/", storage_state=learner, java_script_enabled=False)
    choose(page, "An interval, 90 % sure")
    new_river(page)
    expect(page.locator("[data-slider]")).to_be_hidden()
    page.locator("#text").fill("100k")
    page.locator("#until").fill("1m")
    steps.press(page, "Answer")
    expect(page.locator(".feedback__verdict")).to_contain_text("a factor of 10 apart")


def test_nothing_jumps_at_an_interval(open_page: OpenPage, learner: Any) -> None:
    for viewport in (PHONE, DESK):
        page = open_page("/", viewport=viewport, storage_state=learner)
        choose(page, "An interval, 90 % sure")
        new_river(page)
        page.locator("#text").fill("400k")
        page.locator("#until").fill("500k")
        expect(page.locator("#reading")).not_to_be_empty()
        prompt, action = (
            page.locator("#prompt"),
            page.locator(".question__actions .button--primary"),
        )
        before = prompt.bounding_box(), action.bounding_box()
        page.keyboard.press("Enter")
        expect(page.locator(".feedback__verdict")).to_be_visible()
        after = prompt.bounding_box(), action.bounding_box()
        assert before[0] == after[0]
        assert before[1]
        assert after[1]
        assert abs(before[1]["y"] - after[1]["y"]) <= 1


@pytest.mark.parametrize("path", ["/progress", "/progress/knowledge", "/calibration"])
def test_what_a_year_comes_to_can_be_read(open_page: OpenPage, learner: Any, path: str) -> None:
    page = open_page(path, storage_state=learner, reduced_motion="reduce")
    expect(page.get_by_role("img").first).to_be_visible()
    check(page)
    for summary in page.locator(".chart-table > summary").all():
        box = summary.bounding_box()
        assert box
        assert box["height"] >= 44
        summary.press("Enter")
    expect(page.get_by_role("table").first).to_be_visible()
    check(page)


def test_each_picture_has_its_table_one_key_away(open_page: OpenPage, learner: Any) -> None:
    page = open_page("/", viewport=DESK, storage_state=learner)
    steps.follow(page, "Progress")
    expect(page.get_by_role("heading", name="Progress", exact=True)).to_be_visible()
    table = page.get_by_role("table", name="What is coming")
    expect(table).to_be_hidden()
    page.get_by_text("What is coming, as a table").press("Enter")
    expect(table.get_by_role("row")).to_have_count(31)
    steps.follow(page, "How sure you are, against how often you are right")
    expect(page.get_by_role("heading", name="How sure you are")).to_be_visible()


def test_before_the_first_answer_both_pages_say_what_they_are_for(open_page: OpenPage) -> None:
    for path in ("/progress", "/calibration"):
        check(open_page(path))
