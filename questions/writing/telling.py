"""A sentence told by itself: whole, or without the additions that a reader can do without.

An addition is a stretch between commas, semicolons or dashes that hangs together: no word outside
it belongs to a word inside. What is left is a sentence as its author wrote it, so that its grammar
does not rest on the parse.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from questions.language import CALENDAR, Sentence
from questions.writing.clauses import (
    FINITE_TAGS,
    NOMINALS,
    STATES,
    SUBJECTS,
    Phrase,
    is_conditional,
    is_finite,
)

MARKS = frozenset([",", ";", "—", "–", "--", ":"])
ADDITIONS = frozenset(
    ["acl", "acl:relcl", "advcl", "advcl:relcl", "appos", "parataxis", "nmod:tmod", "dep"]
)
OPENERS = frozenset(["including", "such", "like", "especially", "particularly", "notably"])
OPENING = frozenset("“\"‘'0123456789")
LEAST_WORDS = 6
LONG_LIST = 3


def tellings(sentence: Sentence, asked: Phrase) -> Iterator[frozenset[int]]:
    """The words to show around ``asked``, as indices into the block's Doc; fewest first.

    Yields nothing for what is no plain statement: a question, a command, a headline.
    """
    if not is_statement(sentence) or is_bare_quotation(sentence):
        return
    if is_supposed(sentence, asked):
        return
    whole = frozenset(range(sentence.tokens.start, sentence.tokens.end))
    chunks = chunks_of(sentence)
    shown = whole
    for chunk in chunks:
        if not chunk.covers(asked) and is_addition(sentence, chunk):
            shown -= without_marks(sentence, chunk, shown)
    parts = [*shared_subject(sentence, asked), *own_clauses(sentence, chunks, asked, whole)]
    ways = [fewer for way in [*parts, shown, whole] for fewer in without_list(sentence, asked, way)]
    seen: set[frozenset[int]] = set()
    for way in ways:
        if way in seen or len(way) < LEAST_WORDS or dangles(sentence, way):
            continue
        if holds_clause(sentence, way):
            seen.add(way)
            yield way


def is_supposed(sentence: Sentence, asked: Phrase) -> bool:
    """True for words under an "if", which says nothing of what is."""
    if not asked:
        return False
    above = sentence.tokens.doc[asked.start].ancestors
    return any(is_conditional(token) for token in above if token.pos_ in {"VERB", "AUX"})


def dangles(sentence: Sentence, shown: frozenset[int]) -> bool:
    """True where an "and" is shown without what it joins: "at age 16, and after attending"."""
    return any(
        token.dep_ == "cc" and token.i in shown and token.head.i not in shown
        for token in sentence.words
        if token.i > min(shown)
    )


def holds_clause(sentence: Sentence, shown: frozenset[int]) -> bool:
    """True where a finite verb is shown with its subject, outside a relative clause."""
    return any(
        child.dep_ in SUBJECTS | {"expl"}
        and child.i in shown
        and child.tag_ not in {"WDT", "WP"}
        and verb.dep_ not in {"acl:relcl", "advcl:relcl", "advcl", "acl"}
        and any(is_finite(one) and one.i in shown for one in [verb, *verb.lefts])
        for verb in sentence.words
        if verb.i in shown
        for child in verb.lefts
    )


def shared_subject(sentence: Sentence, asked: Phrase) -> Iterator[frozenset[int]]:
    """ "Five strikes hit a camp; damaged 29 roads; and ..." -> "Five strikes damaged 29 roads"."""
    doc = sentence.tokens.doc
    root = sentence.tokens.root
    cuts = [token.i for token in sentence.words if token.text == ";"]
    if root.tag_ != "VBD" or not cuts or not any(child.dep_ in SUBJECTS for child in root.lefts):
        return
    subject = range(sentence.tokens.start, root.i)
    starts, ends = [root.i, *(cut + 1 for cut in cuts)], [*cuts, sentence.tokens.end - 1]
    for start, end in zip(starts, ends, strict=True):
        first = start + (doc[start].dep_ == "cc")
        if start <= asked.start < end and doc[first].tag_ in {"VBD", "VBN"}:
            yield frozenset([*subject, *range(first, end), sentence.tokens.end - 1])


def without_list(
    sentence: Sentence, asked: Phrase, shown: frozenset[int]
) -> Iterator[frozenset[int]]:
    """ "They sank a tug, two ferries and 3 barges" -> "They sank two ferries", for a long list.

    What is said of all of a list is true of one of it.
    """
    doc = sentence.tokens.doc
    noun = doc[asked.start] if doc[asked.start].pos_ == "NOUN" else doc[asked.start].head
    while noun.dep_ in {"compound", "amod"} and noun.head.i > noun.i:
        noun = noun.head
    if noun.pos_ in {"NOUN", "PROPN"} and noun.i >= asked.start:
        top = noun
        while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
            top = top.head
        members = members_of(top)
        if len(members) >= LONG_LIST and top.dep_ in {"obj", "nsubj:pass"}:
            others = {i for one in members if one != noun for i in own_words(one)}
            marks = {
                i
                for i in range(top.left_edge.i, top.right_edge.i + 1)
                if (doc[i].is_punct or doc[i].dep_ == "cc") and i not in own_words(noun)
            }
            if not others & set(range(asked.start, asked.end)):
                yield shown - others - marks
    yield shown


def members_of(top: Token) -> list[Token]:
    """A list's heads in order, however the parse chains them."""
    return [
        top,
        *(
            one
            for child in top.rights
            if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}
            for one in members_of(child)
        ),
    ]


def own_words(member: Token) -> set[int]:
    """A list member's own words, without the members that hang on it and the marks between."""
    later = {one.i for child in member.rights if child.dep_ == "conj" for one in child.subtree}
    kept = {one.i for one in member.subtree if one.i not in later and one.dep_ != "cc"}
    while kept and member.doc[min(kept)].is_punct:
        kept.remove(min(kept))
    return kept


def is_statement(sentence: Sentence) -> bool:
    """A sentence with a subject before a finite verb that ends with a full stop; no command."""
    text = sentence.text
    if not text.rstrip("”\"'’)]").endswith(".") or not (text[0].isupper() or text[0] in OPENING):
        return False
    subjects = [token.i for token in sentence.words if token.dep_ in SUBJECTS | {"expl"}]
    first = sentence.tokens[0]
    if first.tag_ == "VB" or not subjects or lost_its_subject(sentence.tokens.root):
        return False
    return any(is_finite(token) and token.i > subjects[0] for token in sentence.words)


def lost_its_subject(root: Token) -> bool:
    """True where "Speaking in Oslo, Ann Berg, a nurse, said" is read as if the speaking said."""
    subjects = [child for child in root.lefts if child.dep_ in SUBJECTS | {"expl"}]
    acts = any(child.dep_ == "csubj" and child.tag_ == "VBG" for child in root.lefts)
    return acts and not subjects and root.i > 0 and root.nbor(-1).text == ","


def is_bare_quotation(sentence: Sentence) -> bool:
    """True for a sentence in quotation marks with nobody who says it."""
    text = sentence.text
    if text[0] not in '“"' and text[-1] not in '”"':
        return False
    closing = max(text.rfind("”"), text[1:].rfind('"') + 1)
    return len(text) - closing <= len(".”") or text[0] not in '“"'


AUX = frozenset(["aux", "cop"])


def chunks_of(sentence: Sentence) -> list[Phrase]:
    """The stretches between a sentence's marks; a comma inside a number is no mark."""
    doc = sentence.tokens.doc
    cuts = [token.i for token in sentence.words if token.text in MARKS]
    end = sentence.tokens.end
    while end > sentence.tokens.start and doc[end - 1].is_punct:
        end -= 1
    starts = [sentence.tokens.start, *(cut + 1 for cut in cuts)]
    stops = [*cuts, end]
    return [Phrase(start, stop) for start, stop in zip(starts, stops, strict=True) if stop > start]


def roots_of(sentence: Sentence, chunk: Phrase) -> list[Token]:
    doc = sentence.tokens.doc
    return [doc[i] for i in range(chunk.start, chunk.end) if doc[i].head.i not in chunk]


def is_addition(sentence: Sentence, chunk: Phrase) -> bool:
    """True for a stretch that hangs together, on which nothing outside depends."""
    doc = sentence.tokens.doc
    if chunk.start == sentence.tokens.start:
        return False
    roots = [root for root in roots_of(sentence, chunk) if not root.is_punct]
    if len(roots) != 1 or roots[0].dep_ == "ROOT":
        return False
    root = roots[0]
    outside = (token for token in sentence.words if token.i not in chunk and not token.is_punct)
    if any(token.head.i in chunk for token in outside):
        return False
    first = doc[chunk.start].lower_
    if doc[chunk.start : chunk.start + 3].text.lower() == "as well as" or first in STATES:
        return False  # what is counted there is counted, too; and ", is complete" has its subject
    if root.dep_ == "conj" or is_title_part(sentence, chunk) or is_day_part(sentence, chunk):
        return False
    if (root.dep_ == "appos" or first in OPENERS) and in_listing(sentence, chunk):
        return False
    return root.dep_ in ADDITIONS or first in OPENERS


def is_title_part(sentence: Sentence, chunk: Phrase) -> bool:
    """True for the second half of "Batman: Arkham VR", which is no addition."""
    doc = sentence.tokens.doc
    return doc[chunk.start - 1].text == ":" and doc[chunk.start].text[:1].isupper()


def is_day_part(sentence: Sentence, chunk: Phrase) -> bool:
    """True for the "Dec. 15" of "On Thursday, Dec. 15, aircraft destroyed a tank"."""
    doc = sentence.tokens.doc
    days = (doc[chunk.start].text, doc[chunk.start - 2].text)
    return all(CALENDAR.fullmatch(day) for day in days)


def in_listing(sentence: Sentence, chunk: Phrase) -> bool:
    """True where ", and" follows without a verb of its own: "a tank, a lorry, and a bridge"."""
    doc = sentence.tokens.doc
    for index in range(chunk.end, sentence.tokens.end - 1):
        if doc[index].tag_ in FINITE_TAGS:
            return False
        joins = doc[index].dep_ == "cc" and doc[index].head.pos_ in NOMINALS
        if joins or (doc[index].text == "," and doc[index + 1].dep_ == "cc"):
            return True
    return False


def without_marks(sentence: Sentence, chunk: Phrase, shown: frozenset[int]) -> frozenset[int]:
    """A stretch with the marks that set it off; one stays before the subject of the sentence."""
    doc = sentence.tokens.doc
    gone = set(range(chunk.start, chunk.end))
    subject = next(
        (child.i for child in sentence.tokens.root.lefts if child.dep_ in SUBJECTS), chunk.end
    )
    gone.add(chunk.start - 1)
    if subject < chunk.end and chunk.end in shown and doc[chunk.end].text in MARKS:
        gone.add(chunk.end)
    return frozenset(gone)


def own_clauses(
    sentence: Sentence, chunks: list[Phrase], asked: Phrase, whole: frozenset[int]
) -> Iterator[frozenset[int]]:
    """The part of ", and/but/while ..." that holds what is asked, where it can stand alone."""
    doc = sentence.tokens.doc
    for place, chunk in enumerate(chunks):
        if not place or not opens_clause(sentence, chunk):
            continue
        start = chunk.start + (doc[chunk.start].dep_ in {"cc", "mark"})
        if asked.start >= start:
            part = frozenset(range(start, sentence.tokens.end))
        else:
            part = frozenset(i for i in whole if i < chunk.start - 1) | {sentence.tokens.end - 1}
        if all(
            doc[i].head.i in part or doc[i].dep_ in {"punct", "ROOT"} or doc[i].head.i in whole
            for i in part
        ):
            yield part


def opens_clause(sentence: Sentence, chunk: Phrase) -> bool:
    """True for "but the bridge stayed open": a joining word, a subject, a finite verb."""
    doc = sentence.tokens.doc
    first = doc[chunk.start]
    if first.dep_ != "cc" and first.lower_ not in {"while", "whereas", "although", "though"}:
        return doc[chunk.start - 1].text == ";" and has_clause(sentence, chunk)
    return has_clause(sentence, chunk)


def has_clause(sentence: Sentence, chunk: Phrase) -> bool:
    doc = sentence.tokens.doc
    for index in range(chunk.start, sentence.tokens.end):
        token = doc[index]
        if token.dep_ in SUBJECTS and token.tag_ not in {"WDT", "WP"}:
            verb = token.head
            group = [verb, *verb.lefts]
            return verb.i >= chunk.start and any(is_finite(one) for one in group)
        if token.text in MARKS:
            return False
    return False
