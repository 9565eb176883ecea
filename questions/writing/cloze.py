"""Cloze cards: a statement that stands alone, with the fact's words left out."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from questions.facts import dates
from questions.types import Answer, Fact, FactKind, Question, QuestionKind
from questions.writing.assembly import is_asked, key_text, make_question, number_answer
from questions.writing.candidates import OWN_ACCOUNT, Writer, is_reported, stands
from questions.writing.clauses import Clause, Phrase
from questions.writing.gaps import tokens_of
from questions.writing.wording import Unwritable, Voice, statement

GAP = "____"
SHORTEST = 6


def write(writer: Writer, fact: Fact) -> Question | None:
    """The fact's clause as a statement with a gap, or None where it does not stand alone."""
    if fact.kind is FactKind.QUANTITY and not is_asked(fact):
        return None
    if fact.kind is FactKind.DATE and (
        (moment := dates.read_date(fact.text)) is None or moment.relative
    ):
        return None
    key = key_text(fact)
    offset = fact.text.find(key)
    start = fact.span.start + offset
    sentence = writer.sentence_of(fact)
    phrase = tokens_of(sentence, start, start + len(key)) if offset >= 0 else None
    if phrase is None:
        return None
    voice = with_gap(writer.voice(sentence), phrase)
    for clause in writer.clauses_of(sentence):
        try:
            prompt = cloze_prompt(writer, voice, clause, phrase, writer.source_of(fact), key)
        except Unwritable:
            continue
        if prompt and (fact.quantity is None or writer.has_its_day(clause, prompt)):
            answer = number_answer(fact) if fact.quantity else Answer(text=key)
            quality = 0.75 * writer.quality(voice, clause, prompt)
            return make_question(QuestionKind.CLOZE, writer.article, fact, prompt, answer, quality)
    return None


def with_gap(voice: Voice, phrase: Phrase) -> Voice:
    stand = replace(voice.stand, replace={**voice.stand.replace, phrase.start: (phrase.end, GAP)})
    return replace(voice, stand=stand)


def cloze_prompt(
    writer: Writer, voice: Voice, clause: Clause, phrase: Phrase, source: str | None, key: str
) -> str | None:
    if clause.kind != "finite" or clause.raised:
        return None
    if not any(
        part and part.covers(phrase) for part in (clause.subject, clause.rest, clause.front)
    ):
        return None
    if is_reported(clause, phrase) or is_member(voice.sentence.tokens.doc[phrase.end - 1]):
        return None
    said = statement(voice, clause)
    if source and source not in said:
        said = f"According to {source}, {lower_first(said, voice, clause)}"
    elif source and writer.is_own_account(source):
        said = OWN_ACCOUNT + lower_first(said, voice, clause)
    whole = re.search(r"(?<![-–/\d])" + GAP + r"(?![-–/\d])", said)
    good = (
        said.count(GAP) == 1
        and len(said.split()) > SHORTEST
        and whole is not None
        and not said[0].isdigit()
        and not said.startswith(GAP)
        and not said.endswith(("'s.", "’s."))
        and stands(said, key)
    )
    return said if good else None


def is_member(token: Token) -> bool:
    """True for one of "the U.S., France and Britain", which any of them could be."""
    joined = token.dep_ == "conj" or any(child.dep_ == "conj" for child in token.children)
    return joined and token.pos_ == "PROPN"


def lower_first(said: str, voice: Voice, clause: Clause) -> str:
    first = voice.sentence.tokens.doc[clause.subject.start]
    proper = (
        first.pos_ == "PROPN"
        or (first.text.isupper() and len(first.text) > 1)
        or first.tag_ in {"NNP", "NNPS"}
    )
    adjective = first.text[0].isupper() and first.i > voice.sentence.tokens.start
    return said if proper or adjective else said[0].lower() + said[1:]
