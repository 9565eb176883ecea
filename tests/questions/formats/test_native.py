"""The native format: what is written reads back the same; what is wrong is named by its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.errors import FormatError
from questions.formats import FORMATS, SetFile
from questions.formats.native import LARGEST, read, write
from questions.tags import tidy_tags
from questions.types import (
    Answer,
    Article,
    Block,
    BlockKind,
    Bound,
    Evidence,
    Option,
    Problem,
    Question,
    QuestionKind,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1)
TAGS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/,"), max_size=12),
    max_size=4,
)
AMOUNTS = st.none() | st.floats(0, 1e12).map(lambda number: round(number, 6))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    lines = draw(st.lists(LINES, min_size=1, max_size=4))
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(start, start + len(line), draw(st.sampled_from(BlockKind))))
        start += len(line) + 2
    return Article(
        "\n\n".join(lines), tuple(blocks), draw(TEXTS), draw(TEXTS), published=draw(st.dates())
    )


@st.composite
def questions(draw: st.DrawFn, article: Article) -> Question:
    block = draw(st.sampled_from(article.blocks))
    evidence = Evidence(block.start, block.end, article.text[block.start : block.end])
    return Question(
        id=draw(TEXTS.filter(bool)),
        kind=draw(st.sampled_from(QuestionKind)),
        prompt=draw(TEXTS),
        answer=Answer(
            draw(TEXTS),
            value=draw(AMOUNTS),
            unit=draw(st.none() | TEXTS),
            bound=draw(st.sampled_from(Bound)),
            tolerance=draw(AMOUNTS),
            rounding=draw(AMOUNTS) or 0.0,
            scale=draw(st.sampled_from(["ratio", "linear", "year", "percentage"])),
            accepted=tuple(draw(st.lists(TEXTS, max_size=2))),
        ),
        options=tuple(draw(st.lists(st.builds(Option, TEXTS, st.booleans()), max_size=4))),
        explanation=draw(TEXTS),
        evidence=draw(st.none() | st.just(evidence)),
        attribution=draw(st.none() | TEXTS),
        as_of=draw(st.none() | TEXTS),
        score=round(draw(st.floats(0, 1)), 4),
        problems=tuple(draw(st.lists(st.builds(Problem, TEXTS, TEXTS), max_size=2))),
        fact_key=draw(TEXTS),
        alternatives=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


@st.composite
def sets(draw: st.DrawFn) -> SetFile:
    article = draw(articles())
    asked = draw(st.lists(questions(article), max_size=3))
    indexes = [draw(st.sampled_from([0, None])) for _ in asked]
    tags = tuple(tidy_tags(draw(TAGS)) for _ in asked)
    return SetFile(
        draw(TEXTS),
        draw(TEXTS),
        (article,),
        tuple(zip(asked, indexes, strict=True)),
        tags if any(tags) else (),
    )


@given(sets())
def test_what_is_written_reads_back_the_same(found: SetFile) -> None:
    assert read(write(found)) == found
    assert read(write(found).encode()) == found


def test_the_native_format_is_first() -> None:
    assert next(iter(FORMATS)) == "json"
    assert FORMATS["json"].read is read


def smallest() -> dict[str, Any]:
    return {
        "format": "question set",
        "version": 1,
        "title": "Rivers",
        "articles": [{"text": "The Anner fell.", "blocks": [[0, 15, "paragraph"]]}],
        "questions": [
            {"kind": "flashcard", "prompt": "Anner", "answer": {"text": "a river"}},
            {
                "article": 0,
                "kind": "multiple_choice",
                "prompt": "Which river fell?",
                "options": [{"text": "Anner", "correct": True}, {"text": "Tave", "correct": False}],
                "answer": {"text": "Anner"},
                "evidence": {"start": 0, "end": 15, "text": "The Anner fell."},
            },
        ],
    }


def test_a_set_written_by_hand_needs_little() -> None:
    found = read("\ufeff" + json.dumps(smallest()))
    (card, _), (choice, index) = found.questions
    assert (card.id, card.answer.bound, card.score) == ("question-1", Bound.EQUAL, 0.0)
    assert (index, choice.correct_option) == (0, Option("Anner", True))


def test_tags_are_tidied_as_those_that_are_typed() -> None:
    written = smallest()
    written["questions"][1]["tags"] = ["Harbours", " grain  trade", "HARBOURS", ""]
    found = read(json.dumps(written))
    assert found.tags == ((), ("grain trade", "harbours"))
    assert "tags" not in json.loads(write(found))["questions"][0]


@pytest.mark.parametrize("tag", ["de", "pt-BR", "zh-Hant-TW", "grc", "de-1996", "en-x-plain"])
def test_a_set_may_name_its_language(tag: str) -> None:
    found = read(json.dumps(smallest() | {"language": tag}))
    assert found.language == tag
    assert read(write(found)).language == tag


def test_a_set_that_names_none_is_english() -> None:
    """As all files were before there was a choice; and an English one is written as it was."""
    found = read(json.dumps(smallest()))
    assert found.language == "en"
    assert "language" not in json.loads(write(found))


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (["language"], "", "Language: give a tag of BCP 47, such as en, de or pt-BR."),
        (["language"], "German, old", "Language: give a tag of BCP 47"),
        (["language"], "d\u00e9", "Language: give a tag of BCP 47"),
        (["language"], "de\n", "Language: give a tag of BCP 47"),
        (["language"], "de-" + "1996-" * 8 + "x", "Language: give a tag of BCP 47"),
        (["language"], None, "Language: input should be a valid string"),
        (["format"], "deck", "Format: input should be 'question set'"),
        (["version"], 2, "Version: input should be 1"),
        (["title"], None, "Title: input should be a valid string"),
        (["colour"], "red", "Colour: there is no such field"),
        (["questions"], {}, "Questions: input should be a valid"),
        (["questions", 1], "text", "Question 2: input should be an object"),
        (["questions", 1, "kind"], "riddle", "Question 2, kind: input should be 'multiple_choice'"),
        (["questions", 1, "promt"], "x", "Question 2, promt: there is no such field"),
        (["questions", 0, "answer"], {}, "Question 1, answer, text: the field is missing."),
        (["questions", 0, "answer", "value"], "4", "Question 1, answer, value: input should be a"),
        (["questions", 0, "answer", "value"], True, "Question 1, answer, value: input should be a"),
        (
            ["questions", 0, "answer", "tolerance"],
            -1,
            "Question 1, answer, tolerance: input should",
        ),
        (["questions", 1, "options", 1, "correct"], "no", "Question 2, option 2, correct: input"),
        (["questions", 1, "score"], float("nan"), "Question 2, score: input should be"),
        (["questions", 1, "score"], 7, "Question 2, score: input should be less than"),
        (["questions", 1, "article"], 4, "Question 2: there is no article 4"),
        (["questions", 1, "article"], -1, "Question 2: there is no article -1"),
        (["questions", 1, "evidence", "end"], 9, "Question 2: the article does not have the evid"),
        (["questions", 1, "evidence", "start"], -15, "Question 2: the article does not have the"),
        (
            ["articles", 0, "published"],
            "soon",
            "Article 1, published: input should be a valid date",
        ),
        (["articles", 0, "blocks"], [[3, 99, "paragraph"]], "Article 1: the blocks are not its"),
        (["articles", 0, "blocks"], [[5, 3, "paragraph"]], "Article 1: the blocks are not its"),
        (["articles", 0, "text"], "The Anner\nfell.", "Article 1: the blocks are not its text"),
        (["articles", 0, "blocks"], [[0, 15, "poem"]], "Article 1, block 1 3: input should be"),
        (["questions", 1, "tags"], "grain", "Question 2, tags: input should be a valid arr"),
        (["questions", 1, "tags"], ["grain", 7], "Question 2, tag 2: input should be a valid str"),
        (["questions", 1, "tags"], ["x" * 41], "Question 2, tags: shorten each tag to 40 char"),
        (["questions", 0, "tags"], ["a/b"], "Question 1, tags: a tag can't hold a slash."),
        (["questions", 0, "tags"], ["a, b"], "Question 1, tags: a tag can't hold a comma."),
        (["questions", 0, "tags"], list("abcdefghijk"), "Question 1, tags: give 10 tags at most."),
    ],
)
def test_a_fault_is_named_by_its_place(path: list[str | int], value: Any, says: str) -> None:
    written = smallest()
    place: Any = written
    for part in path[:-1]:
        place = place[part]
    if place is written["questions"]:
        place[int(path[-1])] = value
    else:
        place[path[-1]] = value
    assert refusal(json.dumps(written)).startswith(says)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "input should be an object"),
        ('{"title": "\\ud800"}', "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ("{}", "Format: the field is missing."),
        (b" " * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_set(source: str | bytes, says: str) -> None:
    assert says in refusal(source)


def refusal(source: str | bytes) -> str:
    with pytest.raises(FormatError) as refused:
        read(source)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
def test_anything_gives_a_set_or_a_sentence(source: str | bytes) -> None:
    assert refusal(source)
