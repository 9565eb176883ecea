"""Quantities: numbers with their unit, bound, range and what they count.

Stages, in ``_in_sentence``: numbers are scanned; dates, clock times and labels put aside; ranges
joined; a unit, money or a counted noun found for each; then its bound and its concept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questions import numbers
from questions.facts import ages, concepts, dates, ellipses, labels, measures, ranges
from questions.facts.context import as_of, attribution
from questions.facts.drafts import Draft, Stated
from questions.facts.references import masked
from questions.facts.words import Words
from questions.numbers import Form, Number
from questions.types import Fact, FactKind, Quantity, Span

if TYPE_CHECKING:
    from questions.language import Parsed, Sentence

_HAS_NUMBER = re.compile(
    r"\d|[½¼¾⅓⅔]|\b(?:once|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|"
    r"hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores|tens|half|halves|third|quarter|"
    r"fifth|tenth|twice|thrice|zero)\b",
    re.IGNORECASE,
)


# A sentence of more characters or numbers is a table or a dump, of which nothing can be asked.
_LONGEST = 2_000
_MOST = 100


def find(parsed: Parsed) -> list[Fact]:
    """Every quantity the article states, in order."""
    return [
        _fact(parsed, sentence, draft)
        for sentence in parsed.sentences
        if sentence.end - sentence.start <= _LONGEST and _HAS_NUMBER.search(sentence.text)
        for draft in _in_sentence(sentence)
        if draft.stated.start or not _AFTER_NUMERO.search(_before(parsed, sentence))
    ]


# A splitter may cut "ranked No. 4" after its full stop.
_AFTER_NUMERO = re.compile(r"\b(?:Nos?|[Aa]rt|[Ff]ig|[Vv]ol|pp?|[Cc]h)\.\s*$")


def _before(parsed: Parsed, sentence: Sentence) -> str:
    return parsed.article.text[max(0, sentence.start - 8) : sentence.start]


def _in_sentence(sentence: Sentence) -> list[Draft]:
    text = sentence.text
    scanned = _plain_numbers(text)
    whole = [*ages.decades(text), *measures.with_part(text)]
    scanned = [one for one in scanned if not any(_overlap(one, other) for other in whole)]
    if not (scanned or whole) or len(scanned) > _MOST:
        return []
    words = Words.of(sentence)
    stated = ranges.joined(text, labels.real(words, scanned)) + whole
    drafts = measures.drafted(words, sorted(stated, key=lambda one: one.start))
    measures.share_units(text, drafts)
    away = [(one.start, one.end) for one in dates.spans(text)]
    away += [(draft.stated.hedged_at, max(draft.end, draft.stated.end)) for draft in drafts]
    ellipses.fill(words, drafts, away)
    drafts = [draft for draft in drafts if not ellipses.is_empty(words, draft)]
    for place, draft in enumerate(drafts):
        concepts.describe(words, draft, drafts[:place], away)
    return drafts


def _overlap(number: Number, other: Stated) -> bool:
    return number.start < other.end and other.start < number.end


def _plain_numbers(text: str) -> list[Number]:
    """The numbers that are no part of a date, clock time, score, address or telephone number."""
    found = numbers.scan(text)
    found += [one for one in _jubilees(text) if all(one.start != other.start for other in found)]
    if not found:
        return []
    found.sort(key=lambda one: one.start)
    away = [
        (one.start, one.end)
        for one in dates.spans(text)
        if not one.text.endswith(("ago", "earlier"))
    ]
    away += [(one.start, one.end) for one in dates.clock_spans(text)] + masked(text)
    return [
        one
        for one in found
        if not any(start < one.end and one.start < end for start, end in away)
        and text[max(0, one.start - 4) : one.start] != "per "
    ]


# "the 93rd anniversary", "at least once"
_JUBILEE = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,4})(?:st|nd|rd|th)(?=[\s-](?:anniversary|birthday)\b)"
)
_ONCE = re.compile(r"(?<=\bat\sleast\s)once\b|(?<=\bmore\sthan\s)once\b|(?<=\bonly\s)once\b")


def _jubilees(text: str) -> list[Number]:
    """Ordinals and adverbs that do tell a number of years or times."""
    years = [
        Number(match.start(), match.end(), match.group(), float(match["digits"]), 1.0, Form.DIGITS)
        for match in _JUBILEE.finditer(text)
    ]
    return years + [
        Number(match.start(), match.end(), match.group(), 1.0, 1.0, Form.MULTIPLE)
        for match in _ONCE.finditer(text)
    ]


def _fact(parsed: Parsed, sentence: Sentence, draft: Draft) -> Fact:
    stated = draft.stated
    span = Span(sentence.start + stated.start, sentence.start + max(draft.end, stated.end))
    low, high = stated.ends if stated.is_range else (None, None)
    quantity = Quantity(
        value=None if stated.is_range else stated.last.value,
        number_text=sentence.text[stated.first.start : stated.last.end],
        low=low,
        high=high,
        unit=draft.unit,
        unit_text=draft.unit_text,
        bound=draft.bound,
        concept=tuple(draft.concept),
        step=stated.last.step,
        role=draft.role,
    )
    return Fact(
        FactKind.QUANTITY,
        span,
        Span(sentence.start, sentence.end),
        span.of(parsed.article.text),
        quantity,
        attribution(sentence, span.start),
        as_of(parsed, sentence, span.start),
    )
