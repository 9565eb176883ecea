"""What comes next, what is counted, and that both agree."""

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Card, CardStatus, MemoryState, QuestionSet, User
from quizapp.study.queue import Desk, Tally, next_card, tally
from quizapp.study.settings import StudySettings
from quizapp.study.today import coming, newly_learned, today, waiting_now
from tests.factories import Factory, multiple_choice
from tests.quizapp.study.test_progress import START, answer, turn

DAY = dt.timedelta(days=1)


def cards_of(make: Factory, owner: User, number: int, *facts: str) -> list[Card]:
    """An open set of so many cards; the first ones on the ``facts``, the others on none."""
    questions = [
        replace(multiple_choice(f"Where did load {place} go?"), fact_key=fact)
        for place, fact in enumerate([*facts, *[""] * (number - len(facts))])
    ]
    return make.set_with_cards(owner, questions, is_open=True)[1]


def ask(session: Session, desk: Desk) -> Card | None:
    found = next_card(session, desk, tally(session, desk))
    return session.get_one(Card, found.card.id) if found else None


def study(session: Session, desk: Desk, rating: Rating = Rating.EASY) -> list[int]:
    """Answer what is asked until nothing is, ten seconds each; the cards in order."""
    asked: list[int] = []
    while len(asked) < 500:
        found = next_card(session, desk, tally(session, desk))
        if found is None:
            break
        assert desk.learner
        answer(session, desk.learner, turn(found.card, found.reviews), desk.now, rating)
        asked.append(found.card.id)
        desk = replace(desk, now=desk.now + dt.timedelta(seconds=10))
    session.commit()
    return asked


def choose(session: Session, learner: User, **choices: Any) -> None:
    """Change the learner's study settings."""
    learner.study = StudySettings(**choices).as_document()
    session.add(learner)
    session.commit()


def test_cards_come_in_the_sets_order(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    cards = cards_of(make, owner, 3)
    assert study(session, Desk(classmate, START)) == [card.id for card in cards]


def test_learning_cards_come_first_then_reviews_then_new_ones(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    review, forgotten, new = cards_of(make, owner, 3)
    answer(session, classmate, turn(review), START, Rating.EASY)
    later = START + 40 * DAY
    answer(session, classmate, turn(forgotten), later, Rating.AGAIN)
    soon = Desk(classmate, later + dt.timedelta(seconds=30))
    assert ask(session, soon) == review
    assert ask(session, Desk(classmate, later + dt.timedelta(minutes=2))) == forgotten
    study(session, soon, Rating.EASY)
    assert new.id in study(session, Desk(make.user(), later))


def test_the_last_learning_cards_are_not_waited_for(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    (card,) = cards_of(make, owner, 1)
    answer(session, classmate, turn(card), START, Rating.GOOD)
    assert ask(session, Desk(classmate, START + dt.timedelta(seconds=10))) == card


def test_twenty_new_cards_a_day(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    cards_of(make, owner, 30)
    assert (
        waiting_now(session, Desk(classmate, START), tally(session, Desk(classmate, START))).new
        == 20
    )
    assert len(study(session, Desk(classmate, START))) == 20
    tomorrow = Desk(classmate, START + DAY)
    assert waiting_now(session, tomorrow, tally(session, tomorrow)).new == 10
    assert len(study(session, tomorrow)) == 10


def test_a_days_reviews_are_limited(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    for card in cards_of(make, owner, 12):
        answer(session, classmate, turn(card), START, Rating.EASY)
    choose(session, classmate, reviews_a_day=5)
    assert len(study(session, Desk(classmate, START + 60 * DAY))) == 5


def test_siblings_are_not_asked_on_one_day(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    first, sibling, other, third = cards_of(make, owner, 4, "grain", "grain", "steel", "grain")
    assert study(session, Desk(classmate, START)) == [first.id, other.id]
    assert study(session, Desk(classmate, START + DAY)) == [sibling.id]
    assert study(session, Desk(classmate, START + 2 * DAY)) == [third.id]


def test_due_siblings_come_on_different_days(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    first, sibling = cards_of(make, owner, 2, "grain", "grain")
    answer(session, classmate, turn(first), START, Rating.EASY)
    answer(session, classmate, turn(sibling), START + DAY, Rating.EASY)
    session.commit()
    day = START + 60 * DAY
    assert len(study(session, Desk(classmate, day))) == 1
    assert len(study(session, Desk(classmate, day + DAY))) == 1


def test_facts_of_different_sets_are_no_siblings(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    (one,), (other,) = cards_of(make, owner, 1, "grain"), cards_of(make, owner, 1, "grain")
    make.assignment(make.class_(owner, classmate), one.question_set)
    make.assignment(make.class_(owner, classmate), other.question_set)
    assert study(session, Desk(classmate, START)) == [one.id, other.id]


def test_drafts_and_rejected_cards_are_not_asked(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    question_set = make.question_set(owner, is_open=True)
    make.card(question_set, status=CardStatus.DRAFT)
    make.card(question_set, status=CardStatus.REJECTED)
    assert ask(session, Desk(classmate, START)) is None


def test_new_cards_come_from_what_was_begun_or_given(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    """Other open sets wait until they are chosen."""
    seed = cards_of(make, owner, 2)
    given = make.set_with_cards(owner, [multiple_choice()])[1]
    make.assignment(make.class_(owner, classmate), given[0].question_set)
    assert study(session, Desk(classmate, START)) == [given[0].id]
    chosen = Desk(classmate, START + dt.timedelta(hours=1), seed[0].set_id)
    assert ask(session, chosen) == seed[0]


def test_a_set_that_is_no_longer_open_is_not_asked(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    cards = cards_of(make, owner, 2)
    answer(session, classmate, turn(cards[0]), START, Rating.EASY)
    question_set = session.get(QuestionSet, cards[0].set_id)
    assert question_set
    question_set.is_open = False
    session.commit()
    assert ask(session, Desk(classmate, START + 60 * DAY)) is None
    assert today(session, Desk(classmate, START + 60 * DAY)).lines == []


def test_what_is_counted_is_what_is_asked(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    """Over weeks, with siblings, limits and forgotten cards."""
    cards = cards_of(make, owner, 30, "a", "a", "b", "b", "c", "c", "a")
    make.assignment(
        make.class_(owner, classmate), cards_of(make, owner, 9, "a", "b", "a")[0].question_set
    )
    study(session, Desk(classmate, START, cards[0].set_id), Rating.GOOD)
    for day in range(1, 25, 3):
        desk = Desk(classmate, START + day * DAY)
        counted = today(session, desk).waiting
        asked = study(session, desk, Rating.EASY if day % 2 else Rating.GOOD)
        assert counted.cards == len(set(asked)), day


def test_the_day_ends_with_what_was_learned_and_what_comes(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    cards_of(make, owner, 25)
    desk = Desk(classmate, START)
    study(session, desk, Rating.GOOD)
    evening = Desk(classmate, START + dt.timedelta(hours=2))
    done = tally(session, evening)
    assert (done.cards, done.answers, done.right, done.unsettled) == (20, 40, 40, 0)
    assert len(newly_learned(session, evening)) == 20
    next_due = coming(session, evening, done)
    assert next_due
    assert next_due.at == evening.tomorrow
    assert next_due.cards >= 5


def test_nothing_comes_where_nothing_was_begun(session: Session, make: Factory) -> None:
    assert coming(session, Desk(make.user(), START), Tally()) is None


def test_what_is_kept_from_a_sibling_comes_tomorrow(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    """However many new cards today still allows; those of another fact would have been asked."""
    cards_of(make, owner, 6, "grain", "grain", "grain", "steel", "steel")
    cards_of(make, make.user(), 2, "grain", "grain")
    desk = Desk(classmate, START)
    first = session.get_one(Card, study(session, desk)[0])
    for one in (desk, replace(desk, set_id=first.set_id)):
        found = coming(session, one, tally(session, one))
        assert found
        assert found.at == desk.tomorrow
    assert found.cards == 3
    choose(session, classmate, new_a_day=2)
    limited = Desk(classmate, START, first.set_id)
    held = coming(session, limited, tally(session, limited))
    assert held
    assert held.cards == 2


def test_known_now_rises_with_study_and_falls_with_time(
    session: Session, make: Factory, owner: User, classmate: User
) -> None:
    cards_of(make, owner, 4)
    desk = Desk(classmate, START)

    def known(moment: dt.datetime) -> float:
        (line,) = today(session, replace(desk, now=moment)).lines
        return line.known

    before = known(START)
    study(session, desk)
    after, much_later = known(START), known(START + 300 * DAY)
    assert before == 0
    assert after == 1
    assert 0 < much_later < after


def test_memory_states_are_the_schedulers() -> None:
    assert {str(state) for state in MemoryState} == {"learning", "review", "relearning"}
