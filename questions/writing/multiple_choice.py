"""Multiple choice: a real question with three or four options, about figures, dates and names.

Where no two good wrong options exist there is no choice: the fact is an estimate or a cloze then.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from spacy.tokens import Doc

from questions import problems
from questions.facts import dates, names
from questions.types import (
    Answer,
    Bound,
    Fact,
    FactKind,
    Option,
    Question,
    QuestionKind,
    Span,
)
from questions.writing.assembly import fact_key, is_asked, key_text, make_question, number_answer
from questions.writing.candidates import Wording, Writer
from questions.writing.clauses import Clause, Phrase
from questions.writing.distractors import (
    SMALL_WORDS,
    Others,
    asked_as,
    dates_around,
    names_around,
    neighbours,
    numbers_for,
    years_around,
)
from questions.writing.gaps import date_gap, tokens_of
from questions.writing.soundness import asks_for_a_bound
from questions.writing.vocabulary import words
from questions.writing.wording import Gap, Voice, sentence_case

DRAWS, WORDINGS = 16, 2
YEAR_DRAWS = 6
"""Years are drawn again so many times while the article names the key's more than any other."""
LIMITS = frozenset([Bound.ABOVE])  # "more than 3" is true of 10 as well
DAY_OF_YEAR = re.compile(r"[A-Z][a-z]+(?: \d{1,2})?|\d{1,2} [A-Z][a-z]+")
WHEN = re.compile(r"\b[Ww]hen\b")
OPEN_ENDED = re.compile(r"^(?:According to [^,]+, )?(?:[Bb]y|[Uu]ntil) (?:what year|when)\b")
NAMED = frozenset([FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION])


def write_number(
    writer: Writer, fact: Fact, found: list[Wording], others: Others, draw: random.Random
) -> Question | None:
    quantity = fact.quantity
    if not found or quantity is None or not is_asked(fact) or quantity.bound in LIMITS:
        return None
    found = [one for one in found if not asks_for_a_bound(one.prompt)]
    key, number = key_text(fact), quantity.number_text
    rivals = others.rivals(quantity)

    def options() -> tuple[Option, ...] | None:
        wrong = numbers_for(quantity, rivals=rivals, draw=draw)
        if wrong is None:
            return None
        values = [(number, True), *((other, False) for other in wrong)]
        values.sort(key=size_of)
        return tuple(Option(key.replace(number, text, 1), right) for text, right in values)

    return choice(writer, fact, found, options, number_answer(fact))


def size_of(value: tuple[str, bool]) -> float:
    text = value[0]
    if text.lower() in SMALL_WORDS:
        return SMALL_WORDS.index(text.lower())
    digits = "".join(mark for mark in text if mark.isdigit() or mark == ".")
    return float(digits.strip("."))


def write_date(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Question | None:
    moment = dates.read_date(fact.text)
    if moment is not None and moment.relative and moment.month:
        return write_day_of_year(writer, fact, others, draw)
    if moment is None or moment.year is None:
        return None
    whole, gaps = fact, date_gaps
    long_ago = writer.reader.main_person or not writer.frame.is_report
    if moment.day and long_ago and str(moment.year) in fact.text:
        fact, gaps = year_of(fact, moment.year), partial(year_gaps, whole)
    found = [
        one
        for one in writer.wordings(fact, gaps, whole.text)
        if not OPEN_ENDED.match(one.prompt)  # by 1860, too, if by 1859
    ]
    if not found:
        return None

    def options() -> tuple[Option, ...] | None:
        for _ in range(YEAR_DRAWS):
            wrong = wrong_dates(fact, moment, found[0].prompt, others, draw)
            if wrong is None or not others.tells_key_most(whole, moment.year or 0, wrong):
                break
        return in_order(fact.text, sorted([fact.text, *wrong], key=day_of)) if wrong else None

    question = choice(writer, fact, found, options, Answer(text=fact.text))
    return question and replace(question, fact_key=fact_key(whole))


def write_day_of_year(
    writer: Writer, fact: Fact, others: Others, draw: random.Random
) -> Question | None:
    """ "on 16 May" in an article of 2015: "on what date in 2015", among other days of that year."""
    dated, year = dated_by_article(writer, fact)
    if not dated or writer.reader.main_person or not DAY_OF_YEAR.fullmatch(fact.text):
        return None
    asks = (
        f"on what date in {year}"
        if fact.text[-1].isdigit() or fact.text[0].isdigit()
        else (f"in which month of {year}")
    )
    found = [
        replace(one, prompt=sentence_case(WHEN.sub(asks, one.prompt, count=1)))
        for one in writer.wordings(fact, day_gaps, fact.text)
        if not dates.spans(WHEN.sub("", one.prompt))
    ]
    if not found:
        return None
    ending = re.compile(rf",? {year}$")

    def options() -> tuple[Option, ...] | None:
        moment = dates.read_date(dated)
        for _ in range(DRAWS):
            wrong = moment and wrong_dates(
                replace(fact, text=dated), moment, found[0].prompt, others, draw
            )
            if not wrong:
                return None
            if all(ending.search(one) for one in wrong):
                whole = sorted([dated, *wrong], key=day_of)
                return in_order(fact.text, [ending.sub("", one) for one in whole])
        return None

    return choice(writer, fact, found, options, Answer(text=fact.text))


def dated_by_article(writer: Writer, fact: Fact) -> tuple[str, str]:
    """The date with the year that the article's own date gives it, and that year; or empty."""
    sentence = writer.sentence_of(fact)
    phrase = tokens_of(sentence, fact.span.start, fact.span.end)
    said = writer.reader.stand(sentence).replace.get(phrase.start) if phrase else None
    found = re.search(rf"{re.escape(fact.text)},? (\d{{4}})$", said[1]) if said else None
    return (found[0], found[1]) if found else ("", "")


def day_gaps(voice: Voice, fact: Fact, _clause: Clause) -> Iterator[Gap]:
    phrase = tokens_of(voice.sentence, fact.span.start, fact.span.end)
    if phrase is None or not phrase.start:
        return
    before = voice.sentence.tokens.doc[phrase.start - 1].lower_
    if before == ("on" if any(mark.isdigit() for mark in fact.text) else "in"):
        yield Gap(phrase, "when", takes_preposition=False)


def year_of(fact: Fact, year: int) -> Fact:
    """A day's year as a fact of its own: long after, nobody need know the day."""
    start = fact.span.start + fact.text.rindex(str(year))
    return replace(fact, text=str(year), span=Span(start, start + len(str(year))))


def year_gaps(whole: Fact, voice: Voice, _fact: Fact, _clause: Clause) -> Iterator[Gap]:
    gap = date_gap(voice, whole)
    if gap is not None and not gap.takes_preposition:
        yield replace(gap, wh="in what year")


def in_order(key: str, texts: list[str]) -> tuple[Option, ...]:
    return tuple(Option(text, text == key) for text in texts)


def date_gaps(voice: Voice, fact: Fact, _clause: Clause) -> Iterator[Gap]:
    gap = date_gap(voice, fact)
    if gap is not None:
        yield gap


def wrong_dates(
    fact: Fact, moment: dates.Moment, prompt: str, others: Others, draw: random.Random
) -> list[str] | None:
    published = others.published
    if fact.text.isdigit() and moment.year:
        newest = others.newest_year(moment.year)
        taken, own = others.years(fact, prompt)
        oldest = others.oldest_year(moment.year)
        return years_around(
            moment.year, newest=newest, oldest=oldest, taken=taken, own=own, draw=draw
        )
    shut, free = others.days(fact, prompt)
    return dates_around(
        fact.text,
        newest=published or others.newest(),
        taken=shut,
        own=free,
        by_days=published is not None,
        draw=draw,
    )


def day_of(text: str) -> tuple[int, int, int]:
    moment = dates.read_date(text)
    if moment is None:
        return (0, 0, 0)
    return (moment.year or 0, moment.month or 0, moment.day or 0)


def write_name(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Question | None:
    sort = asked_as(fact.text, fact.kind)
    if fact.kind is FactKind.ORGANISATION and not sort:
        return None
    found = writer.wordings(fact, name_gaps, fact.text)
    if not found:
        return None
    prompt = found[0].prompt
    own = others.names(fact)
    known = (
        []
        if others.is_closed(own)
        else neighbours(fact.text, fact.kind, prompt, region_of(writer, fact))
    )
    own = list(dict.fromkeys([*own, *(name for name in known if name in others.where)]))
    shut = [name for name in [*own, *known] if others.may_be_true(name, fact, prompt)]

    def options() -> tuple[Option, ...] | None:
        wrong = names_around(fact.text, own, known, shown=prompt, shut=shut, draw=draw)
        if wrong is None:
            return None
        texts = [fact.text, *wrong]
        draw.shuffle(texts)
        return in_order(fact.text, texts)

    return choice(writer, fact, found, options, Answer(text=fact.text))


def region_of(writer: Writer, fact: Fact) -> str:
    """What a city is said to lie in: "Massachusetts" after "Cambridge, "."""
    after = writer.article.text[fact.span.end : fact.sentence.end]
    found = re.match(r", ((?:[A-Z][a-z]+ ?)+)\b", after) if fact.kind is FactKind.PLACE else None
    return found[1].strip() if found else ""


def name_gaps(voice: Voice, fact: Fact, clause: Clause) -> Iterator[Gap]:
    """A name as the whole subject, the whole object, or after a preposition."""
    name = tokens_of(voice.sentence, fact.span.start, fact.span.end)
    if name is None or clause.kind != "finite":
        return
    doc = voice.sentence.tokens.doc
    if clause.subject.covers(name):
        if fact.text in names.parts_of_the_world("cities") and not clause.is_copular:
            return  # a capital that acts stands for its government
        if clause.subject_head.i in name and not is_joined(voice, clause.subject):
            yield Gap(clause.subject, wh_name(fact, subject=True), is_plural=False)
        return
    start = name.start - 1 if doc[name.start - 1].lower_ == "the" else name.start
    before = doc[start - 1] if start else None
    after = doc[name.end] if name.end < len(doc) else None
    if before is None or (after is not None and after.text in {"’s", "'s", "and", "or", "-", "’"}):
        return
    if after is not None and (after.pos_ in {"NOUN", "PROPN", "NUM"} or after.tag_ == "CD"):
        return
    if fact.kind is FactKind.ORGANISATION and is_cut_short(doc, name.end):
        return
    phrase = Phrase(start, name.end)
    if any(child.dep_ == "conj" for child in doc[name.end - 1].children) or any(
        doc[index].dep_ == "conj" for index in range(name.start, name.end)
    ):
        return  # one of several
    if (before.lower_ in words("pied") and before.tag_ in {"IN", "TO"}) or (
        clause.rest.start == start and doc[name.end - 1].dep_ in {"obj", "flat"}
    ):
        wh = wh_name(fact, subject=clause.is_copular and clause.rest.start == start)
        where = wh == "which place" and before.lower_ in {"at", "in"}
        yield Gap(phrase, "where" if where else wh, takes_preposition=not where)


def is_cut_short(doc: Doc, end: int) -> bool:
    """True for "University of Norland" before "at Marholm", which is half of its name."""
    after = [one for one in doc[end : end + 3] if one.lower_ != "the"]
    joins = {"at", ",", "for", "of"}
    return len(after) > 1 and after[0].lower_ in joins and after[1].pos_ == "PROPN"


def is_joined(voice: Voice, phrase: Phrase) -> bool:
    doc = voice.sentence.tokens.doc
    return any(doc[i].dep_ in {"cc", "conj"} for i in range(phrase.start, phrase.end))


def wh_name(fact: Fact, *, subject: bool) -> str:
    if fact.kind is FactKind.PERSON:
        return "who" if subject else "whom"
    sort = asked_as(fact.text, fact.kind)
    return "which " + (sort or ("organisation" if fact.kind is FactKind.ORGANISATION else "place"))


def choice(
    writer: Writer,
    fact: Fact,
    found: list[Wording],
    options: Callable[[], tuple[Option, ...] | None],
    answer: Answer,
) -> Question | None:
    """The best wording with options that give nothing away; other options are drawn while they do.

    Where the options cannot be mended another wording may go with them, and else there is none.
    """
    for one in found[:WORDINGS]:
        for _ in range(DRAWS):
            drawn = options()
            if drawn is None:
                return None
            others = tuple(other.prompt for other in found if other is not one)
            question = make_question(
                QuestionKind.MULTIPLE_CHOICE,
                writer.article,
                fact,
                one.prompt,
                answer,
                one.quality * weight_of(fact),
                options=drawn,
                alternatives=others,
            )
            if not problems.cues_of(question):
                return question
    return None


def weight_of(fact: Fact) -> float:
    """What a choice is worth by its fact: a date or a name is chosen, a figure rather estimated."""
    if fact.quantity is not None and fact.quantity.value is not None:
        return 0.8  # a figure is better estimated
    return 0.9 if fact.kind in NAMED else 0.95
