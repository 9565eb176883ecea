"""Markdown: headings, lists, links and emphasis brought to their text; front matter read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from questions.article.dates import read_date
from questions.article.draft import Draft, Piece
from questions.article.plain import is_caption, split_lines
from questions.types import BlockKind

# A text is Markdown when it has front matter, or a heading, link or emphasis as Markdown marks it.
MARKS = re.compile(
    r"""^\#{1,6}\ +\S | ^(?:=|-){4,}$ | \]\(https?:// | \*\*[\w“"] | ^\[[^\]\n]{1,80}\]:\ http""",
    re.VERBOSE | re.MULTILINE,
)
FENCE = "---\n"
FIELD = re.compile(r"([A-Za-z_]{2,20}):[ \t]*(.*)")
# "[^1]: See the report." at the start of a paragraph
FOOTNOTE = re.compile(r"\[\^[\w-]{1,20}\]:")


def is_markdown(text: str) -> bool:
    """Is it marked up as Markdown? ``text`` has line feeds as its only line breaks."""
    return text.startswith(FENCE) or bool(MARKS.search(text[:200_000]))


def read_markdown(text: str) -> Draft:
    """Take Markdown apart; a first-level heading in front becomes the title."""
    fields, body = _front_matter(text)
    return Draft(
        pieces=list(_pieces(_parser().parse(body))),
        title=fields.get("title", ""),
        publisher=fields.get("publisher", ""),
        author=fields.get("author", ""),
        address=fields.get("address", "") or fields.get("url", ""),
        published=read_date(fields.get("published", "") or fields.get("date", "")),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` lines between two ``---`` lines at the very start, and what follows."""
    end = text.find("\n" + FENCE, len(FENCE) - 1)
    if not text.startswith(FENCE) or end < 0:
        return {}, text
    found = (FIELD.fullmatch(line.strip()) for line in text[len(FENCE) : end].split("\n"))
    fields = {one[1].lower(): _unquoted(one[2].strip()) for one in found if one}
    return fields, text[end + len(FENCE) + 1 :]


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _parser() -> MarkdownIt:
    """CommonMark with tables, but no code by indentation: articles indent their paragraphs."""
    return MarkdownIt("commonmark").enable("table").disable("code")


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    kind, lists, in_table = BlockKind.PARAGRAPH, 0, False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type in ("list_item_open", "list_item_close"):
            lists += token.nesting
        elif token.type in ("heading_open", "paragraph_open"):
            is_heading = token.type == "heading_open"
            kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        elif token.type == "inline" and not in_table:
            yield from _inline_pieces(token, BlockKind.ITEM if lists else kind)


def _inline_pieces(token: Token, kind: BlockKind) -> Iterator[Piece]:
    text = "".join(_inline_text(token.children or []))
    if FOOTNOTE.match(text):
        return
    parts = [text.replace("\n", " ")] if kind is BlockKind.HEADING else [text]
    for part in (line for one in parts for line in split_lines(one) if line):
        caption = kind is BlockKind.PARAGRAPH and is_caption(part)
        yield Piece(part, BlockKind.CAPTION if caption else kind)


def _inline_text(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
