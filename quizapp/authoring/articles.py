"""From a source to drafts: fetch, read, generate, keep.

``draft`` is slow (a fetch, a parse) and touches no database; ``keep`` only writes. Of an article
with several chapters ``draft`` only reads; ``drafting`` writes its questions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from questions import article
from questions.article.chapters import cut
from questions.errors import ArticleError
from questions.types import Article as ArticleText
from questions.types import Question
from quizapp.authoring import cards
from quizapp.database import db
from quizapp.models import Article, Card, CardStatus, Drafting, QuestionSet, SetStatus

NOTHING_TO_ASK = (
    "We read this text and found nothing in it to ask about: it needs sentences that state "
    "figures, dates, names or reasons. Try a longer piece, or write the questions yourself."
)


@dataclass(frozen=True, slots=True)
class Details:
    """What the author says of the source; what is empty is looked for in the source itself."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text comes from: ``content`` as pasted or uploaded, or else ``address``.

    ``name`` is an uploaded file's name.
    """

    content: str | bytes | None = None
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A read article and the questions found in it, best first; none yet if it has ``chapters``."""

    article: ArticleText
    questions: Sequence[Question]
    chapters: int = 1


def draft(
    source: Source, details: Details, told: Callable[[int, int], None] | None = None
) -> Drafted:
    """Read a source and write questions on it. Raises ArticleError or FetchError, one sentence.

    ``told`` hears, page by page, how many of a PDF file's are read.
    """
    content, address = source.content, source.address
    if content is None:
        content, address = fetch(source.address)
    text = article.read(
        content,
        name=source.name,
        title=details.title,
        publisher=details.publisher,
        author=details.author,
        address=address,
        published=details.published,
        told=told,
    )
    chapters = len(cut(text))
    if chapters > 1:
        return Drafted(text, (), chapters)
    questions = make_questions(text)
    if not questions:
        raise ArticleError(NOTHING_TO_ASK)
    return Drafted(text, questions)


def fetch(address: str) -> tuple[bytes, str]:
    """A page's bytes and where it was found in the end. Raises FetchError."""
    from quizapp.fetch import fetch_page

    return fetch_page(address)


def make_questions(text: ArticleText) -> Sequence[Question]:
    """Questions on an article, best first; the parser is imported when it is first needed."""
    from questions.generation import generate

    found: Sequence[Question] = generate(text)
    return found


def keep(
    drafted: Drafted,
    owner_id: int,
    now: dt.datetime,
    question_set: QuestionSet | None = None,
    form_key: str | None = None,
) -> QuestionSet:
    """Keep the article, and its questions as drafts in ``question_set`` or in a new set.

    A form that was sent before, which its key tells, gives the set that it made then.
    """
    kept = Article.from_text(drafted.article, owner_id=owner_id, kept_at=now, form_key=form_key)
    kept.title = kept.title or opening_words(kept.text)
    try:
        with db.session.begin_nested():
            db.session.add(kept)
    except IntegrityError:
        return made_by(form_key, owner_id) or keep(drafted, owner_id, now, question_set)
    if question_set is None:
        question_set = QuestionSet(
            owner_id=owner_id, title=kept.title, status=SetStatus.DRAFT, created_at=now
        )
        db.session.add(question_set)
        db.session.flush()
    cards.append(question_set.id, kept.id, drafted.questions, CardStatus.DRAFT, now)
    if drafted.chapters > 1:
        db.session.add(
            Drafting(article_id=kept.id, set_id=question_set.id, chapters=drafted.chapters)
        )
    return question_set


def made_by(form_key: str | None, owner_id: int) -> QuestionSet | None:
    """The set whose cards came, or are to come, from the form with that key; None if it is gone."""
    mine = select(Article.id).where(Article.form_key == form_key, Article.owner_id == owner_id)
    sets = select(Card.set_id).where(Card.article_id.in_(mine))
    coming = select(Drafting.set_id).where(Drafting.article_id.in_(mine))
    return db.session.scalar(
        select(QuestionSet).where(QuestionSet.id.in_(sets.union(coming))).limit(1)
    )


def opening_words(text: str, limit: int = 60) -> str:
    """The first words of a text that names itself nowhere, cut between words."""
    line = text.split("\n", 1)[0]
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
