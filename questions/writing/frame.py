"""The frame of a claim: which report it stands in, for a sentence that does not say when or about
what.

A frame is taken from the article's own publisher, date, title and first paragraphs, and never
claims more than they do: what is "according to a May 2009 article by Wikinews on the election" was
written there and then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from questions.facts import dates, lists
from questions.language import Parsed, Sentence
from questions.types import Article, BlockKind
from questions.writing.clauses import noun_phrase

LONGEST_TITLE = 16
LONGEST_TOPIC = 7
OPENING_SENTENCES = 12
MOSTLY = 0.5
STEM = 5
NAME_LENGTH = 3
FEW_REPORTS = 2
FIRST_DAYS = 4
LONGEST_EVENT = 4
AFTER_EVENT = frozenset(["after", "against", "at", "in", "near", "of", "on", "over"])
BEFORE_EVENT = AFTER_EVENT | {"by", "during", "following", "for", "from", "since", "to", "with"}
REVISED = frozenset(["Wikipedia", "Wikivoyage", "Wikibooks", "Wikiversity", "Wiktionary"])
MANY_YEARS = 3
FORECAST = 20
FUTURE = re.compile(
    r"\b(?:will|would|shall|could|may|might|plan\w*|expect\w*|project\w*|target\w*|goals?|aim\w*"
    r"|forecast\w*|to be|by (?:19|20)\d\d|until|next|schedul\w*|propos\w*|set to|bid)\b"
)
NAMING = frozenset(["NNP", "NNPS", "NN", "NNS", "JJ", "CD", "VBG", "VBN", "POS", "IN", "DT", "CC"])
_NAMED_DAY = re.compile(r"^(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:, \d{4})?: ")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Frame:
    """How an article is named after "according to".

    ``brief`` is enough for a claim that says what it is about ("Wikinews in May 2009"), ``whole``
    also tells the topic; None where nothing is known. ``is_news`` is true of an article in which
    what happened needs its time told.
    """

    brief: str | None
    whole: str | None
    month: str | None
    topic_words: frozenset[str] = frozenset()
    is_news: bool = True
    is_report: bool = True
    publisher: str = ""
    is_on_event: bool = False
    is_early: bool = False

    def opening(self, said: str, source: str | None, *, in_full: bool = False) -> str | None:
        """The words before a claim, with a comma and a space; None where nothing can be said."""
        is_plain = not in_full and (self.tells_topic(said) or self.needs_no_title(said))
        report = self.brief if is_plain else self.whole
        if report is None:
            return None
        if is_plain and self.month and tells_month(said, self.month) and not source:
            report = report.removesuffix(f" in {self.month}")
        if not source:
            return f"According to {report}, "
        if is_plain and self.month:
            return f"According to {self.dated(source)}, "
        return f"According to {source}, cited in {self.whole}, "

    def dated(self, source: str) -> str:
        """ "the Health Ministry in May 2009"; who said it before the month began is cited in it.

        So is a study and its like, which may be older than the report of it.
        """
        is_somebody = source.startswith("the ") or source[0].isupper()
        if is_somebody and self.is_news and not self.is_early:
            return f"{source} in {self.month}"
        by = f" by {self.publisher}" if self.publisher else ""
        return f"{source}, cited{by} in {self.month}"

    def tells_topic(self, said: str) -> bool:
        if not self.topic_words:
            return False
        return len(self.topic_words & content_of(said)) > MOSTLY * len(self.topic_words)

    def needs_no_title(self, said: str) -> bool:
        """True for a dated report's claim that tells much of its headline, or names two things.

        "In Oslo, Ann Berg was freed": a headline before it would tell no more.
        """
        if not (self.month and self.is_news and self.is_report and self.publisher):
            return False
        if self.is_on_event:
            return False  # "in the 62nd minute" of which match?
        if len(self.topic_words & content_of(said)) > 1:
            return True
        names = names_in(said)
        return len(names) > 1 or bool(names and self.topic_words & content_of(said))


def names_in(said: str) -> frozenset[str]:
    """The names in a claim as they are written, but for days, months and its first word."""
    words = lists.words("calendar")
    runs = re.findall(r"(?<=[^.?!] )[“\"(]?((?:[A-Z][\w.’'-]*(?![\w$])\s?)+)", said)
    return frozenset(run.strip() for run in runs if run.split()[0].rstrip(".,") not in words)


def names_event(title: str) -> bool:
    """True for "Hundreds dead in Hajj stampede": what its article tells is part of one event."""
    said = re.findall(r"[a-z]+", title.lower())
    events = lists.words("events", "questions.writing")
    return any(word in events or word.removesuffix("s") in events for word in said)


def in_common_case(topic: str, text: str) -> str:
    """ "Terrestrial biomes" -> "terrestrial biomes", where the text writes it small."""
    small = topic[:1].lower() + topic[1:]
    return small if re.search(rf"(?<![\w-]){re.escape(small)}\b", text) else topic


def tells_month(said: str, month: str) -> bool:
    """True for a claim of "15 May 2015" beside "May 2015", which need not be said again."""
    name, year = month.split()
    return bool(re.search(rf"\b{name}\b(?:\s\d{{1,2}},)?\s{year}\b", said))


def frame_of(parsed: Parsed) -> Frame:
    article = parsed.article
    month = None
    if article.published and not tells_of_later(article):
        month = f"{dates.MONTHS[article.published.month - 1]} {article.published.year}"
    publisher = publisher_of(article) or authors_of(article.author)
    title = title_of(article.title)
    topic = in_common_case(topic_of(parsed)[0], article.text)
    kind = article_of(publisher, month)
    brief = f"{publisher} in {month}" if publisher and month else kind if month else None
    if topic:
        whole: str | None = f"{kind} on {topic}"
    elif title:
        about = ", ".join(part for part in (publisher, month) if part)
        whole = f"the article “{title}”" + (f" ({about})" if about else "")
    else:
        whole = kind if month else None
    words = content_of(topic or title)
    is_early = article.published is not None and article.published.day < FIRST_DAYS
    return Frame(
        brief or whole,
        whole,
        month,
        words,
        is_news(parsed),
        is_report(parsed),
        publisher_of(article),
        names_event(title),
        is_early,
    )


def is_news(parsed: Parsed) -> bool:
    """False for a text that dates what it tells, year by year, and quotes nobody."""
    if parsed.article.publisher.split(",")[0].strip() in REVISED:
        return False
    years = set(re.findall(r"\b1\d\d\d\b|\b20\d\d\b", parsed.article.text))
    return is_report(parsed) or len(years) < MANY_YEARS


def is_report(parsed: Parsed) -> bool:
    """True for a text that says "yesterday", or who said what."""
    text = parsed.article.text
    recent = re.search(
        r"\b(?:yesterday|today|tonight|(?:on|last|this) (?:\w+day|week))\b", text, re.IGNORECASE
    )
    said = re.findall(r"\b(?:said|says|told|announced|according to)\b", text)
    return bool(recent) or len(said) >= FEW_REPORTS


def tells_of_later(article: Article) -> bool:
    """True for a text that is revised after its date: a wiki's, or one that names later years."""
    published = article.published.year if article.published else 0
    if article.publisher.split(",")[0].strip() in REVISED:
        return True
    sentences = re.split(r"(?<=[.!?])\s", article.text)
    told = " ".join(one for one in sentences if not FUTURE.search(one))
    found = re.findall(r"\b(?:in|since|until|of|by|a|the|[A-Z][a-z]+)\s((?:19|20)\d\d)\b", told)
    return any(published < int(year) < published + FORECAST for year in found)


def article_of(publisher: str, month: str | None) -> str:
    """ "Wikinews’s May 2009 article", "a May 2009 article", "an article"."""
    if publisher:
        owner = publisher + ("’" if publisher.endswith("s") and " " in publisher else "’s")
        return f"{owner} {month} article" if month else f"{owner} article"
    if month is None:
        return "an article"
    return f"an {month} article" if month[0] in "AO" else f"a {month} article"


def content_of(text: str) -> frozenset[str]:
    """The stems of a text's longer words, to tell whether two texts are about one thing."""
    return frozenset(word[:STEM].lower() for word in _WORD.findall(text) if len(word) > 3)


def publisher_of(article: Article) -> str:
    """ "the US State Department", "Wikinews": with the article that an institution's name takes."""
    name = re.sub(r"\s*\([^()]*\)", "", article.publisher.split(",")[0]).strip()
    parts = name.split()
    if not parts or len(parts) > LONGEST_TOPIC or not name[0].isupper():
        return ""
    takes_the = len(parts) > 1 and parts[-1] in lists.names("organisation_words")
    return f"the {name}" if takes_the and parts[0] not in {"The", "the"} else name


def authors_of(author: str) -> str:
    """ "Kara Morgan-Short and others" for several people; nothing for what is no person's name."""
    people = [one.strip() for one in re.split(r",|;|\band\b", author) if one.strip()]
    if not people or not all(2 <= len(one.split()) <= 4 and one[0].isupper() for one in people):
        return ""
    if len(people) <= 2:
        return " and ".join(people)
    return f"{people[0]} and others"


def title_of(title: str) -> str:
    """A title as it is quoted; nothing for one that is too long to be."""
    title = _NAMED_DAY.sub("", title.strip()).rstrip(".").strip()
    if not title or len(title.split()) > LONGEST_TITLE:
        return ""
    return re.sub(r"[“”\"]", "’", title)


def topic_of(parsed: Parsed) -> tuple[str, str]:
    """The opening's noun phrase for all of the title or an event that it names, and its noun.

    ("the Kursk offensive", "offensive"); ("", "") where there is none.
    """
    title = title_of(parsed.article.title)
    if title.startswith("The ") and parsed.article.text.count(title[4:]) > 1:
        title = title[4:]
    is_name = len(title.split()) <= NAME_LENGTH and title.istitle()
    if is_name and parsed.article.text.count(title) > 1:
        the = len(re.findall(rf"\b[Tt]he {re.escape(title)}\b", parsed.article.text))
        return (f"the {title}" if 2 * the > parsed.article.text.count(title) else title), ""
    named = event_in(title, parsed.article.text)
    if named[0]:
        return named
    best: tuple[float, str, str] = (0.0, "", "")
    sentences = [one for one in parsed.sentences if one.block.kind is not BlockKind.HEADING]
    for sentence in sentences[:OPENING_SENTENCES]:
        best = max([best, *topics_in(sentence, content_of(title))], key=lambda one: one[0])
    return best[1:]


def event_in(title: str, text: str) -> tuple[str, str]:
    """The event that a headline names and its noun: ("the Hajj stampede", "stampede").

    Its words begin after a preposition; at a headline's head they stand in the text, too. With a
    name in them they mean one event only: ("", "") for "dead in crash".
    """
    said = title.split()
    for place, word in enumerate(said):
        noun = word.strip(",:;.").lower()
        if noun not in lists.words("events", "questions.writing"):
            continue
        after = said[place + 1].lower() if place + 1 < len(said) and word[-1].isalnum() else ""
        if after and after not in AFTER_EVENT:
            continue
        start = place
        while start and said[start - 1].lower() not in BEFORE_EVENT:
            start -= 1
        phrase = " ".join([*said[start:place], word.strip(",:;.")])
        where = place_after(said[place + 1 :]) if after else ""
        own = start > 0 or re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)
        named = any(is_name(one, text) for one in said[start:place]) or where
        if not own or not named or place - start > LONGEST_EVENT or not is_bare(phrase):
            continue
        told = " ".join(one if is_name(one, text) else one.lower() for one in phrase.split())
        return f"the {told}{where}", noun
    return "", ""


def is_name(word: str, text: str) -> bool:
    """True for a word that the text never writes small."""
    return word[0].isupper() and not re.search(rf"\b{re.escape(word.lower())}\b", text)


def is_bare(phrase: str) -> bool:
    """True for words alone: no number, possessive or mark."""
    return re.fullmatch(r"(?:[A-Za-zÀ-ž-]+ )*[A-Za-z-]+", phrase) is not None


def place_after(said: list[str]) -> str:
    """ " in Taipei" of "in Taipei lights up the night"; "" where no name follows."""
    taken = said[:1]
    for word in said[1:]:
        if not word[0].isupper():
            break
        taken.append(word.strip(",:;."))
        if not word[-1].isalnum():
            break
    plain = len(taken) > 1 and taken[0].lower() in {"at", "in", "near"}
    return f" {taken[0].lower()} {' '.join(taken[1:])}" if plain else ""


def topics_in(sentence: Sentence, wanted: frozenset[str]) -> Iterator[tuple[float, str, str]]:
    """A sentence's noun phrases that could be a topic: how well, the phrase, its noun."""
    doc = sentence.tokens.doc
    for token in sentence.words:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "flat"}:
            continue
        phrase = noun_phrase(sentence, token, before=sentence.tokens.end)
        words = [doc[i] for i in range(phrase.start, phrase.end)]
        if not words or len(words) > LONGEST_TOPIC or not is_naming([w.tag_ for w in words]):
            continue
        text = "".join(word.text_with_ws for word in words).strip()
        own = content_of(text)
        shared = len(own & wanted)
        if is_topic(token, shared, own, wanted):
            said = topic_text(text, token.tag_, words[0].tag_)
            yield shared - 0.4 * len(own - wanted), said, token.lower_


def is_topic(head: Token, shared: int, own: frozenset[str], wanted: frozenset[str]) -> bool:
    """True for all of the title, or for an event that the title names."""
    if own == wanted:
        return True
    events = lists.words("events", "questions.writing")
    return shared >= 2 and head.lower_ in events and head.lower_[:5] in wanted


def is_naming(tags: list[str]) -> bool:
    return all(tag in NAMING for tag in tags) and tags[0] not in {"IN", "CC", "CD"}


def topic_text(text: str, head: str, first: str) -> str:
    """A phrase as a topic: "The Hong Kong election" -> "the Hong Kong election"."""
    if first == "DT":
        article, _, rest = text.partition(" ")
        return (
            f"the {rest}" if article.lower() in {"a", "an", "the"} else f"{article.lower()} {rest}"
        )
    if head == "NN":
        return f"the {text}" if text[0].isupper() else text
    return text
