"""Is it English prose? Told by how much of it is made of the words that hold sentences together."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from questions.errors import ArticleError

WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 60_000
FEWEST_WORDS = 20
# English articles lie between 0.33 and 0.49; other languages, however alike, under 0.18.
LEAST_SHARE = 0.24


def refuse_unless_english(text: str, *, brief: bool = False) -> None:
    """Raise ArticleError where ``text`` is too short to ask about, or no English prose.

    With ``brief``, a text too short to tell by is let through.
    """
    words = WORD.findall(text[:SAMPLE].lower())
    if brief and len(words) < FEWEST_WORDS:
        return
    letters = sum(len(word) for word in words)
    share = function_word_share(words)
    varied = len(set(words)) >= min(len(words), FEWEST_WORDS) / 2
    if letters < 0.4 * len(text[:SAMPLE]) or share < LEAST_SHARE or not varied:
        raise ArticleError(
            "This does not look like English prose, the only kind that questions can be made from:"
            " paste an article in English."
        )
    if len(words) < FEWEST_WORDS:
        raise ArticleError(
            f"This text is too short to ask about ({len(words)} words): paste a paragraph at least."
        )


def function_word_share(words: list[str]) -> float:
    """The share, 0 to 1, of lower-case ``words`` that are English function words."""
    known = function_words()
    return sum(word in known for word in words) / len(words) if words else 0.0


@cache
def function_words() -> frozenset[str]:
    """The English words, in small letters, that hold sentences together and name nothing."""
    listed = files("questions.article").joinpath("english_function_words.txt")
    return frozenset(listed.read_text(encoding="utf-8").split())
