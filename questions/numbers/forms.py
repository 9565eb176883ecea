"""What a number is, and the words and signs that numbers are written with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


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
TENTH = Decimal("0.1")


def step_of(digits: str, exponent: int = 0) -> Decimal:
    """The value of one unit in the last stated digit of a plain decimal numeral."""
    whole, _, fraction = digits.partition(".")
    if fraction:
        return Decimal(1).scaleb(exponent - len(fraction))
    stripped = whole.rstrip("0")
    return Decimal(1).scaleb(exponent + (len(whole) - len(stripped) if stripped else 0))


def number_at(
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
