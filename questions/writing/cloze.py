"""Cloze cards: a statement that stands alone, with the fact's words left out."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from questions.facts import dates, lists, names
from questions.types import Answer, Fact, FactKind, Quantity, Question, QuestionKind
from questions.writing.assembly import is_asked, make_question, number_answer
from questions.writing.candidates import Writer, is_share, needs_time
from questions.writing.clauses import FINITE_TAGS, Phrase
from questions.writing.gaps import is_worth_asking, plural_unit, tokens_of
from questions.writing.life import PARTICLES
from questions.writing.multiple_choice import NAMED, wh_name
from questions.writing.prompts import DANGLING, OWN_ACCOUNT, stands
from questions.writing.share import key_of
from questions.writing.soundness import shows_its_gap
from questions.writing.statements import Statement, few_names, statements
from questions.writing.wording import Unwritable, Voice

GAP = "____"
UNFINISHED = frozenset(["because", "how", "if", "so", "that", "what", "when", "which", "while"]) | {
    "who", "whose", "why",
}  # fmt: skip
HINT = re.compile(GAP + r" \([^)]*\)")
PLAIN_DATE = re.compile(
    r"\d{3,4}(?:\s(?:AD|BCE?|CE))?|AD \d+|\d\d[1-9]0s|\d{1,2}(?:st|nd|rd|th) century"
    r"|\w+ century|[A-Z][a-z]+\.? (?:\d{1,2}, )?\d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4}"
)
NOBODY_SAID = re.compile(r", (?:said|says|added|adds|told|claimed|claims) that,? ")
SHORTEST = 6
LONGEST_PASSAGE = 46
LONGEST_STATEMENT = 34
BEST_LENGTH = 30
BASE_QUALITY = 0.7


def write(writer: Writer, fact: Fact, kind: QuestionKind = QuestionKind.CLOZE) -> Question | None:
    """The best statement of the fact with a gap, or None where none stands alone."""
    key = fact.quantity.number_text if fact.quantity else fact.text
    if fact.kind is FactKind.DATE:
        key = key.removeprefix("the ")
        if not PLAIN_DATE.fullmatch(key):
            return None
    phrase = gap_of(writer, fact, key)
    if phrase is None:
        return None
    voice = writer.voice(writer.sentence_of(fact))
    voice = with_gap(voice, phrase, hint_of(fact), fact.quantity)
    found = [
        (quality_of(writer, voice, prompt, one), prompt)
        for one in statements(writer, voice, phrase)
        if (prompt := cloze_prompt(writer, one, fact))
    ]
    if not found:
        return None
    quality, prompt = max(found, key=lambda one: one[0])
    answer = number_answer(fact) if fact.quantity else Answer(text=key)
    if share := key_of(fact):
        answer = Answer(text=share, accepted=(key,) if share != key.lower() else ())
    elif fact.quantity:
        answer = replace(answer, text=key)  # the unit stands in the statement
    return make_question(kind, writer.article, fact, prompt, answer, quality)


def gap_of(writer: Writer, fact: Fact, key: str) -> Phrase | None:
    """The words that are left out; None for what is not worth asking or not a whole word."""
    sentence = writer.sentence_of(fact)
    if fact.kind is FactKind.QUANTITY and not is_figure(writer, fact):
        return None
    if fact.kind is FactKind.DATE:
        moment = dates.read_date(fact.text)
        if moment is None or moment.relative:
            return None
    offset = fact.text.find(key)
    start = fact.span.start + offset
    phrase = tokens_of(sentence, start, start + len(key)) if offset >= 0 else None
    if not writer.is_sound(sentence):
        return None
    stand = writer.reader.stand(sentence)
    if phrase is None or phrase.start in stand.drop:
        return None
    if fact.kind is FactKind.PERSON and " " not in fact.text and phrase.start in stand.replace:
        return None  # "Mr Lund", who is asked for by the full name elsewhere
    doc = sentence.tokens.doc
    if fact.kind in NAMED and (not fact.text[0].isupper() or is_modifier(doc, phrase)):
        return None  # "a “grave escalation”" and "of Snowdon": no names
    if fact.quantity is None and is_member(doc, phrase):
        return None
    if fact.kind is FactKind.DATE and (is_lasting_in(doc, phrase) or is_in_name(doc, phrase)):
        return None
    return None if fact.quantity and is_glued(doc, phrase) else phrase


def is_figure(writer: Writer, fact: Fact) -> bool:
    """True for a figure worth asking, and for the "half" of "almost half of all children"."""
    after = writer.article.text[fact.span.end : fact.span.end + len(" of ")]
    if key_of(fact) is not None and after == " of ":
        return True
    return is_asked(fact) and is_worth_asking(writer.sentence_of(fact), fact)


def is_in_name(doc: Doc, phrase: Phrase) -> bool:
    """True for the year of "the War of 1812", "the Finance Act 1908" and "started 2014 in goal"."""
    before = doc[phrase.start - 1] if phrase.start else None
    if before is not None and before.tag_ in FINITE_TAGS:
        return True
    if before is not None and before.lower_ == "of" and phrase.start > 1:
        before = doc[phrase.start - 2]
        return before.tag_ == "NNP" and before.text not in lists.words("calendar")
    return before is not None and before.text in {"Act", "Law", "Bill"}


def is_glued(doc: Doc, phrase: Phrase) -> bool:
    """True for "a billion-year contract", whose article is part of the number."""
    after = doc[phrase.end] if phrase.end < len(doc) else None
    return (
        len(phrase) > 1
        and after is not None
        and after.text == "-"
        and doc[phrase.start].lower_ == "a"
    )


def is_lasting_in(doc: Doc, phrase: Phrase) -> bool:
    """True for "has changed in 2014", where what is over is told as if it lasted."""
    if not phrase.start or doc[phrase.start - 1].lower_ not in {"in", "on"}:
        return False
    verb = next((one for one in doc[phrase.start].ancestors if one.pos_ == "VERB"), None)
    return verb is not None and any(
        one.lower_ in {"has", "have"} and one.dep_.startswith("aux") for one in verb.lefts
    )


def with_gap(voice: Voice, phrase: Phrase, hint: str, quantity: Quantity | None = None) -> Voice:
    """The voice that says a gap for the words asked, and of what sort they are.

    A count that leaves its noun to the reader gets it: "wounding ____ people".
    """
    doc = voice.sentence.tokens.doc
    own = phrase.end < len(doc) and doc[phrase.end].text in {"'s", "’s", "'", "’", "-"}
    told = hint == "age" and is_age_told(doc, phrase)
    gap = f"{GAP} ({hint})" if hint and not own and not told else GAP
    gap += counted_noun(doc, phrase, quantity)
    if not doc[phrase.end - 1].whitespace_ and doc[phrase.end : phrase.end + 1].text.isalpha():
        gap += " "  # "430km"
    said = {**voice.stand.replace, phrase.start: (phrase.end, gap)}
    if quantity and quantity.role != "count" and is_fewer(doc, phrase.start):
        said[phrase.start - 2] = (phrase.start - 1, "less")
    return replace(voice, stand=replace(voice.stand, replace=said))


def is_fewer(doc: Doc, start: int) -> bool:
    """True before the 30 of "fewer than 30 cm"."""
    return start > 1 and [doc[i].lower_ for i in (start - 2, start - 1)] == ["fewer", "than"]


def counted_noun(doc: Doc, phrase: Phrase, quantity: Quantity | None) -> str:
    """ " people" after the 238 of "killing 12 and wounding 238."; else nothing."""
    if quantity is None or quantity.role != "count" or not quantity.unit:
        return ""
    after = doc[phrase.end] if phrase.end < len(doc) else None
    bare = after is None or after.tag_ in FINITE_TAGS or after.text in {".", ","}
    more = doc[phrase.end : phrase.end + 2].text.lower() == "or more" and phrase.end + 2 < len(doc)
    bare = bare or (more and doc[phrase.end + 2].pos_ not in {"NOUN", "PROPN", "ADJ", "ADP"})
    noun = plural_unit(quantity.unit)
    if not bare or noun in {token.lower_ for token in doc[phrase.start : phrase.end + 1]}:
        return ""
    return f" {noun}" if quantity.unit == "person" else ""


def is_age_told(doc: Doc, phrase: Phrase) -> bool:
    """True beside "aged" and "years old", and for a birthday."""
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    if before == "of" and phrase.start > 1:
        before = doc[phrase.start - 2].lower_
    after = {token.lower_ for token in doc[phrase.end : phrase.end + 3]}
    return before in {"age", "aged"} or bool(after & {"birthday", "old", "year", "years"})


def hint_of(fact: Fact) -> str:
    """What sort of thing a gap wants, where the words around it leave that open."""
    if fact.kind is FactKind.DATE:
        if fact.text.isdigit():
            return "year"
        moment = dates.read_date(fact.text)
        return "" if moment is None else period_of(moment)
    if key_of(fact):
        return "fraction"
    if fact.quantity:
        told = fact.quantity.role != "age" or re.search(r"\b(?:age|year|month|old)", fact.text)
        return "" if told else "age"
    if fact.kind is FactKind.PERSON:
        return "person"
    if fact.kind is FactKind.ORGANISATION and not names.sort_of(fact.text):
        return ""
    if fact.kind not in {FactKind.PLACE, FactKind.ORGANISATION}:
        return ""
    sort = wh_name(fact, subject=False).removeprefix("which ")
    return sort if " " not in sort else str(fact.kind)


def period_of(moment: dates.Moment) -> str:
    """How long a time a date names: "date", "month and year", "decade"."""
    if moment.day:
        return "date"
    if moment.month:
        return "month and year"
    plain = {dates.Granularity.YEAR, dates.Granularity.DECADE, dates.Granularity.CENTURY}
    return str(moment.granularity) if moment.granularity in plain else ""


def cloze_prompt(writer: Writer, one: Statement, fact: Fact) -> str | None:
    """The statement with its source and its frame, or None where it does not stand alone."""
    said = one.text
    try:
        source = None if one.has_premise else writer.source_of(fact)
        named = source is not None and source.lower() in said.lower()
        timely = needs_time(fact, is_event=one.is_event)
        opening = writer.opening(
            said,
            None if named else source,
            timely,
            is_figure=fact.quantity is not None,
            is_share=is_share(fact),
            needs_topic=bool(writer.reader.stand(writer.sentence_of(fact)).topical & one.shown),
        )
    except Unwritable:
        return None
    if source and says_again(said, source):
        return None
    if named and source and speaks_of_itself(writer, said, source):
        opening = OWN_ACCOUNT
    if opening:
        said = opening + one.continued
    said = said.replace(f"{GAP} year-old", f"{GAP}-year-old")
    longest = len(opening.split()) + (LONGEST_PASSAGE if one.has_premise else LONGEST_STATEMENT)
    is_count = fact.quantity is not None and fact.quantity.role == "count"
    if not shows_its_gap(said, is_count=is_count):
        return None
    key = fact.quantity.number_text if fact.quantity else fact.text  # a unit stands in the prompt
    return said if is_good(said) and stands(said, key, longest) else None


def says_again(said: str, source: str) -> bool:
    """True for "According to Valeska Paris, Paris claims that ..." and "..., said that ..."."""
    if NOBODY_SAID.search(said):
        return True
    last = re.escape(source.rsplit(maxsplit=1)[-1])
    verb = re.search(rf"\b{last},? (\w+)", said)
    return verb is not None and verb[1] in lists.marked("reporting_verbs")


def is_good(said: str) -> bool:
    whole = re.search(r"(?<![-–/\d])" + GAP + r"(?![–/\d]|-\d)", said)
    return (
        said.count(GAP) == 1
        and len(HINT.sub(GAP, said).split()) > SHORTEST
        and whole is not None
        and not said[0].isdigit()
        and not said.startswith(GAP)
        and not said.endswith(("'s.", "’s."))
        and said.split(maxsplit=1)[0].lower() not in UNFINISHED
        and not DANGLING.search(said)
    )


def speaks_of_itself(writer: Writer, said: str, source: str) -> bool:
    """True for a claim whose subject makes it: "Ukraine has trained ____ soldiers"."""
    return said.startswith((source, f"The {source}")) and writer.is_own_account(source)


def quality_of(writer: Writer, voice: Voice, prompt: str, one: Statement) -> float:
    count = len(prompt.split())
    quality = BASE_QUALITY - 0.012 * max(0, count - BEST_LENGTH)
    quality -= 0.06 * sum(index in voice.stand.vague for index in one.shown)
    quality -= 0.1 if one.is_part else 0.0
    quality -= 0.2 if few_names(one.text, writer.topic) else 0.0
    if one.is_event and not writer.is_placed(prompt):
        quality -= 0.12
    return max(0.05, quality)


def is_member(doc: Doc, phrase: Phrase) -> bool:
    """True for one of "the U.S., France and Britain", or a part of "Bank of England"."""
    before = doc[phrase.start - 1] if phrase.start else None
    inside = before is not None and before.text[0].isupper() and not before.is_sent_start
    if inside and before is not None and not is_title(before):
        return True
    if before is not None and before.tag_ == "NNS" and doc[phrase.end - 1].pos_ == "PROPN":
        return True  # "writers such and such", cut short
    beside = (phrase.start - 1, phrase.end)
    if any(0 <= i < len(doc) and doc[i].lower_ in {"and", "or", "&"} for i in beside):
        return True
    if before is not None and before.tag_ == "NNP" and before.head.i in (phrase.start, before.i):
        return True
    if before is not None and doc[phrase.start].dep_ == "flat" and doc[phrase.start].head == before:
        return before.text not in lists.words("titles")  # "Ann ____"
    if before is not None and before.text in PARTICLES:
        return True
    if phrase.end + 1 < len(doc) and doc[phrase.end].lower_ in {"for", "of", "on"}:
        return any(one.pos_ == "PROPN" for one in doc[phrase.end + 1 : phrase.end + 3])
    token = doc[phrase.end - 1]
    joined = token.dep_ == "conj" or any(child.dep_ == "conj" for child in token.children)
    return joined and token.pos_ == "PROPN"


def is_modifier(doc: Doc, phrase: Phrase) -> bool:
    """True for "the current ____ flag": what says only of what sort a thing is."""
    last, after = doc[phrase.end - 1], doc[phrase.end : phrase.end + 1]
    return bool(after) and after[0].tag_ in {"NN", "NNS"} and last.head.i >= phrase.end


def is_title(token: Token) -> bool:
    return token.text in lists.words("titles") or not token.whitespace_
