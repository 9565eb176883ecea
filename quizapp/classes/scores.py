"""What the learners of a class know: the gradebook, and every answer behind it.

Only accepted cards of the sets that the class was given count, and only answers by its learners.
A quiz's answers belong to its attempts and are not counted here, nor is an answer taken back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, select

from questions.types import Question, QuestionKind
from quizapp.classes import roster
from quizapp.database import db
from quizapp.models import (
    Assignment,
    AssignmentMode,
    Card,
    CardRevision,
    CardStatus,
    Class,
    Memory,
    MemoryState,
    QuestionSet,
    Review,
    SetStatus,
    User,
)
from quizapp.study.memories import weights_of_each
from quizapp.study.progress import days_of
from quizapp.study.schedule import recall_after

BATCH = 500
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Figures:
    """One learner's figures over the cards of one set, or of several added up.

    ``answered`` counts cards, ``answers`` all answers to them; ``right_at_first`` the cards whose
    first answer was right; ``scores`` is the sum of all answers' scores; ``recalled`` the number of
    cards that the learner is expected to recall today; ``due`` the cards that have come back.
    """

    cards: int = 0
    answered: int = 0
    right_at_first: int = 0
    answers: int = 0
    scores: float = 0.0
    recalled: float = 0.0
    due: int = 0
    last_answer: dt.datetime | None = None

    @property
    def first_attempt_share(self) -> float | None:
        """Of the answered cards, the share whose first answer was right."""
        return self.right_at_first / self.answered if self.answered else None

    @property
    def mean_score(self) -> float | None:
        """The mean score of all answers, 0 to 1."""
        return self.scores / self.answers if self.answers else None

    @property
    def known_share(self) -> float | None:
        """Of all cards, the share that the learner is expected to recall today."""
        return self.recalled / self.cards if self.cards else None

    @property
    def waiting(self) -> int:
        """Cards that are due or were never answered."""
        return self.due + self.cards - self.answered

    def __add__(self, other: Figures) -> Figures:
        latest = max(self.last_answer or NEVER, other.last_answer or NEVER)
        return Figures(
            self.cards + other.cards,
            self.answered + other.answered,
            self.right_at_first + other.right_at_first,
            self.answers + other.answers,
            self.scores + other.scores,
            self.recalled + other.recalled,
            self.due + other.due,
            None if latest == NEVER else latest,
        )


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A learner, their figures in each set of the gradebook, in its order, and over all of them."""

    learner: User
    by_set: Sequence[Figures]
    total: Figures


@dataclass(frozen=True, slots=True)
class Gradebook:
    sets: Sequence[QuestionSet]
    rows: Sequence[LearnerRow]

    def behind_first(self) -> list[LearnerRow]:
        """The learners with most cards waiting first; among equals, who was away longest."""
        return sorted(
            self.rows,
            key=lambda row: (-row.total.waiting, row.total.last_answer or NEVER),
        )


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer as the class's file lists it; ``attempt`` counts the learner's on this card."""

    learner: User
    question_set: QuestionSet
    card: Card
    question: Question
    review: Review
    attempt: int


def gradebook(class_: Class, now: dt.datetime) -> Gradebook:
    """The figures of every learner in every set given as practice, learners by name."""
    sets, learners = given_sets(class_.id), roster.learners(class_.id)
    figures = all_figures(sets, learners, now)
    rows = []
    for learner in learners:
        by_set = [figures[learner.id, one.id] for one in sets]
        rows.append(LearnerRow(learner, by_set, sum(by_set, Figures())))
    return Gradebook(sets, rows)


@dataclass(frozen=True, slots=True)
class Given:
    """A set as a learner of the class sees it: by when, and how they stand in it."""

    question_set: QuestionSet
    due_at: dt.datetime | None
    figures: Figures


def given_to(class_: Class, learner: User, now: dt.datetime) -> list[Given]:
    """What a learner can study of what the class was given, in the order in which it was."""
    given = [
        one
        for one in roster.assignments(class_.id)
        if one.mode is AssignmentMode.PRACTICE and one.question_set.status is SetStatus.PUBLISHED
    ]
    figures = all_figures([one.question_set for one in given], [learner], now)
    return [Given(one.question_set, one.due_at, figures[learner.id, one.set_id]) for one in given]


def given_sets(class_id: int) -> Sequence[QuestionSet]:
    """The sets that a class was given as practice, in the order in which they were."""
    return db.session.scalars(
        select(QuestionSet)
        .join(Assignment, Assignment.set_id == QuestionSet.id)
        .where(Assignment.class_id == class_id, Assignment.mode == AssignmentMode.PRACTICE)
        .order_by(Assignment.created_at, Assignment.id)
    ).all()


def all_figures(
    sets: Sequence[QuestionSet], learners: Sequence[User], now: dt.datetime
) -> Mapping[tuple[int, int], Figures]:
    """Figures by (learner id, set id), one for each pair."""
    chosen = Chosen([one.id for one in sets], [one.id for one in learners])
    sizes, answers = card_counts(chosen.set_ids), answer_figures(chosen)
    memory = memory_figures(chosen, learners, now)
    nothing = Figures()
    return {
        (learner.id, one.id): Figures(cards=sizes.get(one.id, 0))
        + answers.get((learner.id, one.id), nothing)
        + memory.get((learner.id, one.id), nothing)
        for learner in learners
        for one in sets
    }


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose answers to what count."""

    set_ids: Sequence[int] = field(default_factory=list)
    learner_ids: Sequence[int] = field(default_factory=list)

    def reviews(self) -> ColumnElement[bool]:
        """The condition on Review and Card, joined."""
        return and_(
            Card.set_id.in_(self.set_ids),
            Card.status == CardStatus.ACCEPTED,
            Review.learner_id.in_(self.learner_ids),
            Review.attempt_id.is_(None),
            Review.stands(),
        )


def card_counts(set_ids: Sequence[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Card.set_id, func.count())
        .where(Card.set_id.in_(set_ids), Card.status == CardStatus.ACCEPTED)
        .group_by(Card.set_id)
    )
    return {row[0]: row[1] for row in rows}


def attempt_number() -> ColumnElement[int]:
    """Which of the learner's answers to this card it is, from 1."""
    return func.row_number().over(
        partition_by=(Review.learner_id, Review.card_id),
        order_by=(Review.answered_at, Review.id),
    )


def answer_figures(chosen: Chosen) -> dict[tuple[int, int], Figures]:
    """What was answered and how well, from the Reviews."""
    counted = counted_answers(chosen).c
    right_at_first = case((and_(counted.attempt == 1, counted.correct), 1), else_=0)
    rows = db.session.execute(
        select(
            counted.learner_id,
            counted.set_id,
            func.count(counted.card_id.distinct()),
            func.sum(right_at_first),
            func.count(),
            func.sum(counted.score),
            func.max(counted.answered_at),
        ).group_by(counted.learner_id, counted.set_id)
    )
    return {
        (learner_id, set_id): Figures(0, answered, first, answers, scores, last_answer=last)
        for learner_id, set_id, answered, first, answers, scores, last in rows
    }


def counted_answers(chosen: Chosen) -> Subquery:
    """The answers that count, each with its number among the learner's on that card."""
    return (
        select(
            Review.learner_id,
            Review.card_id,
            Review.score,
            Review.correct,
            Review.answered_at,
            Card.set_id,
            attempt_number().label("attempt"),
        )
        .join(Card, Card.id == Review.card_id)
        .where(chosen.reviews())
        .subquery()
    )


def memory_figures(
    chosen: Chosen, learners: Sequence[User], now: dt.datetime
) -> dict[tuple[int, int], Figures]:
    """What is due and what is recalled, on each learner's own study day and by their own
    parameters, as they see it themselves."""
    weights = weights_of_each(db.session(), chosen.learner_ids)
    today = {learner.id: days_of(learner).study_day(now) for learner in learners}
    rows = db.session.execute(
        select(
            Memory.learner_id,
            Card.set_id,
            Memory.state,
            Memory.stability,
            Memory.last_study_day,
            Memory.due_at,
        )
        .join(Card, Card.id == Memory.card_id)
        .where(
            Card.set_id.in_(chosen.set_ids),
            Card.status == CardStatus.ACCEPTED,
            Memory.learner_id.in_(chosen.learner_ids),
        )
    )
    found: dict[tuple[int, int], Figures] = {}
    for learner_id, set_id, state, stability, day, due_at in rows:
        learned = state is MemoryState.REVIEW
        passed = (today[learner_id] - day).days
        recalled = recall_after(stability, passed, weights[learner_id]) if learned else 0.0
        one = Figures(recalled=recalled, due=int(due_at <= now))
        found[learner_id, set_id] = found.get((learner_id, set_id), Figures()) + one
    return found


def answers(class_: Class) -> Iterator[AnswerRow]:
    """Every answer that counts, by learner and then in time; read in batches as it is used."""
    learners = {one.id: one for one in roster.learners(class_.id)}
    sets = {one.id: one for one in given_sets(class_.id)}
    cards = {
        card.id: card for card in db.session.scalars(select(Card).where(Card.set_id.in_(sets)))
    }
    asked = Asked(cards, earlier_wordings(list(sets)))
    query = answers_query(Chosen(list(sets), list(learners)))
    for row in db.session.execute(query.execution_options(yield_per=BATCH)):
        review, attempt = row[0], row[1]
        card = cards[review.card_id]
        yield AnswerRow(
            learner=learners[review.learner_id],
            question_set=sets[card.set_id],
            card=card,
            question=asked.question(card, review.card_revision),
            review=review,
            attempt=attempt,
        )


def answers_query(chosen: Chosen) -> Select[Review, int]:
    return (
        select(Review, attempt_number().label("attempt"))
        .join(Card, Card.id == Review.card_id)
        .join(User, User.id == Review.learner_id)
        .where(chosen.reviews())
        .order_by(func.lower(User.name), User.id, Review.answered_at, Review.id)
    )


def earlier_wordings(set_ids: Sequence[int]) -> dict[tuple[int, int], Question]:
    """What edited cards said before, by card id and revision."""
    rows = db.session.scalars(
        select(CardRevision)
        .join(Card, Card.id == CardRevision.card_id)
        .where(Card.set_id.in_(set_ids))
    )
    return {(row.card_id, row.number): Question.from_json(row.question) for row in rows}


class Asked:
    """Cards as they stood when they were answered."""

    def __init__(
        self, cards: Mapping[int, Card], earlier: Mapping[tuple[int, int], Question]
    ) -> None:
        self._newest = {card.id: card.as_question() for card in cards.values()}
        self._earlier = earlier

    def question(self, card: Card, revision: int) -> Question:
        return self._earlier.get((card.id, revision), self._newest[card.id])


def response_text(question: Question, response: Mapping[str, Any]) -> str:
    """A response as the learner gave it: the option's text, what was typed, or what they said."""
    if response.get("known") is False:
        return "not known"
    if question.kind is QuestionKind.MULTIPLE_CHOICE:
        choice = response.get("choice", -1)
        return question.options[choice].text if 0 <= choice < len(question.options) else ""
    if question.kind is QuestionKind.FLASHCARD:
        return "known"
    if "until" in response:
        return f"{response['text']} to {response['until']} ({response['confidence']} % sure)"
    return str(response.get("text", ""))
