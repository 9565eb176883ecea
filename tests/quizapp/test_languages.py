"""The interface in another language: how it is chosen, and that all of it is spoken."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, NavigableString, Tag
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from questions.grading import grade
from questions.problems import CHECKS
from questions.types import Answer, Option, Question, QuestionKind, Response
from quizapp.config import PACKAGE
from quizapp.models import Card, CardStatus, User
from quizapp.said import said
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import Factory, cloze, multiple_choice, numeric_estimate
from tests.quizapp.insights import histories
from tests.quizapp.study.test_views import answer, option

CATALOGUE = PACKAGE / "translations" / "de" / "LC_MESSAGES" / "messages.po"
GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}
# Words that no German sentence has: one that nobody gathered is told by them.
ENGLISH = re.compile(
    r"\b(the|of|and|your|you|is|are|to|not|with|for|this|that|it|from)\b", re.IGNORECASE
)
EXAMPLE = "Etwa „start of 2024“."
PLACE = re.compile(r"%\\\((\w+)\\\)s|%%")


def speaks(page: BeautifulSoup) -> str:
    html = page.find("html")
    assert isinstance(html, Tag)
    return str(html["lang"])


def page_of(browser: Browser, address: str, **headers: str) -> BeautifulSoup:
    response = browser.get(address, headers=headers)
    return BeautifulSoup(response.get_data(as_text=True), "html.parser")


def choose(browser: Browser, code: str, back: str = "/login") -> str:
    data = {"language": code}
    sent = browser.post("/language", data=data, headers={"Referer": f"http://localhost{back}"})
    assert sent.status_code == 303
    return str(sent.headers["Location"])


# How it is chosen


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("de", "de"),
        ("de-CH,de;q=0.9", "de"),
        ("en-US,en;q=0.9,de;q=0.8", "en"),
        ("fr,de;q=0.5", "de"),
        ("fr", "en"),
        ("", "en"),
        ("*", "en"),
        ("no such thing;;q=x", "en"),
    ],
)
def test_a_browser_asks_for_a_language(client: Browser, asked: str, spoken: str) -> None:
    page = page_of(client, "/login", **{"Accept-Language": asked})
    assert speaks(page) == spoken
    heading = page.find("h1")
    assert heading
    assert heading.get_text() == {"de": "Anmelden", "en": "Sign in"}[spoken]


def test_a_visitors_choice_lasts_in_their_browser(client: Browser, classmate: User) -> None:
    assert choose(client, "de") == "/login"
    assert speaks(page_of(client, "/login", **{"Accept-Language": "en"})) == "de"
    client.sign_in(classmate)
    assert speaks(client.page("/settings")) == "de"


def test_an_accounts_choice_goes_where_it_signs_in(
    sign_in: Callable[[User | None], Browser], classmate: User, session: Session
) -> None:
    choose(sign_in(classmate), "de", "/settings")
    session.refresh(classmate)
    assert classmate.language == "de"
    elsewhere = sign_in(classmate)
    assert speaks(page_of(elsewhere, "/settings", **{"Accept-Language": "en"})) == "de"
    choose(elsewhere, "en")
    assert speaks(page_of(elsewhere, "/settings", **GERMAN)) == "en"


def test_the_foot_of_a_page_offers_each_language(client: Browser) -> None:
    buttons = page_of(client, "/login", **GERMAN).select(".languages button")
    assert [(one["value"], one["lang"]) for one in buttons] == [("en", "en"), ("de", "de")]
    assert [one.get("aria-current") for one in buttons] == [None, "true"]


@pytest.mark.parametrize("code", ["xx", "", "de_DE", "../de", "<b>"])
def test_what_is_no_language_changes_nothing(client: Browser, code: str) -> None:
    choose(client, code)
    assert speaks(client.page("/login")) == "en"


@pytest.mark.parametrize("kept", ["xx", "", None, 7, ["de"], {"de": 1}])
def test_what_is_kept_and_no_language_is_english(client: Browser, kept: object) -> None:
    with client.session_transaction() as session:
        session["language"] = kept
    assert speaks(client.page("/login")) == "en"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://localhost/join?code=1", "/join?code=1"),
        ("http://elsewhere.example/join", "/"),
        ("http://localhost/study/undo", "/"),
        ("http://localhost/nothing-here", "/"),
        ("http://localhost//elsewhere.example/", "/"),
        ("", "/"),
        ("no address", "/"),
    ],
)
def test_it_goes_back_to_a_page_of_ours(client: Browser, referer: str, back: str) -> None:
    sent = client.post("/language", data={"language": "de"}, headers={"Referer": referer})
    assert sent.headers["Location"] == back


def test_a_choice_needs_its_token(client: Browser) -> None:
    client.post("/language", data={"language": "de", "csrf_token": "another"})
    assert speaks(client.page("/login")) == "en"


# What stays as an author wrote it


def test_a_cards_own_text_says_its_language(client: Browser, make: Factory, owner: User) -> None:
    make.set_with_cards(owner, [multiple_choice()], is_open=True)
    page = page_of(client, "/study", **GERMAN)
    prompt, text = page.select_one("#prompt"), page.select_one(".option__text")
    assert prompt
    assert text
    assert prompt["lang"] == text["lang"] == "en"
    assert not client.page("/study").select("main [lang]")


def test_feedback_is_said_in_the_readers_language(
    client: Browser, make: Factory, owner: User
) -> None:
    """Also after it was recorded, and again in another language."""
    make.set_with_cards(owner, [multiple_choice()], is_open=True)
    choose(client, "de")
    page = client.page("/study")
    feedback = answer(client, page, choice=option(page, "Orsk"))
    verdict = feedback.select_one(".feedback__verdict")
    assert verdict
    assert "Das ist richtig." in verdict.get_text()


def test_dates_and_numbers_are_written_as_the_language_does(
    owner_client: Browser, make: Factory, owner: User, frozen: FrozenClock
) -> None:
    class_ = make.class_(owner)
    class_.ended_at = frozen.moment
    make.session.commit()
    ended = {
        code: page_of(owner_client, f"/classes/{class_.id}", **{"Accept-Language": code})
        for code in ("en", "de")
    }
    assert "ended on 2 March 2026" in ended["en"].get_text()
    assert "endete am 2. März 2026" in ended["de"].get_text()


# All of it is spoken


@cache
def english() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The messages whose German is another: those without values, and patterns of the others."""
    with CATALOGUE.open("rb") as file:
        catalogue = list(read_po(file, locale="de"))
    plain, patterns = set(), []
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        said_as = message.string if isinstance(message.string, tuple) else (message.string,)
        for one in set(ids) - set(said_as):
            words = BeautifulSoup(one, "html.parser").get_text()
            if "%(" not in words:
                plain.add(words)
            elif re.search(r"[a-z]{4}", re.sub(r"%\(\w+\)s", "", words)):
                patterns.append(re.compile(PLACE.sub(lambda found: ".+", re.escape(words))))
    return frozenset(plain - {""}), tuple(patterns)


def visible(page: BeautifulSoup) -> Iterator[str]:
    """What is read, or read out, of what is not marked as English."""
    for tag in page.find_all(["script", "style", "time", "textarea"]):
        tag.decompose()
    for tag in page.find_all(lambda tag: tag.name != "html" and tag.get("lang") == "en"):
        tag.decompose()
    for tag in page.find_all(True):
        for name in ("aria-label", "title", "placeholder", "alt"):
            if tag.get(name):
                yield str(tag[name])
    for text in page.find_all(string=True):
        if type(text) is NavigableString and text.strip():
            yield " ".join(text.split()).removesuffix(" · Quizapp")


def unspoken(page: BeautifulSoup) -> list[str]:
    plain, patterns = english()
    return [
        text
        for text in visible(page)
        if text in plain
        or any(one.fullmatch(text) for one in patterns)
        or (ENGLISH.search(text) and text != EXAMPLE)
    ]


def test_an_english_page_is_found_out(client: Browser) -> None:
    assert "Sign in" in unspoken(client.page("/login"))


@pytest.fixture
def used(make: Factory, owner: User, classmate: User, session: Session) -> dict[str, int]:
    """An installation in use: drafts, a class, reports, exams, a learner with a history."""
    questions = [
        multiple_choice(),
        cloze(),
        *(numeric_estimate(f"How many tonnes in {1900 + number}?") for number in range(40)),
    ]
    question_set, cards = make.set_with_cards(owner, questions, is_open=True)
    drafts, made = make.set_with_cards(owner, status=CardStatus.DRAFT, title="Korn")
    class_ = make.class_(owner, classmate)
    make.assignment(class_, question_set)
    report = make.report(cards[0], classmate, "Das Jahr fehlt.")
    exam = make.exam(classmate, question_set)
    live(session, classmate, cards)
    return {
        "set": question_set.id,
        "drafts": drafts.id,
        "draft": made[0].id,
        "class": class_.id,
        "article": made[0].article_id or 0,
        "report": report.id,
        "exam": exam.id,
        "upload": make.upload(owner).id,
    }


def live(session: Session, learner: User, cards: list[Card]) -> None:
    histories.live(session, learner, cards, START, days=200, new_a_day=1)


VISITOR = ("/", "/study", "/study/offline", "/study/aside", "/study/hard", "/login", "/register")
ANYBODY = (
    *("/nothing-here", "/join", "/calibration", "/study/set/{set}", "/study/set/{set}/cards"),
)
LEARNER = (
    *("/", "/study", "/progress", "/progress/knowledge", "/calibration", "/classes"),
    *("/classes/{class}", "/classes/{class}/leave", "/settings", "/settings/study", "/sets"),
    *("/settings/password", "/study/exams", "/study/exam/{exam}", "/study/hard", "/study/aside"),
)
OWNER = (
    *("/sets", "/sets/new", "/sets/{set}", "/sets/{set}/edit", "/sets/{set}/delete"),
    *("/sets/{drafts}", "/sets/{drafts}/review", "/cards/{draft}/edit", "/articles/new"),
    *("/articles/{article}/edit", "/sets/{set}/cards/new?kind=cloze", "/progress"),
    *("/sets/{set}/cards/new?kind=multiple_choice", "/sets/{set}/cards/new?kind=flashcard"),
    *("/sets/{set}/cards/new?kind=numeric_estimate", "/classes", "/classes/new"),
    *("/classes/{class}", "/classes/{class}/end", "/articles/uploads/{upload}"),
)


@pytest.mark.parametrize("who", ["visitor", "learner", "owner"])
def test_no_page_in_german_says_an_english_sentence(
    who: str,
    sign_in: Callable[[User | None], Browser],
    used: dict[str, int],
    owner: User,
    classmate: User,
    frozen: FrozenClock,
) -> None:
    person = {"visitor": None, "learner": classmate, "owner": owner}[who]
    addresses = {"visitor": (*VISITOR, *ANYBODY), "learner": LEARNER, "owner": OWNER}[who]
    browser = sign_in(person)
    wrong = {}
    for address in addresses:
        page = page_of(browser, address.format(**used), **GERMAN)
        assert speaks(page) == "de"
        if found := unspoken(page):
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/sets/new", {}),
        ("/articles/new", {}),
        ("/articles/new", {"text": "Too short to ask about."}),
        ("/sets/{set}/cards/new?kind=numeric_estimate", {}),
        ("/sets/{set}/cards/new?kind=numeric_estimate", {"prompt": "How many?", "value": "x"}),
        ("/sets/{set}/cards/new?kind=multiple_choice", {"prompt": "Who?", "tags": "a/b"}),
        ("/sets/{set}/cards/new?kind=cloze", {"prompt": "No gap.", "key": "gap"}),
        ("/sets/{set}/cards/new?kind=flashcard", {}),
        ("/classes/new", {}),
        ("/join", {"code": "CDFH3479"}),
        ("/settings", {"name": ""}),
        ("/settings/study", {"new_a_day": "-1", "away_from": "2026-03-09"}),
        ("/settings/password", {"password": "wrong", "new_password": "short"}),
        ("/study/exams", {"what": "all", "day": "2020-01-01"}),
        ("/language", {"csrf_token": "another"}),
        ("/login", {"email": "nobody@example.org", "password": "wrong wrong"}),
        ("/register", {"email": "no address", "password": "x"}),
        ("/register", {"email": "owner@example.org", "password": "a long secret", "name": "O"}),
    ],
)
def test_what_is_refused_is_refused_in_german(
    owner_client: Browser,
    client: Browser,
    used: dict[str, int],
    address: str,
    fields: dict[str, str],
) -> None:
    browser = client if address in ("/login", "/register") else owner_client
    response = browser.post(address.format(**used), data=fields, headers=GERMAN)
    page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
    assert response.status_code != 302
    assert unspoken(page) == []


# Sentences of the questions


def in_german(app: Flask, sentence: str) -> str:
    with app.test_request_context(headers=GERMAN):
        return said(sentence)


@pytest.mark.parametrize("sentence", [one.sentence for one in CHECKS])
def test_every_problem_is_known(app: Flask, sentence: str) -> None:
    assert in_german(app, sentence.replace("{}", "a capital")) != sentence


figures = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)
estimates = st.builds(
    Answer,
    st.just("the key"),
    value=st.floats(min_value=1, max_value=1e9),
    unit=st.just("tonne"),
    rounding=st.sampled_from([0.0, 1.0, 500.0]),
    scale=st.sampled_from(["ratio", "percentage", "year", "linear"]),
)


@given(answer=estimates, first=figures, second=figures, wide=st.booleans())
def test_every_feedback_on_an_estimate_is_known(
    app: Flask, answer: Answer, first: float, second: float, *, wide: bool
) -> None:
    question = Question(id="q", kind=QuestionKind.NUMERIC_ESTIMATE, prompt="?", answer=answer)
    low, high = sorted((abs(first) + 1, abs(second) + 1))
    interval = {"until": f"{high:.3f}", "confidence": 80} if wide else {}
    feedback = grade(question, Response(text=f"{low:.3f}", **interval)).feedback  # type: ignore[arg-type]
    assert_known(app, feedback)


def assert_known(app: Flask, sentence: str) -> None:
    german = in_german(app, sentence)
    assert german != sentence, sentence
    assert not re.search(r"\b(factor|years?|points?|than)\b", german), german


def test_every_other_feedback_is_known(app: Flask) -> None:
    choice = Question(
        id="c",
        kind=QuestionKind.MULTIPLE_CHOICE,
        prompt="?",
        answer=Answer("Orsk"),
        options=(Option("Orsk", correct=True), Option("Varn")),
    )
    text = Question(id="t", kind=QuestionKind.CLOZE, prompt="____", answer=Answer("Lighthouse"))
    back = Question(id="f", kind=QuestionKind.FLASHCARD, prompt="?", answer=Answer("b"))
    responses = [
        (choice, Response(choice=0)),
        (choice, Response(choice=1)),
        (choice, Response(choice=None)),
        (choice, Response(choice=0, guessed=True)),
        (choice, Response(known=False)),
        (text, Response(text="lighthouse")),
        (text, Response(text="lighthuose")),
        (text, Response(text="nothing")),
        (back, Response(known=True)),
    ]
    for question, response in responses:
        assert_known(app, grade(question, response).feedback)


def test_a_sentence_of_nobodys_stays(app: Flask) -> None:
    assert in_german(app, "The river carried grain.") == "The river carried grain."


def test_english_is_said_as_it_is(app: Flask) -> None:
    rng = random.Random(1)
    for check in rng.sample(CHECKS, 5):
        with app.test_request_context():
            assert said(check.sentence) == check.sentence
