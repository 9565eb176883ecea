"""What belongs where: part of, based in, founded by, named after; each between two names.

Only a relation that its own words state next to both names is taken: ``The FIRST Global contest was
founded by Dean Kamen``, ``Unit Two, which is based in Virginia Beach``. The fact's words are the
second name.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from questions.facts import lists, names
from questions.facts.context import attribution
from questions.facts.phrases import (
    QUOTES,
    Words,
    is_name_word,
    is_person,
    name_before,
    name_ending,
    name_starting,
    told,
)
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
        for token in sentence.words:
            for fact in (*at(sentence, token), *lying(sentence, token), *holding(sentence, token)):
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


def holding(sentence: Sentence, token: Token) -> Iterator[Fact]:
    """ "the Alliance, which includes the Lake Party": the one that is asked for holds the other."""
    doc = sentence.tokens.doc
    if token.lower_ not in {"includes", "comprises"} or token.i + 2 >= sentence.tokens.end:
        return
    start = token.i + 1 + (doc[token.i + 1].lower_ == "the")
    part = name_starting(sentence, start)
    place = token.i - 1
    if doc[place].lower_ in RELATIVES and doc[place - 1].text == ",":
        place -= 2
    whole = name_before(sentence, over_bracket(sentence, place))
    if part is None or whole is None or len(part) < 2 or is_open(sentence, part):
        return
    after = doc[part.end] if part.end < sentence.tokens.end else None
    if after is None or after.text == "." or (after.text == "," and not is_listed(part)):
        yield Fact(
            FactKind.PART,
            whole.span,
            Span(sentence.start, sentence.end),
            whole.text,
            attribution=attribution(sentence, whole.span.start),
            relation=Relation(HELD, part.span, whole.span),
        )


def is_listed(name: Words) -> bool:
    """True before a comma after which another name or an "and" comes."""
    doc = name.doc
    after = doc[name.end + 1] if name.end + 1 < len(doc) else None
    return after is not None and (is_name_word(after) or after.lower_ in {"and", "or", "the"})


def lying(sentence: Sentence, token: Token) -> Iterator[Fact]:
    """ "near Palmyra, Syria" and "at Amiens in France": a lesser place and its country.

    A city that everybody knows is left out: its country is no news.
    """
    doc = sentence.tokens.doc
    if token.text not in {",", "in"} or token.i + 1 >= sentence.tokens.end:
        return
    country = name_starting(sentence, token.i + 1)
    if country is None or country.text not in names.parts_of_the_world("countries"):
        return
    place = name_ending(sentence, token.i - 1) if token.i > sentence.tokens.start else None
    if place is None or place.start == sentence.tokens.start or not is_place(place):
        return
    before = doc[place.start - 1]
    after = doc[country.end] if country.end < sentence.tokens.end else None
    listed = after is not None and (after.lower_ in {"and", "or"} or after.tag_ in {"HYPH", "POS"})
    direct = before.lower_ in WHERE or (before.lower_ == "of" and doc[before.i - 1].lower_ in KINDS)
    if direct and not listed and not is_list(sentence, country):
        yield Fact(
            FactKind.PART,
            country.span,
            Span(sentence.start, sentence.end),
            country.text,
            relation=Relation(LIES, place.span, country.span),
        )


def is_place(name: Words) -> bool:
    """No country, no well-known city, no person and no body: what is left lies somewhere."""
    text = name.text
    known = names.parts_of_the_world("countries") | names.parts_of_the_world("cities")
    kinds = names.organisation_kinds()
    plain = not any(t.text in kinds or t.text in lists.words("calendar") for t in name.tokens)
    return text not in known and plain and not is_person(name) and not text.isupper()


def is_list(sentence: Sentence, country: Words) -> bool:
    """True where another name follows after a comma: "Palmyra, Syria, Iraq and Jordan"."""
    doc = sentence.tokens.doc
    after = country.end
    if after + 1 >= sentence.tokens.end or doc[after].text != ",":
        return False
    following = name_starting(sentence, after + 1)
    beyond = following.end if following else after + 1
    return doc[beyond].lower_ in {"and", "or"} or (
        following is not None and doc[beyond].text == ","
    )


WHERE = frozenset(["around", "at", "from", "in", "near", "outside", "to", "towards"])
KINDS = frozenset(["city", "port", "town", "towns", "village", "villages", "province", "region"])
LIES = "is located in"
HELD = "is part of"


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


NEVER = frozenset(["not", "n't", "n’t", "never"])


def is_open(sentence: Sentence, name: Words) -> bool:
    """True where the name goes on, or is one of several."""
    doc = sentence.tokens.doc
    after = doc[name.end] if name.end < sentence.tokens.end else None
    if after is None:
        return False
    if after.tag_ in {"HYPH", "POS", "NN", "NNS"} or after.lower_ in {"and", "or", "of"}:
        return True
    return any(child.dep_ == "conj" for token in name.tokens for child in token.children)
