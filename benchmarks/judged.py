"""How blind readers judged the generator's questions: ``python -m benchmarks.judged``.

``verdicts.jsonl`` holds a line for each question and reader: the round, the reader, the text's
name in its collection (GUM, re3d and pages of the open web, none of which is copied here), the
question's place among the first twelve of its text, its kind, and y or n for each criterion: G
grammatical, S stands alone and is worth knowing, K the key right and the only right one, D the
wrong options plausible. Each round was mended by afterwards. Rounds 1 to 4, 7, 8 and 10 to 12
judged texts that none had judged before; 5 and 6 the GUM texts again, which were tuned on by then,
and 9 those of 7 and 8 after the mends that they had led to.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

VERDICTS = Path(__file__).with_name("verdicts.jsonl")
CRITERIA = "GSKD"


def verdicts() -> list[dict[str, Any]]:
    return [json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines()]


def passes(verdict: dict[str, Any]) -> bool:
    return all(verdict[criterion] == "y" for criterion in CRITERIA)


def table(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A line a round, reader and kind of text: questions, share of y for each criterion, of all."""
    groups: dict[tuple[int, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["round"], row["reader"], row["text"].split("_")[0].split("-")[0]].append(row)
    yield f"{'round':6}{'reader':8}{'texts':8}{'questions':>10}" + "".join(
        f"{criterion:>7}" for criterion in (*CRITERIA, "all")
    )
    for (number, reader, texts), found in sorted(groups.items()):
        shares = [sum(one[criterion] == "y" for one in found) for criterion in CRITERIA]
        shares.append(sum(map(passes, found)))
        line = "".join(f"{100 * share / len(found):6.0f}%" for share in shares)
        yield f"{number:<6}{reader:8}{texts:8}{len(found):10}{line}"


def agreed(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """For each round with several readers, the share that passes all of them."""
    items: dict[tuple[int, str, int], list[bool]] = defaultdict(list)
    for row in rows:
        items[row["round"], row["text"], row["item"]].append(passes(row))
    for number in sorted({key[0] for key in items}):
        judged = [found for key, found in items.items() if key[0] == number and len(found) > 1]
        if judged:
            share = 100 * sum(map(all, judged)) / len(judged)
            yield f"Round {number}: {share:.0f}% of {len(judged)} questions pass both readers."


def main() -> None:
    rows = verdicts()
    for line in (*table(rows), *agreed(rows)):
        print(line)


if __name__ == "__main__":
    main()
