"""Every kind of question that ties two things together, by the kind of fact."""

from __future__ import annotations

import random
from collections.abc import Iterator

from questions.types import Fact, FactKind, Question
from questions.writing import definition, member, part, quotation, reason, role
from questions.writing.candidates import Writer
from questions.writing.distractors import Others

KINDS = frozenset(
    [
        FactKind.DEFINITION,
        FactKind.MEMBER,
        FactKind.PART,
        FactKind.QUOTATION,
        FactKind.REASON,
        FactKind.ROLE,
    ]
)


def is_tie(question: Question) -> bool:
    """True for a question that ``write`` wrote."""
    return question.fact_key.partition("-")[0] in KINDS


def write(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Iterator[Question]:
    """The questions that a fact of one of ``KINDS`` earns."""
    found: list[Question | None] = []
    match fact.kind:
        case FactKind.DEFINITION:
            found.append(definition.write(writer, fact))
        case FactKind.MEMBER:
            found.append(member.write(writer, fact, others, draw))
        case FactKind.PART:
            found.append(part.write(writer, fact, others, draw))
        case FactKind.QUOTATION:
            found.append(quotation.write(writer, fact, others, draw))
        case FactKind.REASON:
            found.append(reason.write(writer, fact))
        case FactKind.ROLE:
            found.extend(role.write(writer, fact, others, draw))
    yield from (question for question in found if question is not None)
