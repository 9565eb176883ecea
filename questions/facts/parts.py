"""What belongs where: part of, based in, founded by, named after; each between two names.

Only a relation that its own words state next to both names is taken: ``The FIRST Global contest was
founded by Dean Kamen``, ``Unit Two, which is based in Virginia Beach``. The fact's words are the
second name.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from questions.facts import lists
from questions.facts.context import attribution
from questions.facts.phrases import QUOTES, Words, name_ending, name_starting, told
from questions.language import Parsed, Sentence
from questions.types import Fact, FactKind, Relation, Span

BE = frozenset(["is", "are", "was", "were"])
RELATIVES = frozenset(["which", "who", "that"])
LONGEST = 6


def find(parsed: Parsed) -> list[Fact]:
    """The belongings that an article states between two names, in text order, each once."""
    seen: set[tuple[str, str]] = set()
    found = []
    for sentence in told(parsed):
        for token in sentence.tokens:
            for fact in at(sentence, token):
                key = (fact.relation.name if fact.relation else "", fact.text)
                if key not in seen:
                    seen.add(key)
                    found.append(fact)
    return found


def at(sentence: Sentence, token: Token) -> Iterator[Fact]:
    """A relation whose first word is ``token``: "founded by", "part of"."""
    if token.i + 2 >= sentence.tokens.end or token.i <= sentence.tokens.start:
        return
    doc = sentence.tokens.doc
    words = f"{token.lower_} {doc[token.i + 1].lower_}"
    if words not in lists.words("belongings"):
        return
    subject, finite = subject_before(sentence, token.i)
    start = token.i + 2
    if doc[start].lower_ == "the" and start + 1 < sentence.tokens.end:
        start += 1
    whole = name_starting(sentence, start)
    if subject is None or whole is None or len(whole) > LONGEST or is_open(sentence, whole):
        return
    yield Fact(
        FactKind.PART,
        whole.span,
        Span(sentence.start, sentence.end),
        whole.text,
        attribution=attribution(sentence, token.idx + sentence.offset),
        relation=Relation(f"{finite} {words}".strip(), subject.span, whole.span),
    )


def subject_before(sentence: Sentence, index: int) -> tuple[Words | None, str]:
    """The name just before, over ", which is": with the form of "be" where there is one."""
    doc = sentence.tokens.doc
    place, finite = index - 1, ""
    while place > sentence.tokens.start and doc[place].tag_ == "RB":
        if doc[place].lower_ in {"not", "n't", "never"}:
            return None, ""
        place -= 1
    if doc[place].lower_ in BE:
        finite, place = doc[place].lower_, place - 1
        if doc[place].lower_ in RELATIVES:
            place -= 1
    elif doc[place].text != ",":
        return None, ""
    if place > sentence.tokens.start and doc[place].text == ",":
        place -= 1
    if place > sentence.tokens.start and doc[place].text in QUOTES:
        place -= 1
    name = name_ending(sentence, place) if place >= sentence.tokens.start else None
    if name is not None and name.start > sentence.tokens.start:
        before = doc[name.start - 1]
        if before.lower_ in {"and", "of", "or", "from", "in"} or before.text == ",":
            return None, ""  # one of several, or a part of a longer phrase
    return name, finite


def is_open(sentence: Sentence, name: Words) -> bool:
    """True where the name goes on, or is one of several."""
    doc = sentence.tokens.doc
    after = doc[name.end] if name.end < sentence.tokens.end else None
    if after is None:
        return False
    if after.tag_ in {"HYPH", "POS", "NN", "NNS"} or after.lower_ in {"and", "or", "of"}:
        return True
    listed = any(child.dep_ == "conj" for token in name.tokens for child in token.children)
    return listed
