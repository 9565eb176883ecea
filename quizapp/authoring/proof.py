"""The galley proof: drafts beside their article, with the evidence of each marked in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from questions.types import Article as ArticleText
from questions.types import Block, BlockKind, Evidence
from quizapp.authoring import cards
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


Marks = Sequence[tuple[int, Evidence]]
"""Card ids and their evidence, in the order in which the cards are listed."""


def mark_up(article: ArticleText, marks: Marks) -> list[Paragraph]:
    """An article's blocks, cut where a card's evidence begins or ends.

    The pieces of a paragraph, joined, are its text. Overlapping evidence is cut into pieces that
    carry the ids of all the cards that lean on them.
    """
    return [Paragraph(block.kind, pieces(article.text, block, marks)) for block in article.blocks]


def pieces(text: str, block: Block, marks: Marks) -> tuple[Piece, ...]:
    """One block's text, cut at the borders of the evidence in it."""
    inside = [
        (card_id, max(mark.start, block.start), min(mark.end, block.end))
        for card_id, mark in marks
        if mark.start < block.end and block.start < mark.end
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
    """What the review page shows: every draft, the card in focus, and that card's article."""

    drafts: Sequence[Card]
    focus: Card | None
    article: Article | None
    paragraphs: Sequence[Paragraph]
    evidence_paragraph: Paragraph | None

    @property
    def one_article(self) -> bool:
        """Whether going from draft to draft leaves the article on the page as it is."""
        shown = [*self.drafts, self.focus]
        return len({card.article_id for card in shown if card}) < 2

    @property
    def without_problems(self) -> int:
        """How many drafts can be accepted at once."""
        return sum(not card.question.get("problems") for card in self.drafts)

    @property
    def place(self) -> int:
        """The focus's place among the drafts, from 0; the end if it is no draft."""
        return next(
            (place for place, card in enumerate(self.drafts) if card is self.focus),
            len(self.drafts),
        )

    @property
    def before(self) -> Card | None:
        return self.drafts[self.place - 1] if self.drafts and self.place else None

    @property
    def after(self) -> Card | None:
        return self.drafts[self.place + 1] if self.place + 1 < len(self.drafts) else None


def proof(set_id: int, focus_id: int | None) -> Proof:
    """The proof of a set, with the asked card in focus, or else the first draft."""
    everything = cards.of_set(set_id)
    drafts = [card for card in everything if card.status is CardStatus.DRAFT]
    asked = next((card for card in everything if card.id == focus_id), None)
    focus = asked or (drafts[0] if drafts else None)
    article = focus.article if focus else None
    if focus is None or article is None:
        return Proof(drafts, focus, article, (), None)
    shown = drafts if focus in drafts else [focus, *drafts]
    marks = evidence_of(card for card in shown if card.article_id == article.id)
    text = article.as_text()
    return Proof(drafts, focus, article, mark_up(text, marks), evidence_paragraph(text, focus))


def evidence_of(shown: Iterable[Card]) -> Marks:
    return [(card.id, evidence) for card in shown if (evidence := card.as_question().evidence)]


def evidence_paragraph(text: ArticleText, card: Card) -> Paragraph | None:
    """The paragraph that holds a card's evidence, with nothing else marked in it."""
    evidence = card.as_question().evidence
    block = text.block_at(evidence.start) if evidence else None
    if evidence is None or block is None:
        return None
    return Paragraph(block.kind, pieces(text.text, block, [(card.id, evidence)]))


def next_draft(drafts: Sequence[Card], decided: Card) -> Card | None:
    """The draft to look at after a decision: the next one down, or else the first left."""
    left = [card for card in drafts if card is not decided]
    below = [card for card in left if card.position > decided.position]
    return next(iter(below or left), None)
