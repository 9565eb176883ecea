"""Numbers in words: ``two hundred and five thousand``, ``a third``, ``half a million``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from questions.numbers.endings import (
    HALF_MORE,
    MINUS,
    OF_SCALE,
    SCALE_WORD,
    part_of,
    share_after,
)
from questions.numbers.forms import (
    DENOMINATORS,
    MULTIPLES,
    SCALES,
    SMALL,
    TENS,
    TENTH,
    Form,
    Number,
    number_at,
    step_of,
)

_VAGUE = re.compile(
    r"""\b(?:
        (?:(?:many|several|untold|a\sfew)\s)?
        (?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)
        (?:\s(?:and|or|if\snot)\s(?:even\s)?
           (?:scores|hundreds|thousands|millions|billions|trillions))?
        (?:\sof\s(?:hundreds|thousands|millions|billions|trillions)){0,2}
      | (?:several|a\sfew|some|many|multiple|a\scouple(?:\sof)?|few)\s
        (?:dozen|hundred|thousand|million|billion|trillion)
        (?:\s(?:thousand|million|billion|trillion))?
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_NUMBER_WORDS = frozenset(SMALL) | frozenset(TENS) | frozenset(SCALES) | {"dozen"}
_STARTERS = re.compile(
    r"\b(?:(?:an?|one)[\s-])?(?:half|third|quarter|fifth|tenth|hundred|thousand|million|billion|"
    r"trillion|dozen)\b|\b(?:" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")\b|"
    r"\b(?:twice|thrice)\b",
    re.IGNORECASE,
)
_FRACTION_WORD = re.compile(
    r"(?:\s-\s|[\s-])(?P<bottom>hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|"
    r"ninths?|tenths?|twentieths?|hundredths?|thousandths?)\b",
    re.IGNORECASE,
)
_AFTER_SHARE = re.compile(
    r"\s(?:of|the|its|their|his|her|our|that|those|these|as|more|less|fewer|were|was|are|is|have|"
    r"had|said|say|since|in|by|to|over|from|compared|after|when|between|on|at|this|last|will|would|"
    r"can|could|may|might|did|do|does|went|came|live|lives|voted|chose|or|and)\b|"
    r"\s*[.,;:)]|\s*$",
    re.IGNORECASE,
)
_NOT_HALF = re.compile(
    r"(?:first|second|other|better|latter|former|final|opening|last|this|each|either|top|bottom|"
    r"upper|lower|in|1st|2nd)[\s-]$",
    re.IGNORECASE,
)


def vague_numbers(text: str) -> Iterator[Number]:
    """``dozens``, ``tens of thousands``, ``a few hundred``."""
    for match in _VAGUE.finditer(text):
        yield Number(match.start(), match.end(), match.group(), None, None, Form.VAGUE)


_WORD = re.compile(r"[A-Za-z]+")


def word_numbers(text: str) -> Iterator[Number]:
    position = 0
    while match := _STARTERS.search(text, position):
        number = _word_number(text, match.start())
        position = number.end if number else match.end()
        if number:
            yield number


def _word_number(text: str, start: int) -> Number | None:
    """The number in words that starts at ``start``, or None where the words are no number."""
    if start and (text[start - 1].isdigit() or text[start - 1 : start] == "'"):
        return None
    first = _WORD.match(text, start)
    assert first
    word = first.group().lower()
    if word in MULTIPLES:
        value = Decimal(MULTIPLES[word])
        return number_at(text, start, first.end(), value, Decimal(1), Form.MULTIPLE)
    if word in ("half", "third", "quarter", "fifth", "tenth"):
        bare = word == "half" or (word == "quarter" and OF_SCALE.match(text, first.end()))
        return _share(text, start, first) if bare else None
    if word in ("a", "an"):
        second = _WORD.match(text, first.end() + 1)
        assert second
        if second.group().lower() in DENOMINATORS:
            return _share(text, start, second)
        return _cardinal(text, start, second.start())
    return _cardinal(text, start, start)


def _share(text: str, start: int, match: re.Match[str]) -> Number | None:
    """``half a million``, ``a third of``; not ``the second half`` or ``a third man``."""
    bottom = DENOMINATORS[match.group().lower()]
    scaled = OF_SCALE.match(text, match.end())
    if scaled and (bottom != 3 or " of " in scaled.group()):
        name = scaled["scale"].lower()
        scale = Decimal(12 if name == "dozen" else SCALES[name])
        step = Decimal(1) / 12 if name == "dozen" else TENTH
        value = Decimal(1) / bottom
        return number_at(text, start, scaled.end(), value, step, Form.WORDS, scale)
    if _NOT_HALF.search(text, max(0, start - 9), start):
        return None
    if _AFTER_SHARE.match(text, match.end()) or (
        bottom == 2 and _HALF_UNIT.match(text, match.end())
    ):
        return number_at(text, start, match.end(), Decimal(1) / bottom, TENTH, Form.FRACTION)
    return None


_HALF_UNIT = re.compile(
    r"(?:\san?\s|[\s-])(?:hours?|days?|years?|miles?|inch(?:es)?|marathon|pints?|litres?|liters?|"
    r"pounds?|kilograms?|metres?|kilometres?|tons?|tonnes?|centur(?:y|ies)|decades?|percent|per\scent|"
    r"points?|seconds?|minutes?|cups?|acres?|teaspoons?|ounces?|cents?|turns?)\b|"
    r"\san?\s(?!day|chance|mind|dozen|moment|step)[a-z]{3,}\b",
    re.IGNORECASE,
)


def _cardinal(text: str, start: int, first: int) -> Number | None:
    """The longest run of words from ``first`` that makes one number."""
    words = _Words()
    end = first
    for match in _joined_words(text, first):
        word = match.group().lower()
        if word == "and":
            if not words.may_and():
                break
            continue
        if not words.take(word):
            break
        end = match.end()
    if end == first:
        return None
    return _extended(text, start, end, words)


_JOINT = re.compile(r"[\s-]+")


def _joined_words(text: str, position: int) -> Iterator[re.Match[str]]:
    """The words from ``position`` on that spaces or hyphens join."""
    while match := _WORD.match(text, position):
        yield match
        joint = _JOINT.match(text, match.end())
        if not joint:
            return
        position = joint.end()


class _Words:
    """A number in words as it grows: ``two hundred and five thousand``."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.current = Decimal(0)
        self.last = ""
        self.scale = Decimal(1)
        self.ceiling = Decimal("Infinity")

    def may_and(self) -> bool:
        return self.last in SCALES

    def take(self, word: str) -> bool:
        """Add a word, or return False where it does not continue the number."""
        if word in SMALL or word in TENS:
            return self._take_small(word)
        if word == "dozen":
            return self._multiply(word, Decimal(12))
        if word in SCALES:
            return self._multiply(word, Decimal(SCALES[word]))
        return False

    def _take_small(self, word: str) -> bool:
        value = Decimal(SMALL[word] if word in SMALL else TENS[word])
        after_tens = self.last in TENS and 0 < value < 10
        if not (after_tens or self.last == "" or self.last in SCALES):
            return False
        if self.last in SCALES and value == 0:
            return False
        self.current += value
        self.last = word
        return True

    def _multiply(self, word: str, factor: Decimal) -> bool:
        if self.last == "dozen" and word in ("dozen", "hundred"):
            return False
        if word == "hundred" and (self.last in SCALES or self.current >= 100):
            return False
        if self.last in SCALES and self.last != "hundred" and factor <= SCALES[self.last]:
            return False
        if factor >= self.ceiling:
            return False
        amount = self.current or (self.total if self.last in SCALES else Decimal(0)) or Decimal(1)
        if word in ("hundred", "dozen"):
            self.current = amount * factor
        else:
            if not self.current and self.last in SCALES:
                self.total = Decimal(0)
            self.total += amount * factor
            self.current = Decimal(0)
            self.ceiling = factor
        self.last = word
        self.scale = factor
        return True

    @property
    def value(self) -> Decimal:
        return self.total + self.current


def _extended(text: str, start: int, end: int, words: _Words) -> Number | None:
    """A number in words with what may follow it: a half, a denominator, ``in five``."""
    value, form, scale = words.value, Form.WORDS, Decimal(1)
    step = Decimal(1) if "dozen" in text[start:end].lower() else step_of(str(int(value)))
    large = words.last in SCALES and words.last != "hundred"
    if more := HALF_MORE.match(text, end):
        if large:
            value, scale = value / words.scale, words.scale
        value, step, end = value + part_of(more), TENTH, more.end()
        if scaled := SCALE_WORD.match(text, end):
            name = scaled["scale"].lower()
            scale, end = Decimal(12 if name == "dozen" else SCALES[name]), scaled.end()
    elif (below := _FRACTION_WORD.match(text, end)) and _is_fraction(value, below, text):
        bottom = DENOMINATORS[below["bottom"].lower().removesuffix("s").replace("halve", "half")]
        value, step, end, form = value / bottom, TENTH, below.end(), Form.FRACTION
        if scaled := OF_SCALE.match(text, end):
            name = scaled["scale"].lower()
            scale, end, form = (
                Decimal(12 if name == "dozen" else SCALES[name]),
                scaled.end(),
                Form.WORDS,
            )
    elif share := share_after(text, end, value):
        (value, end), step, form = share, TENTH, Form.FRACTION
    elif large:
        scale = words.scale
        value, step = value / scale, step / scale
    if said := MINUS.search(text, max(0, start - 10), start):
        start, value = said.start(), -value
    return number_at(text, start, end, value, step, form, scale)


def _is_fraction(value: Decimal, below: re.Match[str], text: str) -> bool:
    """``two thirds``, ``one third``, ``one-half``; not ``one third-placed team``."""
    if not 0 < value < 1000 or value != int(value):
        return False
    plural = below["bottom"].lower().endswith("s")
    if value == 1:
        return not plural and not re.match(r"-\w", text[below.end() : below.end() + 2])
    return plural
