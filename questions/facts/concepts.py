"""The bound of a quantity and its concept: the words that say what is counted or measured."""

from __future__ import annotations

import re

from questions.facts import counted, hedges
from questions.facts.drafts import Away, Draft
from questions.facts.words import Words
from questions.types import Bound

_ANOTHER = re.compile(r"\b(?:another|a\sfurther)\s$", re.IGNORECASE)


def describe(words: Words, draft: Draft, earlier: list[Draft], away: Away) -> None:
    """Fill in the draft's bound and concept."""
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
    if draft.bound is Bound.EQUAL and earlier and _says_again(text, draft, earlier[-1]):
        draft.bound = earlier[-1].bound
    if draft.bound is Bound.EQUAL and _adds_to_rough(text, draft, earlier):
        draft.bound = Bound.ABOUT
    draft.concept = _concept(words, draft, away)


_OR = re.compile(r",?\sor\s")


def _says_again(text: str, draft: Draft, previous: Draft) -> bool:
    """``rose 85 cents, or 1.1 percent``: the same change in other words."""
    changed = previous.bound in (Bound.UP, Bound.DOWN)
    return changed and _OR.fullmatch(text, previous.end, draft.stated.start) is not None


def _adds_to_rough(text: str, draft: Draft, earlier: list[Draft]) -> bool:
    """``about 50 dead and another 30 wounded``."""
    start = draft.stated.start
    another = _ANOTHER.search(text, max(0, start - 12), start) is not None
    return another and bool(earlier) and earlier[-1].bound is Bound.ABOUT


def _bound_end(draft: Draft) -> int:
    if draft.phrase and not draft.inherited and draft.role == "count":
        return draft.phrase.end
    return draft.end


def _concept(words: Words, draft: Draft, away: Away) -> list[str]:
    start = hedges.hedge_start(words.text, draft.stated.hedged_at)
    if draft.role == "age":
        return _age_concept(words, draft, start, away)
    if (draft.phrase and draft.role == "count") or (draft.phrase and draft.unit != "time"):
        return _count_concept(words, draft, start)
    around = counted.clause(words, draft.stated.first.start, draft.end)
    if draft.unit == "person":
        return list(dict.fromkeys([*counted.harm(words, start, draft.end), *around]))
    if draft.unit == "time":
        end = draft.phrase.end if draft.phrase and not draft.inherited else draft.stated.end
        found = counted.content(
            counted.governors(words, start, away) + counted.compared(words, end)
        )
    else:
        found = (
            counted.content(counted.measured(words, start, draft.end, away))
            or counted.content(counted.opening(words, draft.end))
            or counted.governing_verb(words, start)
        )
    return list(dict.fromkeys([*found, *around]))


def _count_concept(words: Words, draft: Draft, start: int) -> list[str]:
    assert draft.phrase
    found = counted.content([draft.phrase, *counted.of_phrase(words, draft.phrase.end)])
    if draft.inherited:
        found += counted.happening(words, draft.stated.end)
        found += counted.clause(words, draft.stated.first.start, draft.stated.end)
    else:
        found += counted.governing_verb(words, start)
        found += counted.happening(words, draft.phrase.end)
        if len(found) == 1:
            found += counted.clause(words, draft.stated.first.start, draft.phrase.end)
    return list(dict.fromkeys(found))


def _age_concept(words: Words, draft: Draft, start: int, away: Away) -> list[str]:
    index = words.first_from(draft.end)
    after = counted.counted_phrase(words, draft.end, through_of=False)
    if after and index < len(words) and words[index].start <= draft.end + 1:
        return counted.content([after])
    near = counted.content(counted.governors(words, start, away)[:1])
    around = counted.clause(words, draft.stated.first.start, draft.end)
    return list(dict.fromkeys([*near, *around]))
