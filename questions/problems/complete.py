"""What must be there: the question, its answer, its options, its evidence."""

from __future__ import annotations

import re
from itertools import combinations

from questions.problems.words import (
    GAP,
    content_words,
    distractors,
    holds,
    is_number,
    key_text,
    option_texts,
    rooted,
    same_value,
    squeezed,
    words_of,
)
from questions.types import Question

# A gap right beside a letter or a joining dash; a possessive or a unit (km) may follow it.
CUT = re.compile(r"[^\W_][\w–-]{0,40}_{2,}|(?<!_)_{2,}(?!_|[a-z]{1,3}\b)[–-]?\w{1,40}")

COUNTED = re.compile(r"_{2,}-[a-z]")


def missing_prompt(question: Question) -> str | None:
    """A question without words."""
    return None if question.prompt.strip() else ""


def missing_answer(question: Question) -> str | None:
    """An answer without words."""
    return None if question.answer.text.strip() or question.answer.value is not None else ""


def missing_value(question: Question) -> str | None:
    """A numeric estimate without a number."""
    return "" if question.answer.value is None and question.answer.text.strip() else None


def missing_gap(question: Question) -> str | None:
    """A cloze sentence without its gap."""
    return None if GAP.search(question.prompt) or not question.prompt.strip() else ""


def gap_in_word(question: Question) -> str | None:
    """A gap that cuts a name or a word in two: "the ____–Oakland Bay Bridge".

    A number may be left out of "a ____-year plan".
    """
    found = CUT.search(question.prompt)
    counts = is_number(key_text(question)) or question.answer.value is not None
    return None if not found or (counts and COUNTED.match(found[0])) else found[0]


def few_options(question: Question) -> str | None:
    """Less than two options."""
    return "" if len(question.options) < 2 else None


def blank_option(question: Question) -> str | None:
    """An option without words."""
    return "" if any(not option.text.strip() for option in question.options) else None


def no_correct_option(question: Question) -> str | None:
    """No key among the options."""
    return "" if question.options and not question.correct_option else None


def several_correct_options(question: Question) -> str | None:
    """More keys than one."""
    return "" if sum(option.correct for option in question.options) > 1 else None


def duplicate_options(question: Question) -> str | None:
    """Two options with the same words or the same value: "20%" and "20 per cent"."""
    for one, other in combinations(option_texts(question), 2):
        if one.strip() and (squeezed(one) == squeezed(other) or same_value(one, other)):
            return one.strip() if squeezed(one) == squeezed(other) else f"{one} = {other}"
    return None


def answer_outside_evidence(question: Question) -> str | None:
    """An answer whose names and figures, or most of whose words, the evidence does not have."""
    key = key_text(question)
    if question.evidence is None or not key or squeezed(key) in squeezed(question.evidence.text):
        return None
    stated = {rooted(word) for word in words_of(question.evidence.text)}
    words = content_words(key)
    exact = [word for word in words if word[0].isupper() or word[0].isdigit()]
    present = [word for word in words if rooted(word) in stated]
    missing = any(rooted(word) not in stated for word in exact)
    return key if missing or 2 * len(present) < len(words) else None


def answer_in_prompt(question: Question) -> str | None:
    """The key in the prompt, unless it is one of several there to choose from: "Paris or Rome?"."""
    key, prompt = key_text(question), question.prompt
    offered = any(
        holds(prompt, text) for text in (*distractors(question), f"or {key}", f"{key} or")
    )
    return key if len(key) > 2 and holds(prompt, key) and not offered else None
