"""Names of people, places and organisations, typed only where there is good reason to.

A name is a run of proper nouns. What it names follows from lists of well-known places, from words
in it ("Institute", "River"), from a title before it, and from the model's own guess where that is
a full name. A name that nothing is sure of stays out: better no question than one that asks for
an organisation as "who".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from questions.facts import lists
from questions.facts.context import attribution
from questions.language import Parsed, Sentence
from questions.types import BlockKind, Fact, FactKind, Span

INSIDE = frozenset(["of", "de", "da", "von", "van", "del", "la", "le", "al", "bin", "’s", "'s"])


@functools.cache
def parts_of_the_world(kind: str) -> dict[str, str]:
    """Well-known "countries" or "cities", each with the part of the world that it lies in."""
    return {name: part for name, part in lists.names(kind).items() if name != part}


@functools.cache
def organisation_kinds() -> dict[str, str]:
    """Words in the names of organisations, each with the kind that it speaks of."""
    return {word: kind for word, kind in lists.names("organisation_words").items() if word != kind}


def sort_of(name: str) -> str:
    """What sort of thing a name speaks of, for options of one sort; "" where it is silent."""
    for kind in ("countries", "cities"):
        if name in parts_of_the_world(kind):
            return kind
    parts = name.split()
    for part in reversed(parts):
        if part in organisation_kinds():
            return organisation_kinds()[part]
    return parts[-1] if parts[-1] in lists.words("place_words") else ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name's words ``first`` to ``last`` in a sentence, and what it names."""

    sentence: Sentence
    first: Token
    last: Token
    kind: FactKind

    @property
    def span(self) -> Span:
        return Span(*self.sentence.place(self.first, self.last))

    @property
    def text(self) -> str:
        doc = self.first.doc
        return str(doc[self.first.i : self.last.i + 1].text)


@functools.lru_cache(maxsize=256)
def names(sentence: Sentence) -> tuple[Name, ...]:
    """The typed names of a sentence, in order."""
    return tuple(_names(sentence))


def _names(sentence: Sentence) -> Iterator[Name]:
    for first, last in runs(sentence):
        start = after_titles(first, last)
        kind = kind_of(first, start, last)
        if kind is not None:
            yield Name(sentence, start, last, kind)


def after_titles(first: Token, last: Token) -> Token:
    """Where the name itself begins: "Jeff" in "Navy Capt. Jeff Davis"."""
    doc = first.doc
    given = lists.words("given_names")
    for index in range(last.i - 1, first.i - 1, -1):
        if doc[index].text in lists.words("titles"):
            return doc[index + 1]
    for index in range(first.i + 1, last.i):
        is_place = doc[index].ent_type_ in {"LOC", "ORG"}  # "San Francisco Bulletin"
        if doc[index].text in given and doc[index - 1].text not in given and not is_place:
            return doc[index]
    return first


def runs(sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """Proper nouns side by side, over a hyphen or an "of" between two of them."""
    tokens = list(sentence.words)
    index = 0
    while index < len(tokens):
        if not is_proper(tokens[index]):
            index += 1
            continue
        end = index
        while end + 1 < len(tokens):
            if is_proper(tokens[end + 1]) or is_capitalised_noun(tokens[end + 1]):
                end += 1
            elif (end + 2 < len(tokens) and is_hyphened(tokens[end], tokens[end + 1])) or (
                end + 2 < len(tokens)
                and tokens[end + 1].text in INSIDE
                and is_proper(tokens[end + 2])
                and within_entity(tokens[end + 1])
            ):
                end += 2
            else:
                break
        glued = index > 0 and is_hyphened(tokens[index - 1], tokens[index - 1])
        if not glued:
            yield tokens[index], tokens[end]
        index = end + 1


def is_proper(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and token.text[0].isupper()


def is_capitalised_noun(token: Token) -> bool:
    """ "Collections" in "Art Collections": a common noun that a name made its own."""
    return token.text.istitle() and token.tag_ in {"NN", "NNS", "JJ"} and not token.is_sent_start


def is_hyphened(before: Token, hyphen: Token) -> bool:
    """True for the hyphen of "Kwok-hing", which joins two halves of one word."""
    return hyphen.text == "-" and not before.whitespace_ and not hyphen.whitespace_


def within_entity(token: Token) -> bool:
    return token.ent_iob_ == "I"


def kind_of(first: Token, start: Token, last: Token) -> FactKind | None:
    doc = first.doc
    text = doc[start.i : last.i + 1].text
    labels = {doc[i].ent_type_ for i in range(start.i, last.i + 1)}
    words = {doc[i].text for i in range(start.i, last.i + 1)}
    if text in parts_of_the_world("countries") or text in parts_of_the_world("cities"):
        return FactKind.PLACE
    if any(word in organisation_kinds() for word in words):
        return FactKind.ORGANISATION if start.i < last.i else None
    if doc[last.i].text in lists.words("place_words"):
        return FactKind.PLACE if start.i < last.i else None
    titled = start.i > first.i
    full = start.i < last.i and last.i - start.i < 4
    given = start.text in lists.words("given_names")
    known = (full and given) or (titled and "PER" in labels)
    if known and not words & lists.words("place_words"):
        return FactKind.PERSON
    if labels == {"ORG"} and full:
        return FactKind.ORGANISATION
    if labels == {"LOC"} and start.i > 0 and doc[start.i - 1].lower_ in {"in", "at", "near"}:
        return FactKind.PLACE
    return None


def find(parsed: Parsed) -> list[Fact]:
    """The names of an article's paragraphs as facts, in text order."""
    return [
        Fact(
            name.kind,
            name.span,
            Span(sentence.start, sentence.end),
            name.text,
            attribution=attribution(sentence, name.span.start),
        )
        for sentence in parsed.sentences
        if sentence.block.kind not in {BlockKind.HEADING, BlockKind.CAPTION}
        for name in names(sentence)
    ]


def is_known_thing(first: Token, last: Token) -> bool:
    """True for a proper noun that is surely no person: a month, a place, an acronym."""
    doc = first.doc
    words = [doc[i].text for i in range(first.i, last.i + 1)]
    labels = {doc[i].ent_type_ for i in range(first.i, last.i + 1)}
    return (
        labels <= {"LOC", "ORG"}
        or any(word in lists.words("calendar") for word in words)
        or all(word.isupper() for word in words)
        or any(word in organisation_kinds() or word in lists.words("place_words") for word in words)
    )
