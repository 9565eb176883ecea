"""What else an article holds that may stand beside a key, and what must not.

An option that the article says is true as well has no place among the wrong ones: one that stands
in the evidence, in a list with the key, or in another sentence that says much the same.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from questions.article.english import function_words
from questions.facts import dates
from questions.language import Parsed, Sentence
from questions.types import Fact, FactKind, Quantity, Question, QuestionKind
from questions.writing.distractors.lists import titles
from questions.writing.distractors.names import asked_as, neighbours, shares_a_word, unframed

FEW_YEARS = 3
NEAREST = 60
"""How many mentions around the key are looked at: an article's length must not tell."""
NAMED = (FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION)
AGAIN = 3
OFTEN = 3
"""Sentences that name it, from which on a name is what the article is about."""
MOST_SHARED = 0.34
"""Share of the prompt's words that another sentence with the option's name may have."""
CLOSED_WORLD = 4
"""With so many names of one sort, an article is about these: others would be out of place."""
SORT = re.compile(r"^[Ww]hich \w+ ")
WORD = re.compile(r"[^\W_]{3,}|\d+")
BEFORE_A_PLACE = frozenset(
    {"across", "around", "at", "from", "in", "inside", "into", "near", "outside", "over"}
    | {"through", "throughout", "to", "toward", "towards", "within"}
)
COMPASS = frozenset(["the", "northern", "southern", "eastern", "western", "central"])
LIFE = re.compile(
    r"\((?:[^()]{0,80}?\s)?(\d{3,4})\b[^()–—]{0,60}?\s?[-–—]\s?(?:[^()]{0,60}?\s)?(\d{3,4})\b[^()]*\)"
)
OPENING = 600
LONGEST_LIFE = 115
GROWN = 15
"""The age from which on a life is told year by year."""
APPOSITION = re.compile(
    r"(?:,\s(?:a|an|the|its|his|her)?|\s(?:is|was)\s(?:a|an|the))\b([^,.;]{3,60})"
)


class Others:
    """Everything that an article's facts offer to, and withhold from, its wrong options."""

    def __init__(self, parsed: Parsed, facts: list[Fact]) -> None:
        self.parsed = parsed
        self.published = parsed.article.published
        self.sentences = {sentence.start: sentence for sentence in parsed.sentences}
        self.starts = sorted(self.sentences)
        self.stems: dict[int, frozenset[str]] = {}
        self.mentions: dict[tuple[FactKind, str], list[Fact]] = defaultdict(list)
        self.where: dict[str, set[int]] = defaultdict(set)
        self.figures: dict[str | None, list[Quantity]] = defaultdict(list)
        self.dates: list[tuple[dates.Moment, Fact]] = []
        self.told: dict[int, set[int]] = defaultdict(set)
        self.roles: dict[str, set[str]] = defaultdict(set)
        self.life = life_of(parsed)
        for fact in facts:
            self.read(fact)

    def read(self, fact: Fact) -> None:
        if fact.quantity:
            self.figures[fact.quantity.unit].append(fact.quantity)
        elif fact.kind is FactKind.DATE:
            moment = dates.read_date(fact.text)
            if moment and moment.year and not moment.relative:
                self.dates.append((moment, fact))
                self.told[moment.year].add(fact.sentence.start)
                self.where[fact.text].add(fact.sentence.start)
        elif fact.kind in NAMED:
            self.mentions[fact.kind, asked_as(fact.text, fact.kind)].append(fact)
            self.where[fact.text].add(fact.sentence.start)
            self.roles[fact.text] |= set(self.roles_of(fact))

    def names(self, fact: Fact) -> list[str]:
        """The article's own names of the key's sort and, where roles are known, of its role.

        Those that are named oftenest come first: they are the harder to tell from the key.
        """
        mentions = self.mentions[fact.kind, asked_as(fact.text, fact.kind)]
        at = bisect.bisect_left([one.span.start for one in mentions], fact.span.start)
        near = mentions[max(0, at - NEAREST // 2) : at + NEAREST // 2]
        found = list(dict.fromkeys(one.text for one in near if one.text[0].isalnum()))
        if fact.kind is FactKind.PERSON:
            found = in_one_form(fact.text, found)
        found = [name for name in found if name != fact.text]
        found.sort(key=lambda name: -len(self.where[name]))
        roles = set(self.roles_of(fact))
        alike = [name for name in found if self.roles[name] & roles]
        if fact.kind is FactKind.PLACE:
            return alike if roles else found
        return [*alike, *(name for name in found if name not in alike)]

    def is_closed(self, own: list[str]) -> bool:
        """True where the article has enough of a sort: others would be out of place."""
        return len(own) >= CLOSED_WORLD

    def may_be_true(self, name: str, fact: Fact, prompt: str) -> bool:
        """Does the article say of ``name``, too, what the prompt asks for?"""
        places = self.where.get(name, set())
        if fact.sentence.start in places:
            return True
        asked = stems_of(SORT.sub("", unframed(prompt)))
        return any(
            len(asked & self.stems_at(start)) > max(1, MOST_SHARED * len(asked)) for start in places
        )

    def stems_at(self, start: int) -> frozenset[str]:
        if start not in self.stems:
            sentence = self.sentences.get(start)
            self.stems[start] = stems_of(sentence.text) if sentence else frozenset()
        return self.stems[start]

    def dominates(self, question: Question, fact: Fact) -> bool:
        """Is the key what the article is about, and nothing that it names a match for it?

        Whoever has only heard of the article would choose it then.
        """
        key, prompt = question.answer.text, question.prompt
        count = len(self.where.get(key, ()))
        kind = fact.kind if fact.kind in NAMED else FactKind.PLACE
        is_name = fact.kind in NAMED or bool(asked_as(key, FactKind.PLACE))
        if question.kind is not QuestionKind.MULTIPLE_CHOICE or not is_name or count < OFTEN:
            return False
        rivals = [*(self.names(fact) if fact.kind in NAMED else ()), *self.near(key, kind, prompt)]
        return not any(
            3 * len(self.where[other]) > count
            and not shares_a_word(other, unframed(prompt))
            and not self.may_be_true(other, fact, prompt)
            for other in rivals
        )

    def names_key_most(self, question: Question) -> bool:
        """Does the article name the key again and again, and each wrong option less often?

        The evidence is set aside: it names the key in any case.
        """
        evidence, text = question.evidence, self.parsed.article.text
        if question.kind is not QuestionKind.MULTIPLE_CHOICE or evidence is None:
            return False
        around = text[evidence.start : evidence.end]
        counts = [
            (text.count(one.text) - around.count(one.text), one.correct) for one in question.options
        ]
        key = max(count for count, right in counts if right)
        return key >= AGAIN and key > max(count for count, right in counts if not right)

    def near(self, key: str, kind: FactKind, prompt: str) -> list[str]:
        """Neighbours of the key that the article names, in whatever role."""
        return [name for name in neighbours(key, kind, prompt) if name in self.where]

    def rivals(self, quantity: Quantity) -> list[float]:
        """Every other figure of this unit: another source's may be as right as the key."""
        return [
            value
            for one in self.figures[quantity.unit]
            for value in (one.value, one.low, one.high)
            if value is not None and value != quantity.value
        ]

    def years(self, fact: Fact, prompt: str) -> tuple[set[int], set[int]]:
        """The article's other years: those that may be right as well, and those that are not."""
        shut = {
            moment.year
            for moment, one in self.dates
            if moment.year and self.may_be_true(one.text, fact, prompt)
        }
        own = {moment.year for moment, _ in self.dates if moment.year}
        if self.life:
            own = {year for year in own if self.life[0] < year <= self.life[1]}
        if len(own) > FEW_YEARS:
            own -= {min(own), max(own)}  # in a life, the first and the last rule themselves out
        return shut, own - shut

    def tells_key_most(self, fact: Fact, key: int, wrong: list[str]) -> bool:
        """Do other sentences name the key's year, and each wrong one less often?"""
        own = fact.sentence.start
        counts = [len(self.told.get(int(year), set()) - {own}) for year in wrong if year.isdigit()]
        mine = len(self.told.get(key, set()) - {own})
        return bool(counts) and mine > max(counts)

    def days(self, fact: Fact, prompt: str) -> tuple[set[dt.date], set[dt.date]]:
        """As ``years``, for days or, where the key has no day, for the first days of months."""
        key = dates.read_date(fact.text)
        shut: set[dt.date] = set()
        free: set[dt.date] = set()
        for moment, one in self.dates:
            if not moment.year or not moment.month or (key and key.day and not moment.day):
                continue
            day = moment.day if key and key.day else 1
            may_be = self.may_be_true(one.text, fact, prompt)
            (shut if may_be else free).add(dt.date(moment.year, moment.month, day or 1))
        return shut, free - shut

    def newest(self) -> dt.date | None:
        """The last day that an undated article names."""
        days = [
            dt.date(one.year, one.month, one.day or 28)
            for one, _ in self.dates
            if one.year and one.month and one.year > 0
        ]
        return max(days, default=None)

    def newest_year(self, key: int) -> int | None:
        """The last year that may stand beside ``key``: the article's own, or a life's last."""
        bounds = [self.published.year] if self.published and key <= self.published.year else []
        if self.life and self.life[0] <= key < self.life[1]:
            bounds.append(self.life[1])
        return min(bounds, default=None)

    def oldest_year(self, key: int) -> int | None:
        """The first year that may stand beside ``key``: nobody takes a degree as a child."""
        grown = self.life[0] + GROWN if self.life else None
        return grown if grown and self.life and grown <= key <= self.life[1] else None

    def roles_of(self, fact: Fact) -> Iterator[str]:
        """What part a name plays here: a place where things happen or one that acts; an office."""
        sentence = self.sentences.get(fact.sentence.start)
        if sentence is None:
            return
        if fact.kind is FactKind.PLACE:
            yield "where" if stands_for_a_place(sentence, fact) else "who"
        elif fact.kind is FactKind.PERSON:
            yield from offices(sentence, fact)


def life_of(parsed: Parsed) -> tuple[int, int] | None:
    """The years between which a biography's person lived: "(31 March 1635 – 29 November 1699)"."""
    found = LIFE.search(parsed.article.text[:OPENING])
    if found is None:
        return None
    born, died = int(found[1]), int(found[2])
    return (born, died) if 0 < died - born < LONGEST_LIFE else None


def in_one_form(key: str, persons: list[str]) -> list[str]:
    """Each person once, in full for a key in full, by the last name alone for such a key."""
    longest: dict[str, str] = {}
    for name in persons:
        last = name.rsplit(maxsplit=1)[-1]
        longest[last] = max(longest.get(last, ""), name, key=len)
    return list(longest.values() if " " in key else longest)


def stands_for_a_place(sentence: Sentence, fact: Fact) -> bool:
    words = sentence.text[: fact.span.start - fact.sentence.start].lower().split()
    while words and words[-1] in COMPASS:
        words.pop()
    return bool(words) and words[-1] in BEFORE_A_PLACE


def offices(sentence: Sentence, fact: Fact) -> Iterator[str]:
    """The sorts of office in the words just before a person's name and in apposition after it."""
    at = fact.span.start - fact.sentence.start
    before = re.split(r"[,;:]", sentence.text[:at])[-1].split()[-4:]
    after = APPOSITION.match(sentence.text, fact.span.end - fact.sentence.start)
    for word in [*before, *(after[1].split() if after else [])]:
        yield from titles("person_roles").get(re.sub(r"['’]s$|\.$", "", word).lower(), ())


def stems_of(text: str) -> frozenset[str]:
    """The beginnings of a text's content words, so that "started" and "starting" are one."""
    words = WORD.findall(text)
    return frozenset(word[:5].lower() for word in words if word.lower() not in function_words())
