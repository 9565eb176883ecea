"""Taken back, set aside, flagged, reported: it works first, refusals after."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from questions.types import Question
from quizapp.classes import csv_files, scores
from quizapp.models import (
    Card,
    CardStatus,
    Hold,
    HoldKind,
    Memory,
    Report,
    Retraction,
    User,
)
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import Factory, cloze, multiple_choice
from tests.quizapp.study.test_views import answer, fields, option, reviews

PROMPTS = [f"Where did most of the grain of pier {number} go?" for number in range(1, 6)]


def questions() -> list[Question]:
    return [multiple_choice(prompt) for prompt in PROMPTS]


def action(browser: Browser, page: BeautifulSoup, name: str, **given: str) -> BeautifulSoup:
    """Press something in the menu, as a browser without scripts does, and follow."""
    form = page.find("form", attrs={"data-action": name})
    assert isinstance(form, Tag), f"the menu has no {name}"
    hidden = {
        str(one["name"]): str(one.get("value", ""))
        for one in form.find_all("input", attrs={"type": "hidden"})
    }
    response = browser.post(str(form["action"]), data=hidden | given, follow_redirects=True)
    assert response.status_code == 200, response.status
    return BeautifulSoup(response.get_data(as_text=True), "html.parser")


def undo_form(page: BeautifulSoup) -> Tag:
    found = page.find("form", attrs={"data-action": "undo"})
    assert isinstance(found, Tag)
    return found


def prompt(page: BeautifulSoup) -> str:
    found = page.find(id="prompt")
    assert found
    return found.get_text(strip=True)


def memories(session: Session) -> list[dict[str, Any]]:
    columns = inspect(Memory).columns.keys()
    rows = session.scalars(select(Memory).order_by(Memory.learner_id, Memory.card_id))
    return [{name: getattr(row, name) for name in columns} for row in rows]


@pytest.fixture
def cards(make: Factory, owner: User) -> list[Card]:
    return make.set_with_cards(owner, questions(), is_open=True)[1]


# Taking back


def test_the_last_answer_is_taken_back_and_asked_again(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    page = classmate_client.page("/study")
    asked = prompt(page)
    feedback = answer(classmate_client, page, choice=option(page, "Varn"))
    again = action(classmate_client, feedback, "undo")
    assert prompt(again) == asked
    assert "taken back" in again.get_text()
    assert memories(session) == []
    assert len(reviews(session)) == 1, "the answer stays as a row"
    assert session.scalars(select(Retraction.review_id)).all() == [reviews(session)[0].id]
    after = answer(classmate_client, again, choice=option(again, "Orsk"))
    assert "That is right." in after.get_text()
    assert [one.correct for one in reviews(session)] == [False, True]
    assert len(memories(session)) == 1


def test_all_of_today_can_be_taken_back_step_by_step(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    states, page = [memories(session)], classmate_client.page("/study")
    for place in range(4):
        frozen.forward(seconds=20)
        page = answer(classmate_client, page, choice=option(page, "Orsk" if place % 2 else "Lund"))
        states.append(memories(session))
        page = classmate_client.page("/study")
    for before in reversed(states[:-1]):
        page = action(classmate_client, page, "undo")
        assert memories(session) == before
    assert undo_form(page).has_attr("hidden")
    assert len(reviews(session)) == 4


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["Orsk", "Varn", "undo"]), st.integers(1, 4000)), max_size=12
    )
)
def test_taking_back_restores_what_was_before_exactly(
    classmate_client: Browser,
    cards: list[Card],
    session: Session,
    frozen: FrozenClock,
    moves: list[tuple[str, int]],
) -> None:
    frozen.moment += dt.timedelta(days=40)
    stack = [memories(session)]
    for move, seconds in moves:
        frozen.forward(seconds=seconds)
        page = classmate_client.page("/study")
        undoable = not undo_form(page).has_attr("hidden")
        if move == "undo":
            if not undoable:
                stack = [memories(session)]
                continue
            action(classmate_client, page, "undo")
            if len(stack) > 1:
                stack.pop()
                assert memories(session) == stack[-1]
            else:
                stack = [memories(session)]
        elif page.find("form", attrs={"data-answer": True}):
            if not undoable:  # a new study day has begun, or nothing was answered yet
                stack = [memories(session)]
            answer(classmate_client, page, choice=option(page, move))
            stack.append(memories(session))


def test_an_answer_before_an_exam_is_taken_back_too(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    page = classmate_client.page("/study")
    answer(classmate_client, page, choice=option(page, "Orsk"))
    before = memories(session)
    frozen.forward(seconds=30)
    day = (frozen.moment + dt.timedelta(days=3)).date()
    made = classmate_client.post(
        "/study/exams", data={"what": f"set {cards[0].set_id}", "day": day.isoformat()}
    )
    address = made.headers["Location"]
    page = classmate_client.page(address)
    feedback = answer(classmate_client, page, choice=option(page, "Varn"))
    after = action(classmate_client, feedback, "undo")
    assert "taken back" in after.get_text()
    assert len(session.scalars(select(Retraction)).all()) == 1
    assert reviews(session)[-1].exam_id is not None
    assert session.scalar(select(Retraction.review_id)) == reviews(session)[-1].id
    assert memories(session) == before


def test_a_double_click_takes_back_one_answer(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    page = classmate_client.page("/study")
    for _ in range(2):
        answer(classmate_client, page, choice=option(page, "Orsk"))
        frozen.forward(seconds=20)
        page = classmate_client.page("/study")
    action(classmate_client, page, "undo")
    second = action(classmate_client, page, "undo")
    assert "answered in another place" in second.get_text()
    assert len(session.scalars(select(Retraction)).all()) == 1


def test_an_answer_taken_back_does_not_come_again_by_itself(
    classmate_client: Browser, cards: list[Card], session: Session
) -> None:
    """The page before the undo is still open somewhere and is sent once more."""
    page = classmate_client.page("/study")
    feedback = answer(classmate_client, page, choice=option(page, "Varn"))
    action(classmate_client, feedback, "undo")
    again = answer(classmate_client, page, choice=option(page, "Varn"))
    assert "not counted" in again.get_text()
    assert len(reviews(session)) == 1
    assert memories(session) == []


def test_progress_and_the_end_of_the_session_forget_it(
    classmate_client: Browser, cards: list[Card], session: Session
) -> None:
    page = classmate_client.page("/study")
    feedback = answer(classmate_client, page, choice=option(page, "Orsk"))
    assert "1 of 5 seen" in feedback.get_text()
    assert "0 of 5 seen" in action(classmate_client, feedback, "undo").get_text()


def test_a_class_scores_only_what_stands(
    app: Flask,
    classmate_client: Browser,
    classmate: User,
    make: Factory,
    owner: User,
    session: Session,
    frozen: FrozenClock,
) -> None:
    question_set, _ = make.set_with_cards(owner, questions())
    class_ = make.class_(owner, classmate)
    make.assignment(class_, question_set)
    page = classmate_client.page(f"/study/set/{question_set.id}")
    feedback = answer(classmate_client, page, choice=option(page, "Varn"))
    again = action(classmate_client, feedback, "undo")
    frozen.forward(seconds=5)
    answer(classmate_client, again, choice=option(again, "Orsk"))
    with app.app_context():
        figures = scores.gradebook(class_, START).rows[0].total
        rows = b"".join(csv_files.answer_file(class_.title, scores.answers(class_))).decode()
    assert (figures.answers, figures.right_at_first, figures.mean_score) == (1, 1, 1.0)
    assert len(rows.strip().splitlines()) == 2
    assert rows.strip().endswith(",1"), "the first attempt that stands is the first"


def test_nothing_of_another_learner_is_taken_back(
    classmate_client: Browser,
    stranger_client: Browser,
    cards: list[Card],
    session: Session,
) -> None:
    page = classmate_client.page("/study")
    feedback = answer(classmate_client, page, choice=option(page, "Orsk"))
    form = feedback.find("form", attrs={"data-action": "undo"})
    assert isinstance(form, Tag)
    before = memories(session)
    response = stranger_client.post(str(form["action"]), data={"seen": "0"}, follow_redirects=True)
    assert "nothing of today left" in response.text
    assert session.scalars(select(Retraction)).all() == []
    assert memories(session) == before


# Setting aside


@pytest.mark.parametrize("kind", ["suspended", "buried"])
def test_a_card_set_aside_is_not_asked(
    classmate_client: Browser,
    cards: list[Card],
    session: Session,
    frozen: FrozenClock,
    kind: str,
) -> None:
    page = classmate_client.page("/study")
    asked = prompt(page)
    following = action(classmate_client, page, "hold", kind=kind)
    assert prompt(following) != asked
    assert kind.capitalize() in following.get_text()
    listed = classmate_client.page("/study/aside")
    assert asked in listed.get_text()
    frozen.forward(days=1)
    after = prompt(classmate_client.page("/study"))
    assert (after == asked) is (kind == "buried"), "a buried card is back the next day"


def test_setting_aside_is_taken_back_too(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    page = classmate_client.page("/study")
    page = answer(classmate_client, page, choice=option(page, "Orsk"))
    frozen.forward(seconds=10)
    page = classmate_client.page("/study")
    asked = prompt(page)
    following = action(classmate_client, page, "hold", kind="suspended")
    back = action(classmate_client, following, "undo")
    assert prompt(back) == asked
    assert session.scalars(select(Hold)).all() == []
    assert len(memories(session)) == 1


def test_a_flag_marks_the_card_and_stays_on_it(
    classmate_client: Browser, cards: list[Card], session: Session
) -> None:
    page = classmate_client.page("/study")
    asked = prompt(page)
    flagged = action(classmate_client, page, "flag", kind="flagged")
    assert prompt(flagged) == asked
    assert "Flagged" in flagged.get_text()
    (kept,) = session.scalars(select(Hold))
    assert (kept.kind, kept.until) == (HoldKind.FLAGGED, None)
    feedback = answer(classmate_client, flagged, choice=option(flagged, "Orsk"))
    off = action(classmate_client, feedback, "flag", kind="flagged")
    assert "The flag is off" in off.get_text()
    assert "That is right." in off.get_text(), "the feedback is still there"
    assert session.scalars(select(Hold)).all() == []


def test_what_is_set_aside_comes_back_from_its_page(
    classmate_client: Browser, cards: list[Card], session: Session
) -> None:
    page = classmate_client.page("/study")
    asked = prompt(page)
    action(classmate_client, page, "hold", kind="suspended")
    (kept,) = session.scalars(select(Hold))
    given = {"card_id": str(kept.card_id), "kind": "suspended"}
    assert classmate_client.post("/study/aside/release", data=given).status_code == 303
    assert classmate_client.post("/study/aside/release", data=given).status_code == 404
    assert prompt(classmate_client.page("/study")) == asked


def test_a_hold_is_ones_own(
    classmate_client: Browser, stranger_client: Browser, cards: list[Card], session: Session
) -> None:
    page = classmate_client.page("/study")
    action(classmate_client, page, "hold", kind="suspended")
    (kept,) = session.scalars(select(Hold))
    given = {"card_id": str(kept.card_id), "kind": "suspended"}
    assert stranger_client.post("/study/aside/release", data=given).status_code == 404
    assert "Nothing is set aside" in stranger_client.page("/study/aside").get_text()
    forged = {"turn": fields(page)["turn"], "kind": "suspended"}
    assert stranger_client.post("/study/hold", data=forged).status_code == 400
    assert len(session.scalars(select(Hold)).all()) == 1


def test_a_guests_holds_and_reports_go_into_their_account(
    client: Browser, cards: list[Card], session: Session, classmate: User
) -> None:
    from quizapp.accounts.guests import take_over

    page = client.page("/study")
    page = action(client, page, "hold", kind="suspended")
    action(client, page, "report", words="The pier is wrong.")
    guest = session.scalars(select(User).where(User.guest)).one()
    take_over(session, guest, classmate)
    session.commit()
    assert [one.learner_id for one in session.scalars(select(Hold))] == [classmate.id]
    assert [one.learner_id for one in session.scalars(select(Report))] == [classmate.id]


# Reporting


def test_a_report_reaches_the_author_with_the_answer(
    classmate_client: Browser,
    owner_client: Browser,
    classmate: User,
    owner: User,
    make: Factory,
    session: Session,
) -> None:
    question_set, [card] = make.set_with_cards(owner, [multiple_choice()])
    make.assignment(make.class_(owner, classmate), question_set)
    page = classmate_client.page(f"/study/set/{question_set.id}")
    feedback = answer(classmate_client, page, choice=option(page, "Varn"))
    after = action(classmate_client, feedback, "report", words="It went to Varn, says page 2.")
    assert "Sent to the author" in after.get_text()
    assert "Not this one" in after.get_text(), "the feedback is still there"
    assert "1 report from learners" in " ".join(owner_client.page("/sets").get_text().split())
    inbox = owner_client.page(f"/sets/{question_set.id}").find("section", "reports")
    assert inbox
    words = " ".join(inbox.get_text().split())
    assert "It went to Varn, says page 2." in words
    assert "answered Varn, not right · the key is Orsk" in words
    assert "Carl Classmate" in words
    (kept,) = session.scalars(select(Report))
    assert kept.review_id == reviews(session)[0].id
    done = owner_client.post(f"/reports/{kept.id}/resolve", data={}, follow_redirects=True)
    assert "It went to Varn" not in done.text
    assert card.status is CardStatus.ACCEPTED


def test_a_reporter_from_elsewhere_has_no_name(
    stranger_client: Browser, owner_client: Browser, cards: list[Card], session: Session
) -> None:
    page = stranger_client.page("/study")
    action(stranger_client, page, "report", words="Which year is meant?")
    action(stranger_client, page, "report", words="Which year is meant here?")
    inbox = owner_client.page(f"/sets/{cards[0].set_id}").find("section", "reports")
    assert inbox
    words = " ".join(inbox.get_text().split())
    assert "A learner" in words
    assert "had not answered" in words
    assert "Sten Stranger" not in words
    assert "Which year is meant here?" in words
    assert len(session.scalars(select(Report)).all()) == 1, "said twice about one turn"


def test_rejecting_a_reported_card_puts_its_reports_away(
    stranger_client: Browser, owner_client: Browser, cards: list[Card], session: Session
) -> None:
    page = stranger_client.page("/study")
    action(stranger_client, page, "report", words="Which year is meant?")
    (kept,) = session.scalars(select(Report))
    owner_client.post(f"/reports/{kept.id}/resolve", data={"reject": "1"})
    session.refresh(kept)
    assert kept.resolved_at
    assert kept.card.status is CardStatus.REJECTED


def test_an_empty_report_keeps_its_form(stranger_client: Browser, cards: list[Card]) -> None:
    page = stranger_client.page("/study")
    given = {"turn": fields(page)["turn"], "words": "  "}
    response = stranger_client.post("/study/report", data=given)
    assert response.status_code == 422
    assert "in a few words" in response.text
    quick = stranger_client.post("/study/report", data=given, headers={"HX-Request": "true"})
    assert quick.status_code == 422
    assert "<main" not in quick.text


def test_a_report_needs_a_turn_of_ones_own(
    stranger_client: Browser, classmate_client: Browser, cards: list[Card], session: Session
) -> None:
    page = classmate_client.page("/study")
    given = {"turn": fields(page)["turn"], "words": "Wrong."}
    assert stranger_client.post("/study/report", data=given).status_code == 400
    assert session.scalars(select(Report)).all() == []


# Answers that come later than they were given


def late(frozen: FrozenClock, **ago: float) -> str:
    moment = frozen.moment - dt.timedelta(**ago)
    return str(moment.timestamp() * 1000)


def test_an_answer_is_kept_at_the_time_it_was_given(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock
) -> None:
    page = classmate_client.page("/study")
    frozen.forward(hours=30)
    answer(classmate_client, page, choice=option(page, "Orsk"), at=late(frozen, hours=29))
    (review,) = reviews(session)
    assert review.answered_at == START + dt.timedelta(hours=1)
    assert review.study_day == START.date()


@pytest.mark.parametrize(
    ("ago", "kept"),
    [
        ({"hours": 50}, START),
        ({"hours": -5}, START + dt.timedelta(hours=30)),
        ({"hours": 10}, START + dt.timedelta(hours=20)),
    ],
)
def test_a_time_is_neither_before_the_question_nor_in_the_future(
    classmate_client: Browser,
    cards: list[Card],
    session: Session,
    frozen: FrozenClock,
    ago: dict[str, float],
    kept: dt.datetime,
) -> None:
    page = classmate_client.page("/study")
    frozen.forward(hours=30)
    answer(classmate_client, page, choice=option(page, "Orsk"), at=late(frozen, **ago))
    assert reviews(session)[0].answered_at == kept


@pytest.mark.parametrize("at", ["", "soon", "nan", "1e300", "-1"])
def test_a_time_that_is_none_is_now(
    classmate_client: Browser, cards: list[Card], session: Session, frozen: FrozenClock, at: str
) -> None:
    page = classmate_client.page("/study")
    now = frozen.forward(hours=2)
    answer(classmate_client, page, choice=option(page, "Orsk"), at=at)
    assert reviews(session)[0].answered_at == (START if at == "-1" else now)


def test_a_question_that_is_no_choice_is_reported_with_what_was_typed(
    classmate_client: Browser, owner_client: Browser, make: Factory, owner: User
) -> None:
    question_set, _ = make.set_with_cards(owner, [cloze()], is_open=True)
    page = classmate_client.page("/study")
    feedback = answer(classmate_client, page, text="<b>12</b>")
    action(classmate_client, feedback, "report", words="A <i>word</i>")
    html = str(owner_client.page(f"/sets/{question_set.id}").find("section", "reports"))
    assert re.search(r"&lt;b&gt;12&lt;/b&gt;", html)
    assert "A &lt;i&gt;word&lt;/i&gt;" in html
