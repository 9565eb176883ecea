"""Long texts cut into chapters, and asked about as one article."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questions.article import read
from questions.article.chapters import LONGEST, TOO_SHORT, cut
from questions.generation import generate, generate_chapters
from questions.types import Article, Block, BlockKind, Question
from tests.questions.test_article import LEVEL, PRACTICE, WATER


def article_of(blocks: list[tuple[BlockKind, int]]) -> Article:
    """An article of blocks of so many words each."""
    texts = [" ".join(["word"] * words) for _, words in blocks]
    starts = [sum(len(text) + 2 for text in texts[:at]) for at in range(len(texts))]
    return Article(
        "\n\n".join(texts),
        tuple(
            Block(start, start + len(text), kind)
            for start, text, (kind, _) in zip(starts, texts, blocks, strict=True)
        ),
    )


PARAGRAPH, HEADING = BlockKind.PARAGRAPH, BlockKind.HEADING
BLOCKS = st.lists(
    st.tuples(st.sampled_from([PARAGRAPH, PARAGRAPH, HEADING]), st.integers(1, 3_000)), max_size=25
)


@example([(PARAGRAPH, 1), (HEADING, 1), (HEADING, 2999), (HEADING, 3000), (PARAGRAPH, 3000)])
@given(BLOCKS)
@settings(max_examples=60, deadline=None)
def test_chapters_hold_every_block_once_and_in_its_place(
    blocks: list[tuple[BlockKind, int]],
) -> None:
    article = article_of(blocks)
    chapters = cut(article)
    found = [
        (block.start + one.start, block.end + one.start, block.kind)
        for one in chapters
        for block in one.article.blocks
    ]
    assert found == [(block.start, block.end, block.kind) for block in article.blocks]
    for one in chapters:
        assert article.text.startswith(one.article.text, one.start)
        words = len(one.article.text.split())
        assert words <= LONGEST + 3_000 + TOO_SHORT
        assert len(chapters) == 1 or words > 0


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([(PARAGRAPH, 500)] * 10, [5_000]),
        ([(PARAGRAPH, 500)] * 24, [5_000, 5_000, 2_000]),
        ([(PARAGRAPH, 500)] * 11, [5_500]),  # the rest is too short for a chapter
        ([*[(PARAGRAPH, 500)] * 6, (HEADING, 3), *[(PARAGRAPH, 500)] * 6], [3_000, 3_003]),
        ([(HEADING, 3), *[(PARAGRAPH, 500)] * 6], [3_003]),
        ([*[(PARAGRAPH, 1_000)] * 4, (HEADING, 999), (PARAGRAPH, 2_000)], [4_000, 2_999]),
        ([(PARAGRAPH, 20_000)], [20_000]),
    ],
)
def test_where_chapters_end(blocks: list[tuple[BlockKind, int]], words: list[int]) -> None:
    assert [len(one.article.text.split()) for one in cut(article_of(blocks))] == words


def flat(article: Article, seed: int = 0) -> list[Question]:
    return [one for chapter in generate_chapters(article, seed=seed) for one in chapter]


def test_an_ordinary_article_is_asked_about_as_a_whole() -> None:
    article = read(f"{LEVEL}\n\n{WATER}")
    assert flat(article) == generate(article)


@pytest.mark.skipif(not PRACTICE.exists(), reason="the practice articles are not on this machine")
def test_questions_of_chapters_stand_in_the_whole_article() -> None:
    source = "\n\n".join(
        path.read_text(encoding="utf-8") for path in sorted(PRACTICE.glob("*.txt"))
    )
    article = read(source, title="Practice")
    assert len(cut(article)) > 2
    questions = flat(article)
    assert len({one.id for one in questions}) == len(questions)
    assert len({(one.kind, one.prompt) for one in questions}) == len(questions)
    for one in questions:
        assert one.evidence
        assert article.text[one.evidence.start : one.evidence.end] == one.evidence.text
        assert one.answer.text in one.evidence.text or one.answer.accepted or one.answer.value
    assert flat(article) == questions
