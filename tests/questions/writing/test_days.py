"""Days that are told from the article's own date, as a question says them."""

from __future__ import annotations

import datetime as dt

import pytest

from questions.article import read
from questions.language import parse
from questions.writing.candidates import Writer
from questions.writing.wording import Unwritable, sentence_case

TUESDAY, SUNDAY = dt.date(2014, 5, 20), dt.date(2014, 5, 25)
TOLD = [
    # a sentence, the day of its article, the sentence as it stands alone
    (
        "A storm yesterday sank a boat off Oslo.",
        TUESDAY,
        "A storm on 19 May 2014 sank a boat off Oslo.",
    ),
    (
        "Ann Berg opened a fair in Oslo this weekend.",
        TUESDAY,
        "Ann Berg opened a fair in Oslo on the weekend of 17 May 2014.",
    ),
    (
        "Ann Berg opened a fair in Oslo last weekend.",
        SUNDAY,
        "Ann Berg opened a fair in Oslo on the weekend of 17 May 2014.",
    ),
    (
        "Ann Berg will open a fair in Oslo this weekend.",
        TUESDAY,
        "Ann Berg will open a fair in Oslo on the weekend of 24 May 2014.",
    ),
    (
        "Ann Berg opened a fair in Oslo last week.",
        TUESDAY,
        "Ann Berg opened a fair in Oslo in mid-May 2014.",
    ),
    (
        "Ann Berg opened a fair in Oslo two days ago.",
        TUESDAY,
        "Ann Berg opened a fair in Oslo on 18 May 2014.",
    ),
    (
        "Oslo was hit by floods last December 2011.",
        TUESDAY,
        "Oslo was hit by floods in December 2011.",
    ),
    (
        "Ann Berg opened a fair in Oslo on 3 May this year.",
        TUESDAY,
        "Ann Berg opened a fair in Oslo on 3 May 2014.",
    ),
    (
        "Next year's race will be held in Oslo by Ann Berg.",
        TUESDAY,
        "2015's race will be held in Oslo by Ann Berg.",
    ),
    # whether it is over, it does not say
    (
        "Ann Berg opens a fair in Oslo this weekend.",
        TUESDAY,
        None,
    ),
]


@pytest.mark.parametrize(("text", "published", "told"), TOLD, ids=[row[0] for row in TOLD])
def test_a_day_is_told_by_its_date(text: str, published: dt.date, told: str | None) -> None:
    rest = "The harbour was closed to all boats, and many people waited there for a long time."
    parsed = parse(read(f"{text} {rest}", name="a.md", published=published))
    sentence = parsed.sentences[0]
    voice = Writer(parsed).voice(sentence)
    try:
        said = voice.say(sentence.tokens.start, sentence.tokens.end)
    except Unwritable:
        said = None
    assert (said and sentence_case(said)) == told
