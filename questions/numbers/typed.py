"""What a learner types, read as a number."""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation

from questions.errors import NumberError
from questions.numbers.forms import CURRENCY_SIGNS, SCALES, SHORT_SCALES
from questions.numbers.scanning import scan

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
