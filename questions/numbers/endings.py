"""Patterns that digits and spelled numbers share: scale words, halves more, ``one in five``."""

from __future__ import annotations

import re
from decimal import Decimal

from questions.numbers.forms import DENOMINATORS, SMALL, TENS

SCALE_WORD = re.compile(
    r"[\s-]?(?P<scale>hundred|thousand|lakh|million|crore|billion|trillion|quadrillion|dozen)"
    r"(?![\w])",
    re.IGNORECASE,
)
ONE_IN = re.compile(
    r"\sin\s(?:every\s)?(?P<of>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    r"thirty|forty|fifty|a\shundred)(?![\w,.]\d|[\w-])(?!\s(?:minutes|hours|days|weeks|months|"
    r"years|seconds)\b)",
    re.IGNORECASE,
)
HALF_MORE = re.compile(
    r"[\s-]+and[\s-]+(?:a|one)[\s-]+(?P<part>half|third|quarter)\b|"
    r"[\s-]+and[\s-]+three[\s-]+(?P<three>quarters)\b",
    re.IGNORECASE,
)
# minus 30 · negative five; not "ten minus 5"
MINUS = re.compile(r"(?<!\d\s)\b(?:minus|negative)\s$", re.IGNORECASE)
# nine out of ten · 2 in 3 · seven in every ten; not "three in four days"
SHARE_OF = re.compile(
    r"\s(?:in|out\sof)\s(?:every\s)?(?P<of>[3-9]|10|20|100|1,?000|three|four|five|six|seven|eight|"
    r"nine|ten|twenty)(?![\w,.]\d|[\w%-])(?!\s(?:seconds|minutes|hours|days|weeks|months|years|"
    r"decades|games|matches|tests|starts|attempts|seasons|innings|percent|per\scent|million|"
    r"billion|hundred|thousand|different|other|major)\b)",
    re.IGNORECASE,
)
OF_SCALE = re.compile(
    r"[\s-](?:of\s)?(?:an?\s)?(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b",
    re.IGNORECASE,
)


def part_of(more: re.Match[str]) -> Decimal:
    if more["three"]:
        return Decimal("0.75")
    return Decimal(1) / DENOMINATORS[more["part"].lower()]


def share_after(text: str, end: int, value: Decimal) -> tuple[Decimal, int] | None:
    """The share and end of ``in five`` or ``out of ten`` after the whole number ``value``."""
    found = (ONE_IN if value == 1 else SHARE_OF).match(text, end)
    if not found or value < 1 or value != int(value):
        return None
    whole = word_value(found["of"])
    return (value / whole, found.end()) if value < whole else None


def word_value(word: str) -> Decimal:
    lowered = word.lower().replace(",", "")
    if lowered.isdigit():
        return Decimal(lowered)
    return Decimal(100 if "hundred" in lowered else SMALL.get(lowered) or TENS[lowered])
