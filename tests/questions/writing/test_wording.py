"""Sentences and the questions that they give: the table is the specification of the wording."""

from __future__ import annotations

import datetime as dt

import pytest

from questions.article import read
from questions.generation import generate
from questions.types import QuestionKind

PADDING = (
    "The harbour town of Marholm lies on the coast of Norway. "
    "Its market is held every week, and visitors come from all over the country."
)


def prompts(text: str, *, title: str = "", kind: QuestionKind | None = None) -> list[str]:
    article = read(f"{text}\n\n{PADDING}", title=title, published=dt.date(2024, 11, 17))
    length = len(text)
    return [
        question.prompt
        for question in generate(article)
        if question.evidence
        and question.evidence.start < length
        and (kind is None or question.kind is kind)
    ]


ESTIMATES = [
    # an object goes to the front
    (
        "Norway has amassed some 50,000 soldiers in the Finnmark region.",
        "About how many soldiers has Norway amassed in the Finnmark region as of November 2024?",
    ),
    # a subject stays where it is
    (
        "Nearly 30,000 people came to the funeral of Olaf Berg in Oslo.",
        (
            "According to a November 2024 article, about how many people came to the funeral "
            "of Olaf Berg in Oslo?"
        ),
    ),
    # a preposition goes with its words
    (
        "Exports from Norway fell by 12% in 2019.",
        "By what percentage did exports from Norway fall in 2019?",
    ),
    # the source comes first, once
    (
        "Norway had 470,000 registered boats at the start of 2020, according to the Marholm Times.",
        (
            "According to the Marholm Times, how many registered boats did Norway have "
            "at the start of 2020?"
        ),
    ),
    # an opening date goes to the end
    (
        "In March 2021, Norway's fleet stood at an estimated 330 ships.",
        "At about how many ships did Norway's fleet stand in March 2021?",
    ),
    # money
    (
        "Norway spent $45 million on the bridge over Marholm Sound in 1998.",
        "How much did Norway spend on the bridge over Marholm Sound in 1998?",
    ),
    pytest.param(
        "The bridge over Marholm Sound cost $45 million.",
        "How much did the bridge over Marholm Sound cost?",
        marks=pytest.mark.xfail(reason="the model reads this 'cost' as a noun", strict=False),
    ),
    # a measure with its adjective
    (
        "The Marholm Trail is 220 kilometres long.",
        "How many kilometres long is the Marholm Trail?",
    ),
    # a relative clause stands on its own, and its verb agrees
    (
        (
            "Storms destroyed the forests of Norway, which were estimated at 470,000 hectares "
            "in 2015, according to the Marholm Times."
        ),
        (
            "According to the Marholm Times, at about how many hectares were the forests of Norway "
            "estimated in 2015?"
        ),
    ),
    # an absolute phrase follows its premise
    (
        (
            "Norway suffered heavy losses in 1987, with an estimated 800 boats destroyed "
            "and another 4,000 damaged."
        ),
        "Norway suffered heavy losses in 1987. About how many boats had been destroyed?",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ESTIMATES)
def test_a_figure_is_asked_for(sentence: str, expected: str) -> None:
    assert expected in prompts(sentence, kind=QuestionKind.NUMERIC_ESTIMATE)


CHOICES = [
    (
        "Norway has reportedly sent troops to Finland since March 2022.",
        "Which country has reportedly sent troops to Finland since March 2022?",
    ),
    (
        "The Marholm Museum was founded in 1923.",
        "In what year was the Marholm Museum founded?",
    ),
    (
        "On 17 September 1859, Olaf Berg declared himself King of Marholm.",
        "When did Olaf Berg declare himself King of Marholm?",
    ),
    (
        "Olaf Berg was born in England in 1818 and grew up in South Africa.",
        "In which country was Olaf Berg born in 1818?",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CHOICES)
def test_dates_and_names_are_asked_for(sentence: str, expected: str) -> None:
    assert expected in prompts(sentence, kind=QuestionKind.MULTIPLE_CHOICE)


def test_what_happened_on_no_given_day_says_where_it_was_told() -> None:
    found = prompts("Three strikes engaged two enemy units near Marholm.")
    assert found
    assert all(prompt.startswith("According to a November 2024 article, ") for prompt in found)


SILENT = [
    "The group sells wheat in Norway, Sweden and Denmark, and 40 partners.",
    "They sold 5,000 of these last year.",
    "The company employed 300 people there.",
    "He paid $40 million for it.",
    "The region received 700 of them.",
    "It did not sell 3,000 boats in Norway.",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_what_leans_on_the_text_around_it_is_not_asked(sentence: str) -> None:
    assert prompts(sentence) == []


def test_a_definite_phrase_is_given_the_name_it_had_before() -> None:
    found = prompts(
        "Norway sent ships to the Finnmark region. Norway keeps 50,000 soldiers in the region."
    )
    assert any("soldiers does Norway keep in the Finnmark region" in prompt for prompt in found)


def test_last_month_is_told_from_the_articles_own_date() -> None:
    found = prompts("Norway sold 1,500 boats to Sweden last month.")
    assert "How many boats did Norway sell to Sweden in October 2024?" in found


def test_joined_verbs_are_not_torn_apart() -> None:
    found = prompts("About 700,000 sheep have been killed or wounded in Norway since 2010.")
    assert "About how many sheep have been killed or wounded in Norway since 2010?" in found


def test_no_prompt_says_its_own_key() -> None:
    for prompt in prompts("North Korea sent North Korean troops to Russia in June 2024."):
        assert not prompt.startswith("Which country sent North Korean")


def test_a_claim_about_itself_is_said_to_be_its_own() -> None:
    found = prompts("Norway claimed that it sold 1,500 boats to Sweden in 2019.")
    assert any(prompt.startswith("By its own account, ") for prompt in found)
    as_claims = ("ccount", "According to Norway", "Norway claimed")
    assert all(any(words in prompt for words in as_claims) for prompt in found)


def test_a_name_is_asked_for_with_who_claims_it() -> None:
    found = prompts("Norway sold 1,500 boats to Sweden in 2019, according to the Marholm Times.")
    assert found
    assert all(prompt.startswith("According to the Marholm Times, ") for prompt in found)
