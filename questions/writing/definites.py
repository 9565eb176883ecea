"""What "the region" and "the war" mean: phrases that say it in full, and phrases that point."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from questions.facts import names
from questions.language import Sentence
from questions.writing.clauses import SUBJECTS, Phrase
from questions.writing.vocabulary import words

COMPLEMENTS = frozenset(["of", "between", "that", "which", "who", "where", "when", "to"])


def has_complement(noun: Token) -> bool:
    """True for "the war of 1870" and "the men who came", which say themselves what they are."""
    after = noun.i + 1
    return after < len(noun.doc) and noun.doc[after].lower_ in COMPLEMENTS


def is_anchor(token: Token) -> bool:
    """A name or a number: what makes a phrase mean one thing only."""
    return (
        token.pos_ in {"PROPN", "NUM"}
        or token.tag_ in {"NNP", "NNPS", "CD"}
        or (token.pos_ == "ADJ" and token.text[0].isupper() and token.i > token.sent.start)
    )


def is_anchored_after(noun: Token) -> bool:
    """True for "the war in Ukraine" by word order, wherever the parse hangs the name."""
    doc = noun.doc
    following = doc[noun.i + 1 : noun.i + 3]
    if len(following) < 2 or following[0].tag_ != "IN":
        return False
    return is_anchor(following[1]) and following[1].tag_ != "CD"


def named_by_definition(noun: Token) -> str | None:
    """What "the city" is after "Athens is the capital city of Greece": "Athens"."""
    if not any(child.dep_ == "cop" for child in noun.lefts):
        return None
    subject = next((child for child in noun.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or subject.tag_ != "NNP":
        return None
    phrase = subject.doc[subject.left_edge.i : subject.right_edge.i + 1]
    plain = all(token.tag_ == "NNP" for token in phrase)
    return phrase.text if plain and noun.lower_ in words("places_and_bodies") else None


def definite_text(doc: Doc, phrase: Phrase, noun: Token) -> str | None:
    """ "its war in Ukraine" -> "the war in Ukraine"; None where the phrase itself leans."""
    parts = [doc[i] for i in range(phrase.start, phrase.end)]
    if parts and parts[0].tag_ in {"PRP$", "DT", "CD"}:
        parts = parts[1:]
    if not parts or any(
        part.tag_ in {"PRP", "PRP$", "WDT", "WP", "CD"} or part.pos_ in {"VERB", "AUX"}
        for part in parts
    ):
        return None
    if any(part.tag_ in {"DT", "CC", ","} or part.lower_ == "either" for part in parts):
        return None
    after = [part for part in parts if part.i > noun.i]
    if after and after[0].tag_ != "IN":
        return None  # "the report Gareth Bayley"
    text = "".join(part.text_with_ws for part in parts).strip()
    if noun.tag_ == "NNS" or any(part.tag_ == "POS" for part in parts):
        return text if any(part.tag_ == "POS" for part in parts) else "the " + text
    return "the " + text


def is_short_for_a_name(noun: Token) -> bool:
    """True for "the Lodge" and "the Department", which are one of many."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if not noun.text.istitle() or (after is not None and after.text[:1].isupper()):
        return False
    short = noun.text in names.organisation_kinds() or noun.lower_ in words("anaphoric")
    return short and (after is None or after.lower_ not in {"of", "for", "on"})


def is_of_the_day(phrase: list[Token]) -> bool:
    """True for "the last meeting" and "the current flag", which are others by now."""
    return any(token.lower_ in words("of_the_day") for token in phrase[1:3])


def same_noun_before(sentence: Sentence, determiner: Token) -> Token | None:
    noun = determiner.head
    if noun.i <= determiner.i or noun.pos_ != "NOUN":
        return None
    before = sentence.tokens.doc[sentence.tokens.start : determiner.i]
    return next((token for token in before if token.lower_ == noun.lower_), None)
