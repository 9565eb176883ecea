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
OF_SCALE = re.compile(
    r"[\s-](?:of\s)?(?:an?\s)?(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b",
    re.IGNORECASE,
)


def part_of(more: re.Match[str]) -> Decimal:
    if more["three"]:
        return Decimal("0.75")
    return Decimal(1) / DENOMINATORS[more["part"].lower()]


def word_value(word: str) -> Decimal:
    lowered = word.lower()
    if lowered.isdigit():
        return Decimal(lowered)
    return Decimal(100 if "hundred" in lowered else SMALL.get(lowered) or TENS[lowered])
