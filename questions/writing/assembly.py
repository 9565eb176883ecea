"""What every kind of question is put together from: its key, evidence, identity and explanation."""

from __future__ import annotations

import hashlib
import re

from questions.types import (
    Answer,
    Article,
    Bound,
    Evidence,
    Fact,
    FactKind,
    Question,
    QuestionKind,
    Scale,
)

CURRENCY_BEFORE = re.compile(r"(?:US|A|C|NZ|HK)?[$€£¥₹]\s?$")
YEAR_LIKE = re.compile(r"1[0-9]\d\d|20\d\d")
LEAST_GOAL = 0.05
LEAST_POINTS = 0.2
SHARE_OF_ROOM = 5
HEDGED_GOAL = 0.1
WIDEST_ROUNDING = 0.25


def key_text(fact: Fact) -> str:
    """The number with its sign as the article writes them: "470,000", "20%", "$1.2 billion"."""
    quantity = fact.quantity
    if quantity is None:
        return fact.text
    start = fact.text.find(quantity.number_text)
    before, after = fact.text[:start], fact.text[start + len(quantity.number_text) :]
    sign = CURRENCY_BEFORE.search(before)
    key = (sign.group() if sign else "") + quantity.number_text
    if quantity.role in {"percentage", "money", "measure"} and not sign:
        unit = quantity.unit_text
        if unit and after.lstrip(" -").startswith(unit):
            key += after[: after.index(unit) + len(unit)]
    return key


def number_answer(fact: Fact) -> Answer:
    """The key of an estimate; its goal follows from the source's rounding and its hedge.

    The goal is never narrower than half a unit of the last digit that the source states, and not
    narrower than 5 % (10 % for a hedged figure), since an estimate is not a matter of recall.
    Rounding counts for a quarter at the most: "100,000" is seldom meant as 50,000 to 150,000.
    """
    quantity = fact.quantity
    if quantity is None or quantity.value is None:
        raise ValueError("only a quantity with a value can be estimated")
    rounding = min((quantity.step or 0.0) / 2, WIDEST_ROUNDING * abs(quantity.value))
    is_share = quantity.role == "percentage"
    goal = LEAST_GOAL if quantity.bound is Bound.EQUAL else HEDGED_GOAL
    scale: Scale = "percentage" if is_share else "ratio" if quantity.value > 0 else "linear"
    if scale == "ratio":
        tolerance = max(goal, rounding / quantity.value)
    elif is_share:
        room = min(quantity.value, 100 - quantity.value) / SHARE_OF_ROOM
        points = 2.0 if quantity.bound is Bound.EQUAL else 3.0
        tolerance = max(min(points, room), rounding, LEAST_POINTS)
    else:
        tolerance = max(goal * abs(quantity.value), rounding)
    return Answer(
        text=key_text(fact),
        value=quantity.value,
        unit=quantity.unit,
        bound=quantity.bound,
        tolerance=round(tolerance, 6),
        rounding=rounding,
        scale=scale,
    )


def evidence_of(article: Article, fact: Fact) -> Evidence:
    span = fact.sentence
    return Evidence(span.start, span.end, span.of(article.text))


def fact_key(fact: Fact) -> str:
    return f"{fact.kind}-{fact.span.start}"


def identity(kind: QuestionKind, article: Article, fact: Fact) -> str:
    """The same for the same article, fact and kind, whatever its wording."""
    said = f"{kind}\n{fact.span.start}\n{fact.text}\n{fact.sentence.of(article.text)}"
    if fact.relation:
        said += f"\n{fact.kind} {fact.relation.name}"  # the same words may be a plain name, too
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def explanation_of(fact: Fact) -> str:
    """What a hedge means, for a figure that has one; the evidence says the rest."""
    if fact.quantity is None:
        return ""
    key = key_text(fact)
    return {
        Bound.ABOUT: f"The source gives this as an estimate: about {key}.",
        Bound.BELOW: f"The source gives this as an upper limit: {key} at the most.",
        Bound.ABOVE: f"The source gives this as a lower limit: more than {key}.",
    }.get(fact.quantity.bound, "")


def make_question(
    kind: QuestionKind, article: Article, fact: Fact, prompt: str, answer: Answer, score: float,
    **more: object,
) -> Question:  # fmt: skip
    return Question(
        id=identity(kind, article, fact),
        kind=kind,
        prompt=prompt,
        answer=answer,
        explanation=explanation_of(fact),
        evidence=evidence_of(article, fact),
        attribution=fact.attribution,
        as_of=fact.as_of,
        score=score,
        fact_key=fact_key(fact),
        **more,  # type: ignore[arg-type]
    )


def is_asked(fact: Fact) -> bool:
    """True for a quantity that has a value and is more than a label."""
    quantity = fact.quantity
    return (
        fact.kind is FactKind.QUANTITY
        and quantity is not None
        and quantity.value is not None
        and (quantity.value > 1 or "." in quantity.number_text)
        and quantity.role in {"count", "measure", "money", "percentage", "age"}
        and not (quantity.unit is None and YEAR_LIKE.fullmatch(quantity.number_text))
    )
