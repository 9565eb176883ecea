"""Clauses of odd sentences: whatever the word order, reading one never fails."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.language import Sentence, load, sentences_of
from questions.types import Block, BlockKind
from questions.writing.clauses import Clause, clauses
from questions.writing.soundness import is_sound

WORDS = re.findall(
    r"\S+",
    "and have you shown that to Mr. Berg , the who which said is were 42 her son by not there "
    "killing when ? “ ” - ; has been ( ) of Oslo 12 people",
)


def sentences(text: str) -> list[Sentence]:
    return list(sentences_of(load()(text), Block(0, len(text), BlockKind.PARAGRAPH)))


def clauses_in(text: str) -> list[Clause]:
    return [one for sentence in sentences(text) for one in clauses(sentence)]


@pytest.mark.parametrize(
    "text",
    [
        "And, have you shown that to uh Mr. Berg?",
        "Which, are?",
        "Were 42, and her son?",
        "There, is who, said.",
        ", have been killed.",
        "“Were”, the.",
    ],
)
def test_an_odd_word_order_costs_a_question_and_no_more(text: str) -> None:
    clauses_in(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_any_words_can_be_read(words: list[str]) -> None:
    for clause in clauses_in(" ".join(words)):
        assert clause.subject
        assert clause.group


ONE_SUBJECT = [
    "A series of raids against the rebels in Finnmark killed more than 20 soldiers.",
    "His brother Olaf Berg died at the age of six.",
    "Last week the talks in Oslo ended.",
]


@pytest.mark.parametrize("text", ONE_SUBJECT)
def test_a_subject_of_two_nouns_is_sound(text: str) -> None:
    (sentence,) = sentences(text)
    assert is_sound(sentence)


def test_two_subjects_with_a_comma_between_are_not() -> None:
    text = "Both unbeaten teams going in, the Norwegian team won the championship and $50,000."
    (sentence,) = sentences(text)
    assert not is_sound(sentence)


TOLD_APART = [
    # a dateline, and the number of a figure, without a mark
    "Thursday, May 7, 2015 On Tuesday, the Norwegian government bought thirty boats.",
    "Figure 1.3 The map shows the coast of Norway.",
    # a caption
    "Ann Berg of Marholm Party In the Finnmark constituency, Olaf Dahl won by 424 votes.",
]


@pytest.mark.parametrize("text", TOLD_APART)
def test_a_label_is_no_part_of_the_sentence_after_it(text: str) -> None:
    assert len(sentences(text)) == 2


def test_a_noun_after_a_day_is_the_subject() -> None:
    (sentence,) = sentences(
        "On Thursday, Dec. 15, Norwegian aircraft from Oslo destroyed 14 tanks."
    )
    (clause,) = clauses(sentence)
    assert sentence.tokens.doc[clause.subject.end - 1].text in {"aircraft", "Oslo"}


PAST = [
    ("Operation Marholm provided more than 400 masks to the Norwegian army.", "provided", "VBD"),
    ("The talks held in Oslo were brief.", "held", "VBN"),
    ("Three men arrested in Oslo", "arrested", "VBN"),
]


@pytest.mark.parametrize(("text", "verb", "tag"), PAST)
def test_a_verb_with_a_subject_and_no_helper_is_past(text: str, verb: str, tag: str) -> None:
    (sentence,) = sentences(text)
    assert [one.tag_ for one in sentence.words if one.text == verb] == [tag]
