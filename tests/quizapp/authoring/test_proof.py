from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from questions.types import Article, Block, BlockKind
from quizapp.authoring.proof import Mark, Piece, mark_up


def article(*paragraphs: str) -> Article:
    text, blocks = "", []
    for paragraph in paragraphs:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{paragraph}" if text else paragraph
        blocks.append(Block(start, start + len(paragraph)))
    return Article(text, tuple(blocks))


def marked(*spans: tuple[int, int]) -> list[Mark]:
    return [(number, start, end) for number, (start, end) in enumerate(spans, start=1)]


def test_evidence_is_cut_out_of_its_paragraph() -> None:
    source = article("One two three.", "Four.")
    first, second = mark_up(source, marked((4, 7)))
    assert first.pieces == (Piece("One "), Piece("two", (1,)), Piece(" three."))
    assert second.pieces == (Piece("Four."),)
    assert first.kind is BlockKind.PARAGRAPH


def test_overlapping_evidence_shares_the_middle() -> None:
    source = article("abcdefgh")
    (only,) = mark_up(source, marked((1, 5), (3, 7), (3, 5)))
    assert only.pieces == (
        Piece("a"),
        Piece("bc", (1,)),
        Piece("de", (1, 2, 3)),
        Piece("fg", (2,)),
        Piece("h"),
    )


def test_evidence_over_two_paragraphs_is_marked_in_both() -> None:
    source = article("ab", "cd")
    first, second = mark_up(source, marked((1, 5)))
    assert first.pieces == (Piece("a"), Piece("b", (1,)))
    assert second.pieces == (Piece("c", (1,)), Piece("d"))


paragraphs = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30),
    min_size=1,
    max_size=4,
)


@given(paragraphs, st.data())
def test_the_pieces_are_the_text_and_carry_the_right_cards(
    texts: list[str], data: st.DataObject
) -> None:
    source = article(*texts)
    position = st.integers(0, len(source.text))
    ends = data.draw(st.lists(st.tuples(position, position).map(sorted), max_size=5))
    marks = marked(*((start, end) for start, end in ends))
    shown = mark_up(source, marks)
    assert ["".join(piece.text for piece in one.pieces) for one in shown] == texts
    for block, paragraph in zip(source.blocks, shown, strict=True):
        place = block.start
        for piece in paragraph.pieces:
            for offset in range(len(piece.text)):
                here = place + offset
                cover = tuple(card for card, start, end in marks if start <= here < end)
                assert piece.cards == cover
            place += len(piece.text)
