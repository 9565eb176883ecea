"""A page, a text, a PDF or a Word file to an Article: one block a paragraph, heading or item.

The stages of ``read``: refuse what is no text, decode, put the characters in order, take apart by
format, read the head, refuse what is no English prose, assemble.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from questions.article.characters import clean, tidy_line
from questions.article.dates import date_in_address
from questions.article.decoding import decode, is_pdf, is_word, refuse_binary
from questions.article.draft import Draft, Piece
from questions.article.english import refuse_unless_english
from questions.article.head import read_head, take_fields
from questions.article.markdown import is_markdown, read_markdown
from questions.article.plain import read_plain
from questions.errors import ArticleError
from questions.types import Article, Block

LONGEST_TEXT = 1_000_000
LARGEST_PAGE = 4_000_000
LARGEST_FILE = 10_000_000
PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE,
)
BLOCK_TAGS = re.compile(r"</(?:p|div|h[1-6]|li|article|section|blockquote)>", re.IGNORECASE)

__all__ = ["LARGEST_FILE", "LARGEST_PAGE", "LONGEST_TEXT", "read"]


def read(
    source: str | bytes,
    *,
    name: str = "",
    title: str = "",
    publisher: str = "",
    author: str = "",
    address: str = "",
    published: dt.date | None = None,
    brief: bool = False,
    told: Callable[[int, int], None] | None = None,
) -> Article:
    """Read a page or a text as an Article; ``name`` is its file's, where it has one.

    Arguments win over what the source says. The title, found or given, byline and date lines are
    kept out of the blocks, and so is a dateline in front of the first paragraph. Reading an
    article's text again, with its title, gives the same blocks. Raises ArticleError, one sentence,
    for a source that is empty, binary, too long, too short or not in English; with ``brief``, a
    sentence alone will do. ``told`` hears, page by page, how many of a PDF file's are read.
    """
    if len(source) > LARGEST_FILE:
        raise ArticleError(
            f"This file is too large ({LARGEST_FILE // 1_000_000} MB at most):"
            " give it a chapter or an article at a time."
        )
    title = tidy_line(clean(title))
    draft = _take_apart(source, name.lower(), title, told)
    if not draft.pieces:
        raise ArticleError("There is no article to be found in this: paste its text instead.")
    read_head(draft, title=title)
    if not draft.pieces:
        raise ArticleError("There is nothing here but a title: paste the article's text too.")
    address = address.strip() or draft.address
    article = _assemble(draft.pieces)
    _refuse_length(len(article.text), LONGEST_TEXT)
    refuse_unless_english(article.text, brief=brief)
    return Article(
        text=article.text,
        blocks=article.blocks,
        title=tidy_line(draft.title or draft.named),
        publisher=tidy_line(clean(publisher)) or draft.publisher,
        author=tidy_line(clean(author)) or draft.author,
        address=address,
        published=published or draft.published or date_in_address(address),
    )


def _refuse_length(length: int, most: int) -> None:
    if length > most:
        raise ArticleError(
            f"This is too long ({length:,} characters, {most:,} at most):"
            " give it a chapter or an article at a time."
        )


def _as_text(source: str | bytes) -> str:
    if isinstance(source, bytes):
        return decode(source)
    refuse_binary(source[:4000].encode("latin-1", errors="replace"))
    return source


def _take_apart(
    source: str | bytes, name: str, title: str, told: Callable[[int, int], None] | None
) -> Draft:
    """Read by the format that the bytes, the name or, failing these, the text itself shows.

    A library that takes its time to load is loaded for its own format alone.
    """
    if isinstance(source, bytes):
        if is_pdf(source):
            from questions.article.pdf import read_pdf

            return read_pdf(source, told)
        if is_word(source):
            from questions.article.word import read_word

            return read_word(source)
    _refuse_length(len(source), LARGEST_PAGE)
    text = clean(_as_text(source))
    if not text.strip():
        raise ArticleError("There is no text here: paste an article, or choose another file.")
    return _read_text(text, name, title)


def _read_text(text: str, name: str, title: str) -> Draft:
    if _is_html(text) or ("<" in text and name.endswith((".html", ".htm", ".xhtml"))):
        from questions.article.html import read_html

        return read_html(text)
    _refuse_length(len(text), LONGEST_TEXT)
    fields, rest = take_fields(text, title)
    if name.endswith((".md", ".markdown")) or (not name.endswith(".txt") and is_markdown(text)):
        draft = read_markdown(rest)
    else:
        draft = read_plain(rest)
    return draft.filled(fields)


def _is_html(text: str) -> bool:
    return bool(PAGE_START.match(text)) or len(BLOCK_TAGS.findall(text[:200_000])) >= 2


def _assemble(pieces: list[Piece]) -> Article:
    """The pieces as blocks of one text, an empty line between them."""
    blocks: list[Block] = []
    texts: list[str] = []
    start = 0
    for text, kind in pieces:
        texts.append(text)
        blocks.append(Block(start, start + len(text), kind))
        start += len(text) + 2
    return Article("\n\n".join(texts), tuple(blocks))
