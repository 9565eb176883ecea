"""Numbers that are names and no quantities: ``page 12``, ``Boeing 747``, ``G-20``, ``3-1``."""

from __future__ import annotations

import re

from questions.facts.lists import words as word_list
from questions.facts.units import unit_after, unit_before
from questions.facts.words import NOUNS, Words
from questions.numbers import Form, Number

_LABELS = word_list("labels")
_VERBS_LIKE_NOUNS = word_list("verbs_like_nouns")
# 0117 496 0123 · +44 20 7946 0018 · 555-0134
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d|\d?[\s(]{0,2}\d{3}[\s.)-]{1,2}\d{3}[-.]\d{4}|\(?0\d{2,4}\)?[\s-]\d|\d{3}-\d{4}|\d{3}[-.]\d{3}[-.]\d{4})[\d\s().-]*"
)
# 24/7 · 9/11 · 4x4 · 50-50
_FIXED = re.compile(
    r"(?<!\w)(?:\d+-for-\d+|\d+\s?[x×]\s?\d+\s?m\b|\d+-\d+[A-Z]\b|\d{2,3}s\b|24/7|9/11|7/7|4x4|50[-/]50|80/20|20/20)(?!\w)"
)
# [12] · [21]–[24] · 54° 55' N · 1.1 Introduction · 2. Methods
_REFERENCE = re.compile(
    r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]|\d+\s?[º°]\s?\d+(?:[.,]\d+)?\s?['’′][^.;]{0,8}[NSEW]\b|"
    r"^\d{1,3}\]|^[\d.,]+$|^\d{1,2}(?:\.\d{1,2})+\.?(?=\s[A-Z])|^\d{1,2}[.)](?=\s)|^\(\d{1,2}\)(?=\s)"
)
# 10 Downing Street · 221B Baker Street
_ADDRESS = re.compile(
    r"\d+[A-Za-z]?(?:-\d+)?\s(?:[A-Z][\w.’']*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Drive|"
    r"Boulevard|Blvd|Place|Plaza|Court|Terrace|Way|Quay|Close)\b|\d+\sSt\.(?=\s)"
)
# 3-1 · 6–4, 7–6
_SCORE = re.compile(
    r"(?<![\w.,$€£-])(?P<ours>\d{1,3})(?:\s?[-–]\s?|\sto\s)(?P<theirs>\d{1,3})(?![\w%-]|[.,]\d)"
)
_CONTEST = re.compile(
    r"\b(?:win|wins|won|winning|beat|beats|beaten|beating|defeat\w*|lost|loss|draw|drew|drawn|victory|"
    r"victories|lead|led|leading|score|scored|scoring|sets?|goals?|vote|voted|ruled|ruling|match|"
    r"game|cup|league|half-time|halftime|thrash\w*|record|tie|tied|side|team|against|v|vs)\b",
    re.IGNORECASE,
)
_COUNTS_ON = re.compile(
    r"\s?(?:%|[a-z]*\s?(?:per\scent|percent|years?|months?|weeks?|days?|hours?|minutes?|seconds?|"
    r"[a-z]+s|people|men|women|children|million|billion|thousand|[kcm]?m|kg|mph)\b)|-(?:year|month|week|day|"
    r"hour|minute|mile|foot|inch|metre|meter)"
)
_IDLE_ONE = word_list("after_idle_one")
_BEFORE_IDLE_ONE = frozenset(
    ["no", "this", "that", "each", "any", "another", "which", "every", "number", "the", "only"]
)
_HYPHENED_NAMES = re.compile(
    r"-(?:way|sided|dimensional|off|on|up|time|party|star|size|handed|piece|stop|liner|man|woman|track)\b"
)


def masked(text: str) -> list[tuple[int, int]]:
    """The spans whose numbers are names: telephone numbers, addresses, scores, references."""
    found = [
        match.span()
        for pattern in (_PHONE, _FIXED, _ADDRESS, _REFERENCE)
        for match in pattern.finditer(text)
        if pattern is not _PHONE or sum(one.isdigit() for one in match.group()) > 6
    ]
    return found + [match.span() for match in _SCORE.finditer(text) if _is_score(text, match)]


def _is_score(text: str, match: re.Match[str]) -> bool:
    ours, theirs = int(match["ours"]), int(match["theirs"])
    if " to " in match.group() and ours <= theirs:
        return False
    if _COUNTS_ON.match(text, match.end()) and not text[match.end() :].startswith(
        (" victor", " los")
    ):
        return False
    if text[match.end() :][:2].strip().isupper() and re.search(
        r"[A-Z]\w+\s$", text[: match.start()]
    ):
        return True
    return ours >= theirs or _CONTEST.search(text) is not None


def is_label(words: Words, number: Number) -> bool:
    """Whether a number of the sentence is part of a name where it stands."""
    text, start, end = words.text, number.start, number.end
    if start > 1 and text[start - 1] in "-‑/" and text[start - 2].isalnum():
        return text[start - 1] == "/" or text[start - 2].isalpha()
    if unit_before(text, start):
        return False
    if number.text.lower() == "one":
        return _is_idle_one(words, number)
    if _HYPHENED_NAMES.match(text, end) or _is_marked(text, number):
        return True
    if number.form is Form.WORDS and number.scale == 1:
        return _is_named_word(words, number)
    if number.form is not Form.DIGITS or number.scale > 1 or "," in number.text:
        return False
    return _has_leading_zero(number) or _follows_a_name(words, number)


def _is_marked(text: str, number: Number) -> bool:
    """``#5``, ``2)`` before an item of a list, ``4A``."""
    if text[: number.start].endswith(("#", "№")):
        return True
    if re.match(r"\s?\)", text[number.end :]) and "(" not in text[: number.start]:
        return True
    lettered = re.match(r"[A-Z](?!\w)", text[number.end :])
    return lettered is not None and unit_after(text, number.end) is None


def _is_named_word(words: Words, number: Number) -> bool:
    """``chapter five``, ``day two``."""
    place = words.before(number.start)
    named = words.lower(place) in _LABELS and words.tag(place) == "NN"
    return named and not _is_counting(words, number)


def _has_leading_zero(number: Number) -> bool:
    return len(number.text) > 1 and number.text[0] == "0" and number.text.isdigit()


def _is_counting(words: Words, number: Number) -> bool:
    """Whether a noun or adjective follows that the number can count."""
    return words.tag(words.first_from(number.end)) in ("NNS", "JJ", "NN", "CD")


def _is_idle_one(words: Words, number: Number) -> bool:
    """``one of the``, ``no one``, ``one day``, ``one-off``: a pronoun or idiom, not a count."""
    if words.text[number.end : number.end + 1] == "-":
        return unit_after(words.text, number.end) is None
    after = words.first_from(number.end)
    before = words.lower(words.before(number.start))
    unit = unit_after(words.text, number.end)
    if unit and unit.name not in _IDLE_ONE:
        return False
    if before in _BEFORE_IDLE_ONE or words.lower(after) in _IDLE_ONE:
        return True
    return words.tag(after) not in ("NN", "NNP", "JJ", "JJR", "JJS", "NNS", "VBN", "CD")


def _follows_a_name(words: Words, number: Number) -> bool:
    """``page 12``, ``Boeing 747``, ``Windows 7``; not ``In Iraq 20 people died``."""
    place, after = words.before(number.start), words.first_from(number.end)
    if place < 0 or words[place].end < number.start - 1:
        return False
    if words.text[number.end : number.end + 2].strip()[:1] in ("%", "°", "-"):
        return False
    word = words[place]
    counts = words.tag(after) in ("NNS", "JJ") or words.lower(after) in _COUNTING
    if word.lower in _LABELS:
        return not counts or (word.tag in ("NN", "NNP") and word.text[0].isupper())
    if word.tag == "NN" and not (word.text.isupper() and len(word.text) > 1):
        return _is_appended(words, place, after)
    if word.tag not in NOUNS or not word.text[0].isupper():
        return False
    introduced = words.tag(place - 1) in ("IN", "VBD", "VBZ", "VB", "VBP", "VBG", "TO", ",")
    return not (counts and (introduced or place == 0))


_COUNTING = frozenset(["people", "per", "percent", "%"])


def _is_appended(words: Words, place: int, after: int) -> bool:
    """``on runway 27.``: a number that closes its phrase right after a noun in the singular."""
    if words.lower(place) in ("age", "ages", "aged"):
        return False
    closes = words.tag(after) in ("", ".", ",", "CC", "IN", "-RRB-", ":")
    placed = words.tag(place - 1) in ("IN", "DT", "PRP$", "TO")
    return closes and placed and words[place].lower not in _VERBS_LIKE_NOUNS
