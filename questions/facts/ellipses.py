"""Numbers without a noun of their own: ``and another 30 wounded``, ``six of whom``, ``the two``."""

from __future__ import annotations

import re

from questions.facts import counted, hedges
from questions.facts.drafts import Away, Draft
from questions.facts.lists import marked
from questions.facts.lists import words as word_list
from questions.facts.words import NOUNS, Phrase, Words, phrase_before, singular
from questions.numbers import Form

_REPORTING = marked("reporting_verbs")
_HARMED = word_list("participles")
_HARMING = word_list("harming_verbs")
_ANAPHORS = frozenset(["the", "these", "those", "both", "all", "other"])
_MORE = re.compile(
    r"\b(?:another|a\sfurther|some|an?\sadditional|and|or|,)\s(?:about\s|some\s|an\sestimated\s)?$",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|those|these)\s$", re.IGNORECASE)
_OF_THEM = re.compile(r"\sof\s(?:them|whom|which|these|those)\b(?!\s[a-z]+s\b)")
_OF_WHOM = re.compile(r"\bof\s(?:whom|which)\s(?:about\s|some\s|nearly\s|almost\s|only\s)?$")
_IN_ALL = re.compile(r"\s(?:in\s(?:all|total)|altogether|of\sthem)\b")


def fill(words: Words, drafts: list[Draft], away: Away) -> None:
    """Find what each bare number counts: what was counted before it, people harmed, the subject."""
    for place, draft in enumerate(drafts):
        if draft.unit or draft.phrase:
            continue
        if _refers_back(words, draft):
            _take_noun(draft, drafts[:place])
        elif draft.role != "ratio":
            _fill_one(words, draft, drafts[:place], away)


def _refers_back(words: Words, draft: Draft) -> bool:
    """``three of them``, ``of whom a third``."""
    text, stated = words.text, draft.stated
    if _OF_THEM.match(text, stated.end):
        return True
    hedged = hedges.hedge_start(text, stated.hedged_at)
    return _OF_WHOM.search(text, max(0, hedged - 20), hedged) is not None


def _fill_one(words: Words, draft: Draft, earlier: list[Draft], away: Away) -> None:
    counts = [one for one in earlier if one.role == "count" and one.phrase]
    hedged = hedges.hedge_start(words.text, draft.stated.hedged_at)
    if counts and _goes_on(words, draft, hedged):
        _take_noun(draft, counts)
    elif _is_people(words, draft, hedged):
        draft.unit = "person"
    elif phrase := _summed(words, draft) or counted.nearest_subject(words, hedged, away):
        if phrase.head.tag in NOUNS:
            draft.phrase, draft.inherited = phrase, True
            draft.unit = singular(phrase.head.text) if phrase.head.tag == "NNS" else None
    elif counts:
        _take_noun(draft, counts)


def _take_noun(draft: Draft, earlier: list[Draft]) -> None:
    """Count the same as the one before does: ``and another 400 injured``, ``three of them``."""
    fit = ("count", "measure")
    previous = next((one for one in reversed(earlier) if one.unit and one.role in fit), None)
    if previous:
        draft.phrase, draft.inherited = previous.phrase, True
        draft.unit = (previous.unit or "").split(" per ")[0] or None
        if previous.role == "measure" and draft.role == "count":
            draft.role = "measure"


def _goes_on(words: Words, draft: Draft, hedged: int) -> bool:
    """Whether a bare number goes on counting: ``and 300 in Turin``, ``the 1.3 million here``."""
    text, stated = words.text, draft.stated
    if _MORE.search(text, max(0, stated.start - 30), stated.start):
        return True
    if stated.last.scale > 1 and _THE.search(text, max(0, stated.start - 8), stated.start):
        return True
    return words.lower(words.before(hedged)) in _REPORTING


def _is_people(words: Words, draft: Draft, hedged: int) -> bool:
    """``killed three``, ``14 dead and 31 injured``."""
    value = draft.stated.last.value
    if value is not None and value != int(value):
        return False
    after = words.lower(words.first_from(draft.stated.end))
    return words.lower(words.before(hedged)) in _HARMING or after in _HARMED


def _summed(words: Words, draft: Draft) -> Phrase | None:
    """The plural right before a dash or comma: ``olive trees, 3,000 in all``."""
    place = words.before(draft.stated.start)
    mark = words.lower(place)
    dashed = mark in ("-", "--", "–", "—")
    if words.tag(place - 1) != "NNS" or not (
        dashed or (mark == "," and _IN_ALL.match(words.text, draft.stated.end))
    ):
        return None
    return phrase_before(words, place - 1)


def is_empty(words: Words, draft: Draft) -> bool:
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
