"""A set says in which language its cards are, and every page marks their words as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from sqlalchemy.orm import Session

from questions.types import Answer, Article, Evidence, Option, Question, QuestionKind
from quizapp.models import CardStatus, CardTag, Hold, HoldKind, Memory, QuestionSet, User
from quizapp.seeding import as_set_file, keep_set
from tests.browsing import Browser
from tests.conftest import START, FrozenClock
from tests.factories import NOW, Factory, article_text, multiple_choice
from tests.quizapp.insights import histories
from tests.quizapp.study.test_views import answer

KORN = "Qorn"  # stands in all that a card says, and in nothing else
SENTENCE = f"Der Fluss trug 2024 {KORN} nach Orsk."
# One text for two languages at once: a page's title, a sentence of ours about the answer, a label
# within a picture.
MIXED = "title, .feedback__verdict, svg"
SignIn = Callable[[User | None], Browser]


def korn_article() -> Article:
    return replace(article_text((SENTENCE,)), title=f"{KORN} auf dem Fluss")


def korn_question(kind: QuestionKind) -> Question:
    """A question that says ``KORN`` in every field."""
    options = (Option(KORN, correct=True), Option(f"{KORN} nicht"), Option(f"kein {KORN}"))
    is_number = kind is QuestionKind.NUMERIC_ESTIMATE
    return Question(
        id=str(kind),
        kind=kind,
        prompt=f"Der Fluss trug ____ und {KORN}." if kind == "cloze" else f"Wo war {KORN}?",
        answer=Answer("470", value=470.0, unit=KORN, tolerance=0.1, rounding=5.0, scale="linear")
        if is_number
        else Answer(KORN, accepted=(f"{KORN}e",)),
        options=options if kind is QuestionKind.MULTIPLE_CHOICE else (),
        explanation=f"Das ist {KORN}.",
        evidence=Evidence(0, len(SENTENCE), SENTENCE),
        attribution=f"das {KORN}-Amt",
        alternatives=(f"Wer nahm {KORN}?",),
    )


@pytest.fixture
def korn_set(make: Factory, owner: User, session: Session) -> QuestionSet:
    """A German set, open to all: one card of each kind, and drafts."""
    found = make.question_set(owner, title=f"Alles über {KORN}", is_open=True)
    found.language, found.description = "de", f"Was man von {KORN} weiß."
    article = make.article(owner, korn_article())
    for kind in QuestionKind:
        make.card(found, korn_question(kind), article=article)
    for status in (CardStatus.DRAFT, CardStatus.DRAFT, CardStatus.REJECTED):
        make.card(found, korn_question(QuestionKind.CLOZE), article=article, status=status)
    session.add(CardTag(card_id=found.cards[0].id, tag=KORN.lower()))
    session.commit()
    return found


@pytest.fixture
def used(
    make: Factory, owner: User, classmate: User, korn_set: QuestionSet, session: Session
) -> dict[str, int]:
    """The set in use: given to a class, studied, cards set aside, reported, an exam."""
    class_ = make.class_(owner, classmate)
    make.assignment(class_, korn_set)
    accepted = [one for one in korn_set.cards if one.status is CardStatus.ACCEPTED]
    for card in accepted:
        make.report(card, classmate, "Das Jahr fehlt.")
    histories.live(session, classmate, accepted, START, days=30)
    session.query(Memory).update({"lapses": 9})
    hold = Hold(learner_id=classmate.id, card_id=accepted[0].id, kind=HoldKind.FLAGGED)
    hold.made_at = NOW
    session.add(hold)
    session.commit()
    draft = next(one for one in korn_set.cards if one.status is CardStatus.DRAFT)
    return {
        "set": korn_set.id,
        "class": class_.id,
        "draft": draft.id,
        "card": accepted[1].id,
        "choice": accepted[0].id,
        "exam": make.exam(classmate, korn_set).id,
    }


def spoken(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Each piece of text with ``KORN`` in it, and the language in which it would be read out."""
    for tag in page.select(MIXED):
        tag.decompose()
    for text in page.find_all(string=re.compile(KORN)):
        if type(text) is NavigableString:
            holder = text.find_parent(lang=True)
            yield str(text), str(holder["lang"]) if isinstance(holder, Tag) else ""


def assert_marked(page: BeautifulSoup, language: str) -> int:
    """How many pieces there are, each of them marked."""
    found = list(spoken(page))
    assert [text for text, tag in found if tag != language] == []
    return len(found)


def page_of(browser: Browser, address: str, interface: str) -> BeautifulSoup:
    response = browser.get(address, headers={"Accept-Language": interface})
    assert response.status_code == 200, address
    return BeautifulSoup(response.get_data(as_text=True), "html.parser")


OWNER = (
    *("/sets", "/sets/{set}", "/sets/{set}/review", "/sets/{set}/review?card={draft}"),
    *("/sets/{set}/delete", "/sets/{set}/cards/new", "/cards/{draft}/edit", "/cards/{card}/edit"),
    *("/cards/{choice}/edit", "/articles/new?set={set}", "/classes/{class}"),
)
LEARNER = (
    *("/", "/study/set/{set}/cards", "/study/set/{set}/cards?at=2"),
    *("/study/aside", "/study/hard", "/study/exams", "/study/exam/{exam}", "/progress"),
    *("/progress/knowledge", "/classes/{class}", "/study/set/{set}?card={choice}"),
)
STRANGER = ("/", "/study", "/study/set/{set}/cards", "/study/set/{set}/cards?at=5")


@pytest.mark.parametrize("interface", ["en", "de"])
@pytest.mark.parametrize("who", ["owner", "classmate", "stranger"])
def test_every_page_marks_what_a_card_says(
    who: str,
    interface: str,
    sign_in: SignIn,
    used: dict[str, int],
    owner: User,
    classmate: User,
    stranger: User,
    frozen: FrozenClock,
) -> None:
    person = {"owner": owner, "classmate": classmate, "stranger": stranger}[who]
    addresses = {"owner": OWNER, "classmate": LEARNER, "stranger": STRANGER}[who]
    browser = sign_in(person)
    for address in addresses:
        page = page_of(browser, address.format(**used), interface)
        assert assert_marked(page, "de"), f"{address} says nothing of the card"


def test_an_english_set_is_marked_where_the_page_is_german(
    sign_in: SignIn, used: dict[str, int], korn_set: QuestionSet, owner: User, session: Session
) -> None:
    korn_set.language = "en"
    session.commit()
    browser = sign_in(owner)
    for address in OWNER:
        assert_marked(page_of(browser, address.format(**used), "de"), "en")


def test_where_page_and_set_speak_the_same_nothing_is_said_twice(
    client: Browser, korn_set: QuestionSet
) -> None:
    assert not page_of(client, "/study", "de").select('#prompt[lang], .option__text[lang="de"]')


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_question_feedback_and_end_mark_them(
    client: Browser, make: Factory, owner: User, session: Session, kind: QuestionKind
) -> None:
    """Also in what a browser keeps for when its network is lost."""
    found = make.question_set(owner, is_open=True)
    found.language = "de"
    make.card(found, korn_question(kind), article=make.article(owner, korn_article()))
    page = page_of(client, "/study", "en")
    assert assert_marked(page, "de")
    given = {"multiple_choice": {"choice": "0"}, "flashcard": {"known": "1"}}
    sent = given.get(kind, {"text": "470" if kind == "numeric_estimate" else KORN})
    feedback = answer(client, page, easy="y", **sent)
    assert assert_marked(feedback, "de") > 2
    assert assert_marked(page_of(client, "/study", "en"), "de"), "what was learned"


def test_what_a_browser_keeps_is_marked(client: Browser, korn_set: QuestionSet) -> None:
    client.page("/study")
    kept = client.get("/study/kept").get_json()["cards"]
    assert len(kept) == len(QuestionKind)
    for card in kept:
        for part in ("ask", "after"):
            fragment = BeautifulSoup(f'<html lang="en">{card[part]}</html>', "html.parser")
            assert assert_marked(fragment, "de")


def test_a_refused_answer_and_a_report_mark_them(client: Browser, korn_set: QuestionSet) -> None:
    page = page_of(client, f"/study/set/{korn_set.id}?card={korn_set.cards[1].id}", "en")
    assert assert_marked(answer_refused(client, page), "de")


def answer_refused(client: Browser, page: BeautifulSoup) -> BeautifulSoup:
    turn = page.select_one('[name="turn"]')
    assert turn
    sent = client.post("/study/answer", data={"turn": str(turn["value"]), "text": "viele"})
    assert sent.status_code == 422
    report = client.post("/study/report", data={"turn": str(turn["value"]), "words": ""})
    assert report.status_code == 422
    assert_marked(BeautifulSoup(report.get_data(as_text=True), "html.parser"), "de")
    return BeautifulSoup(sent.get_data(as_text=True), "html.parser")


def test_our_own_words_within_a_cards_stay_ours(client: Browser, korn_set: QuestionSet) -> None:
    cloze = next(one for one in korn_set.cards if one.kind == "cloze")
    page = page_of(client, f"/study/set/{korn_set.id}?card={cloze.id}", "en")
    blank = page.select_one("#prompt .visually-hidden")
    assert blank
    assert (blank["lang"], blank.get_text()) == ("en", "blank")


def test_text_that_runs_from_the_right_finds_its_direction(
    owner_client: Browser, make: Factory, owner: User
) -> None:
    question_set, [card] = make.set_with_cards(owner, [multiple_choice("أين ذهب القمح؟")])
    question_set.language = "ar"
    make.session.commit()
    for address in (f"/sets/{question_set.id}", f"/sets/{question_set.id}/review?card={card.id}"):
        holder = owner_client.page(address).find(string=re.compile("القمح"))
        assert holder
        assert holder.find_parent(attrs={"dir": "auto", "lang": "ar"})


# Choosing it


def test_it_is_english_until_its_author_chooses(
    owner_client: Browser, make: Factory, owner: User, session: Session
) -> None:
    question_set, _ = make.set_with_cards(owner)
    assert question_set.language == "en"
    address = f"/sets/{question_set.id}/edit"
    chosen = owner_client.page(address).select_one("#language option[selected]")
    assert chosen
    assert (chosen["value"], chosen.get_text()) == ("en", "English")
    sent = {"title": "Korn", "language": "de", "desired_retention": "0.9"}
    assert owner_client.post(address, data=sent).status_code == 302
    session.refresh(question_set)
    assert question_set.language == "de"


def test_a_new_set_has_the_language_chosen(owner_client: Browser, session: Session) -> None:
    sent = {"title": "Korn", "language": "fr", "desired_retention": "0.8"}
    assert owner_client.post("/sets/new", data=sent).status_code == 302
    made = session.query(QuestionSet).one()
    assert (made.title, made.language, made.desired_retention) == ("Korn", "fr", 0.8)


def test_what_is_no_language_is_refused(
    owner_client: Browser, make: Factory, owner: User, session: Session
) -> None:
    question_set, _ = make.set_with_cards(owner)
    sent = {"title": "Korn", "language": '"><b>', "desired_retention": "0.9"}
    assert owner_client.post(f"/sets/{question_set.id}/edit", data=sent).status_code == 422
    session.refresh(question_set)
    assert question_set.language == "en"


@pytest.mark.parametrize(("tag", "name"), [("de-CH", "German (Switzerland)"), ("qaa", "qaa")])
def test_a_language_that_a_file_brought_stays_to_choose(
    owner_client: Browser, make: Factory, owner: User, tag: str, name: str
) -> None:
    question_set, _ = make.set_with_cards(owner)
    question_set.language = tag
    make.session.commit()
    page = owner_client.page(f"/sets/{question_set.id}/edit")
    chosen = page.select_one("#language option[selected]")
    assert chosen
    assert (chosen["value"], chosen.get_text()) == (tag, name)


def test_nobody_else_may_choose_it(
    classmate_client: Browser,
    stranger_client: Browser,
    make: Factory,
    owner: User,
    classmate: User,
    session: Session,
) -> None:
    question_set, _ = make.set_with_cards(owner)
    make.assignment(make.class_(owner, classmate), question_set)
    sent = {"title": "Korn", "language": "de", "desired_retention": "0.9"}
    for browser in (classmate_client, stranger_client):
        assert browser.post(f"/sets/{question_set.id}/edit", data=sent).status_code == 404
    session.refresh(question_set)
    assert question_set.language == "en"


def test_a_file_carries_it_there_and_back(
    make: Factory, owner: User, korn_set: QuestionSet, session: Session
) -> None:
    found = as_set_file(korn_set)
    assert found.language == "de"
    assert keep_set(session, found, owner, NOW).language == "de"


def test_a_download_carries_it(owner_client: Browser, korn_set: QuestionSet) -> None:
    sent = owner_client.get(f"/sets/{korn_set.id}/export/json")
    assert sent.get_json(force=True)["language"] == "de"


def test_two_languages_on_one_page(
    client: Browser, make: Factory, owner: User, korn_set: QuestionSet
) -> None:
    make.set_with_cards(owner, is_open=True, title="Grain")
    page = page_of(client, "/study", "de")
    answer(client, page, unknown="1")
    titles = page_of(client, "/", "de").select(".list__title")
    assert {one.get_text(): one.get("lang") for one in titles} == {
        korn_set.title: None,
        "Grain": "en",
    }
