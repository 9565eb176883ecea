"""Quantities: numbers with their unit, bound, range and what they count.

Stages, in ``_in_sentence``: numbers are scanned; dates, clock times and labels put aside; ranges
joined; a unit, money or a counted noun found for each; then its bound and its concept.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from questions import numbers
from questions.facts import counted, dates, hedges, labels
from questions.facts.context import as_of, attribution
from questions.facts.lists import marked
from questions.facts.references import masked
from questions.facts.units import Unit, per_unit, unit_after, unit_before
from questions.facts.words import NOUNS, Phrase, Words, singular
from questions.numbers import Form, Number
from questions.types import Bound, Fact, FactKind, Quantity, Span

if TYPE_CHECKING:
    from questions.language import Parsed, Sentence


@dataclass(frozen=True, slots=True)
class Stated:
    """One number or the two ends of a range, at ``text[start:end]`` with any unit inside."""

    first: Number
    last: Number
    start: int
    hedged_at: int
    unit: Unit | None = None

    @property
    def end(self) -> int:
        return self.last.end

    @property
    def is_range(self) -> bool:
        return self.first is not self.last


@dataclass(slots=True)
class Draft:
    """A quantity as it is worked out."""

    stated: Stated
    unit: str | None = None
    unit_text: str = ""
    role: str = "count"
    end: int = 0
    phrase: Phrase | None = None
    bound: Bound = Bound.EQUAL
    concept: list[str] = field(default_factory=list)
    inherited: bool = False


Away = list[tuple[int, int]]

_HAS_NUMBER = re.compile(
    r"\d|[½¼¾⅓⅔]|\b(?:once|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|"
    r"hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores|tens|half|halves|third|quarter|"
    r"fifth|tenth|twice|thrice|zero)\b",
    re.IGNORECASE,
)


def find(parsed: Parsed) -> list[Fact]:
    """Every quantity the article states, in order."""
    return [
        _fact(parsed, sentence, draft)
        for sentence in parsed.sentences
        if _HAS_NUMBER.search(sentence.text)
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
    if not scanned:
        return []
    words = Words.of(sentence)
    stated = _joined(text, labels.real(words, scanned))
    drafts = _drafted(words, stated)
    _share_units(text, drafts)
    away = [(one.start, one.end) for one in dates.spans(text)]
    away += [(draft.stated.hedged_at, max(draft.end, draft.stated.end)) for draft in drafts]
    _fill_ellipses(words, drafts, away)
    drafts = [draft for draft in drafts if not _is_empty(words, draft)]
    for place, draft in enumerate(drafts):
        _describe(words, draft, drafts[:place], away)
    return drafts


def _drafted(words: Words, stated: list[Stated]) -> list[Draft]:
    """A draft for each number that is no part of the unit before it ("85 cents a dozen")."""
    drafts: list[Draft] = []
    for one in stated:
        taken = drafts and one.start < drafts[-1].end
        draft = None if taken else _draft(words, one)
        if draft and not (drafts and _is_change_of(words.text, drafts[-1], draft)):
            drafts.append(draft)
    return drafts


_COINS = {("dollar", "cent"), ("euro", "cent"), ("pound", "penny")}


def _is_change_of(text: str, whole: Draft, part: Draft) -> bool:
    """Add the cents of ``3 dollars 50 cents`` to its dollars; False where they are no such pair."""
    amount, coins = whole.stated.last, part.stated.last
    gap = text[whole.end : part.stated.start]
    if (whole.unit, part.unit) not in _COINS or gap not in (" ", " and ", ", "):
        return False
    if amount.value is None or coins.value is None or coins.value >= 100:
        return False
    total = replace(
        amount,
        value=round(amount.value + coins.value / 100, 2),
        step=0.01,
        end=coins.end,
        text=text[amount.start : coins.end],
    )
    whole.stated = replace(whole.stated, first=total, last=total)
    whole.end = part.end
    return True


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


# Ranges

_FROM = re.compile(
    r"\b(?:from|between)\s(?:(?:about|around|roughly|an\sestimated)\s)?$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\s(?:(?:about|around|roughly|an\sestimated)\s)?$", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—‑]\s?")


def _joined(text: str, found: list[Number]) -> list[Stated]:
    """Numbers with the two ends of each range made one."""
    stated: list[Stated] = []
    place = 0
    while place < len(found):
        pair = _range(text, *found[place : place + 2]) if place + 1 < len(found) else None
        stated.append(pair or _single(text, found[place]))
        place += 2 if pair else 1
    return stated


def _single(text: str, number: Number) -> Stated:
    before = unit_before(text, number.start)
    return Stated(number, number, before.start if before else number.start,
                  before.start if before else number.start, before)  # fmt: skip


def _range(text: str, low: Number, high: Number) -> Stated | None:
    """``from 1 to 1.5``, ``8-10``, ``between $5 and $6 million``, ``five or six``."""
    if low.value is None or high.value is None or high.start - low.end > 40:
        return None
    before, inner = unit_before(text, low.start), unit_before(text, high.start)
    own = unit_after(text, low.end)
    gap = text[(own.end if own else low.end) : (inner.start if inner else high.start)]
    start = before.start if before else low.start
    if low.scale == 1 < high.scale and low.value * high.scale < (high.value or 0):
        low = replace(low, value=low.value * high.scale, step=(low.step or 1) * high.scale)
    if (low.value or 0) >= high.value or not _is_span(text, start, gap, low, high, own):
        return None
    lead = _FROM.search(text, max(0, start - 30), start)
    unit = before or (inner if own is None else None)
    return Stated(low, high, start, lead.start() if lead else start, unit)


def _is_span(text: str, start: int, gap: str, low: Number, high: Number, own: Unit | None) -> bool:
    joint = gap.strip().lower()
    if _DASH.fullmatch(gap):
        return low.form is not Form.WORDS or high.form is Form.WORDS
    if joint in ("to", "up to"):
        ahead = text[max(0, start - 60) : start]
        other = unit_after(text, high.end)
        if own and other and own.name != other.name:
            return False
        return own is None or (_FROM.search(ahead) is not None and not _changes(ahead))
    if joint == "and":
        return _BETWEEN.search(text, max(0, start - 30), start) is not None
    if joint == "or":
        return own is None and high.value is not None and high.value <= 2 * (low.value or 0) + 1
    return False


def _changes(ahead: str) -> bool:
    """Whether a change led from the first number to the second: two levels, not a range."""
    return hedges.any_change(ahead) is not Bound.EQUAL


# Units and counted nouns

_AGE_AFTER = re.compile(r"[\s-]?(?:year|month|week|day)s?(?:[\s-]olds?|\sof\sage)\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"\b(?:aged|ages|age|age\sof|aged\sbetween|over\sthe\sage\sof)\s(?:about\s|just\s|only\s)?$",
    re.IGNORECASE,
)
_AGE_APPOSED = re.compile(r"(?:[A-Z][\w’'.-]+),\s$")
# "litres of fuel per 100 km", "gallons of jet fuel a year"
_PER_LATER = re.compile(
    r"\s(?:of\s\w+\s(?:\w+\s)?)?(?:per\s(?P<size>\d[\d,]*\s\w+)|(?:an?|per|each|every)\s"
    r"(?P<time>second|minute|hour|day|night|week|month|year)\b(?!\s(?:ago|earlier|before|later)|-))"
)
_HYPHENED = re.compile(r"-(?P<noun>[A-Za-z]{2,})")
_SQUARED = re.compile(
    r"\s(?P<per>(?:per|an?|each|every)\s(?:day|hour|week|month|year|minute|night|season|person|head|capita|household|game|match|square\s\w+|\d[\d,]*\s\w+))\b"
)


def _draft(words: Words, stated: Stated) -> Draft | None:
    text = words.text
    draft = Draft(stated, end=stated.end)
    if _age(words, draft):
        return draft
    unit = unit_after(text, stated.end) or _unit_of_share(text, stated)
    if stated.unit:
        _take_unit(draft, text, per_unit(text, replace(stated.unit, end=stated.end)), stated.unit)
    elif unit and not _is_noun_instead(words, unit):
        _take_unit(draft, text, unit, unit)
    elif hyphened := _HYPHENED.match(text, stated.end):
        return _hyphened(words, draft, hyphened)
    else:
        _count(words, draft)
    return draft


_OF_ONE = re.compile(r"\s(?:of\s)?(?:an?|one)(?=\s)")
_OF = re.compile(r"\sof(?=\s)")


def _unit_of_share(text: str, stated: Stated) -> Unit | None:
    """``a quarter of a percentage point``, ``half a mile``, ``half an hour``."""
    if stated.last.form not in (Form.FRACTION, Form.VAGUE):
        return None
    pattern = _OF if stated.last.form is Form.VAGUE else _OF_ONE
    article = pattern.match(text, stated.end)
    return unit_after(text, article.end()) if article else None


def _take_unit(draft: Draft, text: str, unit: Unit, written: Unit) -> None:
    draft.unit, draft.role = unit.name, unit.role
    draft.unit_text = text[written.start : written.end]
    draft.end = max(draft.end, unit.end)
    if per := _PER_LATER.match(text, draft.end):
        draft.unit = f"{unit.name} per {per['size'] or per['time']}"


def _is_noun_instead(words: Words, unit: Unit) -> bool:
    """A unit's name that is another word here: ``5 in``, ``20 second-hand cars``."""
    return unit.name == "second" and words.text[unit.end : unit.end + 5] == "-hand"


def _age(words: Words, draft: Draft) -> bool:
    """``35-year-old``, ``aged 35``, ``35 years of age``; ``Ada Brown, 35,``; ``93rd birthday``."""
    text, stated = words.text, draft.stated
    if stated.last.text.endswith(("st", "nd", "rd", "th")) and stated.last.form is Form.DIGITS:
        draft.unit, draft.role = "year", "age"
        return True
    value = stated.last.value
    after = _AGE_AFTER.match(text, stated.end)
    if after:
        word = re.search(r"year|month|week|day", after.group(), re.IGNORECASE)
        assert word
        draft.unit, draft.unit_text, draft.end = (
            word.group().lower(),
            after.group().strip(" -"),
            after.end(),
        )
    elif value is not None and 0 < value < 120 and _is_bare_age(words, stated):
        draft.unit = "year"
    else:
        return False
    draft.role = "age"
    return True


def _is_bare_age(words: Words, stated: Stated) -> bool:
    text = words.text
    if text[: stated.start] == "At " and re.match(r",\s(?:s?he)\b", text[stated.end :]):
        return True
    if _AGE_BEFORE.search(text, max(0, stated.start - 22), stated.start):
        return unit_after(text, stated.end) is None
    if stated.is_range or not re.match(r"\s?[,.;)]|$", text[stated.end : stated.end + 2]):
        return False
    if not _AGE_APPOSED.search(text, max(0, stated.start - 30), stated.start):
        return False
    place = words.before(stated.start) - 1
    return (
        words.tag(place) == "NNP"
        and words.tag(place - 1) in ("NNP", "NNPS")
        and "." not in stated.last.text
    )


def _hyphened(words: Words, draft: Draft, hyphened: re.Match[str]) -> Draft | None:
    """``a two-storey house``, ``the 60-plus nations``."""
    noun = hyphened["noun"]
    if noun.lower() in ("plus", "odd", "strong"):
        _count(words, draft)
        return draft
    if noun.lower() == "fold":
        draft.unit, draft.unit_text, draft.role, draft.end = "time", noun, "ratio", hyphened.end()
        return draft
    if noun[0].isupper():
        return None
    draft.unit, draft.unit_text, draft.end = singular(noun), noun, hyphened.end()
    draft.phrase = counted.counted_phrase(words, hyphened.end(), through_of=False)
    return draft


def _count(words: Words, draft: Draft) -> None:
    """The noun that the number counts, and what it is counted per."""
    text, number = words.text, draft.stated.last
    if number.form in (Form.FRACTION, Form.MULTIPLE):
        draft.role = "ratio"
    if number.form is Form.MULTIPLE:
        compares = re.match(r"\s(?:as|the|that|its|their|what|more)\b", text[number.end :])
        draft.role = "ratio" if compares else "count"
        draft.unit, draft.unit_text = "time", number.text
        return
    through = number.form in (Form.VAGUE, Form.FRACTION) or bool(
        re.match(r"\sof\s(?:the|its|their|his|her|our|these|those)\s", text[number.end :])
    )
    phrase = counted.counted_phrase(words, number.end, through_of=through)
    if not phrase:
        return
    if phrase.head.lower == "fold":
        draft.unit, draft.unit_text, draft.role = "time", "fold", "ratio"
        return
    draft.phrase = phrase
    draft.unit, draft.unit_text = singular(phrase.head.text), phrase.head.text
    per = _SQUARED.match(text, phrase.end)
    if per:
        rate = per_unit(text, Unit(draft.unit, phrase.end, phrase.end))
        draft.unit, draft.unit_text = rate.name, text[phrase.head.start : per.end()]
        draft.end = draft.stated.end
    if phrase.head.lower == "times" and re.match(
        r"\s(?:as|more|less|the|higher|larger|greater|bigger|faster|its|their|that|what|longer|smaller|fewer|lower|heavier|stronger)\b",
        text[phrase.end :],
    ):
        draft.role = "ratio"


def _share_units(text: str, drafts: list[Draft]) -> None:
    """Lend a unit to the number that shares it: ``5 and 7 km``, ``from 3 to 5 million tonnes``."""
    for left, right in reversed(list(itertools.pairwise(drafts))):
        gap = text[left.end : right.stated.start]
        if left.unit or not right.unit or left.role == "age" or len(gap) > 40:
            continue
        if counted.joins(gap) or _is_part(gap, left.stated, right.stated):
            left.unit, left.unit_text, left.role = right.unit, right.unit_text, right.role
            left.phrase, left.inherited = right.phrase, True


_OUT_OF = re.compile(r"\s(?:out\sof|in|of)\s(?:the\s|every\s)?")


def _is_part(gap: str, left: Stated, right: Stated) -> bool:
    """``nine out of ten respondents``, ``two in three pupils``."""
    least, most = left.last.value, right.last.value
    return (
        _OUT_OF.fullmatch(gap) is not None
        and least is not None
        and most is not None
        and least < most
    )


_ANAPHORS = frozenset(["the", "these", "those", "both", "all", "other"])
_MORE = re.compile(
    r"\b(?:another|a\sfurther|some|an?\sadditional|and|or|,)\s(?:about\s|some\s|an\sestimated\s)?$",
    re.IGNORECASE,
)


def _fill_ellipses(words: Words, drafts: list[Draft], away: Away) -> None:
    """Find the noun of a bare number: the one counted before it, or the subject."""
    for place, draft in enumerate(drafts):
        if draft.unit or draft.phrase or draft.role == "ratio":
            continue
        counts = [one for one in drafts[:place] if one.role == "count" and one.phrase]
        hedged = hedges.hedge_start(words.text, draft.stated.hedged_at)
        if counts and _goes_on(words, draft, hedged):
            _take_noun(draft, counts[-1])
            continue
        subject = counted.nearest_subject(words, hedged, away)
        if subject and subject.head.tag in NOUNS:
            draft.phrase, draft.inherited = subject, True
            draft.unit = singular(subject.head.text) if subject.head.tag == "NNS" else None
        elif counts:
            _take_noun(draft, counts[-1])


def _take_noun(draft: Draft, previous: Draft) -> None:
    """Count the same as ``previous`` does: ``and another 400 injured``."""
    draft.phrase, draft.inherited = previous.phrase, True
    draft.unit = (previous.unit or "").split(" per ")[0] or None


def _goes_on(words: Words, draft: Draft, hedged: int) -> bool:
    """Whether a bare number goes on counting: ``and 300 in Turin``, ``six of whom``."""
    text, stated = words.text, draft.stated
    if _MORE.search(text, max(0, stated.start - 30), stated.start):
        return True
    if re.match(r"\sof\s(?:them|whom|which)\b", text[stated.end :]):
        return True
    return words.lower(words.before(hedged)) in _REPORTING


_REPORTING = marked("reporting_verbs")


def _is_empty(words: Words, draft: Draft) -> bool:
    """A pronoun-like number word (``the two agreed``) or a bare ``one``."""
    stated = draft.stated
    if stated.is_range or stated.last.form is not Form.WORDS or stated.last.scale > 1:
        return False
    value = stated.last.value
    bare = draft.inherited or not draft.unit
    if value is None or value > 10 or not bare:
        return False
    before = words.lower(words.before(stated.start))
    return before in _ANAPHORS or value == 1


# Bound and concept


def _describe(words: Words, draft: Draft, earlier: list[Draft], away: Away) -> None:
    text, stated = words.text, draft.stated
    draft.bound = hedges.bound_of(
        text,
        stated.hedged_at,
        _bound_end(draft),
        stated.last.end,
        role=draft.role,
        unit=draft.unit,
        level=stated.is_range and stated.hedged_at < stated.start,
    )
    if (
        draft.bound is Bound.EQUAL
        and earlier
        and re.search(r"\b(?:another|a\sfurther)\s$", text[: stated.start], re.IGNORECASE)
        and earlier[-1].bound is Bound.ABOUT
    ):
        draft.bound = Bound.ABOUT
    draft.concept = _concept(words, draft, away)


def _bound_end(draft: Draft) -> int:
    if draft.phrase and not draft.inherited and draft.role == "count":
        return draft.phrase.end
    return draft.end


def _concept(words: Words, draft: Draft, away: Away) -> list[str]:
    start = hedges.hedge_start(words.text, draft.stated.hedged_at)
    if draft.role == "age":
        return _age_concept(words, draft, start)
    if (draft.phrase and draft.role == "count") or (draft.phrase and draft.unit != "time"):
        return _count_concept(words, draft, start)
    if draft.unit == "time":
        end = draft.phrase.end if draft.phrase and not draft.inherited else draft.stated.end
        return counted.content(counted.governors(words, start, away) + counted.compared(words, end))
    return (
        counted.content(counted.measured(words, start, draft.end, away))
        or counted.content(counted.opening(words, draft.end))
        or counted.governing_verb(words, start)
    )


def _count_concept(words: Words, draft: Draft, start: int) -> list[str]:
    assert draft.phrase
    found = counted.content([draft.phrase, *counted.of_phrase(words, draft.phrase.end)])
    if draft.inherited:
        found += counted.happening(words, draft.stated.end)
    else:
        found += counted.governing_verb(words, start)
        found += counted.happening(words, draft.phrase.end)
    return list(dict.fromkeys(found))


def _age_concept(words: Words, draft: Draft, start: int) -> list[str]:
    index = words.first_from(draft.end)
    after = counted.counted_phrase(words, draft.end, through_of=False)
    if after and index < len(words) and words[index].start <= draft.end + 1:
        return counted.content([after])
    return counted.content(counted.governors(words, start)[:1])


def _fact(parsed: Parsed, sentence: Sentence, draft: Draft) -> Fact:
    stated = draft.stated
    span = Span(sentence.start + stated.start, sentence.start + max(draft.end, stated.end))
    low, high = (stated.first.value, stated.last.value) if stated.is_range else (None, None)
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
