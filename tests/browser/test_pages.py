"""Every page, narrow and wide, light and dark: it fits, it can be read, and it stays here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import product
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route, ViewportSize

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
FIRST_PAGE = 100_000  # bytes over the line, headers and the font included
SHIFT = 0.05  # a cumulative layout shift that nobody sees
OPENED_FIRST = ("welcome", "question", "today", "progress")
WATCH_SHIFTS = """
  self.shifts = [];
  new PerformanceObserver((list) => self.shifts.push(...list.getEntries().map((one) => one.value)))
    .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def stocked(browser: Browser, server: Server) -> Iterator[Stock]:
    yield from stock.stocked(browser, server)


def come_late(route: Route) -> None:
    time.sleep(0.8)
    route.continue_()


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


def test_the_first_page_is_light(browser: Browser, server: Server) -> None:
    with browser.new_context(base_url=server.address) as context:
        page = context.new_page()
        sizes: dict[str, float] = {}
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
        )
        page.goto("/")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
    assert len(sizes) > 10
    assert sum(sizes.values()) < FIRST_PAGE


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", OPENED_FIRST)
def test_nothing_jumps_while_it_loads(
    browser: Browser, stocked: Stock, name: str, size: str
) -> None:
    """Also where the font comes late."""
    place = next(one for one in PLACES if one.name == name)
    state = stocked.states[place.who]
    address = stocked.server.address
    with browser.new_context(
        base_url=address, viewport=SIZES[size], storage_state=state
    ) as context:
        page = context.new_page()
        page.add_init_script(WATCH_SHIFTS)
        page.route("**/*.woff2", come_late)
        page.goto(stocked.path(place))
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(300)
        shifts = page.evaluate("self.shifts")
    assert sum(shifts) < SHIFT
