"""What a sentence leans on, and how it stands alone: names for pronouns, dates for "last month".

A ``Stand`` says of one sentence which words to leave out, which to replace and which can't be
understood without the text around them. Nothing here changes the article: wording is rendered
through a Stand, and wording that would show an unresolved word is not written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from questions.facts import dates, lists, names
from questions.language import Parsed, Sentence
from questions.types import FactKind
from questions.writing.clauses import NOMINALS, SUBJECTS, Phrase, is_finite, noun_phrase
from questions.writing.frame import STEM, content_of, topic_of

PERSONAL = frozenset(["he", "she"])
THINGS = frozenset(["it", "they"])
POSSESSIVE = frozenset(["his", "her", "its", "their"])
DEMONSTRATIVE = frozenset(["this", "these", "that", "those", "such"])
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "we", "us", "our", "ours"])
COMPLEMENTS = frozenset(["of", "between", "that", "which", "who", "where", "when", "to"])
LONGEST_DEFINITE = 7
SHORT_NAME = 3
OFTEN = 3
SUBJECT_TAGS = {True: frozenset(["NNS", "NNPS"]), False: frozenset(["NN", "NNP"])}

BEFORE_THE_ARTICLE = {
    f"last {period}": f"in the {period} before the article appeared"
    for period in ("week", "month", "year")
}


def words(name: str) -> frozenset[str]:
    """A word list of this package's ``data`` folder."""
    return lists.words(name, "questions.writing")


@dataclass(slots=True)
class Stand:
    """One sentence's repairs, by the index of the word in its block's Doc.

    ``leans_on`` gives words that are understood where another word of the sentence is shown too,
    ``looks_back`` those of ``leaning`` that the sentence before may explain; ``topical`` are
    understood beside the article's title.
    """

    drop: set[int] = field(default_factory=set)
    replace: dict[int, tuple[int, str]] = field(default_factory=dict)
    leaning: set[int] = field(default_factory=set)
    leans_on: dict[int, int] = field(default_factory=dict)
    looks_back: set[int] = field(default_factory=set)
    topical: set[int] = field(default_factory=set)
    vague: set[int] = field(default_factory=set)

    def insert(self, index: int, name: str, short: str) -> None:
        """Say ``name`` for the word at ``index``, or ``short`` where the name came before it."""
        self.replace[index] = (index + 1, f"\ue000{name}\ue001{short}\ue002")

    @property
    def inserts_names(self) -> bool:
        return any(text.startswith("\ue000") for _, text in self.replace.values())

    def look_back(self, index: int) -> None:
        self.leaning.add(index)
        self.looks_back.add(index)


class Reader:
    """Reads an article once, in order, and gives each sentence its ``Stand``."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.people: dict[str, str] = {}
        self.full_names: dict[str, set[str]] = defaultdict(set)
        topic, noun = topic_of(parsed)
        self.definite: dict[str, str] = {noun: topic} if noun else {}
        self.mentioned: set[str] = set()
        self.previous_people: list[str] = []
        self.focus: str | None = None
        self.main_person = main_person(parsed)
        self.title_stems = content_of(parsed.article.title)
        self.settlement = settlement_of(parsed, self.main_person)
        self.common = frozenset(re.findall(r"(?<![\w’'])[a-z]+", parsed.article.text))
        self.stands: dict[int, Stand] = {}
        block = None
        for sentence in parsed.sentences:
            if sentence.block != block:
                block, self.previous_people = sentence.block, self.previous_people[-1:]
            self.stands[sentence.start] = self.read(sentence)

    def stand(self, sentence: Sentence) -> Stand:
        return self.stands[sentence.start]

    def read(self, sentence: Sentence) -> Stand:
        stand = Stand()
        drop_asides(sentence, stand)
        drop_attribution(sentence, stand)
        self.name_in_full(sentence, stand)
        people = [self.full_name(text) for text, _ in people_in(sentence)]
        for token in sentence.words:
            if token.i in stand.drop:
                continue
            self.resolve_word(sentence, token, stand)
        self.resolve_dates(sentence, stand)
        self.remember(sentence, people)
        self.focus = self.person_spoken_of(sentence, stand)
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
        main = self.main_person.split() if self.main_person else []
        for text, end in people_in(sentence):
            *given, last = text.split()
            if given:
                if last.lower() not in self.common:
                    self.full_names[last].add(text)
            elif self.main_person and last in {main[0], main[-1]}:
                stand.insert(end - 1, self.main_person, last)
            elif len({name.split()[0] for name in self.full_names[last]}) == 1:
                stand.insert(end - 1, min(self.full_names[last], key=len), last)

    def full_name(self, name: str) -> str:
        """The longest form in which a person was named so far: "Scholz" -> "Olaf Scholz"."""
        last = name.rsplit(maxsplit=1)[-1]
        known = self.people.get(last, name)
        if len(name) > len(known) and known.split()[-1] == last:
            known = name
        self.people[last] = known if known.endswith(last) else name
        return self.people[last]

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
        elif word in words("leaning") and not is_existential(token):
            stand.leaning.add(token.i)
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
        if not before and self.focus and token.dep_ in SUBJECTS and suits(self.focus, token):
            return self.focus
        candidates = list(dict.fromkeys(before or self.previous_people))
        if self.main_person:
            own = self.main_person.split()[-1]
            others = [name for name in candidates if name.split()[-1] != own]
            return None if others else self.main_person
        if len(candidates) == 1 and " " in candidates[0]:
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
        if not owner_fits(token):
            self.lean_inside(sentence, token, stand)

    def resolve_definite(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        """Replace "the region" by "the Kursk region" where an earlier phrase was that full."""
        noun = token.head
        if noun.i == token.i + 1 and is_short_for_a_name(noun):
            stand.look_back(token.i)
            return
        if noun.pos_ not in {"NOUN", "ADJ", "NUM"} or noun.i < token.i:
            return
        doc = sentence.tokens.doc
        inside = [doc[i] for i in range(noun.left_edge.i, min(noun.right_edge.i + 1, len(doc)))]
        if is_of_the_day(inside) and not self.parsed.article.published:
            stand.leaning.add(token.i)
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
        if not known or has_complement(noun):
            return False
        names = {word for word in known.split() if word[0].isupper()}
        named = names & {one.text for one in sentence.tokens}
        if not named and known not in {text for _, text in stand.replace.values()}:
            stand.replace[token.i] = (noun.i + 1, known)
        return True  # and "Ukraine has had losses in the war" needs no more

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

    def resolve_dates(self, sentence: Sentence, stand: Stand) -> None:
        """Give each relative date its year from the article's own date, where it has one."""
        text = sentence.tokens.text
        first = sentence.tokens[0].idx
        for date in dates.spans(text):
            moment = dates.read_date(date.text)
            if moment is None or not moment.relative:
                continue
            inside = [one for one in sentence.words if date.start <= one.idx - first < date.end]
            if inside:
                self.place_date(sentence, stand, inside, date.text, moment)

    def place_date(
        self,
        sentence: Sentence,
        stand: Stand,
        inside: list[Token],
        text: str,
        moment: dates.Moment,
    ) -> None:
        doc = sentence.tokens.doc
        start, end = inside[0].i, inside[-1].i + 1
        if text.split(maxsplit=1)[0] in dates.WEEKDAYS and is_timetable(sentence):
            return
        if names_day_twice(doc, end) and text in dates.WEEKDAYS:
            stand.drop.update((start, end))  # "Thursday, 15 December"
            return
        if text.lower() == "today" and is_nowadays(inside[0]):
            stand.drop.update(range(start, end))
            stand.vague.add(start)
            return
        if moment.month and is_dated_later(sentence, doc[end - 1]):
            return  # "on 4 April and again on 5 April 2016"
        said = dates.resolve(text, self.parsed.article.published)
        before = doc[start - 1] if start > sentence.tokens.start else None
        bound = before is not None and before.tag_ in {"IN", "TO"}
        if end < len(doc) and doc[end].pos_ == "NOUN" and not bound:
            stand.drop.update(range(start, end))  # "the Friday phone call"
        elif said:
            stand.replace[start] = (end, said if bound else dates.with_preposition(said))
        elif moment.month and not self.parsed.article.published:
            stand.vague.add(start)
        elif is_loose(doc, start, moment) and not self.parsed.article.published:
            stand.drop.update(range(start - (bound and doc[start - 1].lower_ == "on"), end))
            stand.vague.add(start)
        elif text.lower() in BEFORE_THE_ARTICLE and not bound:
            stand.replace[start] = (end, BEFORE_THE_ARTICLE[text.lower()])
        else:
            stand.leaning.add(start)

    def remember(self, sentence: Sentence, people: list[str]) -> None:
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


def is_nowadays(today: Token) -> bool:
    """True for "the mill stands today", which is true of more than one day."""
    verb = next(
        (one for one in today.ancestors if one.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}), None
    )
    if verb is None:
        return False
    group = [verb, *verb.lefts]
    return any(one.tag_ in {"VBZ", "VBP"} for one in group) and verb.tag_ != "VBG"


def is_loose(doc: Doc, start: int, moment: dates.Moment) -> bool:
    """True for a day or week that only says when: "today", "on Thursday", "last week"."""
    short = moment.granularity in {dates.Granularity.DAY, dates.Granularity.WEEK}
    before = doc[start - 1] if start else None
    return short and (before is None or before.tag_ not in {"IN", "TO"} or before.lower_ == "on")


def settlement_of(parsed: Parsed, person: str | None) -> dict[str, str]:
    """What "the city" is in an article that is called "York"."""
    title = parsed.article.title
    known = title in names.parts_of_the_world("cities")
    spoken = len(re.findall(rf"\b(?:in|to|of|from) {re.escape(title)}\b", parsed.article.text))
    is_place = title.istitle() and len(title.split()) <= SHORT_NAME and not person
    if not is_place or not (known or spoken >= OFTEN):
        return {}
    return dict.fromkeys(("city", "town", "village", "municipality"), title)


def suits(name: str, pronoun: Token) -> bool:
    """False for "he" of a woman's name, and for "she" of any but a woman's or an unknown one."""
    given = name.split(maxsplit=1)[0]
    woman = given in words("feminine_names")
    known = given in lists.words("given_names")
    return woman == (pronoun.lower_ == "she") if known else True


def is_dated_later(sentence: Sentence, day: Token) -> bool:
    """True where a day with its year follows in the sentence, which tells this day's year too."""
    start = day.idx - sentence.tokens[0].idx
    later = (dates.read_date(one.text) for one in dates.spans(sentence.tokens.text[start:]))
    return any(moment and moment.year and moment.month for moment in later)


def is_timetable(sentence: Sentence) -> bool:
    """True for "two flights per week on Monday", which is no day of the article's own week."""
    text = sentence.text.lower()
    return bool(re.search(r"\b(?:per|a|each|every) (?:day|week)\b|\b(?:week|dai)ly\b", text))


def names_day_twice(doc: Doc, end: int) -> bool:
    """True where ", Dec. 15" or ", 15 December" follows a weekday."""
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    return bool(dates.spans(doc[end + 1 : end + 4].text)) and doc[end + 1].text[0].isalnum()


def main_person(parsed: Parsed) -> str | None:
    """The person whom the title names, where the text goes on naming them."""
    title = parsed.article.title
    parts = title.split()
    if not 2 <= len(parts) <= 4 or not all(part[0].isupper() for part in parts):
        return None
    pronouns = sum(parsed.article.text.count(f" {word} ") for word in ("he", "she", "his", "her"))
    return title if parsed.article.text.count(parts[-1]) > 2 and pronouns > 5 else None


def has_complement(noun: Token) -> bool:
    """True for "the war of 1870" and "the men who came", which say themselves what they are."""
    after = noun.i + 1
    return after < len(noun.doc) and noun.doc[after].lower_ in COMPLEMENTS


def is_anchor(token: Token) -> bool:
    """A name or a number: what makes a phrase mean one thing only."""
    return (
        token.pos_ in {"PROPN", "NUM"}
        or token.tag_ in {"NNP", "NNPS", "CD"}
        or (token.pos_ == "ADJ" and token.text[0].isupper() and token.i > token.sent.start)
    )


def is_anchored_after(noun: Token) -> bool:
    """True for "the war in Ukraine" by word order, wherever the parse hangs the name."""
    doc = noun.doc
    following = doc[noun.i + 1 : noun.i + 3]
    if len(following) < 2 or following[0].tag_ != "IN":
        return False
    return is_anchor(following[1]) and following[1].tag_ != "CD"


def named_by_definition(noun: Token) -> str | None:
    """What "the city" is after "Athens is the capital city of Greece": "Athens"."""
    if not any(child.dep_ == "cop" for child in noun.lefts):
        return None
    subject = next((child for child in noun.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or subject.tag_ != "NNP":
        return None
    phrase = subject.doc[subject.left_edge.i : subject.right_edge.i + 1]
    plain = all(token.tag_ == "NNP" for token in phrase)
    return phrase.text if plain and noun.lower_ in words("places_and_bodies") else None


def definite_text(doc: Doc, phrase: Phrase, noun: Token) -> str | None:
    """ "its war in Ukraine" -> "the war in Ukraine"; None where the phrase itself leans."""
    parts = [doc[i] for i in range(phrase.start, phrase.end)]
    if parts and parts[0].tag_ in {"PRP$", "DT", "CD"}:
        parts = parts[1:]
    if not parts or any(
        part.tag_ in {"PRP", "PRP$", "WDT", "WP", "CD"} or part.pos_ in {"VERB", "AUX"}
        for part in parts
    ):
        return None
    if any(part.tag_ in {"DT", "CC"} or part.lower_ == "either" for part in parts):
        return None
    after = [part for part in parts if part.i > noun.i]
    if after and after[0].tag_ != "IN":
        return None  # "the report Gareth Bayley"
    text = "".join(part.text_with_ws for part in parts).strip()
    if noun.tag_ == "NNS" or any(part.tag_ == "POS" for part in parts):
        return text if any(part.tag_ == "POS" for part in parts) else "the " + text
    return "the " + text


def people_in(sentence: Sentence) -> list[tuple[str, int]]:
    """Every name that could be a person's, with the index after it: doubt makes two candidates."""
    found = []
    for first, last in names.runs(sentence):
        start = names.after_titles(first, last)
        kind = names.kind_of(first, start, last)
        plain = not names.is_known_thing(start, last)
        if kind is FactKind.PERSON or (kind is None and plain):
            text = start.doc[start.i : last.i + 1].text
            found.append((text, last.i + 1))
    return found


def genitive(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def subject_above(sentence: Sentence, token: Token) -> str | None:
    """The subject that "it" or "they" repeats: "Ukraine boasted that it ..." -> "Ukraine"."""
    if token.dep_ not in SUBJECTS:
        return None
    clause = token.head
    while clause.dep_ in {"ccomp", "advcl", "conj"} and clause.head != clause:
        clause = clause.head
        subject = own_subject(clause, token)
        if subject is not None:
            return name_of(sentence, subject, plural=token.lower_ == "they")
    return None


def name_of(sentence: Sentence, noun: Token, plural: bool) -> str | None:
    """A short phrase with a name in it, in the number that a pronoun asks for."""
    if (noun.tag_ in {"NNS", "NNPS"}) != plural or noun.pos_ not in NOMINALS:
        return None
    phrase = noun_phrase(sentence, noun, before=sentence.tokens.end)
    doc = sentence.tokens.doc
    parts = [doc[i] for i in range(phrase.start, phrase.end)]
    if len(parts) > 6 or not any(is_anchor(part) for part in parts):
        return None
    return "".join(part.text_with_ws for part in parts).strip()


def drop_asides(sentence: Sentence, stand: Stand) -> None:
    """Leave out brackets, and adverbs that only tie the sentence to the one before."""
    doc = sentence.tokens.doc
    depth = 0
    for token in sentence.words:
        if token.text in {"(", "["}:
            depth += 1
        if depth:
            stand.drop.add(token.i)
        if token.text in {")", "]"} and depth:
            depth -= 1
        if is_linking(token):
            stand.drop.add(token.i)
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if token.i == sentence.tokens.start and after is not None and after.text == ",":
                stand.drop.add(after.i)
    drop_linking_phrases(sentence, stand)


def drop_linking_phrases(sentence: Sentence, stand: Stand) -> None:
    """Leave out "for example," and its like, with the comma that follows."""
    tokens = list(sentence.words)
    for place, token in enumerate(tokens[:-3]):
        pair = f"{token.lower_} {tokens[place + 1].lower_}"
        triple = f"{pair} {tokens[place + 2].lower_}"
        for phrase, length in ((pair, 2), (triple, 3)):
            closed = tokens[place + length].text == ","
            opened = place == 0 or tokens[place - 1].text in {",", ";"}
            if phrase in words("linking_phrases") and closed and opened:
                stand.drop.update(one.i for one in tokens[place : place + length + 1])
    if tokens[0].lower_ in words("linking_adverbs") and len(tokens) > 1 and tokens[1].text == ",":
        stand.drop.update((tokens[0].i, tokens[1].i))


def drop_attribution(sentence: Sentence, stand: Stand) -> None:
    """Leave out who says so; a question names its source once, at its head."""
    tokens = list(sentence.words)
    for place, token in enumerate(tokens):
        if (
            token.lower_ != "according"
            or place + 1 >= len(tokens)
            or tokens[place + 1].lower_ != "to"
        ):
            continue
        start = place - 1 if place and tokens[place - 1].text == "," else place
        stop = next(
            (i for i in range(place, len(tokens)) if tokens[i].text in {",", ".", ";"}), len(tokens)
        )
        if place == 0 and stop < len(tokens):
            stop += 1
        stand.drop.update(one.i for one in tokens[start:stop])
    said = trailing_source(tokens)
    if said is not None:
        stand.drop.update(one.i for one in tokens[said:] if one.i != tokens[-1].i)


def trailing_source(tokens: list[Token]) -> int | None:
    """Where ", the Financial Times reported." begins at a sentence's end."""
    comma = next(
        (i for i in range(len(tokens) - 1, 0, -1) if tokens[i].text in {",", "”", '"', "''"}), None
    )
    if comma is None or not 2 <= len(tokens) - comma <= 16:
        return None
    tail = tokens[comma + 1 :]
    verbs = [token for token in tail if token.lower_ in lists.marked("reporting_verbs")]
    if not verbs or not tail or tail[0].tag_ in {"VBG", "IN", "TO", "WDT", "WP", "CC"}:
        return None
    if not any(is_finite(token) for token in tokens[:comma]):
        return None
    if not any(one.dep_ in SUBJECTS or one.pos_ == "PROPN" for one in tail):
        return None  # "and, after a play, found her calling"
    plain = sum(token.pos_ in {"VERB", "AUX"} for token in tail)
    return comma if plain <= 2 else None


def owner_fits(possessive: Token) -> bool:
    """True where "its" or "their" agrees with the subject of the clause that it stands in."""
    for verb in possessive.ancestors:
        subject = own_subject(verb, possessive)
        if subject is not None:
            joined = any(part.dep_ == "conj" for part in subject.children)
            plural = joined or subject.tag_ in {"NNS", "NNPS"}
            person = possessive.lower_ == "its" and subject.ent_type_ in {"PER", "PERSON"}
            fits = subject.pos_ in NOMINALS and plural == (possessive.lower_ == "their")
            return fits and not person
    return False


def antecedent_inside(sentence: Sentence, token: Token) -> Token | None:
    """The nearest noun before a pronoun, in its number, that the pronoun can stand for."""
    plural = token.lower_ in {"they", "them", "their"}
    personal = token.lower_ in {"he", "she", "him", "his", "her"}
    for before in reversed(list(sentence.tokens.doc[sentence.tokens.start : token.i])):
        if before.pos_ not in {"NOUN", "PROPN"} or before.dep_ in {"compound", "flat", "obl:tmod"}:
            continue
        joined = any(child.dep_ == "conj" and child.i < token.i for child in before.children)
        many = joined or before.tag_ in SUBJECT_TAGS[True]
        if many != plural or (personal and not could_be_person(before)):
            continue
        if before.dep_ in SUBJECTS and token.dep_ in {"obj", "iobj"} and before.head == token.head:
            continue  # "Microsoft has replaced it" says nothing of itself
        if before.dep_ in {"nsubj", "nsubj:pass", "obj", "conj", "obl:agent", "flat"}:
            return before
    return None


def is_named(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or any(one.pos_ == "PROPN" for one in noun.lefts)


def could_be_person(noun: Token) -> bool:
    """True for a name that the model or the lists take for a person's, and "the minister"."""
    if noun.ent_type_ in {"PER", "PERSON"} or noun.text in lists.words("given_names"):
        return True
    roles = lists.names("person_roles", "questions.writing")
    is_role = noun.lower_ in roles or noun.lower_ in lists.words("posts")
    return noun.pos_ == "NOUN" and noun.dep_ in SUBJECTS and is_role


def explains(before: Sentence, token: Token) -> bool:
    """True where the sentence before names what a leaning word can stand for."""
    if token.dep_ in SUBJECTS and token.lower_ in DEMONSTRATIVE:
        return False  # "This was": all that the sentence before says
    if token.tag_ in {"DT", "PDT", "JJ"} or token.dep_ == "det":
        noun = token.head
        if noun.i <= token.i:
            return False
        back = any(one.lower_ == noun.lower_ for one in before.tokens)
        return back or (token.lower_ in {"this", "these"} and noun.lower_ in words("anaphoric"))
    if token.head.lower_ in lists.marked("reporting_verbs"):
        return False  # "they estimated": who, stands still further back
    plural = token.lower_ in {"they", "them", "their"}
    wanted = SUBJECT_TAGS[plural]
    if token.lower_ in PERSONAL | {"him", "his", "her"}:
        return any(could_be_person(one) and one.dep_ in SUBJECTS for one in before.tokens)
    return any(one.tag_ in wanted and one.dep_ in SUBJECTS | {"obj"} for one in before.tokens)


def is_short_for_a_name(noun: Token) -> bool:
    """True for "the Lodge" and "the Department", which are one of many."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if not noun.text.istitle() or (after is not None and after.text[:1].isupper()):
        return False
    short = noun.text in names.organisation_kinds() or noun.lower_ in words("anaphoric")
    return short and (after is None or after.lower_ not in {"of", "for", "on"})


def is_of_the_day(phrase: list[Token]) -> bool:
    """True for "the last meeting" and "the current flag", which are others by now."""
    return any(token.lower_ in words("of_the_day") for token in phrase[1:3])


def same_noun_before(sentence: Sentence, determiner: Token) -> Token | None:
    noun = determiner.head
    if noun.i <= determiner.i or noun.pos_ != "NOUN":
        return None
    before = sentence.tokens.doc[sentence.tokens.start : determiner.i]
    return next((token for token in before if token.lower_ == noun.lower_), None)


def speaker_of(sentence: Sentence, pronoun: Token) -> Token | None:
    """Who says "we" in the sentence's own quotation: the name beside its reporting verb."""
    quoted = [token.i for token in sentence.words if token.text in {"“", "”", '"', "``", "''"}]
    if len(quoted) < 2 or not quoted[0] < pronoun.i < quoted[-1]:
        return None
    for token in sentence.words:
        if quoted[0] < token.i < quoted[-1] or token.lower_ not in lists.marked("reporting_verbs"):
            continue
        for child in token.children:
            if child.dep_ in SUBJECTS and child.pos_ == "PROPN":
                return child
    return None


def is_joining(token: Token) -> bool:
    """ "found that", "such as": no word that points, whatever its tag."""
    before, after = token.nbor(-1) if token.i else None, token.nbor(1)
    if token.lower_ == "such":
        return after.lower_ == "as"
    reports = before is not None and before.lower_ in lists.marked("reporting_verbs")
    return token.lower_ == "that" and reports


def is_existential(token: Token) -> bool:
    """ "there are 300 islands" leans on nothing."""
    return token.lower_ == "there" and (token.tag_ == "EX" or token.dep_ == "expl")


def is_empty_it(token: Token) -> bool:
    """ "it is estimated that", "it took 300 years to build": a subject that stands for nothing."""
    verb = token.head
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl" or any(
        child.dep_ in {"csubj", "csubj:pass"} for child in verb.children
    ):
        return True
    if verb.lower_ == "time":
        return True
    completed = any(child.dep_ in {"ccomp", "xcomp"} for child in verb.rights)
    return completed and (verb.tag_ == "VBN" or verb.pos_ == "ADJ")


def own_subject(verb: Token, before: Token) -> Token | None:
    """A verb's subject ahead of a word; for "which", the noun that it stands for."""
    for child in verb.lefts:
        if child.dep_ in SUBJECTS and child.i < before.i:
            return verb.head if child.tag_ in {"WDT", "WP"} else child
    return None


def is_linking(token: Token) -> bool:
    alone = token.n_lefts == 0 and token.n_rights == 0
    return alone and token.dep_ in {"advmod", "cc"} and token.lower_ in words("linking_adverbs")
