"""Sets from files: those that come with the program, and those that somebody imports."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from questions.errors import FormatError
from questions.formats import FORMATS, SetFile
from quizapp.accounts.people import system_user
from quizapp.errors import SetFileError
from quizapp.models import Article, Card, CardStatus, CardTag, QuestionSet, SetStatus, User


def seed(session: Session, folder: Path, now: dt.datetime) -> int:
    """Keep every set in ``folder`` that is not there yet, open to everybody; returns how many."""
    keeper = system_user(session, now)
    there = set(session.scalars(select(QuestionSet.title).where(QuestionSet.owner_id == keeper.id)))
    kept = 0
    for path in sorted(folder.glob("*.json")):
        found = read_set(path.read_bytes(), path.name)
        if found.title in there:
            continue
        question_set = keep_set(session, found, keeper, now)
        question_set.status = SetStatus.PUBLISHED
        question_set.published_at = now
        question_set.is_open = True
        kept += 1
    return kept


def read_set(data: bytes, name: str) -> SetFile:
    """The set in a file of any format that can be read; its ending chooses the format.

    Raises SetFileError with one sentence.
    """
    ending = name.rpartition(".")[2].lower()
    readers = [one for one in FORMATS.values() if one.read]
    fitting = [one for one in readers if one.extension.lstrip(".") == ending]
    for format_ in fitting or readers[:1]:
        assert format_.read
        try:
            return format_.read(data)
        except FormatError as error:
            raise SetFileError(f"{name}: {error}") from error
    raise SetFileError(f"{name} has no format that can be read.")


def keep_set(session: Session, found: SetFile, owner: User, now: dt.datetime) -> QuestionSet:
    """A set with its articles and questions, all of them accepted, as an unpublished set."""
    question_set = QuestionSet(
        owner_id=owner.id,
        title=found.title[:200],
        description=found.description,
        language=found.language,
        status=SetStatus.DRAFT,
        created_at=now,
    )
    articles = [Article.from_text(one, owner_id=owner.id, kept_at=now) for one in found.articles]
    session.add_all([question_set, *articles])
    session.flush()
    cards = [
        Card(
            set_id=question_set.id,
            article_id=None if article is None else articles[article].id,
            kind=str(question.kind),
            fact_key=question.fact_key[:80],
            position=position,
            status=CardStatus.ACCEPTED,
            question=question.as_json(),
            created_at=now,
        )
        for position, (question, article) in enumerate(found.questions)
    ]
    session.add_all(cards)
    session.flush()
    tagged = [(card.id, tag) for at, card in enumerate(cards) for tag in found.tags_of(at)]
    session.add_all(CardTag(card_id=card_id, tag=tag) for card_id, tag in tagged)
    session.flush()
    return question_set


def find_set(session: Session, named: str) -> QuestionSet:
    """The set with that number or title. Raises SetFileError if there is none, or more than one."""
    query = select(QuestionSet).where(
        QuestionSet.id == int(named) if named.isdecimal() else QuestionSet.title == named
    )
    found = session.scalars(query).all()
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(one.id) for one in found)
        raise SetFileError(f"More than one set is called {named!r}: name one of {numbers}.")
    raise SetFileError(f"There is no set {named!r}. Name its number or its title.")


def as_set_file(question_set: QuestionSet) -> SetFile:
    """A set as a value that every format can write: its accepted cards, with their articles."""
    cards = [card for card in question_set.cards if card.status == CardStatus.ACCEPTED]
    articles: list[Article] = []
    for card in cards:
        if card.article and card.article not in articles:
            articles.append(card.article)
    tags = tags_of(question_set)
    return SetFile(
        title=question_set.title,
        description=question_set.description,
        language=question_set.language,
        articles=tuple(article.as_text() for article in articles),
        questions=tuple(
            (card.as_question(), articles.index(card.article) if card.article else None)
            for card in cards
        ),
        tags=tuple(tuple(tags[card.id]) for card in cards),
    )


def tags_of(question_set: QuestionSet) -> defaultdict[int, list[str]]:
    """The tags of each of a kept set's cards, by name."""
    session = object_session(question_set)
    assert session is not None
    found: defaultdict[int, list[str]] = defaultdict(list)
    of_set = select(CardTag).join(Card, Card.id == CardTag.card_id)
    for one in session.scalars(of_set.where(Card.set_id == question_set.id).order_by(CardTag.tag)):
        found[one.card_id].append(one.tag)
    return found
