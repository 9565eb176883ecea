"""Quotations and their speaker: ``"...," said Col. John Dorrian, the spokesperson``.

Only whole quoted sentences whose speaker is named in full beside them, by a verb of saying, in the
sentence itself. The fact's words are the speaker's name.
"""

from __future__ import annotations

from collections.abc import Iterator

from questions.facts import lists
from questions.facts.context import attribution
from questions.facts.phrases import QUOTES, Words, told
from questions.facts.roles import person_from
from questions.language import Parsed, Sentence
from questions.types import Fact, FactKind, Relation, Span

SAID = "said"
LEAST, MOST = 7, 30
NEAR = 16


def find(parsed: Parsed) -> list[Fact]:
    """The quotations of an article with their speakers, in text order."""
    return [fact for sentence in told(parsed) for fact in of_sentence(sentence)]


def of_sentence(sentence: Sentence) -> Iterator[Fact]:
    for quote in quoted(sentence):
        speaker = speaker_of(sentence, quote)
        if speaker is not None:
            yield Fact(
                FactKind.QUOTATION,
                speaker.span,
                Span(sentence.start, sentence.end),
                speaker.text,
                attribution=attribution(sentence, quote.span.start),
                relation=Relation(SAID, speaker.span, quote.span),
            )


def quoted(sentence: Sentence) -> Iterator[Words]:
    """The words between a pair of quotation marks, without the comma before the second."""
    doc, start = sentence.tokens.doc, None
    for token in sentence.tokens:
        if token.text not in QUOTES or token.text in {"’", "‘"}:
            continue
        if start is None:
            start = token.i + 1
            continue
        end = token.i
        while end > start and doc[end - 1].text in {",", "."}:
            end -= 1
        if LEAST <= end - start <= MOST:
            yield Words(sentence, start, end)
        start = None


def speaker_of(sentence: Sentence, quote: Words) -> Words | None:
    """The person named in full next to the quotation, with a verb of saying between or behind."""
    doc = sentence.tokens.doc
    inside = range(quote.start - 1, quote.end + 2)
    verbs = [
        token
        for token in sentence.tokens
        if token.i not in inside
        and token.lower_ in lists.marked("reporting_verbs")
        and token.tag_ in {"VBD", "VBZ", "VBP"}
    ]
    if not verbs:
        return None
    index = sentence.tokens.start
    found = []
    while index < sentence.tokens.end:
        person = person_from(sentence, index) if index not in inside else None
        if person is not None:
            found.append(person)
        index = person.end if person is not None else index + 1
    near = [
        person
        for person in found
        if any(
            0 <= person.start - verb.i <= 4
            or (
                0 < verb.i - person.end < NEAR
                and all(doc[i].tag_ not in {"VBD", "VBZ"} for i in range(person.end, verb.i))
            )
            for verb in verbs
        )
    ]
    return near[0] if len(near) == 1 else None
