"""Wrong options that a reader has to think about: same type, role, unit, form and roundness.

``numbers_for`` for figures, ``years_around`` and ``dates_around`` for dates, ``names_around`` for
people, places and organisations, ``phrases`` for short common-noun phrases. Each gives two or
three texts, or None where no two good ones exist: the fact is then asked without options.
``Others`` tells what the article offers for them and what it forbids.
"""

from questions.writing.distractors.dates import dates_around, years_around
from questions.writing.distractors.names import asked_as, names_around, neighbours
from questions.writing.distractors.numbers import SMALL_WORDS, numbers_for
from questions.writing.distractors.others import Others
from questions.writing.distractors.phrases import phrases

__all__ = [
    "SMALL_WORDS",
    "Others",
    "asked_as",
    "dates_around",
    "names_around",
    "neighbours",
    "numbers_for",
    "phrases",
    "years_around",
]
