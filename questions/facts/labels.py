"""Numbers that are names and no quantities: ``page 12``, ``Boeing 747``, ``G-20``, ``3-1``."""

from __future__ import annotations

import re

from questions.facts.lists import words as word_list
from questions.facts.units import unit_after, unit_before
from questions.facts.words import NOUNS, Words
from questions.numbers import Form, Number

_LABELS = word_list("labels")
_VERBS_LIKE_NOUNS = word_list("verbs_like_nouns")
_IDLE_ONE = word_list("after_idle_one")
_BEFORE_IDLE_ONE = frozenset(
    ["no", "this", "that", "each", "any", "another", "which", "every", "number", "the", "only"]
)
_HYPHENED_NAMES = re.compile(
    r"-(?:way|sided|dimensional|off|on|up|time|party|star|size|handed|piece|stop|liner|man|woman|track)\b"
)


_MEASURED = re.compile(r"\s?[%°]|-[A-Za-z]")
_CHAIN = re.compile(r"\s?(?:,|and|or|to|through|&|[-–/])\s?")
_DIGITAL_K = re.compile(r"[24568]K|10K|12K")
# What a capital letter is natural after: the head of a sentence, of a quotation, of an item.
_HEAD = re.compile(r"(?:^|[.:;!?•*–—-]\s*|[“\"‘'(]\s*)$")
_TITLE = re.compile(r"(?:[A-Z][\w’'-]*|\.\.\.|and|a|an|the|of|in|for|to|[\s,])+[)”\"’',]")
_CLOSED = frozenset(["DT", "IN", "PRP", "PRP$", "RB", "WRB", "WDT", "WP", "EX", "MD", "CC"])


def real(words: Words, found: list[Number]) -> list[Number]:
    """The numbers that are no part of a name."""
    kept: list[Number] = []
    label_end = -1
    for number in found:
        goes_on = label_end >= 0 and _CHAIN.fullmatch(words.text, label_end, number.start)
        if is_label(words, number) or (goes_on and _may_go_on(words, number)):
            label_end = number.end if number.text.lower() != "one" else -1
        else:
            kept.append(number)
            label_end = -1
    return kept


def _may_go_on(words: Words, number: Number) -> bool:
    """Whether a number after a label is one too: ``routes 9, 12 and 47``, ``737-800``."""
    bare = number.form is Form.DIGITS and number.scale == 1 and "," not in number.text
    return bare and not _is_counting(words, number) and not unit_after(words.text, number.end)


def is_label(words: Words, number: Number) -> bool:
    """Whether a number of the sentence is part of a name where it stands."""
    text, start, end = words.text, number.start, number.end
    if start > 1 and text[start - 1] in "-‑/" and text[start - 2].isalnum():
        return text[start - 1] == "/" or _is_lettered(text, start - 2)
    if unit_before(text, start):
        return False
    if number.text.lower() == "one":
        return _is_idle_one(words, number) or _is_titled(words, number)
    if _HYPHENED_NAMES.match(text, end) or _is_marked(text, number):
        return True
    if number.form is Form.WORDS and (number.scale == 1 or number.text.istitle()):
        return _is_named_word(words, number) or _is_titled(words, number)
    if _is_title_of_times(words, number):
        return True
    if _DIGITAL_K.fullmatch(number.text):
        return True
    if number.form is not Form.DIGITS or number.scale > 1 or "," in number.text:
        return False
    return _has_leading_zero(number) or _is_note(words, number) or _follows_a_name(words, number)


def _is_lettered(text: str, place: int) -> bool:
    """Whether the word that ends at ``place`` has letters: ``G-20``, ``scp2-173``."""
    first = place
    while first > 0 and text[first - 1].isalnum() and place - first < 12:
        first -= 1
    return any(one.isalpha() for one in text[first : place + 1])


def _is_note(words: Words, number: Number) -> bool:
    """A footnote's number at the head of a sentence: ``4 Even though the number``."""
    if number.start > 0 or not number.text.isdigit() or len(number.text) > 3:
        return False
    place = words.first_from(number.end)
    return words.tag(place) in _CLOSED and words[place].text[0].isupper()


_OPEN_QUOTES = "“\"‘'("


def _is_titled(words: Words, number: Number) -> bool:
    """A number word with a capital that only a name gives it: ``Seven Days``, ``Unit Two``."""
    text, start = words.text, number.start
    if not number.text[0].isupper():
        return False
    place = words.before(start)
    if place >= 0 and words[place].end >= start - 1 and words.tag(place) in ("NNP", "NNPS"):
        return not _is_headline(words)
    after = words.first_from(number.end)
    if after >= len(words) or not words[after].text[0].isupper():
        return _HEAD.search(text, max(0, start - 3), start) is None and not _is_headline(words)
    if start and text[start - 1] in _OPEN_QUOTES:
        return _TITLE.match(text, start, start + 60) is not None
    return _HEAD.search(text, max(0, start - 3), start) is None and not _is_headline(words)


_TIMES = re.compile(r"\s(?:Seconds|Minutes|Hours|Days|Nights|Weeks|Months|Years)\b")


def _is_title_of_times(words: Words, number: Number) -> bool:
    """``12 Years a Slave``: a measure of time with a capital."""
    return _TIMES.match(words.text, number.end) is not None and not _is_headline(words)


def _is_headline(words: Words) -> bool:
    """Whether most longer words have a capital, so that a capital tells nothing."""
    telling = [
        word.text for word in words.all[:60] if word.text.isalpha() and word.tag not in _SMALL
    ]
    return sum(one[0].isupper() for one in telling) > 0.85 * len(telling)


_SMALL = frozenset(["DT", "IN", "CC", "TO"])
_CLOSES = re.compile(r"\s?\)")
_LETTER = re.compile(r"[A-Z](?!\w)")


def _is_marked(text: str, number: Number) -> bool:
    """``#5``, ``2)`` before an item of a list, ``4A``."""
    if text[max(0, number.start - 1) : number.start] in ("#", "№", "§"):
        return True
    if (
        _CLOSES.match(text, number.end)
        and "(" not in text[max(0, number.start - 60) : number.start]
    ):
        return True
    return _LETTER.match(text, number.end) is not None and unit_after(text, number.end) is None


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
    return words.tag(after) not in ("NN", "NNP", "JJ", "JJR", "JJS", "VBN", "CD")


def _follows_a_name(words: Words, number: Number) -> bool:
    """``page 12``, ``Boeing 747``, ``Windows 7``; not ``In Iraq 20 people died``."""
    place, after = words.before(number.start), words.first_from(number.end)
    if place < 0 or words[place].end < number.start - 1:
        return False
    if _MEASURED.match(words.text, number.end):
        return False
    word = words[place]
    counts = words.tag(after) in ("NNS", "JJ") or words.lower(after) in _COUNTING
    if word.lower in _LABELS or word.lower.removesuffix("s") in _LABELS:
        return not counts or word.text[0].isupper()
    unit = unit_after(words.text, number.end)
    if unit and unit.end - number.end > 1:
        return False
    capitals = sum(one.isupper() for one in word.text)
    if capitals and word.text[0].islower():
        return True
    if word.tag == "NN" and capitals == 0:
        return "." not in number.text and _is_appended(words, place, after)
    if word.text == ")":
        return _is_initialism(words, place - 1) and not counts
    if not capitals or (word.tag not in NOUNS and capitals == 1):
        return False
    introduced = words.tag(place - 1) in ("IN", "VBD", "VBZ", "VB", "VBP", "VBG", "TO", ",")
    return not (counts and (introduced or place == 0))


_COUNTING = frozenset(["people", "per", "percent", "%"])


def _is_initialism(words: Words, place: int) -> bool:
    """``Task Force (CTF) 50``."""
    return words.lower(place - 1) == "(" and words[place].text.isupper()


def _is_appended(words: Words, place: int, after: int) -> bool:
    """``on runway 27.``: a number that closes its phrase right after a noun in the singular."""
    if words.lower(place) in ("age", "ages", "aged", "magnitude"):
        return False
    closes = words.tag(after) in ("", ".", ",", "CC", "IN", "-RRB-", ":")
    placed = words.tag(place - 1) in ("IN", "DT", "PRP$", "TO")
    return closes and placed and words[place].lower not in _VERBS_LIKE_NOUNS
