"""A learner's plan: what is kept of it, what refuses, and parameters of one's own."""

import datetime as dt
import random
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, Memory, Parameters, Phase, Review, User
from quizapp.study import parameters
from quizapp.study.memories import rebuild_all, weights_of
from quizapp.study.schedule import USUAL, Days, State, next_memory, recall_after
from quizapp.study.settings import NewOrder, ReviewOrder, StudySettings
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import Factory, multiple_choice
from tests.quizapp.study.test_progress import answer, turn

DAY = dt.timedelta(days=1)
SENT = {
    "new_a_day": "7",
    "reviews_a_day": "90",
    "new_order": "mixed",
    "review_order": "recall",
    "easy_days": ["6", "5"],
    "away_from": "2026-04-01",
    "away_until": "2026-04-09",
    "suspend_leeches": "y",
}
CHOSEN = StudySettings(
    new_a_day=7,
    reviews_a_day=90,
    new_order=NewOrder.MIXED,
    review_order=ReviewOrder.RECALL,
    suspend_leeches=True,
    even_out=False,
    easy_days=(5, 6),
    away_from=dt.date(2026, 4, 1),
    away_until=dt.date(2026, 4, 9),
)


def test_a_plan_is_kept_and_shown_again(
    classmate_client: Browser, session: Session, classmate: User
) -> None:
    page = classmate_client.get("/settings/study")
    assert page.status_code == 200
    sent = classmate_client.post("/settings/study", data=SENT)
    assert sent.status_code == 303
    session.refresh(classmate)
    assert StudySettings.of(classmate) == CHOSEN
    again = classmate_client.get("/settings/study").get_data(as_text=True)
    assert 'value="2026-04-09"' in again


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("new_a_day", "-1", "Write a whole number from 0 to 999."),
        ("new_a_day", "many", "Write a whole number"),
        ("away_until", "2026-03-01", "lies before the first one"),
        ("away_until", "", "or neither"),
        ("easy_days", [str(day) for day in range(7)], "at least one day"),
    ],
)
def test_what_a_plan_refuses(
    classmate_client: Browser, classmate: User, field: str, value: object, sentence: str
) -> None:
    found = classmate_client.post("/settings/study", data=SENT | {field: value})
    assert found.status_code == 422
    assert sentence in found.get_data(as_text=True)


def test_a_visitor_is_sent_to_sign_in(client: Browser) -> None:
    assert client.get("/settings/study").status_code == 302


def test_the_usual_choices_take_no_room() -> None:
    assert StudySettings().as_document() == {}
    assert StudySettings.read(CHOSEN.as_document()) == CHOSEN


@pytest.mark.parametrize(
    ("day", "left"), [("2026-04-09", 0), ("2026-04-10", 9), ("2026-04-18", 1), ("2026-04-19", 0)]
)
def test_catching_up_takes_as_long_as_the_days_away(day: str, left: int) -> None:
    assert CHOSEN.catching_up(dt.date.fromisoformat(day)) == left


def test_catching_up_takes_two_weeks_at_most() -> None:
    away = StudySettings(away_from=dt.date(2026, 1, 1), away_until=dt.date(2026, 3, 1))
    assert away.catching_up(dt.date(2026, 3, 2)) == 14


# Parameters of one's own


@pytest.fixture
def studied(session: Session, make: Factory, owner: User, classmate: User) -> list[Card]:
    """A learner with 700 answers who forgets faster than most."""
    chance = random.Random(5)
    cards = make.set_with_cards(owner, [multiple_choice() for _ in range(70)], is_open=True)[1]
    rows = [row for card in cards for row in history(card, classmate, chance)]
    session.execute(insert(Review), rows)
    rebuild_all(session, classmate.id)
    session.commit()
    return cards


def history(card: Card, learner: User, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Ten answers to a card, each on the day it is due."""
    state: State | None = None
    moment, rating = START, Rating.EASY
    for _ in range(10):
        yield {
            "learner_id": learner.id,
            "card_id": card.id,
            "turn_key": secrets.token_hex(16),
            "answered_at": moment,
            "study_day": Days().study_day(moment),
            "rating": rating,
            "score": float(rating is not Rating.AGAIN),
            "correct": rating is not Rating.AGAIN,
            "response": {},
            "card_revision": 1,
            "phase": Phase(state.state) if state else Phase.NEW,
        }
        state = next_memory(state, rating, moment, days=Days(), card_id=card.id)
        moment = state.due_at + DAY / 4
        recall = recall_after(state.stability * 0.4, (moment - state.last_review_at).days)
        rating = Rating.GOOD if chance.random() < recall else Rating.AGAIN


def test_parameters_are_fitted_previewed_and_used(
    classmate_client: Browser,
    session: Session,
    classmate: User,
    studied: list[Card],
    frozen: FrozenClock,
) -> None:
    frozen.moment = START + 30 * DAY
    before = session.scalars(select(Memory.stability).order_by(Memory.card_id)).all()
    page = classmate_client.get("/settings/study/fit")
    assert "700" in page.get_data(as_text=True)
    assert session.scalars(select(Parameters)).all() == []

    assert classmate_client.post("/settings/study/fit", data={}).status_code == 303
    kept = session.scalars(select(Parameters)).one()
    assert (kept.reviews, kept.learner_id) == (700, classmate.id)
    assert kept.fitted_loss is not None
    assert kept.usual_loss is not None
    assert kept.fitted_loss < kept.usual_loss
    after = session.scalars(select(Memory.stability).order_by(Memory.card_id)).all()
    assert sum(after) < sum(before)
    assert rebuild_all(session, classmate.id, store=False) == 0

    classmate_client.post("/settings/study/usual", data={})
    assert weights_of(session, classmate.id) == USUAL
    assert session.scalars(select(Memory.stability).order_by(Memory.card_id)).all() == before


def test_the_preview_says_what_comes_true(
    session: Session, classmate: User, studied: list[Card]
) -> None:
    now = START + 60 * DAY
    found = parameters.fit(session, classmate)
    assert found
    foreseen = parameters.due_with(session, classmate, found.weights, now)
    parameters.use(session, classmate, found, now)
    assert parameters.due_now(session, classmate, now) == foreseen


def test_a_later_answer_goes_by_the_learners_own_parameters(
    session: Session, classmate: User, studied: list[Card]
) -> None:
    found = parameters.fit(session, classmate)
    assert found
    parameters.use(session, classmate, found, START)
    answer(session, classmate, turn(studied[0], 10), START + 900 * DAY, Rating.GOOD)
    assert rebuild_all(session, classmate.id, store=False) == 0


def test_too_few_reviews_fit_nothing(
    classmate_client: Browser, session: Session, classmate: User
) -> None:
    assert parameters.fit(session, classmate) is None
    assert classmate_client.get("/settings/study/fit").status_code == 303
    classmate_client.post("/settings/study/fit", data={})
    assert session.scalars(select(Parameters)).all() == []


def test_one_learners_fit_is_not_anothers(
    session: Session, classmate: User, stranger: User, studied: list[Card]
) -> None:
    found = parameters.fit(session, classmate)
    parameters.use(session, classmate, found, START)
    assert weights_of(session, stranger.id) == USUAL
    assert parameters.fit(session, stranger) is None
