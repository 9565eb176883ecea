"""Who the people of a report are, by its own words, told once a question."""

from __future__ import annotations

import pytest

from questions.article import read
from questions.language import parse
from questions.writing.people import Tag, tags, with_tag

FOUND = [
    ("The Swedish captain Nils Dahl won the race.", None),  # no capital of the post's own
    ("Norwegian Prime Minister Kari Holm left Oslo.", Tag("Norwegian Prime Minister", True)),
    (
        "Maria Lopez, director of the Natural History Museum, left Oslo.",
        Tag("director of the Natural History Museum", False),
    ),
    ("Maria Lopez, a student from Oslo, won the race.", Tag("a student from Oslo", False)),
    # it leans on the text, or on the day
    ("Maria Lopez, director of the gallery, left Oslo.", None),
    ("Maria Lopez, a member of her party, left Oslo.", None),
    ("Maria Lopez, Norway's new president, left Oslo.", None),
    ("Maria Lopez, a year later, left Oslo.", None),
]


@pytest.mark.parametrize(("text", "tag"), FOUND, ids=[row[0] for row in FOUND])
def test_a_tag_is_the_articles_own_words(text: str, tag: Tag | None) -> None:
    rest = "The race in the harbour was held again in the autumn, and many people came to see it."
    found = tags(parse(read(f"{text} {rest}", name="a.md")))
    assert next(iter(found.values()), None) == tag


AFTER = Tag("a student from Oslo", is_before=False)
BEFORE = Tag("Norwegian Prime Minister", is_before=True)
TOLD = [
    # prompt, tag, the prompt as it is told
    (
        "When did Maria Lopez win the race?",
        AFTER,
        "When did Maria Lopez, a student from Oslo, win the race?",
    ),
    (
        "In 2014, Maria Lopez left ____ (city).",
        BEFORE,
        "In 2014, Norwegian Prime Minister Maria Lopez left ____ (city).",
    ),
    (
        "According to Maria Lopez in May 2014, ____ boats sank.",
        AFTER,
        "According to Maria Lopez, a student from Oslo in May 2014, ____ boats sank.",
    ),
    (
        "According to Maria Lopez, ____ boats sank.",
        AFTER,
        "According to Maria Lopez, a student from Oslo, ____ boats sank.",
    ),
    # told already, given away, one of two, whose it is, or a headline
    ("Maria Lopez, another student, won ____ races.", AFTER, None),
    ("Maria Lopez was born in ____ (city).", Tag("a nurse from Bergen", False), None),
    ("Olaf Berg and Maria Lopez won ____ races.", AFTER, None),
    ("Maria Lopez and Olaf Berg won ____ races.", AFTER, None),
    ("Maria Lopez’s boat won ____ races.", AFTER, None),
    ("According to the article “Maria Lopez wins”, ____ boats sank.", AFTER, None),
]


@pytest.mark.parametrize(("prompt", "tag", "told"), TOLD, ids=[row[0] for row in TOLD])
def test_a_person_is_introduced(prompt: str, tag: Tag, told: str | None) -> None:
    assert with_tag(prompt, "Maria Lopez", tag, "Bergen") == (told or prompt)
