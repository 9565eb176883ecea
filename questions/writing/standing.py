"""What a sentence leans on, and how it stands alone: names for pronouns, dates for "last month".

A ``Stand`` says of one sentence which words to leave out, which to replace and which can't be
understood without the text around them. Nothing here changes the article: wording is rendered
through a Stand, and wording that would show an unresolved word is not written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from questions.facts import dates, lists, names
from questions.language import Parsed, Sentence
from questions.types import FactKind
from questions.writing.clauses import FINITE_TAGS, NOMINALS, SUBJECTS, Phrase, noun_phrase

PERSONAL = frozenset(["he", "she"])
THINGS = frozenset(["it", "they"])
POSSESSIVE = frozenset(["his", "her", "its", "their"])

BEFORE_THE_ARTICLE = {
    f"last {period}": f"in the {period} before the article appeared"
    for period in ("week", "month", "year")
}


def words(name: str) -> frozenset[str]:
    """A word list of this package's ``data`` folder."""
    return lists.words(name, "questions.writing")


@dataclass(slots=True)
class Stand:
    """One sentence's repairs, by the index of the word in its block's Doc."""

    drop: set[int] = field(default_factory=set)
    replace: dict[int, tuple[int, str]] = field(default_factory=dict)
    leaning: set[int] = field(default_factory=set)
    vague: set[int] = field(default_factory=set)
    pronouns: list[tuple[str, str]] = field(default_factory=list)


class Reader:
    """Reads an article once, in order, and gives each sentence its ``Stand``."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.people: dict[str, str] = {}
        self.definite: dict[str, str] = {}
        self.previous_people: list[str] = []
        self.main_person = main_person(parsed)
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
        people = [self.full_name(text) for text, _ in people_in(sentence)]
        for token in sentence.tokens:
            if token.i in stand.drop:
                continue
            self.resolve_word(sentence, token, stand)
        self.resolve_dates(sentence, stand)
        self.remember(sentence, people)
        return stand

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
        if word in PERSONAL:
            named = self.person_before(sentence, token)
            if named:
                stand.replace[token.i] = (token.i + 1, named)
                stand.pronouns.append((named, word))
            else:
                stand.leaning.add(token.i)
        elif word in THINGS:
            named = subject_above(sentence, token)
            if named:
                stand.replace[token.i] = (token.i + 1, named)
                stand.pronouns.append((named, word))
            else:
                stand.leaning.add(token.i)
        elif word in POSSESSIVE:
            self.resolve_possessive(sentence, token, stand)
        elif word in words("leaning") or (word == "that" and token.tag_ == "DT"):
            stand.leaning.add(token.i)
        elif word == "the" and token.dep_ == "det":
            self.resolve_definite(sentence, token, stand)

    def person_before(self, sentence: Sentence, token: Token) -> str | None:
        """Whom "he" or "she" means: the only person it can, or else whom the article is about."""
        before = [self.full_name(text) for text, end in people_in(sentence) if end <= token.i]
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
                stand.replace[token.i] = (token.i + 1, genitive(named))
                stand.pronouns.append((genitive(named), token.lower_))
            else:
                stand.leaning.add(token.i)
            return
        if not owner_fits(token):
            stand.leaning.add(token.i)

    def resolve_definite(self, sentence: Sentence, token: Token, stand: Stand) -> None:
        """Replace "the region" by "the Kursk region" where an earlier phrase was that full."""
        noun = token.head
        if noun.pos_ not in {"NOUN", "ADJ", "NUM"} or noun.i < token.i:
            return
        doc = sentence.tokens.doc
        inside = [doc[i] for i in range(noun.left_edge.i, min(noun.right_edge.i + 1, len(doc)))]
        if any(is_anchor(part) for part in inside) or is_anchored_after(noun):
            return
        key = noun.lower_
        known = self.definite.get(key)
        plain = noun.i == token.i + 1
        complement = noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in {
            "of",
            "between",
            "that",
            "which",
            "who",
            "where",
            "when",
        }
        if known and plain and not complement:
            if known not in {text for _, text in stand.replace.values()}:
                stand.replace[token.i] = (noun.i + 1, known)
        elif key in words("always_known") or any(part.tag_ in {"JJS", "RBS"} for part in inside):
            return
        elif complement:
            stand.vague.update({token.i} if key in words("anaphoric") else ())
        elif key in words("anaphoric") or plain:
            stand.leaning.add(token.i)
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
            inside = [one for one in sentence.tokens if date.start <= one.idx - first < date.end]
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
        said = dates.resolve(text, self.parsed.article.published)
        before = doc[start - 1] if start > sentence.tokens.start else None
        bound = before is not None and before.tag_ in {"IN", "TO"}
        if end < len(doc) and doc[end].pos_ == "NOUN" and not bound:
            stand.drop.update(range(start, end))  # "the Friday phone call"
        elif said:
            stand.replace[start] = (end, said if bound else dates.with_preposition(said))
        elif moment.month and moment.granularity is dates.Granularity.MONTH and bound:
            stand.vague.add(start)
        elif text.lower() in BEFORE_THE_ARTICLE and not bound:
            stand.replace[start] = (end, BEFORE_THE_ARTICLE[text.lower()])
        else:
            stand.leaning.add(start)

    def remember(self, sentence: Sentence, people: list[str]) -> None:
        if people:
            self.previous_people = list(dict.fromkeys(people))
        for token in sentence.tokens:
            if token.pos_ != "NOUN" or not any(is_anchor(child) for child in token.children):
                continue
            phrase = noun_phrase(sentence, token, before=sentence.tokens.end)
            said = definite_text(sentence.tokens.doc, phrase, token)
            if said and len(said.split()) <= 7:
                self.definite.setdefault(token.lower_, said)


def main_person(parsed: Parsed) -> str | None:
    """The person whom the title names, where the text goes on naming them."""
    title = parsed.article.title
    parts = title.split()
    if not 2 <= len(parts) <= 4 or not all(part[0].isupper() for part in parts):
        return None
    pronouns = sum(parsed.article.text.count(f" {word} ") for word in ("he", "she", "his", "her"))
    return title if parsed.article.text.count(parts[-1]) > 2 and pronouns > 5 else None


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
    text = "".join(part.text_with_ws for part in parts).strip()
    if noun.tag_ == "NNS" or any(part.tag_ == "POS" for part in parts):
        return text if any(part.tag_ == "POS" for part in parts) else "the " + text
    return "the " + text


def people_in(sentence: Sentence) -> list[tuple[str, int]]:
    """Every name that could be a person's, with the index after it: doubt makes two candidates."""
    found = []
    for first, last in names.runs(sentence):
        start = first
        while start.i < last.i and start.text in lists.words("titles"):
            start = start.nbor(1)
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
    for token in sentence.tokens:
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


def drop_attribution(sentence: Sentence, stand: Stand) -> None:
    """Leave out who says so; a question names its source once, at its head."""
    tokens = list(sentence.tokens)
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
    if not any(token.tag_ in FINITE_TAGS for token in tokens[:comma]):
        return None
    plain = sum(token.pos_ in {"VERB", "AUX"} for token in tail)
    return comma if plain <= 2 else None


def owner_fits(possessive: Token) -> bool:
    """True where "its" or "their" agrees with the subject of the clause that it stands in."""
    for verb in possessive.ancestors:
        subject = own_subject(verb, possessive)
        if subject is not None:
            joined = any(part.dep_ == "conj" for part in subject.children)
            plural = joined or subject.tag_ in {"NNS", "NNPS"}
            return subject.pos_ in NOMINALS and plural == (possessive.lower_ == "their")
    return False


def own_subject(verb: Token, before: Token) -> Token | None:
    """A verb's subject ahead of a word; for "which", the noun that it stands for."""
    for child in verb.lefts:
        if child.dep_ in SUBJECTS and child.i < before.i:
            return verb.head if child.tag_ in {"WDT", "WP"} else child
    return None


def is_linking(token: Token) -> bool:
    alone = token.n_lefts == 0 and token.n_rights == 0
    return alone and token.dep_ in {"advmod", "cc"} and token.lower_ in words("linking_adverbs")
