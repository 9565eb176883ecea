"""Who says so, and as of when: the source and the date that govern a place in a sentence."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questions.facts import dates
from questions.facts.lists import marked
from questions.facts.lists import words as word_list
from questions.facts.words import NOUNS, Words

if TYPE_CHECKING:
    from questions.language import Parsed, Sentence

_VERBS = marked("reporting_verbs")
_ACCORDING = re.compile(
    r"\b(?:according\sto|in\sthe\swords\sof|as\s(?:reported|estimated|stated)\sby|citing)\s",
    re.IGNORECASE,
)
_HAS_SOURCE = re.compile(
    r"(?<![\w-])(?:according\sto|citing|"
    + "|".join(sorted(_VERBS, key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
_AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "also",
        "reportedly",
        "recently",
        "earlier",
        "later",
        "then",
        "now",
        "previously",
        "publicly",
    ]
)
_PASSIVE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "be",
        "an",
        "the",
        "a",
        "its",
        "their",
        "by",
        "as",
    ]
)
_SUBJECT_LINKS = frozenset(
    ["of", "for", "from", "at", "in", "with", "by", "on", "to", "familiar", "close", "and", "near"]
)
_RELATIVES = frozenset(["which", "who", "that"])
_PRONOUNS = word_list("pronouns")
_DATE_WORDS = frozenset(word.lower() for word in (*dates.MONTHS, *dates.WEEKDAYS)) | {
    "today", "yesterday", "week", "month", "year",
}  # fmt: skip
_ENDS = frozenset(
    [",", ".", ";", ":", "(", ")", "—", "–", "“", "”", '"', "``", "''", "!", "?", "-LRB-", "-"]
)
_HEDGES = frozenset(
    [
        "about",
        "almost",
        "around",
        "at",
        "least",
        "more",
        "nearly",
        "over",
        "some",
        "than",
        "up",
        "to",
    ]
)
_CONTRAST = re.compile(r"[;]|,\s(?:but|while|whereas|although|though)\s")
_ACRONYM = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_PUBLISHED = re.compile(
    r"\s(?:released|published|issued|compiled|obtained|seen|posted|provided|cited|collected|dated)\b"
    r"(?!\sby\b).*$|\s(?:on|in|last|this|earlier)\s(?:" + "|".join((*dates.MONTHS, *dates.WEEKDAYS))
    + r"|week|month|year|\d{4})\b.*$"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A source and the stretch of its sentence that it vouches for."""

    name: str
    start: int
    end: int
    at: int


def attribution(sentence: Sentence, position: int) -> str | None:
    """Who, by this sentence, says what stands at ``position`` of the article; None if nobody.

    It is a noun phrase as it stands in the text, without a bracketed acronym, never a pronoun.
    """
    if not _HAS_SOURCE.search(sentence.text):
        return None
    place = position - sentence.start
    sources = [one for one in _sources(sentence) if one.start <= place < one.end]
    if not sources:
        return None
    return min(sources, key=lambda one: (abs(one.at - place), one.at)).name


@functools.lru_cache(maxsize=64)
def _sources(sentence: Sentence) -> tuple[Source, ...]:
    words = Words.of(sentence)
    return (*_according(words), *_reporting(sentence, words))


def _according(words: Words) -> Iterator[Source]:
    """``according to X``: it governs the sentence as far as a contrast on either side."""
    text = words.text
    for match in _ACCORDING.finditer(text):
        end = _phrase_end(words, words.first_from(match.end()))
        name = _clean(text[match.end() : end])
        if name:
            start, stop = _stretch(text, match.start())
            yield Source(name, start, stop, match.start())


def _stretch(text: str, at: int) -> tuple[int, int]:
    """The part of a sentence around ``at`` that no contrast cuts off."""
    cuts = [match.start() for match in _CONTRAST.finditer(text)]
    start = max((cut for cut in cuts if cut < at), default=0)
    return start, min((cut for cut in cuts if cut > at), default=len(text) + 1)


def _phrase_end(words: Words, index: int) -> int:
    """Where the noun phrase that begins at word ``index`` ends, with what "of" and "by" add."""
    end, first = words[index].start if index < len(words) else len(words.text), index
    while index < len(words):
        word = words[index]
        if word.text in _ENDS or word.tag in (
            "VBD",
            "VBZ",
            "VBP",
            "MD",
            "WDT",
            "WP",
            "WRB",
            "``",
            "''",
        ):
            break
        if word.lower in ("and", "but", "or", "as", "while") and not _joins_names(words, index):
            break
        if index > first and words.tag(index - 1) in NOUNS and _opens_claim(words, index):
            break
        end = word.end
        index += 1
    return end


def _opens_claim(words: Words, index: int) -> bool:
    """Whether a claim begins after a source's noun: "the mayor | over 40 boats have sunk"."""
    if words.tag(index) in ("DT", "PRP"):
        return True
    place = index
    while words.lower(place) in _HEDGES and place < index + 2:
        place += 1
    if place == index and words.tag(index + 1) not in ("NNS", "JJ"):
        return False  # "Article 5", but "the mayor | 40 boats"
    return words.tag(place) == "CD"


def source_end(sentence: Sentence) -> int | None:
    """The offset at which "According to X" ends at a sentence's head where no comma ends it."""
    words = Words.of(sentence)
    opening = _ACCORDING.match(words.text)
    if opening is None or words.lower(0) != "according":
        return None
    end = _phrase_end(words, words.first_from(opening.end()))
    after = words.first_from(end)
    return end if after < len(words) and _opens_claim(words, after) else None


def _joins_names(words: Words, index: int) -> bool:
    """Whether "and" stands inside a name or a pair: ``Food and Drug``, ``Kyiv and Seoul``."""
    return words.lower(index) == "and" and words.tag(index + 1) in (
        "NNP",
        "NNPS",
        "NN",
        "NNS",
        "JJ",
    )


def _reporting(sentence: Sentence, words: Words) -> Iterator[Source]:
    for index, word in enumerate(words.all):
        manner = _VERBS.get(word.lower)
        if manner is None or not _is_active(words, index):
            continue
        subject = _subject(sentence, words, index)
        source = _governs(words, index, manner, subject)
        if source:
            yield source


def _is_active(words: Words, index: int) -> bool:
    """True for a verb that reports: not ``was estimated``, ``an estimated``, ``the report``."""
    before = words.lower(index - 1)
    tag = words.tag(index)
    if not tag.startswith("VB") and not (tag in ("NN", "NNS") and words.lower(index + 1) == "that"):
        return False
    if words[index].text[0].isupper() and index:
        return False
    if words.lower(index) == "warning" and words.tag(index) != "VBG":
        return False
    return before not in _PASSIVE and not (words.tag(index) == "JJ" and before not in _AUXILIARIES)


def _governs(
    words: Words, index: int, manner: str, subject: tuple[str, int, bool] | None
) -> Source | None:
    """The stretch that the reporting verb at ``index`` vouches for, with its subject."""
    text, verb = words.text, words[index]
    closing = _closing(words, index)
    if closing is not None:
        behind = subject is None or _is_speaker_behind(words, index)
        name = _inverted(words, index) if behind or subject is None else subject[0]
        return Source(name, 0, closing, verb.start) if name else None
    if subject is None:
        return None
    name, start, relative = subject
    if manner == "strict" and words.lower(index + 1) != "that" != words.lower(index + 2):
        return None
    if manner == "that" and not _has_clause(words, index):
        return None
    if relative:
        cut = re.search(r",\s(?!(?:and|or)\s)", text[verb.end :])
        return Source(name, verb.end, verb.end + cut.start() if cut else len(text), verb.start)
    return Source(name, start, _stretch(text, verb.end)[1], verb.start)


def _has_clause(words: Words, index: int) -> bool:
    """Whether a clause follows the verb: "that", or a subject with its own verb."""
    if words.lower(index + 1) in ("that", ":") or words.lower(index + 2) == "that":
        return True
    tags = [words.tag(place) for place in range(index + 1, min(index + 16, len(words)))]
    return (
        words.tag(index + 1) in ("DT", "PRP", "NNP", "NNS", "EX", "JJ", "CD", "PRP$")
        and words.lower(index + 1) != "responsibility"
        and words.lower(index + 2) != "lives"
        and any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags)
    )


def _closing(words: Words, index: int) -> int | None:
    """For ``..., the agency reported.`` and ``..., said X``: where what it reports ends."""
    after = words.lower(index + 1)
    if words.lower(index) in ("told", "tells"):
        place = index + 1
        while place < len(words) and (
            words.tag(place) in NOUNS or words.tag(place) in ("DT", "JJ", "PRP")
        ):
            place += 1
        ends = place > index + 1 and (
            place >= len(words) or words[place].text in (".", ",", ";", "”", '"')
        )
        after = "." if ends else after
    elif index + 1 < len(words) and re.match(
        r"\s(?:on\s|last\s|in\sa\s|in\s(?=[A-Z\d])|this\s|at\s|to\s|during\s|late\s|early\s|yesterday|today|earlier)[^,;]{0,60}[.]$",
        words.text[words[index].end :],
    ):
        after = "."
    start = _segment_start(words, index)
    if start == 0 and not _is_inverted(words, index):
        return None
    if after in (".", "", "!", "?") or (after == "," and start > 0) or _is_inverted(words, index):
        return words[start].start if start else words[index].start
    return None


def _is_inverted(words: Words, index: int) -> bool:
    """``”, said the mayor``: verb right after a comma or a closing quote, its subject behind it."""
    before = words[index - 1].text if index else ""
    return before in (",", "”", '"', "''", "’") and words.tag(index + 1) in (
        "DT",
        "NNP",
        "NNPS",
        "NN",
        "NNS",
        "JJ",
        "PRP$",
    )


def _is_speaker_behind(words: Words, index: int) -> bool:
    """``versus 8 percent, said Ann Berg, an analyst``: a name and no verb follows the verb."""
    if not _is_inverted(words, index) or words.tag(index + 1) != "NNP":
        return False
    rest = words.text[_phrase_end(words, index + 1) :]
    return rest.lstrip()[:1] in {",", "."}


def _inverted(words: Words, index: int) -> str | None:
    return _clean(words.text[words[index].end : _phrase_end(words, index + 1)])


def _segment_start(words: Words, index: int) -> int:
    """The word after the comma or quote that comes before the verb at ``index``."""
    place = index - 1
    while place > 0 and words[place].text not in (",", ";", "”", "“", '"', "''", "``", "—"):
        place -= 1
    return place + 1 if place > 0 else 0


def _subject(sentence: Sentence, words: Words, index: int) -> tuple[str, int, bool] | None:
    """The subject of the verb at ``index``: its words, its place, and whether through "which"."""
    place = index - 1
    while place >= 0 and (words.lower(place) in _AUXILIARIES or words.tag(place) in ("RB", "MD")):
        place -= 1
    if place < 0:
        return None
    relative = words.lower(place) in _RELATIVES and words.tag(place) in ("WDT", "WP", "IN")
    if relative:
        place -= 2 if words.lower(place - 1) == "," else 1
    if words.lower(place) in ("he", "she"):
        name = _person_before(sentence, words[place].start)
        return (name, words[place].start, False) if name else None
    apposed = ""
    if words.lower(place) == ",":
        comma, place = place, _over_apposition(words, place)
        apposed = _name_between(words, place + 2, comma)
    if place >= 0 and words[place].text == ")":
        while place > 0 and words[place].text != "(":
            place -= 1
        place -= 1
    if place < 0 or (words.tag(place) not in NOUNS and words.tag(place) != "JJ"):
        return None
    first = _phrase_start(words, place)
    name = apposed or _clean(words.text[words[first].start : words[place].end])
    return (name, words[first].start, relative) if name else None


def _name_between(words: Words, start: int, end: int) -> str:
    """The "Anna Holm" of ``the mayor, Anna Holm, told``; "" for what is no name."""
    inside = words.all[start:end]
    is_name = len(inside) > 1 and all(one.tag == "NNP" for one in inside)
    return words.text[inside[0].start : inside[-1].end] if is_name and start > 1 else ""


def _over_apposition(words: Words, comma: int) -> int:
    """From the comma that closes an apposition to the word before the one that opens it."""
    place = comma - 1
    while place > 0 and words[place].text != ",":
        if words.tag(place) in ("VBD", "VBZ", "VBP", "MD") or comma - place > 14:
            return -1
        place -= 1
    return place - 1


def _phrase_start(words: Words, head: int) -> int:
    """The first word of the subject that ends at ``head``: ``sources familiar with the talks``."""
    first = head
    while first > 0:
        before = words[first - 1]
        if before.lower in _DATE_WORDS or before.text in _ENDS:
            break
        if before.tag in NOUNS or before.tag in (
            "JJ",
            "JJS",
            "JJR",
            "DT",
            "PRP$",
            "POS",
            "HYPH",
            "CD",
            "VBN",
        ):
            if words[first].tag in ("DT", "PRP$") and before.tag not in ("POS", "PDT"):
                break
            first -= 1
        elif before.lower in _SUBJECT_LINKS and first > 1 and _links(words, first - 1):
            first -= 1
        else:
            break
    while words.lower(first) in _SUBJECT_LINKS and first < head:
        first += 1
    return first


def _links(words: Words, index: int) -> bool:
    tag = words.tag(index - 1)
    if words.lower(index - 1) in _DATE_WORDS:
        return False
    if words.lower(index) == "and":
        return tag in ("NNP", "NNPS", "NNS")
    return tag in NOUNS or words.lower(index - 1) in ("familiar", "close")


def _person_before(sentence: Sentence, place: int) -> str | None:
    """The person named last before ``place``, in this sentence or its paragraph."""
    doc, limit = sentence.tokens.doc, sentence.tokens[0].idx + place
    named = [
        entity
        for entity in doc.ents
        if entity.label_ in ("PERSON", "PER") and entity.end_char <= limit
    ]
    return named[-1].text if named else None


def _clean(phrase: str) -> str | None:
    """A source's name without bracketed acronym, quotes and date; None for a pronoun."""
    name = _ACRONYM.sub("", phrase.strip(" ,.;:“”\"'"))
    name = _PUBLISHED.sub("", name).strip(' ,.;:“”"')
    first = name.split(" ")[0].lower() if name else ""
    if (
        not name
        or name.lower() in _PRONOUNS
        or first in ("he", "she", "it", "they", "his", "her", "their", "its")
    ):
        return None
    return name


# As of when

_CLAUSE = re.compile(r"[;:—()“”]|,\s|\s–\s")
_NOT_AS_OF = re.compile(
    r"(?:\b(?:since|until|till|before|after|from|than(?:\sin)?|by\sthe|through|between|and|to|"
    r"compared\s(?:with|to)|against|for|between)\s(?:the\s)?)$",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?<!\w)(?:since|after|before|when|until|because|while|whereas|than|who|which|where|that|as\sthe)\s",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:[“\"]?)(?:(?:but|and|yet|so)\s)?(?:in|on|at|by|during|as\sof|as\sat|over|throughout)?\s?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^,?\s?(?:and\s)?(?:in|on|at|by|during|as\sof|as\sat|last|this|over)?\s?$", re.IGNORECASE
)
_SAYING = re.compile(
    r"\b(?:said|says|told\s[\w\s]{1,30}|reported|announced|wrote|stated|warned|added|published|released|"
    r"tweeted|estimated)\s(?:(?:on|in|late|early|at)\s)?$",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|’ll|'ll|is\sset\sto|are\sset\sto|expected\sto|due\sto|plans?\sto|scheduled|aims?\sto|next)\b"
)


def as_of(parsed: Parsed, sentence: Sentence, position: int) -> str | None:
    """The date that holds for what stands at ``position`` of the article, or None.

    It is the date's own words, without a preposition ("the start of 2024"); a relative one is
    resolved against the article's date where there is one.
    """
    text, place = sentence.text, position - sentence.start
    found = [
        one
        for one in dates.spans(text)
        if not one.text.endswith(("ago", "earlier")) and _may_govern(text, one)
    ]
    one = _governing(text, place, found)
    if one is None:
        return None
    future = _FUTURE.search(text) is not None
    return dates.resolve(one.text, parsed.article.published, future=future) or one.text


# "the 2010 elections", "of 2000 levels": a year that belongs to a noun
_OF_A_THING = re.compile(r"\b(?:the|an?|of|its|his|her|their|our|than|on)\s$", re.IGNORECASE)
_THING = re.compile(
    r"\s(?!(?:and|but|or|the|an?|when|while|with|for|in|at|by|to|from|as|because|was|were|is|are|had|"
    r"has|have|would|will|until|after|before|on|of|it|he|she|they|that|who|which)\b)[a-z]"
)


def _may_govern(text: str, one: dates.DateSpan) -> bool:
    before = text[max(0, one.start - 40) : one.start]
    if one.text.isdigit() and _OF_A_THING.search(before) and _THING.match(text, one.end):
        return False
    return not _NOT_AS_OF.search(before) and not _SAYING.search(before)


def _governing(text: str, place: int, found: list[dates.DateSpan]) -> dates.DateSpan | None:
    """The date in the clause of ``place``, else one that opens the sentence or closes it."""
    start, end = _clause(text, place)
    inside = [one for one in found if start <= one.start < end and _reaches(text, place, one)]
    if inside:
        after = [
            one for one in inside if one.start > place and not _number_between(text, place, one)
        ]
        return after[0] if after else min(inside, key=lambda one: abs(one.start - place))
    for one in found:
        if (
            one.end <= place
            and _OPENING.match(text[: one.start])
            and text[one.end : one.end + 1] == ","
        ):
            return one
    for one in found:
        opened = text[end : one.start] if end <= one.start else "-"
        if _ASIDE.match(opened) and _reaches(text, place, one):
            return one
    return None


def _clause(text: str, place: int) -> tuple[int, int]:
    """The stretch of text without a comma or stronger mark around ``place``."""
    start, end = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= place:
            start = match.end()
        elif match.start() > place:
            end = match.start()
            break
    return start, end


def _reaches(text: str, place: int, one: dates.DateSpan) -> bool:
    """Whether no subordinate clause stands between the date and ``place``."""
    if one.start > place:
        return _SUBORDINATE.search(text, place, one.start) is None
    return _SUBORDINATE.search(text, one.end, place) is None


def _number_between(text: str, place: int, one: dates.DateSpan) -> bool:
    gap = re.sub(r"^\S+", "", text[place : one.start])
    return re.search(r"\d", gap) is not None
