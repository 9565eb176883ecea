"""Bytes to text: which files are no text at all, and which encoding the others are in."""

from __future__ import annotations

import codecs
import re

from questions.errors import ArticleError

ADVICE = "Save it as PDF, as .docx or as text, or paste its text."

# the first bytes of files that people try, and what they are called
SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "an Office document or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
WORD_PART = b"word/document.xml"
OFFICE_PARTS = ((b"ppt/", "a set of slides"), (b"xl/", "a spreadsheet"), (b"epub", "an e-book"))
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# <meta charset="iso-8859-1">, <?xml version="1.0" encoding="windows-1252"?>
DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w-]{1,30})")
# The encodings that an English page may declare; latin-1 means windows-1252, as in browsers.
KNOWN = re.compile(r"windows-125\d|cp125\d|iso-8859-(?:[2-9]|1[03-6])|macintosh")


def is_pdf(source: bytes) -> bool:
    return b"%PDF-" in source[:1024]


def is_word(source: bytes) -> bool:
    """Is it an archive that holds a Word document's main part?"""
    return source.startswith(b"PK\x03\x04") and WORD_PART in source


def decode(source: bytes) -> str:
    """The text of a file. Raises ArticleError where it is a picture, a PDF or the like."""
    refuse_binary(source)
    for mark, encoding in BYTE_ORDER_MARKS:
        if source.startswith(mark):
            return source.decode(encoding, errors="replace")
    if wide := _wide_encoding(source):
        return source.decode(wide, errors="replace")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        return source.decode(_declared_encoding(source), errors="replace")


def refuse_binary(source: bytes) -> None:
    """Raise ArticleError for a file whose first bytes, or whose zeros, say that it is no text."""
    for signature, name in SIGNATURES:
        if source.startswith(signature):
            raise ArticleError(f"This is {_office_name(source) or name}. {ADVICE}")
    if source[4:8] == b"ftyp":
        raise ArticleError(f"This is a film or a picture. {ADVICE}")
    marked = any(source.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)
    if b"\x00" in source[:100_000] and not marked and not _wide_encoding(source):
        raise ArticleError(f"This file is not text. {ADVICE}")


def _office_name(source: bytes) -> str:
    if not source.startswith(b"PK"):
        return ""
    return next((name for part, name in OFFICE_PARTS if part in source[:200_000]), "")


def _wide_encoding(source: bytes) -> str:
    """UTF-16 without its mark: English letters leave every other byte zero."""
    sample = source[:2000]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(sample) and not odd else ""


def _declared_encoding(source: bytes) -> str:
    found = DECLARED.search(source[:4000])
    declared = found[1].decode("ascii").lower() if found else ""
    return declared if KNOWN.fullmatch(declared) else "cp1252"
