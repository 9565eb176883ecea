"""The interface's own words, dates and numbers, in the language of whoever is asking.

The source language is English; outside a request, as in the commands, it is the only one.
Figures of a card (its answer, an estimate) are not of the interface: see ``questions.numbers``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from unicodedata import normalize

import flask_babel
from babel import Locale, UnknownLocaleError, dates, lists, numbers
from flask_babel.speaklater import LazyString

SOURCE = "en"
# English dates stand day first.
LOCALES = {"en": "en_GB", "de": "de"}
# Whole numbers among which every category of number has its example.
SAMPLES = 200


def gettext(message: str, **values: object) -> str:
    """The message in the reader's language, with its values put in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The form for ``num``, which stands in it as ``%(num)s``."""
    said = flask_babel.get_translations().ungettext(one, many, num)
    return str(said % {"num": figure(num), **values})


def lazy_gettext(message: str, **values: object) -> Any:
    """A message that is translated when it is shown: for a form's labels, which are made once."""
    return flask_babel.lazy_gettext(message, **values)


def lazy_figure(value: float) -> Any:
    """A number that is written when it is shown."""
    return LazyString(figure, value)


def mark(message: str) -> str:
    """Gathers a message for translation where it stands; whoever shows it translates it."""
    return message


def mark_many(one: str, many: str) -> tuple[str, str]:
    """The same for what is counted."""
    return one, many


def forms_of(one: str, many: str) -> dict[str, str]:
    """The forms of a counted message by CLDR's categories: {"one": ..., "other": ...}."""
    translations, category_of = flask_babel.get_translations(), locale().plural_form
    return {
        category_of(number): str(translations.ungettext(one, many, number))
        for number in reversed(range(SAMPLES))
    }


def locale() -> Locale:
    return flask_babel.get_locale() or Locale.parse(LOCALES[SOURCE])


def language_names() -> dict[str, str]:
    """The languages that have a code of two letters, and their names, in the order of these."""
    named = {code: name for code, name in locale().languages.items() if len(code) == 2}
    return dict(sorted(named.items(), key=lambda one: normalize("NFKD", one[1]).casefold()))


def language_name(tag: str) -> str:
    """What a language is called: ``German (Switzerland)``; its tag where it has no name here."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(locale()) or tag)
    except (UnknownLocaleError, ValueError):
        return tag


def figure(value: float, digits: int = 0) -> str:
    """A number of the interface's own: ``1,234``, in German ``1.234``."""
    if not digits and 0 <= value < 1000:
        return str(round(value))
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return str(numbers.format_decimal(value, format=pattern, locale=locale()))


def listed(names: list[str]) -> str:
    """``a, b and c``."""
    return str(lists.format_list(names, locale=locale()))


def date_as(day: dt.date, pattern: str) -> str:
    """A date by a pattern of Unicode's, such as ``MMMM y``: March 2026."""
    return str(dates.format_date(day, pattern, locale=locale()))


def short_date(day: dt.date, *, year: bool = False) -> str:
    """``2 Mar`` or ``2 Mar 2026``, in German ``2. März``."""
    return str(dates.format_skeleton("yMMMd" if year else "MMMd", day, locale=locale()))


def weekday(day: dt.date) -> str:
    """``Friday``."""
    return date_as(day, "EEEE")


def date_with_day(day: dt.date, *, year: bool) -> str:
    """``2 March`` or ``2 March 2026``."""
    return long_date(day) if year else str(dates.format_skeleton("MMMMd", day, locale=locale()))


def long_date(day: dt.date) -> str:
    """``2 March 2026``, in German ``2. März 2026``."""
    return date_as(day, "long")
