"""How far a long article's drafts are, and each chapter of them kept.

The row says what is done, each chapter is kept with it in one transaction, and whoever writes holds
the row for a while: if a server is stopped, the next one goes on where it was. Of two that write
the same chapter, one keeps it. ``quizapp.background`` does the writing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select, update

from questions.article.chapters import cut
from questions.types import Article as ArticleText
from questions.types import Question
from quizapp.authoring import articles, cards
from quizapp.database import db
from quizapp.models import Article, Card, CardStatus, Drafting

# Longer than a chapter takes on a busy machine.
HELD = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the drafts of an article are. ``waits`` if nobody writes them at this moment."""

    article: Article
    set_id: int
    chapters: int
    done: int
    failed: int
    drafts: int
    waits: bool

    @property
    def finished(self) -> bool:
        return self.done >= self.chapters


def progress(article: Article, now: dt.datetime) -> Progress | None:
    """How far an article's drafts are; None for one whose drafts were written at once."""
    row = db.session.scalar(select(Drafting).where(Drafting.article_id == article.id))
    if row is None:
        return None
    drafts = select(func.count()).select_from(Card).where(Card.article_id == article.id)
    return Progress(
        article=article,
        set_id=row.set_id,
        chapters=row.chapters,
        done=row.done,
        failed=row.failed,
        drafts=db.session.scalar(drafts) or 0,
        waits=row.held_until is None or row.held_until < now,
    )


def unfinished(set_id: int) -> list[Drafting]:
    """The articles of a set whose drafts are still being written."""
    chosen = select(Drafting).where(Drafting.set_id == set_id, Drafting.done < Drafting.chapters)
    return list(db.session.scalars(chosen))


def all_unfinished() -> list[int]:
    """The articles, whosever they are, whose drafts are still being written."""
    return list(
        db.session.scalars(select(Drafting.article_id).where(Drafting.done < Drafting.chapters))
    )


def claim(article_id: int, now: dt.datetime) -> int | None:
    """Hold an article's drafting; the number of chapters done, or None if it is not free."""
    free = or_(Drafting.held_until.is_(None), Drafting.held_until < now)
    mine = update(Drafting).where(
        Drafting.article_id == article_id, Drafting.done < Drafting.chapters, free
    )
    return db.session.scalar(mine.values(held_until=now + HELD).returning(Drafting.done))


def hold(article_id: int, done: int, now: dt.datetime) -> bool:
    """Hold an article on for its next chapter, unless another has kept that one."""
    next_one = update(Drafting).where(Drafting.article_id == article_id, Drafting.done == done)
    held = db.session.scalar(next_one.values(held_until=now + HELD).returning(Drafting.id))
    return held is not None


def questions_on(article: ArticleText, number: int) -> list[Question]:
    """The questions on one of an article's chapters, placed in the whole of it."""
    from questions.generation import placed  # loads the parser

    chapter = cut(article)[number]
    found = articles.make_questions(chapter.article)
    return [placed(one, chapter.start) for one in found] if chapter.start else list(found)


def keep_chapter(
    article_id: int, done: int, questions: list[Question] | None, now: dt.datetime
) -> bool:
    """Keep a chapter's drafts, unless another has kept that chapter; say whether more are to come.

    ``questions`` is None for a chapter that failed. The same prompt is not kept twice.
    """
    failed = int(questions is None)
    row = db.session.scalar(
        update(Drafting)
        .where(Drafting.article_id == article_id, Drafting.done == done)
        .values(done=done + 1, failed=Drafting.failed + failed, held_until=now + HELD)
        .returning(Drafting)
    )
    if row is None:
        return False
    there = select(Card.kind, Card.question).where(Card.article_id == article_id)
    asked = {(kind, question["prompt"]) for kind, question in db.session.execute(there)}
    new = [one for one in questions or () if (str(one.kind), one.prompt) not in asked]
    cards.append(row.set_id, article_id, new, CardStatus.DRAFT, now)
    more: bool = row.done < row.chapters
    return more
