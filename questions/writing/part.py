"""Questions about what belongs where: "X was founded by ____", "In which city is X based?"."""

from __future__ import annotations

import random
import re

from questions.facts import names, parts
from questions.types import Fact, FactKind, Question
from questions.writing import relations
from questions.writing.candidates import Writer
from questions.writing.distractors import Others, asked_as, names_around, neighbours
from questions.writing.relations import GAP
from questions.writing.vocabulary import words
from questions.writing.wording import Unwritable, sentence_case

BE = frozenset(["is", "are", "was", "were"])
QUALITY = 0.75
ASIDE = 0.55


def write(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Question | None:
    """A question with options for a city or a country, else a statement with a gap."""
    relation = fact.relation
    if relation is None:
        return None
    verb, past, joint = parts_of(relation.name)
    try:
        subject = subject_of(writer, fact)
    except Unwritable:
        return None
    sort = asked_as(fact.text, FactKind.PLACE)
    if joint == "in" and sort in {"country", "city"}:
        prompt = sentence_case(f"in which {sort} {verb} {subject} {past}?")
        near = relation.name == parts.LIES
        own = [] if near else [one.text for one in others.mentions[FactKind.PLACE, sort]]
        known = [one for one in neighbours(fact.text, FactKind.PLACE) if near_by(one, fact.text)]
        wrong = names_around(fact.text, own, known, shown=prompt, draw=draw)
        worth = ASIDE if near else QUALITY
        question = relations.choice(writer, fact, prompt, wrong, worth, draw)
        if question is not None:
            return question
    the = "the " if relations.before_word(writer, fact, fact.span) == "the" else ""
    stated = f"{subject} {verb} {past} {joint} {the}{GAP}."
    try:
        stated = relations.framed(writer, stated, timely=relation.name == parts.HELD)
    except Unwritable:
        return None
    return relations.cloze(writer, fact, stated, QUALITY - 0.1, accepted=spelled(writer, fact.text))


def spelled(writer: Writer, letters: str) -> list[str]:
    """What the letters of a name stand for, where the article says it."""
    found = re.search(rf"((?:[A-Z][\w-]+\s){{2,5}})\({re.escape(letters)}\)", writer.article.text)
    return [found[1].strip()] if found else []


def near_by(one: str, other: str) -> bool:
    """In one part of the world, where the list of places says in which they lie."""
    known = names.parts_of_the_world("countries") | names.parts_of_the_world("cities")
    return known.get(one) == known.get(other)


def parts_of(name: str) -> tuple[str, str, str]:
    """ "was founded by" -> ("was", "founded", "by"); a form of "be" is supplied where none is."""
    first, *others = name.split()
    if first not in BE:
        first, others = ("was" if first in words("once_only") else "is"), [first, *others]
    return first, others[0], others[1]


def subject_of(writer: Writer, fact: Fact) -> str:
    """The name whose belonging it is, in full; raises Unwritable for a surname alone."""
    assert fact.relation is not None
    name = relations.said(writer, fact, fact.relation.subject)
    before = writer.article.text[fact.sentence.start : fact.relation.subject.start]
    if re.search(r"[A-Z]\w+ of (?:the )?$", before):
        raise Unwritable(name)  # "The Fall of the Alamo" is no fort
    full = writer.reader.people.get(name, name)
    born = fact.relation.name.split()[-2] in {"born", "buried"}
    if born and " " not in full:
        raise Unwritable(name)
    the = relations.before_word(writer, fact, fact.relation.subject) == "the"
    return f"the {full}" if the else full
