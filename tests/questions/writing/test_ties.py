"""How ties are asked about: what is written in full, and where there is silence."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from questions import facts
from questions.language import parse
from questions.types import Article, Block, Question, QuestionKind
from questions.writing import ties
from questions.writing.candidates import Writer
from questions.writing.distractors import Others

TEXT = (
    "Gen. Anna Brandt, commander of the Northern Fleet, thanked the crews in Tema on Monday. "
    "Peter Maas, chief executive officer of the Lund Steel Company, paid for the fuel. "
    "Kenyan Foreign Minister Grace Odera welcomed the rescue. "
    "The Kano Rural Water Trust (KRWT) sent two ships. "
    "The rescue was part of Operation Lion, the operation to free the port of Tema from pirates. "
    "A fire broke out near Tamale, Ghana, the same day. "
    "Oslo Mayor Nils Berg was glad. "
    "Nations which sent ships to Tema include Kenya, Norway, the Netherlands and Japan."
)


def article(text: str = TEXT, *, published: dt.date | None = dt.date(2019, 3, 4)) -> Article:
    return Article(text, (Block(0, len(text)),), title="Rescue off Tema", published=published)


def asked(of: Article) -> dict[str, Question]:
    """The questions about ties, by prompt."""
    parsed = parse(of)
    found = facts.find(parsed)
    writer, others = Writer(parsed), Others(parsed, found)
    draw = random.Random(1)
    written = [
        question
        for fact in found
        if fact.kind in ties.KINDS
        for question in ties.write(writer, fact, others, draw)
    ]
    return {one.prompt: one for one in written}


@pytest.mark.parametrize(
    ("prompt", "key"),
    [
        ("In March 2019, the commander of the Northern Fleet was ____.", "Anna Brandt"),
        ("In March 2019, the mayor of Oslo was ____.", "Nils Berg"),
        ("In March 2019, Gen. Anna Brandt was commander of the ____.", "Northern Fleet"),
        ("Which post did Grace Odera hold in March 2019?", "Kenyan Foreign Minister"),
        (
            "Which post did Peter Maas hold at the Lund Steel Company in March 2019?",
            "chief executive officer",
        ),
        ("The abbreviation KRWT stands for ____.", "Kano Rural Water Trust"),
        ("The operation to free the port of Tema from pirates is called Operation ____.", "Lion"),
        ("In which country is Tamale located?", "Ghana"),
    ],
)
def test_a_tie_is_asked_about_in_full(prompt: str, key: str) -> None:
    question = asked(article())[prompt]
    assert question.answer.text == key
    assert question.evidence is not None
    assert key in question.evidence.text


def test_no_other_member_of_a_list_is_a_wrong_option() -> None:
    questions = [one for one in asked(article()).values() if "which of these" in one.prompt.lower()]
    assert len(questions) == 1
    wrong = {option.text for option in questions[0].options if not option.correct}
    assert len(wrong) >= 2
    assert not wrong & {"Kenya", "Norway", "Netherlands", "Japan"}


def test_a_post_is_not_asked_about_where_nothing_tells_when() -> None:
    untold = Article(TEXT, (Block(0, len(TEXT)),))
    assert not [prompt for prompt in asked(untold) if "post" in prompt or "commander" in prompt]


def test_both_ends_of_a_tie_are_siblings() -> None:
    questions = asked(article())
    keys = {one.fact_key for prompt, one in questions.items() if "Grace Odera" in prompt}
    others = {one.fact_key for one in questions.values() if one.answer.text == "Grace Odera"}
    assert len(keys | others) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Anna Brandt, a member of the Northern Fleet Council, thanked the crews in Tema.",
        "In 1998 Anna Brandt, commander of the Northern Fleet, thanked the crews in Tema.",
        "Anna Brandt, commander of the QXZT, thanked the crews in Tema.",
        "The director, Anna Brandt, thanked the crews of Tema and the people of the town.",
        "“This is the best day of their lives in Tema,” said Anna Brandt of Kumasi.",
    ],
)
def test_what_several_hold_or_few_understand_is_not_asked_about(text: str) -> None:
    questions = asked(article(text)).values()
    assert not [one for one in questions if one.answer.text == "Anna Brandt"]


def test_a_quotation_needs_two_others_who_could_have_said_it() -> None:
    text = (
        "“Kenya will never again close the port of Mombasa,” said Anna Brandt, the mayor of Tema. "
        "Peter Maas thanked her. Mary Jones did so, too. John Hale left the hall in Mombasa."
    )
    questions = [one for one in asked(article(text)).values() if "said: “" in one.prompt]
    assert [one.answer.text for one in questions] == ["Anna Brandt"]
    assert questions[0].kind is QuestionKind.MULTIPLE_CHOICE
    alone = asked(article(text.partition(" Peter")[0]))
    assert not [prompt for prompt in alone if "said: “" in prompt]
