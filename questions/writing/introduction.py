"""Who somebody is: "the Swiss mathematician Daniel Bernoulli", for who reads of him weeks later.

The tag is taken from the sentence near the beginning whose subject the person is.
"""

from __future__ import annotations

import re

from questions.facts import lists
from questions.language import Parsed

OPENING = 12
AFTER_NAME = r"(?: of [A-Z]\w+)?(?: [A-Z]{2,4})*(?:,[^,]*,)? "
WHO = re.compile(
    r"(?:was|is) (?:an?|the) ((?:[\w’'-]+ ){0,6}?[\w-]+)"
    r"(?= (?:who|whose|at|of|from|for|in|best)\b|[,.;]| and (?:was|is|an?|the|one|[A-Z]\w+)\b)"
)
WORD_LIKE = re.compile(r"[A-Z]?[a-z]+(?:-[A-Za-z][a-z]+)*")
LONGEST_TAG = 5
CAPITAL_BEFORE = re.compile(r"(?:[A-Z][\w.’'-]*|[Tt]he) $")
KINDS_OF_PEOPLE = ("er", "or", "ect", "ist", "ian", "eer", "woman", "man")
NO_CALLING = frozenset(
    ["brother", "daughter", "father", "leader", "member", "mother", "number", "sister", "successor"]
)


def tag_of(parsed: Parsed, person: str) -> str | None:
    """ "Swiss mathematician and physicist" of the sentence that says what a person was, or None.

    Only the person's own sentence counts: whose father was a painter is no painter.
    """
    last = re.escape(person.rsplit(maxsplit=1)[-1])
    opening = re.compile(rf"(?:[A-Z][\w.’'-]*\s)*{last}{AFTER_NAME}(?=(?:was|is) (?:an?|the) )")
    for sentence in parsed.sentences[:OPENING]:
        said = re.sub(r"\s*\([^()]*\)", "", sentence.text)
        named = opening.match(said)
        found = WHO.match(said, named.end()) if named else None
        if found:
            words = shortened(found[1].split())
            plain = all(WORD_LIKE.fullmatch(word) for word in words)
            is_tag = plain and len(words) <= LONGEST_TAG and is_role(words[-1])
            return " ".join(words) if is_tag else None
    return None


def shortened(words: list[str]) -> list[str]:
    """Of a long row of callings the first: "British Army officer and colonial governor"."""
    if len(words) <= LONGEST_TAG or "and" not in words:
        return words
    return words[: words.index("and")]


def is_role(noun: str) -> bool:
    roles = lists.names("person_roles", "questions.writing")
    return noun in roles or (noun.endswith(KINDS_OF_PEOPLE) and noun not in NO_CALLING)


def introduced(prompt: str, name: str, tag: str, key: str) -> str:
    """The prompt with the person introduced where the name first stands, if it does not say who."""
    start = prompt.find(name)
    after = prompt[start + len(name) :][:1]
    before = prompt[:start]
    named_in_full = start < 0 or after.isalnum() or CAPITAL_BEFORE.search(before)
    if named_in_full or "article" in before or says_who(prompt, tag) or key in tag:
        return prompt
    return f"{before}{'the' if before else 'The'} {tag} {prompt[start:]}"


def says_who(prompt: str, tag: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(word)}\b", prompt) for word in tag.split() if len(word) > 3
    )
