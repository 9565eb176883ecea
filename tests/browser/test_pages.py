"""Every page, narrow and wide, light and dark: it fits, it can be read, and it stays here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser import stock
from tests.browser.conftest import OpenPage, Server
from tests.browser.stock import PLACES, Place, Stock

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 800}}
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
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_fits_and_can_be_read(
    open_page: OpenPage,
    stocked: Stock,
    size: str,
    theme: Literal["light", "dark"],
    place: Place,
) -> None:
    page = open_page(
        stocked.path(place),
        viewport=SIZES[size],
        color_scheme=theme,
        reduced_motion="reduce",
        storage_state=stocked.states[place.who],
    )
    stock.act(page, place.act)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SIZES[size]["width"], "the page scrolls sideways"
    assert page.title().strip()
    assert violations(Axe().run(page, options=RULES).response) == []
