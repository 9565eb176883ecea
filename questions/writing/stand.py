"""How one sentence stands alone: what to leave out, to replace, and what leans on the text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Stand:
    """One sentence's repairs, by the index of the word in its block's Doc.

    ``leans_on`` gives words that are understood where another word of the sentence is shown too,
    ``looks_back`` those of ``leaning`` that the sentence before may explain; ``topical`` are
    understood beside the article's title.
    """

    drop: set[int] = field(default_factory=set)
    replace: dict[int, tuple[int, str]] = field(default_factory=dict)
    leaning: set[int] = field(default_factory=set)
    leans_on: dict[int, int] = field(default_factory=dict)
    looks_back: set[int] = field(default_factory=set)
    topical: set[int] = field(default_factory=set)
    vague: set[int] = field(default_factory=set)

    def insert(self, index: int, name: str, short: str) -> None:
        """Say ``name`` for the word at ``index``, or ``short`` where the name came before it."""
        self.replace[index] = (index + 1, f"\ue000{name}\ue001{short}\ue002")

    @property
    def inserts_names(self) -> bool:
        return any(text.startswith("\ue000") for _, text in self.replace.values())

    def look_back(self, index: int) -> None:
        self.leaning.add(index)
        self.looks_back.add(index)

    def settle(self, indices: range) -> None:
        """Take back that words lean on the text: what they point to is said."""
        self.leaning.difference_update(indices)
        self.looks_back.difference_update(indices)
        for index in indices:
            self.leans_on.pop(index, None)
