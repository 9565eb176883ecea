"""What things are called: "the Vulcan Project", which a later "the project" stands for."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from questions.facts import lists, names
from questions.language import Sentence
from questions.writing.vocabulary import words

LONGEST = 5
OWNERS = frozenset(["POS", "PRP$"])


def things_named(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Each noun that is a name's own last word, or its first before "of", with the whole name.

    ("project", "the Vulcan Project"), ("church", "the Church of Olaf"), ("mosque", "the Blue
    Mosque"); and a noun that a name follows: ("ship", "the cruise ship Halden").
    """
    for first, last in names.runs(sentence):
        name = first.doc[first.i : last.i + 1]
        if len(name) > LONGEST:
            continue
        if last.i > first.i and is_common(last):
            yield last.lower_, owned(first, last)
        elif last.i > first.i + 1 and first.nbor(1).lower_ == "of" and is_common(first):
            yield first.lower_, owned(first, last)
        described = noun_before(sentence, first)
        if described is not None and is_common(described):
            start = described
            while start.i > sentence.tokens.start and is_inner(start.nbor(-1)):
                start = start.nbor(-1)
            kind = described.doc[start.i : described.i + 1].text
            yield described.lower_, f"the {kind} {name.text}"


def is_common(token: Token) -> bool:
    """True for a word that "the" makes point back to a name of which it is part."""
    return token.lower_ in words("anaphoric") | words("kinds_of_things")


def is_inner(token: Token) -> bool:
    return token.tag_ == "NN" and token.dep_ == "compound" and token.text.islower()


def noun_before(sentence: Sentence, first: Token) -> Token | None:
    """ "ship" of "the cruise ship Halden" and "the cruise ship, Halden,"."""
    if first.i <= sentence.tokens.start + 1:
        return None
    before = first.nbor(-1)
    if before.text == ",":
        before = before.nbor(-1)
    plain = before.tag_ == "NN" and before.lower_ in words("kinds_of_things")
    posts = lists.words("posts")
    return before if plain and before.lower_ not in posts else None


def owned(first: Token, last: Token) -> str:
    """A name with whose it is: "Oslo’s Blue Mosque", else "the Blue Mosque"."""
    doc, start = first.doc, first.i
    name = str(doc[start : last.i + 1].text)
    if start > 1 and doc[start - 1].tag_ == "POS" and doc[start - 2].tag_ == "NNP":
        begin = start - 2
        while begin > doc[start].sent.start and doc[begin - 1].tag_ == "NNP":
            begin -= 1
        return str(doc[begin : last.i + 1].text)
    has_the = start > 0 and (doc[start - 1].lower_ == "the" or doc[start - 1].tag_ in OWNERS)
    return f"the {name}" if has_the else name
