"""The bundled English model: loaded once, on first need, and asked for one article at a time."""

from __future__ import annotations

import functools
import re
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


MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
SUBJECTS = frozenset(["nsubj", "nsubj:pass", "csubj", "expl"])
CALENDAR = re.compile(rf"{MONTH}|{WEEKDAY}")
GLUED_LABEL = re.compile(
    rf"(?:{WEEKDAY}, (?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})"
    r"|(?:Figure|Fig\.|Table|Box) \d+(?:\.\d+)*\.?) (?=[A-Z][a-z]* \S)"
)


@Language.component("sentence_bounds")
def sentence_bounds(doc: Doc) -> Doc:
    """Say where a sentence can't begin, and where it must; elsewhere the parser decides.

    Edited prose ends its sentences with a mark, so nothing begins without one before it.
    """
    label = GLUED_LABEL.match(doc.text)
    begins = label.end() if label else end_of_caption(doc)
    for token in doc[1:]:
        before = doc[token.i - 1]
        if token.idx == begins:
            token.is_sent_start = True  # "Thursday, May 7, 2015 On Tuesday, the mayor ..."
            continue
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


def end_of_caption(doc: Doc) -> int | None:
    """Where "In the north, ..." begins after a caption such as "Ann Berg of Oslo", unmarked."""
    opening = doc[: LONGEST_CAPTION + 2]
    for token in opening[1:-1]:
        if token.is_punct or token.tag_ in FINITE:
            return None
        plain = token.nbor(1).lower_ in {"a", "an", "the"} and token.nbor(1).text.islower()
        if token.text in {"In", "On", "At", "During"} and plain:
            after = doc[token.i : token.i + REACH]
            return int(token.idx) if any(one.text == "," for one in after) else None
    return None


LONGEST_CAPTION = 8
REACH = 12


@Language.component("slips")
def slips(doc: Doc) -> Doc:
    """Put right what word order shows to be a slip of the tagger or the parser.

    A participle with a subject and no helper is a past tense, unless the sentence has another
    verb for that subject: "The talks held in Oslo were brief". After "On Thursday, Dec. 15," a
    noun is the subject, and no other name of that day.
    """
    for sentence in list(doc.sents):
        root = sentence.root
        subject = subject_after_date(root, sentence)
        if subject is not None:
            subject.head, subject.dep_ = root, "nsubj"
        if root.tag_ == "VBN" and is_past_tense(root, sentence):
            root.tag_ = "VBD"
    return doc


def subject_after_date(root: Token, sentence: Span) -> Token | None:
    """The "aircraft" of "On Thursday, Dec. 15, aircraft destroyed a tank"."""
    if root.tag_ != "VBD" or any(child.dep_ in SUBJECTS for child in root.children):
        return None
    for token in sentence:
        day = token.head
        if token.dep_ == "appos" and day.i < token.i < root.i and token.pos_ in {"NOUN", "PROPN"}:
            names_day = CALENDAR.fullmatch(day.text) or CALENDAR.fullmatch(day.head.text)
            if names_day and not CALENDAR.fullmatch(token.text):
                return token
    return None


def is_past_tense(root: Token, sentence: Span) -> bool:
    helped = any(child.dep_.startswith("aux") or child.dep_ == "cop" for child in root.children)
    subjects = [child for child in root.lefts if child.dep_ == "nsubj"]
    if helped or len(subjects) != 1 or not root.text.islower():
        return False
    if not sentence.text.rstrip("".join(CLOSERS)).endswith((".", "!", "?")):
        return False  # a headline: "Three men arrested in Oslo"
    return not any(
        token.tag_ in FINITE and token.i > root.i and not has_own_place(token, root)
        for token in sentence
    )


def has_own_place(verb: Token, root: Token) -> bool:
    """True for a later verb with a subject of its own, for one that is joined by "and", and for
    the "told" of ", the mayor, Ann Berg, told the council".
    """
    group = [verb, verb.head] if verb.dep_.startswith(("aux", "cop")) else [verb]
    if any(child.dep_.startswith("nsubj") for one in group if one != root for child in one.lefts):
        return True
    last = group[-1]
    if verb.nbor(-1).text == "," and last.dep_ in {"advcl", "parataxis"}:
        return True
    return last.dep_ == "conj" and any(child.dep_ == "cc" for child in last.lefts)


@functools.cache
def load() -> Language:
    """The pipeline with Penn tags, word classes, dependencies, sentence boundaries and names."""
    import spacy

    nlp = spacy.load(MODEL)
    nlp.add_pipe("sentence_bounds", before="parser")
    nlp.add_pipe("slips", last=True)
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
