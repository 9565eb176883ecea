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
DONE_BY = re.compile(
    rf"^(?!.*\b(?:will|would|could|may|might|expected|projected|planned)\b).*\b[Bb]y {GAP}"
    rf"|\b(?:but|and) in {GAP}{HINT}\.$"
)
ONE_OF_SEVERAL_DATES = re.compile(
    rf"\d{{4}}\b[^.]{{0,60}}\b(?:and|or|again|then)\b[^.]{{0,40}} in {GAP}"
    rf"|{GAP} \(year\)(?:,| and)[^.]* in \d{{4}}\b"
)
FILLS_A_PHRASE = re.compile(
    rf"\b(?:across|after|as part of|before|elsewhere in|parts of|throughout|most of"
    r"|much of|highlights? of|as in|includ\w+(?: [^,.]{0,40})?"
    rf"|the [a-z]+er|(?:north|south|east|west|centr)\w*) (?:the )?{GAP}"
    rf"|{GAP}{HINT}['’]s\b|{GAP}['’]s?\b"
    rf"|(?:^|, )(?:[Tt]he )?{GAP} \(country\) (?:also )?"
    r"(?:continue|remain|is|are|has|have|stand|support|welcome)\w*\b"
)
OF_AN_AGE = re.compile(rf"[a-z\d”)]\. [A-Z“][^.]*{GAP} \((?:century|decade)\)")
TWO_SENTENCES = re.compile(rf"(?:[a-z]{{3}}|\d|[A-Z]{{2}}|[”)])\. [A-Z“][^.]*{GAP}")
BESIDE_A_NAME = re.compile(rf"[A-Z][\w’'-]+ and (?:[a-z-]+ )?{GAP}")
OF_A_COUNTRY = re.compile(
    r"\b(?!capital|emperor|empress|independence|king|president|queen)[a-z]+"
    rf" of (?:the )?{GAP} \(country\)"
)
ONCE_ONLY = re.compile(r"\b(?:based|born|buried|built|designed|die|died|founded|named|written)\b")
GOES = re.compile(r"\b(?:come|go|move|return|sail|travel)\b[^,]*\?$")
TELLS_OF_AN_EVENT = re.compile(
    r"\b(?:did|was|were|had)\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeen )(?<!\bhas )(?<!\bhave )\b[a-z]{2,}ed\b"
)

OF_A_RELATIVE = re.compile(rf", (?:born|died) in {GAP}")
LIFE_OF_A_RELATIVE = re.compile(
    r"[’'](?:s)? (?:[a-z]+ )?(?:aunt|brother|cousin|daughter|father|husband|mother|sister|son|uncle"
    r"|wife)\b[^?]*\b(?:born|die|died|married|marry)\b"
)
YEAR = re.compile(r"1\d\d\d|20\d\d")
FRAME = re.compile(r"^According to (?:[^“,]*“[^”]*”(?: \([^)]*\))?|[^,]*), ")
SAYS = re.compile(rf"{GAP}{HINT},? (\w+)")

DATES_IN_PASSING = (
    IN_RELATIVE, HEDGED, DONE_BY, ONE_OF_SEVERAL_DATES, OF_AN_AGE, OF_A_RELATIVE
)  # fmt: skip


def is_in_passing(writer: Writer, fact: Fact, question: Question) -> bool:
    """True for a date or a name that the sentence does not turn on."""
    prompt = question.prompt
    if fact.kind in NAMED and lacks_its_time(writer, prompt):
        return True
    if fact.kind is FactKind.DATE and LIFE_OF_A_RELATIVE.search(prompt):
        return True
    if question.kind is not QuestionKind.CLOZE:
        return False
    if fact.kind is FactKind.DATE:
        return is_date_in_passing(writer, fact, prompt)
    return fact.kind in NAMED and (
        is_asked_of_nobody(fact, prompt)
        or is_name_in_passing(prompt)
        or is_half_a_name(writer, fact)
    )


def lacks_its_time(writer: Writer, prompt: str) -> bool:
    """True for a journey, or what a report tells, without a year: of many, which?"""
    if writer.is_placed(prompt):
        return False
    if writer.reader.main_person:
        return bool(GOES.search(prompt))
    told = FRAME.sub("", prompt)
    if not writer.frame.is_news or ONCE_ONLY.search(told):
        return False
    return bool(TELLS_OF_AN_EVENT.search(told))


def is_asked_of_nobody(fact: Fact, prompt: str) -> bool:
    """True for "____ (person) scored a goal": no name and no number makes it one's own."""
    told = re.sub(rf"{GAP}{HINT}", "", FRAME.sub("", prompt))
    return fact.kind is FactKind.PERSON and not re.search(r"[a-z,’] [A-Z]|\d|^[A-Z]", told)


def is_date_in_passing(writer: Writer, fact: Fact, prompt: str) -> bool:
    """True for "the 1836 assault", "roughly 2000 BCE", and "a visit in 1733 gave ..."."""
    told = FRAME.sub("", prompt)
    if any(one.search(told) for one in DATES_IN_PASSING):
        return True
    sentence = writer.sentence_of(fact)
    phrase = tokens_of(sentence, fact.span.start, fact.span.end)
    if phrase is None or len(dates.spans(told)) > 1:
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
    rules = (IN_RELATIVE, FILLS_A_PHRASE, TWO_SENTENCES, BESIDE_A_NAME, OF_A_COUNTRY)
    if any(one.search(prompt) for one in rules):
        return True
    said = SAYS.search(prompt)
    return said is not None and said[1] in lists.marked("reporting_verbs")


def is_half_a_name(writer: Writer, fact: Fact) -> bool:
    """True for "University of Norland" before "at Marholm", "Oslo" of "the Oslo 2012 Games"."""
    sentence = writer.sentence_of(fact)
    phrase = tokens_of(sentence, fact.span.start, fact.span.end)
    if phrase is None:
        return True
    doc = sentence.tokens.doc
    after = doc[phrase.end] if phrase.end < len(doc) else None
    if sentence.text.rstrip().endswith("?"):
        return True
    if after is not None and (YEAR.fullmatch(after.text) or after.pos_ in {"NOUN", "PROPN"}):
        return True
    return fact.kind is FactKind.ORGANISATION and is_cut_short(doc, phrase.end)
