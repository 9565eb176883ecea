"""Questions about lists: which of these is among them? The wrong ones stand in no such list."""

from __future__ import annotations

import random

from questions.types import Fact, FactKind, Question
from questions.writing import relations
from questions.writing.candidates import Writer
from questions.writing.distractors import Others, asked_as, names_around, neighbours
from questions.writing.wording import Unwritable

PLURALS = {"country": "countries", "city": "cities"}
BRITISH = frozenset(["Britain", "England", "Scotland", "United Kingdom", "Wales"])
QUALITY = 0.8


def write(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Question | None:
    """ "Which of these countries is among the nations that ...?"."""
    relation = fact.relation
    sort = asked_as(fact.text, FactKind.PLACE)
    if relation is None or sort not in PLURALS or fact.text in BRITISH:
        return None
    try:
        group = relations.said(writer, fact, relation.subject)
        group = group if group.split()[0] in {"the", "The"} else f"the {group}"
        source = writer.source_of(fact)
        asked = f"which of these {PLURALS[sort]} is among {group[0].lower()}{group[1:]}"
        prompt = relations.framed(writer, asked, source=source) + "?"
    except Unwritable:
        return None
    members = {one.of(writer.article.text) for one in relation.members}
    known = [one for one in neighbours(fact.text, FactKind.PLACE) if may_stand(one, members)]
    own = [one.text for one in others.mentions[FactKind.PLACE, sort]]
    own = [one for one in own if may_stand(one, members) and one not in prompt]
    wrong = names_around(fact.text, own, known, shown=prompt, shut=members, draw=draw)
    return relations.choice(writer, fact, prompt, wrong, QUALITY, draw)


def may_stand(name: str, members: set[str]) -> bool:
    return name not in members and not (name in BRITISH and members & BRITISH)
