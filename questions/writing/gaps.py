"""What a question asks for: a fact's words in its sentence, and the wh-words in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from questions.facts import dates
from questions.language import Sentence
from questions.plurals import plural
from questions.types import Bound, Fact, FactKind, Quantity
from questions.writing.clauses import SUBJECTS, Phrase
from questions.writing.vocabulary import words
from questions.writing.wording import Gap, Voice

HEDGES = {
    "up to": "up to", "as many as": "up to", "as much as": "up to", "at most": "at most",
    "a little more than": "more than", "slightly more than": "more than",
    "a little over": "more than", "slightly over": "more than", "a little less than": "less than",
    "slightly less than": "less than", "no more than": "no more than",
    "more than": "more than", "over": "more than",
    "well over": "more than", "just over": "more than", "at least": "at least",
    "no fewer than": "at least", "no less than": "at least", "fewer than": "fewer than",
    "less than": "less than", "under": "less than", "just under": "just under",
    "nearly": "about", "almost": "about", "about": "about", "around": "about",
    "some": "about", "roughly": "about", "approximately": "about", "close to": "about",
    "an estimated": "about", "estimated": "about", "the estimated": "about", "or so": "about",
    "an average of": "an average of", "average": "", "a total of": "a total of",
    "only": "", "just": "", "the": "", "a": "", "an": "", "these": "", "those": "", "all": "",
    "another": "+more", "a further": "+more", "an additional": "+more", "additional": "+more",
}  # fmt: skip
LONGEST_HEDGE = 4
KNOWN_GROUP = 12
YEAR_BEFORE = frozenset(["in", "around", "since", "until", "by", "after", "before", "circa", "c."])
EARLIEST, LATEST = 100, 2100
PERIOD_WORDS = frozenset(["last", "past", "next", "previous", "coming", "first", "final", "every"])
SIGNS = frozenset(["$", "€", "£", "by", "%", "percent"])
QUANTITY_ROLES = frozenset(["count", "measure", "money", "percentage"])


def tokens_of(sentence: Sentence, start: int, end: int) -> Phrase | None:
    """The words over the article's ``start`` to ``end``; None where a word is cut in two."""
    inside = [
        token
        for token in sentence.words
        if token.idx + sentence.offset < end
        and token.idx + len(token.text) + sentence.offset > start
    ]
    if not inside or sentence.place(inside[0], inside[-1]) != (start, end):
        return None
    return Phrase(inside[0].i, inside[-1].i + 1)


def number_span(fact: Fact) -> tuple[int, int] | None:
    """Where the number alone stands in the article."""
    quantity = fact.quantity
    if quantity is None:
        return None
    place = fact.text.find(quantity.number_text)
    if place < 0:
        return None
    start = fact.span.start + place
    return start, start + len(quantity.number_text)


def is_worth_asking(sentence: Sentence, fact: Fact) -> bool:
    """False for "the two leaders", whom the text has counted before, and "the last 24 hours"."""
    place, quantity = number_span(fact), fact.quantity
    number = tokens_of(sentence, *place) if place else None
    if number is None or quantity is None or quantity.value is None:
        return False
    doc = sentence.tokens.doc
    before = doc[number.start - 1].lower_ if number.start else ""
    end = max(number.end, unit_end(sentence, number, quantity))
    after = doc[end].lower_ if end < len(doc) else ""
    start, _, _ = hedge_before(sentence, number.start)
    opens = start == sentence.tokens.start and quantity.role == "measure"
    if opens and after in {"in", "into", "from"}:
        return False
    if is_half(doc, number, end) or is_bare_year(doc, number, quantity):
        return False
    if quantity.number_text.endswith(("st", "nd", "rd", "th")):
        return False  # "the 80th" is a place in a row, no number of things
    if before in PERIOD_WORDS or (
        quantity.role == "measure" and after in {"later", "ago", "since"}
    ):
        return False
    unit = quantity.unit or ""
    plain = not unit or unit[0].isupper()
    if plain and before in YEAR_BEFORE and EARLIEST <= quantity.value <= LATEST:
        return False  # "In 348 Pachomius died" tells a year
    known = before in {"the", "these", "those", "both", "its", "his", "her", "their", "all"}
    return not (known and quantity.role == "count" and quantity.value <= KNOWN_GROUP)


def is_half(doc: Doc, number: Phrase, end: int) -> bool:
    """True for one of "542 and 543" and "either 10 or by 20": the other stands beside it."""
    first = doc[number.start].sent.start
    near = [token.lower_ for token in doc[max(first, number.start - 6) : end + 5]]
    if "either" in near:
        return True
    after = doc[end : end + 3]
    before = doc[max(first, number.start - 3) : number.start]
    if len(after) > 1 and after[0].lower_ in {"and", "or"} and is_number_next(after[1:]):
        return True
    if before[-1:].text == "to" and any(token.tag_ == "CD" for token in before[:-1]):
        return True  # "1 month to 50 years"
    words_before = [token for token in before if token.text not in SIGNS]
    return (
        len(words_before) > 1
        and words_before[-1].lower_ in {"and", "or"}
        and words_before[-2].tag_ == "CD"
    )


def is_number_next(after: Span) -> bool:
    return after[0].tag_ == "CD" and (len(after) == 1 or after[1].pos_ not in {"NOUN", "ADJ"})


def is_bare_year(doc: Doc, number: Phrase, quantity: Quantity) -> bool:
    """True for "after 211 became the capital", where the number may well be a year."""
    after = doc[number.end] if number.end < len(doc) else None
    return (
        quantity.role == "count"
        and quantity.number_text.isdigit()
        and len(quantity.number_text) in {3, 4}
        and doc[number.start - 1].lower_ in {"after", "before", "by", "in", "since", "until"}
        and (after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ"})
    )


def quantity_gaps(voice: Voice, fact: Fact) -> Iterator[Gap]:
    """The ways to ask for a quantity, best first; none for a mere label or a vague number."""
    quantity, place = fact.quantity, number_span(fact)
    if quantity is None or place is None or quantity.value is None:
        return
    if quantity.role not in QUANTITY_ROLES:
        return
    number = tokens_of(voice.sentence, *place)
    if number is None or is_compound(voice.sentence, number):
        return
    if not is_worth_asking(voice.sentence, fact):
        return
    attribute = attribute_gap(voice, number, quantity)
    if attribute:
        yield attribute
        return
    start, hedge, more = hedge_before(voice.sentence, number.start)
    hedge = hedge or bound_words(quantity)
    if quantity.role != "count":
        hedge = hedge.replace("fewer than", "less than")
    if quantity.role == "percentage":
        yield from percentage_gap(voice, number, start, hedge)
    elif quantity.role == "money":
        yield from money_gaps(voice, fact, number, start, hedge)
    else:
        yield from counted_gaps(voice, quantity, number, start, hedge, more)


def is_compound(sentence: Sentence, number: Phrase) -> bool:
    """True inside "a 45-minute flight" or "G-20", where the number can't be asked for alone."""
    doc = sentence.tokens.doc
    after = doc[number.end] if number.end < len(doc) else None
    before = doc[number.start - 1] if number.start else None
    return bool(
        (
            after is not None
            and after.text in {"-", "–", "/"}
            and not doc[number.end - 1].whitespace_
        )
        or (before is not None and before.text in {"-", "–", "/"} and not before.whitespace_)
        or (
            doc[number.start].dep_ in {"compound", "amod", "flat"}
            and after is not None
            and after.text == "-"
        )
    )


def hedge_before(sentence: Sentence, start: int) -> tuple[int, str, bool]:
    """Walk left over "up to", "an estimated", "another": where they begin, the words to keep."""
    doc = sentence.tokens.doc
    kept: list[str] = []
    more = False
    moved = True
    while moved:
        moved = False
        for length in range(LONGEST_HEDGE, 0, -1):
            first = start - length
            if first < sentence.tokens.start:
                continue
            text = " ".join(doc[i].lower_ for i in range(first, start))
            if text not in HEDGES:
                continue
            said = HEDGES[text]
            more = more or said == "+more"
            if said and said != "+more" and said not in kept:
                kept.insert(0, said)
            start, moved = first, True
            break
    hedges = [one for one in kept if one != "about"] or kept
    return start, " ".join(hedges), more


def bound_words(quantity: Quantity) -> str:
    return {Bound.ABOUT: "about", Bound.BELOW: "up to", Bound.ABOVE: "more than"}.get(
        quantity.bound, ""
    )


def attribute_gap(voice: Voice, number: Phrase, quantity: Quantity) -> Gap | None:
    """ "a population of 12,000" is asked for as "what population"."""
    doc = voice.sentence.tokens.doc
    start, _, _ = hedge_before(voice.sentence, number.start)
    if start < 2 or doc[start - 1].lower_ != "of":
        return None
    noun = doc[start - 2]
    if noun.lower_ not in words("attributes"):
        return None
    left = noun.i
    while left > voice.sentence.tokens.start and doc[left - 1].pos_ in {"ADJ", "NOUN"}:
        left -= 1
    if left == voice.sentence.tokens.start or doc[left - 1].pos_ != "DET":
        return None
    end = max(number.end, unit_end(voice.sentence, number, quantity))
    said = voice.say(left, noun.i + 1)
    unit = plural_unit(quantity.unit) if quantity.unit and quantity.role == "measure" else ""
    attribute = f"{said} in {unit}" if unit else said
    return Gap(Phrase(left - 1, end), f"what {said}", attribute=attribute)


def unit_end(sentence: Sentence, number: Phrase, quantity: Quantity) -> int:
    """Where the unit's words end, when they follow the number directly."""
    doc = sentence.tokens.doc
    text = quantity.unit_text
    if not text:
        return number.end
    end = number.end
    said = ""
    while end < len(doc) and len(said) < len(text):
        said += doc[end].text_with_ws
        end += 1
        if said.strip() == text:
            return end
    return number.end


def percentage_gap(voice: Voice, number: Phrase, start: int, hedge: str) -> Iterator[Gap]:
    doc = voice.sentence.tokens.doc
    end = number.end
    while end < len(doc) and (doc[end].text == "%" or doc[end].lower_ in PERCENT_WORDS):
        end += 1
    if end < len(doc) and doc[end].lower_ == "of":
        owner = of_phrase_end(voice.sentence, end)
        if owner is None:
            return
        said = voice.say(end, owner)
        yield Gap(Phrase(start, owner), f"{hedge} what percentage {said}".strip())
    elif (
        end < len(doc) and doc[end].pos_ in {"NOUN", "ADJ", "PROPN"} and doc[end - 1].head.i >= end
    ):
        return
    else:
        is_subject = doc[end - 1].dep_ in SUBJECTS or doc[number.start].dep_ in SUBJECTS
        if not is_subject and not is_listed(doc[end - 1], Phrase(start, end)):
            yield Gap(Phrase(start, end), f"{hedge} what percentage".strip())


PERCENT_WORDS = frozenset(["percent", "per", "cent", "pct"])


def of_phrase_end(sentence: Sentence, preposition: int) -> int | None:
    """Where "of the voters" ends: at its noun, or after a name that belongs to it."""
    doc = sentence.tokens.doc
    noun = doc[preposition].head
    if noun.i <= preposition or noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    end = noun.i + 1
    while end < sentence.tokens.end and (
        doc[end].dep_ in {"flat", "compound"} and doc[end].head == noun
    ):
        end += 1
    return end


def money_gaps(voice: Voice, fact: Fact, number: Phrase, start: int, hedge: str) -> Iterator[Gap]:
    """Ask "how much", and "how much money" where the verb alone does not say that it is money."""
    doc = voice.sentence.tokens.doc
    whole = tokens_of(voice.sentence, fact.span.start, fact.span.end)
    end = max(number.end, whole.end if whole else number.end)
    first = start
    if doc[number.start - 1].tag_ == "$":
        first, said, _ = hedge_before(voice.sentence, number.start - 1)
        hedge = said or hedge
    after = doc[end] if end < len(doc) else None
    joined = after is not None and (doc[end - 1].head.i >= end or after.tag_ == "NN")
    if after is not None and after.pos_ in {"NOUN", "ADJ"} and joined:
        return  # "a $5 million grant"
    if is_listed(doc[end - 1], Phrase(first, end)):
        return
    owner = doc[first].head if doc[first].dep_ != "case" else doc[first].head.head
    verbs = {above.lemma_ or above.lower_ for above in [owner, *owner.ancestors]}
    plain = verbs & words("money_verbs") or doc[first - 1].lower_ in {"for", "at", "worth"}
    noun = "how much" if plain else "how much money"
    yield Gap(Phrase(first, end), f"{hedge} {noun}".strip())


def counted_gaps(
    voice: Voice, quantity: Quantity, number: Phrase, start: int, hedge: str, more: bool
) -> Iterator[Gap]:
    doc = voice.sentence.tokens.doc
    last = doc[number.end - 1]
    noun = last.head
    if last.dep_ == "nummod" and noun.i >= number.end and is_bare_phrase(number, noun):
        phrase = with_complements(voice, noun)
        if phrase is None or is_listed(noun, Phrase(start, phrase.end)):
            return
        is_measure = quantity.role == "measure"
        if not (is_measure and is_lapse(doc, start, phrase.end)):
            if is_before_direction(doc, phrase.end):
                return  # "lie 860 km east of Christchurch": the statement reads better
            wh = wh_count(hedge, more, spelled_out(voice.say(number.end, phrase.end), quantity))
            whole = Phrase(start, phrase.end)
            yield Gap(whole, wh, is_plural=True, is_measure=is_measure)
    elif number.end == len(doc) or doc[number.end].pos_ in AFTER_A_BARE_NUMBER:
        yield from bare_number_gap(voice, quantity, number, start, hedge, more)


def spelled_out(said: str, quantity: Quantity) -> str:
    """ "km" -> "kilometres", as a question says its unit."""
    short = said == quantity.unit_text and not re.search(r"[aeiou]", said.lower())
    return plural_unit(quantity.unit) if short and quantity.unit else said


def is_before_direction(doc: Doc, end: int) -> bool:
    return end < len(doc) and doc[end].lower_ in words("directions")


def with_complements(voice: Voice, noun: Token) -> Phrase | None:
    """A counted noun with "of the panel" and "a day"; None where it is no plural."""
    doc = voice.sentence.tokens.doc
    end = noun.i + 1
    if end < len(doc) and doc[end].lower_ == "of" and doc[end].head.head == noun:
        owner = of_phrase_end(voice.sentence, end)
        if owner is None:
            return None
        end = owner
    each = end + 1 < len(doc) and doc[end].lower_ in {"a", "per"}
    if each and doc[end + 1].lower_ in PERIODS:
        end += 2
    is_many = noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in words("plural_nouns")
    return Phrase(noun.i, end) if is_many else None


def bare_number_gap(
    voice: Voice, quantity: Quantity, number: Phrase, start: int, hedge: str, more: bool
) -> Iterator[Gap]:
    """ "another 400,000 had been injured": the noun is the one that was counted before."""
    doc = voice.sentence.tokens.doc
    noun = plural_unit(quantity.unit) if quantity.unit else ""
    before = doc[voice.sentence.tokens.start : start]
    if any(token.lower_ == noun for token in before) and doc[start - 1].lower_ == "at":
        yield Gap(Phrase(start, number.end), f"{hedge} what number".strip())
    elif noun:
        yield Gap(Phrase(start, number.end), wh_count(hedge, more, noun), is_plural=True)


def is_lapse(doc: Doc, start: int, end: int) -> bool:
    """True for "12 months since ..." and "for two years of ...", which no question asks well."""
    after = doc[end].lower_ if end < len(doc) else ""
    inside = {doc[index].lower_ for index in range(start, end)}
    return after in LAPSE or (doc[start - 1].lower_ == "for" and "of" in inside)


def is_listed(noun: Token, whole: Phrase) -> bool:
    """True where "three soldiers" stands beside "two officers", so that one can't go alone."""
    joined = [*noun.children, noun.head] if noun.dep_ == "conj" else list(noun.children)
    return any(
        other.i not in whole and (other.dep_ == "conj" or noun.dep_ == "conj") for other in joined
    )


AFTER_A_BARE_NUMBER = frozenset(("PUNCT", "AUX", "ADP", "VERB", "CCONJ", "SCONJ", "ADV"))
LAPSE = frozenset(["since", "after", "before", "ago", "later", "earlier"])
PERIODS = frozenset(["day", "week", "month", "year", "hour", "minute", "second"])


def wh_count(hedge: str, more: bool, noun: str) -> str:
    other = "more " if more and noun.split(maxsplit=1)[0] not in {"more", "other"} else ""
    return f"{hedge} how many {other}{noun}".strip()


def is_bare_phrase(number: Phrase, noun: Token) -> bool:
    """True where only adjectives, nouns and names stand between the number and its noun."""
    return all(
        token.pos_ in {"ADJ", "NOUN", "PROPN", "CCONJ", "PUNCT", "AUX", "VERB", "ADV"}
        and token.text not in {",", "(", ")"}
        and token.i - number.end < 6
        for token in noun.doc[number.end : noun.i]
    )


def plural_unit(unit: str) -> str:
    """The plural of a unit or counted noun, "soldier per day" and "square mile" included."""
    said = re.match(r"(?:.*? )?(?=[^ ]+(?: (?:per|of|in)\b|$))", unit)
    start = said.end() if said else 0
    noun, *others = unit[start:].split(" ", 1)
    return " ".join([unit[:start] + plural(noun), *others])


def date_gap(voice: Voice, fact: Fact) -> Gap | None:
    """ "in 1923" is asked for as "in what year", "in May 1923" and a day as "when"."""
    if fact.kind != FactKind.DATE:
        return None
    moment = dates.read_date(fact.text)
    phrase = tokens_of(voice.sentence, fact.span.start, fact.span.end)
    if moment is None or moment.relative or phrase is None or phrase.start == 0:
        return None
    doc = voice.sentence.tokens.doc
    before = doc[phrase.start - 1]
    joined = phrase.end < len(doc) and doc[phrase.end].lower_ in {"and", "or", "to", "-", "–"}
    if joined and dates.spans(doc[phrase.end + 1 : phrase.end + 4].text):
        return None  # "in 2007 and 2008"
    if moment.granularity is dates.Granularity.YEAR and fact.text.isdigit():
        if before.lower_ in {"in", "until", "by"} or is_lasting(before):
            return Gap(phrase, "what year")
    elif moment.granularity in {dates.Granularity.MONTH, dates.Granularity.DAY}:
        if before.lower_ in {"in", "on"}:
            return Gap(phrase, "when", takes_preposition=False)
        if before.lower_ == "until" or is_lasting(before):
            return Gap(phrase, "when")
    return None


def is_lasting(since: Token) -> bool:
    """True for "since" in a clause that still holds: "has stood since 1900"."""
    if since.lower_ != "since":
        return False
    verb = since.head.head
    return any(child.lower_ in {"has", "have"} for child in [verb, *verb.lefts])
