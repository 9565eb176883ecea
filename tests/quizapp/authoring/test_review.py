from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from questions.types import Problem
from quizapp.authoring.paging import PAGE
from quizapp.models import Card, CardStatus, QuestionSet, User
from tests.browsing import Browser
from tests.factories import SENTENCE, Factory, cloze, multiple_choice, numeric_estimate


@pytest.fixture
def drafts(owner: User, make: Factory) -> tuple[QuestionSet, list[Card]]:
    doubtful = replace(cloze(), problems=(Problem("vague", "Say which river."),))
    questions = [multiple_choice("Where did <b>most</b> of it go?"), numeric_estimate(), doubtful]
    return make.set_with_cards(owner, questions, status=CardStatus.DRAFT, published=False)


Drafts = tuple[QuestionSet, list[Card]]


def decide(browser: Browser, card: Card, status: str, **data: str) -> str:
    response = browser.post(f"/cards/{card.id}/decide", data={"status": status, **data})
    assert response.status_code == 302, response.status
    return response.location


def status_of(session: Session, card: Card) -> CardStatus:
    session.refresh(card)
    return card.status


def test_the_article_stands_beside_its_drafts(owner_client: Browser, drafts: Drafts) -> None:
    question_set, cards = drafts
    page = owner_client.page(f"/sets/{question_set.id}/review")
    article = page.select_one(".review__article")
    assert article
    mark = article.select_one("a.marker")
    assert mark
    assert mark.get_text() == SENTENCE
    assert mark["data-cards"] == " ".join(str(card.id) for card in cards)
    assert f"card={cards[0].id}" in str(mark["href"])
    assert [one["data-card"] for one in page.select(".draft")] == [str(cards[0].id)]
    assert [one["data-card"] for one in page.select(".draft-line")] == [
        str(card.id) for card in cards[1:]
    ]
    assert not page.select_one(".draft b")
    assert "<b>most</b>" in page.select_one(".draft__prompt").get_text()  # type: ignore[union-attr]


def test_the_draft_in_focus_shows_all_there_is(owner_client: Browser, drafts: Drafts) -> None:
    question_set, (choice, estimate, doubtful) = drafts
    texts = {
        card: owner_client.page(f"/sets/{question_set.id}/review?card={card.id}")
        .select_one(".draft")
        .get_text(" ", strip=True)  # type: ignore[union-attr]
        for card in (choice, estimate, doubtful)
    }
    assert "Orsk ✓ right" in texts[choice]
    assert "470,000" in texts[estimate]
    assert "10%" in texts[estimate]
    assert "he Port Office, 2024" in texts[estimate]
    assert "Say which river." in texts[doubtful]
    assert all(SENTENCE in text for text in texts.values())


def test_accepting_goes_on_to_the_next_draft(
    owner_client: Browser, drafts: Drafts, session: Session
) -> None:
    _, cards = drafts
    place = decide(owner_client, cards[1], "accepted")
    assert f"card={cards[2].id}" in place
    assert status_of(session, cards[1]) is CardStatus.ACCEPTED
    assert "Accepted" in owner_client.page(place).select_one(".review__undo").get_text()  # type: ignore[union-attr]
    assert f"card={cards[0].id}" in decide(owner_client, cards[2], "rejected")
    done = decide(owner_client, cards[0], "accepted")
    assert "No drafts left" in owner_client.page(done).get_text()


def test_a_decision_sent_twice_is_one(
    owner_client: Browser, drafts: Drafts, session: Session
) -> None:
    _, cards = drafts
    first = decide(owner_client, cards[0], "accepted")
    assert decide(owner_client, cards[0], "accepted") == first
    assert status_of(session, cards[0]) is CardStatus.ACCEPTED


def test_a_decision_can_be_undone(owner_client: Browser, drafts: Drafts, session: Session) -> None:
    _, cards = drafts
    place = decide(owner_client, cards[0], "rejected")
    form = owner_client.page(place).select_one(".review__undo form")
    assert form
    assert form["action"] == f"/cards/{cards[0].id}/decide"
    assert f"card={cards[0].id}" in decide(owner_client, cards[0], "draft")
    assert status_of(session, cards[0]) is CardStatus.DRAFT


def test_accept_all_leaves_those_with_problems(
    owner_client: Browser, drafts: Drafts, session: Session
) -> None:
    question_set, cards = drafts
    owner_client.post(f"/sets/{question_set.id}/accept")
    statuses = [status_of(session, card) for card in cards]
    assert statuses == [CardStatus.ACCEPTED, CardStatus.ACCEPTED, CardStatus.DRAFT]


def test_a_decision_from_the_sets_page_goes_back_there(
    owner_client: Browser, drafts: Drafts
) -> None:
    question_set, cards = drafts
    place = decide(owner_client, cards[0], "rejected", back="set")
    assert place.endswith(f"/sets/{question_set.id}?card={cards[0].id}#card-{cards[0].id}")


def test_a_fragment_is_in_the_page_for_htmx(owner_client: Browser, drafts: Drafts) -> None:
    question_set, _ = drafts
    page = owner_client.page(f"/sets/{question_set.id}/review")
    assert page.select_one("form[hx-post][hx-target='#drafts'][hx-select='#drafts']")
    assert page.select_one("section#drafts")


def test_drafts_on_two_articles_load_whole_pages(
    owner_client: Browser, owner: User, drafts: Drafts, make: Factory
) -> None:
    question_set, _ = drafts
    make.card(question_set, cloze(), article=make.article(owner), status=CardStatus.DRAFT)
    page = owner_client.page(f"/sets/{question_set.id}/review")
    assert not page.select_one("[hx-post]")


def test_a_draft_without_article_is_shown_alone(
    owner_client: Browser, owner: User, make: Factory
) -> None:
    question_set = make.question_set(owner, published=False)
    make.card(question_set, replace(cloze(), evidence=None), status=CardStatus.DRAFT)
    page = owner_client.page(f"/sets/{question_set.id}/review")
    assert page.select_one(".draft")
    assert not page.select_one(".review__article")


def test_an_unknown_decision_is_refused(owner_client: Browser, drafts: Drafts) -> None:
    response = owner_client.post(f"/cards/{drafts[1][0].id}/decide", data={"status": "perfect"})
    assert response.status_code == 400


@pytest.mark.parametrize("who", ["classmate_client", "stranger_client", "client"])
def test_nobody_else_sees_or_decides(
    request: pytest.FixtureRequest, who: str, drafts: Drafts, session: Session
) -> None:
    browser: Browser = request.getfixturevalue(who)
    question_set, cards = drafts
    refused = 302 if who == "client" else 404
    assert browser.get(f"/sets/{question_set.id}/review").status_code == refused
    decided = browser.post(f"/cards/{cards[0].id}/decide", data={"status": "accepted"})
    assert decided.status_code == 404
    assert browser.post(f"/sets/{question_set.id}/accept").status_code == 404
    assert status_of(session, cards[0]) is CardStatus.DRAFT


def test_a_card_of_another_set_gets_no_focus(
    owner_client: Browser, drafts: Drafts, stranger: User, make: Factory
) -> None:
    _, (theirs, *_) = make.set_with_cards(stranger, status=CardStatus.DRAFT)
    page = owner_client.page(f"/sets/{drafts[0].id}/review?card={theirs.id}&decided={theirs.id}")
    assert [one["data-card"] for one in page.select(".draft")] == [str(drafts[1][0].id)]
    assert not page.select_one(".review__undo")


def test_script_in_an_article_stays_text(owner_client: Browser, owner: User, make: Factory) -> None:
    from tests.factories import article_text

    question_set = make.question_set(owner, published=False)
    kept = make.article(owner, article_text(("<script>alert(1)</script> & 470,000 & more.",)))
    card = replace(
        cloze(),
        evidence=replace(cloze().evidence, start=0, end=6, text="<scrip"),  # type: ignore[type-var]
    )
    make.card(question_set, card, article=kept, status=CardStatus.DRAFT)
    html = owner_client.get(f"/sets/{question_set.id}/review").get_data(as_text=True)
    article = BeautifulSoup(html, "html.parser").select_one(".review__article")
    assert article
    assert not article.select_one("script")
    assert "<script>alert(1)</script> & 470,000 & more." in article.get_text()


@pytest.fixture
def many(owner: User, make: Factory) -> tuple[QuestionSet, list[Card]]:
    """More drafts than a page lists, one of them with a problem."""
    questions = [cloze(f"Draft {number} has a ____.") for number in range(2 * PAGE + 3)]
    questions[7] = replace(questions[7], problems=(Problem("vague", "Say which river."),))
    return make.set_with_cards(owner, questions, status=CardStatus.DRAFT, published=False)


def listed(page: BeautifulSoup) -> list[int]:
    return [int(str(one["data-card"])) for one in page.select(".draft, .draft-line")]


def led_to(page: BeautifulSoup, key: str) -> str:
    (link,) = page.select(f"#drafts a[data-key={key}]")
    return str(link["href"])


def test_many_drafts_are_listed_in_parts_and_counted_whole(
    owner_client: Browser, many: Drafts
) -> None:
    question_set, cards = many
    ids = [card.id for card in cards]
    page = owner_client.page(f"/sets/{question_set.id}/review")
    assert listed(page) == ids[:PAGE]
    assert f"{len(ids)} drafts to review" in page.get_text()
    assert f"Accept the {len(ids) - 1} without notes" in page.get_text()
    assert f"1 to {PAGE} of {len(ids)}" in page.get_text()
    marks = page.select_one(".review__article a.marker")
    assert marks
    assert str(marks["data-cards"]).split() == [str(one) for one in ids]
    last = owner_client.page(f"/sets/{question_set.id}/review?card={ids[-1]}")
    assert listed(last) == ids[2 * PAGE :]


def test_the_keys_go_on_to_the_next_part_and_back(owner_client: Browser, many: Drafts) -> None:
    question_set, cards = many
    edge, following = cards[PAGE - 1].id, cards[PAGE].id
    page = owner_client.page(f"/sets/{question_set.id}/review?card={edge}")
    assert f"card={following}#" in led_to(page, "j")
    assert f"card={cards[PAGE - 2].id}#" in led_to(page, "k")
    page = owner_client.page(f"/sets/{question_set.id}/review?card={following}")
    assert f"card={edge}#" in led_to(page, "k")
    assert f"card={following}" in decide(owner_client, cards[PAGE - 1], "accepted")


def test_a_swap_of_the_drafts_leaves_the_article_out(owner_client: Browser, many: Drafts) -> None:
    question_set, cards = many
    swapped = {"HX-Request": "true", "HX-Target": "drafts"}
    address = f"/sets/{question_set.id}/review?card={cards[3].id}"
    html = owner_client.get(address, headers=swapped).get_data(as_text=True)
    page = BeautifulSoup(html, "html.parser")
    assert not page.select(".review__article p")
    assert page.select_one("#drafts .draft__evidence a.marker")
