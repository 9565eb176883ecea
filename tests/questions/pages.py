"""Web pages of the sorts that people bring, in our own words, around the same paragraphs."""

from __future__ import annotations

LEVEL = (
    "The River Anner fell to 0.42 metres at the Bridge Street gauge on 12 August 2024, the lowest"
    " level since records began in 1931, the Rivers Office said."
)
WATER = "The office has asked 48,000 households to use less water until the rain comes back."
QUOTE = "“We have never seen anything like it,” said Mary Oduya, who has kept the gauge for years."
COST = "The repairs to the weir will cost about £3.2 million and take two years, the council says."
TITLE = "River level falls to a record low"
PARAGRAPHS = [LEVEL, WATER, QUOTE, COST]

MENU = (
    '<header><a class="logo" href="/">The Harbour Post</a><nav><ul><li><a href="/n">News</a></li>'
    '<li><a href="/s">Sport</a></li><li><a href="/w">Weather</a></li></ul></nav></header>'
)
COOKIES = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 842 partners use'
    " cookies to give you the best experience. You can change your mind at any time.</p>"
    "<button>Accept all</button></div>"
)
RELATED = (
    '<aside class="related"><h3>Related stories</h3><ul><li><a href="/1">Ten beaches that 4,000'
    ' readers love</a></li><li><a href="/2">Why the price of bread rose</a></li></ul></aside>'
)
FOOTER = (
    "<footer><p>© 2024 The Harbour Post. All rights reserved.</p><p>Registered office: 12 Quay"
    " Street, Millford.</p></footer>"
)
SIGN_UP = (
    '<div class="newsletter-signup"><h4>Sign up for our newsletter</h4><p>Join 12,000 readers who'
    " get the news every morning.</p></div>"
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(head: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"{head}</head><body>{body}</body></html>"
    )


NEWS = page(
    f"<title>{TITLE} - The Harbour Post</title>"
    '<meta property="og:site_name" content="The Harbour Post">'
    f'<meta property="og:title" content="{TITLE}">'
    '<meta property="article:published_time" content="2024-08-14T09:30:00+01:00">'
    '<meta property="article:modified_time" content="2024-09-01T09:30:00+01:00">'
    '<meta name="author" content="Ada Quill">'
    '<link rel="canonical" href="https://harbour.example/news/river">',
    f"{COOKIES}{MENU}<main><article><h1>{TITLE}</h1>"
    '<div class="byline">By <a href="/ada">Ada Quill</a></div>'
    '<time datetime="2024-08-14">14 August 2024</time>'
    '<figure><img src="a.jpg" alt=""><figcaption>The dry bed near Millford. Photograph: J. Reed'
    f"</figcaption></figure>{paragraphs(LEVEL, WATER)}{SIGN_UP}{paragraphs(QUOTE, COST)}"
    '<p class="share">Share this story</p>'
    f"</article>{RELATED}</main>{FOOTER}",
)

LINKED_DATA = page(
    f"<title>{TITLE}</title>"
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type":'
    ' ["NewsArticle", "Article"], "headline": "River level falls to a record low",'
    ' "datePublished": "2024-08-14T23:30:00Z", "dateModified": "2024-10-01",'
    ' "author": [{"@type": "Person", "name": "Ada Quill"}, {"@type": "Person", "name": "Ben Ode"}],'
    ' "publisher": {"@type": "NewsMediaOrganization", "name": "The Harbour Post",'
    ' "logo": {"@type": "ImageObject", "url": "https://harbour.example/l.png"}}}</script>',
    f"{MENU}<div class='content'><h1>{TITLE}</h1>{paragraphs(*PARAGRAPHS)}</div>{FOOTER}",
)

NESTED_DATA = page(
    f"<title>{TITLE} | Harbour</title>"
    '<script type="application/ld+json">[{"@type": "BreadcrumbList", "name": "no"},'
    ' {"@type": "WebPage", "mainEntity": {"@type": "ReportageNewsArticle", "headline":'
    ' "River level falls to a record low", "datePublished": "2024-08-14",'
    ' "author": {"@id": "#ada"}, "publisher": {"@id": "#post"}}},'
    ' {"@type": "Organization", "@id": "#post", "name": "The Harbour Post"},'
    ' {"@type": "Person", "@id": "#ada", "name": "Ada Quill"}]</script>',
    f"{MENU}<main><h1>{TITLE}</h1>{paragraphs(*PARAGRAPHS)}</main>{FOOTER}",
)

OPEN_GRAPH = page(
    f"<title>{TITLE} – BBN News</title>"
    f'<meta property="og:title" content="{TITLE} – BBN News"><meta property="og:site_name"'
    ' content="BBN News"><meta property="article:author" content="https://social.example/ada">'
    '<meta property="article:published_time" content="Wed, 14 Aug 2024 09:30:00 GMT">'
    '<meta property="og:url" content="https://bbn.example/river">',
    f"{MENU}<main><h1>{TITLE}</h1>{paragraphs(*PARAGRAPHS)}</main>{RELATED}{FOOTER}",
)

ENCYCLOPEDIA = page(
    "<title>River Anner - Freepedia</title>"
    '<link rel="canonical" href="https://en.freepedia.example/wiki/River_Anner">'
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article",'
    ' "name": "River Anner", "headline": "river in the north", "datePublished":'
    ' "2004-05-06T10:00:00Z", "author": {"@type": "Organization", "name": "Contributors to'
    ' Freepedia projects"}, "publisher": {"@type": "Organization", "name": "Freepedia Foundation"}}'
    "</script>",
    '<main><h1 id="firstHeading">River Anner</h1><div id="siteSub">From Freepedia, the free'
    ' encyclopedia</div><div class="mw-parser-output">'
    '<div class="hatnote">For other rivers of this name, see River Anner (disambiguation).</div>'
    '<table class="infobox"><tr><th>Length</th><td>96 km</td></tr><tr><th>Source</th><td>Mount'
    " Cold</td></tr></table>"
    f'<p>{LEVEL}<sup class="reference"><a href="#c1">[1]</a></sup><sup class="reference">'
    '<a href="#c2">[2]</a></sup></p>'
    '<figure><a href="f"><img src="b.jpg"></a><figcaption>The mouth of the river in 1931'
    "</figcaption></figure>"
    '<h2>History<span class="mw-editsection">[<a href="e">edit</a>]</span></h2>'
    f"<p>{WATER}<sup>[a]</sup> {QUOTE}</p><p>{COST}<sup class='reference'>[3]</sup></p>"
    "<ul><li>The town of Millford, which took its name from the mill of 1402.<sup>[4]</sup></li>"
    "<li>The village of Lowdale, where the two arms of the river meet.</li></ul>"
    '<table class="wikitable"><tr><th>Year</th><th>Level</th></tr><tr><td>1976</td><td>0.47</td>'
    "</tr></table>"
    '<h2>References</h2><ol class="references"><li>Quill, Ada (2019). A history of rivers.</li>'
    "<li>Ode, Ben (2020). Water and people.</li></ol></div></main>",
)

BLOG = page(
    f"<title>{TITLE} | Ada writes</title>"
    '<meta name="generator" content="WordPress 6.1"><meta property="og:site_name"'
    ' content="Ada writes"><meta property="og:type" content="article">',
    '<div id="page"><header><p class="site-title"><a href="/">Ada writes</a></p></header>'
    f'<article class="post"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta">Posted on'
    ' <time class="entry-date published" datetime="2024-08-14T08:00:00Z">August 14, 2024</time>'
    ' by <span class="author vcard"><a rel="author" href="/a">Ada Quill</a></span></div>'
    f'<div class="entry-content">{paragraphs(LEVEL, WATER)}<h2>What it costs</h2>'
    f"{paragraphs(COST)}<blockquote><p>{QUOTE}</p></blockquote></div></article>"
    '<div id="comments"><h3>2 comments</h3><ol><li><p>I have seen 300 of these, said my uncle, and'
    " it was never so dry as this.</p></li></ol></div></div>",
)

RELEASE = page(
    f"<title>{TITLE} - Rivers Office</title>",
    f"{MENU}<main><div class='kicker'>Press release</div><h1>{TITLE}</h1>"
    f"<p>WASHINGTON, March 3, 2017 — {LEVEL}</p>{paragraphs(WATER, QUOTE, COST)}"
    "<p>###</p><p>Media contact: Ben Ode, press@rivers.example, 555 0100</p></main>",
)

BULLETIN = page(
    f'<title>{TITLE}</title><meta name="dcterms.issued" content="2024-08-14">'
    '<meta name="dcterms.publisher" content="Rivers Office">',
    f"{MENU}<main><h1>{TITLE}</h1>{paragraphs(LEVEL, 'Until further notice, these rules hold:')}"
    "<ul><li>Near Millford, watering is allowed for two hours in the evening.</li><li><p>Near"
    " Lowdale, pools of up to 300 litres may be filled.</p></li><li>Elsewhere:<ul><li>nothing is"
    f" forbidden, but the office asks for restraint.</li></ul></li></ul>{paragraphs(WATER, COST)}"
    "</main>",
)

TABLES = page(
    f"<title>{TITLE}</title>",
    f"<article><h1>{TITLE}</h1><p>{LEVEL}</p><table><caption>Levels by year</caption><thead><tr>"
    "<th>Year</th><th>Level</th></tr></thead><tbody><tr><td>1976</td><td>0.47 metres, as the office"
    f" said at the time</td></tr></tbody></table>{paragraphs(WATER)}<div class='figure'><img"
    ' src="x.jpg"><p class="caption">The weir in June</p></div>'
    '<figure class="wp-caption"><img src="y.jpg"><p class="wp-caption-text">The gauge in 1931</p>'
    f"</figure>{paragraphs(QUOTE, COST)}</article>",
)

LAYOUT_TABLE = page(
    f"<title>{TITLE}</title>",
    f'<table width="100%"><tr><td width="150"><a href="/">Home</a><br><a href="/n">News</a></td>'
    f"<td><h1>{TITLE}</h1>{paragraphs(*PARAGRAPHS)}</td></tr></table>",
)

MICRODATA = page(
    f"<title>{TITLE} | The Harbour Post</title>",
    '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">'
    f'{TITLE}</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span'
    ' itemprop="name">Ada Quill</span></span><meta itemprop="datePublished" content="2024-08-14">'
    '<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta'
    ' itemprop="name" content="The Harbour Post"></div><div itemprop="articleBody">'
    f"{paragraphs(*PARAGRAPHS)}</div></div>",
)

WRITTEN_DATE = page(
    f"<title>{TITLE} — The Harbour Post</title>",
    f'<main><h1>{TITLE}</h1><p class="meta">Published 14 August 2024</p>{paragraphs(*PARAGRAPHS)}'
    "</main>",
)

DIVS = page(
    f'<title>{TITLE}</title><meta property="og:site_name" content="harbour.example">',
    f"{MENU}<div class='story'><h1>{TITLE}</h1>"
    + "".join(f"<div class='para'>{text}</div>" for text in PARAGRAPHS)
    + "</div>",
)
