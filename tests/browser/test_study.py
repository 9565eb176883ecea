"""Studying in the browser: by keys alone, without scripts, on one page where nothing jumps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import OpenPage

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


def to_kind(page: Page, selector: str) -> None:
    """Study on until a question of the kind that ``selector`` shows is asked."""
    for _ in range(12):
        if page.locator(selector).count():
            return
        steps.answer(page)
        steps.go_on(page)
    pytest.fail(f"no question with {selector} was asked")


def test_by_keys_alone(open_page: OpenPage) -> None:
    page = open_page("/study", viewport=DESK)
    for _ in range(3):
        if page.locator("[data-option]").count():
            page.keyboard.press("2")
            expect(page.locator("[data-option]").nth(1)).to_be_checked()
        else:
            expect(page.locator("[name='text']")).to_be_focused()
            page.keyboard.type("470k")
        page.keyboard.press("Enter")
        expect(page.locator(".feedback__verdict")).to_be_focused()
        page.keyboard.press(" ")
        expect(page.locator("[data-answer]")).to_be_visible()


def test_a_new_question_is_seen_from_its_beginning(open_page: OpenPage) -> None:
    page = open_page("/study", viewport={"width": 390, "height": 420})
    steps.answer(page)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    steps.go_on(page)
    expect(page.locator("#prompt")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_jumps(open_page: OpenPage, viewport: dict[str, int]) -> None:
    page = open_page("/study", viewport=viewport)
    to_kind(page, "[data-option]")
    steps.fill_answer(page)
    prompt, action = page.locator("#prompt"), page.locator(".question__actions .button--primary")
    before = prompt.bounding_box(), action.bounding_box()
    steps.press(page, "Answer")
    expect(page.locator(".feedback__verdict")).to_be_visible()
    after = prompt.bounding_box(), action.bounding_box()
    assert before[0] == after[0]
    assert before[1]
    assert after[1]
    assert abs(before[1]["y"] - after[1]["y"]) <= 1


def test_an_estimate_is_read_back_and_dragged(open_page: OpenPage) -> None:
    page = open_page("/study", viewport=DESK)
    to_kind(page, ".estimate__input")
    field = page.locator(".estimate__input")
    field.fill("1.5m")
    expect(page.locator("#reading")).to_contain_text("1.5 million")
    field.fill("no number")
    steps.press(page, "Answer")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(field).to_have_value("no number")
    field.fill("470k")
    steps.press(page, "Answer")
    expect(page.locator(".number-line")).to_be_visible()
    expect(page.locator("mark.marker")).to_be_visible()


def test_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/study", java_script_enabled=False, viewport=PHONE)
    steps.answer(page)
    expect(page.locator(".feedback__verdict")).to_be_visible()
    steps.go_on(page)
    expect(page.locator("[data-answer]")).to_be_visible()


def test_a_double_click_counts_once(open_page: OpenPage) -> None:
    page = open_page("/study", viewport=PHONE)
    steps.fill_answer(page)
    page.get_by_role("button", name="Answer", exact=True).dblclick()
    expect(page.locator(".feedback__verdict")).to_be_visible()
    page.goto("/study")
    expect(page.locator("#study-head")).to_contain_text("1 of")


def test_the_theme_is_kept(open_page: OpenPage) -> None:
    page = open_page("/", viewport=DESK, color_scheme="light")
    page.get_by_role("radio", name="Dark").check()
    page.reload()
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert shade == "rgb(21, 21, 19)"
    page.get_by_role("radio", name="System").check()
    assert page.evaluate("document.documentElement.dataset.theme ?? ''") == ""


def test_the_browser_says_its_time_zone(open_page: OpenPage) -> None:
    page = open_page("/", timezone_id="Asia/Tokyo")
    cookies = {one.get("name"): one.get("value") for one in page.context.cookies()}
    assert cookies["time_zone"] == "Asia/Tokyo"
