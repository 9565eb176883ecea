"""Without a network in the browser: cut it, study on, restore it; nothing lost, nothing twice."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from questions.grading import grade
from questions.types import Answer, Question, QuestionKind, Response
from quizapp.study.ahead import key_of
from tests.browser import steps
from tests.browser.conftest import PATIENCE, OpenPage, Server, Watch
from tests.browser.steps import Person
from tests.browser.test_pages import RULES, violations
from tests.browser.test_session import prompt, seen
from tests.browser.test_study import DESK, PHONE


@dataclass(frozen=True, slots=True)
class Answered:
    at: dt.datetime
    question: str
    response: dict[str, Any]


def kept_reviews(server: Server, after: int) -> list[Answered]:
    """The answers that the server has, in the order of their time."""
    query = """
        SELECT review.answered_at, card.question, review.response
        FROM review JOIN card ON card.id = review.card_id
        WHERE review.id > ? ORDER BY review.answered_at
    """
    with closing(sqlite3.connect(server.data / "quizapp.sqlite")) as database:
        rows = database.execute(query, (after,)).fetchall()
    return [
        Answered(
            dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC),
            json.loads(question)["prompt"],
            json.loads(response),
        )
        for at, question, response in rows
    ]


def last_review(server: Server) -> int:
    with closing(sqlite3.connect(server.data / "quizapp.sqlite")) as database:
        found: int = database.execute("SELECT coalesce(max(id), 0) FROM review").fetchone()[0]
    return found


def until(page: Page, condition: str) -> None:
    """Wait until what an asynchronous expression gives is true."""
    for _ in range(PATIENCE // 100):
        if page.evaluate(f"async () => Boolean({condition})"):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never came true: {condition}")


NOTHING_WAITS = "(await kept.waiting()).length === 0"


def wait_until_kept(page: Page) -> None:
    """Until the cards are in the browser and the worker can answer for the server."""
    until(page, "(await kept.cards()).length > 5")
    until(page, "(await navigator.serviceWorker.ready).active.state === 'activated'")
    page.reload()
    until(page, "navigator.serviceWorker.controller")


def waiting(page: Page) -> int:
    found: int = page.evaluate("async () => (await kept.waiting()).length")
    return found


def cut(page: Page) -> None:
    page.context.set_offline(True)


def restore(page: Page, watch: Watch) -> None:
    """The network comes back, and all that waits is sent."""
    page.context.set_offline(False)
    until(page, NOTHING_WAITS)
    watch.errors.clear()  # what the browser says about requests that failed


def test_five_answers_without_a_network_arrive_once_in_their_order_and_time(
    open_page: OpenPage, server: Server, watch: Watch
) -> None:
    page, before = open_page("/study", viewport=DESK), last_review(server)
    wait_until_kept(page)
    cut(page)
    asked, moments = [], []
    for number in range(1, 6):
        asked.append(prompt(page))
        moments.append(dt.datetime.now(dt.UTC))
        steps.answer(page)
        noun = "1 answer" if number == 1 else f"{number} answers"
        expect(page.locator("#study-note")).to_contain_text(f"No network. {noun} kept")
        expect(page.locator("#study-head")).to_contain_text(f"{number} of 20 seen")
        expect(page.locator("mark.marker")).to_be_visible()
        steps.go_on(page)
    assert waiting(page) == 5
    assert kept_reviews(server, before) == []
    restore(page, watch)
    made = kept_reviews(server, before)
    assert [one.question for one in made] == [" ".join(one.split()) for one in asked]
    for one, moment in zip(made, moments, strict=True):
        assert abs((one.at - moment).total_seconds()) < 3
    page.evaluate("kept.send()")
    page.goto("/study")
    assert seen(page) == 5
    assert len(kept_reviews(server, before)) == 5


def test_the_app_opens_without_a_network_and_closing_it_loses_nothing(
    open_page: OpenPage, server: Server, watch: Watch
) -> None:
    page = open_page("/study", viewport=PHONE, reduced_motion="reduce")
    before = last_review(server)
    wait_until_kept(page)
    cut(page)
    steps.answer(page)
    again = page.context.new_page()
    page.close()
    again.goto("/")
    assert "No network" in again.title()
    expect(again.locator("[data-answer]")).to_be_visible()
    assert violations(Axe().run(again, options=RULES).response) == []
    steps.answer(again)
    assert violations(Axe().run(again, options=RULES).response) == []
    assert waiting(again) == 2
    restore(again, watch)
    assert len(kept_reviews(server, before)) == 2
    again.goto("/study")
    assert seen(again) == 2


def test_a_wrong_answer_comes_back_and_the_last_one_can_be_taken_back(
    open_page: OpenPage, watch: Watch
) -> None:
    page = open_page("/study", viewport=DESK)
    wait_until_kept(page)
    cut(page)
    steps.answer(page)
    steps.go_on(page)
    asked = prompt(page)
    steps.answer(page)
    page.keyboard.press("u")
    expect(page.locator("#study-note")).to_contain_text("taken back")
    expect(page.locator("#prompt")).to_have_text(asked)
    assert waiting(page) == 1
    restore(page, watch)
    steps.answer(page)
    until(page, NOTHING_WAITS)
    page.goto("/study")
    assert seen(page) == 2


def test_an_answer_whose_reply_is_lost_counts_once(
    open_page: OpenPage, server: Server, watch: Watch
) -> None:
    """The server gets it, the browser never hears of it and sends it again."""
    page, before = open_page("/study", viewport=DESK), last_review(server)
    wait_until_kept(page)

    def lose_the_reply(route: Any) -> None:
        route.fetch()
        route.abort()

    page.route("**/study/answer*", lose_the_reply, times=1)
    steps.answer(page)
    expect(page.locator("#study-note")).to_contain_text("No network")
    page.evaluate("kept.send()")
    until(page, NOTHING_WAITS)
    assert len(kept_reviews(server, before)) == 1
    watch.errors.clear()


def test_a_network_that_hangs_is_a_network_that_is_lost(
    open_page: OpenPage, server: Server, watch: Watch
) -> None:
    page, before = open_page("/study", viewport=DESK), last_review(server)
    wait_until_kept(page)
    page.route("**/study/answer*", lambda route: None, times=1)
    steps.answer(page)
    expect(page.locator("#study-note")).to_contain_text("No network")
    page.evaluate("kept.send()")
    until(page, NOTHING_WAITS)
    assert len(kept_reviews(server, before)) == 1
    watch.errors.clear()


def test_what_is_done_in_the_menu_is_sent_later_too(
    open_page: OpenPage, server: Server, watch: Watch
) -> None:
    page = open_page("/study", viewport=DESK)
    wait_until_kept(page)
    cut(page)
    steps.answer(page)
    steps.go_on(page)
    asked = prompt(page)
    page.keyboard.press("Escape")
    page.keyboard.press("!")
    expect(page.locator("#prompt")).not_to_have_text(asked)
    restore(page, watch)
    page.goto("/study/aside")
    expect(page.get_by_role("heading", name="Suspended")).to_be_visible()
    expect(page.locator(".list__title")).to_have_text(asked)


def sign_up(page: Page, person: Person) -> None:
    page.goto("/register")
    steps.fill_in_account(page, person)
    steps.press(page, "Make an account")
    page.wait_for_url(lambda address: "/register" not in address)


def sign_out(page: Page) -> None:
    page.goto("/")
    page.locator("details.menu > summary").click()
    steps.press(page, "Sign out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_signing_out_leaves_nothing(open_page: OpenPage) -> None:
    page = open_page("/", viewport=DESK)
    sign_up(page, Person("Eve", "eve@example.org"))
    page.goto("/study")
    wait_until_kept(page)
    sign_out(page)
    page.goto("/login")
    until(page, "(await kept.cards()).length === 0")


def test_nobody_sees_what_was_kept_for_another(
    open_page: OpenPage, server: Server, watch: Watch
) -> None:
    page, before = open_page("/", viewport=DESK), last_review(server)
    sign_up(page, Person("Ada", "ada@example.org"))
    page.goto("/study")
    wait_until_kept(page)
    page.context.set_offline(True)
    steps.answer(page)
    assert waiting(page) == 1
    page.context.clear_cookies()  # Ada is not here any more when the network is back
    page.context.set_offline(False)
    sign_up(page, Person("Bob", "bob@example.org"))
    page.goto("/settings")
    until(page, "(await kept.cards()).length === 0")
    assert waiting(page) == 0, "Ada's answer is not Bob's to see"
    assert page.evaluate("async () => kept.send()") == 0
    cut(page)
    page.goto("/study")
    expect(page.get_by_role("heading", name="No more cards are kept here")).to_be_visible()
    page.context.set_offline(False)
    expect(page).to_have_title("Study · Quizapp")  # it finds the network again by itself
    sign_out(page)
    page.goto("/login")
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_label("Password").fill(Person("", "").password)
    page.locator("main form button[type='submit']").first.click()
    page.wait_for_url(lambda address: "/login" not in address)
    until(page, NOTHING_WAITS)
    page.wait_for_timeout(500)
    assert len(kept_reviews(server, before)) == 1, "it waited until Ada was back"
    watch.errors.clear()


# The browser's judgement


def estimate(**answer: Any) -> Question:
    return Question("q", QuestionKind.NUMERIC_ESTIMATE, "How many?", Answer(**answer))


def words(text: str, *accepted: str) -> Question:
    answer = Answer(text, accepted=accepted)
    return Question("q", QuestionKind.SHORT_ANSWER, "Who?", answer)


TROOPS = estimate(text="470,000", value=470_000, unit="soldier", rounding=5000)
YEAR = estimate(text="1998", value=1998, scale="year")
SHARE = estimate(text="18", value=18, unit="percent", scale="percentage")
LOSS = estimate(text="-12", value=-12, scale="linear")
JUDGED = [
    *[
        (TROOPS, one)
        for one in ("470k", "470,000", "470 000", "0.47 million", "4.7e5", "474,999", "500000")
    ],
    *[
        (TROOPS, one)
        for one in ("520k", "10", "1bn", "-5", "0", "516,999", "427,300", "2 trillion")
    ],
    *[(YEAR, one) for one in ("1998", "1999", "2001", "1897", "1,998")],
    *[(SHARE, one) for one in ("18%", "20", "21.1", "4", "18.5 %")],
    *[(LOSS, one) for one in ("-12", "12", "-10.9", "\u221212")],
    *[
        (words("the Port Office", "Varn Port Office"), one)
        for one in ("port office", "The Port Ofice", "Port", "VARN port-office", "office port", "")
    ],
    *[
        (words("São Tomé & Príncipe's islands"), one)
        for one in ("sao tome and principe island", "Sao Tome", "são tomé and príncipes islands")
    ],
    *[(words("470,000"), one) for one in ("470k", "47,000", "470 000", "four")],
    *[(words("Iceland"), one) for one in ("Ireland", "Icelnad", "iceland", "Island")],
    *[(words("the"), one) for one in ("the", "a", "")],
]


def test_the_browser_judges_as_the_server_does(open_page: OpenPage) -> None:
    page = open_page("/study", viewport=DESK)
    for question, given in JUDGED:
        fields = {"text": given}
        found = page.evaluate("([fields, key]) => judge(fields, key)", [fields, key_of(question)])
        theirs = grade(question, Response(text=given))
        assert found.get("right") is theirs.correct, (question.answer.text, given, found)
        assert found["words"] == theirs.feedback, (question.answer.text, given)


@pytest.mark.parametrize("given", ["", "many", "12 pounds", "1,23", "4 7", "--3", "1e400"])
def test_a_number_the_browser_cannot_read_is_not_kept(open_page: OpenPage, given: str) -> None:
    page = open_page("/study", viewport=DESK)
    found = page.evaluate(
        "([fields, key]) => judge(fields, key)", [{"text": given}, key_of(TROOPS)]
    )
    assert found.keys() == {"error"}


@pytest.mark.parametrize(
    ("low", "high", "right"),
    [("400k", "500k", True), ("1", "2", False), ("480k", "1m", False), ("474k", "1m", True)],
)
def test_intervals(open_page: OpenPage, low: str, high: str, right: bool) -> None:
    page = open_page("/study", viewport=DESK)
    fields = {"text": low, "until": high}
    found = page.evaluate("([fields, key]) => judge(fields, key)", [fields, key_of(TROOPS)])
    theirs = grade(TROOPS, Response(text=low, until=high, confidence=90))
    assert theirs.interval
    assert found["right"] is right is (theirs.interval.missed == "")
