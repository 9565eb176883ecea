"""From facts to questions: one file per kind, and an order by which they are shown."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from questions import problems
from questions.language import Parsed
from questions.types import BlockKind, Fact, FactKind, Question, QuestionKind
from questions.writing import cloze, estimate, multiple_choice, ties
from questions.writing.candidates import Writer
from questions.writing.distractors import Others

SILENT_BLOCKS = frozenset([BlockKind.HEADING, BlockKind.CAPTION])
LEAST_SCORE = 0.3
SIBLING_PENALTY = 0.45
KIND_PENALTY = 0.93
FEWEST_CLOZES = 4
PROBLEM_PENALTY = 0.85


def write(parsed: Parsed, facts: list[Fact], *, seed: int = 0) -> list[Question]:
    """Write every question that the facts earn; best first, siblings apart, kinds mixed.

    The same article and seed give the same questions: each fact draws from its own generator.
    """
    writer = Writer(parsed)
    others = Others(parsed, facts)
    written: list[Question] = []
    for fact in facts:
        block = parsed.article.block_at(fact.span.start)
        if (
            block is None
            or block.kind in SILENT_BLOCKS
            or fact.sentence.start not in writer.by_start
        ):
            continue
        draw = random.Random(f"{seed}-{fact.kind}-{fact.span.start}-{fact.text}")
        written.extend(
            checked(one) for one in of_fact(writer, fact, others, draw) if not problems.cues_of(one)
        )
    return in_order(parsed, without_repeats(written))


def of_fact(writer: Writer, fact: Fact, others: Others, draw: random.Random) -> Iterator[Question]:
    found: list[Question | None] = []
    if fact.kind in ties.KINDS:
        yield from ties.write(writer, fact, others, draw)
        return
    if fact.kind is FactKind.QUANTITY:
        wordings = estimate.wordings(writer, fact)
        found.append(estimate.write(writer, fact, wordings))
        found.append(multiple_choice.write_number(writer, fact, wordings, others, draw))
    elif fact.kind is FactKind.DATE:
        found.append(multiple_choice.write_date(writer, fact, others, draw))
    elif fact.kind in multiple_choice.NAMED:
        found.append(multiple_choice.write_name(writer, fact, others, draw))
    found.append(cloze.write(writer, fact))
    yield from (question for question in found if question is not None)


def without_repeats(written: list[Question]) -> list[Question]:
    """No prompt with two keys; one cloze a sentence, best of a fact that nothing else asks."""
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in written:
        keys[one.kind, one.prompt].add(one.answer.text)
    written = [one for one in written if len(keys[one.kind, one.prompt]) == 1]
    asked = {one.fact_key for one in written if one.kind is not QuestionKind.CLOZE}
    best: dict[int, Question] = {}
    for one in written:
        if one.kind is not QuestionKind.CLOZE or one.evidence is None:
            continue
        other = best.get(one.evidence.start)
        if other is None or rank(one, asked) > rank(other, asked):
            best[one.evidence.start] = one
    others = len(written) - sum(one.kind is QuestionKind.CLOZE for one in written)
    ranked = sorted(best.values(), key=lambda one: rank(one, asked), reverse=True)
    kept = {one.id for one in ranked[: max(FEWEST_CLOZES, others // 2)]}
    kept |= {
        one.id for one in written if one.answer.value is not None and one.fact_key not in asked
    }
    return [one for one in written if one.kind is not QuestionKind.CLOZE or one.id in kept]


def rank(cloze_card: Question, asked: set[str]) -> tuple[bool, bool, float]:
    is_figure = cloze_card.answer.value is not None
    return cloze_card.fact_key not in asked, is_figure, cloze_card.score


def checked(question: Question) -> Question:
    """The question with its problems; each lowers its score."""
    found = problems.check(question)
    return replace(question, problems=found, score=question.score * PROBLEM_PENALTY ** len(found))


def in_order(parsed: Parsed, written: list[Question]) -> list[Question]:
    """Best first; a sibling of what is shown already, and a kind just shown, come later."""
    length = max(1, len(parsed.article.text))
    waiting = [
        replace(
            one, score=one.score * (1 - 0.15 * (one.evidence.start if one.evidence else 0) / length)
        )
        for one in written
    ]
    shown: list[Question] = []
    keys: dict[str, int] = defaultdict(int)
    ceiling = 1.0
    while waiting:
        last = shown[-1].kind if shown else None

        def worth(one: Question, last: object = last) -> float:
            same = KIND_PENALTY if one.kind == last else 1.0
            return one.score * same * SIBLING_PENALTY ** keys[one.fact_key]

        best = max(waiting, key=lambda one: (worth(one), one.id))
        waiting.remove(best)
        ceiling = min(ceiling, worth(best))
        keys[best.fact_key] += 1
        if ceiling < LEAST_SCORE * SIBLING_PENALTY**2:
            continue
        shown.append(replace(best, score=round(ceiling, 4)))
    return shown
