"""One sentence's words with their places in its text, and noun phrases read from their tags."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lemminflect import getLemma

if TYPE_CHECKING:
    from questions.language import Sentence

NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
MODIFIERS = frozenset(["JJ", "JJR", "JJS", "VBN", "VBG", "FW", "AFX"])
_NAMING = MODIFIERS | {"NNP", "NNPS"}
DETERMINERS = frozenset(["DT", "PRP$", "PDT", "WP$"])
FUNCTION_WORDS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "of",
        "in",
        "to",
        "that",
        "which",
        "who",
    ]
)
_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "dead": "person",
    "homeless": "person",
    "injured": "person",
    "missing": "person",
    "unemployed": "person",
    "wounded": "person",
    "troops": "troop",
    "police": "police officer",
    "lives": "life",
    "others": "person",
    "staff": "staff",
    "series": "series",
    "data": "data",
    "media": "media",
}


@functools.lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """A noun in the singular and lower case: "Soldiers" -> "soldier", "people" -> "person"."""
    lowered = noun.lower()
    if lowered in _IRREGULAR:
        return _IRREGULAR[lowered]
    if lowered.endswith("ss") or not lowered.endswith(("s", "n", "e", "i", "a")):
        return lowered
    lemma = getLemma(lowered, upos="NOUN")
    return lemma[0].lower() if lemma else lowered


@dataclass(frozen=True, slots=True)
class Word:
    """A token at ``[start, end)`` of its sentence's text, with its Penn tag.

    ``head`` is the index of the word it depends on (its own for the root), ``dependency`` how.
    """

    text: str
    lower: str
    tag: str
    start: int
    end: int
    head: int
    dependency: str


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as words. Indices are into ``all``; positions into ``text``."""

    text: str
    all: tuple[Word, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, sentence: Sentence) -> Words:
        base = sentence.tokens[0].idx
        tokens = [token for token in sentence.words if not token.is_space]
        places = {token.i: index for index, token in enumerate(tokens)}
        found = tuple(
            Word(
                token.text,
                token.lower_,
                token.tag_,
                token.idx - base,
                token.idx - base + len(token.text),
                places.get(token.head.i, index),
                token.dep_,
            )
            for index, token in enumerate(tokens)
        )
        return cls(sentence.text, found, tuple(word.start for word in found))

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, index: int) -> Word:
        return self.all[index]

    def first_from(self, position: int) -> int:
        """The index of the first word that starts at ``position`` or later."""
        return bisect.bisect_left(self.starts, position)

    def before(self, position: int) -> int:
        """The index of the last word that ends at ``position`` or earlier, -1 where none does."""
        index = bisect.bisect_left(self.starts, position) - 1
        while index >= 0 and self.all[index].end > position:
            index -= 1
        return index

    def lower(self, index: int) -> str:
        return self.all[index].lower if 0 <= index < len(self.all) else ""

    def tag(self, index: int) -> str:
        return self.all[index].tag if 0 <= index < len(self.all) else ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: words ``first`` to ``last`` (inclusive), the last one its head."""

    words: Words
    first: int
    last: int

    @property
    def head(self) -> Word:
        return self.words[self.last]

    @property
    def start(self) -> int:
        return self.words[self.first].start

    @property
    def end(self) -> int:
        return self.words[self.last].end

    @property
    def text(self) -> str:
        return self.words.text[self.start : self.end]

    def content(self) -> Iterator[str]:
        """Its words without determiners, numbers and joints."""
        for index in range(self.first, self.last + 1):
            word = self.words[index]
            if index == self.last or word.tag in NOUNS or word.tag in ("JJ", "VBN", "VBG", "FW"):
                yield word.text


def phrase_after(words: Words, index: int) -> Phrase | None:
    """The noun phrase whose modifiers or head begin at ``index``, or None where none does.

    ``Russian and North Korean soldiers``, ``active troops``; determiners are passed over.
    """
    first, head, place = index, -1, index
    while place < len(words):
        word = words[place]
        if word.lower in FUNCTION_WORDS:
            break
        if word.tag in NOUNS or (_is_plural(words, index, word) and not _has_common(words, head)):
            if head >= 0 and words[head].tag == "NNS" and word.tag == "NNP":
                break
            head = place
        elif not _continues(words, place, head) and not _is_plural_to_come(words, index, place):
            break
        place += 1
    return Phrase(words, first, head) if head >= 0 else None


def _is_plural_to_come(words: Words, first: int, place: int) -> bool:
    """After a number a singular is no head where a plural follows.

    ``five ISIL tactical units``, ``224 artillery and mortar systems``.
    """
    if words.tag(first - 1) != "CD" or words[place - 1].tag not in ("NN", "HYPH"):
        return False
    if words.lower(place) in ("and", "or") and words.lower(first - 1) not in ("one", "1"):
        return words.tag(place + 1) == "NN" and words.tag(place + 2) == "NNS"
    while words.tag(place) in MODIFIERS:
        place += 1
    return words.tag(place) == "NNS" and words[place - 1].tag in MODIFIERS


def _has_common(words: Words, head: int) -> bool:
    return head >= 0 and words[head].tag == "NNS"


def _is_plural(words: Words, first: int, word: Word) -> bool:
    """A plural after a number that the tagger took for a verb: nothing counted "fights" alone."""
    counts = words.tag(first - 1) == "CD" and words.lower(first - 1) not in ("one", "1")
    return counts and word.tag == "VBZ" and word.lower not in ("is", "was", "has", "does", "are")


def _continues(words: Words, place: int, head: int) -> bool:
    """Whether a word that is no noun may stand inside a noun phrase that goes on."""
    word, after = words[place], words.tag(place + 1)
    if word.tag in ("POS", "HYPH") or word.lower in ("-", "’s", "'s"):
        return after in NOUNS or after in MODIFIERS or after == "CD"
    if word.tag in MODIFIERS:
        if words.tag(place - 1) in ("CC", ",", "HYPH") or words.lower(place - 1) == "-":
            return True
        if head >= 0 and words[head].tag in ("NNS", "NN", "NNPS"):
            return False
        return head < 0 or after in NOUNS or after in MODIFIERS
    if word.tag in ("RB", "RBR", "RBS"):
        return head < 0 and (after in MODIFIERS or words.tag(place + 2) == "HYPH")
    if word.tag in ("DT", "PRP$", "PDT"):
        return head < 0
    if word.tag == "CD" and words[place - 1].tag == "CD" and place > 1 and head >= 0:
        return True
    if word.tag == "CD":
        owned = words.lower(place - 1) in ("’s", "'s")
        numeral = word.text in _ROMAN and words[place - 1].tag == "NNP"
        hyphened = words.tag(place - 1) == "HYPH" or words.lower(place - 1) == "-"
        return words.tag(place - 1) in ("POS", "DT", "PRP$") or owned or numeral or hyphened
    if word.tag in ("CC", ",") and place > 0:
        before = words[place - 1]
        joined = before.tag in _NAMING or (before.tag == "NN" and before.text[0].isupper())
        return joined and after in _NAMING and _ends_in_noun(words, place + 1)
    return False


_ROMAN = frozenset(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"])


def _ends_in_noun(words: Words, place: int) -> bool:
    """Whether modifiers and names from ``place`` on lead to a common noun ("Korean soldiers")."""
    while place < len(words) and words[place].tag in _NAMING:
        place += 1
    return words.tag(place) in ("NNS", "NN")


def phrase_before(words: Words, index: int) -> Phrase | None:
    """The noun phrase whose head is at ``index``, with its modifiers, names and possessor."""
    if not 0 <= index < len(words) or words[index].tag not in NOUNS:
        return None
    first = index
    while first > 0 and _precedes(words, first - 1):
        first -= 1
    return Phrase(words, first, index)


def _precedes(words: Words, place: int) -> bool:
    word = words[place]
    if word.tag in NOUNS or word.tag in ("JJ", "JJS", "POS", "HYPH", "VBG") or word.lower == "’s":
        return word.tag != "VBG" or words.tag(place - 1) in ("DT", "PRP$", "POS", "JJ")
    return word.tag in ("VBN", "CD") and words.tag(place - 1) in (*DETERMINERS, "POS")
