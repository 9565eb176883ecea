"""Shares told in words: "a third of the voters" is asked for as "what share of the voters"."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from questions.types import Answer, Bound, Fact, Option, Question
from questions.writing.candidates import Writer
from questions.writing.clauses import Clause, Phrase
from questions.writing.gaps import bound_words, hedge_before, number_span, of_phrase_end, tokens_of
from questions.writing.multiple_choice import choice
from questions.writing.wording import Gap, Voice

LADDER = {
    "a tenth": 0.1,
    "a quarter": 0.25,
    "a third": 1 / 3,
    "half": 0.5,
    "two thirds": 2 / 3,
    "three quarters": 0.75,
}
CLOSE = 0.01
OPTIONS = 4


def write(writer: Writer, fact: Fact, draw: random.Random) -> Question | None:
    """A choice among common shares; None for a share that is not one of them.

    Nor for one whose words stand elsewhere in the article, too: they would give it away.
    """
    key = key_of(fact)
    if key is None or fact.quantity is None:
        return None
    text = writer.article.text
    rest = text[: fact.sentence.start] + text[fact.sentence.end :]
    if re.search(rf"\b{key}\b", rest, re.IGNORECASE):
        return None
    found = writer.wordings(fact, gaps, fact.quantity.number_text)
    if not found:
        return None

    def options() -> tuple[Option, ...]:
        wrong = draw.sample([name for name in LADDER if name != key], OPTIONS - 1)
        return tuple(Option(name, name == key) for name in LADDER if name in {key, *wrong})

    return choice(writer, fact, found, options, Answer(text=key))


def key_of(fact: Fact) -> str | None:
    """The common share that a fact states: "half", "two thirds"; None where it states another.

    Of "more than half" two thirds are true as well.
    """
    quantity = fact.quantity
    if quantity is None or quantity.value is None or quantity.role != "ratio":
        return None
    if quantity.bound in {Bound.ABOVE, Bound.BELOW}:
        return None
    value = quantity.value
    return next((name for name, size in LADDER.items() if abs(size - value) < CLOSE), None)


def gaps(voice: Voice, fact: Fact, _clause: Clause) -> Iterator[Gap]:
    """ "almost half of all children" -> "about what share of all children"."""
    place = number_span(fact)
    number = tokens_of(voice.sentence, *place) if place else None
    if number is None or fact.quantity is None:
        return
    doc = voice.sentence.tokens.doc
    if number.end >= len(doc) or doc[number.end].lower_ != "of":
        return
    end = of_phrase_end(voice.sentence, number.end)
    if end is None or any(token.tag_ in {"PRP", "PRP$"} for token in doc[number.end : end]):
        return
    start, hedge, more = hedge_before(voice.sentence, number.start)
    if more:
        return
    asked = f"{hedge or bound_words(fact.quantity)} what share {voice.say(number.end, end)}"
    yield Gap(Phrase(start, end), asked.strip())
