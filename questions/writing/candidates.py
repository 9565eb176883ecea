"""Every wording of a question that a fact's sentence allows, best first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Token

from questions.facts import dates, lists, names
from questions.language import Parsed, Sentence
from questions.types import Fact, FactKind, Question
from questions.writing.clauses import Clause, Phrase, clauses, main_clause
from questions.writing.frame import content_of, frame_of, names_in
from questions.writing.introduction import introduced, tag_of
from questions.writing.people import tags, with_tag
from questions.writing.prompts import (
    DANGLING,
    OWN_ACCOUNT,
    SHORTEST_PROMPT,
    asks_twice,
    mentions,
    names_something,
    stands,
    tidy_source,
)
from questions.writing.resolving import NEVER_GIVEN, POSSESSIVE, Reader
from questions.writing.soundness import is_sound
from questions.writing.vocabulary import words
from questions.writing.wholeness import ends_well, is_whole
from questions.writing.wording import (
    ASKS_WHEN,
    Gap,
    Unwritable,
    Voice,
    ask,
    sentence_case,
    statement,
)

FEW_WORDS = 8
ENOUGH = 3
OFTEN = 5
OPENING = 6
WORD = re.compile(r"\w+(?:-\w+)*")
PERFECT = re.compile(r"\b(?:has|have)\b")
CONDITIONS = frozenset(["if", "unless", "depending", "provided", "otherwise"])
ONLY_ONE = frozenset(["NNP", "NNPS", "CD", "JJS", "RBS"])
EVENT = re.compile(r"\b(?:was|were|had|did|[a-z]{2,}(?:ed|ew|ok|ove|ent|ame|old|ught))\b")
AT_PRESENT = re.compile(r"\b(?:are|has|have|is)\b")
AT_HOME = re.compile(r"\b(?:born|buried|died|known|remembered|founder|aged?)\b")
PERIOD = re.compile(r"\b([A-Z]\w+) (?:period|era|dynasty)\b")

Gaps = Callable[[Voice, Fact, Clause], Iterator[Gap]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in words, with what its making says about its quality (0 to 1)."""

    prompt: str
    quality: float


class Writer:
    """Writes questions about one article: knows its clauses, names and what its words lean on."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.article = parsed.article
        self.reader = Reader(parsed)
        self.by_start = {sentence.start: sentence for sentence in parsed.sentences}
        self.order = {one.start: place for place, one in enumerate(parsed.sentences)}
        self.before = {after.start: before for before, after in pairwise(parsed.sentences)}
        self.common = self.reader.common
        self.capitalised = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", parsed.article.text))
        self.persons = {
            name.last.text
            for sentence in parsed.sentences
            for name in names.names(sentence)
            if name.kind is FactKind.PERSON
        }
        person = self.reader.main_person
        self.topic = "" if person else parsed.article.title
        self.tag = tag_of(parsed, person) if person else None
        self.tags = tags(parsed)
        self.heroes = frozenset(heroes(parsed))
        self.periods = frozenset(PERIOD.findall(parsed.article.text))
        self.surnames = frozenset(surnames(parsed))
        self.cached: dict[int, list[Clause]] = {}
        self.sound: dict[int, bool] = {}
        self.frame = frame_of(parsed)

    def introduced(self, question: Question) -> Question:
        """The question with its person introduced: "the Swiss mathematician ..."."""
        name = self.reader.main_person
        if not name or not self.tag:
            return self.with_others_introduced(question)
        first, *_, last = (re.escape(part) for part in name.split())
        said = re.search(rf"{first}(?: [A-Z][\w.’'-]*)*? {last}", question.prompt)
        if said is None:
            return question
        prompt = introduced(question.prompt, said[0], self.tag, question.answer.text)
        return replace(question, prompt=prompt)

    def with_others_introduced(self, question: Question) -> Question:
        """The question with one tag at the most, for the first of its people who has one."""
        if question.fact_key.startswith(FactKind.ROLE):
            return question
        for name, tag in self.tags.items():
            prompt = with_tag(question.prompt, name, tag, question.answer.text)
            if prompt != question.prompt:
                return replace(question, prompt=prompt)
        return question

    def sentence_of(self, fact: Fact) -> Sentence:
        return self.by_start[fact.sentence.start]

    def is_central(self, sentence: Sentence) -> bool:
        """True for the opening, and for what speaks of the title's matter: names elsewhere are
        asides that nobody need remember."""
        if self.reader.main_person or self.order[sentence.start] < OPENING:
            return True
        return bool(self.reader.title_stems & content_of(sentence.text))

    def voice(self, sentence: Sentence) -> Voice:
        return Voice(sentence, self.reader.stand(sentence), self.common, self.capitalised)

    def clauses_of(self, sentence: Sentence) -> list[Clause]:
        if sentence.start not in self.cached:
            found = clauses(sentence) if self.is_sound(sentence) else []
            self.cached[sentence.start] = list(found)
        return self.cached[sentence.start]

    def is_sound(self, sentence: Sentence) -> bool:
        if sentence.start not in self.sound:
            self.sound[sentence.start] = is_sound(sentence)
        return self.sound[sentence.start]

    def wordings(self, fact: Fact, gaps: Gaps, key: str) -> list[Wording]:
        """The wordings of a question whose answer is ``key``, best first, without repeats."""
        sentence = self.sentence_of(fact)
        voice = self.voice(sentence)
        found: dict[str, Wording] = {}
        for clause in self.clauses_of(sentence):
            for gap in self.gaps(gaps, voice, fact, clause):
                wording = self.word(voice, clause, gap, fact, key)
                if wording and wording.prompt not in found:
                    found[wording.prompt] = wording
        return sorted(found.values(), key=lambda one: -one.quality)

    def gaps(self, find: Gaps, voice: Voice, fact: Fact, clause: Clause) -> list[Gap]:
        try:
            return list(find(voice, fact, clause))
        except Unwritable:
            return []

    def word(self, voice: Voice, clause: Clause, gap: Gap, fact: Fact, key: str) -> Wording | None:
        if not may_ask(clause, gap):
            return None
        if not is_told_whole(voice, clause, gap) or is_vague_subject(voice, clause, gap):
            return None
        voice = voice.showing(shown_of(clause) - set(range(gap.phrase.start, gap.phrase.end)))
        try:
            question = ask(voice, clause, gap)
            if not question:
                return None
            premise = self.premise(voice, clause)
            if clause.kind == "absolute" and not premise:
                return None
            if len(question.split()) < SHORTEST_PROMPT or DANGLING.search(question):
                return None
            if asks_twice(question, gap.wh):
                return None
            if premise and clause.kind == "finite":
                question = question.replace(*self.empty_subject(voice, clause), 1)
            topical = bool(voice.stand.topical & (voice.shown or frozenset()))
            prompt = self.assemble(question, premise, clause, fact, needs_topic=topical)
        except Unwritable:
            return None
        says_enough = gap.is_measure or "how many" not in gap.wh or len(prompt.split()) > FEW_WORDS
        if not says_enough or not stands(prompt, key):
            return None
        return Wording(prompt, self.quality(voice, clause, gap, prompt))

    def opening(
        self,
        said: str,
        source: str | None,
        needs_time: bool,
        *,
        is_figure: bool = False,
        is_share: bool = False,
        needs_topic: bool = False,
    ) -> str:
        """What comes before a claim: who says so, and in which report, where it does not tell when.

        ``needs_time`` is false of what is true at any time, or asks for the time itself. Raises
        Unwritable where a claim of the day needs its day and nothing is known of the article's; a
        figure is asked about with the article's title alone. ``needs_topic`` is true of words
        that only the article's title explains, and ``is_share`` of a percentage, which is one of
        something that the title tells.
        """
        untold = is_share and not self.is_dated(said) and not self.tells_of_what(said)
        if needs_topic or untold or self.needs_title(said):
            framed = self.frame.opening(said, source, in_full=True)
            if framed is None or (needs_topic and not (is_figure or self.frame.month)):
                raise Unwritable(said)
            return framed
        plain = f"According to {source}, " if source else ""
        named = names_something(said) or said.split(maxsplit=1)[0] in self.capitalised
        if not named and not self.frame.is_report:
            raise Unwritable(said)  # a title alone does not say whose steps or floors they are
        changes = is_figure and bool(self.frame.month) and bool(AT_PRESENT.search(said))
        is_lasting = not self.frame.is_news and not changes
        timeless = not needs_time or is_lasting or self.is_dated(said)
        if named and (timeless or (source and self.frame.month and self.frame.month in source)):
            return plain
        framed = self.frame.opening(said, source)
        if framed is not None and (timeless or is_figure or self.frame.month):
            return framed
        if named and (source or is_figure):
            return plain
        raise Unwritable(said)

    def tells_of_what(self, said: str) -> bool:
        """True for a share that says of what it is one, and where the title would not say it."""
        if self.frame.whole is None or self.reader.main_person:
            return True
        shared = self.frame.topic_words & content_of(said)
        return len(shared) >= ENOUGH or self.frame.tells_topic(said)

    def needs_title(self, said: str) -> bool:
        """True for a claim that names nobody and nothing of what the article is about.

        Whose life it is, and which place, need no more than the name.
        """
        if self.reader.main_person or not self.frame.topic_words:
            return False
        if self.heroes & set(WORD.findall(said)) or self.frame.needs_no_title(said):
            return False
        if self.is_placed(said) and len(names_in(said)) > 1:
            return False
        return not self.frame.topic_words & content_of(said)

    def is_placed(self, prompt: str) -> bool:
        """True for a prompt that says when: by a year of its own, or by its report's."""
        moments = [dates.read_date(one.text) for one in dates.spans(prompt)]
        return any(moment and moment.year and not moment.relative for moment in moments)

    def is_dated(self, said: str) -> bool:
        """True where a year stands in it; a birth and what a life is known for need none."""
        main = self.reader.main_person
        if main and main.rsplit(maxsplit=1)[-1] in WORD.findall(said):
            return not EVENT.search(said) or bool(AT_HOME.search(said)) or self.is_placed(said)
        return self.is_placed(said)

    def premise(self, voice: Voice, clause: Clause) -> str | None:
        """A first sentence for a clause that says nothing without the sentence's own statement."""
        if clause.kind != "absolute" and not self.has_empty_subject(clause):
            return None
        main = main_clause(clause.sentence)
        if main is None or main.verb == clause.verb:
            return None
        said = statement(voice.showing(shown_of(main)), main)
        return said if len(said) > 1 else None

    def has_empty_subject(self, clause: Clause) -> bool:
        doc = clause.sentence.tokens.doc
        first = doc[clause.subject.start].lower_
        head = clause.subject_head.lower_
        return clause.raised and first in {"a", "an"} and head in words("empty_subjects")

    def empty_subject(self, voice: Voice, clause: Clause) -> tuple[str, str]:
        said = voice.say(clause.subject.start, clause.subject.end)
        return said, "that " + clause.subject_head.text

    def assemble(
        self,
        question: str,
        premise: str | None,
        clause: Clause,
        fact: Fact,
        *,
        needs_topic: bool = False,
    ) -> str:
        question = question.rstrip(" .,;")
        aside = fact.quantity is None and clause.verb.dep_ in {"advcl", "acl:relcl"}
        source = None if aside else self.source_of(fact)
        when = self.when(question, clause, fact)
        if when:
            question = f"{question} {when}"
        subject = clause.sentence.tokens.doc[clause.subject.start : clause.subject.end].text
        own = source is not None and (source == subject or f" {source} " in f" {question} ")
        whole = f"{premise} {question}" if premise else question
        opening = self.opening(
            whole,
            None if own else source,
            needs_time(fact, is_event=is_eventful(clause.group[0])),
            is_figure=fact.quantity is not None,
            is_share=is_share(fact),
            needs_topic=needs_topic,
        )
        if own and source and self.is_own_account(source):
            opening = OWN_ACCOUNT
        asked = opening + question if opening else sentence_case(question)
        return f"{premise} {asked}?" if premise else f"{asked}?"

    def is_own_account(self, source: str) -> bool:
        """True for a country or an organisation, which an "its" can stand for; no person."""
        parts = source.removeprefix("the ").split()
        known = " ".join(parts) in names.parts_of_the_world("countries")
        return known or parts[-1].isupper() or parts[-1] in names.organisation_kinds()

    def source_of(self, fact: Fact) -> str | None:
        """Who says so, by the full name that the article gave where it named them first.

        Raises Unwritable for "this report" or "his doctor".
        """
        source = tidy_source(fact.attribution)
        told = fact.sentence.of(self.article.text).lower()
        if not source and "according to" in told:
            raise Unwritable(told)  # somebody says so, and nothing here says who
        if source in self.periods:
            return None
        if source and " that " in source:
            raise Unwritable(source)  # "a study that the journal", cut short
        if source and source.endswith(("’s", "'s")):
            raise Unwritable(source)
        if source and source.split()[0].lower() in words("leaning") | POSSESSIVE:
            raise Unwritable(source)
        return self.reader.in_full(source) if source else None

    def when(self, question: str, clause: Clause, fact: Fact) -> str:
        """The date that the fact has and the question lacks."""
        as_of = fact.as_of
        if clause.group[0].tag_ in {"VBZ", "VBP"} and not is_perfect(clause):
            return ""
        if as_of and not mentions(question, as_of):
            moment = dates.read_date(as_of)
            said = dates.resolve(as_of, self.article.published) if moment else None
            if said is None and moment and moment.month:
                said = as_of
            return f"as of {said}" if said and fact.kind is FactKind.QUANTITY else ""
        published = self.article.published
        if not as_of and published and fact.kind is FactKind.QUANTITY:
            group = " ".join(token.lower_ for token in clause.group[:-1])
            if PERFECT.search(group) and not dates.spans(question):
                return f"as of {dates.MONTHS[published.month - 1]} {published.year}"
        return ""

    def quality(self, voice: Voice, clause: Clause, gap: Gap, prompt: str) -> float:
        length = len(prompt.split())
        quality = 0.9
        is_dated = gap.wh in ASKS_WHEN or bool(dates.spans(prompt))
        if clause.group[0].tag_ == "VBD" and not is_dated:
            quality -= 0.1  # an event without its day
        if is_far(clause, gap):
            quality -= 0.25
        if is_eventful(clause.group[0]) and not self.is_placed(prompt):
            quality -= 0.12
        quality -= 0.015 * max(0, length - 20)
        quality -= 0.1 if clause.raised else 0.0
        quality -= 0.1 if clause.kind == "absolute" else 0.0
        for phrase in (clause.subject, clause.rest, clause.front):
            if phrase and voice.is_vague(phrase.start, phrase.end):
                quality -= 0.1
        return max(0.05, quality)


def is_vague_subject(voice: Voice, clause: Clause, gap: Gap) -> bool:
    """True for "the toolkit was created", of a toolkit that nothing here explains."""
    subject = clause.subject
    return not subject.covers(gap.phrase) and voice.is_vague(subject.start, subject.start + 1)


def is_told_whole(voice: Voice, clause: Clause, gap: Gap) -> bool:
    """True for a clause that loses nothing it needs when it is asked about by itself."""
    if clause.kind != "finite" or clause.raised:
        return True
    drop = voice.stand.drop | set(range(gap.phrase.start, gap.phrase.end))
    return ends_well(clause) and is_whole(clause.sentence, shown_of(clause), drop)


def is_share(fact: Fact) -> bool:
    return fact.quantity is not None and fact.quantity.role == "percentage"


def heroes(parsed: Parsed) -> Iterator[str]:
    """The last names of people of whom the first sentence speaks, and the text again and again."""
    if parsed.sentences:
        for name in names.names(parsed.sentences[0]):
            last = name.last.text
            if name.kind is FactKind.PERSON and parsed.article.text.count(last) >= OFTEN:
                yield last


def surnames(parsed: Parsed) -> Iterator[str]:
    """The last words of names that could be people's: "Paris", where Valeska Paris is spoken of."""
    for sentence in parsed.sentences:
        for first, last in names.runs(sentence):
            plain = first.text not in NEVER_GIVEN and first.text not in lists.words("titles")
            if 0 < last.i - first.i < 3 and plain and not first.text.isupper():
                kind = names.kind_of(first, names.after_titles(first, last), last)
                if kind is FactKind.PERSON or kind is None:
                    yield last.text


def needs_time(fact: Fact, *, is_event: bool) -> bool:
    """False for a question that asks when, and for how long or high a thing is."""
    is_measure = fact.quantity is not None and fact.quantity.role == "measure"
    return fact.kind is not FactKind.DATE and (is_event or not is_measure)


def is_far(clause: Clause, gap: Gap) -> bool:
    """True where words stand on both sides of what is asked: the order may read badly."""
    rest, phrase = clause.rest, gap.phrase
    if not rest.covers(phrase) or clause.kind != "finite":
        return False
    return rest.start < phrase.start - 1 and phrase.end < rest.end


def is_eventful(verb: Token) -> bool:
    """True for the first word of a verb group that tells what happened or will."""
    return verb.tag_ in {"VBD", "VBN"} or verb.lower_ in {"will", "shall", "’ll", "'ll"}


def shown_of(clause: Clause) -> frozenset[int]:
    parts = [clause.subject, clause.adverbs, clause.rest]
    parts += [clause.front] if clause.front else []
    return frozenset(i for part in parts for i in range(part.start, part.end)) | {
        *range(clause.group[0].i, clause.group[-1].i + 1)
    }


def may_ask(clause: Clause, gap: Gap) -> bool:
    """Refuse what reads badly or says too little however it is worded."""
    first = clause.group[0]
    if first.lower_ in {"may", "might"} or is_counterfactual(clause) or is_on_condition(clause):
        return False
    if gap.wh.startswith(("who", "which")) and is_nameless(clause, gap):
        return False
    if gap.wh in ASKS_WHEN and first.tag_ in {"VBZ", "VBP"} and not is_perfect(clause):
        return False  # "is meant to keep a pledge of 2016" says when the pledge was made
    return not is_reported(clause, gap.phrase)


def is_counterfactual(clause: Clause) -> bool:
    """True for "would have been", which is true on a condition that stands elsewhere."""
    words = [token.lower_ for token in clause.group]
    return words[0] in {"would", "could", "might", "should", "’d", "'d"} and "have" in words


def is_on_condition(clause: Clause) -> bool:
    """True for "would rise" beside "if" or "depending on", which nobody says will be."""
    if clause.group[0].lower_ not in {"would", "could", "should"}:
        return False
    return any(token.lower_ in CONDITIONS for token in clause.sentence.words)


def is_nameless(clause: Clause, gap: Gap) -> bool:
    """True for "who scored a shot?": nothing in it, no name and no number, makes it one's own."""
    if not clause.subject.covers(gap.phrase):
        return False
    doc = clause.sentence.tokens.doc
    parts = [clause.rest, *([clause.front] if clause.front else [])]
    shown = [doc[i] for part in parts for i in range(part.start, part.end)]
    return not any(token.pos_ in {"PROPN", "NUM"} or token.tag_ in ONLY_ONE for token in shown)


def is_perfect(clause: Clause) -> bool:
    return clause.group[0].lower_ in {"has", "have"} and len(clause.group) > 1


def is_reported(clause: Clause, phrase: Phrase) -> bool:
    """True where the words stand in what somebody said: that clause is asked about itself."""
    if (
        clause.verb.lower_ not in lists.marked("reporting_verbs")
        or phrase.start < clause.rest.start
    ):
        return False
    doc = clause.sentence.tokens.doc
    return any(
        above.dep_ in {"ccomp", "parataxis"} and above.head == clause.verb
        for above in [doc[phrase.start], *doc[phrase.start].ancestors]
    )
