"""Reading the world: pages, Markdown and plain texts as they come, and what is refused."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questions.article import LARGEST_PAGE, LONGEST_TEXT, read
from questions.errors import ArticleError
from questions.types import Article, BlockKind

PRACTICE = Path(__file__).parents[3] / "shared" / "practice" / "articles"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

LEVEL = (
    "The River Anner fell to 0.42 metres at the Bridge Street gauge on 12 August 2024, the lowest"
    " level since records began in 1931, the Rivers Office said."
)
WATER = "The office has asked 48,000 households to use less water until the rain comes back."
QUOTE = "“We have never seen anything like it,” said Mary Oduya, who has kept the gauge for years."

PAGE = f"""<!doctype html><html lang="en"><head>
<title>River level falls to a record low | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2024-08-14T09:30:00Z">
<link rel="canonical" href="https://harbour.example/river"><script>var x = "<p>no</p>";</script>
</head><body><nav><ul><li><a href="/">Home page</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>River level falls to a record low</h1><p>{LEVEL}</p>
<figure><img src="a.jpg"><figcaption>The dry bed near Millford on Monday</figcaption></figure>
<p>The office has asked <b>48,000 households</b> to use
  less water until the <a href="/r">rain</a> comes&nbsp;back.</p>
<h2>What is allowed</h2>
<ul><li>Watering vegetables in the evening.</li><li>Filling small pools.</li></ul>
<table><tr><th>Year</th><th>Level</th></tr><tr><td>1976</td><td>0.47 metres</td></tr></table>
<blockquote><p>{QUOTE}</p></blockquote></article>
<aside><h3>Most read</h3><ul><li>Ten best beaches</li></ul></aside>
<footer><p>© The Harbour Post. All rights reserved.</p></footer></body></html>"""

WRAPPED = """The dry bed of the river

By Ada Quill | 14 August 2024

The River Anner fell to 0.42 metres at the Bridge Street
gauge on 12 August 2024, the lowest level since records
began in 1931, the Rivers Office said. It had been esti-
mated at half a metre, a long-
standing low.
   The office has asked 48,000 households to use less water
until the rain comes back.

Old measures
The gauge was built in 1931 by the town of Millford, which
paid 300 pounds for it.

- Watering vegetables in the evening, which is
  allowed until ten.
- Filling small pools.
"""


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(str(one.kind), article.text[one.start : one.end]) for one in article.blocks]


def texts(article: Article) -> list[str]:
    return [text for _, text in blocks(article)]


def test_a_web_page() -> None:
    article = read(PAGE)
    assert blocks(article) == [
        ("paragraph", LEVEL),
        ("caption", "The dry bed near Millford on Monday"),
        ("paragraph", WATER),
        ("heading", "What is allowed"),
        ("item", "Watering vegetables in the evening."),
        ("item", "Filling small pools."),
        ("paragraph", QUOTE),
    ]
    assert article.title == "River level falls to a record low"
    assert (article.publisher, article.author) == ("The Harbour Post", "Ada Quill")
    assert article.address == "https://harbour.example/river"
    assert article.published == dt.date(2024, 8, 14)


def test_a_page_that_describes_itself_as_linked_data() -> None:
    data = (
        '{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "A dry bed",'
        ' "author": [{"name": "Ada Quill"}, {"name": "Ben Ode"}],'
        ' "publisher": {"name": "The Post"}, "datePublished": "2024-08-14"}]}'
    )
    script = f'<script type="application/ld+json">{data}</script>'
    article = read(f"<html><head>{script}</head><body><p>{LEVEL}</p><p>{WATER}</p></body></html>")
    assert (article.title, article.author) == ("A dry bed", "Ada Quill, Ben Ode")
    assert (article.publisher, article.published) == ("The Post", dt.date(2024, 8, 14))


def test_a_fragment_of_a_page_and_its_line_breaks() -> None:
    assert texts(read(f"<p>{LEVEL}<br>{WATER}</p><p>{QUOTE}</p>")) == [LEVEL, WATER, QUOTE]


def test_a_page_without_paragraphs() -> None:
    assert texts(read(f"<html><body>{LEVEL}<br><br>{WATER}</body></html>")) == [LEVEL, WATER]


def test_markdown_with_front_matter() -> None:
    source = f"""---
title: "A dry bed"
publisher: The Harbour Post
author: Ada Quill
address: https://harbour.example/river
published: 2024-08-14
---
# A dry bed

{LEVEL} It is **the lowest** level in [a century](https://harbour.example/c).[^1]

Old measures
------------

* Watering *vegetables*
  in the evening.
* Filling small pools.

| Year | Level |
|------|-------|
| 1976 | 0.47  |

> {QUOTE}

[^1]: The Rivers Office keeps the figures.
"""
    article = read(source)
    assert blocks(article) == [
        ("paragraph", LEVEL + " It is the lowest level in a century."),
        ("heading", "Old measures"),
        ("item", "Watering vegetables in the evening."),
        ("item", "Filling small pools."),
        ("paragraph", QUOTE),
    ]
    assert (article.title, article.publisher) == ("A dry bed", "The Harbour Post")
    assert (article.author, article.address) == ("Ada Quill", "https://harbour.example/river")
    assert article.published == dt.date(2024, 8, 14)


def test_markdown_whose_lines_are_paragraphs() -> None:
    assert texts(read(f"## Water\n\n{LEVEL}\n{WATER}\n{QUOTE}"))[-3:] == [LEVEL, WATER, QUOTE]


def test_hard_wrapped_text() -> None:
    article = read(WRAPPED)
    assert blocks(article) == [
        (
            "paragraph",
            LEVEL + " It had been estimated at half a metre, a long-standing low.",
        ),
        ("paragraph", WATER),
        ("heading", "Old measures"),
        (
            "paragraph",
            "The gauge was built in 1931 by the town of Millford, which paid 300 pounds for it.",
        ),
        ("item", "Watering vegetables in the evening, which is allowed until ten."),
        ("item", "Filling small pools."),
    ]
    assert (article.title, article.author) == ("The dry bed of the river", "Ada Quill")
    assert article.published == dt.date(2024, 8, 14)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapping_a_text_changes_nothing(width: int) -> None:
    """Marks, hyphens, dashes and numbers at the ends of lines are what goes wrong."""
    paragraphs = [
        LEVEL
        + " [1], [2] It fell - or so it was said - by 1.2 metres from its re-elected level of 1.",
        WATER
        + " The long-range forecast of the pro-Anner party, [12] made by first- and second-year"
        " students, was read by military men on 3 May and 4 June 2024, and re-emerged on June"
        " 5. The well-known engineers - all of them - were there in the summer of that year.",
    ]
    wrapped = "\n\n".join(textwrap.fill(one, width) for one in paragraphs)
    assert texts(read(wrapped)) == texts(read("\n\n".join(paragraphs)))


@pytest.mark.skipif(not PRACTICE.exists(), reason="the practice articles are not on this machine")
def test_wrapping_the_practice_articles_changes_next_to_nothing() -> None:
    changed = whole = 0
    for path in practice_articles():
        source = path.read_text(encoding="utf-8")
        lines = (textwrap.fill(one, 72) for one in re.split(r"\n+", source))
        expected = set(texts(read(source, name=path.name)))
        changed += len(expected - set(texts(read("\n\n".join(lines), name=path.name))))
        whole += len(expected)
    assert changed <= 0.005 * whole


def test_lines_that_are_paragraphs() -> None:
    source = f"{LEVEL}\nWhat is allowed\n{WATER}\n{QUOTE}\n"
    assert blocks(read(source)) == [
        ("paragraph", LEVEL),
        ("heading", "What is allowed"),
        ("paragraph", WATER),
        ("paragraph", QUOTE),
    ]


def test_a_given_title_wins_and_is_not_repeated() -> None:
    article = read(f"A dry bed\n\n{LEVEL}", title="A dry bed")
    assert texts(article) == [LEVEL]
    article = read(f"A dry bed\n\n{LEVEL}", title="The River Anner", published=dt.date(2024, 8, 15))
    assert (article.title, article.published) == ("The River Anner", dt.date(2024, 8, 15))
    assert blocks(article)[0] == ("heading", "A dry bed")


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("By Ada Quill", "Ada Quill", None),
        ("By Ada Quill and Ben Ode, political editor", "Ada Quill and Ben Ode", None),
        ("Friday, July 21, 2017", "", dt.date(2017, 7, 21)),
        ("Published: 3 May 2024, 10:15 GMT", "", dt.date(2024, 5, 3)),
        ("2024-05-03", "", dt.date(2024, 5, 3)),
        ("Words by Ada Quill • Nov. 8, 2024", "Ada Quill", dt.date(2024, 11, 8)),
    ],
)
def test_bylines_and_date_lines(line: str, author: str, published: dt.date | None) -> None:
    article = read(f"A dry bed\n\n{line}\n\n{LEVEL}")
    assert texts(article) == [LEVEL]
    assert (article.author, article.published) == (author, published)


@pytest.mark.parametrize(
    "line",
    [
        "By the end of 2024 the river had come back.",
        "By then 48,000 households were without water.",
    ],
)
def test_sentences_that_only_begin_like_a_byline(line: str) -> None:
    assert texts(read(f"{line}\n\n{LEVEL}"))[0] == line


@pytest.mark.parametrize(
    "dateline",
    ["MILLFORD, 14 August (Agency) — ", "Taipei, Taiwan — ", "KYIV, Ukraine, Nov. 18 (AP) - "],
)
def test_datelines(dateline: str) -> None:
    assert texts(read(dateline + LEVEL)) == [LEVEL]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("The king left.[1] He came back.[12]", "The king left. He came back."),
        ("He was born in Dulwich. [17] Placed", "He was born in Dulwich. Placed"),
        ("of grammar [1]–[11]. The", "of grammar. The"),
        ("a claim[citation needed] and[note 2] more[a]", "a claim and more"),
        ("The bridge fell.¹ It is 12 km² wide", "The bridge fell. It is 12 km² wide"),
        ("“[W]e left”, [t]he man said of [the] plan", "“[W]e left”, [t]he man said of [the] plan"),
        ("so\u00adcial\u200b and 20\u00a0% of it", "social and 20 % of it"),
        ("It’s “so” – he said—now…", "It’s “so” – he said—now…"),
        ("cafe\u0301s", "caf\u00e9s"),
    ],
)
def test_characters(written: str, kept: str) -> None:
    assert texts(read(f"{LEVEL} {written}"))[0] == f"{LEVEL} {kept}"


@pytest.mark.parametrize(
    "line",
    [
        "Portrait of Dennis Hopper among the prints given. Image: Andy Warhol.",
        "Photo: J. Reed",
        "Figure 3: Rainfall by month in the valley of the Anner",
    ],
)
def test_captions_in_plain_text(line: str) -> None:
    assert ("caption", line) in blocks(read(f"{LEVEL}\n\n{line}\n\n{WATER}"))


@pytest.mark.parametrize(
    "line", ["Old Athens", "1.1 What is Government?", "DIFFERENT TYPES OF GOVERNMENT", "2013"]
)
def test_headings_in_plain_text(line: str) -> None:
    assert ("heading", line) in blocks(read(f"{LEVEL}\n\n{line}\n\n{WATER}"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert texts(read(f"{QUOTE}\n\n{LEVEL}".encode(encoding))) == [QUOTE, LEVEL]


def test_a_declared_encoding() -> None:
    text = (
        f"<html><head><meta charset='windows-1250'></head><p>{LEVEL} Łódź.</p><p>{WATER}</p></html>"
    )
    assert "Łódź" in read(text.encode("windows-1250")).text


DUTCH = (
    "De regering heeft in Den Haag besloten dat de belasting in dit jaar niet wordt verhoogd. Of"
    " het parlement daarmee akkoord gaat, is de vraag. We zijn er nog niet, zei de minister."
)
GERMAN = (
    "Der Präsident hat in Berlin gesagt, dass die Regierung an einem neuen Gesetz arbeitet. Es war"
    " in der vergangenen Woche so nicht zu erwarten, und niemand weiß, was daraus wird."
)
RUSSIAN = "Правительство сообщило, что налоги в этом году не будут повышены. Это было решено вчера."


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "no text here"),
        (" \n\u200b\n ", "no text here"),
        (b"", "no text here"),
        ("<html><body><img src='a.png'></body></html>", "no article to be found"),
        (b"%PDF-1.7 \x00\x01", "PDF file is damaged"),
        ("%PDF-1.7 pasted", "PDF file. Save it"),
        (b"PK\x03\x04" + b"\x00" * 20 + b"word/document.xml", "Word document is damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a picture"),
        (b"\x00\x01\x02" * 500, "not text"),
        ("Rain fell on the town.", "too short to ask about (5 words)"),
        (DUTCH, "does not look like English prose"),
        (GERMAN, "does not look like English prose"),
        (RUSSIAN, "does not look like English prose"),
        ("qwx zkj vbn plm " * 500, "does not look like English prose"),
        ("3.14 2.71 " * 500, "does not look like English prose"),
        ("word " * (LONGEST_TEXT // 4), "too long"),
        ("x" * (LARGEST_PAGE + 1), "too long"),
        (b"\xff\xee" * LARGEST_PAGE, "too long"),
        ("<html>" + "<p>the" * 300_000, "too large to read"),
        ("<html>" + "<div>" * 90_000 + "the" + "</div>" * 90_000, "too large to read"),
    ],
)
def test_what_is_refused(source: str | bytes, says: str) -> None:
    with pytest.raises(ArticleError) as refused:
        read(source)
    assert says in str(refused.value)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "noise",
    [
        "a " * 400_000,
        "-" * 900_000,
        "[1" * 400_000,
        "[" * 500_000 + "1" + "]" * 400_000,
        "\n- " * 300_000,
        "A" * 900_000,
        "word-\n" * 150_000,
        "# " * 400_000,
        "*" * 900_000,
        "By " * 300_000,
        "<p>the" * 90_000,
        "<!doctype html>" + "<div>" * 40_000 + "the",
        "<!doctype html>" + "<q>" * 40_000 + "the",
    ],
)
def test_large_noise_is_answered_quickly(noise: str) -> None:
    started = time.perf_counter()
    with pytest.raises(ArticleError):
        read(noise)
    assert time.perf_counter() - started < 30


def practice_articles() -> list[Path]:
    return sorted([*PRACTICE.glob("*.txt"), *SEEDS.glob("*.txt")])


@pytest.mark.skipif(not PRACTICE.exists(), reason="the practice articles are not on this machine")
def test_the_practice_articles() -> None:
    for path in practice_articles():
        article = read(path.read_bytes(), name=path.name)
        assert_sound(article)
        paragraphs = [one for one in article.blocks if one.kind is BlockKind.PARAGRAPH]
        assert sum(one.end - one.start for one in paragraphs) > 0.8 * len(article.text)


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed article is not on this machine")
def test_a_text_whose_lines_are_paragraphs() -> None:
    path = next(SEEDS.glob("*.txt"))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert texts(read(path.read_bytes(), name=path.name)) == lines


def assert_sound(article: Article) -> None:
    """Always: blocks in order, each on one line; reading the text again changes nothing."""
    at = 0
    for block in article.blocks:
        text = article.text[block.start : block.end]
        assert at <= block.start < block.end
        assert text == text.strip() != ""
        assert not set(text) & set("\n\r\u2028\u0085")
        at = block.end
    assert article.text == "\n\n".join(texts(article))
    again = read(article.text, title=article.title)
    assert again.text == article.text
    assert [(b.start, b.end) for b in again.blocks] == [(b.start, b.end) for b in article.blocks]


WORDS = ["the", "of", "and", "in", "was", "that", "River", "gauge", "fell", "1931", "estimate-"]
WORDS += ["river.", "‘so’", "it’s", "with", "Anner", "household", "to"]
MARKS = [
    "[1]",
    "[2]–[4]",
    "[a]",
    "¹",
    "•",
    "-",
    "*",
    "1.",
    "2.",
    "a)",
    "—",
    "–",
    "...",
    "?",
    "!",
    ":",
    ";",
]
MARKS += [
    "“",
    "”",
    "\u0301",
    "(",
    ")",
    "<b>",
    "By",
    "Photo:",
    "#",
    "|",
    "_",
    "`",
    "&amp;",
    "---",
    "é",
]
STRANGE = ["\r\n", "\t", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\f", "\x00", "\ud800", "漢", "🙂"]
BREAKS = ["\n", "\n\n", "12 May 2024"]
NOISY_ENGLISH = st.lists(
    st.sampled_from(WORDS * 4 + MARKS + STRANGE + BREAKS), min_size=30, max_size=120
).map(" ".join)


def read_or_none(source: str | bytes, **known: str) -> Article | None:
    """The article, or None after one sentence; any other exception fails the test."""
    try:
        return read(source, **known)  # type: ignore[arg-type]
    except ArticleError as refused:
        sentence = str(refused)
    assert sentence.endswith(".")
    return None


@example("• The harbour stays closed\f" + "The harbour of Marholm was closed for the winter. " * 6)
@given(NOISY_ENGLISH)
@settings(max_examples=100, deadline=None)
def test_plain_text_gives_a_sound_article_or_a_sentence(source: str) -> None:
    if article := read_or_none(source, name="pasted.txt"):
        again = read(article.text, title=article.title, name="pasted.txt")
        assert again.text == article.text
        assert all("\n" not in text for text in texts(article))


@example(b".xml", "a.html")
@given(
    st.one_of(st.text(max_size=400), st.binary(max_size=400), NOISY_ENGLISH),
    st.sampled_from(["", "a.md", "a.html"]),
)
@settings(max_examples=200, deadline=None)
def test_anything_gives_an_article_or_a_sentence(source: str | bytes, name: str) -> None:
    if article := read_or_none(source, name=name):
        assert article.text == "\n\n".join(texts(article))
