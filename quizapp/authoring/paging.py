"""A long list of cards in parts: as many as can be looked over, around the one asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """The ``ids`` on one page, the first of them ``first`` (from 0) among ``total``; ``earlier``
    and ``later`` are the ids with which the pages beside it begin."""

    ids: Sequence[int]
    first: int
    total: int
    earlier: int | None
    later: int | None

    @property
    def whole(self) -> bool:
        """Whether this is all there is."""
        return len(self.ids) == self.total


def page_around(ids: Sequence[int], focus_id: int | None) -> Page:
    """The page that holds ``focus_id``; the first one where that is in none."""
    at = ids.index(focus_id) if focus_id in ids else 0
    first = at // PAGE * PAGE
    return Page(
        ids=ids[first : first + PAGE],
        first=first,
        total=len(ids),
        earlier=id_at(ids, first - PAGE),
        later=id_at(ids, first + PAGE),
    )


def id_at(ids: Sequence[int], place: int) -> int | None:
    return ids[place] if 0 <= place < len(ids) else None
