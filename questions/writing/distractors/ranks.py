"""Where the key stands among its options: drawn first, so that no place is a good guess."""

from __future__ import annotations

import random
from collections.abc import Iterator

OPTIONS = 4
FEWEST_RANKS = 2


def rank_within(draw: random.Random, *, earlier: int = OPTIONS, later: int = OPTIONS) -> int | None:
    """The key's rank, 0 to 3, where so many options may be smaller and so many greater.

    None where it could only be the first or only the last: that would give it away. Where the
    room is short on one side, it is first or last no oftener than elsewhere.
    """
    ranks = range(max(0, OPTIONS - 1 - later), min(OPTIONS - 1, earlier) + 1)
    if len(ranks) < FEWEST_RANKS:
        return None
    ends = {0, OPTIONS - 1} & set(ranks)
    inner = (OPTIONS - len(ends)) / (len(ranks) - len(ends))
    weights = [1.0 if rank in ends else inner for rank in ranks]
    return draw.choices(ranks, weights)[0]


def ranks_to_try(
    draw: random.Random, *, earlier: int = OPTIONS, later: int = OPTIONS
) -> Iterator[int]:
    """The drawn rank and then, where nothing fits it, every other; none where none is drawn.

    So the seed decides where the key stands and never whether there is a question.
    """
    first = rank_within(draw, earlier=earlier, later=later)
    if first is None:
        return
    yield first
    rest = [rank for rank in range(OPTIONS) if rank != first]
    draw.shuffle(rest)
    yield from (rank for rank in rest if rank <= earlier and OPTIONS - 1 - rank <= later)
