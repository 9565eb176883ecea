"""Roles, definitions, belongings, lists, quotations and reasons: what is found, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from questions.facts import definitions, members, parts, quotations, reasons, roles
from questions.language import Parsed, parse
from questions.types import Article, Block, Fact


def facts_in(find: Callable[[Parsed], list[Fact]], text: str) -> tuple[Article, list[Fact]]:
    article = Article(text, (Block(0, len(text)),))
    return article, find(parse(article))


def ties(find: Callable[[Parsed], list[Fact]], text: str) -> set[tuple[str, str]]:
    article, found = facts_in(find, text)
    pairs = set()
    for fact in found:
        assert fact.relation is not None
        assert fact.span.of(article.text) == fact.text
        assert fact.span in fact.sentence
        subject, complement = fact.relation.subject, fact.relation.complement
        pairs.add((subject.of(article.text), complement.of(article.text)))
    return pairs


ROLES = [
    # sentence, the person and the post
    (
        "Gen. Anna Brandt, commander of the Northern Fleet, said the drill was over.",
        ("Anna Brandt", "commander of the Northern Fleet"),
    ),
    (
        "Peter Maas, chief executive of Lund Steel, resigned on Monday.",
        ("Peter Maas", "chief executive of Lund Steel"),
    ),
    (
        "Kenyan Foreign Minister Grace Odera welcomed the vote.",
        ("Grace Odera", "Kenyan Foreign Minister"),
    ),
    (
        "The Minister for Fisheries, Tom Ellis, visited Bergen on 4 April.",
        ("Tom Ellis", "The Minister for Fisheries"),
    ),
    (
        "“We are ready,” said Capt. Mary Jones, captain of the research ship Aurora.",
        ("Mary Jones", "captain of the research ship Aurora"),
    ),
    (
        "John Hale, 52, director of the Oslo Opera, will leave in June.",
        ("John Hale", "director of the Oslo Opera"),
    ),
]
NO_ROLES = [
    "Mr Hale thanked the crew.",
    "Anna Brandt, a former director of the Oslo Opera, thanked the crew.",
    "Former Oslo Mayor Tom Ellis thanked the crew.",
    "Anna Brandt, whose sister is a minister, lives in Lima.",
    "Peter Maas, Anna Brandt and Tom Ellis met in Oslo.",
    "The minister met Peter Maas, and the mayor met nobody.",
    "Lake Como, the deepest in Italy, froze.",
]


@pytest.mark.parametrize(("text", "tie"), ROLES)
def test_a_role_is_a_person_and_a_post(text: str, tie: tuple[str, str]) -> None:
    assert ties(roles.find, text) == {tie}


@pytest.mark.parametrize("text", NO_ROLES)
def test_no_role_is_made_up(text: str) -> None:
    assert ties(roles.find, text) == set()


def test_a_role_is_asked_about_from_both_ends() -> None:
    _, found = facts_in(roles.find, ROLES[0][0])
    assert {fact.text for fact in found} == {"Anna Brandt", "commander of the Northern Fleet"}


DEFINITIONS = [
    # sentence, how, what is asked for
    (
        "The Kano Rural Water Trust (KRWT) drills wells in the north.",
        definitions.STANDS_FOR,
        "Kano Rural Water Trust",
    ),
    (
        "The State Board of Rivers and Lakes (SBRL) closed the dam.",
        definitions.STANDS_FOR,
        "State Board of Rivers and Lakes",
    ),
    (
        "Lund Harbour Rescue Command (HARCOM) sent a tug.",
        definitions.STANDS_FOR,
        "Lund Harbour Rescue Command",
    ),
    (
        "The LHA (Lund Harbour Authority) sent a tug.",
        definitions.STANDS_FOR,
        "Lund Harbour Authority",
    ),
    (
        "The raid was part of Operation Lion, the operation to free the port of Tema from pirates.",
        definitions.IS,
        "Operation Lion",
    ),
    (
        "Lake Balaton, also known as the Hungarian Sea, is shallow.",
        definitions.CALLED,
        "Hungarian Sea",
    ),
    (
        "A glacier is a body of ice that moves under its own weight.",
        definitions.TERM,
        "glacier",
    ),
    ("Lima is the capital of Peru.", definitions.IS, "Lima"),
]
NO_DEFINITIONS = [
    "The mayor (ABC) said so.",
    "The crew (all of them) swam.",
    "A strike is coming.",
    "It is the largest lake in Kenya.",
    "The summit is the first since the war in Kosovo ended.",
    "Ghana, the United Kingdom, and Jordan signed.",
    "He is not the mayor of Paris.",
]


@pytest.mark.parametrize(("text", "name", "key"), DEFINITIONS)
def test_a_definition_gives_its_term(text: str, name: str, key: str) -> None:
    _, found = facts_in(definitions.find, text)
    assert [(fact.relation.name, fact.text) for fact in found if fact.relation] == [(name, key)]


@pytest.mark.parametrize("text", NO_DEFINITIONS)
def test_no_definition_is_made_up(text: str) -> None:
    assert ties(definitions.find, text) == set()


PARTS = [
    (
        "The Aurora Contest was founded by Mary Jones in 1998.",
        ("Aurora Contest", "Mary Jones"),
    ),
    (
        "He joined Rescue Unit Two, which is based in Virginia Beach.",
        ("Rescue Unit Two", "Virginia Beach"),
    ),
    ("A fire broke out near Tamale, Ghana, on Friday.", ("Tamale", "Ghana")),
    (
        "The Volta Alliance, which includes the Lake Party, has won ten seats.",
        ("Lake Party", "Volta Alliance"),
    ),
    ("They met at Amiens in France.", ("Amiens", "France")),
]
NO_PARTS = [
    "Mary Jones, who served in Operation Lion, was assigned to Rescue Unit Two.",
    "The team was not founded by Mary Jones.",
    "They flew over Ghana, Togo and Benin.",
    "They met in Rome, Italy.",
    "The Volta Alliance includes the Lake Party, the Hill Party and others.",
    "It was founded by nobody.",
]


@pytest.mark.parametrize(("text", "tie"), PARTS)
def test_a_belonging_ties_two_names(text: str, tie: tuple[str, str]) -> None:
    assert ties(parts.find, text) == {tie}


@pytest.mark.parametrize("text", NO_PARTS)
def test_no_belonging_is_made_up(text: str) -> None:
    assert ties(parts.find, text) == set()


def test_a_list_is_taken_whole() -> None:
    text = "Nations which sent ships to Tema include Kenya, Norway, the Netherlands and Japan."
    article, (fact,) = facts_in(members.find, text)
    assert fact.relation is not None
    assert fact.text == "Kenya"
    named = [one.of(article.text) for one in fact.relation.members]
    assert named == ["Kenya", "Norway", "Netherlands", "Japan"]
    assert fact.relation.subject.of(article.text) == "Nations which sent ships to Tema"


@pytest.mark.parametrize(
    "text",
    [
        "Guests include Kenya, Anna Brandt and Japan.",
        "Nations include Kenya and Japan.",
        "Nations include Kenya, Norway and Japan, which sent nothing but kind words.",
    ],
)
def test_a_list_of_mixed_sorts_or_cut_off_is_left_alone(text: str) -> None:
    assert facts_in(members.find, text)[1] == []


QUOTED = [
    (
        "“Kenya will never again close the port of Mombasa,” said Anna Brandt, the mayor.",
        "Anna Brandt",
    ),
    ("Peter Maas called the ban on trawling a “grave mistake”.", "grave mistake"),
]
NOT_QUOTED = [
    "“We will not close the port of Mombasa,” she said.",
    "The play “Long Day” opened in Oslo, said Anna Brandt.",
    "Anna Brandt said nothing.",
]


@pytest.mark.parametrize(("text", "key"), QUOTED)
def test_a_quotation_gives_its_speaker_or_its_words(text: str, key: str) -> None:
    assert [fact.text for fact in facts_in(quotations.find, text)[1]] == [key]


@pytest.mark.parametrize("text", NOT_QUOTED)
def test_no_quotation_without_speaker(text: str) -> None:
    assert facts_in(quotations.find, text)[1] == []


REASONS = [
    ("Flights from Oslo were cancelled because of volcanic ash.", "volcanic ash"),
    ("The famine was caused by a late monsoon.", "late monsoon"),
    ("The talks led to a ceasefire.", "ceasefire"),
    ("The ban is intended to protect young cod.", "young cod"),
]
NO_REASONS = [
    "The rent is due to the owner of the house on Monday.",
    "Roads lead to Oslo, to Bergen and to the coast.",
    "The famine was caused by drought, locusts and war.",
    "It happened because of the minister's remarks.",
]


@pytest.mark.parametrize(("text", "key"), REASONS)
def test_a_reason_is_a_few_words(text: str, key: str) -> None:
    assert [fact.text for fact in facts_in(reasons.find, text)[1]] == [key]


@pytest.mark.parametrize("text", NO_REASONS)
def test_a_reason_that_goes_on_is_left_alone(text: str) -> None:
    assert facts_in(reasons.find, text)[1] == []
