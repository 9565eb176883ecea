"""What a text says in passing: a date or a name that its sentence could do without.

Nobody need know when the thing beside the thing happened, nor a name that only fills a phrase. The
checks go by the words of the prompt and by word order, so that they hold where a parse is wrong.
"""

from __future__ import annotations

import re

from questions.facts import dates, lists
from questions.types import Fact, FactKind, Question, QuestionKind
from questions.writing.candidates import Writer
from questions.writing.clauses import SUBJECTS, Phrase
from questions.writing.gaps import tokens_of
from questions.writing.multiple_choice import is_cut_short

GAP = "____"
NAMED = frozenset([FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION])
HINT = r"(?: \([^)]*\))?"
IN_RELATIVE = re.compile(rf",? (?:which|who|whom|whose|where|when)\b[^.]*{GAP}")
HEDGED = re.compile(
    rf"\b(?:about|approximately|around|circa|early|late|perhaps|possibly|roughly) {GAP}"
)
DONE_BY = re.compile(rf"^(?!.*\b(?:will|would|could|may|might|to)\b).*\b[Bb]y {GAP}")
ONE_OF_SEVERAL_DATES = re.compile(
    rf"\d{{4}}\b[^.]{{0,60}}\b(?:and|or|again|then)\b[^.]{{0,40}} in {GAP}"
    rf"|{GAP} \(year\)(?:,| and)[^.]* in \d{{4}}\b"
)
FILLS_A_PHRASE = re.compile(
    rf"\b(?:across|elsewhere in|parts of|most of|much of|highlights? of|as in|includ\w+"
    rf"|the [a-z]+er|(?:north|south|east|west|centr)\w*) (?:the )?{GAP}"
    rf"|{GAP}{HINT}['’]s\b|{GAP}['’]s?\b"
    rf"|(?:^|, )(?:[Tt]he )?{GAP} \(country\) (?:also )?"
    r"(?:continue|remain|is|are|has|have|stand|support|welcome)\w*\b"
)
OF_AN_AGE = re.compile(rf"[a-z\d”)]\. [A-Z“][^.]*{GAP} \((?:century|decade)\)")
TWO_SENTENCES = re.compile(rf"[a-z\d”)]\. [A-Z“][^.]*{GAP}")
OF_A_RELATIVE = re.compile(rf", (?:born|died) in {GAP}")
YEAR = re.compile(r"1\d\d\d|20\d\d")
FRAME = re.compile(r"^According to (?:[^“,]*“[^”]*”(?: \([^)]*\))?|[^,]*), ")
SAYS = re.compile(rf"{GAP}{HINT},? (\w+)")


def is_in_passing(writer: Writer, fact: Fact, question: Question) -> bool:
    """True for a date or a name that the sentence does not turn on."""
    if question.kind is not QuestionKind.CLOZE:
        return False
    prompt = question.prompt
    if fact.kind is FactKind.DATE:
        return is_date_in_passing(writer, fact, prompt)
    return fact.kind in NAMED and (is_name_in_passing(prompt) or is_half_a_name(writer, fact))


def is_date_in_passing(writer: Writer, fact: Fact, prompt: str) -> bool:
    """True for "the 1836 assault", "roughly 2000 BCE", and "a visit in 1733 gave ..."."""
    if any(
        one.search(prompt)
        for one in (IN_RELATIVE, HEDGED, DONE_BY, ONE_OF_SEVERAL_DATES, OF_AN_AGE, OF_A_RELATIVE)
    ):
        return True
    sentence = writer.sentence_of(fact)
    phrase = tokens_of(sentence, fact.span.start, fact.span.end)
    if phrase is None or len(dates.spans(FRAME.sub("", prompt))) > 1:
        return True
    doc = sentence.tokens.doc
    after = doc[phrase.end] if phrase.end < len(doc) else None
    if after is not None and after.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return True
    return is_in_subject(writer, fact, phrase)


def is_in_subject(writer: Writer, fact: Fact, phrase: Phrase) -> bool:
    """True for the date of "a temporary illness in 1733", of which something else is told."""
    doc = writer.sentence_of(fact).tokens.doc
    first = doc[phrase.start]
    if not phrase.start or doc[phrase.start - 1].lower_ not in {"in", "of", "on"}:
        return False
    return any(one.dep_ in SUBJECTS and one.i < phrase.start for one in first.ancestors) and (
        first.head.pos_ not in {"VERB", "AUX"}
    )


def is_name_in_passing(prompt: str) -> bool:
    """True for a name in a premise's second half, in a relative clause, or that only says."""
    if any(one.search(prompt) for one in (IN_RELATIVE, FILLS_A_PHRASE, TWO_SENTENCES)):
        return True
    said = SAYS.search(prompt)
    return said is not None and said[1] in lists.marked("reporting_verbs")


def is_half_a_name(writer: Writer, fact: Fact) -> bool:
    """True for "University of Norland" before "at Marholm", and "Oslo" of "the Oslo 2012 Games"."""
    sentence = writer.sentence_of(fact)
    phrase = tokens_of(sentence, fact.span.start, fact.span.end)
    if phrase is None:
        return True
    doc = sentence.tokens.doc
    if YEAR.fullmatch(doc[phrase.end : phrase.end + 1].text):
        return True
    return fact.kind is FactKind.ORGANISATION and is_cut_short(doc, phrase.end)
