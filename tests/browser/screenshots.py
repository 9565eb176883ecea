"""Pictures of every page at two sizes, light and dark: ``make screenshots`` -> ``screenshots/``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import steps, stock
from tests.browser.conftest import ARGUMENTS, CHROMIUM, PATIENCE, start_server, stop_server
from tests.browser.stock import PLACES, Place, Stock

FOLDER = Path("screenshots")
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
THEMES = ("light", "dark")


def main() -> None:
    if CHROMIUM is None:
        sys.exit("Chromium is needed: apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = start_server(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for stocked in stock.stocked(browser, server):
            for place in PLACES:
                if not wanted or place.name in wanted:
                    picture(browser, stocked, place)
            if not wanted or "readme-study" in wanted:
                readme_picture(browser, stocked)
        browser.close()
        stop_server(server)


def picture(browser: Browser, stocked: Stock, place: Place) -> None:
    for size, (width, height) in SIZES.items():
        for theme in THEMES:
            context = browser.new_context(
                base_url=stocked.server.address,
                viewport={"width": width, "height": height},
                color_scheme="dark" if theme == "dark" else "light",
                reduced_motion="reduce",
                storage_state=stocked.states[place.who],
            )
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.goto(stocked.path(place))
            stock.act(page, place.act)
            page.screenshot(path=FOLDER / f"{place.name}-{size}-{theme}.png", full_page=True)
            context.close()


def readme_picture(browser: Browser, stocked: Stock) -> None:
    """An estimate with its feedback, for the README: ``screenshots/readme-study.png``."""
    context = browser.new_context(
        base_url=stocked.server.address,
        viewport={"width": 880, "height": 690},
        device_scale_factor=1.5,
        reduced_motion="reduce",
        storage_state=stocked.states["teacher"],
    )
    page = context.new_page()
    page.goto(stocked.path(Place("study", "/study/set/{set}")))
    while page.locator(".estimate__input").count() == 0:
        steps.answer(page)
        steps.go_on(page)
    page.locator(".estimate__input").fill("14k")
    page.keyboard.press("Enter")
    page.locator(".number-line").wait_for()
    page.screenshot(path=FOLDER / "readme-study.png")
    context.close()


if __name__ == "__main__":
    main()
