"""How often what can be guessed, or costs much, may be tried.

A whole class may sit behind one address, so there only what was refused is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from quizapp.access import account


def by_email() -> str:
    """The account that is tried, whoever tries it."""
    return "email " + request.form.get("email", "").strip().lower()[:255]


def by_person() -> str:
    person = account()
    return f"person {person.id}" if person else get_remote_address()


def refused(response: Response) -> bool:
    """Whether a post came back with its form instead of going on."""
    return response.status_code not in (302, 303)


def not_found(response: Response) -> bool:
    return response.status_code == 404


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit on asking one view by ``method``; ``when`` chooses the responses that count, all if
    None."""

    endpoint: str
    rate: str
    key: Callable[[], str]
    when: Callable[[Response], bool] | None = None
    method: str = "POST"


RULES = (
    Rule("security.login", "10 per 5 minutes", by_email, refused),
    Rule("security.login", "100 per 5 minutes", get_remote_address, refused),
    Rule("security.register", "300 per hour", get_remote_address),
    Rule("security.change_password", "10 per 5 minutes", by_person, refused),
    Rule("accounts.first_instructor", "20 per 5 minutes", get_remote_address, refused),
    Rule("classes.join", "60 per 5 minutes", get_remote_address, refused),
    Rule("classes.join_code", "60 per 5 minutes", get_remote_address, not_found, "GET"),
    Rule("study.report", "120 per hour", by_person),
    Rule("authoring.new_article", "120 per hour", by_person),
)


def init_app(app: Flask) -> None:
    limiter = Limiter(get_remote_address, app=app)
    app.extensions["quizapp.limiter"] = limiter  # views only hold it weakly
    for rule in RULES:
        limit = limiter.limit(
            rule.rate, key_func=rule.key, methods=[rule.method], deduct_when=rule.when
        )
        view: Any = limit(app.view_functions[rule.endpoint])
        app.view_functions[rule.endpoint] = view
