"""What an answer and the next card cost at the server, in process.

    python -m benchmarks.answer [--answers N] [--reviews N,N]

Each row is one learner with so many reviews already, answering on a fresh SQLite database with
``synchronous=FULL``. Between its answers, on the same disk, a bare Flask view inserts one row
durably and renders a page of about the same size: what slows the machine slows both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import secrets
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from flask import Flask, render_template_string, request
from flask.testing import FlaskClient
from sqlalchemy import insert
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
from quizapp.study import turns
from quizapp.study.turns import Turn

REVIEWS_A_CARD = 10
DUE = 400
WARM = 5
CARDS_A_SET = 100
SENTENCE = "The river carried 470,000 tonnes of grain in 2024, according to the Port Office."
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--answers", type=int, default=150)
    arguments.add_argument("--reviews", default="1000,20000,100000")
    given = arguments.parse_args()
    sizes = [int(size) for size in given.reviews.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        bare = bare_client(Path(folder))
        studies = [measure_study(Path(folder), size, given.answers, bare) for size in sizes]
    print(f"{'':32}{'p50 ms':>9}{'p99 ms':>9}")
    for size, study in zip(sizes, studies, strict=True):
        print(f"{f'{size:,} reviews: bare view':32}{study.bare.line()}")
        print(f"{'  answer':32}{study.answer.line(study.bare)}")
        print(f"{'  next card':32}{study.next.line(study.bare)}")
    first, last = (study.answer.p50 / study.bare.p50 for study in (studies[0], studies[-1]))
    print(f"answer with most against fewest reviews, each beside its bare view: {last / first:.2f}")


class Times:
    """Seconds of many calls, in milliseconds at the 50th and 99th percentile."""

    def __init__(self, seconds: list[float]) -> None:
        cuts = statistics.quantiles([1000 * one for one in seconds], n=100)
        self.p50, self.p99 = cuts[49], cuts[98]

    def line(self, beside: Times | None = None) -> str:
        ratio = (
            f"   {self.p50 / beside.p50:.1f} and {self.p99 / beside.p99:.1f} times"
            if beside
            else ""
        )
        return f"{self.p50:9.2f}{self.p99:9.2f}{ratio}"


class Study:
    """The times of one learner's answers, of their next cards, and of the bare view between."""

    def __init__(self) -> None:
        self.calls: dict[str, list[float]] = {"answer": [], "next": [], "bare": []}

    @property
    def answer(self) -> Times:
        return Times(self.calls["answer"][WARM:])

    @property
    def next(self) -> Times:
        return Times(self.calls["next"][WARM:])

    @property
    def bare(self) -> Times:
        return Times(self.calls["bare"][WARM:])


def measure_study(folder: Path, reviews: int, answers: int, bare: FlaskClient) -> Study:
    """Answer ``answers`` due cards as the page does it: the answer, then the next card."""
    app = create_app(
        {
            "DATA": folder,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / f'{reviews}.sqlite'}",
            "SECRET_KEY": "benchmark",
            "SECURITY_PASSWORD_SALT": "benchmark",
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
            "TESTING": True,
        }
    )
    with app.app_context():
        Model.metadata.create_all(db.engine)
        with Session(db.engine, expire_on_commit=False) as session:
            learner, cards = fill(session, reviews)
    clock.source = lambda: NOW
    client = app.test_client()
    sign_in(client, learner)
    client.get("/study", headers={"HX-Request": "true"})
    study = Study()
    for card_id in cards[:answers]:
        seconds, size = timed(client, "/study/answer", {"turn": token(card_id, learner)})
        study.calls["answer"].append(seconds)
        study.calls["next"].append(timed(client, "/study")[0])
        study.calls["bare"].append(timed(bare, "/", {"size": str(size)})[0])
    return study


def token(card_id: int, learner: User) -> str:
    key = secrets.token_hex(16)
    turn = Turn(card_id, 1, f"account {learner.id}", REVIEWS_A_CARD, key, NOW)
    return turns.sign(turn, "benchmark")


def timed(client: FlaskClient, path: str, data: dict[str, str] | None = None) -> tuple[float, int]:
    """The seconds that a request took, a POST where there is data, and its page's size."""
    headers, method = {"HX-Request": "true"}, "POST" if data else "GET"
    start = time.perf_counter()
    response = client.open(
        path, method=method, data=data and data | {"choice": "0"}, headers=headers
    )
    seconds = time.perf_counter() - start
    assert response.status_code == 200, f"{path} answered {response.status}"
    return seconds, len(response.data)


def sign_in(client: FlaskClient, person: User) -> None:
    with client.session_transaction() as session:
        session.update(_user_id=person.fs_uniquifier, _fresh=True, fs_cc="set", fs_paa=time.time())


def fill(session: Session, reviews: int) -> tuple[User, list[int]]:
    """A learner with so many reviews over cards of several sets; the due cards, soonest first."""
    learner = User(
        fs_uniquifier=secrets.token_hex(16), email="a@example.org", created_at=NOW, name="Ada"
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
    session.execute(insert(QuestionSet), list(sets(number, learner)))
    session.execute(insert(Card), list(cards(number, article)))
    session.execute(insert(Memory), list(memories(number, learner)))
    session.execute(insert(Review), list(past(reviews, number, learner)))
    session.commit()
    return learner, list(range(1, DUE + 1))


def sets(number: int, owner: User) -> list[dict[str, object]]:
    return [
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
    ]


def cards(number: int, article: Article) -> list[dict[str, object]]:
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
    return [
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
    ]


def memories(number: int, learner: User) -> list[dict[str, object]]:
    chance = random.Random(1)
    return [
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
    ]


def past(reviews: int, cards: int, learner: User) -> list[dict[str, object]]:
    """Reviews of the days before, the newest 20 days ago."""
    found = []
    for index in range(reviews):
        moment = NOW - dt.timedelta(days=20 + index % 700)
        found.append(
            {
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
            }
        )
    return found


def bare_client(folder: Path) -> FlaskClient:
    """The least an honest answer costs: one row inserted and committed, a page rendered."""
    app = Flask("bare")
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, card INTEGER, given TEXT)")

    @app.post("/")
    def answer() -> str:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO answer (card, given) VALUES (1, '470k')")
        connection.execute("COMMIT")
        return render_template_string(
            "<p>{{ body }} {{ number }}</p>", body="x" * int(request.form["size"]), number=1
        )

    return app.test_client()


if __name__ == "__main__":
    main()
