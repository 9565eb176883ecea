"""Quotations and their speaker: ``"...," said Col. John Dorrian, the spokesperson``.

Only whole quoted sentences whose speaker is named in full beside them, by a verb of saying, in the
sentence itself: the fact's words are the speaker's name. And a few quoted words by which somebody
calls a thing (``called it a "grave error"``): the fact's words are those.
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
CALLED = "called it"
MOST_WORDS = 4
LEAST, MOST = 7, 30
NEAR = 16


def find(parsed: Parsed) -> list[Fact]:
    """The quotations of an article with their speakers, in text order."""
    return [fact for sentence in told(parsed) for fact in of_sentence(sentence)]


def of_sentence(sentence: Sentence) -> Iterator[Fact]:
    for quote in quoted(sentence, 1, MOST_WORDS):
        if is_calling(sentence, quote):
            yield Fact(
                FactKind.QUOTATION,
                quote.span,
                Span(sentence.start, sentence.end),
                quote.text,
                relation=Relation(CALLED, quote.span, quote.span),
            )
    for quote in quoted(sentence, LEAST, MOST):
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


def is_calling(sentence: Sentence, quote: Words) -> bool:
    """True for "slammed it as a “grave error”": a verb of calling before, plain words inside."""
    doc = sentence.tokens.doc
    before = [doc[i] for i in range(sentence.tokens.start, quote.start)]
    calls = any(token.lower_ in lists.words("calling_verbs") for token in before[-14:])
    plain = all(token.tag_ in PLAIN for token in quote.tokens) and quote.text.islower()
    long = sum(len(token) for token in quote.tokens) > LEAST_LETTERS
    return calls and plain and long and quote.doc[quote.end - 1].tag_ in {"NN", "NNS", "JJ"}


PLAIN = frozenset(["NN", "NNS", "JJ", "JJR", "JJS", "RB", "HYPH", "VBN", "VBG", "DT", "IN"])
LEAST_LETTERS = 5


def quoted(sentence: Sentence, least: int, most: int) -> Iterator[Words]:
    """The words between a pair of quotation marks, without the comma before the second."""
    doc, start = sentence.tokens.doc, None
    for token in sentence.words:
        if token.text not in QUOTES or token.text in {"’", "‘"}:
            continue
        if start is None:
            start = token.i + 1
            continue
        end = token.i
        while end > start and doc[end - 1].text in {",", "."}:
            end -= 1
        if least <= end - start <= most:
            yield Words(sentence, start, end)
        start = None


def speaker_of(sentence: Sentence, quote: Words) -> Words | None:
    """The person named in full next to the quotation, with a verb of saying between or behind."""
    doc = sentence.tokens.doc
    inside = range(quote.start - 1, quote.end + 2)
    verbs = [
        token
        for token in sentence.words
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
