"""A real server on a free port and a real Chromium; every page opened is watched for mishaps."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000  # milliseconds that a page may take on a busy machine


@dataclass(slots=True)
class Server:
    """A running installation: its address, its data directory, and what it printed."""

    address: str
    data: Path
    output: Path
    process: subprocess.Popen[bytes]

    def start_link(self) -> str:
        """The one-time link that the first start printed."""
        found = re.search(r"http://\S+/start/\S+", self.output.read_text(encoding="utf-8"))
        assert found, "the first start prints a one-time link"
        return found.group()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_it_answers(server: Server) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{server.address}/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        said = server.output.read_text(encoding="utf-8")
        assert server.process.poll() is None, f"the server stopped: {said}"
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def start_server(folder: Path) -> Server:
    """``quizapp serve`` as a person would start it, with its own data directory."""
    port = free_port()
    output = folder / "output.txt"
    data = folder / "data"
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP_")
    }
    with output.open("wb") as file:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "quizapp.cli",
                "serve",
                "--port",
                str(port),
                "--data",
                str(data),
            ],
            stdout=file,
            stderr=subprocess.STDOUT,
            env=environment | {"PYTHONUNBUFFERED": "1"},
        )
    server = Server(f"http://127.0.0.1:{port}", data, output, process)
    wait_until_it_answers(server)
    return server


def stop_server(server: Server) -> None:
    server.process.terminate()
    server.process.wait(timeout=20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One fresh installation, seeds and all, for the tests of one module."""
    running = start_server(tmp_path_factory.mktemp("installation"))
    yield running
    stop_server(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian's package chromium)")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, timeout=4 * PATIENCE
        )
        yield running
        running.close()


@dataclass  # no slots: Playwright keeps its handlers on the object
class Watch:
    """What went wrong in the background while pages were used."""

    address: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self.note)

    def hear(self, said: ConsoleMessage) -> None:
        """Errors, but not that a page is missing or a form refused: tests ask for those."""
        itself = said.page is not None and said.location["url"] == said.page.url
        refused = itself or "status of 422" in said.text
        if said.type == "error" and not refused:
            self.errors.append(said.text)

    def note(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.elsewhere.append(request.url)


OpenPage = Callable[..., Page]


@pytest.fixture
def watch(server: Server) -> Watch:
    """What a test's pages did wrong; a test that asks for a mishap clears it."""
    return Watch(server.address)


@pytest.fixture
def open_page(browser: Browser, server: Server, watch: Watch) -> Iterator[OpenPage]:
    """``open_page(path, **options)``: a page of a new, empty browser; mishaps fail the test."""
    contexts: list[BrowserContext] = []

    def opened(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(base_url=server.address, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch.errors == []
    assert watch.elsewhere == []
