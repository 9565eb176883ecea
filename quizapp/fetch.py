"""One page from an address that a person gives, or one file: public addresses only, within limits.

Every hop is looked up once, checked, and asked at the address that was checked, so neither a
redirect nor a changing name server leads inside. Nothing but GET is sent, without cookies, proxies
or credentials.
"""

from __future__ import annotations

import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from urllib.parse import urlsplit

import requests
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from quizapp.errors import FetchError

# What it refuses is said by the errors here; its log is for whoever has asked for logs.
logging.getLogger("requests_hardened").addHandler(logging.NullHandler())

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0
LARGEST = 10_000_000
MOST_REDIRECTS = 5
LONGEST_ADDRESS = 2000
TYPES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"}
    | {"application/pdf"}
    | {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
)
INSTEAD = "Paste the article's text instead."

# From the particular to the general: the first kind of failure that fits says the sentence.
FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (InvalidIPAddress, f"That address leads into a private network, which is not read. {INSTEAD}"),
    (
        requests.exceptions.TooManyRedirects,
        f"That address leads from page to page without end. {INSTEAD}",
    ),
    (
        requests.exceptions.SSLError,
        f"That site can't prove that it is the one it says it is. {INSTEAD}",
    ),
    (
        requests.exceptions.Timeout,
        f"That address took too long to answer. Try again later. {INSTEAD}",
    ),
    (
        requests.exceptions.ChunkedEncodingError,
        f"That site broke off in the middle of the page. Try again. {INSTEAD}",
    ),
    (
        requests.exceptions.ConnectionError,
        f"That address does not answer. Check it for a slip. {INSTEAD}",
    ),
    (
        requests.exceptions.RequestException,
        "That is not the address of a web page. It begins with https://, as in your browser.",
    ),
    (
        UnicodeError,
        "That is not the address of a web page. It begins with https://, as in your browser.",
    ),
    (HTTPError, f"That site broke off in the middle of the page. Try again. {INSTEAD}"),
    (OSError, f"That address does not answer. Check it for a slip. {INSTEAD}"),
)


def fetch_page(
    address: str, *, allow_loopback: bool = False, seconds: float = WHOLE_SECONDS
) -> tuple[bytes, str]:
    """The page's bytes, 10 MB at most, and the address it came from in the end.

    ``allow_loopback`` is for tests that ask a server of their own. Raises FetchError, one sentence
    that says what to do, within ``seconds``.
    """
    visit = _Visit(checked_address(address), allow_loopback, monotonic() + seconds)
    worker = ThreadPoolExecutor(max_workers=1)
    try:
        return worker.submit(visit.read).result(timeout=seconds)
    except TimeoutError:
        raise FetchError(_sentence(requests.exceptions.Timeout())) from None
    except tuple(kind for kind, _ in FAILURES) as failure:
        raise FetchError(_sentence(failure)) from failure
    finally:
        visit.cut()
        worker.shutdown(wait=False)


def checked_address(address: str) -> str:
    """A web address as it will be asked for; raises FetchError where it is none."""
    address = address.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname and (parts.port is None or parts.port > 0))
    except ValueError:
        named = False
    blank = any(character.isspace() or not character.isprintable() for character in address)
    if not named or blank or len(address) > LONGEST_ADDRESS or "@" in parts.netloc:
        raise FetchError(_sentence(requests.exceptions.InvalidURL()))
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchError(_sentence(requests.exceptions.InvalidSchema()))
    return address


def _sentence(failure: Exception) -> str:
    return next(sentence for kind, sentence in FAILURES if isinstance(failure, kind))


class _Visit:
    """One page being read, in a thread of its own, so that it can be cut off from outside."""

    def __init__(self, address: str, allow_loopback: bool, deadline: float) -> None:
        self.address = address
        self.deadline = deadline
        self.sockets: list[socket.socket] = []
        self.session = HTTPSession(
            Config(
                ip_filter_enable=True,
                ip_filter_allow_loopback_ips=allow_loopback,
                never_redirect=False,
                default_timeout=(CONNECT_SECONDS, CONNECT_SECONDS),
                user_agent_override="quizapp (reads one article for a person)",
            )
        )
        self.session.trust_env = False
        self.session.max_redirects = MOST_REDIRECTS
        for adapter in self.session.adapters.values():
            adapter.poolmanager.pool_classes_by_scheme = _recording_pools(self.sockets)

    def read(self) -> tuple[bytes, str]:
        with self.session, self.session.get(self.address, stream=True) as response:
            _refuse_response(response)
            body = bytearray()
            for part in response.iter_content(65_536):
                body += part
                if len(body) > LARGEST:
                    raise FetchError(f"That page is too large to read. {INSTEAD}")
                if monotonic() > self.deadline:
                    raise requests.exceptions.Timeout
            return bytes(body), response.url

    def cut(self) -> None:
        """End what is still open: a server that drips its answer would keep the thread for ever."""
        for one in self.sockets:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def _recording_pools(sockets: list[socket.socket]) -> dict[str, type[HTTPConnectionPool]]:
    """Connection pools that note each socket they open in ``sockets``."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets.append(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets.append(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _refuse_response(response: requests.Response) -> None:
    """Raise FetchError for a page that is not there, not for everybody, too large or no text."""
    status = response.status_code
    if status in (404, 410):
        raise FetchError(f"There is no page at that address ({status}). Check it for a slip.")
    if status != 200:
        raise FetchError(f"That site does not give out the page ({status}). {INSTEAD}")
    kind = response.headers.get("Content-Type", "text/html").split(";")[0].strip().lower()
    if kind not in TYPES:
        raise FetchError(
            f"That address holds no web page but a file ({kind[:60] or 'of no stated type'})."
            " Download it, and upload it here or paste its text."
        )
    length = response.headers.get("Content-Length", "0")
    if length.isdigit() and int(length) > LARGEST:
        raise FetchError(f"That page is too large to read. {INSTEAD}")
