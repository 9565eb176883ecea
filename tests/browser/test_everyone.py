"""For everyone: magnified, without motion, from right to left, by keys alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps, stock
from tests.browser.conftest import OpenPage, Server
from tests.browser.stock import PLACES, Place, Stock

# 1280 pixels wide, magnified to 200 and to 400 per cent.
TWICE = {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2}
FOUR_TIMES = {"width": 320, "height": 256}
HIDDEN_PART = """() => [...document.querySelectorAll("main a, main button, main input, h1")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((one) => !one.closest(".table, .gradebook, [tabindex='0'], .visually-hidden, .option"))
    .map((one) => [one.getBoundingClientRect(), one])
    .filter(([box]) => box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
    .map(([, one]) => one.outerHTML.slice(0, 120))"""
MOVING = """() => document.getAnimations().filter((one) => one.playState === "running"
    && one.effect.getComputedTiming().duration > 1).length"""
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  // A picker inside a field and a slider's thumb have rings that styles don't tell of.
  const inner = at.matches("[type=date], [type=range]");
  const visible = at.closest("label, .option, .estimate__row") ?? at;
  const ring = inner || [at, visible].map((one) => getComputedStyle(one)).some((style) =>
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== "none" || parseFloat(style.borderBottomWidth) >= 2);
  const box = visible.getBoundingClientRect();
  return { html: at.outerHTML.slice(0, 160), ring, seen: box.bottom > 0 && box.top < innerHeight };
}"""
KEYS_ALONE = ("welcome", "question", "feedback", "today", "set", "new-article", "review", "class")
KEYS_ALONE += ("study-plan", "calibration", "progress")


@pytest.fixture(scope="module")
def stocked(browser: Browser, server: Server) -> Iterator[Stock]:
    yield from stock.stocked(browser, server)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place.name))
def test_it_can_be_magnified(open_page: OpenPage, stocked: Stock, place: Place) -> None:
    page = open_page(stocked.path(place), storage_state=stocked.states[place.who], **TWICE)
    stock.act(page, place.act)
    for size in (TWICE["viewport"], FOUR_TIMES):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.evaluate("innerWidth"), "the page scrolls sideways"
        assert page.evaluate(HIDDEN_PART) == [], size


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place.name))
def test_longer_words_fit_too(open_page: OpenPage, stocked: Stock, place: Place) -> None:
    """German, on a phone and magnified."""
    options = {"locale": "de-DE", "viewport": {"width": 390, "height": 844}}
    page = open_page(stocked.path(place), storage_state=stocked.states[place.who], **options)
    assert page.evaluate("document.documentElement.lang") == "de"
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(HIDDEN_PART) == [], width


def test_nothing_moves_for_who_wants_no_motion(open_page: OpenPage) -> None:
    page = open_page("/study", reduced_motion="reduce")
    page.evaluate(
        """() => { self.moved = 0; const count = () => {
          self.moved += document.getAnimations().filter(
            (one) => one.effect.getComputedTiming().duration > 1).length;
          requestAnimationFrame(count); }; count(); }"""
    )
    steps.answer(page)
    assert page.evaluate(MOVING) == 0
    steps.go_on(page)
    page.locator("[data-menu] > summary").click()
    assert page.evaluate("self.moved") == 0


@pytest.mark.parametrize("name", KEYS_ALONE)
def test_each_thing_is_reached_and_seen_by_keys_alone(
    open_page: OpenPage, stocked: Stock, name: str
) -> None:
    place = next(one for one in PLACES if one.name == name)
    page = open_page(
        stocked.path(place), storage_state=stocked.states[place.who], reduced_motion="reduce"
    )
    stock.act(page, place.act)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    reached: list[dict[str, Any]] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        reached.append(found)
    assert len(reached) > 3
    assert [one["html"] for one in reached if not one["ring"]] == [], "focus can't be seen"
    assert [one["html"] for one in reached if not one["seen"]] == [], "focus is off the screen"


def test_a_newcomer_studies_by_keys_alone(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-option], [name=text]')"):
            break
    if page.locator("[data-option]").count():
        page.keyboard.press("Space")
    else:
        page.keyboard.type("470k")
    page.keyboard.press("Enter")
    expect(page.locator(".feedback__verdict")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer]")).to_be_visible()


def written_in_arabic(server: Server, page: Page) -> str:
    """A set's address whose question is Arabic, made of one that comes with the program."""
    options = '[{"text":"نهر النيل","correct":true},{"text":"Amazon, 6,400 km","correct":false}]'
    with closing(sqlite3.connect(server.data / "quizapp.sqlite", timeout=20)) as data:
        (set_id,) = data.execute("SELECT max(id) FROM question_set WHERE is_open").fetchone()
        data.execute(
            """UPDATE card SET kind = 'multiple_choice', question = json_set(question,
                 '$.kind', 'multiple_choice', '$.options', json(?), '$.answer.text', 'نهر النيل',
                 '$.prompt', 'ما هو أطول نهر في إفريقيا (6,650 كم)؟', '$.explanation', '')
               WHERE id IN (SELECT id FROM card WHERE set_id = ? ORDER BY position LIMIT 1)""",
            (options, set_id),
        )
        data.commit()
    return f"/study/set/{set_id}"


def direction(page: Page, place: str) -> str:
    found: str = page.locator(place).first.evaluate("(one) => getComputedStyle(one).direction")
    return found


def test_a_card_from_right_to_left(open_page: OpenPage, server: Server) -> None:
    page = open_page("/", viewport={"width": 390, "height": 844})
    page.goto(written_in_arabic(server, page))
    expect(page.locator("#prompt")).to_contain_text("أطول نهر")
    assert direction(page, "#prompt") == "rtl"
    assert direction(page, ".option__text:has-text('النيل')") == "rtl"
    assert direction(page, ".option__text:has-text('Amazon')") == "ltr"
    prompt, text = page.locator("#prompt").bounding_box(), page.locator("main").bounding_box()
    assert prompt
    assert text
    assert prompt["x"] + prompt["width"] <= text["x"] + text["width"] + 1
    for option in page.locator(".option").all():
        mark, words = (
            option.locator(f".option__{part}").bounding_box() for part in ("key", "text")
        )
        assert mark
        assert words
        assert mark["x"] + mark["width"] <= words["x"] + 1, "the keys stay in one column"
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator(".feedback__verdict")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
