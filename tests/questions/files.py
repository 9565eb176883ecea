"""PDF and Word files as tests make them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import docx
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)


class Row(NamedTuple):
    """A line of print: its place from the left and from below, the letters' size, their font."""

    text: str
    x: float
    y: float
    size: float = 10
    font: str = "Plain"


def pdf(pages: Sequence[Sequence[Row]], password: str = "", **properties: str) -> bytes:
    """A PDF file of A4 pages with the rows in the order in which they are given."""
    writer = PdfWriter()
    for rows in pages:
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data("\n".join(map(drawn, rows)).encode("cp1252", errors="replace"))
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
        fonts = {"Plain": "/Helvetica", "Bold": "/Helvetica-Bold"}
        page[NameObject("/Resources")] = DictionaryObject(
            {
                NameObject("/Font"): DictionaryObject(
                    {NameObject(f"/{name}"): font(base) for name, base in fonts.items()}
                )
            }
        )
    if properties:
        writer.add_metadata({f"/{name}": value for name, value in properties.items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def drawn(row: Row) -> str:
    text = row.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{row.font} {row.size} Tf 1 0 0 1 {row.x} {row.y} Tm ({text}) Tj ET"


def font(base: str) -> DictionaryObject:
    """One of the fonts that every reader has, each letter half as wide as it is high."""
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(base),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            NameObject("/FirstChar"): FloatObject(32),
            NameObject("/LastChar"): FloatObject(255),
            NameObject("/Widths"): ArrayObject([FloatObject(500)] * 224),
        }
    )


def column(lines: Sequence[str], x: float = 72, top: float = 700, **known: Any) -> list[Row]:
    """Lines one under the other; one that begins with blanks is indented by them."""
    return [
        Row(line.strip(), x + 5 * (len(line) - len(line.lstrip())), top - 12 * at, **known)
        for at, line in enumerate(lines)
        if line.strip()
    ]


def word(paragraphs: Sequence[tuple[str, str]], **properties: str) -> bytes:
    """A Word file of paragraphs, each with the name of its style ("Normal", "List Bullet")."""
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
