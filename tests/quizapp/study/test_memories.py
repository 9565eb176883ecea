"""Reviews are the truth: whatever was answered, late, taken back or refitted, they give the
Memories that are stored."""

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp import upkeep
from quizapp.models import Card, Hold, HoldKind, Memory, MemoryState, Parameters, Review, User
from quizapp.study.aside import undo
from quizapp.study.memories import rebuild_all, rebuild_memory, state_of
from quizapp.study.parameters import Fit, use
from quizapp.study.progress import Superseded
from quizapp.study.queue import Desk
from quizapp.study.schedule import USUAL
from quizapp.study.settings import StudySettings
from tests.factories import Factory, multiple_choice
from tests.quizapp.study.test_progress import START, answer, turn

DAY = dt.timedelta(days=1)
OTHER = tuple(value * (0.8 if place < 4 else 1.0) for place, value in enumerate(USUAL))
steps = st.tuples(
    st.sampled_from(["answer", "answer", "answer", "undo", "refit", "travel", "plan"]),
    st.integers(0, 3),
    st.sampled_from([Rating.AGAIN, Rating.GOOD, Rating.EASY]),
    st.integers(0, 60 * 24 * 60),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, min_size=1, max_size=25), st.integers(0, 9))
def test_reviews_rebuild_every_memory_exactly(
    session: Session,
    make: Factory,
    owner: User,
    history: list[tuple[str, int, Rating, int]],
    seed: int,
) -> None:
    """Answers, answers taken back, other parameters, other time zones, free days, in any order."""
    learner = make.user()
    cards = make.set_with_cards(owner, [multiple_choice() for _ in range(4)], is_open=True)[1]
    now = START
    chance = random.Random(seed)
    for kind, place, rating, minutes in history:
        now += dt.timedelta(minutes=minutes)
        if kind == "answer":
            memory = session.get(Memory, (learner.id, cards[place].id))
            answer(
                session, learner, turn(cards[place], memory.reviews if memory else 0), now, rating
            )
        elif kind == "undo":
            undo(session, Desk(learner, now))
        elif kind == "refit":
            weights = chance.choice([USUAL, OTHER])
            use(session, learner, Fit(weights, 600, 0.3, 0.3), now)
        elif kind == "travel":
            learner.time_zone = chance.choice(["UTC", "Pacific/Kiritimati", "America/New_York"])
            learner.rollover_hour = chance.randrange(6)
        else:
            easy = StudySettings(easy_days=(place,), even_out=rating is not Rating.EASY)
            learner.study = easy.as_document()
        session.flush()
    assert rebuild_all(session, learner.id, store=False) == 0
    session.commit()


@pytest.fixture
def studied(session: Session, make: Factory, owner: User, classmate: User) -> list[Card]:
    cards = make.set_with_cards(owner, [multiple_choice() for _ in range(5)], is_open=True)[1]
    for card in cards:
        answer(session, classmate, turn(card), START, Rating.EASY)
        answer(session, classmate, turn(card, 1), START + 20 * DAY, Rating.GOOD)
    session.commit()
    return cards


def test_what_was_lost_or_changed_is_found_and_mended(
    session: Session, classmate: User, studied: list[Card]
) -> None:
    kept = {one.card_id: state_of(one) for one in session.scalars(select(Memory))}
    lost, changed = session.scalars(select(Memory).order_by(Memory.card_id)).all()[:2]
    session.delete(lost)
    changed.stability += 1
    session.commit()
    assert list(upkeep.rebuild(session, store=False)) == [(classmate, 2)]
    assert session.get(Memory, (classmate.id, lost.card_id)) is None
    assert list(upkeep.rebuild(session)) == [(classmate, 2)]
    assert {one.card_id: state_of(one) for one in session.scalars(select(Memory))} == kept
    assert list(upkeep.rebuild(session, store=False)) == [(classmate, 0)]


def test_a_memory_without_reviews_goes(
    session: Session, classmate: User, studied: list[Card]
) -> None:
    for review in session.scalars(select(Review).where(Review.card_id == studied[0].id)):
        session.delete(review)
    session.flush()
    assert rebuild_all(session, classmate.id) == 1
    assert session.get(Memory, (classmate.id, studied[0].id)) is None


def test_one_card_rebuilt_is_all_cards_rebuilt(
    session: Session, classmate: User, studied: list[Card]
) -> None:
    session.add(
        Parameters(learner_id=classmate.id, values=list(OTHER), reviews=600, fitted_at=START)
    )
    session.flush()
    singly = [rebuild_memory(session, classmate, card.id) for card in studied]
    session.flush()
    assert all(singly)
    assert rebuild_all(session, classmate.id, store=False) == 0


def test_a_leech_is_set_aside_for_whoever_wants_that(
    session: Session, make: Factory, owner: User, classmate: User, stranger: User
) -> None:
    card = make.card(make.question_set(owner, is_open=True))
    classmate.study = StudySettings(suspend_leeches=True).as_document()
    session.add(classmate)
    session.commit()
    for learner in (classmate, stranger):
        now, lapses = START, 0
        answer(session, learner, turn(card), now, Rating.EASY)
        while lapses < 8:
            memory = session.get(Memory, (learner.id, card.id))
            assert memory
            now = max(now, memory.due_at) + DAY
            wrong = memory.state is MemoryState.REVIEW
            rating = Rating.AGAIN if wrong else Rating.EASY
            answer(session, learner, turn(card, memory.reviews), now, rating)
            lapses += wrong
    held = session.scalars(select(Hold)).all()
    assert [(one.learner_id, one.kind) for one in held] == [(classmate.id, HoldKind.SUSPENDED)]


def test_a_set_aims_at_what_its_author_says(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    usual = make.card(make.question_set(owner, is_open=True))
    loose = make.card(make.question_set(owner, is_open=True))
    loose.question_set.desired_retention = 0.8
    session.commit()
    reviews = [answer(session, classmate, turn(one), START, Rating.EASY) for one in (usual, loose)]
    assert [one.desired_retention for one in reviews] == pytest.approx([0.925, 0.85])
    first, second = (session.get(Memory, (classmate.id, one.id)) for one in (usual, loose))
    assert first
    assert second
    assert first.due_at < second.due_at


def test_a_card_comes_back_on_the_quietest_day_of_its_room(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    """Thirty cards answered alike spread evenly, and leave easy days free."""
    cards = make.set_with_cards(owner, [multiple_choice() for _ in range(30)], is_open=True)[1]
    classmate.study = StudySettings(easy_days=(3,)).as_document()
    session.add(classmate)
    for card in cards:
        answer(session, classmate, turn(card), START, Rating.EASY)
    due = [one.due_at.date() for one in session.scalars(select(Memory))]
    counts = [due.count(day) for day in set(due)]
    assert 3 not in {day.weekday() for day in due}
    assert max(counts) - min(counts) <= 1


def test_an_answer_taken_back_and_sent_again_is_not_counted(
    session: Session, classmate: User, studied: list[Card]
) -> None:
    served = turn(studied[0], 2)
    answer(session, classmate, served, START + 90 * DAY)
    undo(session, Desk(classmate, START + 90 * DAY))
    session.flush()
    with pytest.raises(Superseded):
        answer(session, classmate, served, START + 90 * DAY)
    assert rebuild_all(session, classmate.id, store=False) == 0
