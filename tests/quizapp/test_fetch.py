"""Fetching one page: it works first, then every way in and every waste of time is refused."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from quizapp.errors import FetchError
from quizapp.fetch import LARGEST, checked_address, fetch_page

PAGE = b"<html><body><p>The river fell to its lowest level.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    """A small site whose paths misbehave as their names say."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name, _, rest = self.path[1:].partition("/")
        getattr(self, f"give_{name}", self.give_nothing)(rest)

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def give_page(self, rest: str) -> None:
        self.answer(PAGE)

    def give_text(self, rest: str) -> None:
        self.answer(b"Rain.", kind="text/plain")

    def give_picture(self, rest: str) -> None:
        self.answer(b"\x89PNG", kind="image/png")

    def give_status(self, rest: str) -> None:
        self.send_error(int(rest))

    def give_nothing(self, rest: str) -> None:
        self.send_error(404)

    def give_moved(self, rest: str) -> None:
        self.redirect("/page")

    def give_circle(self, rest: str) -> None:
        self.redirect("/circle")

    def give_to(self, rest: str) -> None:
        self.redirect(rest)

    def give_declared(self, rest: str) -> None:
        self.answer(b"", Content_Length=str(LARGEST + 1))

    def give_endless(self, rest: str) -> None:
        self.answer(b"")
        for _ in range(200):
            self.wfile.write(b"x" * 65_536)

    def give_bomb(self, rest: str) -> None:
        self.answer(gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")

    def give_broken(self, rest: str) -> None:
        self.answer(b"half", Content_Length="400")

    def give_drops(self, rest: str) -> None:
        self.answer(b"")
        self.drip()

    def give_slowheaders(self, rest: str) -> None:
        self.drip()

    def drip(self) -> None:
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what these tests are about."""


@pytest.fixture
def site() -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), Site)
    Site.asked.clear()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def refusal(address: str, **options: Any) -> str:
    with pytest.raises(FetchError) as refused:
        fetch_page(address, **options)
    return str(refused.value)


def test_a_page(site: str) -> None:
    assert fetch_page(f"{site}/page", allow_loopback=True) == (PAGE, f"{site}/page")


def test_a_plain_text(site: str) -> None:
    assert fetch_page(f"{site}/text", allow_loopback=True)[0] == b"Rain."


def test_a_redirect_gives_the_final_address(site: str) -> None:
    assert fetch_page(f"{site}/moved", allow_loopback=True) == (PAGE, f"{site}/page")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nowhere", "no page at that address (404)"),
        ("status/410", "no page at that address (410)"),
        ("status/403", "does not give out the page (403)"),
        ("status/500", "does not give out the page (500)"),
        ("picture", "a file (image/png)"),
        ("circle", "without end"),
        ("declared", "too large"),
        ("endless", "too large"),
        ("bomb", "too large"),
        ("broken", "broke off"),
        ("to/ftp://example.org/a", "not the address of a web page"),
        ("to/file:///etc/passwd", "not the address of a web page"),
    ],
)
def test_what_a_site_may_answer_and_is_refused(site: str, path: str, says: str) -> None:
    assert says in refusal(f"{site}/{path}", allow_loopback=True)


@pytest.mark.parametrize("path", ["drops", "slowheaders"])
def test_a_server_that_drips_is_cut_off(site: str, path: str) -> None:
    started = time.monotonic()
    assert "too long to answer" in refusal(f"{site}/{path}", allow_loopback=True, seconds=0.6)
    assert time.monotonic() - started < 3


INSIDE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:5432/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0.0.0.0/",
    "http://10.0.0.8/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://224.0.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "https://localhost/",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_asked(address: str) -> None:
    assert "private network" in refusal(address)


def test_loopback_is_not_asked_unless_allowed(site: str) -> None:
    assert "private network" in refusal(f"{site}/page")
    assert Site.asked == []


@pytest.mark.parametrize("address", ["http://10.0.0.8/", "http://169.254.169.254/latest/"])
def test_a_redirect_does_not_lead_inside(site: str, address: str) -> None:
    assert "private network" in refusal(f"{site}/to/{address}", allow_loopback=True)


def test_a_name_is_looked_up_once_and_asked_where_it_was_checked(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers differently the second time is never asked a second time."""
    looked_up: list[str] = []
    true_look_up = socket.getaddrinfo

    def look_up(host: str, port: int, *args: Any, **options: Any) -> Any:
        looked_up.append(host)
        first = looked_up.count("changing.example") == 1
        to = {"changing.example": "127.0.0.1" if first else "10.0.0.8"}.get(host, host)
        return true_look_up(to, port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    address = f"http://changing.example:{site.rpartition(':')[2]}/page"
    assert fetch_page(address, allow_loopback=True) == (PAGE, address)
    assert looked_up.count("changing.example") == 1


def test_no_answer() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert "does not answer" in refusal(f"http://127.0.0.1:{port}/", allow_loopback=True)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "   ",
        "http://",
        "https:///path",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "the article about rivers",
        "http://user:password@example.org/",
        "http://example.org:99999/",
        "http://[::1",
        "http://exam\nple.org/",
        "http://" + "a" * 80 + ".org/",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_is_no_address(address: str) -> None:
    assert refusal(address).startswith("That is not the address of a web page.")


def test_an_address_without_its_beginning() -> None:
    assert checked_address(" www.example.org/news ") == "https://www.example.org/news"
