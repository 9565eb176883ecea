"""Questions about what a thing is or is called, and what letters stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from questions.facts import definitions
from questions.types import Fact, Question, Span
from questions.writing import cloze, relations
from questions.writing.candidates import Writer
from questions.writing.clauses import is_finite
from questions.writing.gaps import tokens_of
from questions.writing.life import PARTICLES
from questions.writing.relations import GAP
from questions.writing.vocabulary import words
from questions.writing.wording import Unwritable, sentence_case

OPENERS = frozenset(["that", "which", "who", "whose", "where", "when"])
PLAIN_ENOUGH = 4
QUALITY = 0.75
ABBREVIATION_QUALITY = 0.55
ONCE = re.compile(r"\b(?:originally|formerly|previously|once)\b")
NAMED_BY = re.compile(r"[”\"]?( by (?:the |its )?[A-Z]?[\w -]{2,30})(?=[,.;])")


def write(writer: Writer, fact: Fact) -> Question | None:
    """The statement that leaves a defined name or term out, or None where none stands alone."""
    relation = fact.relation
    if relation is None:
        return None
    try:
        return WAYS[relation.name](writer, fact)
    except Unwritable:
        return None


def expansion(writer: Writer, fact: Fact) -> Question | None:
    """ "SRTF stands for ____": few letters stand for many things, so the article says where."""
    assert fact.relation is not None
    letters = fact.relation.subject.of(writer.article.text)
    stated = f"the abbreviation {letters} stands for {GAP}."
    if len(letters) < PLAIN_ENOUGH and letters not in words("known_letters"):
        opening = writer.frame.opening(stated, None)
        if opening is None:
            return None
        stated = opening + stated
    return relations.cloze(writer, fact, sentence_case(stated), ABBREVIATION_QUALITY)


def alias(writer: Writer, fact: Fact) -> Question | None:
    """ "ISIL is also known by its Arabic acronym as ____"."""
    assert fact.relation is not None
    text = writer.article.text
    subject = relations.said(writer, fact, fact.relation.subject)
    if relations.before_word(writer, fact, fact.relation.subject) in {"of", "in", "from", "near"}:
        return None  # "the desert near Oslo, known as the Waste": which of the two?
    naming = fact.relation.complement.of(text)
    verb = relations.before_word(writer, fact, fact.relation.complement)
    verb = verb if verb in definitions.BE else "was" if ONCE.search(naming) else "is"
    by = NAMED_BY.match(text[fact.span.end :])
    if verb in {"was", "were"} and not by and not ONCE.search(naming):
        return None  # by whom, and when?
    stated = f"{with_article(writer, fact, subject)} {verb} {naming} {GAP}{by[1] if by else ''}."
    return relations.cloze(writer, fact, sentence_case(stated), QUALITY)


def with_article(writer: Writer, fact: Fact, name: str) -> str:
    assert fact.relation is not None
    the = relations.before_word(writer, fact, fact.relation.subject) == "the"
    return f"the {name}" if the else name


def identity(writer: Writer, fact: Fact) -> Question | None:
    """ "The operation to ... is called ____"."""
    assert fact.relation is not None
    what = relations.said(writer, fact, fact.relation.complement)
    if runs_on(writer, fact) or relations.before_word(writer, fact, fact.span) in PARTICLES:
        return None
    kind, _, own = fact.text.partition(" ")
    if own and kind.lower() in what.lower().split():
        start = fact.span.start + len(kind) + 1
        fact = replace(fact, text=own, span=Span(start, fact.span.end))
        stated = f"{sentence_case(what)} is called {kind} {GAP}."
    else:
        stated = f"The name of {what} is {GAP}."
    return relations.cloze(writer, fact, stated, QUALITY)


def runs_on(writer: Writer, fact: Fact) -> bool:
    """True for a complement with a verb of its own that no "which" opens: two sentences in one."""
    assert fact.relation is not None
    span = fact.relation.complement
    phrase = tokens_of(writer.sentence_of(fact), span.start, span.end)
    if phrase is None:
        return True
    inside = writer.sentence_of(fact).tokens.doc[phrase.start : phrase.end]
    opened = False
    for token in inside:
        opened = opened or token.lower_ in OPENERS
        if is_finite(token) and not opened:
            return True
    return False


def term(writer: Writer, fact: Fact) -> Question | None:
    """ "A government in which ... is called a ____"."""
    assert fact.relation is not None
    subject = fact.relation.subject.of(writer.article.text)
    what = relations.said(writer, fact, fact.relation.complement)
    if runs_on(writer, fact):
        return None
    article = re.match(r"(?:A|An|a|an)\s", subject)
    said = "called " + (article.group().lower() if article else "")
    verb = "are" if fact.text.endswith("s") and not article else "is"
    stated = f"{sentence_case(what)} {verb} {said}{GAP}."
    if not article and what.lower().startswith(("a ", "an ")) and verb == "are":
        return None
    return relations.cloze(writer, fact, stated, QUALITY)


WAYS: dict[str, Callable[[Writer, Fact], Question | None]] = {
    definitions.STANDS_FOR: expansion,
    definitions.CALLED: alias,
    definitions.IS: identity,
    definitions.NAMED: cloze.write,
    definitions.TERM: term,
}
