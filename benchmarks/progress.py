"""What the pages of progress, Today and a session's end cost at the server, in process.

    python -m benchmarks.progress [--times N] [--reviews N,N] [--database ADDRESS]

Each row is one learner with so many reviews, ten a card over the last year, on a fresh SQLite
database, or on an empty PostgreSQL whose address is given; the statements behind the pages are
timed one by one too. A history and the days past are added up once and kept; what the first time
takes is told apart. A set of 1,152 cards shows what its own page takes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from benchmarks.answer import cards, insert_all, sets, sign_in
from questions.types import Rating
from quizapp import clock, create_app
from quizapp.config import database_address
from quizapp.database import Model, db, writing
from quizapp.insights import ahead, days, history, knowledge
from quizapp.insights.history import keep
from quizapp.models import (
    Article,
    Card,
    Memory,
    MemoryState,
    Phase,
    QuestionSet,
    Review,
    SetStatus,
    User,
)
from quizapp.study.queue import Desk, Tally, next_card
from quizapp.study.today import coming, newly_learned
from quizapp.study.today import today as today_of

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
GAPS = (0, 1, 3, 7, 15, 30, 45, 60, 80, 110)  # days between a card's reviews
YEAR = 365
# Milliseconds for the largest learner.
LIMITS = {
    "history": 500,
    "days": 300,
    "/calibration": 300,
    "today": 100,
    "end of a session": 100,
    "a set's page": 100,
}
LONG_SET = 1152


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=15)
    arguments.add_argument("--reviews", default="1000,100000,1000000")
    arguments.add_argument("--database", default="", help="an empty PostgreSQL")
    given = arguments.parse_args()
    for size in (int(one) for one in given.reviews.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            measure(make_app(Path(folder), given.database), size, given.times)


def make_app(folder: Path, database: str = "") -> Flask:
    return create_app(
        {
            "DATA": folder,
            "SQLALCHEMY_DATABASE_URI": database_address(database, folder),
            "SECRET_KEY": "benchmark",
            "SECURITY_PASSWORD_SALT": "benchmark",
            "RATELIMIT_ENABLED": False,
            "TESTING": True,
        }
    )


def measure(app: Flask, reviews: int, times: int) -> None:
    with app.app_context(), writing():
        if inspect(db.engine).get_table_names():
            sys.exit("The database holds something: give the address of an empty one.")
        Model.metadata.create_all(db.engine)
        with Session(db.engine, expire_on_commit=False) as session:
            learner = fill(session, reviews)
            long_set = fill_long_set(session, learner)
            analyse(session)
            print(f"{f'{reviews:,} reviews, {db.engine.dialect.name}':32}{'p50 ms':>9}")
            parts = timed_parts(session, Desk(learner, NOW), times)
    clock.source = lambda: NOW
    client = app.test_client()
    sign_in(client, learner)
    for path in ("/progress", "/progress/knowledge", "/calibration", "/"):
        print(line(path, median_of(partial(client.get, path), times)))
    path = f"/sets/{long_set}"
    print(line("a set's page", median_of(partial(client.get, path), times)))
    for name, milliseconds in parts.items():
        print("  " + line(name, milliseconds), flush=True)
    with app.app_context():
        Model.metadata.drop_all(db.engine)
        db.engine.dispose()


def line(name: str, milliseconds: float) -> str:
    limit = LIMITS.get(name)
    return f"  {name:30}{milliseconds:9.1f}" + (f"   (at most {limit})" if limit else "")


def timed_parts(session: Session, desk: Desk, times: int) -> dict[str, float]:
    learner, today = desk.learner_id, desk.today
    began = time.perf_counter()
    keep(session, desk, history.history(session, desk, knowledge.knowledge(session, desk)))
    session.commit()
    parts = {"history, the first time": 1000 * (time.perf_counter() - began)}
    began = time.perf_counter()
    days.keep(session, learner, days.days(session, learner), today)
    session.commit()
    parts |= {"days, the first time": 1000 * (time.perf_counter() - began)}
    calls: dict[str, Callable[[], object]] = {
        "days": lambda: days.days(session, learner),
        "knowledge": lambda: knowledge.knowledge(session, desk),
        "history": lambda: history.history(session, desk, knowledge.knowledge(session, desk)),
        "forecast": lambda: ahead.forecast(session, desk),
        "hardest": lambda: ahead.hardest(session, desk),
        "today": lambda: today_of(session, desk),
        "end of a session": lambda: end(session, desk),
    }
    return parts | {name: median_of(call, times) for name, call in calls.items()}


def end(session: Session, desk: Desk) -> object:
    """What is asked for at the end, by somebody whose reviews of the day are done."""
    done = Tally(reviews=10**6)
    return next_card(session, desk, done), coming(session, desk, done), newly_learned(session, desk)


def median_of(call: Callable[[], object], times: int) -> float:
    """Milliseconds, after one call to warm up."""
    call()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return 1000 * statistics.median(seconds)


def fill(session: Session, reviews: int) -> User:
    """A learner with so many reviews over cards of several sets."""
    learner = User(
        fs_uniquifier=secrets.token_hex(16), email="a@example.org", created_at=NOW, name="Ada"
    )
    session.add(learner)
    session.flush()
    article = Article(owner_id=learner.id, title="Grain", text="Grain", kept_at=NOW, blocks=[])
    session.add(article)
    session.flush()
    number = max(1, reviews // len(GAPS))
    insert_all(session, QuestionSet, sets(number, learner))
    insert_all(session, Card, cards(number, article))
    insert_all(session, Memory, memories(number, learner))
    insert_all(session, Review, past(number, learner))
    session.commit()
    return learner


def fill_long_set(session: Session, owner: User) -> int:
    """A set of their own with many cards, which nobody studies yet; its id."""
    made = QuestionSet(owner_id=owner.id, title="Long", status=SetStatus.DRAFT, created_at=NOW)
    session.add(made)
    session.flush()
    article = session.scalars(select(Article)).one()
    rows = (row | {"set_id": made.id} for row in cards(LONG_SET, article))
    insert_all(session, Card, rows)
    session.commit()
    return made.id


def analyse(session: Session) -> None:
    """Tells PostgreSQL's planner what is there, as it finds out by itself a minute later."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ANALYZE"))
        session.commit()


def memories(number: int, learner: User) -> Iterator[dict[str, Any]]:
    chance = random.Random(1)
    for index in range(number):
        last = NOW - dt.timedelta(days=chance.randint(0, 40))
        yield {
            "learner_id": learner.id,
            "card_id": index + 1,
            "state": MemoryState.REVIEW,
            "step": None,
            "stability": chance.uniform(3, 200),
            "difficulty": chance.uniform(1, 10),
            "due_at": NOW + dt.timedelta(days=chance.randint(0, 120)),
            "last_review_at": last,
            "last_study_day": last.date(),
            "reviews": len(GAPS),
            "lapses": int(chance.expovariate(1.0)),
        }


def past(number: int, learner: User) -> Iterator[dict[str, Any]]:
    """Ten answers to each card, at growing distance, in the order in which they were given."""
    chance = random.Random(2)
    answers = []
    for index in range(number):
        day = chance.randint(0, YEAR)
        for step, gap in enumerate(GAPS):
            day -= gap if step else 0
            answers.append((day % YEAR, index + 1, step))
    answers.sort(reverse=True)
    for ago, card_id, step in answers:
        at = NOW - dt.timedelta(days=ago, seconds=chance.randint(0, 20_000))
        recalled = chance.random() < 0.9
        yield {
            "learner_id": learner.id,
            "card_id": card_id,
            "turn_key": secrets.token_hex(16),
            "answered_at": at,
            "study_day": at.date(),
            "rating": Rating.GOOD if recalled else Rating.AGAIN,
            "score": float(recalled),
            "correct": recalled,
            "response": {"choice": 0, "guessed": False, "easy": False, "feedback": "Right."},
            "seconds": chance.uniform(3, 40),
            "card_revision": 1,
            "phase": Phase.REVIEW if step else Phase.NEW,
            "time_zone": "UTC",
            "rollover_hour": 4,
            "desired_retention": 0.9,
            "stability": 3.0 * (step + 1) ** 1.5,
        }


if __name__ == "__main__":
    main()
