"""Web pages: trafilatura isolates the article, Beautiful Soup reads its structure and its source.

Tables, menus, comments and advertisements are left out; captions are known as captions.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from itertools import accumulate, islice, takewhile
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from questions.article.dates import read_date
from questions.article.draft import Draft, Piece
from questions.article.head import read_credits
from questions.article.known import letters
from questions.article.plain import is_caption, split_lines
from questions.errors import ArticleError
from questions.types import BlockKind

# Its remarks on a page are for whoever has asked for logs, not for standard error.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# Stands in front of a caption on its way through trafilatura; a private character, never text.
CAPTION_MARK = "\ue0ca"
LEFT_OUT = (
    "script, style, template, noscript, form, iframe, svg, [role=dialog], [role=navigation],"
    " [aria-modal=true], .infobox, .navbox, .hatnote, .reflist, ol.references, .toc, #toc,"
    " #siteSub, .mw-editsection, sup.reference"
)
# Sections at the end of a page that are about other pages.
ELSEWHERE = frozenset(
    {"references", "notes", "footnotes", "see also", "external links", "further reading"}
    | {"bibliography", "sources", "citations", "related stories", "related articles", "read more"}
    | {"more on this story", "related topics", "related content", "related", "most read"}
)
WIKI = ".mw-parser-output, meta[name=generator][content^=MediaWiki]"
CREDITS = "byline", "author", "date", "publish", "meta", "time"
AROUND = "nav, aside, footer, header"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (*HEADINGS, "p", "li", "blockquote", "dd", "dt")
DATE_NAMES = (
    *("article:published_time", "og:published_time", "article:published", "datepublished"),
    *("dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "date", "pubdate"),
    *("parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date"),
)
PUBLISHER_NAMES = ("og:site_name", "dcterms.publisher", "dc.publisher", "citation_journal_title")
DEEPEST_DATA = 6
MOST_DATA = 2_000
# A table that lays out a page holds a heading or this much running text.
LAYOUT_CHARACTERS = 200
MOST_TAGS = 50_000
DEEPEST = 500
NESTING = re.compile(
    r"<(/?)(?:div|span|section|blockquote|[uo]l|table|font|b|i|em|strong|a|center|form)\b",
    re.IGNORECASE,
)
MOST_CREDITS = 20
MOST_CAPTION_CHARACTERS = 600


def read_html(text: str) -> Draft:
    """Take a page apart. Raises ArticleError where it has no article that can be isolated."""
    if text.count("<") > 2 * MOST_TAGS or _depth(text) > DEEPEST:
        raise ArticleError("This page is too large to read: paste the article's text instead.")
    soup = BeautifulSoup(text.replace(CAPTION_MARK, ""), "lxml")
    draft = read_source(soup)
    for tag in soup.select(LEFT_OUT):
        tag.decompose()
    _leave_out_tables(soup)
    _mark_captions(soup)
    draft.pieces = _without_elsewhere(_article_pieces(soup))
    return draft


def _depth(text: str) -> int:
    """How deep the page's elements are nested; the time to read a page grows with it."""
    depths = accumulate(-1 if found[1] else 1 for found in NESTING.finditer(text))
    return max(depths, default=0)


def read_source(soup: BeautifulSoup) -> Draft:
    """Title, publisher, author, address and date, as the page itself states them.

    A wiki's page has no day on which it appeared, and nobody who wrote it.
    """
    data, meta = _linked_data(soup), _meta(soup)
    publisher = _name_of(data.get("publisher")) or _microdata(soup, "publisher")
    publisher = _first(meta, *PUBLISHER_NAMES) or publisher
    canonical = soup.select_one("link[rel=canonical][href]")
    draft = Draft(
        title=_title(soup, data, meta, publisher),
        publisher=publisher.removeprefix("www.") or _site_in_title(soup),
        address=str(canonical["href"]) if canonical else _first(meta, "og:url"),
    )
    if soup.select_one(WIKI):
        draft.publisher = _site_in_title(soup) or draft.publisher
        return draft
    draft.author = _author(soup, data, meta)
    draft.published = read_date(_published(soup, data, meta))
    for tag in soup.select(", ".join(f"[class*={name}]" for name in CREDITS))[:MOST_CREDITS]:
        read_credits(draft, " ".join(tag.get_text(" ").split()))
    return draft


def _title(soup: BeautifulSoup, data: dict[str, Any], meta: dict[str, str], publisher: str) -> str:
    """The first of the page's titles that another one confirms, or else the first."""
    given = [
        _text_of(data.get("headline")),
        _first(meta, "og:title"),
        _first(meta, "twitter:title"),
    ]
    given += [_tag_text(soup, "h1"), _tag_text(soup, "title")]
    titles = [_without_site(one, publisher) for one in given if one]
    bare = [letters(one) for one in titles]
    for at, one in enumerate(bare):
        if any(one in other or other in one for other in bare[at + 1 :] if one and other):
            return titles[at]
    return titles[0] if titles else ""


def _author(soup: BeautifulSoup, data: dict[str, Any], meta: dict[str, str]) -> str:
    author = _name_of(data.get("author")) or _first(meta, "author", "dc.creator", "citation_author")
    author = author or _tag_text(soup, "[rel=author]") or _microdata(soup, "author")
    return "" if re.match("https?:", author) else author


def _microdata(soup: BeautifulSoup, name: str) -> str:
    """The name of a person or organisation in the page's own marks."""
    tag = soup.select_one(f"[itemprop={name}]")
    inner = tag and (tag.select_one("[itemprop=name]") or tag)
    return " ".join(str(inner.get("content") or inner.get_text(" ")).split()) if inner else ""


def _site_in_title(soup: BeautifulSoup) -> str:
    """ "Millford Echo", where the title is "New tram – Millford Echo" and the heading is not."""
    rest = _tag_text(soup, "title").removeprefix(_tag_text(soup, "h1") or "\n")
    separated = re.fullmatch(r" [|–—-] (.{2,60})", rest)
    return separated[1] if separated else ""


def _published(soup: BeautifulSoup, data: dict[str, Any], meta: dict[str, str]) -> str:
    stated = _text_of(data.get("datePublished")) or _first(meta, *DATE_NAMES)
    time = soup.select_one("article time[datetime], header time[datetime], time[pubdate][datetime]")
    return stated or (str(time["datetime"]) if time else "")


def _meta(soup: BeautifulSoup) -> dict[str, str]:
    """The contents of the ``meta`` tags by property, name and itemprop; of each, the first."""
    found: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        for key in ("property", "name", "itemprop"):
            if name := str(tag.get(key, "")).lower():
                found.setdefault(name, " ".join(str(tag["content"]).split()))
    return found


def _first(found: dict[str, str], *names: str) -> str:
    return next((found[name] for name in names if found.get(name)), "")


def _tag_text(soup: BeautifulSoup, selector: str) -> str:
    tag = soup.select_one(selector)
    return " ".join(tag.get_text(" ").split()) if tag else ""


def _without_site(title: str, publisher: str) -> str:
    """ "River falls | The Harbour Post" without the site's name."""
    for separator in (" | ", " – ", " — ", " - "):
        head, found, tail = title.rpartition(separator)
        if found and (separator == " | " or tail.casefold() == publisher.casefold()):
            return head
    return title


def _linked_data(soup: BeautifulSoup) -> dict[str, Any]:
    """The first JSON-LD object that describes an article, what it refers to put in its place."""
    objects: list[dict[str, Any]] = []
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            found = json.loads(script.string or "", strict=False)
        except (ValueError, RecursionError):
            continue
        objects += islice(_objects(found), MOST_DATA)
    named = {
        one["@id"]: one for one in objects if isinstance(one.get("@id"), str) and "name" in one
    }
    for one in objects:
        if re.search("Article|BlogPosting|Report", str(one.get("@type"))):
            return {key: _resolved(value, named) for key, value in one.items()}
    return {}


def _objects(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object in JSON-LD, the outer before the inner ones."""
    if depth > DEEPEST_DATA:
        return
    if isinstance(found, dict):
        yield found
    inner = found.values() if isinstance(found, dict) else found
    for one in inner if isinstance(found, (dict, list)) else ():
        yield from _objects(one, depth + 1)


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(one, named) for one in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _text_of(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name_of(value: Any) -> str:
    """The name of a JSON-LD person or organisation, or the names of several."""
    if isinstance(value, dict):
        return _text_of(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name_of, value[:10])))
    return _text_of(value)


def _leave_out_tables(soup: BeautifulSoup) -> None:
    """Drop tables of data; of tables that lay out the page, keep the text."""
    for table in soup.find_all("table"):
        if table.decomposed:
            continue
        running = sum(len(one.get_text()) for one in table.find_all("p"))
        if running < LAYOUT_CHARACTERS and not table.find("h1"):
            table.decompose()
            continue
        for part in [table, *table.find_all(["tbody", "thead", "tr", "td", "th"])]:
            part.name = "div"


def _mark_captions(soup: BeautifulSoup) -> None:
    """Bring each figure's caption through trafilatura, which drops it, as a marked paragraph."""
    for caption in soup.select(
        "figure figcaption, figure [class*=caption], p[class*=caption], div[class*=caption]"
    ):
        text = " ".join(caption.get_text(" ").split())
        if caption.decomposed or not text or len(text) > MOST_CAPTION_CHARACTERS:
            continue
        figure = caption.find_parent("figure") or caption
        paragraph = soup.new_tag("p")
        paragraph.string = CAPTION_MARK + text
        figure.insert_after(paragraph)
        caption.decompose()


def _without_elsewhere(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the sections that are about other pages, each up to the next heading."""
    kept: list[Piece] = []
    elsewhere = False
    for piece in pieces:
        if piece.kind is BlockKind.HEADING:
            elsewhere = piece.text.rstrip(":").casefold() in ELSEWHERE
        if not elsewhere:
            kept.append(piece)
    return kept


def _article_pieces(soup: BeautifulSoup) -> list[Piece]:
    """The article's own part of the page; all but menus and footers where that can't be told."""
    if soup.find("p") or not soup.find("br"):
        pieces = _isolated(str(soup))
        kept = sum(len(piece.text) for piece in pieces)
        if kept >= 0.3 * sum(len(tag.get_text()) for tag in soup.find_all("p")):
            return pieces
    return list(_pieces(_without_surroundings(soup)))


def _isolated(page: str) -> list[Piece]:
    # Takes a second to load, and only web pages need it.
    from trafilatura import extract

    found = extract(page, output_format="html", include_tables=False, include_comments=False)
    return list(_pieces(BeautifulSoup(found or "", "lxml")))


def _without_surroundings(soup: BeautifulSoup) -> Tag:
    for tag in soup.select(AROUND):
        tag.decompose()
    return soup.body or soup


def _pieces(tag: Tag) -> Iterator[Piece]:
    """The blocks below ``tag`` in order; of blocks in blocks, the innermost."""
    blocks = tag.find_all(BLOCKS)
    if not blocks:
        yield from (Piece(line) for line in split_lines(_text(tag)) if line)
    for block in blocks:
        text = _own_start(block) if block.find(BLOCKS) else _text(block)
        for line in split_lines(text):
            yield from _piece(line, _kind(block))


def _own_start(block: Tag) -> str:
    """What a block that holds others says before the first of them."""
    own = takewhile(
        lambda part: not (isinstance(part, Tag) and (part.name in BLOCKS or part.find(BLOCKS))),
        block.children,
    )
    return "".join(_text(part) if isinstance(part, Tag) else _blanks(part) for part in own)


def _piece(line: str, kind: BlockKind) -> Iterator[Piece]:
    if line.startswith(CAPTION_MARK) or (kind is BlockKind.PARAGRAPH and is_caption(line)):
        kind = BlockKind.CAPTION
    if line := line.replace(CAPTION_MARK, "").strip():
        yield Piece(line, kind)


def _kind(block: Tag) -> BlockKind:
    if block.name in HEADINGS:
        return BlockKind.HEADING
    in_list = block.name in ("li", "dd", "dt") or block.find_parent("li")
    return BlockKind.ITEM if in_list else BlockKind.PARAGRAPH


def _text(block: Tag) -> str:
    """The text below a tag: blanks as a browser shows them, ``br`` as a line break."""
    parts = (
        "\n" if isinstance(part, Tag) and part.name in ("br", "div") else _blanks(part)
        for part in block.descendants
    )
    return "".join(parts)


def _blanks(part: Any) -> str:
    if type(part) is not NavigableString:
        return ""
    return re.sub(r"[ \t\r\n]+", " ", part)
