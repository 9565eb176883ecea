"""Causes, effects and purposes that the text itself names: ``due to``, ``led to``, ``in order to``.

The fact's words are the short noun phrase in which the reason comes down to its point; a reason
that takes a clause to say is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from questions.facts import lists
from questions.facts.context import attribution
from questions.facts.phrases import NOUNS, Words, told
from questions.language import Parsed, Sentence
from questions.types import Fact, FactKind, Relation, Span

MOST = 4
LONGEST_MARKER = 4
LEAST_LETTERS = 4
ENDS = frozenset([",", ".", ";", ")", "—", "–", "?", "!"])
FOLLOWS = frozenset(["when", "while", "which", "who", "because", "after", "before", "if"])
PLAIN = frozenset([*NOUNS, "JJ", "HYPH", "JJR", "JJS"])


def find(parsed: Parsed) -> list[Fact]:
    """The reasons that an article states in a few words, in text order."""
    return [fact for sentence in told(parsed) for fact in of_sentence(sentence)]


def of_sentence(sentence: Sentence) -> Iterator[Fact]:
    said = [token.lower_ for token in sentence.words]
    markers = lists.words("reasons")
    opening = {marker.split(maxsplit=1)[0] for marker in markers}
    for place, token in enumerate(sentence.words):
        if said[place] not in opening:
            continue
        for length in range(2, LONGEST_MARKER + 1):
            text = " ".join(said[place : place + length])
            if place + length >= len(said) or text not in markers:
                continue
            reason = reason_after(sentence, token.i + length)
            if reason is not None:
                yield fact_of(sentence, text, token, length, reason)


def fact_of(sentence: Sentence, text: str, first: Token, length: int, reason: Words) -> Fact:
    marker = Words(sentence, first.i, first.i + length)
    return Fact(
        FactKind.REASON,
        reason.span,
        Span(sentence.start, sentence.end),
        reason.text,
        attribution=attribution(sentence, reason.span.start),
        relation=Relation(text, marker.span, reason.span),
    )


def reason_after(sentence: Sentence, index: int) -> Words | None:
    """The noun phrase that the marker leads to, over a verb of purpose and an article."""
    doc = sentence.tokens.doc
    if doc[index].tag_ in {"VB", "VBG"}:
        index += 1
    if index < sentence.tokens.end and doc[index].lower_ in {"the", "a", "an"}:
        index += 1
    end = index
    while end < sentence.tokens.end and doc[end].tag_ in PLAIN:
        end += 1
    words = Words(sentence, index, end)
    if not 1 <= len(words) <= MOST or doc[end - 1].tag_ not in NOUNS:
        return None
    after = doc[end] if end < sentence.tokens.end else None
    if after is not None and after.text not in ENDS and after.lower_ not in FOLLOWS:
        return None  # more belongs to it
    listed = after is not None and after.text == "," and end + 1 < sentence.tokens.end
    if listed and doc[end + 1].tag_ in {*PLAIN, "DT", "CC", "TO"}:
        return None  # the first of several
    return words if sum(len(token) for token in words.tokens) > LEAST_LETTERS else None
