"""The dates that an article states, as facts."""

from __future__ import annotations

from questions.facts import dates
from questions.facts.context import attribution
from questions.language import Parsed
from questions.types import Fact, FactKind, Span


def find(parsed: Parsed) -> list[Fact]:
    """Every date the article states, as a fact at its own words."""
    facts = []
    for sentence in parsed.sentences:
        for one in dates.spans(sentence.text):
            span = Span(sentence.start + one.start, sentence.start + one.end)
            facts.append(
                Fact(
                    FactKind.DATE,
                    span,
                    Span(sentence.start, sentence.end),
                    one.text,
                    attribution=attribution(sentence, span.start),
                )
            )
    return facts
