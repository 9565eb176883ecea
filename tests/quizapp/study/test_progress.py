"""One turn, one Review; and Reviews from which every Memory can be rebuilt exactly."""

import datetime as dt
import secrets
import threading
from dataclasses import asdict

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questions.grading import grade
from questions.types import Rating, Response
from quizapp.accounts.guests import take_over
from quizapp.database import db, writing
from quizapp.models import AssignmentMode, Attempt, Card, Memory, Phase, Review, User
from quizapp.study.memories import rebuild_memory, state_of
from quizapp.study.progress import Superseded, record, slow_after
from quizapp.study.turns import Turn
from tests.factories import Factory

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
ZONES = ("UTC", "America/New_York", "Pacific/Auckland")
RESPONSES = {
    Rating.AGAIN: Response(choice=1),
    Rating.GOOD: Response(choice=0),
    Rating.EASY: Response(choice=0, easy=True),
}


@pytest.fixture
def card(make: Factory, owner: User) -> Card:
    return make.card(make.question_set(owner))


def turn(card: Card, reviews: int = 0) -> Turn:
    return Turn(card.id, card.revision, "account 1", reviews, secrets.token_hex(16), START)


def answer(
    session: Session,
    learner: User,
    served: Turn,
    now: dt.datetime,
    rating: Rating = Rating.GOOD,
    exam_id: int | None = None,
) -> Review:
    card = session.get(Card, served.card_id)
    assert card
    question, response = card.as_question(), RESPONSES[rating]
    graded = grade(question, response)
    return record(session, learner, served, question, response, graded, now, exam_id)


def memory_of(session: Session, learner: User, card: Card) -> Memory | None:
    session.expire_all()
    return session.get(Memory, (learner.id, card.id))


def test_an_answer_appends_a_review_and_sets_the_memory(
    session: Session, classmate: User, card: Card
) -> None:
    review = answer(session, classmate, turn(card), START)
    session.commit()
    memory = memory_of(session, classmate, card)
    assert memory
    assert (review.phase, review.rating, review.study_day) == (
        Phase.NEW,
        Rating.GOOD,
        dt.date(2026, 3, 2),
    )
    assert (memory.reviews, memory.last_review_at) == (1, START)
    assert review.desired_retention == pytest.approx(0.925)
    assert review.response["choice"] == 0
    assert review.response["feedback"] == "That is right."


def test_the_same_turn_again_gives_the_first_review(
    session: Session, classmate: User, card: Card
) -> None:
    served = turn(card)
    first = answer(session, classmate, served, START)
    session.commit()
    second = answer(session, classmate, served, START + dt.timedelta(seconds=1), Rating.AGAIN)
    session.commit()
    assert second.id == first.id
    assert second.rating is Rating.GOOD


def test_another_turn_of_the_same_showing_is_superseded(
    session: Session, classmate: User, card: Card
) -> None:
    one, other = turn(card), turn(card)
    answer(session, classmate, one, START)
    with pytest.raises(Superseded):
        answer(session, classmate, other, START)


@pytest.mark.parametrize("same_turn", [True, False])
def test_a_race_gives_one_review(
    app: Flask, session: Session, classmate: User, card: Card, same_turn: bool
) -> None:
    """Eight requests at once, with one turn or each with its own, leave one Review."""
    shared = turn(card)
    turns = [shared if same_turn else turn(card) for _ in range(8)]
    barrier, found = threading.Barrier(len(turns)), []

    def send(served: Turn) -> None:
        with app.app_context(), writing():
            barrier.wait()
            try:
                review = answer(db.session(), classmate, served, START)
                db.session.commit()
                found.append(review.id)
            except Superseded:
                db.session.rollback()

    threads = [threading.Thread(target=send, args=[served]) for served in turns]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert session.scalar(select(func.count()).select_from(Review)) == 1
    assert len(set(found)) == 1
    assert len(found) == (8 if same_turn else 1)
    memory = memory_of(session, classmate, card)
    assert memory
    assert memory.reviews == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(RESPONSES)),
            st.integers(0, 60 * 24 * 90),
            st.sampled_from(ZONES),
            st.integers(0, 6),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_memory_rebuilt_equals_the_one_stored(
    session: Session,
    make: Factory,
    owner: User,
    history: list[tuple[Rating, int, str, int]],
) -> None:
    """Whatever is answered when, while the learner travels and changes their hours."""
    learner, card = make.user(), make.card(make.question_set(owner))
    now = START
    for reviews, (rating, minutes, zone, hour) in enumerate(history):
        now += dt.timedelta(minutes=minutes, microseconds=reviews)
        learner.time_zone, learner.rollover_hour = zone, hour
        answer(session, learner, turn(card, reviews), now, rating)
    session.commit()
    memory = memory_of(session, learner, card)
    assert memory
    stored = asdict(state_of(memory))
    session.delete(memory)
    session.commit()
    learner.time_zone, learner.rollover_hour = "Asia/Kolkata", 0
    rebuilt = rebuild_memory(session, learner, card.id)
    session.commit()
    assert rebuilt
    assert asdict(state_of(rebuilt)) == stored


def test_answers_that_arrive_out_of_order_count_in_their_true_order(
    session: Session, classmate: User, stranger: User, card: Card
) -> None:
    moments = [START, START + dt.timedelta(days=3), START + dt.timedelta(days=9)]
    for reviews, index in enumerate((0, 2, 1)):
        answer(session, classmate, turn(card, reviews), moments[index])
    for reviews, moment in enumerate(moments):
        answer(session, stranger, turn(card, reviews), moment)
    session.commit()
    mixed, ordered = (memory_of(session, one, card) for one in (classmate, stranger))
    assert mixed
    assert ordered
    assert asdict(state_of(mixed)) == asdict(state_of(ordered))


def test_a_quizs_answer_does_not_count_for_memory(
    session: Session, make: Factory, owner: User, classmate: User, card: Card
) -> None:
    given_out = make.assignment(
        make.class_(owner, classmate), card.question_set, AssignmentMode.QUIZ
    )
    attempt = Attempt(assignment_id=given_out.id, learner_id=classmate.id, started_at=START)
    session.add(attempt)
    session.flush()
    session.add(
        Review(
            learner_id=classmate.id,
            card_id=card.id,
            turn_key="quiz",
            answered_at=START,
            study_day=START.date(),
            rating=Rating.GOOD,
            score=1.0,
            correct=True,
            response={},
            card_revision=1,
            attempt_id=attempt.id,
        )
    )
    session.commit()
    assert rebuild_memory(session, classmate, card.id) is None


def test_a_guests_progress_joins_the_accounts_own(
    session: Session, make: Factory, classmate: User, card: Card
) -> None:
    guest = make.guest()
    answer(session, classmate, turn(card, 0), START)
    answer(session, guest, turn(card, 0), START + dt.timedelta(days=1))
    answer(session, classmate, turn(card, 1), START + dt.timedelta(days=2))
    session.commit()
    take_over(session, guest, classmate)
    session.commit()
    memory = memory_of(session, classmate, card)
    assert memory
    assert memory.reviews == 3
    assert memory.last_review_at == START + dt.timedelta(days=2)


def test_the_learners_own_pace_needs_twenty_answers(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    cards = [make.card(make.question_set(owner)) for _ in range(20)]
    kind = cards[0].as_question().kind
    for seconds, card in enumerate(cards):
        assert slow_after(session, classmate, kind) is None
        kept = answer(session, classmate, turn(card), START)
        session.get_one(Review, kept.id).seconds = float(seconds)
        session.commit()
    assert slow_after(session, classmate, kind) == 18.0
