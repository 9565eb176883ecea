"""Signing up, in and out; guests and what becomes of their progress; the first account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.access import GUEST_KEY
from quizapp.accounts import guests
from quizapp.accounts.guests import take_over
from quizapp.database import Model
from quizapp.models import (
    Article,
    AssignmentMode,
    Attempt,
    ClassRole,
    Exam,
    Hold,
    HoldKind,
    Membership,
    Memory,
    Parameters,
    Phase,
    QuestionSet,
    Report,
    Review,
    User,
)
from quizapp.study.memories import rebuild_all, rebuild_memory, weights_of
from quizapp.study.schedule import USUAL
from tests.browsing import Browser
from tests.factories import NOW, Factory

PASSWORD = "a long secret"
SIGN_UP = {"name": "Nora New", "email": "nora@example.org", "password": PASSWORD}


@pytest.fixture
def member(app: Flask, make: Factory) -> User:
    """Somebody with an account and a password."""
    with app.app_context():
        return make.user(email="member@example.org", password=hash_password(PASSWORD))


def people(session: Session) -> list[User]:
    return list(session.scalars(select(User).order_by(User.id)))


def answer(
    make: Factory, learner: User, card_id: int, at: dt.datetime = NOW, rating: Rating = Rating.GOOD
) -> None:
    """One Review, with the Memory that follows from it."""
    session = make.session
    session.add(
        Review(
            learner_id=learner.id,
            card_id=card_id,
            turn_key=f"{learner.id}-{card_id}-{at.isoformat()}",
            answered_at=at,
            study_day=at.date(),
            phase=Phase.LEARNING,
            rating=rating,
            score=1.0,
            correct=True,
            response={},
            card_revision=1,
        )
    )
    session.flush()
    rebuild_memory(session, learner, card_id)
    session.commit()


class TestSignUp:
    def test_it_works(self, client: Browser, session: Session) -> None:
        client.page("/register")
        client.set_cookie("time_zone", "Europe/Oslo")
        response = client.post("/register", data=SIGN_UP)
        assert response.status_code == 302
        [person] = people(session)
        assert (person.name, person.email, person.guest) == ("Nora New", "nora@example.org", False)
        assert person.time_zone == "Europe/Oslo"
        assert person.password
        assert PASSWORD not in person.password
        client.page("/settings")

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"name": " "}, "Write the name"),
            ({"email": "nobody"}, "email"),
            ({"password": "short"}, "8 characters"),
        ],
    )
    def test_keeps_what_was_typed(
        self, client: Browser, session: Session, wrong: dict[str, str], sentence: str
    ) -> None:
        response = client.post("/register", data=SIGN_UP | wrong)
        assert response.status_code == 200
        assert sentence in response.text
        assert (SIGN_UP | wrong)["email"] in response.text
        assert not people(session)

    def test_an_address_has_one_account(self, client: Browser, member: User) -> None:
        response = client.post("/register", data=SIGN_UP | {"email": "Member@example.org"})
        assert "already" in response.text

    def test_a_time_zone_that_does_not_exist(self, client: Browser, session: Session) -> None:
        client.post("/register", data=SIGN_UP | {"time_zone": "Mars/Olympus"})
        assert people(session)[0].time_zone == "UTC"

    def test_a_form_from_elsewhere_is_refused(self, client: Browser, session: Session) -> None:
        response = client.post("/register", data=SIGN_UP | {"csrf_token": ""})
        assert response.status_code in (200, 400)
        assert not people(session)


class TestSignIn:
    def test_it_works(self, client: Browser, member: User) -> None:
        client.page("/login")
        data = {"email": "member@example.org", "password": PASSWORD}
        assert client.post("/login", data=data).headers["Location"] == "/"
        client.page("/settings")

    def test_goes_on_to_where_it_was_asked(self, client: Browser, member: User) -> None:
        asked = client.get("/settings")
        assert asked.headers["Location"] == "/login?next=/settings"
        data = {"email": "member@example.org", "password": PASSWORD, "next": "/settings"}
        assert client.post("/login", data=data).headers["Location"] == "/settings"

    @pytest.mark.parametrize(
        "address", ["http://evil.example/", "//evil.example", r"/\evil.example"]
    )
    def test_never_goes_elsewhere(self, client: Browser, member: User, address: str) -> None:
        data = {"email": "member@example.org", "password": PASSWORD, "next": address}
        response = client.post("/login", data=data)
        went = response.headers.get("Location", "/")
        assert went[0] == "/"
        assert went[1:2] not in ("/", "\\")

    def test_says_the_same_for_any_mistake(self, client: Browser, member: User) -> None:
        wrong = client.post("/login", data={"email": "member@example.org", "password": "other one"})
        unknown = client.post("/login", data={"email": "nobody@example.org", "password": PASSWORD})
        sentence = "The email address or the password is not right."
        assert sentence in wrong.text
        assert sentence in unknown.text
        same = [page.text.replace("nobody@", "member@") for page in (wrong, unknown)]
        assert len(same[0]) == len(same[1])

    def test_sign_out(self, client: Browser, member: User) -> None:
        client.sign_in(member)
        client.post("/logout")
        assert client.get("/settings").status_code == 302


class TestPassword:
    def test_a_change_signs_other_browsers_out(
        self, client: Browser, sign_in: Callable[[User | None], Browser], member: User
    ) -> None:
        other = sign_in(member)
        client.sign_in(member)
        client.page("/settings/password")
        changed = {
            "password": PASSWORD,
            "new_password": "another secret",
            "new_password_confirm": "another secret",
        }
        assert client.post("/settings/password", data=changed).headers["Location"] == "/settings"
        client.page("/settings")
        assert other.get("/settings").status_code == 302


class TestSettings:
    def test_it_works(self, owner_client: Browser, session: Session) -> None:
        owner_client.page("/settings")
        data = {"name": "Olga O.", "time_zone": "Asia/Tokyo", "rollover_hour": "5"}
        assert owner_client.post("/settings", data=data).status_code == 302
        [person] = people(session)
        assert (person.name, person.time_zone, person.rollover_hour) == ("Olga O.", "Asia/Tokyo", 5)

    @pytest.mark.parametrize(
        "wrong", [{"time_zone": "Mars"}, {"rollover_hour": "13"}, {"name": ""}]
    )
    def test_refuses(self, owner_client: Browser, session: Session, wrong: dict[str, str]) -> None:
        data = {"name": "Olga O.", "time_zone": "Asia/Tokyo", "rollover_hour": "5"} | wrong
        assert owner_client.post("/settings", data=data).status_code == 200
        assert people(session)[0].name == "Olga Owner"

    def test_a_visitor_signs_in_first(self, client: Browser) -> None:
        assert client.get("/settings").status_code == 302


class TestFirstInstructor:
    @pytest.fixture
    def token(self, app: Flask) -> Iterator[str]:
        app.config["START_TOKEN"] = "the-token"
        yield "the-token"
        del app.config["START_TOKEN"]

    def test_it_works_once(self, client: Browser, session: Session, token: str) -> None:
        client.page(f"/start/{token}")
        assert client.post(f"/start/{token}", data=SIGN_UP).status_code == 302
        client.page("/settings")
        assert [person.name for person in people(session)] == ["Nora New"]

    def test_a_used_link_leads_to_sign_in(
        self, client: Browser, session: Session, owner: User, token: str
    ) -> None:
        response = client.get(f"/start/{token}", follow_redirects=True)
        assert response.request.path == "/login"
        assert "made already" in response.text
        assert client.post(f"/start/{token}", data=SIGN_UP).location == "/login"
        assert [person.name for person in people(session)] == [owner.name]

    @pytest.mark.parametrize("wrong", ["", "another-token", "é"])
    def test_refuses_other_links(self, client: Browser, token: str, wrong: str) -> None:
        assert client.get(f"/start/{wrong}").status_code == 404

    def test_no_link_without_a_start(self, client: Browser) -> None:
        assert client.get("/start/").status_code == 404
        assert client.get("/start/None").status_code == 404

    def test_keeps_what_was_typed(self, client: Browser, session: Session, token: str) -> None:
        response = client.post(f"/start/{token}", data=SIGN_UP | {"password": "short"})
        assert "nora@example.org" in response.text
        assert not people(session)


class TestGuests:
    def test_looking_makes_nobody(self, client: Browser, session: Session) -> None:
        client.get("/")
        assert not people(session)

    def test_progress_comes_along_at_sign_up(
        self, client: Browser, session: Session, make: Factory, owner: User
    ) -> None:
        guest = self.guest_in(client, make)
        _, cards = make.set_with_cards(owner, is_open=True)
        answer(make, guest, cards[0].id)
        client.post("/register", data=SIGN_UP)
        person = session.scalars(select(User).where(User.email == SIGN_UP["email"])).one()
        assert session.scalars(select(Review.learner_id)).all() == [person.id]
        assert session.scalars(select(Memory.learner_id)).all() == [person.id]
        assert session.scalar(select(func.count()).where(User.guest)) == 0

    def test_progress_comes_along_at_sign_in(
        self, client: Browser, session: Session, make: Factory, owner: User, member: User
    ) -> None:
        guest = self.guest_in(client, make)
        _, cards = make.set_with_cards(owner, is_open=True)
        answer(make, member, cards[0].id)
        answer(make, guest, cards[0].id, NOW + dt.timedelta(days=3), Rating.AGAIN)
        answer(make, guest, cards[1].id)
        client.post("/login", data={"email": "member@example.org", "password": PASSWORD})
        assert set(session.scalars(select(Review.learner_id))) == {member.id}
        memories = session.scalars(select(Memory).order_by(Memory.card_id)).all()
        assert [memory.learner_id for memory in memories] == [member.id, member.id]
        assert [memory.reviews for memory in memories] == [2, 1]

    def test_both_histories_give_one_memory(
        self, session: Session, make: Factory, owner: User
    ) -> None:
        """The Memory after a take-over is the one that a single learner would have had."""
        guest, account, single = make.guest(), make.user(), make.user()
        _, [card, *_] = make.set_with_cards(owner)
        for day in range(6):
            moment = NOW + dt.timedelta(days=2 * day)
            rating = Rating.AGAIN if day == 3 else Rating.GOOD
            answer(make, guest if day % 2 else account, card.id, moment, rating)
            answer(make, single, card.id, moment, rating)
        take_over(session, guest, account)
        session.commit()
        kept = session.get_one(Memory, (account.id, card.id))
        expected = session.get_one(Memory, (single.id, card.id))
        assert (kept.reviews, kept.state, kept.lapses) == (6, expected.state, expected.lapses)
        assert kept.stability == pytest.approx(expected.stability)
        assert kept.difficulty == pytest.approx(expected.difficulty)

    def test_every_table_that_names_a_person_is_thought_of(self) -> None:
        """A new one must say in ``accounts.guests`` what becomes of a guest's rows."""
        naming = {
            f"{table.name}.{column.name}"
            for table in Model.metadata.tables.values()
            for column in table.columns
            if any(key.target_fullname == "user.id" for key in column.foreign_keys)
        }
        listed = [
            *guests.GIVEN,
            *(whose for whose, _ in guests.GIVEN_WHERE_NEW),
            *guests.WHERE_NONE,
            *guests.MADE_ANEW,
            *guests.LEFT,
        ]
        names = [f"{one.class_.__tablename__}.{one.key}" for one in listed]
        assert sorted(names) == sorted(naming)

    def test_every_choice_is_thought_of(self) -> None:
        """A new column of User is a guest's choice to carry over, or stands here."""
        of_the_account = {
            *("id", "fs_uniquifier", "email", "password", "active", "guest", "name"),
            *("time_zone", "rollover_hour", "study", "created_at"),
        }
        assert {column.key for column in User.__table__.columns} == {
            *of_the_account,
            *guests.CHOICES,
        }

    def test_all_that_a_guest_made_comes_along(
        self, session: Session, make: Factory, owner: User
    ) -> None:
        guest, account = make.guest(), make.user()
        question_set, [card, other, _] = make.set_with_cards(owner, is_open=True)
        class_ = make.class_(owner)
        exam = make.exam(guest, question_set)
        answer(make, guest, card.id)
        quiz = make.assignment(class_, question_set, mode=AssignmentMode.QUIZ)
        values = [*USUAL[:-1], 0.4]
        session.add_all(
            [
                Parameters(learner_id=guest.id, values=values, reviews=600, fitted_at=NOW),
                Attempt(assignment_id=quiz.id, learner_id=guest.id, started_at=NOW),
                Membership(
                    class_id=class_.id, user_id=guest.id, role=ClassRole.LEARNER, joined_at=NOW
                ),
                *(
                    Hold(learner_id=one.id, card_id=other.id, kind=HoldKind.FLAGGED, made_at=NOW)
                    for one in (guest, account)
                ),
                Hold(learner_id=guest.id, card_id=card.id, kind=HoldKind.SUSPENDED, made_at=NOW),
            ]
        )
        report = make.report(other, guest)
        own_set, own_cards = make.set_with_cards(guest)
        guest.confidence, guest.language = 80, "de"
        guest.study, account.study = {"new_a_day": 5, "even_out": False}, {"new_a_day": 9}
        session.commit()
        take_over(session, guest, account)
        session.commit()
        session.expire_all()
        assert session.get(User, guest.id) is None
        for model in (Review, Exam, Parameters, Attempt, Report, Memory):
            assert session.scalars(select(model.learner_id)).all() == [account.id], model
        assert session.get_one(Exam, exam.id).set_id == question_set.id
        assert session.get_one(Report, report.id).text
        assert session.get_one(Membership, (class_.id, account.id)).role is ClassRole.LEARNER
        assert len(session.scalars(select(Hold).where(Hold.learner_id == account.id)).all()) == 2
        assert session.get_one(QuestionSet, own_set.id).owner_id == account.id
        assert session.get_one(Article, own_cards[0].article_id).owner_id == account.id
        assert (account.confidence, account.language) == (80, "de")
        assert account.study == {"new_a_day": 9, "even_out": False}
        assert rebuild_all(session, account.id, store=False) == 0

    def test_what_the_account_chose_for_itself_stays(
        self, session: Session, make: Factory, owner: User
    ) -> None:
        guest, account = make.guest(), make.user(confidence=50, language="en")
        guest.confidence, guest.language = 80, "de"
        for one, last in ((account, 0.3), (guest, 0.4)):
            values = [*USUAL[:-1], last]
            session.add(Parameters(learner_id=one.id, values=values, reviews=600, fitted_at=NOW))
            session.flush()
        session.commit()
        take_over(session, guest, account)
        session.commit()
        assert (account.confidence, account.language) == (50, "en")
        assert weights_of(session, account.id)[-1] == 0.3
        assert session.scalar(select(func.count(Parameters.id))) == 1

    def test_an_account_is_never_taken_for_a_guest(
        self, client: Browser, session: Session, owner: User, member: User
    ) -> None:
        with client.session_transaction() as cookie:
            cookie[GUEST_KEY] = owner.fs_uniquifier
        client.post("/login", data={"email": "member@example.org", "password": PASSWORD})
        assert session.get(User, owner.id)

    @staticmethod
    def guest_in(client: Browser, make: Factory) -> User:
        guest = make.guest()
        with client.session_transaction() as cookie:
            cookie[GUEST_KEY] = guest.fs_uniquifier
        return guest
