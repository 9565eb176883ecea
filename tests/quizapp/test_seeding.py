"""Sets from files: those that come with the program, kept once, open to everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from questions.formats import FORMATS
from quizapp.accounts.people import has_account, system_user
from quizapp.config import resource
from quizapp.errors import SetFileError
from quizapp.models import Card, CardStatus, CardTag, QuestionSet, SetStatus, User
from quizapp.seeding import as_set_file, find_set, keep_set, read_set, seed
from tests.browsing import Browser
from tests.factories import NOW, Factory


@pytest.fixture
def folder(tmp_path: Path, make: Factory, owner: User) -> Path:
    """A folder with one set's file in it."""
    question_set, _ = make.set_with_cards(owner, title="Grain on the river")
    native = FORMATS["json"]
    assert native.write
    written = native.write(as_set_file(question_set))
    data = written.encode() if isinstance(written, str) else written
    (tmp_path / "grain.json").write_bytes(data)
    make.session.delete(question_set)
    make.session.commit()
    return tmp_path


def test_a_seed_is_open_published_and_accepted(session: Session, folder: Path) -> None:
    assert seed(session, folder, NOW) == 1
    [kept] = session.scalars(select(QuestionSet)).all()
    assert (kept.title, kept.status, kept.is_open) == (
        "Grain on the river",
        SetStatus.PUBLISHED,
        True,
    )
    assert [card.status for card in kept.cards] == [CardStatus.ACCEPTED] * 3
    assert all(card.article for card in kept.cards)


def test_a_second_start_keeps_nothing_twice(session: Session, folder: Path) -> None:
    seed(session, folder, NOW)
    assert seed(session, folder, NOW) == 0
    assert len(session.scalars(select(QuestionSet)).all()) == 1


def test_the_keeper_is_nobody(session: Session) -> None:
    """It owns the seeds, cannot sign in, and does not count as the first account."""
    keeper = system_user(session, NOW)
    assert not keeper.active
    assert keeper.password is None
    assert not has_account(session)
    assert system_user(session, NOW) is keeper


def test_there_and_back(session: Session, make: Factory, owner: User) -> None:
    question_set, cards = make.set_with_cards(owner)
    again = keep_set(session, as_set_file(question_set), owner, NOW)
    assert again.status == SetStatus.DRAFT
    assert [card.question for card in again.cards] == [card.question for card in cards]


@pytest.mark.parametrize("data", [b"", b"{}", b"[1, 2", b"\xff\xfe\x00"])
def test_a_file_that_is_no_set(data: bytes) -> None:
    with pytest.raises(SetFileError, match=r"grain\.json"):
        read_set(data, "grain.json")


def test_a_set_is_found_by_number_or_title(session: Session, make: Factory, owner: User) -> None:
    one = make.question_set(owner, title="One")
    assert find_set(session, "One") is one
    assert find_set(session, str(one.id)) is one
    make.question_set(owner, title="One")
    with pytest.raises(SetFileError, match="More than one"):
        find_set(session, "One")
    with pytest.raises(SetFileError, match="no set"):
        find_set(session, "Two")


@pytest.mark.parametrize("path", sorted((resource("seeds") / "sets").glob("*.json")), ids=str)
def test_the_seeds_that_come_along(session: Session, path: Path) -> None:
    """Each evidence stands in its article to the letter, and no question has a problem."""
    found = read_set(path.read_bytes(), path.name)
    assert len(found.questions) >= 8
    for question, article in found.questions:
        if question.evidence:
            assert article is not None
            start, end = question.evidence.start, question.evidence.end
            assert found.articles[article].text[start:end] == question.evidence.text
    keep_set(session, found, system_user(session, NOW), NOW)


def test_a_sets_tags_go_out_and_come_back(
    session: Session, make: Factory, owner: User, owner_client: Browser
) -> None:
    question_set, cards = make.set_with_cards(owner)
    tagged = [(0, "b"), (0, "a"), (2, "c")]
    session.add_all(CardTag(card_id=cards[at].id, tag=tag) for at, tag in tagged)
    session.commit()
    downloaded = owner_client.get(f"/sets/{question_set.id}/export/json").data
    write = FORMATS["json"].write
    assert write
    for content in (downloaded, write(as_set_file(question_set))):
        found = read_set(content if isinstance(content, bytes) else content.encode(), "set.json")
        assert found.tags == (("a", "b"), (), ("c",))
        kept = keep_set(session, found, owner, NOW)
        tags = select(Card.position, CardTag.tag).join(CardTag).where(Card.set_id == kept.id)
        rows = session.execute(tags.order_by(Card.position, CardTag.tag)).all()
        assert [tuple(row) for row in rows] == [(0, "a"), (0, "b"), (2, "c")]
