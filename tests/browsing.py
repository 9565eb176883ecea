"""A test client that looks at every page it fetches, as a careful reader would."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from quizapp.models import User

HANDLERS = ("onclick", "onchange", "onsubmit", "oninput", "onload", "onkeydown")


class Browser(FlaskClient):
    """Fetches pages and inspects each; ``page`` gives the parsed one."""

    after_request: ClassVar[Callable[[], None] | None] = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)  # a streamed answer ends before the next request
        response = super().open(*args, **kwargs)
        if Browser.after_request:
            Browser.after_request()
        if response.mimetype == "text/html" and response.data and response.status_code != 302:
            inspect(response.get_data(as_text=True), response.request.path)
        return response

    def post(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a form; its token comes along unless ``data`` has a ``csrf_token`` of its own."""
        data = kwargs.get("data")
        if kwargs.get("json") is None and (data is None or isinstance(data, dict)):
            kwargs["data"] = {"csrf_token": self.token(), **(data or {})}
        return super().post(*args, **kwargs)

    def token(self) -> str:
        """The token that a page served to this browser would hold."""
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", secrets.token_hex(20))
        signer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
        return str(signer.dumps(raw))

    def page(self, address: str) -> BeautifulSoup:
        """The parsed page at ``address``, which must answer 200."""
        response = self.get(address)
        assert response.status_code == 200, f"{address} answered {response.status}"
        return BeautifulSoup(response.get_data(as_text=True), "html.parser")

    def sign_in(self, person: User) -> None:
        """Be ``person`` from now on, without the form."""
        with self.session_transaction() as session:
            session["_user_id"] = person.fs_uniquifier
            session["_fresh"] = True
            session["fs_cc"] = "set"
            session["fs_paa"] = time.time()


def inspect(html: str, path: str) -> None:
    """What every page and every fragment must hold to."""
    soup = BeautifulSoup(html, "html.parser")
    if soup.find("html"):
        title = soup.find("title")
        assert title, f"{path} has no title"
        assert title.get_text(strip=True), f"{path} has an empty title"
        assert len(soup.find_all("h1")) == 1, f"{path} needs one first heading"
    counted = Counter(tag["id"] for tag in soup.find_all(id=True))
    twice = [name for name, number in counted.items() if number > 1]
    assert not twice, f"{path} has ids twice: {twice}"
    for tag in soup.find_all(True):
        assert not tag.has_attr("style"), f"{path} has a style attribute on <{tag.name}>"
        used = [name for name in HANDLERS if tag.has_attr(name)]
        assert not used, f"{path} has {used} on <{tag.name}>"
    for tag in soup.find_all(["script", "style"]):
        inline = tag.name == "style" or not tag.has_attr("src")
        assert not inline or tag.has_attr("nonce"), f"{path} has <{tag.name}> without a nonce"
    for form in soup.find_all("form", method="post"):
        assert form.find("input", attrs={"name": "csrf_token"}), f"{path}: no token"
