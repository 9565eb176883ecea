"""Does the question stand alone, weeks later, without the article?"""

from __future__ import annotations

import re

from questions.problems.words import content_words, has_name, unquoted
from questions.types import Question

# A pronoun with a capital inside a sentence is part of a name: "It", "Her Majesty".
PRONOUN = re.compile(
    r"""(?<![\w’'-])(?:(?P<person>he|she|him|his|her|hers|himself|herself)
        |(?P<thing>it|its|itself|they|them|their|theirs|themselves)
        |(?P<speaker>we|us|our|ours|my))(?![\w-])""",
    re.VERBOSE,
)
THIS = re.compile(r"(?<!of )\b[Tt]h(?:is|ese)\b(?! (?:sentence|gap|statement|one|ones)\b)")
AUXILIARY_BEFORE = re.compile(
    r"\b(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|may|might)\s*\Z",
    re.IGNORECASE,
)
# As in "How long did it take to ...?", "When is it hard to ...?" and "when it rained".
EXPLETIVE = re.compile(
    r"""it\ (?:(?:would|will|did|does|has|had|was|is|be|been)\ ){0,3}
        (?:takes?|took|taken|costs?|rain(?:s|ed)?|snow(?:s|ed)?|seem(?:s|ed)?|appear(?:s|ed)?
        |turned\ out|happened|follows|said|thought|believed|known|estimated|expected|called)\b
    | it\ (?:is|was|be|becomes?|became)\ (?:\w+ly\ )?\w+\ (?:to|that|for|when|if|who|which)\b
    | (?:(?<=is\ )|(?<=was\ )|(?<=be\ ))it\ (?:\w+ly\ )?\w+\ (?:to|that|for|when|if)\b""",
    re.VERBOSE,
)
NOUN_PHRASE = re.compile(r"\b(?:the|a|an|each|every|no|another|[a-z]+['’]s)\s+\w+", re.IGNORECASE)
# As in "Who said that he ...", "Which king lost his ..." and "How many boys said that he ...".
ASKED_PERSON = re.compile(r"\b(?:[Ww]ho|[Ww]hich \w+|[Hh]ow many \w+)\b")


def unresolved_pronoun(question: Question) -> str | None:
    """A pronoun without a name or noun before it that it could stand for; "this" and "these"."""
    text = unquoted(question.prompt)
    lowered = text[:1].lower() + text[1:]
    for found in PRONOUN.finditer(lowered):
        if _is_unresolved(text, found):
            return text[found.start() : found.end()]
    this = THIS.search(text)
    return this[0] if this and not RELATIVE_DATE.match(text, this.start()) else None


def _is_unresolved(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()]
    if found["speaker"]:
        return True
    if EXPLETIVE.match(text, found.start()) or _name_follows_comma(text, found):
        return False
    if has_name(before) or NOUN_PHRASE.search(before):
        return False
    if AUXILIARY_BEFORE.search(before):
        return True
    return not (ASKED_PERSON.search(before) if found["person"] else _has_thing(before))


def _has_thing(before: str) -> bool:
    """A word that could be a noun: any but function words and verbs in the past."""
    return any(not word.endswith("ed") for word in content_words(before.lower()) if len(word) > 2)


def _name_follows_comma(text: str, found: re.Match[str]) -> bool:
    """ "Before his death, where did Lord Byron live?" """
    opening, comma, rest = text.partition(",")
    return bool(comma) and found.end() <= len(opening) and has_name(rest)


# What refers to the text itself needs it always; what refers to a place or group, without a name.
TEXT_PHRASE = re.compile(
    r"""\b[Tt]he\ (?:article|text|passage|paragraph|author|authors|writer|speaker|narrator|excerpt
        |sources|above|following\ text)\b
        (?!['’]?s?\ (?:of|by|on|about|from|that|which|who|called|appeared)\b)""",
    re.VERBOSE,
)
BARE_PHRASE = re.compile(
    r"""\b[Tt]he\ (?:report|study|survey|region|area|country|city|town|village|island|company|firm
        |organisation|organization|group|team|party|researchers|scientists|officials|event|incident
        |attack|accident|agreement|deal|document|program|programme|project|couple|film|book|game
        |match|war|conflict|election|festival|school|university|president|man|woman)
        \b(?!['’]s?\b|\ (?:of|by|on|about|from|for|in|at|to|that|which|who|where|called|named
        |between|with|against|published|known)\b)""",
    re.VERBOSE,
)


def unresolved_phrase(question: Question) -> str | None:
    """ "The article", or "the company" in a question that names nothing."""
    text = unquoted(question.prompt)
    whole = (one for one in TEXT_PHRASE.finditer(text) if not _is_named(question, one))
    found = next(whole, None)
    if not found and not has_name(text):
        found = BARE_PHRASE.search(text)
    return found[0] if found else None


def _is_named(question: Question, phrase: re.Match[str]) -> bool:
    """ "The article “Heat and harvests”": its title follows."""
    return question.prompt[phrase.end() :].lstrip()[:1] in {"“", '"', "‘"}


RELATIVE_DATE = re.compile(
    r"""\b(?:
      (?:[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast)\ (?:week|month|year|night|morning|evening|weekend|quarter
        |summer|winter|spring|autumn|season|decade|century|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun
        |January|February|March|April|May|June|July|August|September|October|November|December)
        (?:day)?\b(?!\ (?:of|before|to)\b|['’]s\b)
    | [Yy]esterday | [Tt]omorrow | [Tt]onight | [Rr]ecently | [Cc]urrently | [Nn]owadays
    | [Ss]o\ far
    | [Tt]oday(?!['’]s\ [A-Z]) | [Aa]t\ present
    | (?<!\ is\ )(?<!\ are\ )now(?!\ (?:known|called|named|part|in|the))
    | (?:[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y)\ (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!,?\ \d)
    | (?:\d+|two|three|four|five|six|ten|a\ few|several)\ (?:days?|weeks?|months?|years?)\ ago
    )\b""",
    re.VERBOSE,
)
YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


def relative_date(question: Question) -> str | None:
    """A time that counts from the day of reading, with no year in the question to hold it."""
    text = unquoted(question.prompt)
    if YEAR.search(text):
        return None
    # Inside a sentence a capital belongs to a name: "USA Today".
    dates = (one for one in RELATIVE_DATE.finditer(text) if one[0][0].islower() or not one.start())
    return next((one[0] for one in dates), None)
