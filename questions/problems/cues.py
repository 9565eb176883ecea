"""Do the options differ in a way that tells, or does more than one of them answer?"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import combinations, pairwise

from questions.problems.words import (
    content_words,
    distractors,
    is_number,
    key_text,
    option_texts,
    rooted,
    squeezed,
    unquoted,
    value_of,
)
from questions.types import Question

OUTLIER = 30
"""So many times the nearest option, a number is out of the question."""
SHARE = re.compile(r"%|\bper ?cent\b")
PERCENTAGE = re.compile(r"\b(?:what|which) (?:percentage|share|proportion)\b", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:by what|increase|rise|rose|grow|grew|fall|fell|decrease|change|more|less)"
)


def overlapping_options(question: Question) -> str | None:
    """Options that can both be right: "more than 5" and "8", "1–5" and "4–8", a part and all."""
    texts = [text.strip() for text in option_texts(question) if text.strip()]
    for one, other in combinations(texts, 2):
        if overlap(one, other) or says_more(one, other) or says_more(other, one):
            return f"{one} / {other}"
    return None


RANGE = re.compile(r"\A\W*(\d[\d,.]*)\s?(?:[-–—]|to|and)\s?(\d[\d,.]*)")
AT_LEAST = re.compile(r"\A(?:more than|over|at least|above)\s[$€£]?(\d[\d,.]*)", re.IGNORECASE)
AT_MOST = re.compile(
    r"\A(?:less than|fewer than|under|at most|up to|below)\s[$€£]?(\d[\d,.]*)", re.IGNORECASE
)
SCALE_WORD = re.compile(r"\b(?:thousand|million|billion|trillion)\b|\d\s?(?:k|m|bn)\b")


def overlap(one: str, other: str) -> bool:
    """Do two ranges or bounds, or one of them and a number, share more than an end?"""
    shapes = (RANGE, AT_LEAST, AT_MOST)
    if not any(shape.match(text) for text in (one, other) for shape in shapes):
        return False
    if any(shape.match(one) and shape.match(other) for shape in (AT_LEAST, AT_MOST)):
        return False  # what the source says, in its own words
    if SCALE_WORD.findall(one) != SCALE_WORD.findall(other):
        return False
    first, second = reach_of(one), reach_of(other)
    if first is None or second is None:
        return False
    low, high = max(first[0], second[0]), min(first[1], second[1])
    is_point = first[0] == first[1] or second[0] == second[1]
    return low < high or (is_point and low == high)


def reach_of(text: str) -> tuple[float, float] | None:
    def number(found: str) -> float:
        return float(found.replace(",", "").rstrip(".") or 0)

    if bounds := RANGE.match(text):
        low, high = number(bounds[1]), number(bounds[2])
        return (low, high) if low < high else None
    if least := AT_LEAST.match(text):
        return math.nextafter(number(least[1]), math.inf), math.inf
    if most := AT_MOST.match(text):
        return 0.0, math.nextafter(number(most[1]), -math.inf)
    value = value_of(text)
    return None if value is None else (value, value)


def says_more(one: str, other: str) -> bool:
    """ "Paris, France" or "France and Spain" beside "France"."""
    joined = re.split(r",\s|\s(?:and|or)\s", one)
    return len(joined) > 1 and squeezed(other) in {squeezed(part) for part in joined}


def true_by_evidence(question: Question) -> str | None:
    """A wrong option that the evidence lists beside the right one: "France and Spain won"."""
    key = key_text(question)
    if question.evidence is None or not key or is_number(key):
        return None
    text = question.evidence.text
    article = r"(?:(?:the|a|an)\s)?"
    for other in distractors(question):
        for one, two in ((key, other), (other, key)):
            link = r"(?:,\s(?:and\s|or\s)?|\sand\s|\sor\s)"
            listed = rf"(?<!\w){re.escape(one)}{link}{article}{re.escape(two)}(?!\w)"
            if other.strip() and re.search(listed, text, re.IGNORECASE):
                return other.strip()
    return None


def form_cue(question: Question) -> str | None:
    """The key alone has, or lacks, a capital, an article, a full stop, decimals or a hedge."""
    key, others = key_text(question), [text.strip() for text in distractors(question)]
    if len(others) < 2 or not key or not all(others):
        return None
    for name, has in FORMS.items():
        if len({has(text) for text in others}) == 1 and has(key) != has(others[0]):
            return name
    return None


FORMS: dict[str, Callable[[str], bool]] = {
    "a capital": lambda text: text[0].isupper() or not text[0].isalpha(),
    "an article": lambda text: bool(re.match(r"(?:a|an|the)\s", text)),
    "a full stop": lambda text: text.endswith("."),
    "decimals": lambda text: bool(re.search(r"\d\.\d", text)),
    "quotation marks": lambda text: text[0] in "“\"‘'",
    "brackets": lambda text: "(" in text,
    "a hedge": lambda text: bool(re.match(r"(?:about|around|nearly|almost|up to|some)\s", text)),
}


def precision_cue(question: Question) -> str | None:
    """A key that is exact among round numbers, or round among exact ones."""
    texts = [key_text(question), *distractors(question)]
    if len(texts) < 3 or not all(is_number(text) and value_of(text) for text in texts):
        return None
    key, *others = [len(digits_of(text)) for text in texts]
    return texts[0] if key >= max(others) + 2 or key <= min(others) - 2 else None


def digits_of(text: str) -> str:
    found = re.search(r"\d[\d,.]*", text)
    return found[0].replace(",", "").replace(".", "").strip("0") if found else ""


def implausible_number(question: Question) -> str | None:
    """A share over 100 %, or a number many times larger or smaller than every other option."""
    texts = [text.strip() for text in option_texts(question)]
    values = [value_of(text) for text in texts]
    if len(texts) < 3 or any(value is None for value in values) or not all(map(is_number, texts)):
        return None
    found = sorted((value or 0.0, text) for value, text in zip(values, texts, strict=True))
    is_share = PERCENTAGE.search(question.prompt) or all(SHARE.search(text) for text in texts)
    if is_share and found[-1][0] > 100 and not CHANGE.search(question.prompt):
        return found[-1][1]
    ratios = [(b / a if a > 0 else 1.0) for (a, _), (b, _) in pairwise(found)]
    if ratios[-1] >= OUTLIER and max(ratios[:-1]) < OUTLIER / 3:
        return found[-1][1]
    return found[0][1] if ratios[0] >= OUTLIER and max(ratios[1:]) < OUTLIER / 3 else None


OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "increased/decreased", "increase/decrease", "rose/fell", "rise/fall", "grew/shrank",
        "higher/lower", "more/less", "more/fewer", "faster/slower", "stronger/weaker",
        "larger/smaller", "longer/shorter", "up/down", "accepted/rejected", "won/lost",
        "gained/lost", "improved/worsened", "before/after", "allowed/banned", "with/without",
        "hotter/colder", "warmer/colder", "older/younger", "richer/poorer",
    )
)  # fmt: skip


def opposite_options(question: Question) -> str | None:
    """Two opposites among three or four options: one of the two is surely the key."""
    texts = [text.strip().lower() for text in option_texts(question)]
    if len(texts) < 3:
        return None
    pairs = [
        (one, other)
        for one, other in combinations(texts, 2)
        if frozenset(set(one.split()) ^ set(other.split())) in OPPOSITES
    ]
    return " / ".join(pairs[0]) if len(pairs) == 1 else None


# Four small letters, so that no abbreviation ends a sentence.
SENTENCE_END = re.compile(r"(?:(?<=[a-z]{4}[.!])|(?<=\d{4}\.))\s+(?=[A-Z“])")
REFERS = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|this|that|these|those|the)\b", re.IGNORECASE
)


def gratuitous_opening(question: Question) -> str | None:
    """A first sentence that has nothing to do with what is asked."""
    sentences = SENTENCE_END.split(question.prompt.strip())
    *before, asked = sentences
    if not re.search(r"\s[A-Z]", asked):
        return None  # it is the first sentence that says what is asked about
    said = {rooted(word)[:6] for word in content_words(asked)}
    for sentence in before:
        words = {rooted(word)[:6] for word in content_words(sentence)}
        if len(words) > 3 and not words & said and not REFERS.search(asked):
            return sentence if len(sentence) < 60 else sentence[:57] + "..."
    return None


ASKED = r"(?:who|whom|when|where|why|how|what|which)"
TWO_QUESTIONS = re.compile(
    rf"\?\s*\S.*\?|\b{ASKED}\b[^?]*?,?\s(?:and|or)\s{ASKED}\b[^?]*\?", re.IGNORECASE
)
INDIRECT = re.compile(
    r"\b(?:said|says?|knows?|learn(?:ed|s)?|explain(?:ed|s)?|decide|tells?|told|shows?)\b",
    re.IGNORECASE,
)


def two_questions(question: Question) -> str | None:
    """ "Who won the race, and when?": two answers are wanted, or none is clear."""
    text = unquoted(question.prompt)
    found = TWO_QUESTIONS.search(text)
    return None if not found or INDIRECT.search(text) else ""


NEGATION = re.compile(r"\b(?:not|no|never|none|cannot|except|\w+n['’]t)\b", re.IGNORECASE)


def double_negative(question: Question) -> str | None:
    """A negative question with a negative option."""
    if not NEGATION.search(unquoted(question.prompt).replace("not only", "")):
        return None
    found = next((text for text in option_texts(question) if NEGATION.search(unquoted(text))), None)
    return found.strip() if found else None
