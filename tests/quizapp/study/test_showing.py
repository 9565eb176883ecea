"""What is shown of questions and answers: words, order, evidence."""

import datetime as dt
from dataclasses import replace

import pytest

from questions.types import Answer, Option
from quizapp.models import Article
from quizapp.study import showing
from quizapp.study.schedule import Days
from tests.factories import PARAGRAPHS, SENTENCE, article_text, multiple_choice

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (None, ""),
        ("", ""),
        ("tonne", "tonnes"),
        ("person", "people"),
        ("kilometre per hour", "kilometres per hour"),
        ("square mile", "square miles"),
        ("city", "cities"),
        ("day", "days"),
        ("percent", "percent"),
        ("inch", "inches"),
    ],
)
def test_units_follow_their_number(unit: str | None, words: str) -> None:
    assert showing.unit_words(unit) == words


@pytest.mark.parametrize(
    ("value", "answer", "words"),
    [
        (470_000, Answer("", unit="tonne"), "470,000 tonnes"),
        (1, Answer("", unit="tonne"), "1 tonne"),
        (1914, Answer("", scale="year"), "1914"),
        (20, Answer("", unit="percent"), "20\u202f%"),
        (8000, Answer(""), "8,000"),
    ],
)
def test_a_number_with_its_unit(value: float, answer: Answer, words: str) -> None:
    assert showing.number_words(value, answer) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (dt.timedelta(hours=5), "today at 14:00"),
        (dt.timedelta(hours=19), "tomorrow at 4:00"),
        (dt.timedelta(days=4), "on Friday at 9:00"),
        (dt.timedelta(days=40), "on 11 April at 10:00"),
        (dt.timedelta(days=400), "on 6 April 2027 at 10:00"),
    ],
)
def test_a_moment_as_its_learner_says_it(ahead: dt.timedelta, words: str) -> None:
    assert showing.when_words(NOW + ahead, NOW, Days("Europe/London")) == words


def test_a_moment_is_in_the_learners_zone() -> None:
    assert showing.when_words(NOW, NOW, Days("Asia/Tokyo")) == "today at 18:00"


def test_options_of_words_are_shuffled_by_the_turn_and_figures_are_not() -> None:
    words = multiple_choice()
    orders = {tuple(one.index for one in showing.choices(words, str(key))) for key in range(40)}
    assert len(orders) > 10
    figures = replace(
        words, options=(Option("1,000"), Option("20k", correct=True), Option("half a million"))
    )
    assert [one.index for one in showing.choices(figures, "any")] == [0, 1, 2]


def test_every_place_holds_the_right_option_equally_often() -> None:
    places = [
        next(one.key for one in showing.marked(multiple_choice(), str(key), None) if one.mark)
        for key in range(400)
    ]
    assert all(60 < places.count(place) < 140 for place in (1, 2, 3, 4))


def test_evidence_stands_in_its_paragraph() -> None:
    article = Article.from_text(article_text())
    found = showing.passage(multiple_choice(), article)
    assert found
    assert found.paragraph == PARAGRAPHS[1]
    assert found.paragraph[found.start : found.end] == SENTENCE


def test_evidence_stands_alone_where_the_article_is_gone_or_differs() -> None:
    alone = showing.Passage(SENTENCE, 0, len(SENTENCE))
    assert showing.passage(multiple_choice(), None) == alone
    changed = Article.from_text(replace(article_text(), text="Something else."))
    assert showing.passage(multiple_choice(), changed) == alone
    assert showing.passage(replace(multiple_choice(), evidence=None), None) is None
