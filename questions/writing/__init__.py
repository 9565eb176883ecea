"""From facts to questions: one file per kind, and an order by which they are shown."""

from __future__ import annotations

import heapq
import random
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from questions import problems
from questions.language import Parsed
from questions.types import BlockKind, Fact, FactKind, Question, QuestionKind
from questions.writing import cloze, estimate, lifespan, multiple_choice, share, ties
from questions.writing.candidates import Writer
from questions.writing.distractors import Others
from questions.writing.worth import is_worth_showing

SILENT_BLOCKS = frozenset([BlockKind.HEADING, BlockKind.CAPTION])
LEAST_SHOWN = 0.15
SIBLING_PENALTY = 0.45
SENTENCE_PENALTY = 0.65
LATE_PENALTY = 0.15
KIND_PENALTY = 0.93
FEWEST_CLOZES = 4
FIRST = 10
PROBLEM_PENALTY = 0.85
MOST_ALIKE = 20
"""So many questions of one answer are held against the next: an article's length must not tell."""
WORD = re.compile(r"\w+")


def write(
    parsed: Parsed,
    facts: list[Fact],
    *,
    seed: int = 0,
    kinds: Collection[QuestionKind] | None = None,
) -> list[Question]:
    """Write every question of ``kinds`` that the facts earn; best first, siblings apart.

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
            checked(writer.introduced(one))
            for one in of_fact(writer, fact, others, draw)
            if (kinds is None or one.kind in kinds)
            and is_worth_showing(writer, fact, one)
            and not problems.cues_of(one)
            and not others.dominates(one, fact)
            and not others.names_key_most(one)
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
        found.append(share.write(writer, fact, draw))
    elif fact.kind is FactKind.DATE:
        found.append(lifespan.write(writer, fact, others, draw))
        if not found[0]:
            found.append(multiple_choice.write_date(writer, fact, others, draw))
    elif fact.kind in multiple_choice.NAMED:
        if not writer.is_central(writer.sentence_of(fact)):
            return
        if fact.kind is not FactKind.PERSON and fact.text in writer.surnames:
            return
        found.append(multiple_choice.write_name(writer, fact, others, draw))
    card = cloze.write(writer, fact)
    if card and all(card.prompt != question.prompt for question in found if question):
        found.append(card)
    yield from (question for question in found if question is not None)


def without_repeats(written: list[Question]) -> list[Question]:
    """No prompt with two keys, no answer of a sentence twice in one kind; one cloze a sentence,
    best of a fact that nothing else asks.
    """
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in written:
        keys[one.kind, one.prompt].add(one.answer.text)
    written = [one for one in written if len(keys[one.kind, one.prompt]) == 1]
    first = {(one.kind, answer_of(one)): one for one in sorted(written, key=lambda one: one.score)}
    written = [one for one in written if first[one.kind, answer_of(one)] is one]
    written = without_echoes(written)
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
        one.id
        for one in written
        if (one.answer.value is not None or ties.is_tie(one)) and one.fact_key not in asked
    }
    return [one for one in written if one.kind is not QuestionKind.CLOZE or one.id in kept]


def without_echoes(written: list[Question]) -> list[Question]:
    """No question whose every word another of its kind and answer says, told of one thing.

    "In what year did she die at the age of twenty-four?" goes beside "In what year did she die?".
    """
    kept: dict[tuple[str, str], list[tuple[frozenset[str], Question]]] = defaultdict(list)
    for one in written:
        said = frozenset(WORD.findall(one.prompt.lower()))
        alike = kept[one.kind, one.answer.text][-MOST_ALIKE:]
        if not any(said <= other or other <= said for other, _ in alike):
            kept[one.kind, one.answer.text].append((said, one))
    own = {id(one) for group in kept.values() for _, one in group}
    return [one for one in written if id(one) in own]


def rank(cloze_card: Question, asked: set[str]) -> tuple[bool, bool, float]:
    is_figure = cloze_card.answer.value is not None
    return cloze_card.fact_key not in asked, is_figure, cloze_card.score


def checked(question: Question) -> Question:
    """The question with its problems; each lowers its score."""
    found = problems.check(question)
    return replace(question, problems=found, score=question.score * PROBLEM_PENALTY ** len(found))


Waiting = list[tuple[float, str, float, Question]]


def in_order(parsed: Parsed, written: list[Question]) -> list[Question]:
    """Best first; what shares a fact or a sentence with one that is shown comes later.

    The first ``FIRST`` are about so many facts: a sibling waits until they are shown, and is not
    written at all for an article that has fewer.

    Each kind waits in a queue of its own, so that kinds mix, and only the first of each need be
    looked at: the time grows with the number of questions, but for a logarithm.
    """
    length = max(1, len(parsed.article.text))
    waiting: dict[QuestionKind, Waiting] = defaultdict(list)
    for one in written:
        place = (one.evidence.start if one.evidence else 0) / length
        worth = one.score * (1 - LATE_PENALTY * place)
        heapq.heappush(waiting[one.kind], (-worth, one.id, worth, one))
    shown: list[Question] = []
    siblings: list[Question] = []
    seen: Counter[str] = Counter()
    ceiling = 1.0
    while any(waiting.values()):
        kind = next_kind(waiting, seen, shown[-1].kind if shown else None)
        worth, _, full, best = heapq.heappop(waiting[kind])
        ceiling = min(ceiling, -worth)
        again = best.fact_key in seen or answer_of(best) in seen
        early = again and len(shown) < FIRST
        seen.update((best.fact_key, sentence_of(best), answer_of(best)))
        if full >= LEAST_SHOWN:
            (siblings if early else shown).append(replace(best, score=round(ceiling, 4)))
    if len(shown) < FIRST:
        return shown
    return shown + [replace(one, score=min(one.score, shown[-1].score)) for one in siblings]


def next_kind(
    waiting: dict[QuestionKind, Waiting], seen: Counter[str], last: QuestionKind | None
) -> QuestionKind:
    """The kind whose first question is worth most now; the kind just shown is worth less."""
    heads = {}
    for kind, queue in waiting.items():
        if queue:
            settle_first(queue, seen)
            heads[kind] = queue[0][0] * (KIND_PENALTY if kind == last else 1.0)
    return min(heads, key=lambda kind: (heads[kind], kind))


def settle_first(queue: Waiting, seen: Counter[str]) -> None:
    """Put a queue's true best first: what was shown since may have made others worth less."""
    while True:
        worth, key, full, one = queue[0]
        siblings, neighbours = seen[one.fact_key], seen[sentence_of(one)]
        now = -full * SIBLING_PENALTY**siblings * SENTENCE_PENALTY ** (neighbours - siblings)
        if now <= worth:
            return
        heapq.heapreplace(queue, (now, key, full, one))


def answer_of(one: Question) -> str:
    """One for all questions to which a sentence gives the same answer, of whatever fact."""
    return f"{sentence_of(one)} {one.answer.text}"


def sentence_of(one: Question) -> str:
    return f"sentence-{one.evidence.start}" if one.evidence else one.id
