"""Cloze cards: a statement that stands alone, with the fact's words left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from spacy.tokens import Doc

from questions.facts import dates, lists
from questions.language import Sentence
from questions.types import Answer, Fact, FactKind, Question, QuestionKind
from questions.writing.assembly import is_asked, key_text, make_question, number_answer
from questions.writing.candidates import (
    EVENT_TAGS,
    OWN_ACCOUNT,
    Writer,
    is_reported,
    shown_of,
    stands,
)
from questions.writing.clauses import FINITE_TAGS, Clause, Phrase
from questions.writing.gaps import is_worth_asking, tokens_of
from questions.writing.telling import tellings
from questions.writing.wording import Unwritable, Voice, sentence_case, statement

GAP = "____"
SHORTEST = 6
BEST_LENGTH = 24
BASE_QUALITY = 0.7


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in words with its gap; the words of the sentence that it shows."""

    text: str
    shown: frozenset[int]
    is_event: bool


def write(writer: Writer, fact: Fact) -> Question | None:
    """The best statement of the fact with a gap, or None where none stands alone."""
    key = key_text(fact)
    phrase = gap_of(writer, fact, key)
    if phrase is None:
        return None
    voice = with_gap(writer.voice(writer.sentence_of(fact)), phrase)
    found = [
        (quality_of(writer, voice, prompt, one), prompt)
        for one in statements(writer, voice, phrase)
        if (prompt := cloze_prompt(writer, voice, one, phrase, fact))
    ]
    if not found:
        return None
    quality, prompt = max(found, key=lambda one: one[0])
    answer = number_answer(fact) if fact.quantity else Answer(text=key)
    return make_question(QuestionKind.CLOZE, writer.article, fact, prompt, answer, quality)


def gap_of(writer: Writer, fact: Fact, key: str) -> Phrase | None:
    """The words that are left out; None for what is not worth asking or not a whole word."""
    sentence = writer.sentence_of(fact)
    if fact.kind is FactKind.QUANTITY and not (is_asked(fact) and is_worth_asking(sentence, fact)):
        return None
    if fact.kind is FactKind.DATE:
        moment = dates.read_date(fact.text)
        if moment is None or moment.relative:
            return None
    offset = fact.text.find(key)
    start = fact.span.start + offset
    phrase = tokens_of(sentence, start, start + len(key)) if offset >= 0 else None
    if phrase is None or phrase.start in writer.reader.stand(sentence).drop:
        return None
    return phrase


def with_gap(voice: Voice, phrase: Phrase) -> Voice:
    stand = replace(voice.stand, replace={**voice.stand.replace, phrase.start: (phrase.end, GAP)})
    return replace(voice, stand=stand)


def statements(writer: Writer, voice: Voice, phrase: Phrase) -> Iterator[Statement]:
    """The fact's clauses as statements, and its sentence with and without its additions."""
    sentence = voice.sentence
    for clause in writer.clauses_of(sentence):
        parts = (clause.subject, clause.rest, clause.front)
        if clause.kind != "finite" or clause.raised or is_reported(clause, phrase):
            continue
        if hides_what_is_said(clause):
            continue
        if not any(part and part.covers(phrase) for part in parts):
            continue
        shown = shown_of(clause)
        said = said_or_none(partial(statement, clause=clause), voice.showing(shown))
        if said:
            yield Statement(said, shown, clause.group[0].tag_ in EVENT_TAGS)
    for shown in tellings(sentence, phrase):
        said = said_or_none(tell, voice.showing(shown))
        if said:
            yield Statement(said, shown, is_event(sentence, shown))


def hides_what_is_said(clause: Clause) -> bool:
    """True for "the mayor said in Paris" without what was said."""
    return clause.verb.lower_ in lists.marked("reporting_verbs") and any(
        child.dep_ in {"ccomp", "parataxis"} and child.i not in clause.rest
        for child in clause.verb.children
    )


def said_or_none(say: Callable[[Voice], str], voice: Voice) -> str | None:
    try:
        return say(voice)
    except Unwritable:
        return None


def tell(voice: Voice) -> str:
    tokens = voice.sentence.tokens
    said = voice.say(tokens.start, tokens.end)
    said = re.sub(r"(?:,\s?)+(?=[,.])", "", said).rstrip(". ")
    closed = said.endswith((".”", '."', ".’"))
    return sentence_case(said) + ("" if closed else ".")


def is_event(sentence: Sentence, shown: frozenset[int]) -> bool:
    """True where the first finite verb that is shown is in the past or the future."""
    first = next(
        (token for token in sentence.tokens if token.i in shown and token.tag_ in FINITE_TAGS), None
    )
    if first is None:
        return True
    return first.tag_ in EVENT_TAGS or (first.lower_ in {"has", "have"} and first.dep_ == "aux")


def cloze_prompt(
    writer: Writer, voice: Voice, one: Statement, phrase: Phrase, fact: Fact
) -> str | None:
    """The statement with its source and its frame, or None where it does not stand alone."""
    if fact.quantity is None and is_member(voice.sentence.tokens.doc, phrase):
        return None
    said = one.text
    try:
        source = writer.source_of(fact)
        named = source is not None and source.lower() in said.lower()
        opening = writer.opening(said, None if named else source, one.is_event)
    except Unwritable:
        return None
    if named and source and not opening and speaks_of_itself(writer, said, source):
        opening = OWN_ACCOUNT
    if opening:
        said = opening + lower_first(said, voice, first_shown(voice, one))
    return said if is_good(said) and stands(said, key_text(fact)) else None


def first_shown(voice: Voice, one: Statement) -> int:
    """The index of the word that a statement begins with."""
    kept = one.shown - voice.stand.drop
    doc = voice.sentence.tokens.doc
    return min((i for i in kept if doc[i].text not in {",", ";"}), default=min(one.shown))


def is_good(said: str) -> bool:
    whole = re.search(r"(?<![-–/\d])" + GAP + r"(?![-–/\d])", said)
    return (
        said.count(GAP) == 1
        and len(said.split()) > SHORTEST
        and whole is not None
        and not said[0].isdigit()
        and not said.startswith(GAP)
        and not said.endswith(("'s.", "’s."))
    )


def speaks_of_itself(writer: Writer, said: str, source: str) -> bool:
    """True for a claim whose subject makes it: "Ukraine has trained ____ soldiers"."""
    return said.startswith((source, f"The {source}")) and writer.is_own_account(source)


def quality_of(writer: Writer, voice: Voice, prompt: str, one: Statement) -> float:
    count = len(prompt.split())
    quality = BASE_QUALITY - 0.012 * max(0, count - BEST_LENGTH)
    quality -= 0.06 * sum(index in voice.stand.vague for index in one.shown)
    if writer.frame.month is None and one.is_event and not writer.is_dated(prompt):
        quality -= 0.15
    return max(0.05, quality)


def is_member(doc: Doc, phrase: Phrase) -> bool:
    """True for one of "the U.S., France and Britain", or a part of "Bank of England"."""
    beside = (phrase.start - 1, phrase.end)
    if any(0 <= i < len(doc) and doc[i].lower_ in {"and", "or", "&"} for i in beside):
        return True
    if phrase.end + 1 < len(doc) and doc[phrase.end].lower_ == "of":
        return doc[phrase.end + 1].pos_ == "PROPN"
    token = doc[phrase.end - 1]
    joined = token.dep_ == "conj" or any(child.dep_ == "conj" for child in token.children)
    return joined and token.pos_ == "PROPN"


def lower_first(said: str, voice: Voice, index: int) -> str:
    """A statement as it goes on after "According to X,": small, but for a name."""
    first = voice.sentence.tokens.doc[index]
    if index in voice.stand.replace:
        return voice.stand.replace[index][1][:1] + said[1:]
    if not said.lower().startswith(first.lower_):
        return said
    return voice.lowered(first) + said[len(first.text) :]
