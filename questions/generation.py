"""The whole way from an article to its questions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace

from questions import facts, language, writing
from questions.article.chapters import Chapter, cut
from questions.types import Article, Question, QuestionKind


def generate(
    article: Article,
    *,
    seed: int = 0,
    kinds: Collection[QuestionKind] | None = None,
    limit: int | None = None,
) -> list[Question]:
    """Write an article's questions, best first.

    ``seed`` varies what is drawn (the wrong options and the key's place), never what is asked.
    ``kinds`` and ``limit`` narrow what is given back. Each question's answer stands in its
    evidence span, and the evidence in ``article.text``, to the letter.
    """
    parsed = language.parse(article)
    return writing.write(parsed, facts.find(parsed), seed=seed, kinds=kinds)[:limit]


def generate_chapters(
    article: Article, *, seed: int = 0, kinds: Collection[QuestionKind] | None = None
) -> Iterator[list[Question]]:
    """Write the questions of one chapter of an article after another, each best first.

    A long text takes no more memory than its longest chapter; one of ordinary length has a single
    chapter, and the questions that ``generate`` writes. No prompt comes twice.
    """
    asked: set[tuple[str, str]] = set()
    for chapter in cut(article):
        written = generate_chapter(chapter, seed=seed, kinds=kinds)
        yield [one for one in written if (one.kind, one.prompt) not in asked]
        asked |= {(one.kind, one.prompt) for one in written}


def generate_chapter(
    chapter: Chapter, *, seed: int = 0, kinds: Collection[QuestionKind] | None = None
) -> list[Question]:
    """Write a chapter's questions, best first, their evidence placed in the whole article."""
    written = generate(chapter.article, seed=seed, kinds=kinds)
    return [placed(one, chapter.start) for one in written] if chapter.start else written


def placed(question: Question, start: int) -> Question:
    """A chapter's question as one of the article in which the chapter begins at ``start``."""
    evidence = question.evidence
    return replace(
        question,
        id=hashlib.sha256(f"{start}\n{question.id}".encode()).hexdigest()[:12],
        evidence=evidence
        and replace(evidence, start=evidence.start + start, end=evidence.end + start),
        fact_key=f"{question.fact_key}@{start}",
    )
