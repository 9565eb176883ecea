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
        for question in generate(article, kinds=[kind] if kind else None)
        if question.evidence and question.evidence.start < length
    ]


ESTIMATES = [
    # an object goes to the front
    (
        "Norway has amassed some 50,000 soldiers in the Finnmark region.",
        "About how many soldiers has Norway amassed in the Finnmark region as of November 2024?",
    ),
    # a list is not asked about by halves, nor cut short
    (
        "There were 96 flats in the Marholm Tower in Oslo and 256 tenants.",
        (
            "According to a November 2024 article, there were ____ flats in the Marholm Tower in "
            "Oslo and 256 tenants."
        ),
    ),
    (
        "There are 6,500 pelicans in Norway and Sweden, as well as in Denmark.",
        (
            "According to a November 2024 article, there are ____ pelicans in Norway and Sweden, "
            "as well as in Denmark."
        ),
    ),
    # a hedge stays, where it stood
    (
        "Norway reportedly sold 450 boats to Sweden in 2012.",
        "How many boats did Norway reportedly sell to Sweden in 2012?",
    ),
    (
        "Norway only sold 450 boats to Sweden in 2012.",
        "How many boats did Norway sell to Sweden in 2012?",
    ),
    # a clause is not cut before its verb
    (
        "Norway sold 450 boats in Oslo until its port in Bergen, a town by the sea, was ready.",
        (
            "According to a November 2024 article, Norway sold ____ boats in Oslo until its port "
            "in Bergen was ready."
        ),
    ),
    # whose basin it is, and who told of it
    (
        (
            "The harbour of Lund lies in Norway. Its basin drew 240,000 visitors in 2012, the "
            "mayor, Anna Holm, told the council."
        ),
        "According to Anna Holm, how many visitors did the harbour of Lund’s basin draw in 2012?",
    ),
    # a unit beside a gap gives nothing away
    (
        "The command in Bahrain watches over about 2.5 million square miles of sea near Arabia.",
        ("The command in Bahrain watches over about ____ square miles of sea near Arabia."),
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
    # "there" stands where a subject would
    (
        "In 1865 there were 40,000 people in Oslo.",
        "How many people were there in Oslo in 1865?",
    ),
    (
        "There have been 30 strikes in Norway since 2010.",
        "How many strikes have there been in Norway since 2010?",
    ),
    # "between 1980 and 2012" is one, whoever says so after it
    (
        "Fishing off Norway fell by 25% between 1980 and 2012, Olaf Berg told the Marholm Times.",
        "According to Olaf Berg, fishing off Norway fell by ____% between 1980 and 2012.",
    ),
    # another figure with the same noughts gives nothing away
    (
        "The population of Oslo fell from 40,000 in 1865 to 30,000 in 1900.",
        "The population of Oslo fell from ____ in 1865 to 30,000 in 1900.",
    ),
    # a unit is no giveaway
    (
        "Ann Berg spent 12 years in a prison near Oslo, according to the Marholm Times.",
        (
            "According to the Marholm Times, cited in a November 2024 article, how many years did "
            "Ann Berg spend in a prison near Oslo?"
        ),
    ),
    (
        "Oslo has over 225 days of sunshine annually.",
        "Oslo has over ____ days of sunshine annually.",
    ),
    # who says so, without a comma after it
    (
        "According to the Marholm Ministry over 345 Norwegian sailors were killed in 2019.",
        "According to the Marholm Ministry, over ____ Norwegian sailors were killed in 2019.",
    ),
    # a count that leaves its noun to the reader
    (
        "A storm hit Oslo in 2015, killing 107 or more people and wounding 238.",
        "A storm hit Oslo in 2015, killing 107 or more people and wounding ____ people.",
    ),
    (
        "A storm hit Oslo in 2015, killing 107 or more and wounding 2 sailors.",
        "A storm hit Oslo in 2015, killing ____ people or more and wounding 2 sailors.",
    ),
    # one can't have fewer of a length
    (
        "The deserts of Norway get rain of fewer than 30 cm in a year.",
        (
            "According to a November 2024 article, the deserts of Norway get rain of less than "
            "____ cm in a year."
        ),
    ),
    # a day keeps its date
    (
        "On Thursday, Dec. 15, Norwegian aircraft from Oslo destroyed 140 tanks and a bridge.",
        "On Dec. 15, 2023, Norwegian aircraft from Oslo destroyed ____ tanks and a bridge.",
    ),
    # what a thing has is asked with its unit
    (
        "Norway has an area of 385,000 square kilometres.",
        "What is the area of Norway in square kilometres?",
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
    # "to" of "home to" stays behind
    (
        "Oslo was home to 700,000 people in 2020.",
        "How many people was Oslo home to in 2020?",
    ),
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
        "In what year did Olaf Berg declare himself King of Marholm?",
    ),
    (
        "Olaf Berg was born in England in 1818 and grew up in South Africa.",
        "In which country was Olaf Berg born?",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CHOICES)
def test_dates_and_names_are_asked_for(sentence: str, expected: str) -> None:
    assert expected in prompts(sentence, kind=QuestionKind.MULTIPLE_CHOICE)


def test_what_happened_on_no_given_day_says_where_it_was_told() -> None:
    found = prompts("Thirty strikes engaged twenty enemy units near Marholm.")
    assert found
    assert all(prompt.startswith("According to a November 2024 article, ") for prompt in found)


SILENT = [
    # a full stop is missing
    "Olaf Berg won a seat in the Marholm constituency In the Finnmark constituency he got 200.",
    # two subjects, one verb
    "Both unbeaten teams going in, the Norwegian team won the championship and $50,000.",
    # under a condition
    "If a factory in Oslo makes only 100 boats each year, each boat is dear.",
    # half of two that go together, or of a choice
    "Norway would grow by either 49 percent or by 27 percent.",
    # the only one of its sort, beside one that is not named
    "The other 40 boats were sold to Norway in 2019.",
    # counted from an hour that nobody knows
    "In the past 24 hours, Norway sold 30 boats to Sweden.",
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


NOT_ASKED_FOR = [
    # the list gives the count away
    ("There are four hotels in Oslo: Grand, Bristol, Plaza and Astor.", "____ hotels"),
    # the relative clause belongs to what is asked for
    ("Fishermen in Norway rescued over 700 people whose boat sank in 2015.", "how many people did"),
    # said of many
    ("Olaf Berg was a Norwegian painter.", "Who was"),
    # a particle, no preposition
    ("Olaf Berg drove in Knut Dahl in the last inning in Oslo in 2014.", "In whom"),
    # one of several
    ("Olaf Berg visited Turkey on 4 April and Uzbekistan on 5 April 2016.", "Which country did"),
    # no example is the whole
    (
        "Olaf Berg spoke of groups such as Marholm Watch, which posted letters in Oslo in 1994.",
        "did as",
    ),
    # numbered things
    ("Shells hit posts 542 and 543 in Norway on 5 May 2015.", "posts ____"),
    # a place in a row
    ("Norway held a feast in Oslo for its 80th birthday in 2009.", "____ birthday"),
    # maybe a year
    ("York grew fast in Roman Britain, and after 211 became the capital.", "after ____"),
    # what is told in passing of what the sentence is about
    (
        "With a population of 120,000, the Norwegian city of Marholm saw floods in 2019.",
        "population",
    ),
    # half of a stretch of time
    ("Tests in Oslo ran after periods of 1 month to 50 years of rest in 2015.", "to ____"),
    # the year is part of a name
    ("Norway grew rapidly after the War of 1812.", "War of ____"),
    # half of a name
    ("Jenna Dahl is a Norwegian actress and singer in Oslo.", "Jenna ____"),
    # a remark and what goes on behind it
    (
        "In 1891 Ann Berg met an editor who would help, she hoped, this young poet in Oslo.",
        "would help?",
    ),
    # what the relative clause opened with is gone
    (
        "Olaf Berg wrote a book in Oslo, to which, with one by Dahl, a prize was given by Norway.",
        "a prize was given",
    ),
    # an example is no subject
    ("Norway condemned the attacks, including one in Oslo claimed by rebels.", "article, one in"),
    # the critics' clause has lost its subject
    (
        (
            "Olaf Berg was sent to Camp Marholm in Oslo, which the Church calls a retreat, "
            "but critics charge is a prison."
        ),
        "critics charge is",
    ),
    # nothing says of what
    ("The Oslo area had 988,000 in the 2010 census.", "had ____"),
]


@pytest.mark.parametrize(("sentence", "words"), NOT_ASKED_FOR)
def test_what_cannot_be_asked_well_is_not_asked(sentence: str, words: str) -> None:
    assert not any(words in prompt for prompt in prompts(sentence))


def test_a_day_has_the_year_of_the_day_that_follows() -> None:
    found = prompts("Olaf Berg visited Turkey on 4 April and Uzbekistan on 5 April 2016.")
    assert not any("4 April 2024" in prompt for prompt in found)


def test_a_timetable_is_not_the_articles_own_week() -> None:
    for prompt in prompts("Marholm Air offers two flights per week on Monday and Friday to Oslo."):
        assert "November 2024 and" not in prompt
