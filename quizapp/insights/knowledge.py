"""What is known now: the expected number of cards recalled, set by set.

It follows from the Memories, as on the page Today; how it came about is in ``history``.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.study.queue import Desk, visible_sets
from quizapp.study.today import shares


@dataclass(frozen=True, slots=True)
class SetKnowledge:
    """One set: its ``cards``, how many of them were ``seen`` and are expected to be recalled now
    (``known``)."""

    set_id: int
    title: str
    language: str
    cards: int
    seen: int
    known: float

    @property
    def share(self) -> float:
        """The share of the set that is known now, from 0 to 1."""
        return self.known / self.cards if self.cards else 0.0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Each set that was begun, best known first."""

    sets: tuple[SetKnowledge, ...]

    @property
    def seen(self) -> int:
        return sum(one.seen for one in self.sets)

    @property
    def known(self) -> float:
        return sum(one.known for one in self.sets)


def knowledge(session: Session, desk: Desk) -> Knowledge:
    """What the learner knows now of the sets that they have begun."""
    begun = {one.id: one for one in visible_sets(session, desk) if one.begun}
    found = [
        SetKnowledge(
            set_id, begun[set_id].title, begun[set_id].language, one.cards, one.seen, one.known
        )
        for set_id, one in shares(session, desk).items()
        if set_id in begun and one.seen
    ]
    return Knowledge(tuple(sorted(found, key=lambda one: (-one.share, one.title))))
