"""Numbers in digits: grouped, decimal, powers, fractions, with their sign and scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from questions.numbers.endings import HALF_MORE, MINUS, SCALE_WORD, part_of, share_after
from questions.numbers.forms import (
    CURRENCY_SIGNS,
    GLYPHS,
    SCALES,
    SHORT_SCALES,
    TENTH,
    Form,
    Number,
    number_at,
    step_of,
)

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
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
_SCALE_LETTERS = re.compile(
    r"\s?(?P<letters>k|mn|mln|mm|m|bn|bln|b|tn|trn|t)(?![\w])", re.IGNORECASE
)


def lone_fractions(text: str) -> Iterator[Number]:
    """Fractions that stand alone: ``½ teaspoon``."""
    for match in _LONE_GLYPH.finditer(text):
        value = GLYPHS[match.group()]
        yield number_at(text, match.start(), match.end(), value, TENTH, Form.FRACTION)


def _plain(whole: str, fraction: str) -> str:
    """Digits without grouping, with a full stop before the decimals."""
    kept = re.sub(r"[,\s]", "", whole) or "0"
    return kept + ("." + fraction[1:] if fraction else "")


def digit_numbers(text: str) -> Iterator[Number]:
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
    value, step = Decimal(digits).scaleb(exponent), step_of(digits, exponent)
    end, form, scale = match.end(), Form.DIGITS, Decimal(1)
    plain = not match["fraction"] and not match["exponent"]
    if power := _POWER.match(text, end):
        raised = int((power["plain"] or power["raised"]).translate(_SUPERSCRIPT).replace("−", "-"))
        value, step, end = value.scaleb(raised), step.scaleb(raised), power.end()
    elif plain and (part := _fraction_after(text, end, value)):
        value, step, end, form = part
    elif plain and (share := share_after(text, end, value)):
        (value, end), step, form = share, TENTH, Form.FRACTION
    if found := _scale_after(text, match.start(), end):
        scale, end = found
    start = _with_sign(text, match.start())
    if start < match.start():
        value = -value
    return number_at(text, start, end, value, step, form, scale)


def _fraction_after(
    text: str, end: int, value: Decimal
) -> tuple[Decimal, Decimal, int, Form] | None:
    """``½`` or `` 1/2`` after a whole number, or ``/3`` that makes it a fraction."""
    if glyph := _GLYPH.match(text, end):
        return value + GLYPHS[glyph["glyph"]], TENTH, glyph.end(), Form.DIGITS
    if slash := _SLASH.match(text, end):
        top, bottom = int(slash["top"]), int(slash["bottom"])
        if 0 < top < bottom <= 64:
            return value + Decimal(top) / bottom, TENTH, slash.end(), Form.DIGITS
    if fraction := _FRACTION.match(text, end):
        bottom = int(fraction["bottom"])
        if 0 < value < bottom <= 100 and not (int(value) == 9 and bottom == 11):
            return value / bottom, TENTH, fraction.end(), Form.FRACTION
    if more := HALF_MORE.match(text, end):
        return value + part_of(more), TENTH, more.end(), Form.DIGITS
    return None


def _with_sign(text: str, start: int) -> int:
    """The place of a minus that belongs to the number at ``start``, else ``start``."""
    if said := MINUS.search(text, max(0, start - 10), start):
        return said.start()
    before = start - 1
    if before >= 0 and text[before] in CURRENCY_SIGNS:
        return start
    if before > 1 and text[before - 2].isdigit():
        return start
    if before >= 0 and text[before] in "-−–" and (before == 0 or text[before - 1] in ' (\u00a0[“"'):
        return before
    return start


# 30 MUSD · 120 kEUR
_SCALED_CODE = re.compile(r"\s?(?P<letter>[kKM])(?=(?:USD|EUR|GBP|AUD|CAD|CHF|SEK|NOK|DKK)\b)")
# "1.5 m headsets" are millions; "3 m waves" are three metres high.
_THINGS_AFTER = re.compile(
    r"\s(?!waves|walls|swells|strips|sections|intervals|lengths|cables|pipes|poles|masts|blades|"
    r"beams|boards|panels|columns|gaps|steps|hurdles|seas|ships|boats|yards|towers|tests|trees)"
    r"[a-z]{3,}s\b(?!\s(?:long|high|tall|deep|wide))"
)
_COUNTED_AFTER = re.compile(r"\s(?:[a-z]+\s)?(?:[a-z]{3,}s|people|men|women|children)\b")
_LENGTH_AFTER = re.compile(
    r"\s(?:long|tall|wide|deep|high|above|below|from|away|race|sprint|hurdles|final|freestyle|"
    r"butterfly|relay|across|in|of|and|to|at|on|off|for)\b"
)


def _scale_after(text: str, start: int, end: int) -> tuple[Decimal, int] | None:
    """The factor and end of a scale word or letter after the numeral ``text[start:end]``."""
    factor, place = Decimal(1), end
    while word := SCALE_WORD.match(text, place):
        name = word["scale"].lower()
        factor, place = factor * (12 if name == "dozen" else SCALES[name]), word.end()
    if place > end:
        return factor, place
    if code := _SCALED_CODE.match(text, end):
        return Decimal(SHORT_SCALES[code["letter"].lower()]), code.end()
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
    if spaced and name == "m":
        return _THINGS_AFTER.match(text, letters.end()) is not None
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
