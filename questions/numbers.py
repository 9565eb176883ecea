"""Numbers as people write and type them: found in text, read from an answer, printed.

``scan`` finds the numbers of an article's text, ``read_number`` reads what a learner typed and
``print_number`` writes a value so that ``read_number`` gives it back. What is counted, hedges and
ranges are not this module's business: see ``questions.facts.quantities``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from questions.errors import NumberError


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    VAGUE = "vague"
    MULTIPLE = "multiple"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``text[start:end]`` of the text that was scanned.

    ``value`` is None for a vague number ("dozens"). ``step`` is the value of one unit in the last
    stated digit. ``scale`` is the factor that a scale word or letter gave ("million" -> 1e6), so
    that a range can lend it to its other end ("5 to 6 million").
    """

    start: int
    end: int
    text: str
    value: float | None
    step: float | None
    form: Form
    scale: float = 1.0


SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * (index + 2)
    for index, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    )
} | {"fourty": 40}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
SHORT_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mm": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
DENOMINATORS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
GLYPHS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
    "⅙": Decimal(1) / 6,
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
}
MULTIPLES = {"twice": 2, "thrice": 3}
CURRENCY_SIGNS = "$€£¥₹₽₩₺₴₪₦₱฿¢₿"
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TENTH = Decimal("0.1")
_MINUS = "-−–‐‑"

# 470,000 · 470 000 (thin, no-break or plain space) · 1,00,000 · 1.25 · .5 · 4.7e5
_DIGITS = re.compile(
    r"""(?:(?<![\w.])|(?<=\bRs)|(?<=\bRs\.)|(?<=\b[A-Z]{3})(?<=USD|EUR|GBP|JPY|CHF|CAD|AUD|INR|CNY|SEK))(?<!\d,)
    (?P<whole>
        \d{1,3}(?:,\d{3})+(?!\d)
      | \d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)
      | (?<![A-Za-z]-)[1-9]\d{0,2}(?:\x20\d{3})+(?![\d,.:/%-]|\x20\d)
      | \d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)
      | \d+
    )?
    (?P<fraction>(?<=\d)[.·]\d+|\.\d+
      |(?<=\d),\d{1,2}(?=\s?(?:%|[°º]|[ckm]?m\b|kg\b|met(?:re|er)s?\b|kilo|[mb]illion|per\s?cent|tonn|euro)))?
    (?P<exponent>[eE][+\-−]?\d{1,3}(?![\w]))?
    """,
    re.VERBOSE,
)
# 3 × 10^8 · 3x10⁸
_POWER = re.compile(r"\s?[×x*]\s?10(?:\^\s?(?P<plain>[-−]?\d{1,3})|(?P<raised>[⁻⁰¹²³⁴-⁹]{1,4}))")
# 3½ · 3 1/2 · 1/3
_GLYPH = re.compile(f"[ \u00a0\u2009-]?(?P<glyph>[{''.join(GLYPHS)}])")
_LONE_GLYPH = re.compile(f"(?<![\\d])[{''.join(GLYPHS)}]")
_SLASH = re.compile(r"[ \u00a0-](?P<top>\d{1,2})[/⁄](?P<bottom>\d{1,2})(?![\w/⁄])")
_FRACTION = re.compile(r"[/⁄](?P<bottom>\d{1,3})(?![\w/⁄]|[.,]\d)")
_SCALE_WORD = re.compile(
    r"[\s-]?(?P<scale>hundred|thousand|lakh|million|crore|billion|trillion|quadrillion|dozen)"
    r"(?![\w])",
    re.IGNORECASE,
)
_SCALE_LETTERS = re.compile(
    r"\s?(?P<letters>k|mn|mln|mm|m|bn|bln|b|tn|trn|t)(?![\w])", re.IGNORECASE
)
_ONE_IN = re.compile(
    r"\sin\s(?:every\s)?(?P<of>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    r"thirty|forty|fifty|a\shundred)(?![\w,.]\d|[\w-])(?!\s(?:minutes|hours|days|weeks|months|"
    r"years|seconds)\b)",
    re.IGNORECASE,
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
_HALF_MORE = re.compile(
    r"[\s-]+and[\s-]+(?:a|one)[\s-]+(?P<part>half|third|quarter)\b|"
    r"[\s-]+and[\s-]+three[\s-]+(?P<three>quarters)\b",
    re.IGNORECASE,
)
_OF_SCALE = re.compile(
    r"[\s-](?:of\s)?(?:an?\s)?(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b",
    re.IGNORECASE,
)
_TIMES_BY = re.compile(r"-?fold\b", re.IGNORECASE)
_NUMBER_WORDS = frozenset(SMALL) | frozenset(TENS) | frozenset(SCALES) | {"dozen"}
_STARTERS = re.compile(
    r"\b(?:(?:an?|one)[\s-])?(?:half|third|quarter|fifth|tenth|hundred|thousand|million|billion|"
    r"trillion|dozen)\b|\b(?:" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")\b|"
    r"\b(?:twice|thrice)\b",
    re.IGNORECASE,
)
_FRACTION_WORD = re.compile(
    r"[\s-](?P<bottom>hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|"
    r"ninths?|tenths?|twentieths?|hundredths?|thousandths?)\b",
    re.IGNORECASE,
)
_AFTER_SHARE = re.compile(
    r"\s(?:of|the|its|their|his|her|our|that|those|these|as|more|less|fewer|were|was|are|is|have|"
    r"had|said|say|since|in|by|to|over|from|compared|after|when|between|on|at|this|last)\b|"
    r"\s*[.,;:)]|\s*$",
    re.IGNORECASE,
)
_NOT_HALF = re.compile(
    r"(?:first|second|other|better|latter|former|final|opening|last|this|each|either|top|bottom|"
    r"upper|lower|in|1st|2nd)[\s-]$",
    re.IGNORECASE,
)


def scan(text: str) -> list[Number]:
    """Every number in ``text``, in order, none overlapping another."""
    found: list[Number] = []
    vague = [_vague(match) for match in _VAGUE.finditer(text)]
    candidates = [*vague, *_digit_numbers(text), *_glyphs(text), *_word_numbers(text)]
    end = 0
    for number in sorted(candidates, key=lambda one: (one.start, -one.end)):
        if number.start >= end:
            found.append(number)
            end = number.end
    return found


def _vague(match: re.Match[str]) -> Number:
    return Number(match.start(), match.end(), match.group(), None, None, Form.VAGUE)


def _glyphs(text: str) -> Iterator[Number]:
    """Fractions that stand alone: ``½ teaspoon``."""
    for match in _LONE_GLYPH.finditer(text):
        value = GLYPHS[match.group()]
        yield _number(text, match.start(), match.end(), value, _TENTH, Form.FRACTION)


def _step(digits: str, exponent: int = 0) -> Decimal:
    """The value of one unit in the last stated digit of a plain decimal numeral."""
    whole, _, fraction = digits.partition(".")
    if fraction:
        return Decimal(1).scaleb(exponent - len(fraction))
    stripped = whole.rstrip("0")
    return Decimal(1).scaleb(exponent + (len(whole) - len(stripped) if stripped else 0))


def _plain(whole: str, fraction: str) -> str:
    """Digits without grouping, with a full stop before the decimals."""
    kept = re.sub(r"[,\s]", "", whole) or "0"
    return kept + ("." + fraction[1:] if fraction else "")


def _digit_numbers(text: str) -> Iterator[Number]:
    position = 0
    while match := _next_digits(text, position):
        number = _digit_number(text, match)
        position = number.end
        if _is_version(text, match):
            position = _version_end(text, match.end())
        elif not _ORDINAL.match(text, match.end()):
            yield number


def _next_digits(text: str, position: int) -> re.Match[str] | None:
    for match in _DIGITS.finditer(text, position):
        if match.end() > match.start():
            return match
    return None


# 1.2.3 and 3rd are no numbers
_MORE_DOTS = re.compile(r"(?:\.\d+)+")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


def _is_version(text: str, match: re.Match[str]) -> bool:
    return bool(match["fraction"]) and _MORE_DOTS.match(text, match.end()) is not None


def _version_end(text: str, position: int) -> int:
    more = _MORE_DOTS.match(text, position)
    return more.end() if more else position


def _digit_number(text: str, match: re.Match[str]) -> Number:
    digits = _plain(match["whole"] or "", match["fraction"] or "")
    exponent = int(match["exponent"][1:].replace("−", "-")) if match["exponent"] else 0
    value, step = Decimal(digits).scaleb(exponent), _step(digits, exponent)
    end, form, scale = match.end(), Form.DIGITS, Decimal(1)
    plain = not match["fraction"] and not match["exponent"]
    if power := _POWER.match(text, end):
        raised = int((power["plain"] or power["raised"]).translate(_SUPERSCRIPT).replace("−", "-"))
        value, step, end = value.scaleb(raised), step.scaleb(raised), power.end()
    elif plain and (part := _fraction_after(text, end, value)):
        value, step, end, form = part
    elif plain and value == 1 and (one_in := _ONE_IN.match(text, end)):
        value, end, form = 1 / _word_value(one_in["of"]), one_in.end(), Form.FRACTION
        step = _TENTH
    if found := _scale_after(text, match.start(), end):
        scale, end = found
    start = _with_sign(text, match.start())
    if start < match.start():
        value = -value
    return _number(text, start, end, value, step, form, scale)


def _fraction_after(
    text: str, end: int, value: Decimal
) -> tuple[Decimal, Decimal, int, Form] | None:
    """``½`` or `` 1/2`` after a whole number, or ``/3`` that makes it a fraction."""
    if glyph := _GLYPH.match(text, end):
        return value + GLYPHS[glyph["glyph"]], _TENTH, glyph.end(), Form.DIGITS
    if slash := _SLASH.match(text, end):
        top, bottom = int(slash["top"]), int(slash["bottom"])
        if 0 < top < bottom <= 64:
            return value + Decimal(top) / bottom, _TENTH, slash.end(), Form.DIGITS
    if fraction := _FRACTION.match(text, end):
        bottom = int(fraction["bottom"])
        if 0 < value < bottom <= 100 and not (int(value) == 9 and bottom == 11):
            return value / bottom, _TENTH, fraction.end(), Form.FRACTION
    if more := _HALF_MORE.match(text, end):
        return value + _part(more), _TENTH, more.end(), Form.DIGITS
    return None


def _part(more: re.Match[str]) -> Decimal:
    if more["three"]:
        return Decimal("0.75")
    return Decimal(1) / DENOMINATORS[more["part"].lower()]


def _with_sign(text: str, start: int) -> int:
    """The place of a minus sign that belongs to the number at ``start``, else ``start``."""
    before = start - 1
    if before >= 0 and text[before] in CURRENCY_SIGNS:
        return start
    if before > 1 and text[before - 2].isdigit():
        return start
    if before >= 0 and text[before] in "-−–" and (before == 0 or text[before - 1] in ' (\u00a0[“"'):
        return before
    return start


_COUNTED_AFTER = re.compile(r"\s(?:[a-z]+\s)?(?:[a-z]{3,}s|people|men|women|children)\b")
_LENGTH_AFTER = re.compile(
    r"\s(?:long|tall|wide|deep|high|above|below|from|away|race|sprint|hurdles|final|freestyle|"
    r"butterfly|relay|across|in|of|and|to|at|on|off|for)\b"
)


def _scale_after(text: str, start: int, end: int) -> tuple[Decimal, int] | None:
    """The factor and end of a scale word or letter after the numeral ``text[start:end]``."""
    factor, place = Decimal(1), end
    while word := _SCALE_WORD.match(text, place):
        name = word["scale"].lower()
        factor, place = factor * (12 if name == "dozen" else SCALES[name]), word.end()
    if place > end:
        return factor, place
    letters = _SCALE_LETTERS.match(text, end)
    if letters and _is_scale(text, start, letters):
        return Decimal(SHORT_SCALES[letters["letters"].lower()]), letters.end()
    return None


def _is_scale(text: str, start: int, letters: re.Match[str]) -> bool:
    """Whether letters after a numeral are a scale (``$5m``, ``5m people``) and not a unit."""
    name, spaced = letters["letters"], letters.group()[0].isspace()
    if text[max(0, start - 2) : start].strip()[-1:] in tuple(CURRENCY_SIGNS):
        return name != "mm"
    if name in ("bn", "mn", "tn", "mln", "bln", "trn"):
        return True
    if spaced or name in ("t", "mm", "MM", "b"):
        return False
    if name in ("k", "K"):
        return True
    after = letters.end()
    if name == "M" or name == "B":
        return _LENGTH_AFTER.match(text, after) is None
    return (
        name == "m"
        and not _LENGTH_AFTER.match(text, after)
        and bool(_COUNTED_AFTER.match(text, after))
    )


def _number(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    step: Decimal,
    form: Form,
    scale: Decimal = Decimal(1),
) -> Number:
    return Number(
        start, end, text[start:end], float(value * scale), float(step * scale), form, float(scale)
    )


def _word_value(word: str) -> Decimal:
    lowered = word.lower()
    if lowered.isdigit():
        return Decimal(lowered)
    return Decimal(100 if "hundred" in lowered else SMALL.get(lowered) or TENS[lowered])


def _word_numbers(text: str) -> Iterator[Number]:
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
        return _number(text, start, first.end(), value, Decimal(1), Form.MULTIPLE)
    if word in ("half", "third", "quarter", "fifth", "tenth"):
        bare = word == "half" or (word == "quarter" and _OF_SCALE.match(text, first.end()))
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
    scaled = _OF_SCALE.match(text, match.end())
    if scaled and (bottom != 3 or " of " in scaled.group()):
        name = scaled["scale"].lower()
        scale = Decimal(12 if name == "dozen" else SCALES[name])
        step = Decimal(1) / 12 if name == "dozen" else _TENTH
        value = Decimal(1) / bottom
        return _number(text, start, scaled.end(), value, step, Form.WORDS, scale)
    if _NOT_HALF.search(text, max(0, start - 9), start):
        return None
    if _AFTER_SHARE.match(text, match.end()) or (
        bottom == 2 and _HALF_UNIT.match(text, match.end())
    ):
        return _number(text, start, match.end(), Decimal(1) / bottom, _TENTH, Form.FRACTION)
    return None


_HALF_UNIT = re.compile(
    r"(?:\san?\s|[\s-])(?:hours?|days?|years?|miles?|inch(?:es)?|marathon|pints?|litres?|liters?|"
    r"pounds?|kilograms?|metres?|kilometres?|tons?|tonnes?|centur(?:y|ies)|decades?|percent|per\scent|"
    r"points?|seconds?|minutes?|cups?|acres?|teaspoons?|ounces?|cents?)\b",
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
    step = Decimal(1) if "dozen" in text[start:end].lower() else _step(str(int(value)))
    large = words.last in SCALES and words.last != "hundred"
    if more := _HALF_MORE.match(text, end):
        if large:
            value, scale = value / words.scale, words.scale
        value, step, end = value + _part(more), _TENTH, more.end()
        if scaled := _SCALE_WORD.match(text, end):
            name = scaled["scale"].lower()
            scale, end = Decimal(12 if name == "dozen" else SCALES[name]), scaled.end()
    elif (below := _FRACTION_WORD.match(text, end)) and _is_fraction(value, below, text):
        bottom = DENOMINATORS[below["bottom"].lower().removesuffix("s").replace("halve", "half")]
        value, step, end, form = value / bottom, _TENTH, below.end(), Form.FRACTION
        if scaled := _OF_SCALE.match(text, end):
            name = scaled["scale"].lower()
            scale, end, form = (
                Decimal(12 if name == "dozen" else SCALES[name]),
                scaled.end(),
                Form.WORDS,
            )
    elif value == 1 and (one_in := _ONE_IN.match(text, end)):
        value, step = 1 / _word_value(one_in["of"]), _TENTH
        end, form = one_in.end(), Form.FRACTION
    elif large:
        scale = words.scale
        value, step = value / scale, step / scale
    return _number(text, start, end, value, step, form, scale)


def _is_fraction(value: Decimal, below: re.Match[str], text: str) -> bool:
    """``two thirds``, ``one third``, ``one-half``; not ``one third-placed team``."""
    if not 0 < value < 1000 or value != int(value):
        return False
    plural = below["bottom"].lower().endswith("s")
    if value == 1:
        return not plural and not re.match(r"-\w", text[below.end() : below.end() + 2])
    return plural


# What a learner types.

_LONGEST = 80
_TYPED_CURRENCY = re.compile(
    r"^(?P<sign>[-+−–]?)\s*(?:(?:US|A|C|NZ|HK|S)?[" + CURRENCY_SIGNS + r"]|USD|EUR|GBP|JPY|CHF)\s*",
    re.IGNORECASE,
)
_TYPED_HEDGE = re.compile(
    r"^(?:~|≈|<|>|=|c\.|ca\.?|circa|about|around|approximately|approx\.?|roughly|nearly|almost|some|"
    r"up\sto|more\sthan|over|under|less\sthan|fewer\sthan|at\sleast|at\smost|an\sestimated)\s*",
    re.IGNORECASE,
)
_TYPED_DIGITS = re.compile(
    r"^(?P<sign>[-+−–]?)\s*(?P<digits>\d[\d.,'’_\s]*|[.,]\d+)(?P<exponent>e[+\-−]?\d{1,3})?",
    re.IGNORECASE,
)
_TYPED_REST = re.compile(r"^\s*[^\d]{0,40}$")
_TYPED_SCALE = re.compile(
    r"^[\s-]*(?P<name>hundred|thousand|lakh|million|crore|billion|trillion|quadrillion|dozen|mio|"
    r"mrd|k|mn|mln|mm|m|bn|bln|b|tn|trn|t)s?\.?(?![\w])",
    re.IGNORECASE,
)
_TYPED_MINUS = re.compile(r"^(?:minus|negative)\s+", re.IGNORECASE)


def read_number(text: str) -> float:
    """The value of a number as people type it: ``470k``, ``€1.2bn``, ``half a million``, ``20%``.

    A percentage gives its number (20), a currency sign or unit is passed over. Raises NumberError,
    in one sentence, where the text is no number or could be two.
    """
    cleaned = " ".join(text.split())
    if not cleaned:
        raise NumberError("Type a number, for example 470,000 or 470k.")
    if len(cleaned) > _LONGEST:
        raise NumberError("That is too long to be a number: type digits, for example 470,000.")
    cleaned = _TYPED_HEDGE.sub("", cleaned)
    cleaned = _TYPED_CURRENCY.sub(lambda match: match["sign"], cleaned)
    sign = -1.0 if _TYPED_MINUS.match(cleaned) else 1.0
    value = _read_unsigned(_TYPED_MINUS.sub("", cleaned))
    if not math.isfinite(value):
        raise NumberError("That number is too large: type one with fewer digits.")
    return sign * value if value else 0.0


def _read_unsigned(cleaned: str) -> float:
    typed = _TYPED_DIGITS.match(cleaned)
    if typed:
        found = _read_digits(cleaned, typed)
        if found is not None:
            return found
    numbers = scan(cleaned)
    if len(numbers) > 1:
        raise NumberError(f"“{_shown(cleaned)}” has more than one number: type one.")
    if not numbers or numbers[0].value is None or numbers[0].start > 0:
        raise NumberError(
            f"“{_shown(cleaned)}” can’t be read as a number: type digits, for example 470,000."
        )
    if not _TYPED_REST.match(cleaned[numbers[0].end :]):
        raise NumberError(f"“{_shown(cleaned)}” has more than one number: type one.")
    return numbers[0].value


def _shown(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def _read_digits(cleaned: str, typed: re.Match[str]) -> float | None:
    """A value typed in digits, or None where the scanner should try (``3 1/2``, ``1/3``)."""
    digits = typed["digits"].rstrip(" .,'’_")
    rest = (
        cleaned[typed.start("digits") + len(digits) :]
        if not typed["exponent"]
        else (cleaned[typed.end() :])
    )
    rest = rest.lstrip(".,'’_") if not rest[1:2].isdigit() else rest
    if re.match(r"\s?(?:[/⁄:½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]|[×x*]\s?10|and\b|in\s)", rest) or re.search(
        r"\s\d{1,2}$", digits
    ):
        return None
    plain = _decimal(digits)
    if plain is None:
        raise NumberError(f"“{_shown(cleaned)}” could be read in two ways: type 470000 or 470,000.")
    try:
        value = Decimal(plain + (typed["exponent"] or "").replace("−", "-"))
    except InvalidOperation:
        return None
    factor, rest = _typed_scale(rest)
    if not _TYPED_REST.match(rest):
        raise NumberError(f"“{_shown(cleaned)}” has more than one number: type one.")
    return float(-value * factor if typed["sign"] in tuple("-−–") else value * factor)


def _typed_scale(rest: str) -> tuple[Decimal, str]:
    factor = Decimal(1)
    while match := _TYPED_SCALE.match(rest):
        name = match["name"].lower()
        extra = {"dozen": 12, "mio": 10**6, "mrd": 10**9}
        factor *= SCALES.get(name) or SHORT_SCALES.get(name) or extra[name]
        rest = rest[match.end() :]
    return factor, rest


_GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+")
    for mark in (",", ".", " ", "'", "’", "_")
}
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")


def _decimal(digits: str) -> str | None:
    """Typed digits as a plain numeral with a full stop, or None where marks make no sense."""
    for mark in (" ", "'", "’", "_"):
        if mark in digits:
            whole = re.split(r"[.,]\d+$", digits)[0]
            if not _GROUPED[mark].fullmatch(whole):
                return None
            digits = digits.replace(mark, "")
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return digits
    mark, other = digits[last], "," if digits[last] == "." else "."
    whole, fraction = digits[:last], digits[last + 1 :]
    if other in whole:
        grouped = _GROUPED[other].fullmatch(whole) or (other == "," and _INDIAN.fullmatch(whole))
        return f"{whole.replace(other, '')}.{fraction}" if grouped and mark not in whole else None
    if mark in whole:
        grouped = _GROUPED[mark].fullmatch(digits) or (mark == "," and _INDIAN.fullmatch(digits))
        return digits.replace(mark, "") if grouped else None
    if mark == "," and len(fraction) == 3 and _GROUPED[","].fullmatch(digits) and whole != "0":
        return whole + fraction
    return f"{whole or '0'}.{fraction}"


_PRINTED_SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"),
                   (Decimal(10**6), "million"))  # fmt: skip


def print_number(value: float) -> str:
    """A value as a reader would write it: ``470,000``, ``1.2 billion``, ``0.25``.

    From a million on it is written with a scale word where three digits say it exactly.
    ``read_number`` gives back the same value. Raises ValueError for infinities and NaN.
    """
    if not math.isfinite(value):
        raise ValueError("only a finite number can be printed")
    exact = Decimal(repr(float(value))) if value else Decimal(0)
    for factor, name in _PRINTED_SCALES:
        amount = (exact / factor).normalize()
        if 1 <= abs(amount) < 1000 and len(amount.as_tuple().digits) <= 3:
            return f"{amount:f} {name}"
    if exact and not -10 <= exact.adjusted() <= 20:
        return f"{value!r}".replace("+", "")
    printed = f"{exact:,f}"
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def print_year(year: float) -> str:
    """A year without grouping; one before the common era as ``44 BC``."""
    whole = round(year)
    return f"{-whole} BC" if whole < 0 else str(whole)
