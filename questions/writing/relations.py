"""What questions about ties between two things are put together from.

A tie ("founded by", "stands for") has its own form of words, which stands alone once both of its
ends do. The article's frame goes before a claim that is true only of its time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace

from questions.facts import lists
from questions.types import Answer, Fact, FactKind, Option, Question, QuestionKind, Span
from questions.writing.assembly import make_question
from questions.writing.candidates import Writer
from questions.writing.distractors import Others
from questions.writing.gaps import tokens_of
from questions.writing.prompts import stands
from questions.writing.wording import Unwritable, sentence_case

GAP = "____"
LONGEST_KEY = 5


def said(writer: Writer, fact: Fact, span: Span) -> str:
    """The words at ``span`` of the fact's sentence as they stand alone; raises Unwritable."""
    sentence = writer.sentence_of(fact)
    phrase = tokens_of(sentence, span.start, span.end)
    if phrase is None:
        raise Unwritable(span.of(writer.article.text))
    voice = writer.voice(sentence)
    whole = replace(voice.stand, drop=set())  # a source may be what is asked about
    voice = replace(voice, stand=whole).showing(frozenset(range(phrase.start, phrase.end)))
    found = voice.say(phrase.start, phrase.end)
    if not found:
        raise Unwritable(span.of(writer.article.text))
    return found


def before_word(writer: Writer, fact: Fact, span: Span) -> str:
    """The word that stands just before a span in its sentence, in lower case."""
    before = writer.article.text[fact.sentence.start : span.start].split()
    return before[-1].lower() if before else ""


def framed(writer: Writer, words: str, *, timely: bool = True, source: str | None = None) -> str:
    """The words after their source, and after the article's frame where they hold for its time."""
    opening = writer.opening(words, source, timely)
    return opening + words if opening else sentence_case(words)


def at_the_time(writer: Writer, fact: Fact, words: str) -> str:
    """The words with the day for which they hold: the article's month or year, or its frame.

    Raises Unwritable where nothing tells when.
    """
    month = month_of(writer, fact)
    if month:
        return sentence_case(f"{words} in {month}")
    opening = writer.frame.opening(words, None)
    if not opening or not writer.frame.month:
        raise Unwritable(words)
    return opening + words


def month_of(writer: Writer, fact: Fact) -> str | None:
    """The article's month or one year, for what it says of its own time; None for older matter.

    Raises Unwritable for a sentence that is about another year.
    """
    text, published = writer.article.text, writer.article.published
    when = writer.frame.month
    if when is None:
        return None
    own = str(published.year) if published else when
    if set(YEAR.findall(fact.sentence.of(text))) - {own}:
        raise Unwritable(when)
    block = writer.article.block_at(fact.span.start)
    around = set(YEAR.findall(text[block.start : block.end])) if block else set()
    return None if around - {own} or not writer.frame.is_report else when


YEAR = re.compile(r"(?<![\d,.–-])(?:19[5-9]\d|20\d\d)(?![\d,–-]\d|\d)")
VESSEL = re.compile(r"\b[A-Z]{2,}\s$")


def people(writer: Writer, others: Others) -> list[str]:
    """The people whom the article names in full; no ship that bears a person's name."""
    text = writer.article.text
    return [
        one.text
        for one in others.mentions[FactKind.PERSON, ""]
        if " " in one.text and not VESSEL.search(text[: one.span.start][-8:])
    ]


def explains_itself(prompt: str) -> bool:
    """False where letters stand in it that few readers know: "the 407th AEG commander"."""
    letters = re.findall(r"(?<![\w“])[A-Z]{3,}(?![\w”])", QUOTED.sub("", prompt))
    return all(one in lists.words("known_letters", "questions.writing") for one in letters)


QUOTED = re.compile(r"“[^”]*”")


def cloze(
    writer: Writer, fact: Fact, prompt: str, quality: float, *, accepted: Iterable[str] = ()
) -> Question | None:
    """A statement with a gap for the fact's own words; None where it does not stand."""
    key = fact.text
    if len(key.split()) > LONGEST_KEY or prompt.count(GAP) != 1 or not stands(prompt, key):
        return None
    if fact.kind is not FactKind.DEFINITION and not explains_itself(prompt):
        return None
    answer = Answer(text=key, accepted=tuple(one for one in accepted if one != key))
    return make_question(QuestionKind.CLOZE, writer.article, fact, prompt, answer, quality)


def choice(
    writer: Writer,
    fact: Fact,
    prompt: str,
    wrong: list[str] | None,
    quality: float,
    draw: random.Random,
    *,
    key: str | None = None,
) -> Question | None:
    """A real question with the fact's own words, or ``key`` within them, among two or three more.

    None where there are too few or the question does not stand.
    """
    key = key or fact.text
    if not wrong or len(wrong) < 2 or not stands(prompt, key):
        return None
    if not explains_itself(prompt) or not explains_itself(key):
        return None
    texts = [key, *wrong]
    draw.shuffle(texts)
    options = tuple(Option(text, text == key) for text in texts)
    return make_question(
        QuestionKind.MULTIPLE_CHOICE,
        writer.article,
        fact,
        prompt,
        Answer(text=key),
        quality,
        options=options,
    )


def of_one_tie(question: Question | None, fact: Fact) -> Question | None:
    """The question as a sibling of whatever else asks about the same tie."""
    if question is None or fact.relation is None:
        return question
    return replace(question, fact_key=f"{fact.kind}-{fact.relation.subject.start}")
