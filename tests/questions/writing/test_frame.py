"""How a question says in which report a claim stands, and what its headline tells."""

from __future__ import annotations

import datetime as dt

import pytest

from questions.article import read
from questions.generation import generate
from questions.writing.frame import Frame, content_of, event_in, names_in

EVENTS = [
    # headline, words of the text, its event and noun
    ("Hundreds hurt in Oslo ferry collapse", "", ("the Oslo ferry collapse", "collapse")),
    ("Lantern Festival in Bergen draws crowds", "The Lantern Festival", ("the Lantern Festival in Bergen", "festival")),  # noqa: E501
    ("Marholm floods leave thousands homeless", "", ("", "")),
    ("Rebels attack harbour of Oslo", "", ("", "")),
    ("Dozens hurt in crash", "", ("", "")),
    ("Three die in 2014 storm", "", ("", "")),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "event"), EVENTS, ids=[row[0] for row in EVENTS])
def test_a_headline_names_an_event(title: str, text: str, event: tuple[str, str]) -> None:
    assert event_in(title, text) == event


REPORT = Frame(
    "the Marholm Times in May 2014",
    "the article “Ferry tax splits Bergen” (the Marholm Times, May 2014)",
    "May 2014",
    content_of("Ferry tax splits Bergen"),
    publisher="the Marholm Times",
)
OPENINGS = [
    # what is said, its source, what stands before it
    ("Ann Berg left for Oslo.", None, "According to the Marholm Times in May 2014, "),
    ("Traders in Bergen pay more.", None, "According to the Marholm Times in May 2014, "),
    ("On 3 May 2014, Ann Berg left for Oslo.", None, "According to the Marholm Times, "),
    ("Ann Berg left for Oslo.", "the Health Ministry", "According to the Health Ministry in May 2014, "),  # noqa: E501
    ("Ann Berg left for Oslo.", "researchers", "According to researchers, cited by the Marholm Times in May 2014, "),  # noqa: E501
    ("Many traders left.", None, "According to the article “Ferry tax splits Bergen” (the Marholm Times, May 2014), "),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(("said", "source", "opening"), OPENINGS, ids=[row[0] for row in OPENINGS])
def test_a_headline_is_quoted_only_where_a_claim_needs_it(
    said: str, source: str | None, opening: str
) -> None:
    assert REPORT.opening(said, source) == opening


def test_names_are_counted_without_days_and_money() -> None:
    said = "On 3 May, Ann Berg of the Marholm Times paid US$____ for a boat in Oslo."
    assert names_in(said) == {"Ann Berg", "Marholm Times", "Oslo."}


def prompts(text: str, title: str) -> list[str]:
    article = read(text, title=title, published=dt.date(2014, 5, 20), publisher="Marholm Times")
    return [one.prompt for one in generate(article)]


def test_the_project_is_called_by_its_name() -> None:
    text = (
        "Ann Berg founded the Blue Harbour Project in Oslo in 2009. "
        "On Friday, the project planted 4,000 trees on the coast of Norway. "
        "Many more people will come to see the trees in summer, she said."
    )
    found = prompts(text, "Harbour of Oslo turns green")
    assert any("the Blue Harbour Project plant" in one for one in found)


def test_a_claim_begins_after_its_source_without_a_comma() -> None:
    text = (
        "According to the Norwegian Interior Ministry over 345 sailors have been rescued in a "
        "storm off Bergen, Norway. The storm began on Monday, and it lasted for two days."
    )
    found = prompts(text, "Hundreds rescued in Bergen storm")
    assert (
        "According to the Norwegian Interior Ministry in May 2014, over ____ sailors have been "
        "rescued in a storm off Bergen."
    ) in [one.replace(" off Bergen, Norway.", " off Bergen.") for one in found]


def test_who_said_so_is_not_lost_from_the_middle() -> None:
    text = (
        "Speaking in the owners’ defence, Olaf Berg, a lawyer, said that, as the owners came from "
        "Norway, they should be freed due to custom. The trial in Oslo goes on for many weeks."
    )
    found = prompts(text, "Owners of Marholm ferry tried")
    assert not any(", said that" in one for one in found)
