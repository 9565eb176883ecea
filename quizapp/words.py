"""The interface's own words, dates and numbers, in the language of whoever is asking.

The source language is English; outside a request, as in the commands, it is the only one.
Figures of a card (its answer, an estimate) are not of the interface: see ``questions.numbers``.
"""

from __future__ import annotations

import datetime as dt

from babel import Locale, dates, numbers
from flask_babel import get_locale, gettext, lazy_gettext, ngettext

__all__ = ["date_as", "figure", "gettext", "lazy_gettext", "long_date", "mark", "ngettext"]

SOURCE = "en"
# English dates stand day first.
LOCALES = {"en": "en_GB", "de": "de"}


def mark(message: str) -> str:
    """Gathers a message for translation where it stands; whoever shows it translates it."""
    return message


def locale() -> Locale:
    return get_locale() or Locale.parse(LOCALES[SOURCE])


def figure(value: float, digits: int = 0) -> str:
    """A number of the interface's own: ``1,234``, in German ``1.234``."""
    if not digits and 0 <= value < 1000:
        return str(round(value))
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return str(numbers.format_decimal(value, format=pattern, locale=locale()))


def date_as(day: dt.date, pattern: str) -> str:
    """A date by a pattern of Unicode's, such as ``MMMM y``: March 2026."""
    return str(dates.format_date(day, pattern, locale=locale()))


def long_date(day: dt.date) -> str:
    """``2 March 2026``, in German ``2. März 2026``."""
    return date_as(day, "long")
