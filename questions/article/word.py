"""Word documents (.docx): python-docx gives paragraphs and their styles.

Tables, text boxes, notes and their marks, headers, footers and tables of contents are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from questions.article.characters import clean, tidy_line
from questions.article.draft import Draft, Piece
from questions.article.known import is_person, is_title, letters
from questions.article.plain import BULLET, is_caption, is_heading, split_lines
from questions.errors import ArticleError
from questions.types import BlockKind

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MOST_PARTS = 2_000
LARGEST_PART = 40_000_000
LARGEST_WHOLE = 120_000_000
MOST_GROWTH = 150
ALWAYS_FINE = 2_000_000
DAMAGED = "This Word document is damaged: save it anew, or paste its text."
TOO_LARGE = "This Word document is too large to read: give it a chapter or an article at a time."

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Struck or moved away, set in a box, or said a second time for older programs.
LEFT_OUT = frozenset(
    {f"{WORD}del", f"{WORD}moveFrom", f"{WORD}txbxContent", f"{COMPATIBILITY}Fallback"}
)
INSTEAD = {
    f"{WORD}tab": " ",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DEEPEST_STYLE = 10
CONTENTS = re.compile(r"toc\b|table of|header|footer|footnote|endnote|bibliography", re.IGNORECASE)
HEADING = re.compile(r"heading \d|subtitle", re.IGNORECASE)
FIRST_PIECES = 12


def read_word(source: bytes) -> Draft:
    """Take a Word document apart. Raises ArticleError where it is damaged or too large.

    Title and author are believed where the document's beginning says them too.
    """
    _refuse_bomb(source)
    try:
        import docx

        # It leaves entities in a part unresolved, so that none can grow.
        document = docx.Document(io.BytesIO(source))
        draft = Draft()
        for piece, is_its_title in _pieces(document):
            if is_its_title and not draft.title:
                draft.title = piece.text
            else:
                draft.pieces.append(piece)
        _add_properties(draft, document)
    except Exception as failure:  # a damaged file fails in any way
        raise ArticleError(DAMAGED) from failure
    return draft


def _refuse_bomb(source: bytes) -> None:
    """Raise ArticleError for an archive that is damaged, or that would grow beyond measure.

    The sizes that an archive states bind whoever unpacks it: nothing beyond them is read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as failure:
        raise ArticleError(DAMAGED) from failure
    sizes = [part.file_size for part in parts]
    grown = any(
        part.file_size > max(ALWAYS_FINE, MOST_GROWTH * part.compress_size) for part in parts
    )
    if (
        grown
        or len(parts) > MOST_PARTS
        or sum(sizes) > LARGEST_WHOLE
        or max(sizes, default=0) > LARGEST_PART
    ):
        raise ArticleError(TOO_LARGE)


def _add_properties(draft: Draft, document: Document) -> None:
    """What the document's properties say of it: programs fill them in, so they need a witness."""
    properties = document.core_properties
    title, author = tidy_line(clean(properties.title)), tidy_line(clean(properties.author))
    start = letters(" ".join([draft.title, *(one.text for one in draft.pieces[:FIRST_PIECES])]))
    if is_title(title):
        draft.named = title
        if letters(title) in start:
            draft.title = draft.title or title
    if is_person(author) and letters(author) in start:
        draft.author = author


def _pieces(document: Document) -> Iterator[tuple[Piece, bool]]:
    """The document's blocks in order, and whether each is set as its title."""
    from docx.text.paragraph import Paragraph

    styles: dict[str | None, list[str]] = {}
    for element in _paragraphs(document.element.body):
        paragraph = Paragraph(element, document._body)  # noqa: SLF001 - its own way to make one
        if element.style not in styles:  # looking one up takes a while
            styles[element.style] = _style_names(paragraph)
        names = styles[element.style]
        if any(CONTENTS.match(name) for name in names):
            continue
        text = clean("".join(_texts(element)))
        if "title" in names:
            yield Piece(tidy_line(text), BlockKind.HEADING), True
            continue
        kind = _kind(paragraph, names)
        for line in filter(None, split_lines(text) if kind is None else [tidy_line(text)]):
            yield _piece(paragraph, line, kind), False


def _paragraphs(body: Any) -> Iterator[Any]:
    """The paragraphs of a body and of the controls in it, without those of tables."""
    for element in body.iterchildren():
        if element.tag == f"{WORD}p":
            yield element
        elif element.tag == f"{WORD}sdt":
            gallery = element.find(f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery")
            content = element.find(f"{WORD}sdtContent")
            if gallery is None and content is not None:
                yield from _paragraphs(content)
        elif element.tag in (f"{WORD}ins", f"{WORD}moveTo", f"{WORD}customXml"):
            yield from _paragraphs(element)


def _texts(element: Any) -> Iterator[str]:
    """The text below an element as it would be printed, with the author's changes made."""
    for child in element.iterchildren():
        if child.tag in LEFT_OUT:
            continue
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in INSTEAD:
            yield INSTEAD[child.tag]
        elif child.tag == f"{WORD}r":
            yield from _run_texts(child)
        else:
            yield from _texts(child)


def _run_texts(run: Any) -> Iterator[str]:
    if run.find(f"{WORD}rPr/{WORD}vanish") is not None:
        return
    align = run.find(f"{WORD}rPr/{WORD}vertAlign")
    raised = align is not None and align.get(f"{WORD}val") == "superscript"
    for child in run.iterchildren():
        if child.tag == f"{WORD}t":
            text = child.text or ""
            yield text.translate(RAISED) if raised and text.strip().isdigit() else text
        elif child.tag in INSTEAD:
            yield INSTEAD[child.tag]


def _style_names(paragraph: Paragraph) -> list[str]:
    """The names of a paragraph's style and of those that it is based on, in small letters."""
    names: list[str] = []
    style: Any = paragraph.style
    while style is not None and len(names) < DEEPEST_STYLE:
        names.append((style.name or "").lower())
        style = style.base_style
    return names


def _kind(paragraph: Paragraph, names: list[str]) -> BlockKind | None:
    """The kind that a paragraph's style says; None for running text, or for what looks like it."""
    if any(HEADING.match(name) for name in names):
        return BlockKind.HEADING
    if "caption" in names:
        return BlockKind.CAPTION
    properties = paragraph._p.pPr  # noqa: SLF001 - the library has no word for a list
    listed = properties is not None and properties.numPr is not None
    if listed or any(name.startswith("list") for name in names):
        return BlockKind.ITEM
    return None


def _piece(paragraph: Paragraph, line: str, kind: BlockKind | None) -> Piece:
    """A line with the kind of its style, or that by which it was made to look."""
    if kind is not None:
        return Piece(line, kind)
    if bullet := BULLET.match(line):
        return Piece(line[bullet.end() :], BlockKind.ITEM)
    if is_caption(line):
        return Piece(line, BlockKind.CAPTION)
    if is_heading(line):
        runs = [run for run in paragraph.runs if run.text.strip()]
        if runs and all(run.bold for run in runs):
            return Piece(line, BlockKind.HEADING)
    return Piece(line)
