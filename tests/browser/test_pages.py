"""Every page, narrow and wide, light and dark: it fits, it can be read, and it stays here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

from tests.browser import stock
from tests.browser.conftest import OpenPage, Server
from tests.browser.stock import PLACES, Place, Stock

SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1280, "height": 800},
}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="module")
def stocked(browser: Browser, server: Server) -> Iterator[Stock]:
    yield from stock.stocked(browser, server)


def violations(found: dict[str, Any]) -> list[str]:
    return [
        f"{one['id']}: {one['help']} at {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place.name))
def test_fits_and_can_be_read(open_page: OpenPage, stocked: Stock, place: Place) -> None:
    page = open_page(
        stocked.path(place), reduced_motion="reduce", storage_state=stocked.states[place.who]
    )
    stock.act(page, place.act)
    assert page.title().strip()
    for size, theme in product(SIZES.values(), THEMES):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], "the page scrolls sideways"
        assert violations(Axe().run(page, options=RULES).response) == [], theme
