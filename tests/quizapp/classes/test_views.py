from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp import create_app
from quizapp.classes import roster
from quizapp.config import database_address
from quizapp.database import Model, db
from quizapp.models import Assignment, Class, ClassRole, Membership, QuestionSet, User
from tests.browsing import Browser
from tests.conftest import FrozenClock, test_config
from tests.factories import Factory


@pytest.fixture
def class_(make: Factory, owner: User) -> Class:
    return make.class_(owner, title="Year 10", join_code="CDFH3479")


def role(session: Session, class_: Class, user: User) -> ClassRole | None:
    return session.scalar(
        select(Membership.role).where(
            Membership.class_id == class_.id, Membership.user_id == user.id
        )
    )


def test_a_class_is_made(owner_client: Browser, owner: User, session: Session) -> None:
    place = owner_client.post("/classes/new", data={"title": " Year 9 "}).location
    made = session.scalars(select(Class)).one()
    assert place.endswith(f"/classes/{made.id}")
    assert made.title == "Year 9"
    assert role(session, made, owner) is ClassRole.INSTRUCTOR
    assert re.fullmatch(f"[{roster.ALPHABET}]{{8}}", made.join_code)
    page = owner_client.page(place)
    assert page.select_one(".code").get_text() == roster.spaced(made.join_code)  # type: ignore[union-attr]
    assert f"http://localhost/join/{made.join_code}" in page.get_text()


def test_a_class_needs_a_title(owner_client: Browser) -> None:
    response = owner_client.post("/classes/new", data={"title": ""})
    assert response.status_code == 422
    assert "Give the class a title" in response.get_data(as_text=True)


def test_the_list_of_classes(
    owner_client: Browser, classmate_client: Browser, classmate: User, class_: Class, make: Factory
) -> None:
    assert "A class is a group" in classmate_client.page("/classes").get_text()
    classmate_client.post("/join", data={"code": class_.join_code})
    assert "You learn here" in classmate_client.page("/classes").get_text()
    assert "1 learner" in owner_client.page("/classes").get_text()


# Joining


@pytest.mark.parametrize("typed", ["CDFH3479", " cdfh-3479 ", "cdfh 3479", "C D F H 3 4 7 9"])
def test_joining_by_code(
    classmate_client: Browser, classmate: User, class_: Class, session: Session, typed: str
) -> None:
    response = classmate_client.post("/join", data={"code": typed})
    assert response.location.endswith(f"/classes/{class_.id}")
    assert role(session, class_, classmate) is ClassRole.LEARNER


def test_joining_twice_is_harmless(
    classmate_client: Browser, owner_client: Browser, owner: User, class_: Class, session: Session
) -> None:
    for browser in (classmate_client, classmate_client, owner_client):
        assert browser.post("/join", data={"code": class_.join_code}).status_code == 302
    assert session.scalar(select(func.count()).select_from(Membership)) == 2
    assert role(session, class_, owner) is ClassRole.INSTRUCTOR


@pytest.mark.parametrize("typed", ["", "CDFH3478", "nonsense", "x" * 5000, "%00'--"])
def test_a_wrong_code_gets_one_sentence(
    classmate_client: Browser, class_: Class, session: Session, typed: str
) -> None:
    response = classmate_client.post("/join", data={"code": typed})
    assert response.status_code == 422
    html = response.get_data(as_text=True)
    assert ("No class has this code" in html) or (not typed and "Type the code" in html)
    assert session.scalar(select(func.count()).select_from(Membership)) == 1


def test_a_link_shows_the_class_and_joins_by_a_button(
    classmate_client: Browser, classmate: User, class_: Class, session: Session
) -> None:
    page = classmate_client.page("/join/cdfh-3479")
    assert "Join Year 10" in page.get_text()
    assert role(session, class_, classmate) is None
    form = page.select_one("main form")
    assert form
    code = form.find("input", attrs={"name": "code"})
    assert code
    classmate_client.post(str(form["action"]), data={"code": code["value"]})
    assert role(session, class_, classmate) is ClassRole.LEARNER
    assert classmate_client.get("/join/CDFH3479").location.endswith(f"/classes/{class_.id}")


def test_a_wrong_link_gets_one_sentence(client: Browser) -> None:
    response = client.get("/join/WRONG")
    assert response.status_code == 404
    assert "No class has this code" in response.get_data(as_text=True)


@pytest.mark.parametrize(("button", "page"), [("sign_up", "/register"), ("sign_in", "/login")])
def test_a_visitor_comes_back_joined(
    client: Browser, classmate: User, class_: Class, session: Session, button: str, page: str
) -> None:
    assert client.get("/join/CDFH3479").status_code == 200
    place = client.post("/join", data={"code": "CDFH3479", button: "1"}).location
    assert place.endswith(f"{page}?next=/join/CDFH3479")
    client.sign_in(classmate)
    assert client.get("/join/CDFH3479").location.endswith(f"/classes/{class_.id}")
    assert role(session, class_, classmate) is ClassRole.LEARNER


def test_a_visitor_signs_up_through_the_form_and_is_joined(
    client: Browser, class_: Class, session: Session
) -> None:
    place = client.post("/join", data={"code": "CDFH3479"}).location
    account = {"name": "Nia New", "email": "nia@example.org", "password": "a long secret"}
    response = client.post(place, data=account, follow_redirects=True)
    assert response.request.path == f"/classes/{class_.id}"
    made = session.scalars(select(User).where(User.email == "nia@example.org")).one()
    assert role(session, class_, made) is ClassRole.LEARNER


def test_signing_in_without_having_pressed_join_joins_nobody(
    classmate_client: Browser, classmate: User, class_: Class, session: Session
) -> None:
    classmate_client.get("/join/CDFH3479")
    classmate_client.get("/join/CDFH3479")
    assert role(session, class_, classmate) is None


@pytest.fixture
def limited(tmp_path: Path) -> Browser:
    """A visitor's browser of an application that counts."""
    address = database_address("", tmp_path)
    app = create_app(test_config(tmp_path, address) | {"RATELIMIT_ENABLED": True})
    app.test_client_class = Browser
    with app.app_context():
        Model.metadata.create_all(db.engine)
    browser = app.test_client()
    assert isinstance(browser, Browser)
    return browser


def test_codes_can_not_be_tried_without_end(limited: Browser) -> None:
    tried = [limited.post("/join", data={"code": f"CODE{n}"}).status_code for n in range(61)]
    assert tried == [422] * 60 + [429]
    followed = [limited.get(f"/join/CODE{n}").status_code for n in range(61)]
    assert followed == [404] * 60 + [429]


def test_an_ended_class_takes_nobody(
    owner_client: Browser, classmate_client: Browser, class_: Class, session: Session
) -> None:
    assert "End “Year 10”?" in owner_client.page(f"/classes/{class_.id}/end").get_text()
    owner_client.post(f"/classes/{class_.id}/end")
    response = classmate_client.post("/join", data={"code": class_.join_code})
    assert "This class has ended" in response.get_data(as_text=True)
    assert "ended on" in owner_client.page(f"/classes/{class_.id}").get_text()


def test_a_new_code_shuts_the_old_one(
    owner_client: Browser, classmate_client: Browser, class_: Class, session: Session
) -> None:
    owner_client.post(f"/classes/{class_.id}/code")
    session.refresh(class_)
    assert class_.join_code != "CDFH3479"
    assert classmate_client.post("/join", data={"code": "CDFH3479"}).status_code == 422
    assert classmate_client.post("/join", data={"code": class_.join_code}).status_code == 302


def test_leaving_and_removing(
    owner_client: Browser,
    classmate_client: Browser,
    classmate: User,
    class_: Class,
    session: Session,
) -> None:
    for browser, address in [
        (classmate_client, f"/classes/{class_.id}/leave"),
        (owner_client, f"/classes/{class_.id}/learners/{classmate.id}/remove"),
    ]:
        classmate_client.post("/join", data={"code": class_.join_code})
        assert role(session, class_, classmate)
        assert browser.post(address).status_code == 302
        assert role(session, class_, classmate) is None
    assert owner_client.post(f"/classes/{class_.id}/leave").status_code == 404


def test_an_instructor_is_not_removed(
    owner_client: Browser, owner: User, class_: Class, session: Session
) -> None:
    address = f"/classes/{class_.id}/learners/{owner.id}/remove"
    assert owner_client.post(address).status_code == 404
    assert role(session, class_, owner)


# Sets


@pytest.fixture
def grain(make: Factory, owner: User) -> QuestionSet:
    question_set, _ = make.set_with_cards(owner)
    return question_set


def test_a_given_set_is_there_to_study(
    owner_client: Browser, classmate_client: Browser, class_: Class, grain: QuestionSet
) -> None:
    classmate_client.post("/join", data={"code": class_.join_code})
    assert classmate_client.get(f"/study/set/{grain.id}").status_code == 404
    owner_client.post(f"/classes/{class_.id}/assign", data={"set_id": str(grain.id)})
    page = classmate_client.page(f"/classes/{class_.id}")
    assert "3 cards wait" in page.get_text()
    assert page.select_one(f"a.button[href='/study/set/{grain.id}']")
    assert classmate_client.get(f"/study/set/{grain.id}").status_code == 200


def test_a_due_date_is_on_the_instructors_clock_and_shown_on_the_learners(
    make: Factory, sign_in: object, session: Session, frozen: FrozenClock
) -> None:
    instructor = make.user(time_zone="Europe/Berlin")
    learner = make.user(time_zone="America/New_York")
    question_set, _ = make.set_with_cards(instructor)
    class_ = make.class_(instructor, learner)
    teaching, learning = sign_in(instructor), sign_in(learner)  # type: ignore[operator]
    data = {"set_id": str(question_set.id), "due_at": "2026-03-09T18:30"}
    teaching.post(f"/classes/{class_.id}/assign", data=data)
    given = session.scalars(select(Assignment)).one()
    assert given.due_at == dt.datetime(2026, 3, 9, 17, 30, tzinfo=dt.UTC)
    assert "9 March 2026, 18:30" in teaching.page(f"/classes/{class_.id}").get_text()
    assert "due by 9 March 2026, 13:30" in learning.page(f"/classes/{class_.id}").get_text()
    frozen.forward(days=30)
    assert "was due by" in learning.page(f"/classes/{class_.id}").get_text()


def test_giving_twice_keeps_one_with_the_newer_date(
    owner_client: Browser, class_: Class, grain: QuestionSet, session: Session, frozen: FrozenClock
) -> None:
    address = f"/classes/{class_.id}/assign"
    owner_client.post(address, data={"set_id": str(grain.id)})
    owner_client.post(address, data={"set_id": str(grain.id), "due_at": "2026-04-01T08:00"})
    given = session.scalars(select(Assignment)).one()
    assert given.due_at == dt.datetime(2026, 4, 1, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize("due", ["2026-03-01T08:00", "soon"])
def test_a_bad_date_is_refused_and_kept(
    owner_client: Browser,
    class_: Class,
    grain: QuestionSet,
    session: Session,
    frozen: FrozenClock,
    due: str,
) -> None:
    data = {"set_id": str(grain.id), "due_at": due}
    response = owner_client.post(f"/classes/{class_.id}/assign", data=data)
    assert response.status_code == 422
    html = response.get_data(as_text=True)
    assert "field__error" in html
    assert f'value="{due}"' in html
    assert not session.scalar(select(func.count()).select_from(Assignment))


def test_a_set_is_taken_back(
    owner_client: Browser, class_: Class, grain: QuestionSet, make: Factory, session: Session
) -> None:
    given = make.assignment(class_, grain)
    owner_client.post(f"/classes/{class_.id}/assignments/{given.id}/remove")
    assert not session.scalar(select(func.count()).select_from(Assignment))


def test_only_ones_own_published_sets_can_be_given(
    owner_client: Browser,
    owner: User,
    stranger: User,
    class_: Class,
    make: Factory,
    session: Session,
) -> None:
    theirs, _ = make.set_with_cards(stranger)
    hidden, _ = make.set_with_cards(owner, published=False)
    for one in (theirs.id, hidden.id, 999):
        response = owner_client.post(f"/classes/{class_.id}/assign", data={"set_id": str(one)})
        assert response.status_code == 404
    assert not session.scalar(select(func.count()).select_from(Assignment))


def test_an_unpublished_set_disappears_for_learners(
    owner_client: Browser,
    owner: User,
    classmate: User,
    classmate_client: Browser,
    make: Factory,
    grain: QuestionSet,
) -> None:
    class_ = make.class_(owner, classmate)
    make.assignment(class_, grain)
    owner_client.post(f"/sets/{grain.id}/unpublish")
    assert "Nothing to study" in classmate_client.page(f"/classes/{class_.id}").get_text()
    assert "learners don’t see it" in owner_client.page(f"/classes/{class_.id}").get_text()


# Who may what

ACTIONS = ["assign", "code", "end", "assignments/{assignment}/remove", "learners/{learner}/remove"]


@pytest.mark.parametrize("who", ["classmate_client", "stranger_client"])
def test_only_the_instructor_runs_the_class(
    request: pytest.FixtureRequest,
    who: str,
    owner: User,
    classmate: User,
    make: Factory,
    grain: QuestionSet,
    session: Session,
) -> None:
    browser: Browser = request.getfixturevalue(who)
    class_ = make.class_(owner, classmate)
    given = make.assignment(class_, grain)
    for action in ACTIONS:
        path = action.format(assignment=given.id, learner=classmate.id)
        sent = browser.post(f"/classes/{class_.id}/{path}", data={"set_id": str(grain.id)})
        assert sent.status_code == 404, path
    session.refresh(class_)
    assert class_.ended_at is None
    assert role(session, class_, classmate)


def test_an_instructor_touches_no_other_class(
    owner_client: Browser, owner: User, stranger: User, classmate: User, make: Factory
) -> None:
    mine, theirs = make.class_(owner), make.class_(stranger, classmate)
    question_set, _ = make.set_with_cards(stranger)
    given = make.assignment(theirs, question_set)
    for path in (f"assignments/{given.id}/remove", f"learners/{classmate.id}/remove"):
        assert owner_client.post(f"/classes/{mine.id}/{path}").status_code == 404
        assert owner_client.post(f"/classes/{theirs.id}/{path}").status_code == 404


def test_a_stranger_sees_no_class(stranger_client: Browser, class_: Class) -> None:
    assert stranger_client.get(f"/classes/{class_.id}").status_code == 404


def test_a_learner_sees_no_other_learner(
    classmate_client: Browser, owner: User, classmate: User, stranger: User, make: Factory
) -> None:
    class_ = make.class_(owner, classmate, stranger)
    text = classmate_client.page(f"/classes/{class_.id}").get_text()
    assert stranger.name not in text
    assert class_.join_code not in text


def test_codes_are_told_apart_when_read_aloud() -> None:
    assert not set("01BGILOSUZAE258") & set(roster.ALPHABET)
