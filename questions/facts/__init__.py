"""What an article states: facts at character spans, found in stages, one file for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questions.facts import (
    date_facts,
    definitions,
    members,
    names,
    parts,
    quantities,
    quotations,
    reasons,
    roles,
)
from questions.types import Fact

if TYPE_CHECKING:
    from questions.language import Parsed

FINDERS = (
    quantities.find,
    date_facts.find,
    names.find,
    roles.find,
    definitions.find,
    parts.find,
    members.find,
    quotations.find,
    reasons.find,
)


def find(parsed: Parsed) -> list[Fact]:
    """Every fact that the stages find, in text order."""
    facts = [fact for finder in FINDERS for fact in finder(parsed)]
    return sorted(facts, key=lambda fact: (fact.span.start, fact.span.end))
