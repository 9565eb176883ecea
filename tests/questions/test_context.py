"""Who says so, and as of when."""

from __future__ import annotations

import datetime as dt

import pytest

from questions.facts import context
from questions.language import parse
from questions.types import Article, Block

SOURCES = [
    # sentence, a word of what is vouched for, its source
    (
        "The reservoir holds 40 million litres, according to the Alpine Water Board (AWB).",
        "40",
        "the Alpine Water Board",
    ),
    (
        "According to a study by Lund University, 60 species of moth have vanished.",
        "60",
        "a study by Lund University",
    ),
    ("The mayor said that 300 trees would be planted.", "300", "The mayor"),
    ("Local officials reported 12 deaths and 40 injuries.", "40", "Local officials"),
    ("About 900 farms were flooded, the agency said.", "900", "the agency"),
    ("About 900 farms were flooded, the Morning Herald reported.", "900", "the Morning Herald"),
    ("“We lost 90 cows,” said farmer Anna Brandt.", "90", "farmer Anna Brandt"),
    ("Two ministers told the Globe that 5,000 jobs were at risk.", "5,000", "Two ministers"),
    ("The dam will cost $2 billion, the engineers told Reuters.", "2", "the engineers"),
    (
        "The club, which boasted that it sold 9,000 shirts, has lost every match.",
        "9,000",
        "The club",
    ),
    ("Vets estimate that one in five dogs is overweight.", "one", "Vets"),
    ("The fire burned 40 hectares of forest.", "40", None),
    ("The cost was estimated at $4 million.", "4", None),
    ("The United States has 50 states.", "50", None),
    ("It said 40 passengers were on board.", "40", None),
    (
        "With doctors in Oslo estimating that about 700 people were ill, schools closed.",
        "700",
        "doctors in Oslo",
    ),
    (
        "The ministry said 20 bridges were damaged and 300 roads closed.",
        "300",
        "The ministry",
    ),
    ("The report shows that 15 percent of wells are dry.", "15", "The report"),
    ("The gallery shows 40 paintings by local artists.", "40", None),
    (
        "Carla Ruiz, the harbour master, said 11 boats had sunk.",
        "11",
        "Carla Ruiz",
    ),
    (
        "The toll rose to 90, a spokesman for the ministry said on Friday.",
        "90",
        "a spokesman for the ministry",
    ),
    (
        "The town pays 9 percent due to a tax on wool, versus 8 in Bergen, said Ann Berg, a clerk.",
        "9",
        "Ann Berg",
    ),
    ("The basin cost 9 kroner, the mayor, Anna Holm, told the council.", "9", "Anna Holm"),
    ("The charity claims 30,000 children go hungry.", "30,000", "The charity"),
]


def plain(text: str, published: dt.date | None = None) -> Article:
    return Article(text, (Block(0, len(text)),), published=published)


@pytest.mark.parametrize(("text", "word", "source"), SOURCES, ids=[row[0] for row in SOURCES])
def test_attribution(text: str, word: str, source: str | None) -> None:
    parsed = parse(plain(text))
    position = text.index(word)
    sentence = parsed.sentence_at(position)
    assert sentence
    assert context.attribution(sentence, position) == source


def test_a_person_stands_for_their_pronoun() -> None:
    text = "Maria Lopez runs the zoo. She said 14 penguins had hatched."
    parsed = parse(plain(text))
    sentence = parsed.sentence_at(text.index("14"))
    assert sentence
    assert context.attribution(sentence, text.index("14")) in ("Maria Lopez", None)


DATES = [
    # sentence, a word of what holds, as of when, and the same with an article of 15 November 2024
    ("The port had 470 cranes at the start of 2024.", "470", "the start of 2024", None),
    ("As of September, 80 ships were idle.", "80", "September", "September 2024"),
    (
        "With some 80 ships idle and another 400 damaged as of September, trade slowed.",
        "80",
        "September",
        "September 2024",
    ),
    ("In March, the herd stood at 330, with food running short.", "330", "March", "March 2024"),
    ("The firm sold 900 boats last month.", "900", "last month", "October 2024"),
    ("About 70 villages have been rebuilt since the storm struck in May 2019.", "70", None, None),
    ("Output was 5 tonnes in 2020 and 7 tonnes in 2022.", "7", "2022", None),
    ("Output was 5 tonnes in 2020 and 7 tonnes in 2022.", "5", "2020", None),
    ("The lake covers 40 square miles.", "40", None, None),
    ("Prices rose 3%, the bank said on Friday.", "3", None, None),
    ("On 12 May 1999, 60 delegates signed the pact.", "60", "12 May 1999", None),
    (
        "The club, which sold 30 shirts last month, has 900 members.",
        "900",
        None,
        None,
    ),
    (
        "The club, which sold 30 shirts last month, has 900 members.",
        "30",
        "last month",
        "October 2024",
    ),
    ("In the 1990s the town had 20 mills.", "20", "the 1990s", None),
]


@pytest.mark.parametrize(("text", "word", "written", "resolved"), DATES)
def test_as_of(text: str, word: str, written: str | None, resolved: str | None) -> None:
    position = text.index(word)
    undated, dated = parse(plain(text)), parse(plain(text, dt.date(2024, 11, 15)))
    sentence = undated.sentence_at(position)
    assert sentence
    assert context.as_of(undated, sentence, position) == written
    assert context.as_of(dated, dated.sentences[0], position) == (resolved or written)
