"""The whole way from an article to its questions."""

from __future__ import annotations

from collections.abc import Collection

from questions import facts, language, writing
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
    questions = writing.write(parsed, facts.find(parsed), seed=seed)
    if kinds is not None:
        questions = [question for question in questions if question.kind in kinds]
    return questions[:limit]
