"""Who the people are that an article names: "the Swedish captain Nils Dahl", told once a question.

A tag is the article's own words, before the name or after its comma, where they lean on nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from questions.facts import lists, roles
from questions.facts.phrases import FINITE, Words, told
from questions.language import Parsed, Sentence
from questions.writing.introduction import is_role, says_who
from questions.writing.vocabulary import words

LONGEST_TAG = 9
LONGEST_PROMPT = 38
LEANING_TAGS = frozenset([*FINITE, "PRP", "PRP$", "WDT", "WP", "WP$", "RB", "``", "''", "-LRB-"])
JOINTS = frozenset(["at", "for", "from", "in", "of"])
MONTH = r"in [A-Z][a-z]+ \d{4}"
OPENING = re.compile(r"^(?:After|At|By|In|On|Since) [^,]*, $")
SOURCE = re.compile(r"^According to ([^,]*)$")


@dataclass(frozen=True, slots=True)
class Tag:
    """Who somebody is: "Swedish captain" before the name, "captain of Sweden" after it."""

    text: str
    is_before: bool


def tags(parsed: Parsed) -> dict[str, Tag]:
    """The tag of each person whom the article names in full and says who they are, by name."""
    found: dict[str, Tag] = {}
    for sentence in told(parsed):
        for person, post in [*roles.roles(sentence), *callings(sentence)]:
            tag = tag_of(person, post)
            if tag and person.text not in found:
                found[person.text] = tag
    return found


def tag_of(person: Words, post: Words) -> Tag | None:
    """The post as a tag; None where it leans on the text or was cut out of a longer name."""
    if len(post) > LONGEST_TAG or not stands_alone(post.tokens):
        return None
    is_before = post.end <= person.start
    before = post.doc[post.start - 1] if post.start > post.sentence.tokens.start else None
    if is_before and before is not None:
        if before.text[:1].isupper() or before.lower_ in JOINTS:
            return None  # "University of Texas Muslim Student Association president"
        if person.start > post.end:
            return None  # "the minister, Ann Berg," is told as it stands
    return Tag(small(post), is_before)


def small(post: Words) -> str:
    """ "Senior researcher" -> "senior researcher": a common noun at a sentence's head."""
    said = post.text
    first, *others = post.tokens
    plain = others and others[0].text.islower() and first.lower_ in lists.words("posts")
    plain = plain or (bool(others) and first.text in {"Senior", "Chief", "The", "A", "An"})
    return said[:1].lower() + said[1:] if plain else said


def stands_alone(tokens: list[Token]) -> bool:
    """False for "director of the gallery" and "a member all his life": whose, it does not say."""
    if any(one.tag_ in LEANING_TAGS or one.lower_ in words("of_the_day") for one in tokens):
        return False
    if tokens[0].lower_ in {"a", "an"}:
        return all(one.lower_ != "the" for one in tokens) or has_name(tokens)
    return has_name(tokens)


def has_name(tokens: list[Token]) -> bool:
    """A name beyond the post's own capitals, and more than letters that few know."""
    plain = lists.words("posts") | words("post_words")
    known = words("known_letters")
    return any(
        one.text[0].isupper()
        and one.lower_.strip(".") not in plain
        and (not one.text.isupper() or one.text.replace(".", "") in known)
        for one in tokens
    )


def callings(sentence: Sentence) -> Iterator[tuple[Words, Words]]:
    """ "Ann Berg, a 14-year-old student from Oslo, was": a person and what they are."""
    doc, index = sentence.tokens.doc, sentence.tokens.start
    while index < sentence.tokens.end - 4:
        person = roles.person_from(sentence, index)
        if person is None:
            index += 1
            continue
        index = person.end
        said = apposed(person)
        if said is not None and is_calling([doc[i] for i in range(said.start, said.end)]):
            yield person, said


def apposed(person: Words) -> Words | None:
    doc, sentence = person.doc, person.sentence
    start, last = person.end + 1, sentence.tokens.end - 1
    if start >= last or doc[start - 1].text != "," or doc[start].lower_ not in {"a", "an"}:
        return None
    end = start
    while end < last and doc[end].text not in {",", ";", ":", "—", "–", "--"}:
        end += 1
    return Words(sentence, start, end) if doc[end].text in {",", "."} else None


def is_calling(tokens: list[Token]) -> bool:
    """True where the noun before the first preposition says what a person can be."""
    place = next((i for i, one in enumerate(tokens) if one.tag_ in {"IN", "CC"}), len(tokens))
    head = tokens[place - 1] if place > 1 else tokens[0]
    return head.tag_ == "NN" and (is_role(head.lower_) or head.lower_ in words("callings"))


def with_tag(prompt: str, name: str, tag: Tag, key: str) -> str:
    """The prompt with who the person is, once, where the name first stands; or as it was."""
    start = prompt.find(name)
    end = start + len(name)
    if start < 0 or says_who(prompt, tag.text) or shares_words(tag.text, key):
        return prompt
    if len(f"{prompt} {tag.text}".split()) > LONGEST_PROMPT:
        return prompt
    before, after = prompt[:start], prompt[end:]
    if before.count("“") > before.count("”") or "article on" in before:
        return prompt
    if re.search(r"[A-Z][\w.’'-]* $", before) and not before.rstrip().endswith("In"):
        return prompt
    if tag.is_before:
        if before.endswith(("and ", ", ")) and not OPENING.match(before):
            return prompt
        said = f"{tag.text} {name}"
        return before + (said if before else said[:1].upper() + said[1:]) + after
    return apposition(before, name, tag.text, after)


def apposition(before: str, name: str, tag: str, after: str) -> str:
    """ "Ann Berg, a student from Oslo, was": the comma closes, but before a source's month."""
    told = before + name
    if re.search(r"\b(?:and|or) $", before) or re.match(r" (?:and|or)\b|, ", after):
        is_source = SOURCE.match(told) and after.startswith(", ")
        return f"{told}, {tag}{after}" if is_source else told + after
    if SOURCE.match(told) and re.match(rf" {MONTH}, ", after):
        return f"{told}, {tag}{after}"
    if not re.match(r" [a-z_]", after):
        return told + after
    return f"{told}, {tag},{after}"


def shares_words(tag: str, key: str) -> bool:
    """True where a tag holds the key's words or number."""
    said = {word[:5] for word in re.findall(r"\w+", tag.lower())}
    return any(word[:5] in said for word in re.findall(r"\w+", key.lower()) if len(word) > 1)
