"""The bundled English model: loaded once, on first need, and asked for one article at a time."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from questions.types import Article, Block

MODEL = Path(__file__).parent / "model"

TERMINALS = frozenset([".", "!", "?", "…", "...", "?!", "!?", "!!", "??"])
CLOSERS = frozenset(['"', "'", "”", "’", "''", ")", "]", "»"])
ABBREVIATIONS = frozenset(
    (Path(__file__).parent / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence; ``start`` and ``end`` are code points into the article's text.

    ``tokens`` is a span of its block's ``Doc``: ``token.idx + offset`` is the token's place in
    the article. ``words`` are its tokens and ``text`` its text, made once: a span makes them anew
    each time.
    """

    start: int
    end: int
    block: Block
    tokens: Span
    offset: int
    words: tuple[Token, ...] = field(init=False, repr=False, compare=False)
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(self.tokens))
        object.__setattr__(self, "text", self.tokens.text)

    def place(self, first: Token, last: Token | None = None) -> tuple[int, int]:
        """Where the words from ``first`` to ``last`` stand in the article."""
        last = first if last is None else last
        return first.idx + self.offset, last.idx + len(last.text) + self.offset


@dataclass(frozen=True, slots=True)
class Parsed:
    article: Article
    sentences: tuple[Sentence, ...]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence over an article's position, or None in a gap between two."""
        for sentence in self.sentences:
            if sentence.start <= position < sentence.end:
                return sentence
        return None


@Language.component("sentence_bounds")
def sentence_bounds(doc: Doc) -> Doc:
    """Say where a sentence can't begin, and where it must; elsewhere the parser decides.

    Edited prose ends its sentences with a mark, so nothing begins without one before it.
    """
    for token in doc[1:]:
        before = doc[token.i - 1]
        while before.i > 0 and before.text in CLOSERS and before.text not in TERMINALS:
            before = doc[before.i - 1]
        if (
            (before.text not in TERMINALS and not before.text.endswith((".", "…", "?", "!")))
            or before.text in ABBREVIATIONS
            or token.text[0].islower()
            or not token.text[0].isprintable()
            or token.text in TERMINALS
            or token.text in CLOSERS - {'"', "'"}
        ):
            token.is_sent_start = False
        elif is_plain_end(doc, before) and begins_like_a_sentence(token):
            token.is_sent_start = doc[token.i - 1].whitespace_ != ""
    return doc


def is_plain_end(doc: Doc, mark: Token) -> bool:
    """True for a full stop after an ordinary word, which is no abbreviation or initial."""
    word = doc[mark.i - 1].text if mark.i else ""
    return mark.text in TERMINALS and len(word) > 3 and word.islower()


def begins_like_a_sentence(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0] in "“\"'‘(" or token.text[0].isdigit()


@functools.cache
def load() -> Language:
    """The pipeline with Penn tags, word classes, dependencies, sentence boundaries and names."""
    import spacy

    nlp = spacy.load(MODEL)
    nlp.add_pipe("sentence_bounds", before="parser")
    return nlp


def parse(article: Article) -> Parsed:
    """Parse an article block by block, so that a heading never runs into its paragraph."""
    blocks = [block for block in article.blocks if block.end > block.start]
    texts = (article.text[block.start : block.end] for block in blocks)
    docs = load().pipe(texts, batch_size=64)
    sentences = [
        sentence
        for block, doc in zip(blocks, docs, strict=True)
        for sentence in sentences_of(doc, block)
    ]
    return Parsed(article, tuple(sentences))


def sentences_of(doc: Doc, block: Block) -> Iterator[Sentence]:
    for span in doc.sents:
        first, last = span[0], span[-1]
        while first.is_space and first.i < last.i:
            first = doc[first.i + 1]
        while last.is_space and last.i > first.i:
            last = doc[last.i - 1]
        start, end = first.idx + block.start, last.idx + len(last.text) + block.start
        yield Sentence(start, end, block, doc[first.i : last.i + 1], block.start)
