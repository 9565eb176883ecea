"""What is not worth asking, or has a second right answer, however well it is worded.

Each rule is a fault that strict readers found again and again: a small name for a sentence or a
question that nobody would miss. Silence costs little; a question that no instructor would sign
costs trust.
"""

from __future__ import annotations

import functools
import re

from questions.facts import definitions, lists, parts
from questions.types import Fact, FactKind, Question, QuestionKind
from questions.writing.candidates import Writer
from questions.writing.gaps import tokens_of
from questions.writing.passing import is_in_passing
from questions.writing.vocabulary import words

GAP = "____"
FEW = 10
GROWN = 18
OFTEN = 3
LEAD = 3
TIMES = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])
COUNTRY_GAP = re.compile(GAP + r" \(country\)|\bwhich country\b")
CITY_AND_GAP = re.compile(r"[A-Z][\w’'-]+, " + GAP)
LISTED = re.compile(
    rf"[A-Z][\w.’'-]+, (?:{GAP}(?: \([a-z]+\))?,? (?:and|or) [A-Z]|[A-Z][^,]+, (?:and|or) {GAP})"
    rf"|{GAP}(?: \([a-z]+\))?, [A-Z][^,]*,? (?:and|or) [A-Z]"
)
BARE_CLAIM = re.compile(rf"(?:^|, ){GAP}(?: \([a-z]+\))? (?:is|are) (?!the\b|home\b)")
LIKEWISE = re.compile(rf"{GAP}(?: \([a-z]+\))?, (?:as in|like|as well as) ")
ABOUT_A_PERSON = re.compile(r"(?:^|, )[Ww]hom? (?!was\b|is\b)")
WHOLE_REASON = re.compile(rf"\b(?:of|to|by|from|because|for) (?:the |an? )?{GAP}")
WHO_SAID = re.compile(
    rf"\b(?:said|says|told|added) {GAP}"
    rf"|\b(?:spokes\w+|representative|attorney|lawyer|editor|analyst) (?:for|of|at) (?:the )?{GAP}"
)
LOW_OFFICE = re.compile(
    r"\b(?:acting|assistant|associate|deputy|former|vice)\b"
    r"|\b(?:group|project|section|site|task|team|tour|trip) (?:leader|manager|commander)\b"
)
PRIVATE_OFFICE = re.compile(
    r"\b(?:chief|ceo|chair(?:man|woman)|director[ -]general|leader) (?:\w+ )*(?:of|at|for)\b"
)
GENERIC = frozenset(["Chief", "Company", "Executive", "Officer", "President", "The"])
UNNAMED_AGE = re.compile(
    rf"\b(?:an?|the|his|her|their) (?:[a-z]+ )?{GAP}"
    r"[\s-]*(?:years?|months?|weeks?|days?)[\s-]*old\b"
    r"(?=[.,]| (?:baby|boy|child|daughter|girl|infant|is|man|neighbou?r|resident|said|son|student"
    r"|survivor|toddler|was|who|woman)\b)"
)
WORD = re.compile(r"\w+(?:-\w+)*")
AFTER_A_NAME = re.compile(r"[A-Z][\w’'-]*, $")
KIN = r"(?:daughter|son|wife|husband|brother|sister|mother|father|niece|nephew|grand\w+|cousin)"
RELATED = re.compile(rf"\b{KIN},? (?:of |to )?{GAP}|\bmarr(?:y|ied) {GAP}")
WEDDING = re.compile(r"\b(?:marry|married|wed)\b")
AGED_ASIDE = re.compile(rf", {GAP}(?: \(age\))?,")
LEANS_ON_EARLIER = re.compile(
    rf"\b(?:a further|an additional|a (?:second|third|fourth)) (?:\w+ )*{GAP}"
    rf"|{GAP} more\b"
    r"|\b(?:at the time of writing|\d+ hours ago|the following|mentioned above|see below|to date)\b"
    rf"|^(?:According to [^,]+, )?(?:An?|One) [^,]+, it\b",
    re.IGNORECASE,
)


def is_worth_showing(writer: Writer, fact: Fact, question: Question) -> bool:
    """False for what an instructor would strike out unread."""
    prompt = question.prompt
    if LEANS_ON_EARLIER.search(prompt) or BARE_CLAIM.search(prompt) or LIKEWISE.search(prompt):
        return False
    if question.kind is QuestionKind.MULTIPLE_CHOICE and ABOUT_A_PERSON.search(prompt):
        return False
    if is_aside_of_a_life(writer, question) or is_in_passing(writer, fact, question):
        return False
    if fact.kind is FactKind.DEFINITION:
        return not is_little_known_letters(writer, fact)
    if fact.kind is FactKind.REASON:
        return bool(WHOLE_REASON.search(prompt))
    if fact.kind is FactKind.ROLE:
        return names_high_office(writer, fact)
    if fact.kind is FactKind.PART:
        return is_about_the_topic(writer, fact, question)
    if fact.kind is FactKind.DATE:
        is_day = f"{GAP} (date)" in prompt and writer.reader.main_person
        return not is_day and not dates_a_survey(writer, fact)
    if fact.kind is FactKind.QUANTITY:
        return not (is_small_change(fact, prompt) or is_passing_time(writer, fact))
    return not is_loose_name(fact, question) and not places_the_topic(writer, fact, prompt)


def is_little_known_letters(writer: Writer, fact: Fact) -> bool:
    """True for letters that are known to all, or used once: "TSM", "NASA"."""
    if fact.relation is None or fact.relation.name != definitions.STANDS_FOR:
        return False
    letters = fact.relation.subject.of(writer.article.text)
    named = [word for word in fact.text.split() if len(word) > 3]
    is_name = len(named) > 1 and all(word[0].isupper() for word in named)
    often = len(re.findall(rf"\b{re.escape(letters)}\b", writer.article.text)) >= OFTEN
    return not (is_name and often) or letters in words("known_letters")


def names_high_office(writer: Writer, fact: Fact) -> bool:
    """True for ministers, governors and the like, and for the heads of what the text is about."""
    assert fact.relation is not None
    said = fact.relation.complement.of(writer.article.text)
    post = said.lower()
    if LOW_OFFICE.search(post) or (PRIVATE_OFFICE.search(post) and not is_spoken_of(writer, said)):
        return False
    return any(re.search(rf"\b{re.escape(one)}\b", post) for one in words("high_offices"))


def is_spoken_of(writer: Writer, post: str) -> bool:
    """True where the title or the text again and again names the body that a post belongs to."""
    named = [word for word in re.findall(r"[A-Z][\w’'&-]+", post) if word not in GENERIC]
    text, title = writer.article.text, writer.article.title
    return any(word in title or text.count(word) >= OFTEN for word in named)


def is_about_the_topic(writer: Writer, fact: Fact, question: Question) -> bool:
    """Where a thing lies is asked of the article's own matter; what fills a bare "in" is open."""
    if fact.relation is None:
        return True
    if fact.relation.name == parts.LIES:
        subject = fact.relation.subject.of(writer.article.text)
        return subject in writer.article.title
    is_place = fact.relation.name.endswith((" in", " at", " on"))
    return question.kind is not QuestionKind.CLOZE or not is_place


def dates_a_survey(writer: Writer, fact: Fact) -> bool:
    """True for the year of "the 2011 census" and the like."""
    phrase = tokens_of(writer.sentence_of(fact), fact.span.start, fact.span.end)
    if phrase is None:
        return True
    after = writer.sentence_of(fact).tokens.doc[phrase.end : phrase.end + 5]
    for token in after:
        if token.lower_ in words("surveys"):
            return True
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return False
    return False


def is_small_change(fact: Fact, prompt: str) -> bool:
    """True for small counts, which nobody misses, and for the age of somebody named in passing."""
    quantity = fact.quantity
    if quantity is None or quantity.value is None:
        return False
    if quantity.role == "count" and quantity.value <= FEW and "million" not in fact.text:
        return True
    unnamed = UNNAMED_AGE.search(prompt)
    if quantity.role == "age" and unnamed and not AFTER_A_NAME.search(prompt[: unnamed.start()]):
        return True
    return quantity.role == "age" and quantity.value >= GROWN and bool(AGED_ASIDE.search(prompt))


def is_aside_of_a_life(writer: Writer, question: Question) -> bool:
    """True for weddings and kin, and in a life for what does not speak of its person."""
    life, prompt = writer.reader.life, question.prompt
    if RELATED.search(prompt) or (WEDDING.search(prompt) and "year" in prompt):
        return True
    return life is not None and not {*life.name.split()} & set(WORD.findall(prompt))


def is_passing_time(writer: Writer, fact: Fact) -> bool:
    """True for "closed for two hours" and "fifteen minutes of fame", outside the opening."""
    quantity = fact.quantity
    assert quantity is not None
    if quantity.value is None or quantity.role != "measure" or quantity.unit not in TIMES:
        return False
    is_short = quantity.value <= FEW or quantity.unit in {"second", "minute"}
    return is_short and writer.order[fact.sentence.start] >= LEAD


def places_the_topic(writer: Writer, fact: Fact, prompt: str) -> bool:
    """True for "Isfahan is a city in central ____", which the article's first line gives away."""
    if writer.reader.main_person or not COUNTRY_GAP.search(prompt):
        return False
    return writer.order[fact.sentence.start] < LEAD and writer.article.title in prompt


def is_loose_name(fact: Fact, question: Question) -> bool:
    """True for a name in a gap that others fit as well, or that the words around it give away."""
    prompt, is_cloze = question.prompt, question.kind is QuestionKind.CLOZE
    if COUNTRY_GAP.search(prompt) and gives_country_away(prompt, fact.text):
        return True
    if not is_cloze:
        return False
    if any(one.search(prompt) for one in (LISTED, CITY_AND_GAP, WHO_SAID)):
        return True
    if fact.kind is FactKind.PLACE:
        return not re.search(GAP + r"(?: \((?!place)|['’])", prompt)
    return fact.kind is FactKind.ORGANISATION and not re.search(GAP + r" \(", prompt)


def gives_country_away(prompt: str, country: str) -> bool:
    """True where a people, a language or a city of the country stands beside the gap."""
    return any(re.search(rf"\b{re.escape(cue)}\b", prompt) for cue in cues_of(country))


@functools.cache
def cues_of(country: str) -> frozenset[str]:
    rows = (row.partition(": ") for row in lists.lines("country_cues", "questions.writing"))
    return frozenset(cue for name, _, cues in rows if name == country for cue in cues.split("|"))
