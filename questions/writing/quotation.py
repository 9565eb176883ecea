"""Questions about quoted words: who said them, where two other people could have."""

from __future__ import annotations

import random
import re

from questions.facts import lists, quotations
from questions.types import Fact, Question
from questions.writing import cloze, relations
from questions.writing.candidates import Writer
from questions.writing.distractors import Others, names_around
from questions.writing.wording import Unwritable

LEANING = re.compile(
    r"^(?:this|that|these|those|it|they|he|she|and|but|so|there|his|her|their|its|such|then)\b",
    re.IGNORECASE,
)
BACKWARD = re.compile(r"\b(?:this|these|those|he|she|they|him|them)\b", re.IGNORECASE)
QUALITY = 0.7


def write(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Question | None:
    """ "Who said: “...”?" of words that tell by themselves what they are about."""
    relation = fact.relation
    if relation is None:
        return None
    if relation.name == quotations.CALLED:
        return cloze.write(writer, fact)
    words = relation.complement.of(writer.article.text).strip(" ,.")
    if not tells(words):
        return None
    try:
        prompt = relations.framed(writer, f"who said: “{words}”") + "?"
    except Unwritable:
        return None
    wrong = names_around(fact.text, relations.people(writer, others), [], shown=prompt, draw=draw)
    return relations.choice(writer, fact, prompt, wrong, QUALITY, draw)


def tells(words: str) -> bool:
    """Whole, begun at its beginning, with a name in it and nothing that points out of it."""
    if LEANING.match(words) or BACKWARD.search(words) or not words[0].isupper():
        return False
    named = re.findall(r"(?<=\s)[A-Z][\w’'-]+", words)
    plain = [name for name in named if name not in lists.words("calendar") and name != "I"]
    return bool(plain) and "“" not in words and '"' not in words
