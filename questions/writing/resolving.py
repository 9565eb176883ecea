"""What a sentence leans on, and how it stands alone: names for pronouns, dates for "last month".

A ``Stand`` says of one sentence which words to leave out, which to replace and which can't be
understood without the text around them. Nothing here changes the article: wording is rendered
through a Stand, and wording that would show an unresolved word is not written.
"""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Token

from questions.facts import lists, names
from questions.language import Parsed, Sentence
from questions.types import Block, FactKind
from questions.writing.antecedents import (
    DEMONSTRATIVE,
    PERSONAL,
    antecedent_inside,
    could_be_person,
    is_empty_it,
    is_existential,
    is_instead_of,
    is_joining,
    owner_fits,
    people_in,
    speaker_of,
    subject_above,
    suits,
    without_letters,
)
from questions.writing.asides import drop_asides, drop_attribution
from questions.writing.called import things_named
from questions.writing.clauses import SUBJECTS, noun_phrase
from questions.writing.days import resolve_dates
from questions.writing.definites import (
    definite_text,
    has_complement,
    is_anchor,
    is_anchored_after,
    is_of_the_day,
    is_short_for_a_name,
    named_by_definition,
    same_noun_before,
)
from questions.writing.frame import STEM, content_of, is_report, topic_of
from questions.writing.life import life_of
from questions.writing.stand import Stand
from questions.writing.vocabulary import words
from questions.writing.wording import Unwritable

NEVER_GIVEN = frozenset(
    ["Central", "East", "Eastern", "Great", "Greater", "Inner", "Lower", "Mount", "New", "North"]
) | frozenset(["Northern", "Old", "Outer", "South", "Southern", "Upper", "West", "Western"])
PLAIN_TITLES = frozenset(["Miss", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."])
SURNAME_TITLES = PLAIN_TITLES | {"Dr", "Dr.", "Prof", "Prof.", "Professor"}
OBJECTS = frozenset(["iobj", "obj"])
THINGS = frozenset(["it", "they"])
POSSESSIVE = frozenset(["his", "her", "its", "their"])
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "we", "us", "our", "ours"])
LONGEST_DEFINITE = 7
SHORT_NAME = 3
LEAD = 3
OFTEN = 3


class Reader:
    """Reads an article once, in order, and gives each sentence its ``Stand``."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.people: dict[str, str] = {}
        self.full_names: dict[str, set[str]] = defaultdict(set)
        topic, noun = topic_of(parsed)
        self.definite: dict[str, str] = {noun: topic} if noun else {}
        self.event = noun
        self.mentioned: set[str] = set()
        self.previous_people: list[str] = []
        self.certain: set[str] = set()
        self.focus: str | None = None
        self.thing: str | None = None
        self.life = life_of(parsed)
        self.main_person = self.life.name if self.life else None
        self.surnames_only = surnames_only(parsed)
        self.title_stems = content_of(parsed.article.title)
        self.settlement = settlement_of(parsed, self.main_person)
        self.called: dict[str, set[str]] = defaultdict(set)
        self.leading: set[str] = set()
        self.just_called: set[str] = set()
        self.common = frozenset(re.findall(r"(?<![\w’'])[a-z]+", parsed.article.text))
        self.stands: dict[int, Stand] = {}
        self.block: Block | None = None
        for sentence in parsed.sentences:
            if sentence.block != self.block:
                self.thing = None
                self.block, self.previous_people = sentence.block, self.previous_people[-1:]
            self.stands[sentence.start] = self.read(sentence)

    def stand(self, sentence: Sentence) -> Stand:
        return self.stands[sentence.start]

    def read(self, sentence: Sentence) -> Stand:
        stand = Stand()
        drop_asides(sentence, stand.drop)
        drop_attribution(sentence, stand.drop)
        self.name_in_full(sentence, stand)
        people = [self.full_name(text) for text, _ in people_in(sentence)]
        self.certain.update(
            self.full_name(one.text) for one in names.names(sentence) if one.kind is FactKind.PERSON
        )
        for token in sentence.words:
            if token.i in stand.drop:
                continue
            self.resolve_word(sentence, token, stand)
        resolve_dates(sentence, stand, self.parsed.article.published)
        self.remember(sentence, people)
        self.focus = self.person_spoken_of(sentence, stand)
        self.thing = thing_spoken_of(sentence, stand)
        return stand

    def person_spoken_of(self, sentence: Sentence, stand: Stand) -> str | None:
        """The person who is the subject of a sentence: whom the next one's "she" goes on about."""
        subject = next(
            (child for child in sentence.tokens.root.lefts if child.dep_ in SUBJECTS), None
        )
        if subject is None:
            return None
        if subject.lower_ in PERSONAL:
            _, said = stand.replace.get(subject.i, (0, ""))
            named = re.match("\ue000(.*?)\ue001", said)
            return named[1] if named else None
        for one in names.names(sentence):
            if one.kind is FactKind.PERSON and one.first.i <= subject.i <= one.last.i:
                return self.full_name(one.text)
        full = self.full_names.get(subject.text, set())
        return next(iter(full)) if len(full) == 1 else None

    def name_in_full(self, sentence: Sentence, stand: Stand) -> None:
        """Say "Jeff Davis" for "Davis", where only one person of that name was named."""
        for text, end in people_in(sentence):
            *given, last = text.split()
            if not given:
                self.name_by_surname(sentence, last, end, stand)
            elif last.lower() not in self.common and given[0] not in NEVER_GIVEN:
                self.full_names[last].add(text)
        if self.main_person:
            self.name_main_person(sentence, stand)
        else:
            self.name_who_acts(sentence, stand)

    def name_by_surname(self, sentence: Sentence, last: str, end: int, stand: Stand) -> None:
        """Say the full name for the surname that ends before the word at ``end``."""
        known = self.full_names[last]
        self.settle_title(sentence, end - 2, stand)
        if self.main_person and last in {self.main_person.split()[0], self.main_person.split()[-1]}:
            stand.insert(end - 1, self.main_person, last)
        elif len({name.split()[0] for name in known}) == 1:
            stand.insert(end - 1, min(known, key=len), last)
        elif own := [one for one in known if self.is_in_title(one)]:
            stand.insert(end - 1, min(own, key=len), last)
        elif len(known) > 1 or last in self.surnames_only:
            stand.leaning.add(end - 1)  # which of two Hoppers? and who is Maurer?

    def settle_title(self, sentence: Sentence, index: int, stand: Stand) -> None:
        """Leave out the "Mr" before a surname; "Mr Lund" alone, never named in full, leans."""
        if index < sentence.tokens.start:
            return
        doc = sentence.tokens.doc
        if doc[index].text in SURNAME_TITLES and not self.full_names[doc[index + 1].text]:
            stand.leaning.add(index + 1)
        elif doc[index].text in PLAIN_TITLES:
            stand.drop.add(index)

    def name_who_acts(self, sentence: Sentence, stand: Stand) -> None:
        """Say "Ann London" for a "London" that does something, where she was named before."""
        for token in sentence.words:
            known = self.full_names.get(token.text, set())
            sure = token.dep_ in OBJECTS and bool(known & self.certain)
            acts = (sure or token.dep_ in SUBJECTS) and token.tag_ in {"NN", "NNP"}
            acts = acts and token.text[0].isupper() and token.n_lefts == 0
            if (
                len(known) == 1
                and acts
                and token.i not in stand.replace | dict.fromkeys(stand.drop)
            ):
                before = token.nbor(-1) if token.i > sentence.tokens.start else None
                if before is None or not before.text[0].isupper():
                    stand.insert(token.i, next(iter(known)), token.text)

    def name_main_person(self, sentence: Sentence, stand: Stand) -> None:
        """Say "Grace Hopper" for "Hopper" alone, whatever the tagger takes it for."""
        assert self.main_person is not None
        last = self.main_person.split()[-1]
        tokens = list(sentence.words)
        for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
            alone = not any(one is not None and one.text[:1].isupper() for one in (before, after))
            if token.text == last and alone and token.i not in stand.replace:
                stand.insert(token.i, self.main_person, last)

    def is_in_title(self, name: str) -> bool:
        """True for "Grace Brewster Murray Hopper" under the title "Grace Hopper"."""
        first, *_, last = name.split()
        return {first, last} <= set(self.parsed.article.title.split())

    def full_name(self, name: str) -> str:
        """The longest form in which a person was named so far: "Scholz" -> "Olaf Scholz"."""
        name = without_letters(name)
        last = name.rsplit(maxsplit=1)[-1]
        known = self.people.get(last, name)
        if len(name) > len(known) and known.split()[-1] == last:
            known = name
        self.people[last] = known if known.endswith(last) else name
        return self.people[last]

    def in_full(self, source: str) -> str:
        """ "Professor Lund" -> "Professor Ann Lund"; raises Unwritable for one never named so."""
        *titles, last = source.split()
        if any(title not in lists.words("titles") for title in titles):
            return source
        given = {name for name in self.full_names.get(last, ()) if " " in name}
        if len({name.split()[0] for name in given}) == 1:
            return " ".join(
                [*(one for one in titles if one not in PLAIN_TITLES), min(given, key=len)]
            )
        if SURNAME_TITLES & set(titles) or last in self.surnames_only:
            raise Unwritable(source)
        return self.people.get(source, source)

    def resolve_word(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        word = token.lower_
        if word in PERSONAL | {"him"} or (word == "her" and token.tag_ == "PRP"):
            self.resolve_person(sentence, token, stand)
        elif word in THINGS | {"them"}:
            self.resolve_thing(sentence, token, stand)
        elif word in POSSESSIVE:
            self.resolve_possessive(sentence, token, stand)
        elif word in DEMONSTRATIVE and token.tag_ in {"DT", "JJ", "PDT"}:
            self.resolve_demonstrative(sentence, token, stand)
        elif word in FIRST_PERSON:
            speaker = speaker_of(sentence, token)
            if speaker is None:
                stand.leaning.add(token.i)
            else:
                stand.leans_on[token.i] = speaker.i
        elif word in words("leaning") and not (is_existential(token) or is_instead_of(token)):
            stand.leaning.add(token.i)
        elif word == "similar" and "to" not in {one.lower_ for one in token.subtree}:
            stand.look_back(token.i)
        elif word == "the" and token.dep_ == "det":
            self.resolve_definite(sentence, token, stand)

    def resolve_person(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        named = self.person_before(sentence, token)
        if named:
            stand.insert(token.i, named, token.lower_)
        else:
            self.lean_inside(sentence, token, stand)

    def resolve_thing(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        if is_empty_it(token):
            return
        named = subject_above(sentence, token)
        if named:
            stand.insert(token.i, named, token.lower_)
        else:
            self.lean_inside(sentence, token, stand)

    def lean_inside(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        """A pronoun is understood where the sentence itself names what it can stand for."""
        owner = antecedent_inside(sentence, token)
        if owner is None:
            stand.look_back(token.i)
        else:
            stand.leans_on[token.i] = owner.i

    def resolve_demonstrative(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        """ "this program" is understood where the sentence has spoken of a program before."""
        owner = same_noun_before(sentence, token)
        if owner is not None:
            stand.leans_on[token.i] = owner.i
        elif is_joining(token):
            return
        elif token.head.i != token.i + 1 or not self.said_in_full(sentence, token, stand):
            stand.look_back(token.i)

    def person_before(self, sentence: Sentence, token: Token) -> str | None:
        """Whom "he" or "she" means: the only person it can, or else whom the article is about."""
        before = [self.full_name(text) for text, end in people_in(sentence) if end <= token.i]
        if self.life and self.life.is_meant(token, before, self.focus):
            return self.life.name
        if not before and self.focus and token.dep_ in SUBJECTS and suits(self.focus, token):
            return self.focus
        candidates = list(dict.fromkeys(before or self.previous_people))
        if self.life:
            others = [name for name in candidates if not self.life.is_own(name)]
            return None if others or self.life.pronouns else self.life.name
        if len(candidates) == 1 and candidates[0] in self.certain and " " in candidates[0]:
            return candidates[0]
        return None

    def resolve_possessive(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        """A possessive may stay where the subject of its own clause can own it."""
        if token.lower_ in {"his", "her"}:
            named = self.person_before(sentence, token)
            if named:
                stand.insert(token.i, genitive(named), token.lower_)
            else:
                self.lean_inside(sentence, token, stand)
            return
        opens = token.i == sentence.tokens.start
        if opens and token.lower_ == "its" and self.thing:
            stand.insert(token.i, genitive(self.thing), "its")
        elif not owner_fits(token):
            self.lean_inside(sentence, token, stand)

    def resolve_definite(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        """Replace "the region" by "the Kursk region" where an earlier phrase was that full."""
        noun = token.head
        if noun.i == token.i + 1 and is_short_for_a_name(noun):
            if not self.said_in_full(sentence, token, stand):
                stand.look_back(token.i)
            return
        if noun.pos_ not in {"NOUN", "ADJ", "NUM"} or noun.i < token.i:
            return
        doc = sentence.tokens.doc
        inside = [doc[i] for i in range(noun.left_edge.i, min(noun.right_edge.i + 1, len(doc)))]
        if is_of_the_day(inside) and not self.parsed.article.published:
            stand.leaning.add(token.i)
            return
        if noun.i == token.i + 1 and noun.lower_ == self.event and is_placed(noun):
            stand.replace[token.i] = (noun.i + 1, self.definite[self.event])
            return
        if any(is_anchor(part) for part in inside) or is_anchored_after(noun):
            return
        plain = noun.i == token.i + 1
        if plain and noun.lower_ in words("groups"):
            stand.replace[token.i] = (noun.i + 1, noun.lower_)
        elif (plain and self.said_in_full(sentence, token, stand)) or any(
            part.tag_ in {"JJS", "RBS"} for part in inside
        ):
            return
        else:
            self.lean_on_mention(sentence, token, stand)

    def said_in_full(self, sentence: Sentence, token: Token, stand: Stand) -> bool:
        """True where an earlier, fuller phrase says what "the region" is, and stands in for it."""
        noun = token.head
        known = self.definite.get(noun.lower_) or self.settlement.get(noun.lower_)
        known = known or self.thing_called(sentence, noun)
        if not known or has_complement(noun):
            return False
        names = {word for word in known.split() if word[0].isupper() and word != noun.text}
        named = names & {one.text for one in sentence.tokens}
        if not named and known not in {text for _, text in stand.replace.values()}:
            stand.replace[token.i] = (noun.i + 1, known)
        return True  # and "Ukraine has had losses in the war" needs no more

    def thing_called(self, sentence: Sentence, noun: Token) -> str | None:
        """What "the project" is called: the only Project of the lead or the sentence before.

        "The country" is the only one that the title or the lead names, where no other is near.
        """
        called = self.called.get(noun.lower_, set())
        if len(called) == 1 and called & (self.leading | self.just_called):
            return next(iter(called))
        return None

    def lean_on_mention(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        """A definite that nothing says in full: is it clear, vague, or does it point back?"""
        noun = token.head
        key, plain = noun.lower_, noun.i == token.i + 1
        before = same_noun_before(sentence, token)
        if key in words("always_known"):
            return
        if key[:STEM] in self.title_stems and before is None:
            stand.topical.add(token.i)
            return
        if before is not None:
            stand.leans_on[token.i] = before.i
        elif has_complement(noun):
            stand.vague.update({token.i} if key in words("anaphoric") else ())
        elif key in words("anaphoric") or (plain and key in self.mentioned):
            stand.look_back(token.i)
        else:
            stand.vague.add(token.i)

    def remember(self, sentence: Sentence, people: list[str]) -> None:
        called = list(things_named(sentence))
        self.just_called = {name for _, name in called}
        if len(self.stands) < LEAD:
            self.leading |= self.just_called
        for noun, name in called:
            self.called[noun].add(name)
        if people:
            self.previous_people = list(dict.fromkeys(people))
        for token in sentence.words:
            if token.pos_ != "NOUN":
                continue
            self.mentioned.add(token.lower_)
            named = named_by_definition(token)
            if named:
                self.definite[token.lower_] = named
            if token.text[0].isupper() or not any(is_anchor(child) for child in token.children):
                continue
            phrase = noun_phrase(sentence, token, before=sentence.tokens.end)
            said = definite_text(sentence.tokens.doc, phrase, token)
            if said and re.search(r"\s[A-Z]|’s", said) and len(said.split()) <= LONGEST_DEFINITE:
                known = self.definite.setdefault(token.lower_, said)
                if known.lower() != said.lower():
                    self.definite[token.lower_] = ""  # two of them: "the match" may be either


def surnames_only(parsed: Parsed) -> frozenset[str]:
    """What a report calls people by alone, who are never named in full: "Maurer said"."""
    if not is_report(parsed):
        return frozenset()
    longer: set[str] = set()
    alone: set[str] = set()
    for sentence in parsed.sentences:
        for first, last in names.runs(sentence):
            if names.after_titles(first, last) != last:
                longer.add(last.text)
            elif last.dep_ in SUBJECTS and is_personal(last) and is_saying(last.head):
                alone.add(last.text)
    return frozenset(alone - longer)


def is_placed(event: Token) -> bool:
    """True for "the storm off Oslo": where it was, which does not make it another one."""
    after = event.nbor(1) if event.i + 1 < len(event.doc) else None
    return after is not None and after.lower_ in {"at", "in", "near", "off", "on"}


def is_saying(verb: Token) -> bool:
    return verb.lower_ in lists.marked("reporting_verbs")


def is_personal(name: Token) -> bool:
    """True for what the model takes for a person's name, and no list for anything else."""
    known = name.text in names.parts_of_the_world("countries") or name.text.isupper()
    return name.ent_type_ in {"PER", "PERSON"} and not known


def settlement_of(parsed: Parsed, person: str | None) -> dict[str, str]:
    """What "the city" is in an article that is called "York"."""
    title = parsed.article.title
    known = title in names.parts_of_the_world("cities")
    spoken = len(re.findall(rf"\b(?:in|to|of|from) {re.escape(title)}\b", parsed.article.text))
    is_place = title.istitle() and len(title.split()) <= SHORT_NAME and not person
    if not is_place or not (known or spoken >= OFTEN):
        return {}
    return dict.fromkeys(("city", "town", "village", "municipality"), title)


def thing_spoken_of(sentence: Sentence, stand: Stand) -> str | None:
    """The one named thing that is the subject of a sentence, which the next may call "its"."""
    root = sentence.tokens.root
    subject = next((child for child in root.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or subject.tag_ not in {"NN", "NNP"} or could_be_person(subject):
        return None
    if any(child.dep_ == "conj" for child in subject.children):
        return None
    end, said = stand.replace.get(subject.left_edge.i, (0, ""))
    if end > subject.i and not said.startswith("\ue000"):
        return said
    phrase = noun_phrase(sentence, subject, before=root.i)
    parts = [sentence.tokens.doc[i] for i in range(phrase.start, phrase.end)]
    leans = stand.leaning | stand.vague | stand.topical | set(stand.replace)
    if not 0 < len(parts) <= LONGEST_DEFINITE or any(one.i in leans for one in parts):
        return None
    is_named = parts[0].tag_ in {"DT", "NNP"} and any(is_anchor(one) for one in parts)
    if not is_named or parts[0].lower_ in {"a", "an", "this", "that"}:
        return None
    text = "".join(one.text_with_ws for one in parts).strip()
    return text[0].lower() + text[1:] if parts[0].tag_ == "DT" else text


def genitive(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")
