"""A quick stand-in for the question generator: a question on each sentence that has a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from questions.types import Answer, Article, Evidence, Question, QuestionKind
from quizapp.authoring import articles

TEXT = (
    "Harbour ships more grain\n\n"
    "The harbour at Varn shipped about 470,000 tonnes of grain in 2024, according to the Port "
    "Office. Most of it went to Orsk, where the mills have been short of it for two years.\n\n"
    "The mayor said that a second basin would be opened before the end of next summer. It should "
    "cost some 12 million dollars, which the town wants to borrow from the bank of the region."
)


def questions_on(text: Article) -> list[Question]:
    found = []
    for place, match in enumerate(re.finditer(r"[^.\n]*\b(\d[\d,]*)\b[^.\n]*\.", text.text)):
        sentence = match[0].strip()
        start = text.text.index(sentence)
        found.append(
            Question(
                id=f"q{place}",
                kind=QuestionKind.CLOZE,
                prompt=sentence.replace(match[1], "____", 1),
                answer=Answer(match[1]),
                evidence=Evidence(start, start + len(sentence), sentence),
                score=0.5,
            )
        )
    return found


@pytest.fixture
def fake_generation(monkeypatch: pytest.MonkeyPatch) -> None:
    def make_questions(text: Article) -> Sequence[Question]:
        return questions_on(text)

    monkeypatch.setattr(articles, "make_questions", make_questions)
