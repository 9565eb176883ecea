"""A long text cut into chapters, so that each can be parsed and asked about by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from questions.types import Article, Block, BlockKind

# In words. A chapter ends before a heading once it is long enough, or else after a paragraph.
LONGEST = 5_000
LONG_ENOUGH = 2_500
TOO_SHORT = 1_000


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of an article as an article of its own.

    ``article.text`` is the whole's from ``start`` on: a place in it, plus ``start``, is one there.
    """

    article: Article
    start: int


def cut(article: Article) -> list[Chapter]:
    """An article's chapters in order; one of ordinary length is its own only chapter."""
    words = [article.text.count(" ", block.start, block.end) + 1 for block in article.blocks]
    firsts, length = [0], 0
    for at, block in enumerate(article.blocks):
        if at > firsts[-1] and _ends_before(block, article.blocks[at - 1], length + words[at]):
            firsts.append(at)
            length = 0
        length += words[at]
    if len(firsts) > 1 and length < TOO_SHORT:
        firsts.pop()
    ends = [*firsts[1:], len(article.blocks)]
    return [_chapter(article, first, end) for first, end in zip(firsts, ends, strict=True)]


def _ends_before(block: Block, before: Block, length: int) -> bool:
    """Does a chapter end before ``block``, with which it would be ``length`` words long?"""
    if before.kind is BlockKind.HEADING:
        return block.kind is BlockKind.HEADING and length > LONGEST
    return length > LONGEST or (block.kind is BlockKind.HEADING and length > LONG_ENOUGH)


def _chapter(article: Article, first: int, end: int) -> Chapter:
    blocks = article.blocks[first:end]
    if len(blocks) == len(article.blocks):
        return Chapter(article, 0)
    start = blocks[0].start
    moved = (replace(one, start=one.start - start, end=one.end - start) for one in blocks)
    text = article.text[start : blocks[-1].end]
    return Chapter(replace(article, text=text, blocks=tuple(moved)), start)
