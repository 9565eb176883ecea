"""What an answer and the next card cost at the server, in process and over HTTP.

    python -m benchmarks.answer [--answers N] [--reviews N,N] [--in-process]

Each row is one learner with so many reviews already (ten a card), answering on a fresh SQLite
database with ``synchronous=FULL``. Between its answers, on the same disk and server, a bare Flask
view inserts one row durably and renders a page of the same size: what slows the machine slows
both. The limits are those we hold to: three times the bare view, and 1.3 times the cost for the
largest learner against the smallest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import multiprocessing
import random
import secrets
import socket
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

import waitress
from flask import Flask, render_template, request
from flask.testing import FlaskClient
from jinja2 import DictLoader
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from questions.types import Answer, Evidence, Option, Question, QuestionKind, Rating
from quizapp import clock, create_app
from quizapp.database import Model, db
from quizapp.models import (
    Article,
    Card,
    CardStatus,
    Memory,
    MemoryState,
    Phase,
    QuestionSet,
    Review,
    SetStatus,
    User,
)
from quizapp.serving import settle
from quizapp.study import turns
from quizapp.study.settings import StudySettings
from quizapp.study.turns import Turn

REVIEWS_A_CARD = 10
DUE = 402  # twice as many as are answered, and one for the count
WARM = 10
CARDS_A_SET = 100
CHUNK = 20_000
THREADS = 8
STATEMENTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
LIMIT_TIMES, LIMIT_GROWTH = 3.0, 1.3
SENTENCE = "The river carried 470,000 tonnes of grain in 2024, according to the Port Office."
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
HTMX = {"HX-Request": "true"}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--answers", type=int, default=250)
    arguments.add_argument("--reviews", default="1000,1000000")
    arguments.add_argument("--in-process", action="store_true", help="leave out HTTP")
    given = arguments.parse_args()
    sizes = [int(size) for size in given.reviews.split(",")]
    most = min(given.answers, (DUE - 1) // (1 if given.in_process else 2))
    with tempfile.TemporaryDirectory() as folder:
        learners = [Learner(Path(folder), size) for size in sizes]
        print_studies("in process", [learner.in_process(most) for learner in learners])
        if not given.in_process:
            print_studies("over HTTP, one connection", [one.over_http(most) for one in learners])


def print_studies(title: str, studies: list[Study]) -> None:
    print(f"{title:34}{'p50 ms':>9}{'p99 ms':>9}", flush=True)
    for study in studies:
        print(f"{f'{study.reviews:,} reviews: bare view':34}{study.times('bare').line()}")
        for name in ("answer", "next card"):
            print(f"{'  ' + name:34}{study.times(name).line(study.times('bare'))}")
    for name, sent in studies[-1].statements.items():
        print(f"  statements for {name}: {sent}")
    for name in ("answer", "next card"):
        first, last = (
            one.times(name).p50 / one.times("bare").p50 for one in (*studies[:1], studies[-1])
        )
        print(f"  {name}, most against fewest reviews: {last / first:.2f} (at most {LIMIT_GROWTH})")
    print(flush=True)


class Times:
    """Seconds of many calls, in milliseconds at the 50th and 99th percentile."""

    def __init__(self, seconds: list[float]) -> None:
        cuts = statistics.quantiles([1000 * one for one in seconds], n=100)
        self.p50, self.p99 = cuts[49], cuts[98]

    def line(self, beside: Times | None = None) -> str:
        found = f"{self.p50:9.2f}{self.p99:9.2f}"
        if beside is None:
            return found
        times = self.p50 / beside.p50, self.p99 / beside.p99
        return f"{found}   {times[0]:.1f} and {times[1]:.1f} times (at most {LIMIT_TIMES:.0f})"


class Study:
    """The times of one learner's answers, of their next cards, and of the bare view between."""

    def __init__(self, reviews: int) -> None:
        self.reviews = reviews
        self.calls: dict[str, list[float]] = {"answer": [], "next card": [], "bare": []}
        self.statements: dict[str, int] = {}

    def times(self, name: str) -> Times:
        return Times(self.calls[name][WARM:])

    def run(self, learner: User, cards: list[int], app: Caller, bare: Caller) -> Study:
        """Answer the cards as the page does it: the answer, then the next card."""
        app("/study", None)
        for card_id in cards:
            sent = {"turn": token(card_id, learner), "choice": "0"}
            size = self._time("answer", app, "/study/answer", sent)
            self._time("next card", app, "/study", None)
            self._time("bare", bare, "/", {"size": str(size)})
        return self

    def _time(self, name: str, call: Caller, path: str, data: dict[str, str] | None) -> int:
        start = time.perf_counter()
        size = call(path, data)
        self.calls[name].append(time.perf_counter() - start)
        return size


class Caller(Protocol):
    """Asks for a page, by a POST where there is data; gives its size in bytes."""

    def __call__(self, path: str, data: dict[str, str] | None) -> int: ...


class Learner:
    """One learner with so many reviews, on a database of their own."""

    def __init__(self, folder: Path, reviews: int) -> None:
        self.folder, self.reviews = folder / str(reviews), reviews
        self.folder.mkdir()
        app = self.make_app()
        with app.app_context():
            Model.metadata.create_all(db.engine)
            with Session(db.engine, expire_on_commit=False) as session:
                self.user = fill(session, reviews)
            db.engine.dispose()

    def make_app(self) -> Flask:
        clock.source = lambda: NOW
        return create_app(
            {
                "DATA": self.folder,
                "SQLALCHEMY_DATABASE_URI": f"sqlite:///{self.folder / 'app.sqlite'}",
                "SECRET_KEY": "benchmark",
                "SECURITY_PASSWORD_SALT": "benchmark",
                "WTF_CSRF_ENABLED": False,
                "RATELIMIT_ENABLED": False,
                "TESTING": True,
            }
        )

    def in_process(self, answers: int) -> Study:
        made = self.make_app()
        app, bare = made.test_client(), make_bare(self.folder).test_client()
        sign_in(app, self.user)
        cards = list(range(1, answers + 1))
        app.get("/study")
        settle()  # as the server does once it is loaded; the bare view has it, too
        study = Study(self.reviews).run(self.user, cards, calls(app), calls(bare))
        study.statements = self.count_statements(made, calls(app))
        return study

    def count_statements(self, made: Flask, app: Caller) -> dict[str, int]:
        """How many statements an answer and the next card take, a transaction's ends left out."""
        sent: list[str] = []
        with made.app_context():
            event.listen(
                db.engine, "checkout", lambda driver, *_: driver.set_trace_callback(sent.append)
            )
        app("/study/answer", {"turn": token(DUE, self.user), "choice": "0"})
        answer = sum(one.startswith(STATEMENTS) for one in sent)
        app("/study", None)
        return {
            "answer": answer,
            "next card": sum(one.startswith(STATEMENTS) for one in sent) - answer,
        }

    def over_http(self, answers: int) -> Study:
        client = self.make_app().test_client()
        sign_in(client, self.user)
        signed = client.get_cookie("quizapp")
        assert signed
        headers = {**HTMX, "Cookie": f"quizapp={signed.value}"}
        cards = list(range(answers + 1, 2 * answers + 1))
        with (
            served(self.make_app) as app,
            served(lambda: make_bare(self.folder)) as bare,
        ):
            return Study(self.reviews).run(self.user, cards, asks(app, headers), asks(bare, HTMX))


def calls(client: FlaskClient) -> Caller:
    """Asks an application in this process."""

    def call(path: str, data: dict[str, str] | None) -> int:
        answer = client.open(path, method="POST" if data else "GET", data=data, headers=HTMX)
        assert answer.status_code == 200, f"{path} answered {answer.status}"
        return len(answer.data)

    return call


def asks(port: int, headers: dict[str, str]) -> Caller:
    """Asks a server over one connection, keeping its cookies as a browser does."""
    connection, held = http.client.HTTPConnection("127.0.0.1", port), dict(headers)

    def call(path: str, data: dict[str, str] | None) -> int:
        form = {"Content-Type": "application/x-www-form-urlencoded"} if data else {}
        body = urlencode(data) if data else None
        connection.request("POST" if data else "GET", path, body, held | form)
        answer = connection.getresponse()
        page = answer.read()
        assert answer.status == 200, f"{path} answered {answer.status}"
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            held["Cookie"] = cookie.partition(";")[0]
        return len(page)

    return call


@contextmanager
def served(make_app: Callable[[], Flask]) -> Iterator[int]:
    """The port of a server in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = multiprocessing.get_context("fork").Process(target=serve, args=(make_app, port))
    process.start()
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.join()


def serve(make_app: Callable[[], Flask], port: int) -> None:
    app = make_app()
    settle()  # as our server does, for the bare view too
    waitress.serve(app, host="127.0.0.1", port=port, threads=THREADS, _quiet=True)


def wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def token(card_id: int, learner: User) -> str:
    key = secrets.token_hex(16)
    turn = Turn(card_id, 1, f"account {learner.id}", REVIEWS_A_CARD, key, NOW)
    return turns.sign(turn, "benchmark")


def sign_in(client: FlaskClient, person: User) -> None:
    with client.session_transaction() as session:
        session.update(_user_id=person.fs_uniquifier, _fresh=True, fs_cc="set", fs_paa=time.time())


def fill(session: Session, reviews: int) -> User:
    """A learner with so many reviews over cards of several sets; the first ``DUE`` are due."""
    learner = User(
        fs_uniquifier=secrets.token_hex(16),
        email="a@example.org",
        created_at=NOW,
        name="Ada",
        study=StudySettings(reviews_a_day=9999).as_document(),
    )
    session.add(learner)
    session.flush()
    article = Article(
        owner_id=learner.id,
        title="Grain",
        text=SENTENCE,
        kept_at=NOW,
        blocks=[[0, len(SENTENCE), "paragraph"]],
    )
    session.add(article)
    session.flush()
    number = max(reviews // REVIEWS_A_CARD, DUE)
    insert_all(session, QuestionSet, sets(number, learner))
    insert_all(session, Card, cards(number, article))
    insert_all(session, Memory, memories(number, learner))
    insert_all(session, Review, past(reviews, number, learner))
    session.commit()
    return learner


def insert_all(session: Session, model: type[Model], rows: Iterator[dict[str, Any]]) -> None:
    while chunk := list(islice(rows, CHUNK)):
        session.execute(insert(model.__table__), chunk)  # type: ignore[arg-type]


def sets(number: int, owner: User) -> Iterator[dict[str, Any]]:
    return (
        {
            "owner_id": owner.id,
            "title": f"Set {index}",
            "description": "",
            "created_at": NOW,
            "status": SetStatus.PUBLISHED,
            "is_open": True,
            "published_at": NOW,
        }
        for index in range(-(-number // CARDS_A_SET))
    )


def cards(number: int, article: Article) -> Iterator[dict[str, Any]]:
    options = tuple(
        Option(name, correct=name == "Orsk") for name in ("Orsk", "Varn", "Lund", "Pell")
    )
    question = Question(
        id="q",
        kind=QuestionKind.MULTIPLE_CHOICE,
        prompt="Where did most of the grain go?",
        answer=Answer("Orsk"),
        options=options,
        evidence=Evidence(0, len(SENTENCE), SENTENCE),
        attribution="the Port Office",
        as_of="2024",
    ).as_json()
    return (
        {
            "set_id": index // CARDS_A_SET + 1,
            "article_id": article.id,
            "kind": "multiple_choice",
            "fact_key": f"fact {index}",
            "position": index,
            "status": CardStatus.ACCEPTED,
            "question": question,
            "revision": 1,
            "created_at": NOW,
        }
        for index in range(number)
    )


def memories(number: int, learner: User) -> Iterator[dict[str, Any]]:
    chance = random.Random(1)
    return (
        {
            "learner_id": learner.id,
            "card_id": index + 1,
            "state": MemoryState.REVIEW,
            "step": None,
            "stability": 20.0,
            "difficulty": 5.0,
            "due_at": NOW + dt.timedelta(days=chance.randint(1, 60) if index >= DUE else -1),
            "last_review_at": NOW - dt.timedelta(days=20),
            "last_study_day": (NOW - dt.timedelta(days=20)).date(),
            "reviews": REVIEWS_A_CARD,
            "lapses": 0,
        }
        for index in range(number)
    )


def past(reviews: int, cards: int, learner: User) -> Iterator[dict[str, Any]]:
    """Reviews of the days before, the newest 20 days ago."""
    for index in range(reviews):
        moment = NOW - dt.timedelta(days=20 + index % 700)
        yield {
            "learner_id": learner.id,
            "card_id": index % cards + 1,
            "turn_key": secrets.token_hex(16),
            "answered_at": moment,
            "study_day": moment.date(),
            "rating": Rating.GOOD,
            "score": 1.0,
            "correct": True,
            "response": {"choice": 0, "feedback": "That is right."},
            "seconds": 8.0,
            "card_revision": 1,
            "phase": Phase.REVIEW,
            "stability": 20.0,
        }


def make_bare(folder: Path) -> Flask:
    """The least an honest answer costs: one row inserted and committed, a page rendered."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"page.html": "<p>{{ body }} {{ number }}</p>"})
    connection = sqlite3.connect(
        folder / "bare.sqlite", isolation_level=None, check_same_thread=False
    )
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS answer (id INTEGER PRIMARY KEY, card INTEGER, given TEXT)"
    )

    @app.post("/")
    def answer() -> str:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO answer (card, given) VALUES (1, '470k')")
        connection.execute("COMMIT")
        return render_template("page.html", body="x" * int(request.form["size"]), number=1)

    return app


if __name__ == "__main__":
    main()
