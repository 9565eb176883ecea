"""What a prompt may say: whole, named, neither giving its key away nor asking twice."""

from __future__ import annotations

import re

from lemminflect import getAllLemmas

from questions.facts import lists
from questions.writing.soundness import reads_well

LONGEST_PROMPT = 38
SHORTEST_PROMPT = 5
OWN_ACCOUNT = "By its own account, "
DANGLING = re.compile(
    r"\s(?:and|or|but|with|of|by|the|an?|inside|outside|within|between|during)[\s.,]*$"
)
GENERAL = frozenset(["analysts", "authorities", "doctors", "experts", "officials", "police"]) | {
    "prosecutors", "researchers", "scientists", "sources", "witnesses",
}  # fmt: skip
HALF_LIST = re.compile(r"\band (?:(?:about|nearly|over|some) )?\d[\d,.]* [a-z]")
REPORT = re.compile(
    r"^According to (?:(?:the|an?) [^,]*?article[^,“]*(?:“[^”]*”)?(?: \([^)]*\))?"
    r"|[^,]*’s? [^,]*?article[^,]*|[^,]* in [A-Z][a-z]+ \d{4}), "
)
ASKED_SORT = re.compile(
    r"\b[Ww]hich (?:college or university|part of the forces|[a-z]+)\b|____ \([^)]*\)"
)
OWNER = re.compile(
    r"\s[A-Z]\w+|^[A-Z]\w+\s(?:and\s[A-Z]|has|had|was|is)"
    r"|\b(?!(?:as|has|his|is|its|this|was)\b)\w+s\b"
)
POINTERS = frozenset(["Each", "Here", "That", "There", "This", "What", "When", "Where", "Which"])
STALE = re.compile(r"\b(?:new|recent|latest|fresh)\s")


def stands(prompt: str, key: str, longest: int = LONGEST_PROMPT) -> bool:
    """True for a prompt that reads as a whole question and does not give its key away."""
    count = len(prompt.split())
    if not SHORTEST_PROMPT <= count <= longest:
        return False
    if any(prompt.count(mark) % 2 for mark in '"') or prompt.count("“") != prompt.count("”"):
        return False
    if prompt.count("(") != prompt.count(")") or ";" in prompt:
        return False
    if re.search(r"\d\s?%|\bper ?cent\b", prompt) and "percentage" in prompt:
        return False  # a second share of the same thing
    if gives_away(prompt, key):
        return False
    if not names_something(prompt) or not reads_well(prompt):
        return False
    return possessives_have_owners(prompt.removeprefix(OWN_ACCOUNT))


def names_something(prompt: str) -> bool:
    """True where a name says what it is about: a capital inside, a month's not counted."""
    first, *others = re.split(r"(?<=[a-z\d])\.\s", prompt)
    if others and first.split()[0].lower() not in {
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "this",
    }:
        return True  # a premise begins with the name of whom it is about
    subject = re.match(r"([A-Z][a-z-]{3,}) (?:is|was|has|had)\b", prompt)
    if subject and not getAllLemmas(subject[1].lower()) and subject[1] not in POINTERS:
        return True
    inside = re.findall(r"[^.?!]\s[\"“(]?([A-Z][\w’'-]*)", prompt.removeprefix(OWN_ACCOUNT))
    return any(word not in lists.words("calendar") for word in inside)


def gives_away(prompt: str, key: str) -> bool:
    """True where the prompt holds the key's own words, or its very number.

    The word that asks is not counted: "which university" gives no university away.
    """
    prompt = ASKED_SORT.sub(" ", prompt)
    figures = set(re.findall(r"\d[\d,.]*\d|\d", key))
    if figures & set(re.findall(r"(?<![\d,.])(?:\d[\d,.]*\d|\d)(?!\d|,\d)", prompt)):
        return True
    said = {word[:5] for word in re.findall(r"\w{3,}", prompt.lower())}
    return any(
        word[:5] in said
        for word in re.findall(r"[^\W\d]\w{2,}", key.lower())
        if word not in {"the", "and", "million", "billion", "thousand", "percent", "dollars"}
    )


def possessives_have_owners(prompt: str) -> bool:
    """False for "its" with nothing before it to own it; who tells of it does not."""
    prompt = REPORT.sub("", prompt)
    for found in re.finditer(r"\b(?:its|their)\b", prompt):
        before = prompt[: found.start()]
        if not OWNER.search(before):
            return False
    return True


def asks_twice(question: str, wh: str) -> bool:
    """True for "in how many games ... in 102 games", counted twice, and for half of a list:
    "how many flats were there and 256 residents?"
    """
    if "how many" in wh and HALF_LIST.search(question):
        return True
    noun = wh.rsplit(maxsplit=1)[-1]
    return "how many" in wh and len(re.findall(rf"\b{re.escape(noun)}\b", question)) > 1


def mentions(question: str, as_of: str) -> bool:
    kept = [word for word in re.findall(r"\w+", as_of.lower()) if word not in {"the", "of", "in"}]
    said = set(re.findall(r"\w+", question.lower()))
    return bool(kept) and all(word in said for word in kept[:1])


def tidy_source(source: str | None) -> str | None:
    """The source as a question names it, to be understood without the article.

    "a new report" was new once, so "a report"; "the scientists" are "scientists" to whoever has
    not met them, "the study" is "a study".
    """
    if not source:
        return None
    said = STALE.sub("", source)
    if " " not in said and said.lower() in GENERAL:
        said = said.lower()
    bare = re.fullmatch(r"[Tt]he ([a-z]+)", said)
    if bare:
        noun = bare.group(1)
        said = noun if noun.endswith("s") else f"a {noun}"
    said = re.sub(r"^an?\s(?=[aeiouAEIO])", "an ", re.sub(r"^an\s(?=[^aeiouAEIO])", "a ", said))
    return (
        said
        if said[0].isupper() and not said.startswith(("The ", "A "))
        else said[0].lower() + said[1:]
    )
