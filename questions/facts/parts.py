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
from questions.facts.phrases import QUOTES, Words, is_name_word, name_ending, name_starting, told
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
    doc, first = sentence.tokens.doc, sentence.tokens.start
    place, finite = index - 1, ""
    while place > first and doc[place].tag_ == "RB" and doc[place].lower_ not in NEVER:
        place -= 1
    if doc[place].lower_ in BE:
        finite, place = doc[place].lower_, place - 1
    relative = bool(finite) and doc[place].lower_ in RELATIVES
    place -= relative
    if not finite and doc[place].text != ",":
        return None, ""
    if doc[place].text == "," and finite and not relative:
        return None, ""  # the comma closes an aside: "Ann, who served Kenya, was born in"
    while place > first and (doc[place].text == "," or doc[place].text in QUOTES):
        place -= 1
    return name_before(sentence, over_bracket(sentence, place)), finite


def over_bracket(sentence: Sentence, place: int) -> int:
    """The word before a bracket that ends at ``place``, else ``place`` itself."""
    doc, index = sentence.tokens.doc, place
    if doc[place].text != ")":
        return place
    while index > sentence.tokens.start and doc[index].text != "(":
        index -= 1
    return index - 1


def name_before(sentence: Sentence, place: int) -> Words | None:
    """The name that ends at ``place``, with a common noun at its end: "the Lagos book fair"."""
    doc = sentence.tokens.doc
    if place < sentence.tokens.start:
        return None
    last = place
    while last > sentence.tokens.start and doc[last].tag_ == "NN" and not is_name_word(doc[last]):
        last -= 1
    name = name_ending(sentence, last)
    if name is None:
        return None
    before = doc[name.start - 1] if name.start > sentence.tokens.start else None
    if before is not None and (
        before.lower_ in PART_OF_MORE or before.text == "," or before.tag_ == "FW"
    ):
        return None  # one of several, or a part of a longer phrase
    return Words(sentence, name.start, place + 1)


NEVER = frozenset(["not", "n't", "n’t", "never"])
PART_OF_MORE = frozenset(["and", "of", "or", "from", "in", "for", "at", "with"])


def is_open(sentence: Sentence, name: Words) -> bool:
    """True where the name goes on, or is one of several."""
    doc = sentence.tokens.doc
    after = doc[name.end] if name.end < sentence.tokens.end else None
    if after is None:
        return False
    if after.tag_ in {"HYPH", "POS", "NN", "NNS"} or after.lower_ in {"and", "or", "of"}:
        return True
    return any(child.dep_ == "conj" for token in name.tokens for child in token.children)
