"""Wrong options for a short common-noun phrase: a role, a thing, a reason.

All options are of one form: the same article, number, part of speech at the head and about the
same length, so that none stands out, and none repeats a word of the prompt or of the key.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from questions.writing.distractors.lists import siblings
from questions.writing.distractors.names import is_alias, shares_a_word
from questions.writing.distractors.ranks import OPTIONS

ARTICLE = re.compile(r"(?P<article>an?|the|some)\s+", re.IGNORECASE)
LONGEST_RATIO = 1.6
SPARE = 6
"""Characters that two phrases may differ by, however short they are."""


def phrases(
    key: str,
    candidates: Iterable[str],
    *,
    prompt: str,
    draw: random.Random,
    untrue: Iterable[str] = (),
) -> list[str] | None:
    """Two or three wrong options for ``key`` ("a nitrogen fertiliser"), or None.

    ``candidates`` are phrases of the same type and role, the article's own first and best first
    (other things that it defines, other roles that it names): the caller vouches that none is
    also true. Where they are too few, words of the same sort as the key's last word are taken
    from our lists ("a chemist" for "a physicist"), in the key's form. ``untrue`` are words that
    no option may hold, such as those that the article says of the same thing. ``prompt`` is the
    question as asked; no option may repeat its words. The order is drawn; the caller puts the key
    among them at a drawn place.
    """
    own = list(dict.fromkeys(candidates))
    listed = [like(key, word) for word in siblings("common_nouns", last_word(key))]
    draw.shuffle(listed)
    chosen: list[str] = []
    shut = [prompt, *untrue]
    for phrase in [*own, *listed]:
        if len(chosen) == OPTIONS - 1:
            break
        if (
            phrase
            and is_alike(key, phrase)
            and not any(is_alias(phrase, other) for other in [key, *chosen])
            and not any(repeats(phrase, other) for other in shut)
        ):
            chosen.append(phrase)
    draw.shuffle(chosen)
    return chosen if len(chosen) >= 2 else None


def last_word(phrase: str) -> str:
    return phrase.rsplit(maxsplit=1)[-1].lower() if phrase.split() else ""


def like(key: str, word: str) -> str:
    """The key with another last word, its article mended: "a physicist" -> "an astronomer"."""
    *before, _ = key.split()
    if before and before[-1].lower() in {"a", "an"}:
        fitting = "an" if re.match(r"[aeio]|u(?!ni|se)|hour|honest", word) else "a"
        before[-1] = fitting.capitalize() if before[-1][0].isupper() else fitting
    return " ".join([*before, word]) if len(before) <= 1 else ""


def is_alike(key: str, phrase: str) -> bool:
    """Of one form: article, number, capital and, within bounds, length."""
    longer, shorter = max(len(key), len(phrase)), min(len(key), len(phrase))
    return (
        article(key) == article(phrase)
        and is_many(key) == is_many(phrase)
        and key[0].isupper() == phrase[0].isupper()
        and key[-1].isalnum() == phrase[-1].isalnum()
        and any(mark.isdigit() for mark in key) == any(mark.isdigit() for mark in phrase)
        and (longer <= shorter * LONGEST_RATIO or longer - shorter <= SPARE)
    )


def article(phrase: str) -> str:
    found = ARTICLE.match(phrase)
    return {"an": "a"}.get(found["article"].lower(), found["article"].lower()) if found else ""


def is_many(phrase: str) -> bool:
    """Does the phrase's head, its last word before a preposition, look like a plural?"""
    head = re.split(r"\s(?:of|for|in|on|at|to|from|with|that|which|who)\s", phrase)[0]
    return bool(re.search(r"[^su]s$", head)) and not head.endswith(("ics", "is"))


def repeats(phrase: str, other: str) -> bool:
    """Does a content word of ``phrase`` stand in ``other`` too?"""
    said = {word[:6].lower() for word in re.findall(r"\w{4,}", other)}
    return shares_a_word(phrase, other) or any(
        word[:6].lower() in said for word in re.findall(r"\w{4,}", phrase)
    )
