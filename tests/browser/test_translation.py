"""The interface in German: found by who asks for it, left by who would rather have English."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import OpenPage, Watch
from tests.browser.test_offline import cut, until, wait_until_kept
from tests.browser.test_pages import RULES, violations

BACK = "The network is back. %(num)s answers sent."
PHONE = {"width": 390, "height": 844}


def looked_at(page: Page) -> None:
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    assert violations(Axe().run(page, options=RULES).response) == []


def spoken(page: Page) -> str:
    found: str = page.evaluate("document.documentElement.lang")
    return found


def answer(page: Page) -> None:
    steps.fill_answer(page)
    steps.press(page, "Antworten")
    expect(page.locator(".feedback__verdict")).to_be_visible()


def test_a_visitor_studies_in_german_and_switches_to_english(open_page: OpenPage) -> None:
    page = open_page("/", locale="de-DE", viewport=PHONE, reduced_motion="reduce")
    assert spoken(page) == "de"
    looked_at(page)
    page.goto("/study")
    assert page.locator("#prompt").get_attribute("lang") == "en"
    answer(page)
    expect(page.get_by_role("link", name="Weiter")).to_be_visible()
    looked_at(page)
    page.goto("/calibration")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie sicher du bist")
    steps.press(page, "English")
    expect(page.get_by_role("heading", level=1)).to_have_text("How sure you are")
    assert page.url.endswith("/calibration")
    page.goto("/study")
    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_visible()
    assert spoken(page) == "en"


def test_without_scripts_too(open_page: OpenPage) -> None:
    page = open_page("/login", locale="de-DE", java_script_enabled=False)
    steps.press(page, "English")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    steps.press(page, "Deutsch")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def test_without_a_network_scripts_speak_german(open_page: OpenPage, watch: Watch) -> None:
    page = open_page("/study", locale="de-DE", viewport=PHONE)
    wait_until_kept(page)
    cut(page)
    answer(page)
    expect(page.locator("#study-note")).to_contain_text("Kein Netz. 1 Antwort liegt in diesem")
    expect(page.get_by_role("button", name="Weiter")).to_be_visible()
    watch.errors.clear()  # what the browser says about requests that failed
    factor = page.evaluate("tell('a factor of %(factor)s', { factor: 3 })")
    assert factor == "den Faktor 3"
    off = page.evaluate("(phrase) => tell('Off by %(phrase)s: too low.', { phrase })", factor)
    assert off == "Um den Faktor 3 daneben: zu niedrig."
    one, many = "The network is back. %(num)s answer sent.", BACK
    sent = page.evaluate("([one, many]) => tellMany(one, many, 1200)", [one, many])
    assert sent == "Das Netz ist wieder da. 1.200 Antworten gesendet."
    assert page.evaluate("tell('not gathered')") == "not gathered"


def test_what_is_kept_is_asked_for_again_in_the_new_language(open_page: OpenPage) -> None:
    page = open_page("/study", locale="de-DE", viewport=PHONE)
    wait_until_kept(page)
    page.goto("/login")
    steps.press(page, "English")
    page.goto("/study")
    until(page, "(await kept.fact('language')) === 'en'")
    kept = page.evaluate("async () => (await kept.cards()).map((card) => card.ask).join(' ')")
    assert "Weiß ich nicht" not in kept
    assert "know" in kept
