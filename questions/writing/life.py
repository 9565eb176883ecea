"""Whose life an article tells, and whom its "she" or "he" means.

A life names its person once and goes on with a pronoun for pages. So the pronoun that such a text
nearly always uses means that person, but where the sentence itself or the one before speaks of
somebody else whom it could mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from questions.facts import lists
from questions.language import Parsed
from questions.writing.clauses import SUBJECTS
from questions.writing.vocabulary import words

FEMININE = frozenset(["she", "her", "hers", "herself"])
MASCULINE = frozenset(["he", "him", "his", "himself"])
PARTICLES = frozenset(["al", "bin", "da", "de", "del", "della", "der", "di", "du", "la", "le"]) | {
    "bint", "ibn", "ten", "van", "von",
}  # fmt: skip
LONGEST_NAME = 5
FEWEST = 5
OPENING = 3
NEARLY_ALWAYS = 0.75
OFTEN = 2
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Life:
    """The person's ``name`` as the title gives it, and the pronouns that mean nearly only them."""

    name: str
    pronouns: frozenset[str]

    @property
    def last(self) -> str:
        return self.name.rsplit(maxsplit=1)[-1]

    def is_meant(self, token: Token, rivals: Iterable[str], focus: str | None) -> bool:
        """True where a pronoun can mean nobody but the person.

        ``rivals`` are the people named before it in its sentence; ``focus`` is whom the sentence
        before speaks of, who goes first in a sentence of their own.
        """
        if token.lower_ not in self.pronouns:
            return False
        if any(self.could_be(name, token) for name in rivals if not self.is_own(name)):
            return token.dep_ in SUBJECTS and opens_main_clause(token)
        return focus is None or self.is_own(focus) or not self.could_be(focus, token)

    def is_own(self, name: str) -> bool:
        return name.rsplit(maxsplit=1)[-1] == self.last

    def could_be(self, name: str, token: Token) -> bool:
        """False for "she" of a man's name, and the other way about."""
        given = name.split(maxsplit=1)[0]
        if given not in lists.words("given_names"):
            return True
        return (given in words("feminine_names")) == (token.lower_ in FEMININE)


def opens_main_clause(token: Token) -> bool:
    """True for "With the surgeon Al Berg, she pioneered ...": no name goes with the main verb."""
    verb = token.head
    return verb.dep_ == "ROOT" and not any(
        one.dep_ in SUBJECTS | {"advcl"} and one.i < token.i for one in verb.lefts
    )


def life_of(parsed: Parsed) -> Life | None:
    """The life that an article tells: of the person in its title, of whom it goes on to speak."""
    title = _IN_BRACKETS.sub("", parsed.article.title).strip()
    parts = title.split()
    named = [part for part in parts if part not in PARTICLES]
    if not 2 <= len(named) <= len(parts) <= LONGEST_NAME:
        return None
    if not all(part[0].isupper() for part in named) or parts[-1] in PARTICLES:
        return None
    text = parsed.article.text
    if 2 * len(re.findall(rf"\b[Tt]he {re.escape(title)}\b", text)) > text.count(title) > 0:
        return None  # "the Chatham Islands"
    said = [word.lower() for word in _WORD.findall(text)]
    counts = {group: sum(word in group for word in said) for group in (FEMININE, MASCULINE)}
    most, total = max(counts.values()), sum(counts.values())
    if total <= FEWEST:
        return None
    clear = most >= NEARLY_ALWAYS * total
    pronouns = max(counts, key=lambda group: counts[group]) if clear else frozenset[str]()
    opening = " ".join(sentence.text for sentence in parsed.sentences[:OPENING])
    opens = clear and {parts[0], parts[-1]} <= set(_WORD.findall(opening))
    return Life(title, pronouns) if text.count(parts[-1]) > OFTEN or opens else None
