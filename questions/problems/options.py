"""Do the options give the key away, or stand in each other's way?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from questions.problems.words import (
    content_words,
    distractors,
    is_number,
    is_plural,
    key_text,
    option_texts,
    rooted,
    squeezed,
    unit_of,
    unquoted,
    value_of,
    words_of,
)
from questions.types import Question, QuestionKind

LONGEST_KEY_RATIO = 1.25
LONGEST_KEY_CHARACTERS = 8
ABOVE = re.compile(
    r"\A\W*(?:none|all|any|both|neither|some) of (?:the above|these|those|them|the others?)\W*\Z",
    re.IGNORECASE,
)
# As in "A and B", "both (b) and (c)" and "1 and 3".
LETTERS = re.compile(
    r"\A\W*(?:both |only )?\(?([A-E1-5]|I{1,3}|IV)\)?(?:,| and| or| &) ?"
    r"\(?(?:[A-E1-5]|I{1,3}|IV)\)?(?: only)?\W*\Z",
    re.IGNORECASE,
)
TRUE_FALSE = frozenset({"true", "false", "yes", "no", "right", "wrong", "correct", "incorrect"})
ABSOLUTE = re.compile(
    r"\b(?:[Aa]lways|[Nn]ever|[Cc]ompletely|[Ee]ntirely|[Aa]bsolutely|[Ii]mpossible|[Ii]nevitably)\b"
)
VAGUE = re.compile(
    r"\b(?:[Oo]ften|[Uu]sually|[Ss]ometimes|[Ff]requently|[Gg]enerally|[Rr]arely|[Oo]ccasionally"
    r"|[Ss]eldom|[Pp]ossibly|[Pp]robably)\b"
)


def true_false_options(question: Question) -> str | None:
    """True and false, yes and no, as options."""
    found = [text for text in option_texts(question) if squeezed(text).strip(".") in TRUE_FALSE]
    return " / ".join(text.strip() for text in found) if len(found) > 1 else None


def all_or_none_of_the_above(question: Question) -> str | None:
    """None of the above, all of these, neither of them."""
    return next((text.strip() for text in option_texts(question) if ABOVE.match(text)), None)


def combined_options(question: Question) -> str | None:
    """ "A and B", or two other options joined by "and"."""
    texts = option_texts(question)
    joined = {
        squeezed(f"{start}{one} {link} {other}")
        for one in texts
        for other in texts
        for link in ("and", "or")
        for start in ("", "both ")
        if one != other
    }
    named = (text.strip() for text in texts if LETTERS.match(text) or squeezed(text) in joined)
    return next(named, None)


def longest_option_is_key(question: Question) -> str | None:
    """A key that can be told by its length alone."""
    key, others = key_text(question), distractors(question)
    longest = max(map(len, others), default=0)
    seen = len(key) >= longest + LONGEST_KEY_CHARACTERS
    return "" if others and seen and len(key) >= LONGEST_KEY_RATIO * longest else None


def convergence_cue(question: Question) -> str | None:
    """A key that shares one part with one option, another with another: "red car", "red van"."""
    key = {rooted(word) for word in content_words(key_text(question))}
    others = [{rooted(word) for word in content_words(text)} for text in distractors(question)]
    common = key.intersection(*others) if others else set()
    shared = [key & other - common for other in others]
    for (at, one), (then, other) in combinations(enumerate(shared), 2):
        apart = one and other and not one & other
        if apart and not others[at] & others[then] - common:
            return ", ".join(sorted(one | other))
    return None


# "an" before "hour" and "8", "a" before "union" and "one"
VOWEL_SOUND = re.compile(
    r"(?:[aeio](?!ne\b|nce\b)|u(?!ni|se|ti|su|ra|ku|kr|r\b)|hour|honest|honou?r|heir|8|11\b|18\b)(?!u[rlc])",
    re.IGNORECASE,
)
ARTICLE_AT_END = re.compile(r"\b(an?)(?:\s*_{2,}|\s*[:…—–?.]*\s*\Z)", re.IGNORECASE)


def grammatical_cue(question: Question) -> str | None:
    """ "a" or "an" before the answer, or a verb whose number fits the key alone."""
    found = ARTICLE_AT_END.search(question.prompt)
    if found and question.kind is QuestionKind.CLOZE:
        return f"{found[1]} ____" if found[1].lower() == "an" else None
    texts = [text.strip() for text in option_texts(question) if text.strip()]
    if found and len({bool(VOWEL_SOUND.match(text)) for text in texts}) > 1:
        return found[1]
    return _number_cue(question)


def _number_cue(question: Question) -> str | None:
    """ "Which animals are ...?" with one plural option, the key."""
    verb = re.search(r"\b(?:[Ww]hich|[Ww]hat|[Ww]ho) (?:\w+ )?(are|were)\b", question.prompt)
    others = distractors(question)
    if not verb or len(others) < 2 or not is_plural(key_text(question)):
        return None
    return None if any(is_plural(text) for text in others) else verb[1]


def mixed_options(question: Question) -> str | None:
    """Numbers among words, or units that differ."""
    texts = [text.strip() for text in option_texts(question) if text.strip()]
    numeric = [text for text in texts if is_number(text)]
    if len(numeric) in (0, len(texts)):
        units = {unit_of(text) for text in numeric}
        return ", ".join(sorted(units)) if len(units) > 1 and "" not in units else None
    lone = len(numeric) == 1 or len(numeric) == len(texts) - 1
    odd = numeric if len(numeric) == 1 else [text for text in texts if text not in numeric]
    return odd[0] if lone and len(texts) > 2 else None


def unordered_options(question: Question) -> str | None:
    """Numbers or dates that neither rise nor fall."""
    values = [value_of(text) for text in option_texts(question)]
    known = [value for value in values if value is not None]
    if len(known) < 3 or len(known) < len(values):
        return None
    return None if known in (sorted(known), sorted(known, reverse=True)) else ""


def repeated_word(question: Question) -> str | None:
    """A content word of the stem that the key has and no other option."""
    stem = {rooted(word) for word in content_words(question.prompt)}
    elsewhere = {rooted(word) for text in distractors(question) for word in words_of(text)}
    for word in content_words(key_text(question)):
        if len(word) > 3 and rooted(word) in stem and rooted(word) not in elsewhere:
            return word
    return None


def absolute_term(question: Question) -> str | None:
    """Always, never and the like in an option."""
    return _term(ABSOLUTE, question, option_texts(question))


def vague_term(question: Question) -> str | None:
    """Often, usually and the like in the stem or an option, where the evidence does not say so."""
    return _term(VAGUE, question, [question.prompt, *option_texts(question)])


def _term(pattern: re.Pattern[str], question: Question, texts: Iterable[str]) -> str | None:
    evidence = question.evidence.text.lower() if question.evidence else ""
    for text in texts:
        found = pattern.search(unquoted(text))
        if found and found[0].lower() not in evidence:
            return found[0]
    return None
