"""The figures of a small class, worked out by hand.

Carl answered the first card wrong, then right; the second right (0.8). Dora answered nothing. The
set has three cards; Carl's two are in review, one of them due, with a recall known from FSRS.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from questions.types import Answer, Question, QuestionKind
from quizapp.classes.scores import Figures, gradebook, response_text
from quizapp.database import db
from quizapp.models import (
    AssignmentMode,
    Attempt,
    Card,
    CardRevision,
    CardStatus,
    Class,
    Membership,
    MemoryState,
    Parameters,
    QuestionSet,
    User,
)
from quizapp.study.queue import Desk
from quizapp.study.schedule import USUAL, recall_after
from quizapp.study.today import shares
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import Factory, multiple_choice
from tests.quizapp.classes.answers import answer, remember

LATER = START + dt.timedelta(hours=2)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def dora(make: Factory) -> User:
    return make.user(name="=Dora", email="dora@example.org")


@pytest.fixture
def taught(
    make: Factory,
    owner: User,
    classmate: User,
    stranger: User,
    dora: User,
    session: Session,
    frozen: FrozenClock,
) -> tuple[Class, QuestionSet, list[Card]]:
    question_set, cards = make.set_with_cards(owner, title="Grain")
    class_ = make.class_(owner, classmate, dora, title="Year 10")
    make.assignment(class_, question_set)
    answer(session, classmate, cards[0], score=0.0, response={"choice": 1})
    answer(session, classmate, cards[0], score=1.0, at=START + HOUR)
    given = {"text": "450k", "value": 450000, "feedback": "Close."}
    answer(session, classmate, cards[1], score=0.8, at=LATER, response=given, seconds=None)
    remember(session, classmate, cards[0], due_at=START - HOUR)
    remember(session, classmate, cards[1], due_at=LATER + 99 * HOUR, stability=20.0)
    # None of these counts: another set's, a stranger's, a rejected card's, a quiz's.
    _, other_cards = make.set_with_cards(owner, title="Not given")
    answer(session, classmate, other_cards[0], score=0.0)
    answer(session, stranger, cards[0], score=0.0)
    rejected = make.card(question_set, status=CardStatus.REJECTED)
    answer(session, classmate, rejected, score=0.0)
    quiz = make.assignment(class_, question_set, mode=AssignmentMode.QUIZ)
    attempt = Attempt(assignment_id=quiz.id, learner_id=classmate.id, started_at=START)
    session.add(attempt)
    session.commit()
    answer(session, classmate, cards[2], score=0.0, attempt_id=attempt.id)
    frozen.moment = LATER
    return class_, question_set, cards


Taught = tuple[Class, QuestionSet, list[Card]]


def rows_of(browser: Browser, address: str) -> list[dict[str, str]]:
    response = browser.get(address)
    assert response.status_code == 200
    assert response.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def learner_rows(browser: Browser, class_: Class) -> dict[str, dict[str, str]]:
    rows = rows_of(browser, f"/classes/{class_.id}/scores/learners.csv")
    return {row["email"].split("@")[0]: row for row in rows}


def test_a_row_a_learner(owner_client: Browser, taught: Taught) -> None:
    rows = learner_rows(owner_client, taught[0])
    carl, dora = rows["classmate"], rows["dora"]
    known = (recall_after(10.0, 0) + recall_after(20.0, 0)) / 3
    assert carl == {
        "name": "Carl Classmate",
        "email": "classmate@example.org",
        "Grain: cards": "3",
        "Grain: answered": "2",
        "Grain: right at first": "0.5",
        "Grain: mean score": "0.6",
        "Grain: known now": str(round(known, 4)),
        "Grain: last answer": "2026-03-02T11:00:00Z",
        "all sets: cards": "3",
        "all sets: answered": "2",
        "all sets: right at first": "0.5",
        "all sets: mean score": "0.6",
        "all sets: known now": str(round(known, 4)),
        "all sets: last answer": "2026-03-02T11:00:00Z",
    }
    assert dora["name"] == "'=Dora"
    assert dora["Grain: answered"] == "0"
    assert dora["Grain: right at first"] == dora["Grain: last answer"] == ""
    assert dora["Grain: known now"] == "0.0"


def fitted(learner: User, weights: tuple[float, ...] | None, at: dt.datetime) -> Parameters:
    values = list(weights) if weights else None
    return Parameters(learner_id=learner.id, values=values, reviews=600, fitted_at=at)


def test_what_is_known_goes_by_each_learners_own_parameters(
    app: Flask,
    session: Session,
    taught: Taught,
    classmate: User,
    dora: User,
    frozen: FrozenClock,
) -> None:
    class_, question_set, cards = taught
    remember(session, dora, cards[0], due_at=START - HOUR)
    slower = (*USUAL[:-1], 0.4)
    session.add_all([fitted(classmate, (*USUAL[:-1], 0.1), START), fitted(dora, slower, START)])
    session.flush()
    session.add_all([fitted(classmate, slower, LATER), fitted(dora, None, LATER)])
    session.commit()
    now = frozen.forward(days=9)
    with app.app_context(), counted_queries() as queries:
        book = gradebook(db.session.get_one(Class, class_.id), now)
        found = {row.learner.id: row.total.recalled for row in book.rows}
        own = {
            one.id: shares(db.session(), Desk(one, now))[question_set.id].known
            for one in db.session.scalars(select(User).where(User.id.in_(found)))
        }
    assert found == pytest.approx(own)
    assert found[dora.id] == pytest.approx(recall_after(10.0, 9))
    by_own = recall_after(10.0, 9, slower) + recall_after(20.0, 9, slower)
    assert found[classmate.id] == pytest.approx(by_own)
    assert sum("parameters" in one and " IN (" in one for one in queries) == 1


def test_the_number_of_queries_is_that_of_one_learner(
    app: Flask, session: Session, make: Factory, taught: Taught
) -> None:
    class_ = taught[0]

    def queries_for_all() -> int:
        with app.app_context(), counted_queries() as queries:
            gradebook(db.session.get_one(Class, class_.id), LATER)
        return len(queries)

    before = queries_for_all()
    for number in range(5):
        learner = make.user(name=f"Learner {number}")
        session.add(
            Membership(class_id=class_.id, user_id=learner.id, role="learner", joined_at=START)
        )
    session.commit()
    assert queries_for_all() == before


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements sent within."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_row_an_answer(owner_client: Browser, taught: Taught) -> None:
    class_, _, cards = taught
    rows = rows_of(owner_client, f"/classes/{class_.id}/scores/answers.csv")
    assert [(row["card"], row["attempt"]) for row in rows] == [
        (str(cards[0].id), "1"),
        (str(cards[0].id), "2"),
        (str(cards[1].id), "1"),
    ]
    assert rows[0] == {
        "name": "Carl Classmate",
        "email": "classmate@example.org",
        "class": "Year 10",
        "set": "Grain",
        "card": str(cards[0].id),
        "kind": "multiple_choice",
        "prompt": "Where did most of the grain go?",
        "response": "Varn",
        "correct": "0",
        "score": "0.0",
        "rating": "again",
        "seconds": "4.2",
        "answered at": "2026-03-02T09:00:00Z",
        "study day": "2026-03-02",
        "attempt": "1",
    }
    assert (rows[2]["response"], rows[2]["score"], rows[2]["seconds"]) == ("450k", "0.8", "")


def test_the_table_shows_the_same_figures(owner_client: Browser, taught: Taught) -> None:
    page = owner_client.page(f"/classes/{taught[0].id}")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in page.select("table.gradebook tbody tr")
    ]
    assert [row[0] for row in rows] == ["=Dora", "Carl Classmate"]
    assert rows[0][1:7] == ["3", "0 of 3", "–", "–", "0%", "never"]
    assert rows[1][1:7] == ["2", "2 of 3", "50%", "60%", "67%", "2 March 2026"]
    links = [str(link["href"]) for link in page.select("a[download]")]
    assert [link.rsplit("/", 1)[1] for link in links] == ["learners.csv", "answers.csv"]


def test_an_edited_card_is_listed_as_it_was_asked(
    owner_client: Browser, taught: Taught, session: Session
) -> None:
    class_, _, cards = taught
    session.add(
        CardRevision(card_id=cards[0].id, number=1, question=cards[0].question, made_at=START)
    )
    cards[0].question = multiple_choice("A new wording?").as_json()
    cards[0].revision = 2
    session.commit()
    rows = rows_of(owner_client, f"/classes/{class_.id}/scores/answers.csv")
    assert rows[0]["prompt"] == "Where did most of the grain go?"


def test_totals_add_up_over_sets(
    owner_client: Browser, owner: User, classmate: User, taught: Taught, make: Factory,
    session: Session,
) -> None:  # fmt: skip
    class_ = taught[0]
    second, (card, *_) = make.set_with_cards(owner, title="Grain")
    make.assignment(class_, second)
    answer(session, classmate, card, score=1.0, at=LATER)
    carl = learner_rows(owner_client, class_)["classmate"]
    assert carl["Grain (2): right at first"] == "1.0"
    assert carl["all sets: cards"] == "6"
    assert carl["all sets: answered"] == "3"
    assert carl["all sets: right at first"] == "0.6667"
    assert carl["all sets: mean score"] == "0.7"
    page = owner_client.page(f"/classes/{class_.id}")
    assert len(page.select("th.gradebook__group")) == 3


def test_a_removed_learners_answers_are_gone_from_the_files(
    owner_client: Browser, classmate: User, taught: Taught
) -> None:
    class_ = taught[0]
    owner_client.post(f"/classes/{class_.id}/learners/{classmate.id}/remove")
    names = {
        row["name"] for row in rows_of(owner_client, f"/classes/{class_.id}/scores/learners.csv")
    }
    assert names == {"'=Dora"}
    assert rows_of(owner_client, f"/classes/{class_.id}/scores/answers.csv") == []


def test_a_class_without_sets_has_a_file(
    owner_client: Browser, owner: User, classmate: User, make: Factory
) -> None:
    class_ = make.class_(owner, classmate)
    (row,) = rows_of(owner_client, f"/classes/{class_.id}/scores/learners.csv")
    assert row["all sets: cards"] == "0"
    assert row["all sets: known now"] == ""
    assert rows_of(owner_client, f"/classes/{class_.id}/scores/answers.csv") == []


@pytest.mark.parametrize("who", ["classmate_client", "stranger_client"])
def test_scores_are_the_instructors(
    request: pytest.FixtureRequest, who: str, taught: Taught
) -> None:
    browser: Browser = request.getfixturevalue(who)
    for name in ("learners", "answers"):
        response = browser.get(f"/classes/{taught[0].id}/scores/{name}.csv")
        assert response.status_code == 404


def test_a_visitor_is_sent_to_sign_in(client: Browser, taught: Taught) -> None:
    response = client.get(f"/classes/{taught[0].id}/scores/answers.csv")
    assert "/login" in response.location


def test_learning_cards_are_not_known_yet(
    owner_client: Browser, classmate: User, taught: Taught, session: Session
) -> None:
    class_, _, cards = taught
    remember(session, classmate, cards[2], due_at=LATER, state=MemoryState.LEARNING)
    carl = learner_rows(owner_client, class_)["classmate"]
    assert carl["Grain: known now"] == "0.6667"


FLASHCARD = Question("f", QuestionKind.FLASHCARD, "Varn", Answer("A harbour"))
CLOZE = Question("c", QuestionKind.CLOZE, "At ____.", Answer("Varn"))


@pytest.mark.parametrize(
    ("question", "response", "text"),
    [
        (multiple_choice(), {"choice": 2}, "Lund"),
        (multiple_choice(), {"choice": 9}, ""),
        (multiple_choice(), {}, ""),
        (CLOZE, {"text": "varn "}, "varn "),
        (CLOZE, {"known": False}, "not known"),
        (FLASHCARD, {"known": True}, "known"),
        (FLASHCARD, {"known": False}, "not known"),
    ],
)
def test_a_response_is_listed_as_given(
    question: Question, response: dict[str, object], text: str
) -> None:
    assert response_text(question, response) == text


def test_figures_of_nothing_are_empty() -> None:
    nothing = Figures()
    assert (nothing.first_attempt_share, nothing.mean_score, nothing.known_share) == (None,) * 3
    assert nothing + nothing == nothing
