"""A fact's sentence as statements: its clauses, itself whole or trimmed, or after its neighbour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from questions.facts import lists
from questions.language import Sentence
from questions.types import BlockKind
from questions.writing.antecedents import explains
from questions.writing.candidates import (
    Writer,
    is_counterfactual,
    is_eventful,
    is_reported,
    shown_of,
)
from questions.writing.clauses import FINITE_TAGS, SUBJECTS, Clause, Phrase
from questions.writing.telling import is_bare_quotation, tellings
from questions.writing.vocabulary import words
from questions.writing.wholeness import ends_well, is_whole
from questions.writing.wording import Unwritable, Voice, sentence_case, statement

NAMED = 2
UNFINISHED = frozenset(["and", "because", "but", "or", "than", "that", "which", "who", "whose"])


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in words, as a sentence and as it goes on after "According to X,".

    ``shown`` are the words of the fact's own sentence that it shows; ``is_event`` is true of what
    happened or will, and so needs its time; ``has_premise`` where the sentence before comes first;
    ``is_part`` for a clause put together from its parts.
    """

    text: str
    continued: str
    shown: frozenset[int]
    is_event: bool
    has_premise: bool = False
    is_part: bool = False


def statements(writer: Writer, voice: Voice, phrase: Phrase) -> Iterator[Statement]:
    """The statements that show ``phrase``, without those that can't stand alone."""
    for one in all_statements(writer, voice, phrase):
        if one.text.split(maxsplit=1)[0].lower() not in UNFINISHED:
            yield one


def is_about_something_vague(voice: Voice, shown: frozenset[int]) -> bool:
    """True for "the toolkit was created": its subject is a definite that nothing here explains."""
    doc = voice.sentence.tokens.doc
    return any(doc[i].head.dep_ in SUBJECTS for i in voice.stand.vague & shown)


def all_statements(writer: Writer, voice: Voice, phrase: Phrase) -> Iterator[Statement]:
    yield from clause_statements(writer, voice, phrase)
    for shown in tellings(voice.sentence, phrase):
        if is_whole(voice.sentence, shown, voice.stand.drop):
            yield from telling_statements(writer, voice, shown)


def clause_statements(writer: Writer, voice: Voice, phrase: Phrase) -> Iterator[Statement]:
    for clause in writer.clauses_of(voice.sentence):
        shown = shown_of(clause)
        if not is_tellable(clause, phrase) or is_about_something_vague(voice, shown):
            continue
        if not (ends_well(clause) and is_whole(voice.sentence, shown, voice.stand.drop)):
            continue
        said = said_or_none(partial(statement, clause=clause), voice.showing(shown))
        if said:
            event = is_eventful(clause.group[0])
            yield Statement(said, continued(said, voice, shown), shown, event, is_part=True)


def telling_statements(writer: Writer, voice: Voice, shown: frozenset[int]) -> Iterator[Statement]:
    """The words shown as a statement, or after the sentence before where they lean on it."""
    said = said_or_none(tell, voice.showing(shown))
    if said and not is_about_something_vague(voice, shown):
        event = is_event(voice.sentence, shown)
        yield Statement(said, continued(said, voice, shown), shown, event)
    elif not said and voice.stand.leaning & shown <= voice.stand.looks_back:
        yield from after_premise(writer, voice, shown)


def is_tellable(clause: Clause, phrase: Phrase) -> bool:
    if clause.kind != "finite" or clause.raised or is_reported(clause, phrase):
        return False
    if hides_what_is_said(clause) or is_counterfactual(clause):
        return False
    return any(part and part.covers(phrase) for part in (clause.subject, clause.rest, clause.front))


def hides_what_is_said(clause: Clause) -> bool:
    """True for "the mayor said in Paris" without what was said."""
    return clause.verb.lower_ in lists.marked("reporting_verbs") and any(
        child.dep_ in {"ccomp", "parataxis"} and child.i not in clause.rest
        for child in clause.verb.children
    )


def after_premise(writer: Writer, voice: Voice, shown: frozenset[int]) -> Iterator[Statement]:
    """The sentence after the one before it, which says what its "they" or "this" stands for."""
    sentence, stand = voice.sentence, voice.stand
    before = writer.before.get(sentence.start)
    if before is None or is_bare_quotation(before) or not is_near(before, sentence):
        return
    doc = sentence.tokens.doc
    if not all(explains(before, doc[i]) for i in stand.leaning & shown):
        return
    freed = replace(voice, shown=shown, stand=replace(stand, leaning=set()))
    said = said_or_none(tell, freed)
    nothing = Phrase(before.tokens.start, before.tokens.start)
    for way in tellings(before, nothing):
        own = writer.voice(before)
        premise = said_or_none(tell, own.showing(way))
        if said and premise and premise.split()[0].lower() not in words("half_openers"):
            small = continued(premise, own, way)
            event = is_event(before, way) or is_event(sentence, shown)
            yield Statement(f"{premise} {said}", f"{small} {said}", shown, event, has_premise=True)
            return


def few_names(said: str, topic: str) -> bool:
    """True for what hardly says who and where: the sentence before may.

    A sentence about the place or thing that the article is called after says enough.
    """
    if topic and re.match(rf"(?:The )?{re.escape(topic)}\b", said):
        return False
    return len(re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]+", said)) < NAMED


def is_near(before: Sentence, sentence: Sentence) -> bool:
    """In one paragraph, or at the end of the one before."""
    paragraphs = before.block.kind == sentence.block.kind == BlockKind.PARAGRAPH
    return before.block == sentence.block or paragraphs


def said_or_none(say: Callable[[Voice], str], voice: Voice) -> str | None:
    try:
        return say(voice)
    except Unwritable:
        return None


def tell(voice: Voice) -> str:
    """The words that a voice shows, as a sentence; raises Unwritable."""
    tokens = voice.sentence.tokens
    said = voice.say(tokens.start, tokens.end)
    said = re.sub(r"(?:,\s?)+(?=[,.])", "", said).rstrip(". ")
    said = re.sub(r"^([\w’' -]+), (?=(?:is|are|was|were|has|have|had)\b)", r"\1 ", said)
    closed = said.endswith((".”", '."', ".’"))
    return sentence_case(said) + ("" if closed else ".")


def is_event(sentence: Sentence, shown: frozenset[int]) -> bool:
    """True where the first finite verb that is shown is in the past, the perfect or the future."""
    first = next(
        (token for token in sentence.words if token.i in shown and token.tag_ in FINITE_TAGS), None
    )
    if first is None:
        return True
    return is_eventful(first) or (first.lower_ in {"has", "have"} and first.dep_ == "aux")


def continued(said: str, voice: Voice, shown: frozenset[int]) -> str:
    """A statement as it goes on after "According to X,": small, but for a name."""
    doc = voice.sentence.tokens.doc
    kept = shown - voice.stand.drop
    index = min((i for i in kept if not doc[i].is_punct), default=min(shown))
    if index in voice.stand.replace:
        return voice.stand.replace[index][1].lstrip("\ue000")[:1] + said[1:]
    first = doc[index]
    if not said.lower().startswith(first.lower_):
        return said
    if first.i > voice.sentence.tokens.start and first.tag_ == "DT":
        return first.lower_ + said[len(first.text) :]  # said: “The harbour ...”
    return voice.lowered(first) + said[len(first.text) :]
