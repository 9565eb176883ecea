"""The vocabulary: the values that every part of the project speaks in.

Spans are half-open, in Unicode code points into ``Article.text``; ``text[start:end]`` is the span.
Values here are frozen, know no database and no clock, and turn into JSON by ``as_json`` methods
whose keys are those of the command line's output.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or caption of an article; never contains a line break."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Article:
    """A source's text as it was read, and where it comes from.

    ``text`` is its blocks joined by an empty line; ``blocks`` are in order and do not overlap.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    publisher: str = ""
    author: str = ""
    address: str = ""
    published: dt.date | None = None

    def block_at(self, position: int) -> Block | None:
        for block in self.blocks:
            if block.start <= position < block.end:
                return block
        return None

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "publisher": self.publisher,
            "author": self.author,
            "address": self.address,
            "published": self.published.isoformat() if self.published else None,
            "text": self.text,
        }


class FactKind(StrEnum):
    QUANTITY = "quantity"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    DEFINITION = "definition"
    ROLE = "role"
    QUOTATION = "quotation"
    REASON = "reason"
    PART = "part"
    MEMBER = "member"


class Bound(StrEnum):
    """How a quantity's number relates to the true one; ``up`` and ``down`` are changes by it."""

    EQUAL = "="
    ABOUT = "~"
    BELOW = "<"
    ABOVE = ">"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in an article.

    ``value`` is None for a vague number ("hundreds of thousands") and for a range, which has
    ``low`` and ``high``. ``unit`` is a normal singular name ("dollar", "percent", "soldier"),
    ``unit_text`` what is written. ``concept`` says in a few words what is counted or measured.
    ``number_text`` is the number alone as written ("470,000", "half a million"); ``step`` is the
    value of one unit in its last stated digit (470,000 -> 10,000; 1.5 -> 0.1).
    ``role`` "count", "measure", "money", "percentage", "age", "rank", "score", "label", "ratio".
    Only a ``label`` (a model number, a rank, a name that has a figure in it) is no real quantity.
    """

    value: float | None
    number_text: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    unit_text: str = ""
    bound: Bound = Bound.EQUAL
    concept: tuple[str, ...] = ()
    step: float | None = None
    role: str = "count"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a fact ties together: the words at ``subject`` and at ``complement``, and how.

    ``name`` is the finder's own word for it ("stands for", "holds the post"). The fact's ``span``
    is what is asked for: one of the two, or a part of one. For a list, ``members`` are its names.
    """

    name: str
    subject: Span
    complement: Span
    members: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the article states at ``span``, within ``sentence``."""

    kind: FactKind
    span: Span
    sentence: Span
    text: str
    quantity: Quantity | None = None
    attribution: str | None = None
    as_of: str | None = None
    relation: Relation | None = None

    def as_json(self, article: Article) -> dict[str, Any]:
        found: dict[str, Any] = {
            "kind": str(self.kind),
            "text": self.text,
            "start": self.span.start,
            "end": self.span.end,
            "sentence": {
                "start": self.sentence.start,
                "end": self.sentence.end,
                "text": self.sentence.of(article.text),
            },
            "attribution": self.attribution,
            "as_of": self.as_of,
        }
        if self.relation:
            found |= {
                "relation": self.relation.name,
                "subject": self.relation.subject.of(article.text),
                "complement": self.relation.complement.of(article.text),
            }
        if self.quantity:
            quantity = self.quantity
            found |= {
                "value": tidy(quantity.value),
                "low": tidy(quantity.low),
                "high": tidy(quantity.high),
                "unit": quantity.unit,
                "unit_text": quantity.unit_text,
                "bound": str(quantity.bound),
                "concept": list(quantity.concept),
            }
        return found


class QuestionKind(StrEnum):
    MULTIPLE_CHOICE = "multiple_choice"
    NUMERIC_ESTIMATE = "numeric_estimate"
    CLOZE = "cloze"
    SHORT_ANSWER = "short_answer"
    FLASHCARD = "flashcard"


Scale = Literal["ratio", "linear", "year", "percentage"]


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    correct: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What is right.

    ``text`` is the key as a reader would say it ("470,000"); for a number, ``value`` in units of
    ``unit`` with its ``bound``. ``tolerance`` is relative (0.1 is ten per cent) on the "ratio"
    scale and absolute, in units of the value, on the others; it is the author's goal. ``rounding``
    is the half-width of the source's own rounding, absolute. ``accepted`` are other right texts.
    """

    text: str
    value: float | None = None
    unit: str | None = None
    bound: Bound = Bound.EQUAL
    tolerance: float | None = None
    rounding: float = 0.0
    scale: Scale = "ratio"
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One item-writing flaw or doubt: a stable ``code`` and a sentence that says what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a value.

    A multiple-choice prompt is a real question and has two to four options, one of them correct.
    A cloze prompt holds the gap as ``____``. ``fact_key`` is the same for questions on one fact
    (siblings). ``alternatives`` are other wordings of the prompt for the editor.
    """

    id: str
    kind: QuestionKind
    prompt: str
    answer: Answer
    options: tuple[Option, ...] = ()
    explanation: str = ""
    evidence: Evidence | None = None
    attribution: str | None = None
    as_of: str | None = None
    score: float = 0.0
    problems: tuple[Problem, ...] = ()
    fact_key: str = ""
    alternatives: tuple[str, ...] = field(default=())

    @property
    def correct_option(self) -> Option | None:
        return next((option for option in self.options if option.correct), None)

    def as_json(self) -> dict[str, Any]:
        """Every field under its command-line name; ``from_json`` reads it back unchanged."""
        answer = self.answer
        return {
            "id": self.id,
            "kind": str(self.kind),
            "prompt": self.prompt,
            "options": [{"text": one.text, "correct": one.correct} for one in self.options],
            "answer": {
                "text": answer.text,
                "value": tidy(answer.value),
                "unit": answer.unit,
                "bound": str(answer.bound),
                "tolerance": tidy(answer.tolerance),
                "rounding": tidy(answer.rounding),
                "scale": answer.scale,
                "accepted": list(answer.accepted),
            },
            "explanation": self.explanation,
            "evidence": self.evidence
            and {
                "start": self.evidence.start,
                "end": self.evidence.end,
                "text": self.evidence.text,
            },
            "attribution": self.attribution,
            "as_of": self.as_of,
            "score": round(self.score, 4),
            "problems": [{"code": one.code, "message": one.message} for one in self.problems],
            "fact_key": self.fact_key,
            "alternatives": list(self.alternatives),
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Question:
        """Read what ``as_json`` wrote. Raises KeyError, TypeError or ValueError on other shapes."""
        answer, evidence = found["answer"], found.get("evidence")
        return cls(
            id=found["id"],
            kind=QuestionKind(found["kind"]),
            prompt=found["prompt"],
            options=tuple(Option(one["text"], one["correct"]) for one in found.get("options", ())),
            answer=Answer(
                text=answer["text"],
                value=answer.get("value"),
                unit=answer.get("unit"),
                bound=Bound(answer.get("bound") or "="),
                tolerance=answer.get("tolerance"),
                rounding=answer.get("rounding") or 0.0,
                scale=answer.get("scale") or "ratio",
                accepted=tuple(answer.get("accepted") or ()),
            ),
            explanation=found.get("explanation") or "",
            evidence=Evidence(evidence["start"], evidence["end"], evidence["text"])
            if evidence
            else None,
            attribution=found.get("attribution"),
            as_of=found.get("as_of"),
            score=found.get("score") or 0.0,
            problems=tuple(
                Problem(one["code"], one["message"]) for one in found.get("problems", ())
            ),
            fact_key=found.get("fact_key") or "",
            alternatives=tuple(found.get("alternatives") or ()),
        )


class Rating(StrEnum):
    """How well it was remembered, in the scheduler's words."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Response:
    """What a learner gave: the index of an option, or a text; and how.

    ``guessed`` is the learner's own word that a right choice was a guess, ``easy`` that it was
    easy, ``known`` their own judgement of a flashcard. ``seconds`` is the time from seeing the
    question; ``slow_after`` the learner's own 90th percentile of it, where known. An interval has
    its lower figure in ``text``, its upper one in ``until`` and the learner's ``confidence`` in it,
    in per cent.
    """

    choice: int | None = None
    text: str = ""
    until: str = ""
    confidence: int | None = None
    guessed: bool = False
    easy: bool = False
    known: bool | None = None
    seconds: float | None = None
    slow_after: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval as it was read and judged, in units of the answer.

    ``missed`` is "low" where it lies below the truth and "high" where it lies above, empty where it
    holds it. ``loss`` is the interval score: nothing is best, and it has no upper limit.
    """

    low: float
    high: float
    confidence: int
    missed: str
    loss: float


@dataclass(frozen=True, slots=True)
class Grade:
    """``score`` from 0 to 1; ``correct`` is a pass; ``value`` the number that was read, if one, or
    the middle of an ``interval``."""

    score: float
    rating: Rating
    correct: bool
    feedback: str
    value: float | None = None
    interval: Interval | None = None


def tidy(value: float | None) -> float | int | None:
    """A whole number without its ``.0``, and no float noise: 470000.0 -> 470000."""
    if value is None:
        return None
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e15 else rounded
