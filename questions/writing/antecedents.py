"""What pronouns stand for within a sentence, and whether the sentence before explains them."""

from __future__ import annotations

from spacy.tokens import Token

from questions.facts import lists, names
from questions.language import Sentence
from questions.types import FactKind
from questions.writing.clauses import NOMINALS, SUBJECTS, noun_phrase
from questions.writing.definites import is_anchor
from questions.writing.vocabulary import words

PERSONAL = frozenset(["he", "she"])
DEMONSTRATIVE = frozenset(["this", "these", "that", "those", "such"])
SUBJECT_TAGS = {True: frozenset(["NNS", "NNPS"]), False: frozenset(["NN", "NNP"])}


def people_in(sentence: Sentence) -> list[tuple[str, int]]:
    """Every name that could be a person's, with the index after it: doubt makes two candidates."""
    found = []
    for first, last in names.runs(sentence):
        start = names.after_titles(first, last)
        kind = names.kind_of(first, start, last)
        plain = not names.is_known_thing(start, last)
        if kind is FactKind.PERSON or (kind is None and plain):
            found.append((without_letters(start.doc[start.i : last.i + 1].text), last.i + 1))
    return found


def without_letters(name: str) -> str:
    """ "Zaha Hadid DBE RA" -> "Zaha Hadid"."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].strip(",") in words("post_nominals"):
        parts.pop()
    return " ".join(parts).rstrip(",")


def suits(name: str, pronoun: Token) -> bool:
    """False for "he" of a woman's name, and for "she" of any but a woman's or an unknown one."""
    given = name.split(maxsplit=1)[0]
    woman = given in words("feminine_names")
    known = given in lists.words("given_names")
    return woman == (pronoun.lower_ == "she") if known else True


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


def is_instead_of(token: Token) -> bool:
    """ "instead of coal" says itself instead of what."""
    return token.lower_ == "instead" and token.nbor(1).lower_ == "of"


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
