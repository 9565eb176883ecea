"""The galley proof: drafts beside their article, with the evidence of each marked in the text.

A long article gives many drafts: the page lists as many as can be looked over, around the one in
focus, and counts and marks them all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import or_, select

from questions.types import Article as ArticleText
from questions.types import Block, BlockKind
from quizapp.authoring import cards
from quizapp.authoring.paging import Page, id_at, page_around
from quizapp.database import db
from quizapp.models import Article, Card, CardStatus


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and the ids of the cards whose evidence covers all of it."""

    text: str
    cards: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: BlockKind
    pieces: tuple[Piece, ...]


Mark = tuple[int, int, int]
"""A card's id, and where its evidence begins and ends."""


def mark_up(article: ArticleText, marks: Sequence[Mark]) -> list[Paragraph]:
    """An article's blocks, cut where a card's evidence begins or ends.

    The pieces of a paragraph, joined, are its text. Overlapping evidence is cut into pieces that
    carry the ids of all the cards that lean on them, in the order of ``marks``.
    """
    ends = [block.end for block in article.blocks]
    inside: list[list[Mark]] = [[] for _ in ends]
    for mark in marks:
        _, start, end = mark
        for place in range(bisect_right(ends, start), len(ends)):
            if end <= article.blocks[place].start:
                break
            inside[place].append(mark)
    return [
        Paragraph(block.kind, pieces(article.text, block, found))
        for block, found in zip(article.blocks, inside, strict=True)
    ]


def pieces(text: str, block: Block, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """One block's text, cut at the borders of the evidence in it, which ``marks`` are."""
    inside = [
        (card_id, max(start, block.start), min(end, block.end)) for card_id, start, end in marks
    ]
    borders = {block.start, block.end}
    borders.update(border for _, start, end in inside for border in (start, end))
    return tuple(
        Piece(
            text[start:end],
            tuple(card_id for card_id, first, last in inside if first <= start and end <= last),
        )
        for start, end in pairwise(sorted(borders))
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """What the review page shows: the card in focus, the drafts around it, that card's article.

    ``drafts`` are those on this ``page``; ``before`` and ``after`` are the ids of the drafts beside
    the focus, wherever they are listed.
    """

    focus: Card | None
    article: Article | None
    paragraphs: Sequence[Paragraph]
    evidence_paragraph: Paragraph | None
    drafts: Sequence[Card]
    page: Page
    without_problems: int
    one_article: bool
    before: int | None
    after: int | None


def proof(set_id: int, focus_id: int | None, *, beside_article: bool = True) -> Proof:
    """The proof of a set, with the asked card in focus, or else the first draft.

    ``beside_article`` is whether the article's paragraphs are wanted: they are many.
    """
    listed = cards.drafts_of(set_id)
    ids = [card_id for card_id, _ in listed]
    focus = cards.in_set(set_id, focus_id) or cards.in_set(set_id, ids[0] if ids else None)
    at = ids.index(focus.id) if focus and focus.id in ids else None
    page = page_around(ids, focus.id if focus else None)
    article = focus.article if focus else None
    text = article.as_text() if article else None
    articles = {article_id for _, article_id in listed} | {focus.article_id if focus else None}
    return Proof(
        focus=focus,
        article=article,
        paragraphs=mark_up(text, marks(set_id, focus)) if text and focus and beside_article else (),
        evidence_paragraph=evidence_paragraph(text, focus) if text and focus else None,
        drafts=cards.by_ids(page.ids),
        page=page,
        without_problems=cards.count_without_problems(set_id),
        one_article=len(articles) < 2,
        before=id_at(ids, at - 1) if at is not None else None,
        after=id_at(ids, at + 1 if at is not None else 0),
    )


def marks(set_id: int, focus: Card) -> Sequence[Mark]:
    """The evidence of every draft on the focus's article, and the focus's own."""
    start = Card.question["evidence", "start"].as_integer()
    end = Card.question["evidence", "end"].as_integer()
    draft = Card.status == CardStatus.DRAFT
    rows = db.session.execute(
        select(Card.id, start, end)
        .where(Card.set_id == set_id, Card.article_id == focus.article_id, start.is_not(None))
        .where(or_(draft, Card.id == focus.id))
        .order_by(draft, Card.position, Card.id)
    )
    return [(card_id, first, last) for card_id, first, last in rows]


def evidence_paragraph(text: ArticleText, card: Card) -> Paragraph | None:
    """The paragraph that holds a card's evidence, with nothing else marked in it."""
    evidence = card.as_question().evidence
    block = text.block_at(evidence.start) if evidence else None
    if evidence is None or block is None:
        return None
    mark = (card.id, evidence.start, evidence.end)
    return Paragraph(block.kind, pieces(text.text, block, [mark]))
