"""Definitions: what a thing is, what else it is called, what its letters stand for.

``A democracy is a government in which ...``, ``Operation Lion, the operation to ...``, ``ISIL, also
known as Daesh``, ``the Syria Recovery Trust Fund (SRTF)``. Each fact's words are the name or term
that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from questions.facts import lists
from questions.facts.context import attribution
from questions.facts.phrases import (
    FINITE,
    QUOTES,
    Words,
    head_noun,
    is_name_word,
    is_person,
    name_before,
    name_ending,
    name_starting,
    noun_phrase_from,
    told,
)
from questions.language import Parsed, Sentence
from questions.types import Fact, FactKind, Relation, Span

STANDS_FOR = "stands for"
CALLED = "is called"
NAMED = "by the name of"
IS = "is"
TERM = "is the term for"
ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z&]{1,7}")
SMALL = frozenset(["of", "the", "for", "and", "on", "in", "to", "a", "&"])
NAMING = frozenset(["known", "called", "nicknamed", "dubbed", "named"])
ADVERBS = frozenset(
    ["also", "better", "commonly", "formerly", "locally", "often", "originally", "otherwise",
     "popularly", "previously", "sometimes", "usually", "variously", "widely", "officially"]
)  # fmt: skip
BE = frozenset(["is", "are", "was", "were"])
LONGEST_TERM = 4
LEAST_DETAIL = 5
MUCH_DETAIL = 9
LONGEST_NAME = 6
LEAST_SYLLABLES = 4


def find(parsed: Parsed) -> list[Fact]:
    """The definitions of an article, in text order; each name and term once in each way."""
    seen: set[tuple[str, str]] = set()
    found = []
    for sentence in told(parsed):
        for fact in of_sentence(sentence):
            if fact.relation and (fact.relation.name, fact.text) not in seen:
                seen.add((fact.relation.name, fact.text))
                found.append(fact)
    return found


def of_sentence(sentence: Sentence) -> Iterator[Fact]:
    for token in sentence.words:
        if token.text == "(":
            yield from expansion(sentence, token)
        elif token.lower_ in NAMING:
            yield from alias(sentence, token)
        elif token.text in {",", "–", "—"}:
            yield from apposition(sentence, token)
        elif token.lower_ in BE:
            yield from copula(sentence, token)


def fact_of(sentence: Sentence, name: str, asked: Words, subject: Words, complement: Words) -> Fact:
    return Fact(
        FactKind.DEFINITION,
        asked.span,
        Span(sentence.start, sentence.end),
        asked.text,
        attribution=attribution(sentence, asked.span.start),
        relation=Relation(name, subject.span, complement.span),
    )


def expansion(sentence: Sentence, bracket: Token) -> Iterator[Fact]:
    """ "the Syria Recovery Trust Fund (SRTF)", "the NIH (National Institutes of Health)"."""
    doc, index = sentence.tokens.doc, bracket.i
    close = index + 1
    while close < sentence.tokens.end and doc[close].text != ")" and close - index <= 10:
        close += 1
    if close >= sentence.tokens.end or doc[close].text != ")" or index == sentence.tokens.start:
        return
    inside, before = Words(sentence, index + 1, close), Words(sentence, index - 1, index)
    if len(inside) == 1 and ACRONYM.fullmatch(inside.text):
        whole = spelled_before(sentence, index, inside.text)
        if whole is not None:
            yield fact_of(sentence, STANDS_FOR, whole, inside, whole)
    elif ACRONYM.fullmatch(before.text) and spells(inside, before.text):
        yield fact_of(sentence, STANDS_FOR, inside, before, inside)


def spelled_before(sentence: Sentence, end: int, letters: str) -> Words | None:
    """The words before a bracket that begin with the letters: one each, or a syllable each."""
    doc = sentence.tokens.doc
    if doc[end - 1].tag_ == "POS":
        end -= 1
    for start in range(end - 2, max(sentence.tokens.start, end - 11) - 1, -1):
        if doc[start].text in {",", ";", "."}:
            return None
        words = Words(sentence, start, end)
        if spells(words, letters):
            return words
    name = name_ending(sentence, end - 1)
    syllables = name is not None and len(letters) > LEAST_SYLLABLES and len(name) > 1
    return name if syllables and name and in_syllables(name, letters.upper()) else None


def spells(words: Words, letters: str) -> bool:
    """Each word begins with the next letter; small words may, the first of all must."""
    tokens = [token for token in words.tokens if token.text[0].isalpha()]
    if not tokens or tokens[0].text[0].upper() != letters[0].upper():
        return False
    if words.tokens[0].lower_ in SMALL - {"for"} or len(tokens) < len(letters):
        return False
    pattern = "".join(
        f"{re.escape(token.text[0])}{'?' if token.lower_ in SMALL else ''}" for token in tokens
    )
    return re.fullmatch(pattern, letters, re.IGNORECASE) is not None


def in_syllables(name: Words, letters: str) -> bool:
    """ "NAVCENT" for "Naval Forces Central Command": the beginnings of words, in their order."""
    rest, used = letters, 0
    for token in name.tokens:
        syllable = next(
            (rest[:n] for n in range(len(rest), 1, -1) if token.text.upper().startswith(rest[:n])),
            "",
        )
        if syllable:
            rest, used = rest.removeprefix(syllable), used + 1
    return not rest and used > 1


def alias(sentence: Sentence, naming: Token) -> Iterator[Fact]:
    """ "ISIL, also known by its Arabic acronym as DAESH": the name before, the name after."""
    doc = sentence.tokens.doc
    first = naming.i
    while first > sentence.tokens.start and doc[first - 1].lower_ in ADVERBS:
        first -= 1
    if first - 1 <= sentence.tokens.start:
        return
    before = doc[first - 1]
    if before.tag_ in {"NN", "NNS"} or before.ent_type_:
        yield from title_after(sentence, naming)
    finite = before.lower_ in BE and naming.tag_ in {"VBN", "VBD"}
    if not finite and (before.text not in {",", "(", "–", "—"} or naming.tag_ != "VBN"):
        return
    subject = name_ending(sentence, first - 2)
    called = called_after(sentence, naming)
    if subject is None or called is None or is_cut(sentence, called):
        return
    gap = Words(sentence, first, called.start - bool(doc[called.start - 1].text in QUOTES))
    if not set(initial_words(called)) & set(initial_words(subject)):
        yield fact_of(sentence, CALLED, called, subject, gap)


def title_after(sentence: Sentence, naming: Token) -> Iterator[Fact]:
    """ "a weekly show called “Kano Nights”": a thing told first, then by its name."""
    doc = sentence.tokens.doc
    called = called_after(sentence, naming) if naming.lower_ in {"called", "named"} else None
    if called is None or naming.tag_ != "VBN" or is_cut(sentence, called):
        return
    if called.tokens[0].text[0].isupper() and not any(t.text == "," for t in called.tokens):
        gap = Words(sentence, naming.i, naming.i + 1)
        if doc[called.end - 1].is_alpha or doc[called.end - 1].is_digit:
            yield fact_of(sentence, NAMED, called, gap, called)


def initial_words(words: Words) -> list[str]:
    return [token.lower_[:5] for token in words.tokens if len(token) > 3]


def called_after(sentence: Sentence, naming: Token) -> Words | None:
    """The name after "known as", "called" or "nicknamed", in quotes or in capitals."""
    doc, index = sentence.tokens.doc, naming.i + 1
    if naming.lower_ == "known":
        while index < sentence.tokens.end and doc[index].lower_ != "as" and index < naming.i + 6:
            if doc[index].is_punct or doc[index].tag_ in {"VBD", "VBZ", "TO", "WRB"}:
                return None
            index += 1
        if index >= sentence.tokens.end or doc[index].lower_ != "as":
            return None
        index += 1
    if index >= sentence.tokens.end:
        return None
    if doc[index].lower_ == "the" and index + 1 < sentence.tokens.end:
        index += 1
    if doc[index].text in QUOTES:
        return quoted(sentence, index)
    return name_starting(sentence, index) or capital_word(sentence, index)


def capital_word(sentence: Sentence, index: int) -> Words | None:
    text = sentence.tokens.doc[index].text
    return Words(sentence, index, index + 1) if text.isupper() and len(text) > 2 else None


def quoted(sentence: Sentence, index: int) -> Words | None:
    doc = sentence.tokens.doc
    end = index + 1
    while end < sentence.tokens.end and doc[end].text not in QUOTES and end - index <= 6:
        end += 1
    closed = end < sentence.tokens.end and doc[end].text in QUOTES
    while closed and end - 1 > index and doc[end - 1].is_punct:
        end -= 1
    return Words(sentence, index + 1, end) if closed and end > index + 1 else None


def is_cut(sentence: Sentence, name: Words) -> bool:
    """True where more of the name follows than was read: a hyphen, "of", a bare number."""
    doc = sentence.tokens.doc
    after = doc[name.end] if name.end < sentence.tokens.end else None
    return after is not None and (
        after.tag_ in {"HYPH", "POS"} or after.lower_ == "of" or after.tag_ in {"NN", "NNS"}
    )


def apposition(sentence: Sentence, comma: Token) -> Iterator[Fact]:
    """ "Operation Lion, the operation to eliminate ...": a name, then the one thing that it is."""
    doc = sentence.tokens.doc
    if comma.i + 2 >= sentence.tokens.end or comma.i <= sentence.tokens.start:
        return
    name = name_ending(sentence, comma.i - 1) or named_thing(sentence, comma.i - 1)
    if name is None or len(name) > LONGEST_NAME or in_list(sentence, name):
        return
    what = noun_phrase_from(sentence, comma.i + 1)
    if what is None or not is_description(what) or is_person(name):
        return
    after = doc[what.end] if what.end < sentence.tokens.end else None
    if after is not None and after.tag_ in {"VBD", "VBZ", "VBP", "MD"} and not opens(name):
        return  # the comma closes what stood before: "In Iraq, the strikes hit"
    if after is not None and after.text == "," and is_name_word(doc[what.start + 1]):
        return  # "Iraq, the United Kingdom, and Jordan"
    if len(name) == 1 and doc[what.start].lower_ in {"a", "an"}:
        return
    if agrees(name, what):
        yield fact_of(sentence, IS, name, name, what)


def named_thing(sentence: Sentence, last: int) -> Words | None:
    """A name of several capitals with its common noun: "Future of Kano project"."""
    found = name_before(sentence, last)
    capitals = [token for token in found.tokens if is_name_word(token)] if found else []
    return found if len(capitals) > 1 else None


def opens(name: Words) -> bool:
    """True where nothing but an article stands before the name in its sentence."""
    first = name.sentence.tokens.start
    return name.start - first <= (1 if name.doc[first].lower_ == "the" else 0)


def in_list(sentence: Sentence, name: Words) -> bool:
    doc = sentence.tokens.doc
    before = doc[name.start - 1] if name.start > sentence.tokens.start else None
    return before is not None and (before.text == "," or before.lower_ == "and")


def is_description(what: Words) -> bool:
    """A definite noun phrase with some detail: "the operation to eliminate ...", "Iraq's ..."."""
    doc = what.doc
    first, second = doc[what.start], doc[min(what.start + 1, what.end - 1)]
    definite = first.lower_ == "the" or second.tag_ == "POS"
    if first.lower_ in {"a", "an"}:
        named = any(is_name_word(token) for token in what.tokens[2:])
        definite = named and len(what) >= MUCH_DETAIL
    if not definite or len(what) < LEAST_DETAIL or any(t.tag_ == "PRP" for t in what.tokens[:3]):
        return False
    head = next((t for t in what.tokens[1:] if t.tag_ in {"NN", "NNS"}), None)
    return head is not None and not is_name_word(second)


def agrees(name: Words, what: Words) -> bool:
    """The parse ties the description to the name, or at least to no verb before it."""
    inside = range(what.start, what.end)
    roots = [t for t in what.tokens if t.head.i not in inside and t.tag_ not in {"DT", "POS"}]
    if not roots:
        return False
    root = roots[0]
    return root.dep_ in {"appos", "nmod", "flat", "conj"} and (
        name.start <= root.head.i < name.end or root.dep_ == "appos"
    )


def copula(sentence: Sentence, verb: Token) -> Iterator[Fact]:
    """ "Athens is the capital of Greece" and "A democracy is a government in which ..."."""
    doc = sentence.tokens.doc
    subject = Words(sentence, subject_start(sentence, verb.i), verb.i)
    if not len(subject) or verb.i + 2 >= sentence.tokens.end:
        return
    first = doc[verb.i + 1].lower_
    whole = Words(sentence, verb.i + 1, complement_end(sentence, verb.i + 1))
    if (
        not ends_well(sentence, whole)
        or len(whole) < 3
        or any(t.lower_ in {"not", "n't", "never"} for t in whole.tokens[:3])
    ):
        return
    name = name_ending(sentence, verb.i - 1)
    bare = name is not None and (len(name) > 1 or name.start == subject.start)
    if name and bare and name.start - subject.start <= 1 and len(name) <= 6:
        if first == "the" and is_unique(whole) and not is_name_word(doc[verb.i + 2]):
            yield fact_of(sentence, IS, name, name, whole)
        return
    kinds = first in {"a", "an", "the", "one"} and verb.tag_ in {"VBZ", "VBP"}
    if kinds and is_term(subject) and is_detailed(whole):
        term = Words(sentence, subject.start + (doc[subject.start].tag_ == "DT"), subject.end)
        yield fact_of(sentence, TERM, term, subject, whole)


def subject_start(sentence: Sentence, verb: int) -> int:
    """Where the words before a verb begin: the sentence's head, or after its opening adjunct."""
    doc = sentence.tokens.doc
    start = verb
    while start > sentence.tokens.start and doc[start - 1].text not in {",", ";", ":", "—", "–"}:
        start -= 1
    if start == sentence.tokens.start:
        return start
    opening = doc[sentence.tokens.start]
    return start if opening.tag_ == "IN" and start - sentence.tokens.start < 8 else verb


def complement_end(sentence: Sentence, start: int) -> int:
    """The end of a predicate: at a semicolon, a dash, or a comma that is no list's."""
    doc = sentence.tokens.doc
    end = start
    while end < sentence.tokens.end and doc[end].text not in {",", ";", ":", "—", "–", "(", "."}:
        end += 1
    return end


def ends_well(sentence: Sentence, what: Words) -> bool:
    """True at the full stop, or at a comma that adds something: ", which", ", but"."""
    doc = sentence.tokens.doc
    if what.end + 1 >= sentence.tokens.end:
        return True
    after = doc[what.end + 1]
    return doc[what.end].text == "," and after.tag_ in {"WDT", "WP", "CC", "WRB"}


def is_unique(what: Words) -> bool:
    """ "the capital of Greece", "the largest city in Iraq": one thing alone can be that."""
    tokens = what.tokens
    named = any(is_name_word(token) for token in tokens[1:])
    joined = any(
        token.tag_ in FINITE and before.tag_ not in {"WDT", "WP", "RB"}
        for before, token in pairwise(tokens)
    )
    headed = head_noun(Words(what.sentence, what.start + 1, what.end)) is not None
    plain = tokens[1].lower_ not in {"same", "other", "only"}
    return len(what) >= 4 and named and headed and not joined and plain


def is_term(subject: Words) -> bool:
    """A common noun without an owner, a number or a name: "a democracy", "oligarchies"."""
    tokens = subject.tokens
    if tokens[0].tag_ == "DT" and tokens[0].lower_ not in {"a", "an"}:
        return False
    body = tokens[1:] if tokens[0].tag_ == "DT" else tokens
    if not 1 <= len(body) <= LONGEST_TERM or body[-1].tag_ not in {"NN", "NNS"}:
        return False
    if body[0].lower_ in lists.words("pronouns"):
        return False
    bare = tokens[0].tag_ == "DT" or body[-1].tag_ == "NNS" or len(body) == 1
    return bare and all(t.tag_ in {"NN", "NNS", "JJ", "HYPH", "VBN", "VBG"} for t in body)


def is_detailed(what: Words) -> bool:
    """A kind and what marks it off: a relative clause, a participle or an "of" after a noun."""
    tokens = what.tokens
    if len(tokens) < LEAST_DETAIL + 1:
        return False
    head = next((i for i, t in enumerate(tokens) if t.tag_ in {"NN", "NNS"}), None)
    if head is None:
        return False
    after = tokens[head + 1 :]
    marks = [t for t in after[:3] if t.tag_ in {"WDT", "WP", "IN", "VBN", "VBG", "WRB"}]
    return bool(marks)
