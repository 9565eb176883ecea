"""A value written so that a reader, and ``read_number``, understands it."""

from __future__ import annotations

import math
from decimal import Decimal

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
