"""Every route, asked by everybody with everybody's ids: nobody gets what is not theirs.

The routes are read from the application, so that a new one is walked without being listed. One
that takes an id must answer a stranger, a visitor and a guest with 404 or a way to sign in.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from quizapp.models import (
    Article,
    Assignment,
    Card,
    Class,
    Exam,
    Membership,
    QuestionSet,
    Report,
    User,
)
from tests.browsing import Browser
from tests.factories import Factory

SECRET = "Harbour of secrets"


@dataclass(frozen=True)
class Belongings:
    """What the owner has: a private set with a card, and a class with an assignment."""

    ids: dict[str, object]


@pytest.fixture
def belongings(make: Factory, owner: User, classmate: User) -> Belongings:
    question_set, [card, *_] = make.set_with_cards(owner, title=SECRET)
    class_ = make.class_(owner, classmate, title=SECRET)
    assignment = make.assignment(class_, question_set)
    report = make.report(card, classmate)
    return Belongings(
        {
            "set_id": question_set.id,
            "card_id": card.id,
            "article_id": card.article_id,
            "class_id": class_.id,
            "assignment_id": assignment.id,
            "learner_id": classmate.id,
            "user_id": classmate.id,
            "report_id": report.id,
            "exam_id": make.exam(owner, question_set).id,
            "upload_id": make.upload(owner, refused="Locked.").id,
            "format_name": "json",
        }
    )


def routes(app: Flask) -> list[tuple[str, Rule]]:
    """Every method and route that takes a row's id."""
    found = [
        rule for rule in app.url_map.iter_rules() if any("_id" in one for one in rule.arguments)
    ]
    return [
        (method, rule)
        for rule in found
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def everything(session: Session) -> list[tuple[object, ...]]:
    """All that the owner has, to see that it has not changed."""
    session.expire_all()
    rows: list[tuple[object, ...]] = []
    for model in (QuestionSet, Card, Article, Class, Membership, Assignment, Report, Exam):
        columns = inspect(model).columns
        rows += [tuple(row) for row in session.execute(select(*columns).order_by(*columns[:2]))]
    session.rollback()
    return rows


@pytest.mark.parametrize("who", ["stranger", "visitor", "guest"])
def test_nobody_gets_what_is_not_theirs(
    app: Flask,
    session: Session,
    make: Factory,
    belongings: Belongings,
    client: Browser,
    stranger: User,
    who: str,
) -> None:
    if who == "stranger":
        client.sign_in(stranger)
    if who == "guest":
        with client.session_transaction() as cookie:
            cookie["guest"] = make.guest().fs_uniquifier
    before = everything(session)
    walked = routes(app)
    assert len(walked) > 15
    for method, rule in walked:
        missing = rule.arguments - belongings.ids.keys()
        assert not missing, f"{rule} takes {missing}: give the owner one of these, above"
        values = {name: belongings.ids[name] for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        response = client.open(address, method=method, data={"csrf_token": client.token()})
        refused = response.status_code == 404 or "/login" in response.headers.get("Location", "")
        assert refused, f"{who}: {method} {address} answered {response.status}"
        assert SECRET not in response.text
    assert everything(session) == before


def test_a_classmate_reads_and_changes_nothing_of_the_instructors(
    app: Flask, session: Session, belongings: Belongings, classmate_client: Browser
) -> None:
    """A member sees the class and studies its set; all else of it is closed to them."""
    open_to_members = {"classes.show", "classes.leave", "study.session_set", "study.leaf"}
    before = everything(session)
    for method, rule in routes(app):
        if rule.endpoint in open_to_members:
            continue
        values = {name: belongings.ids[name] for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        data = {"csrf_token": classmate_client.token()}
        response = classmate_client.open(address, method=method, data=data)
        assert response.status_code == 404, f"{method} {address} answered {response.status}"
    assert everything(session) == before


def test_the_owner_gets_each_page(
    app: Flask, belongings: Belongings, owner_client: Browser
) -> None:
    """The addresses that are refused to others do exist."""
    for method, rule in routes(app):
        if method == "POST" or rule.endpoint == "classes.leave":  # an instructor ends it instead
            continue
        values = {name: belongings.ids[name] for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        response = owner_client.get(address)
        assert response.status_code in (200, 302), f"{address} answered {response.status}"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
    ],
)
def test_headers(client: Browser, header: str, value: str) -> None:
    assert client.get("/login").headers[header] == value


def test_nothing_runs_that_is_not_ours(client: Browser) -> None:
    policy = client.get("/login").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert policy != client.get("/login").headers["Content-Security-Policy"], "a nonce is used once"


def test_a_page_that_is_not_there(client: Browser) -> None:
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert "start from Today" in response.text


def test_too_much_at_once(owner_client: Browser) -> None:
    response = owner_client.post("/articles/new", data={"text": "grain " * 4_000_000})
    assert response.status_code == 413
    assert "too large" in response.text
