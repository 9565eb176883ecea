"""Choosing what to study: a tag, an exam, a set to leaf through, hard cards, days away."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, CardTag, Exam, Hold, HoldKind, Memory, Retraction, Review, User
from quizapp.study import aside, choosing
from quizapp.study.memories import rebuild_all, state_of
from quizapp.study.queue import Desk, allowance, next_card, tally
from quizapp.study.settings import NewOrder, ReviewOrder
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import Factory, multiple_choice
from tests.quizapp.study.test_progress import answer, turn
from tests.quizapp.study.test_queue import choose, study

DAY = dt.timedelta(days=1)


@pytest.fixture
def cards(session: Session, make: Factory, owner: User) -> list[Card]:
    """Six cards of an open set, the first two with a tag."""
    found = make.set_with_cards(
        owner, [multiple_choice(f"Load {n}?") for n in range(6)], is_open=True
    )
    for card in found[1][:2]:
        session.add(CardTag(card_id=card.id, tag="harbours"))
    session.commit()
    return found[1]


def sent(browser: Browser, address: str) -> dict[str, str]:
    """The answer form at ``address``, its first option chosen."""
    page = browser.page(address)
    form = page.select_one("form[data-answer]")
    assert form
    token = form.select_one("input[name=turn]")
    assert token
    return {"action": str(form["action"]), "turn": str(token["value"]), "choice": "0"}


def test_a_tag_is_studied_by_itself(
    classmate_client: Browser, session: Session, classmate: User, cards: list[Card]
) -> None:
    classmate_client.page("/").find("a", string="harbours")
    asked = set()
    for _ in range(2):
        data = sent(classmate_client, "/study/tag/harbours")
        assert "tag=harbours" in data["action"]
        done = classmate_client.post(data.pop("action"), data=data | {"easy": "y"})
        assert "tag=harbours" in done.location
        asked = set(session.scalars(select(Review.card_id)))
    assert asked == {cards[0].id, cards[1].id}
    assert "Done for now" in classmate_client.page("/study/tag/harbours").get_text()


def test_a_tag_of_cards_that_are_not_open_is_not_there(
    stranger_client: Browser, session: Session, make: Factory, owner: User
) -> None:
    (card,) = make.set_with_cards(owner, [multiple_choice()])[1]
    session.add(CardTag(card_id=card.id, tag="secret"))
    session.commit()
    assert stranger_client.get("/study/tag/secret").status_code == 404


def test_cramming_leaves_the_long_term_schedule_as_it_is(
    classmate_client: Browser,
    session: Session,
    classmate: User,
    cards: list[Card],
    frozen: FrozenClock,
) -> None:
    for card in cards[:3]:
        answer(session, classmate, turn(card), START, Rating.EASY)
    session.commit()
    kept = {one.card_id: state_of(one) for one in session.scalars(select(Memory))}
    frozen.forward(days=2)
    day = (frozen.moment + 5 * DAY).date()
    made = classmate_client.post(
        "/study/exams", data={"what": f"set {cards[0].set_id}", "day": day.isoformat()}
    )
    for _ in range(2):
        data = sent(classmate_client, made.location)
        assert classmate_client.post(data.pop("action"), data=data).status_code == 303
    crammed = session.scalars(select(Review).where(Review.exam_id.is_not(None))).all()
    assert [one.phase for one in crammed] == [None, None]
    assert {one.card_id: state_of(one) for one in session.scalars(select(Memory))} == kept
    assert rebuild_all(session, classmate.id, store=False) == 0


def test_the_weakest_come_first_and_a_wrong_one_comes_again(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    answer(session, classmate, turn(cards[0]), START, Rating.EASY)
    exam = Exam(learner_id=classmate.id, day=(START + DAY).date(), made_at=START)
    session.add(exam)
    session.commit()
    desk = choosing.desk_for(exam, classmate, START)
    before = choosing.standing(session, exam, desk)
    assert [one.card for one in before.waiting] == cards[1:]
    assert (before.cards, before.ready) == (6, 1)
    session.commit()
    cram(session, classmate, cards[1], exam, Rating.GOOD)
    cram(session, classmate, cards[2], exam, Rating.AGAIN)
    after = choosing.standing(session, exam, desk)
    assert [one.card for one in after.waiting] == [*cards[3:], cards[2]]


def test_what_is_not_ready_is_spread_over_the_days_left(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    exam = Exam(learner_id=classmate.id, day=(START + 3 * DAY).date(), made_at=START)
    session.add(exam)
    session.commit()
    portions = []
    for days in range(3):
        now = START + days * DAY
        desk = choosing.desk_for(exam, classmate, now)
        waiting = choosing.standing(session, exam, desk).waiting
        portions.append(len(waiting))
        for one in waiting:
            cram(session, classmate, one.card, exam, Rating.EASY, now)
        assert not choosing.standing(session, exam, desk).waiting
    assert portions[0] == 2
    assert sum(portions) >= 6
    last = choosing.standing(session, exam, choosing.desk_for(exam, classmate, START + 3 * DAY))
    assert last.ready == 6


def cram(
    session: Session,
    learner: User,
    card: Card,
    exam: Exam,
    rating: Rating,
    now: dt.datetime = START,
) -> None:
    answer(session, learner, turn(card), now, rating, exam_id=exam.id)
    session.commit()


def test_an_exam_is_its_learners_own(
    stranger_client: Browser, session: Session, classmate: User, cards: list[Card]
) -> None:
    exam = Exam(learner_id=classmate.id, day=(START + 9 * DAY).date(), made_at=START)
    session.add(exam)
    session.commit()
    assert stranger_client.get(f"/study/exam/{exam.id}").status_code == 404
    assert stranger_client.post(f"/study/exam/{exam.id}/drop").status_code == 404
    data = sent(stranger_client, f"/study/set/{cards[0].set_id}")
    answered = stranger_client.post(f"/study/answer?exam={exam.id}", data=data)
    assert answered.status_code == 404
    assert session.scalars(select(Review)).all() == []


def test_an_exam_can_be_dropped_and_its_answers_stay(
    classmate_client: Browser, session: Session, classmate: User, cards: list[Card]
) -> None:
    exam = Exam(learner_id=classmate.id, day=(START + 900 * DAY).date(), made_at=START)
    session.add(exam)
    session.commit()
    cram(session, classmate, cards[0], exam, Rating.GOOD)
    assert classmate_client.post(f"/study/exam/{exam.id}/drop").status_code == 303
    assert session.scalars(select(Exam)).all() == []
    assert session.scalars(select(Review.exam_id)).all() == [None]


def standing_of(session: Session, exam: Exam, learner: User) -> choosing.Standing:
    session.expire_all()
    return choosing.standing(session, exam, choosing.desk_for(exam, learner, START))


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("more", ["", "?more=1"])
def test_undo_before_an_exam_takes_the_last_answer_back_exactly(
    classmate_client: Browser, session: Session, classmate: User, cards: list[Card], more: str
) -> None:
    days = 1 if not more else 3
    exam = Exam(learner_id=classmate.id, day=(START + days * DAY).date(), made_at=START)
    session.add(exam)
    session.commit()
    address = f"/study/exam/{exam.id}{more}"
    stood = [standing_of(session, exam, classmate)]
    asked: list[str] = []
    page = classmate_client.page(address)
    for choice in ("0", "1", "0"):
        form = page.select_one("form[data-answer]")
        assert form
        asked.append(str(page.select_one("[data-turn]")["data-card"]))  # type: ignore[index]
        token = str(form.select_one("[name=turn]")["value"])  # type: ignore[index]
        place = classmate_client.post(
            str(form["action"]), data={"turn": token, "choice": choice, "easy": "y"}
        ).location
        onward = classmate_client.page(place).select_one("[data-next]")
        assert onward
        page = classmate_client.page(str(onward["href"]))
        stood.append(standing_of(session, exam, classmate))
    for before, card in zip(reversed(stood[:-1]), reversed(asked), strict=True):
        undo = page.select_one("form[data-action=undo]")
        assert undo
        seen = str(undo.select_one("[name=seen]")["value"])  # type: ignore[index]
        back = classmate_client.post(str(undo["action"]), data={"seen": seen})
        page = classmate_client.page(back.location)
        assert "Here is its question again" in page.get_text()
        assert page.select_one("[data-turn]")["data-card"] == card  # type: ignore[index]
        assert ("more=1" in back.location) is bool(more)
        assert standing_of(session, exam, classmate) == before
    assert len(session.scalars(select(Review)).all()) == 3
    assert rebuild_all(session, classmate.id, store=False) == 0
    assert session.scalars(select(Memory)).all() == []


@pytest.mark.usefixtures("frozen")
def test_undo_at_the_end_of_a_day_before_an_exam(
    classmate_client: Browser, session: Session, classmate: User, cards: list[Card]
) -> None:
    exam = Exam(learner_id=classmate.id, day=(START + 6 * DAY).date(), made_at=START)
    session.add(exam)
    session.commit()
    data = sent(classmate_client, f"/study/exam/{exam.id}")
    classmate_client.post(data.pop("action"), data=data | {"easy": "y"})
    page = classmate_client.page(f"/study/exam/{exam.id}")
    assert "Done for today" in page.get_text()
    undo = page.select_one("form[data-action=undo]")
    assert undo
    back = classmate_client.post(str(undo["action"]), data={"seen": "1"})
    assert f"card={cards[0].id}" in back.location


@pytest.mark.usefixtures("frozen")
def test_undo_before_an_exam_leaves_what_was_done_elsewhere(
    classmate_client: Browser, session: Session, classmate: User, cards: list[Card], make: Factory
) -> None:
    (other,) = make.set_with_cards(classmate, [multiple_choice()])[1]
    exam = Exam(
        learner_id=classmate.id, set_id=cards[0].set_id, day=(START + DAY).date(), made_at=START
    )
    session.add(exam)
    session.commit()
    cram(session, classmate, cards[0], exam, Rating.GOOD)
    answer(session, classmate, turn(other), START, Rating.GOOD)
    aside.hold(session, classmate, other.id, HoldKind.SUSPENDED, START)
    session.commit()
    classmate_client.post(f"/study/undo?exam={exam.id}", data={"seen": "1"})
    taken = select(Retraction.review_id)
    assert session.scalars(select(Review.card_id).where(Review.id.in_(taken))).all() == [
        cards[0].id
    ]
    assert session.get(Hold, (classmate.id, other.id, HoldKind.SUSPENDED))
    assert session.get(Memory, (classmate.id, other.id))


def test_an_exam_must_lie_ahead(
    classmate_client: Browser, cards: list[Card], frozen: FrozenClock
) -> None:
    day = frozen.moment.date().isoformat()
    refused = classmate_client.post("/study/exams", data={"what": "all", "day": day})
    assert refused.status_code == 422
    assert "tomorrow at the soonest" in refused.get_data(as_text=True)


def test_a_set_is_leafed_through_without_grading(
    client: Browser, session: Session, cards: list[Card]
) -> None:
    address = f"/study/set/{cards[0].set_id}/cards"
    first = client.page(address)
    assert "Card 1 of 6" in first.get_text()
    assert "Card 6 of 6" in client.page(f"{address}?at=99").get_text()
    assert session.scalars(select(Review)).all() == []


def test_a_private_set_is_not_leafed_through(
    stranger_client: Browser, make: Factory, owner: User
) -> None:
    chosen, _ = make.set_with_cards(owner)
    assert stranger_client.get(f"/study/set/{chosen.id}/cards").status_code == 404


def test_hard_cards_are_shown(
    classmate_client: Browser, session: Session, classmate: User, cards: list[Card]
) -> None:
    answer(session, classmate, turn(cards[0]), START, Rating.EASY)
    memory = session.get(Memory, (classmate.id, cards[0].id))
    assert memory
    memory.lapses = 8
    session.commit()
    assert "forgotten 8 times" in classmate_client.page("/study/hard").get_text()
    assert "1 card you keep forgetting" in classmate_client.page("/").get_text()


# Order, limits, days away


def test_new_cards_first_mixed_or_after(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    cards = make.set_with_cards(owner, [multiple_choice() for _ in range(24)], is_open=True)[1]
    for card in cards[:12]:
        answer(session, classmate, turn(card), START, Rating.EASY)
    session.commit()
    seen = {card.id for card in cards[:12]}
    kinds = {}
    for order in NewOrder:
        choose(session, classmate, new_order=order)
        asked = study(session, Desk(classmate, START + 60 * DAY))
        kinds[order] = [card_id in seen for card_id in asked]
        for review in session.scalars(select(Review).where(Review.answered_at > START + DAY)):
            session.delete(review)
        session.flush()
        rebuild_all(session, classmate.id)
        session.commit()
    assert kinds[NewOrder.AFTER] == [True] * 12 + [False] * 12
    assert kinds[NewOrder.FIRST] == [False] * 12 + [True] * 12
    assert sorted(kinds[NewOrder.MIXED]) == sorted(kinds[NewOrder.AFTER])
    assert kinds[NewOrder.MIXED] not in (kinds[NewOrder.AFTER], kinds[NewOrder.FIRST])


def test_reviews_by_due_date_by_recall_or_shuffled(
    session: Session, classmate: User, cards: list[Card]
) -> None:
    for place, card in enumerate(cards):
        answer(session, classmate, turn(card), START + place * DAY, Rating.EASY)
        memory = session.get(Memory, (classmate.id, card.id))
        assert memory
        memory.stability = 10.0 + 5 * (place % 3)
    session.commit()
    now = START + 90 * DAY
    asked = {}
    for order in ReviewOrder:
        choose(session, classmate, review_order=order)
        desk, asked[order] = Desk(classmate, now), []
        for _ in cards:
            found = next_card(session, desk, tally(session, desk))
            assert found
            asked[order].append(found.card.id)
            memory = session.get(Memory, (classmate.id, found.card.id))
            assert memory
            memory.due_at += 365 * DAY
            session.commit()
        for memory in session.scalars(select(Memory)):
            memory.due_at -= 365 * DAY
        session.commit()
    ids = [card.id for card in cards]
    assert asked[ReviewOrder.RECALL] == [ids[place] for place in (0, 3, 1, 4, 2, 5)]
    assert sorted(asked[ReviewOrder.RANDOM]) == ids
    assert asked[ReviewOrder.RANDOM] != asked[ReviewOrder.RECALL]


def test_days_away_ask_nothing_and_no_avalanche_follows(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    cards = make.set_with_cards(owner, [multiple_choice() for _ in range(60)], is_open=True)[1]
    for card in cards:
        answer(session, classmate, turn(card), START, Rating.EASY)
    today = START.date()
    choose(
        session, classmate, away_from=today + 3 * DAY, away_until=today + 12 * DAY, even_out=False
    )
    away = Desk(classmate, START + 10 * DAY)
    assert study(session, away) == []
    chosen = Desk(classmate, START + 10 * DAY, cards[0].set_id)
    assert next_card(session, chosen, tally(session, chosen))
    counts = []
    for days in range(13, 23):
        desk = Desk(classmate, START + days * DAY)
        counts.append(len(study(session, desk)))
    assert max(counts) <= 8
    assert sum(counts) >= 60
    back = Desk(classmate, START + 24 * DAY)
    assert allowance(session, back, tally(session, back)).reviews == 200
