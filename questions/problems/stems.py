"""Is the question a question, short and plain?"""

from __future__ import annotations

import re

from questions.problems.words import GAP, unquoted
from questions.types import Question

MOST_STEM_WORDS = 40
ASKING = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|name|give|list|state|define|explain|calculate"
    r"|estimate|describe|complete|identify)\b",
    re.IGNORECASE,
)
# "Which of the following is true?"
EMPTY_CHOICE = re.compile(
    r"\b[Ww]hich (?:one )?of (?:the following|these)(?: \w+)? (?:is|are|was) "
    r"(?:true|correct|false|accurate|right|incorrect)\b"
)
NEGATIVE = re.compile(r"\b(?:not(?! only)|except|unless|(?:is|are|was|were|do|does|did)n['’]t)\b")
WHICH = re.compile(r"(?:\b[Ww]hich|\A[^?]*\b[Ww]hat) ")


def gap_in_choice(question: Question) -> str | None:
    """A multiple-choice stem with a gap, or one that its options are to complete."""
    prompt = question.prompt.strip()
    return "" if GAP.search(prompt) or prompt.endswith((":", "...", "…", "—", "–")) else None


def unfocused_stem(question: Question) -> str | None:
    """Neither question word nor question mark, or nothing asked without the options."""
    prompt = question.prompt.strip()
    if not prompt or GAP.search(prompt):
        return None
    asks = prompt.endswith("?") or ASKING.search(prompt)
    return "" if not asks or len(prompt.split()) < 3 or EMPTY_CHOICE.search(prompt) else None


def negative_stem(question: Question) -> str | None:
    """ "Which of these is not ...?"; capitals show that it is meant."""
    text = unquoted(question.prompt)
    found = NEGATIVE.search(text)
    if not found or (found[0] == "not" and not WHICH.match(text)):
        return None
    return found[0]


def long_stem(question: Question) -> str | None:
    """More words than a reader keeps in mind."""
    count = len(question.prompt.split())
    return str(count) if count > MOST_STEM_WORDS else None
