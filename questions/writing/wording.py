"""From a clause to a question: the wh-phrase to the front, the auxiliary before the subject.

A ``Gap`` says which words the question asks for and what stands in their place. ``ask`` gives the
question's words without its source and date, or None where they would not be good English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lemminflect import getAllLemmas, getLemma
from spacy.tokens import Token

from questions.facts import lists
from questions.language import Sentence
from questions.writing.clauses import BE, Clause, Phrase
from questions.writing.stand import Stand
from questions.writing.vocabulary import words

CLOSED_CLASSES = frozenset(
    ("DT", "PRP$", "IN", "RB", "CD", "NNS", "PDT", "EX", "WDT", "CC", "JJR", "JJS")
)
PROPER = frozenset(["NNP", "NNPS"])
ISLANDS = frozenset(["acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis"])
WORD = re.compile(r"\w+(?:[-’']\w+)*")
ASKS_WHEN = frozenset(["when", "what year", "in what year"])
INSERTED = re.compile("\ue000(.*?)\ue001(.*?)\ue002")
COMPOUND = re.compile(
    r"\b(large|small|full|middle|upper|working|lower|deep|high|[A-Z][a-z]+|\d[\d,]*)\s"
    r"((?<=(?:large|small)\s)scale|(?<=full\s)scale|(?<=(?:upper|lower)\s)class|(?<=middle\s)class"
    r"|(?<=working\s)class|(?<=deep\s)sea|(?<=[a-z]\s)(?:speaking|based|born)"
    r"|(?<=\d\s)(?:yen|dollar|euro|mile|year|metre|meter|foot|kilometre|kilometer|hour|day))"
    r"(?=\s[a-z]+)(?!\s(?:olds?|in|at|on|of|to|and|from|near|for|by|as)\b)"
)
SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
PLURAL = {one: many for many, one in SINGULAR.items()}


@dataclass(frozen=True, slots=True)
class Gap:
    """The words asked for: ``phrase`` goes, ``wh`` comes.

    ``preposition`` is the word before it that goes to the front too ("by what percentage"), or
    is dropped where ``wh`` says it all ("where"). ``is_plural`` is the number of a wh-subject, None
    where the verb may stay as it is. ``is_measure`` is true of lengths, heights and the like.
    ``attribute`` is what a thing has, and in which unit: "area in square kilometres".
    """

    phrase: Phrase
    wh: str
    takes_preposition: bool = True
    is_plural: bool | None = None
    is_measure: bool = False
    attribute: str = ""


class Unwritable(Exception):
    """The words asked for can't be understood without the text around them."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Renders words of one sentence as they stand alone.

    ``shown`` are the words that will be seen in all: others are left out, and a word that leans
    on another of its sentence is understood only where that one is among them.
    """

    sentence: Sentence
    stand: Stand
    common: frozenset[str] = frozenset()
    capitalised: frozenset[str] = frozenset()
    shown: frozenset[int] | None = None

    def say(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end``, with the sentence's repairs; raises Unwritable."""
        return settle(self.raw(start, end))

    def raw(self, start: int, end: int) -> str:
        """What ``say`` says, with its inserted names still marked, to be joined to more."""
        doc = self.sentence.tokens.doc
        parts: list[str] = []
        index = start
        while index < end:
            token = doc[index]
            if index in self.stand.drop or not self.is_shown(index):
                if parts and not parts[-1].endswith(" "):
                    parts[-1] += token.whitespace_
                index += 1
                continue
            if index in self.stand.leaning or self.leans_on_hidden(index):
                raise Unwritable(token.text)
            if index in self.stand.replace:
                stop, text = self.stand.replace[index]
                space = doc[min(stop, end) - 1].whitespace_
                parts.append(text + space)
                index = stop
                continue
            space = token.whitespace_
            if is_loose_hyphen(token) and parts:
                parts[-1], space = parts[-1].rstrip(" "), ""  # "state - owned"
            parts.append(self.lowered(token) + space)
            index += 1
        return tidy_spaces("".join(parts))

    def showing(self, shown: frozenset[int]) -> Voice:
        return replace(self, shown=shown)

    def is_shown(self, index: int) -> bool:
        return self.shown is None or index in self.shown

    def leans_on_hidden(self, index: int) -> bool:
        owner = self.stand.leans_on.get(index)
        return owner is not None and (self.shown is None or not self.is_shown(owner))

    def lowered(self, token: Token) -> str:
        """A sentence's first word as it is written inside a sentence."""
        start = self.sentence.tokens.start
        opens = token.i == start or (token.i == start + 1 and token.nbor(-1).text in {"“", '"'})
        if not opens or not token.text.istitle():
            return token.text
        closed = token.tag_ in CLOSED_CLASSES
        known = token.lower_ in self.common or getAllLemmas(token.lower_)
        named = token.tag_ in PROPER and (token.nbor(1).tag_ in PROPER or token.ent_type_)
        before_name = token.nbor(1).text[:1].isupper()
        plain = known and not named and not before_name and token.text not in self.capitalised
        return token.lower_ if closed or plain else token.text

    def is_vague(self, start: int, end: int) -> bool:
        return any(index in self.stand.vague for index in range(start, end))


def is_loose_hyphen(token: Token) -> bool:
    """True for a hyphen with spaces around it that no dash is meant by."""
    if token.tag_ != "HYPH" or token.text != "-" or not 0 < token.i < len(token.doc) - 1:
        return False
    return token.nbor(-1).text[-1:].isalpha() and token.nbor(1).text[:1].isalpha()


def settle(text: str) -> str:
    """Give an inserted name its pronoun back after its own mention: "Norton said that he"."""

    def choose(found: re.Match[str]) -> str:
        name, short = found.groups()
        last = name.removesuffix("’s").removesuffix("’").split()[-1]
        before = INSERTED.sub(r"\1", text[: found.start()])
        said = {re.sub(r"[’']s?$", "", word) for word in WORD.findall(before)}
        return short if last in said else name

    return INSERTED.sub(choose, text)


def tidy_spaces(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<![-\w])([Aa]) (?=[AEIOaeio][a-z])(?!(?:[Oo]ne|[Ee]u))", r"\1n ", text)
    text = re.sub(r"\s+([,.;:?!])(?=\s|$)", r"\1", text)
    text = re.sub(r"([$€£])\s(?=[\d_])", r"\1", text)
    text = COMPOUND.sub(r"\1-\2", text)
    text = re.sub(r"\bat age of\b", "at the age of", text)
    text = re.sub(r"\b(US|NZ|HK|CA|A) (?=\$)", r"\1", text)
    return text.strip(" ,;:—–")


def join(*parts: str) -> str:
    return tidy_spaces(" ".join(part for part in parts if part))


def joined(*parts: str) -> str:
    return settle(join(*parts))


def ask(voice: Voice, clause: Clause, gap: Gap) -> str | None:
    """The question that the clause answers with the gap's words, without its question mark."""
    if clause.subject.covers(gap.phrase):
        return ask_subject(voice, clause, gap)
    if clause.front and clause.front.covers(gap.phrase):
        return ask_front(voice, clause, gap)
    if clause.rest.covers(gap.phrase):
        return ask_rest(voice, clause, gap)
    return None


def ask_subject(voice: Voice, clause: Clause, gap: Gap) -> str | None:
    doc = clause.sentence.tokens.doc
    if clause.is_copular and gap.wh.startswith(("who", "which")) and is_shared(clause):
        return None
    if any(
        not doc[i].is_punct and doc[i].dep_ != "det"
        for i in range(clause.subject.start, gap.phrase.start)
    ):
        return None
    after = voice.raw(gap.phrase.end, clause.subject.end)
    if clause.kind == "finite":
        group = verb_text(voice, clause, gap.is_plural)
    else:
        group = participle_text(clause)
    return joined(
        gap.wh,
        after,
        group,
        voice.raw(clause.rest.start, clause.rest.end),
        front_text(voice, clause),
    )


def is_shared(clause: Clause) -> bool:
    """True for what is said of many: "is a French actress", "is mainly Buddhist"."""
    if not clause.rest:
        return True
    first = clause.sentence.tokens.doc[clause.rest.start]
    return first.lower_ in {"a", "an", "one", "among", "also"} or clause.verb.pos_ == "ADJ"


def ask_front(voice: Voice, clause: Clause, gap: Gap) -> str | None:
    front = clause.front
    if front is None or gap.phrase.end != front.end or gap.attribute:
        return None  # "with what population did Oslo see floods?"
    lead = lead_of(clause.sentence, front.start, gap)
    if lead is None or lead.start != front.start:
        return None
    inverted = invert(voice, clause, gap_tells_when=is_past_moment(clause, gap))
    alone = clause.verb.lower_ in words("complete_verbs") or clause.is_passive
    if inverted is None or not (clause.rest or alone):
        return None
    return joined(
        voice.raw(lead.start, lead.end) if gap.takes_preposition else "",
        gap.wh,
        *inverted,
        voice.raw(clause.rest.start, end_before_joined_verb(clause)),
    )


def is_past_moment(clause: Clause, gap: Gap) -> bool:
    """True for "in 2014" and "on 5 May", not for "since 2014", which lasts."""
    before = clause.sentence.tokens.doc[gap.phrase.start - 1].lower_
    return gap.wh in ASKS_WHEN and before in {"in", "on"}


def ask_measure(voice: Voice, clause: Clause, gap: Gap) -> str | None:
    """Ask "how many metres above the sea is ...": what is measured goes to the front whole."""
    inverted = invert(voice, clause)
    if inverted is None or clause.rest.start != gap.phrase.start:
        return None
    after = voice.raw(gap.phrase.end, clause.rest.end)
    if not after and gap.wh.rsplit(maxsplit=1)[-1] in words("time_units"):
        return None  # "How many hours are flights?"
    return joined(gap.wh, after, *inverted, front_text(voice, clause))


def ask_attribute(voice: Voice, clause: Clause, gap: Gap) -> str | None:
    """Ask "what is the area of Norway in square kilometres" for "Norway has an area of ..."."""
    if clause.rest.start != gap.phrase.start:
        return None
    quality, _, unit = gap.attribute.partition(" in ")
    be = "was" if clause.group[0].lower_ == "had" else "is"
    subject = voice.raw(clause.subject.start, clause.subject.end)
    after = voice.raw(gap.phrase.end, clause.rest.end)
    unit = f"in {unit}" if unit else ""
    return joined(f"what {be} the {quality} of", subject, unit, after, front_text(voice, clause))


def ask_rest(voice: Voice, clause: Clause, gap: Gap) -> str | None:
    """The asked words come first, with their preposition or the noun that they belong to."""
    if clause.is_copular and gap.is_measure:
        return ask_measure(voice, clause, gap)
    if gap.attribute and [token.lower_ for token in clause.group] in (["has"], ["had"], ["have"]):
        return ask_attribute(voice, clause, gap)
    inverted = invert(voice, clause, gap_tells_when=is_past_moment(clause, gap))
    lead = lead_of(clause.sentence, clause.rest.start, gap)
    if is_home(clause, gap) and inverted is not None:
        after = voice.raw(gap.phrase.end, clause.rest.end)
        return joined(gap.wh, *inverted, "home to", after, front_text(voice, clause))
    if inverted is None or lead is None or is_island(clause, gap.phrase):
        return None
    if is_described(clause, gap.phrase) or is_after_purpose(clause, gap):
        return None
    end = end_before_joined_verb(clause)
    torn = end < clause.rest.end and clause.sentence.tokens.doc[end - 1].text == ","
    if torn or gap.phrase.end > end or is_bare(clause, lead, gap, end):
        return None
    before = voice.raw(clause.rest.start, lead.start)
    taken = voice.raw(lead.start, lead.end) if gap.takes_preposition else ""
    if taken and taken[0].isupper() and not taken.isupper():
        return None
    if is_one_of_several(clause, gap, end):
        return None
    after = voice.raw(gap.phrase.end, end)
    if after.startswith(("and ", "or ", "but ")) or (gap.wh == "whom" and is_particle(taken)):
        return None
    return joined(taken, gap.wh, *inverted, before, after, front_text(voice, clause))


def is_one_of_several(clause: Clause, gap: Gap, end: int) -> bool:
    """True for "Turkey" of "visited Turkey on 4 April and Uzbekistan on the next day"."""
    doc = clause.sentence.tokens.doc
    return any(
        doc[i].dep_ in {"conj", "orphan"}
        and doc[i].pos_ in {"NOUN", "PROPN", "NUM"}
        and (doc[i].head.i in gap.phrase or doc[i].head == clause.verb or joins_a_day(doc[i]))
        for i in range(gap.phrase.end, end)
    )


def joins_a_day(name: Token) -> bool:
    """True for "Uzbekistan" joined to "4 April": a slip of the parse, for no day is a place."""
    days = lists.words("calendar")
    return name.pos_ == "PROPN" and name.head.text in days and name.text not in days


def is_particle(preposition: str) -> bool:
    """True for "in" of "drove in Nava", which belongs to the verb: nobody is in a person."""
    return preposition.strip().lower() in {"in", "into", "on", "over", "through", "within"}


def is_home(clause: Clause, gap: Gap) -> bool:
    """True for "is home to 700,000 people", whose "to" stays behind."""
    before = clause.sentence.tokens.doc[clause.rest.start : gap.phrase.start]
    return [token.lower_ for token in before] == ["home", "to"]


def lead_of(sentence: Sentence, start: int, gap: Gap) -> Phrase | None:
    """What goes to the front with the gap: a preposition, or a noun phrase up to "of".

    None where the gap stands inside something that can't be torn apart.
    """
    doc = sentence.tokens.doc
    first = gap.phrase.start
    if first == start:
        return Phrase(first, first)
    before = doc[first - 1]
    if before.lower_ in words("pied") and before.tag_ in {"IN", "TO"}:
        if doc[first - 2].lower_ in {"than", "as", "from", "to", "until", "since"}:
            return None
        if not is_torn(doc[first - 1], start, gap):
            return Phrase(first - 1, first)
        return None
    if before.lower_ == "of" and first - 2 >= start and doc[first - 2].pos_ == "NOUN":
        noun = doc[first - 2]
        left = max(noun.left_edge.i, start)
        if doc[left].lower_ in {"a", "an"}:
            if left > start and doc[left - 1].lower_ in words("pied"):
                return Phrase(left - 1, first)
            return Phrase(left, first) if is_after_verb(doc[left], start) else None
        return None
    return Phrase(first, first) if is_after_verb(doc[first], start) else None


def is_after_verb(token: Token, start: int) -> bool:
    """True where only adverbs and particles stand between the verb group and the token."""
    doc = token.doc
    return all(
        doc[i].pos_ in {"ADV", "PART"} or doc[i].dep_ == "compound:prt"
        for i in range(start, token.i)
    )


def is_island(clause: Clause, phrase: Phrase) -> bool:
    """True where the words belong to another clause inside this one, which nothing can leave."""
    doc = clause.sentence.tokens.doc
    token = doc[phrase.end - 1]
    for above in [token, *token.ancestors]:
        if above == clause.verb:
            return False
        if above.i not in phrase and above.dep_ in ISLANDS:
            return True
    return clause.kind == "finite" and clause.group[-1].dep_ != "cop"


def inside_phrase(preposition: Token, start: int) -> bool:
    """True for "from" in "invest in rice from Peru", which may belong to the rice."""
    doc = preposition.doc
    before = [doc[index] for index in range(start, preposition.i)]
    return (
        bool(before)
        and before[-1].pos_ in {"NOUN", "PROPN"}
        and any(token.tag_ == "IN" for token in before)
    )


def end_before_joined_verb(clause: Clause) -> int:
    """Where a second verb joins by "and": what is asked of one must not run into the other."""
    doc = clause.sentence.tokens.doc
    for index in range(clause.rest.start, clause.rest.end):
        token = doc[index]
        if token.dep_ == "cc" and token.head.dep_ == "conj" and token.head.head == clause.verb:
            return index
    return clause.rest.end


def is_bare(clause: Clause, lead: Phrase, gap: Gap, end: int) -> bool:
    """True where nothing is left that says what happened: "When did Norton declare?"."""
    if gap.wh not in ASKS_WHEN:
        return False
    left = (lead.start - clause.rest.start) + (end - gap.phrase.end)
    alone = clause.verb.lower_ in words("complete_verbs") or clause.is_passive
    return left <= 0 and lead.end > lead.start and not alone


def is_after_purpose(clause: Clause, gap: Gap) -> bool:
    """True for "left to serve in Geneva", which does not say where somebody left."""
    doc = clause.sentence.tokens.doc
    before = doc[clause.rest.start : gap.phrase.start]
    goes_on = any(one.tag_ == "TO" and one.nbor(1).tag_ == "VB" for one in before)
    return goes_on and gap.wh.startswith(("which", "where"))


def is_described(clause: Clause, phrase: Phrase) -> bool:
    """True where a participle or relative clause follows that belongs to the words asked for."""
    doc = clause.sentence.tokens.doc
    index = phrase.end
    while index < clause.rest.end and doc[index].pos_ == "ADV":
        index += 1
    if index >= clause.rest.end:
        return False
    return doc[index].tag_ in {"WDT", "WP", "WP$", "WRB"} or (
        doc[index].tag_ in {"VBN", "VBG"} and doc[index].dep_ not in {"xcomp", "compound", "amod"}
    )


def is_torn(preposition: Token, start: int, gap: Gap) -> bool:
    """True where the prepositional phrase belongs to a noun, not to the verb."""
    noun = preposition.head
    if preposition.lower_ in {"from", "with", "for", "to"} and inside_phrase(preposition, start):
        return True
    if noun.i >= gap.phrase.end or noun.i < gap.phrase.start:
        return False
    owner = noun.head
    if noun.dep_ in {"obl", "obl:tmod", "obl:agent", "advmod"}:
        return owner.pos_ not in {"VERB", "AUX", "ADJ"}
    return owner.i >= start and preposition.lower_ != "by" and noun.dep_ == "nmod"


def invert(
    voice: Voice, clause: Clause, *, gap_tells_when: bool = False
) -> tuple[str, str, str] | None:
    """Auxiliary, subject, verb: ("did", "Moscow", "amass"). None where it can't be done well.

    What "has changed in 2014" did so then: with ``gap_tells_when`` the perfect becomes a past.
    """
    if clause.kind != "finite":
        return None
    subject = join(voice.raw(clause.subject.start, clause.subject.end), adverbs_of(voice, clause))
    first, *others = clause.group
    if first.text.startswith(("'", "’")) or not subject:
        return None
    plural = is_plural(clause)
    rest = clause.group[1:]
    if gap_tells_when and first.lower_ in {"has", "have"} and len(others) == 1:
        lemma = base_form(others[0])
        return ("did", subject, lemma) if lemma and others[0].tag_ == "VBN" else None
    if (
        gap_tells_when
        and first.lower_ in {"has", "have"}
        and others[:1]
        and others[0].lower_ == "been"
    ):
        return "were" if plural else "was", subject, between(voice, clause, rest[1:], rest[0])
    if others or first.lower_ in BE:
        helper = agree(first.lower_, plural) if clause.raised else first.lower_
        return helper, subject, between(voice, clause, rest)
    lemma = base_form(first)
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(first.tag_)
    if support is None or lemma is None:
        return None
    if clause.raised and support != "did":
        support = "do" if plural else "does"
    return support, subject, lemma


def between(
    voice: Voice, clause: Clause, rest: tuple[Token, ...], after: Token | None = None
) -> str:
    """The verb group ``after`` a word, its first, with the adverbs that stand inside it."""
    if not rest:
        return ""
    return voice.raw((after or clause.group[0]).i + 1, rest[-1].i + 1)


def base_form(verb: Token) -> str | None:
    lemmas = getLemma(verb.lower_, upos="VERB")
    return lemmas[0] if lemmas else None


def verb_text(voice: Voice, clause: Clause, plural: bool | None) -> str:
    """The verb group as a statement has it; its number changed where ``plural`` says which."""
    text = voice.raw(clause.group[0].i, clause.group[-1].i + 1)
    first = clause.group[0].lower_
    if plural is not None and first in {*SINGULAR, *PLURAL}:
        text = agree(first, plural) + text[len(first) :]
    return join(adverbs_of(voice, clause), text)


def adverbs_of(voice: Voice, clause: Clause) -> str:
    return voice.raw(clause.adverbs.start, clause.adverbs.end)


def statement(voice: Voice, clause: Clause) -> str:
    """The clause itself as a sentence: a premise before a question."""
    group = voice.raw(clause.group[0].i, clause.group[-1].i + 1)
    front = voice.raw(clause.front.start, clause.front.end) if clause.front else ""
    parts = (
        front + "," if front else "",
        voice.raw(clause.subject.start, clause.subject.end),
        adverbs_of(voice, clause),
        group,
        voice.raw(clause.rest.start, clause.rest.end),
    )
    return sentence_case(joined(*parts)).rstrip(".") + "."


def participle_text(clause: Clause) -> str:
    """ "(being) deployed" as a statement: "were being deployed"; "killed": "had been killed"."""
    doc = clause.sentence.tokens.doc
    words = [token.text for token in clause.group]
    adverbs = [
        doc[i].text for i in range(clause.subject.end, clause.group[0].i) if doc[i].pos_ == "ADV"
    ]
    root = clause.sentence.tokens.root
    now = any(token.tag_ in {"VBZ", "VBP"} for token in [root, *root.lefts])
    helper = "had been" if clause.kind == "absolute" else "are" if now else "were"
    return " ".join([helper, *adverbs, *words])


def agree(auxiliary: str, plural: bool) -> str:
    return (PLURAL if plural else SINGULAR).get(auxiliary, auxiliary)


def is_plural(clause: Clause) -> bool:
    head = clause.subject_head
    return head.tag_ in {"NNS", "NNPS"} or any(
        child.dep_ == "conj" and child.i in clause.subject for child in head.children
    )


def front_text(voice: Voice, clause: Clause) -> str:
    """An opening adjunct, said at the end: "in March 2024"."""
    if clause.front is None:
        return ""
    text = voice.raw(clause.front.start, clause.front.end)
    return text[:1].lower() + text[1:] if text else ""


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
