"""What was known on days past: the same whether it is added up now or was kept, or card by card."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.insights import history as past
from quizapp.insights.history import History, history, keep
from quizapp.insights.knowledge import knowledge
from quizapp.models import (
    Card,
    CardStatus,
    Memory,
    PastKnowledge,
    Phase,
    Retraction,
    Review,
    User,
)
from quizapp.study.memories import forget_past, rebuild_all
from quizapp.study.queue import Desk
from quizapp.study.schedule import recall_after
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.quizapp.insights.histories import add, live, memory, review

DAY = dt.timedelta(days=1)
RATINGS = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)


def desk(learner: User, now: dt.datetime = START) -> Desk:
    return Desk(learner, now)


def shown(session: Session, at: Desk) -> History:
    return history(session, at, knowledge(session, at))


def looked_at(session: Session, at: Desk) -> History:
    """As the page does it: what was added up is kept."""
    found = shown(session, at)
    keep(session, at, found)
    return found


def plainly(session: Session, learner: User, found: History) -> list[tuple[int, float]]:
    """Seen and known on each day but the last: every card by itself, from its Reviews."""
    gone = set(session.scalars(select(Retraction.review_id)))
    answers = defaultdict(list)
    for one in session.scalars(select(Review).where(Review.learner_id == learner.id)):
        card = session.get_one(Card, one.card_id)
        if one.id not in gone and one.stability and card.status is CardStatus.ACCEPTED:
            answers[one.card_id].append(one)
    sums = []
    for day in found.days[:-1]:
        last = [
            max(before, key=lambda one: (one.answered_at, one.id))
            for given in answers.values()
            if (before := [one for one in given if one.study_day <= day])
        ]
        known = sum(
            recall_after(one.stability or 0, (day - one.study_day).days)
            for one in last
            if one.rating is not Rating.AGAIN
        )
        sums.append((len(last), known))
    return sums


def agrees(session: Session, learner: User, found: History) -> None:
    plain = plainly(session, learner, found)
    assert [seen for seen, _ in plain] == list(found.seen[:-1])
    assert list(found.known[:-1]) == pytest.approx([known for _, known in plain])


def answer_at_random(session: Session, learner: User, cards: list[Card], seed: int) -> None:
    chance = random.Random(seed)
    first = chance.choice((5, 40, 200, 900))
    rows = []
    for card in chance.sample(cards, 8):
        for _ in range(chance.randint(1, 6)):
            at = START - dt.timedelta(days=chance.randint(0, first), seconds=len(rows))
            told = {"rating": chance.choice(RATINGS), "stability": chance.uniform(0.1, 90)}
            counts = chance.random() < 0.9  # others were given in a quiz or before an exam
            rows.append(review(learner, card, at, **(told if counts else {"stability": None})))
        rows.append(memory(learner, card, START))
    add(session, rows)
    taken_back = [one for one in rows if isinstance(one, Review) and chance.random() < 0.1]
    add(session, [Retraction(review_id=one.id, made_at=START) for one in taken_back])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10**9))
def test_it_is_what_card_by_card_gives(
    session: Session, classmate: User, cards: list[Card], seed: int
) -> None:
    for model in (PastKnowledge, Memory, Retraction, Review):
        session.execute(delete(model))
    answer_at_random(session, classmate, cards, seed)
    found = looked_at(session, desk(classmate))
    agrees(session, classmate, found)
    again = shown(session, desk(classmate))
    assert (again.days, again.seen) == (found.days, found.seen)
    assert again.known == pytest.approx(found.known)
    later = shown(session, desk(classmate, START + random.Random(seed).randint(1, 60) * DAY))
    agrees(session, classmate, later)


def test_what_is_kept_is_not_added_up_again(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    live(session, classmate, cards[:12], START, days=200)
    found = looked_at(session, desk(classmate))
    assert found.added
    assert {one.day for one in shown(session, desk(classmate)).added} <= {found.days[-2]}
    tomorrow = shown(session, desk(classmate, START + DAY))
    assert tomorrow.days[:-2] == found.days[:-2]
    assert {one.day for one in tomorrow.added} <= {START.date()}


def test_what_rewrites_the_past_lets_go_of_it(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    live(session, classmate, cards[:12], START, days=200)
    found = looked_at(session, desk(classmate))
    day = found.days[3]
    forget_past(session, classmate.id, day)
    assert session.scalar(select(func.max(PastKnowledge.day))) == found.days[2]
    rebuild_all(session, classmate.id)
    assert session.scalar(select(func.count()).select_from(PastKnowledge)) == 0


def test_what_was_added_up_over_other_cards_is_not_believed(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    live(session, classmate, cards[:12], START, days=200)
    looked_at(session, desk(classmate))
    session.get_one(Card, cards[0].id).status = CardStatus.REJECTED
    session.flush()
    agrees(session, classmate, looked_at(session, desk(classmate)))


def test_an_answer_that_comes_meanwhile_is_not_passed_over(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    live(session, classmate, cards[:12], START, days=200)
    found = shown(session, desk(classmate))
    add(session, [review(classmate, cards[20], START - 150 * DAY, phase=Phase.NEW)])
    keep(session, desk(classmate), found)
    assert session.scalar(select(func.count()).select_from(PastKnowledge)) == 0


def test_the_page_keeps_what_it_added_up(
    session: Session,
    owner: User,
    classmate: User,
    classmate_client: Browser,
    owner_client: Browser,
    cards: list[Card],
    frozen: FrozenClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(past, "AT_ONCE", 3)
    live(session, classmate, cards[:5], START, days=60, new_a_day=1)
    classmate_client.page("/progress/knowledge")
    assert session.scalars(select(PastKnowledge.learner_id).distinct()).all() == [classmate.id]
    owner_client.page("/progress/knowledge")
    assert session.scalars(select(PastKnowledge.learner_id).distinct()).all() == [classmate.id]
