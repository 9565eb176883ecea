"""FSRS's parameters fitted to one learner's own reviews, and what would change with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from questions.types import Rating
from quizapp.models import Memory, Parameters, Review, User
from quizapp.study.memories import rebuild_all, replay_all
from quizapp.study.progress import days_of
from quizapp.study.schedule import USUAL, Weights

ENOUGH_REVIEWS = 512
MOST_REVIEWS = 30_000  # the newest; more of them cost time and teach little
RELEARNING_STEPS = 1
WEEK = dt.timedelta(days=7)
NUMBERS = {rating: number for number, rating in enumerate(Rating, start=1)}


@dataclass(frozen=True, slots=True)
class Fit:
    """What fitting came to. The losses (log loss of recall foreseen against recall) are those of
    the scheduler's own parameters and of the fitted ones, over the reviews that were fitted."""

    weights: Weights
    reviews: int
    usual_loss: float
    fitted_loss: float

    @property
    def better(self) -> bool:
        return self.fitted_loss < self.usual_loss


@dataclass(frozen=True, slots=True)
class Due:
    """How many cards are due by the end of today, and by the end of the seventh day from now."""

    today: int
    week: int


def reviews_that_count(session: Session, learner: User) -> int:
    """How many Reviews a fit would go by."""
    return session.scalar(select(func.count()).where(*_counting(learner.id))) or 0


def fit(session: Session, learner: User) -> Fit | None:
    """Parameters that foresee this learner's recall best; None until there are enough reviews."""
    histories = _histories(session, learner.id)
    reviews = sum(len(one) for one in histories)
    if reviews < ENOUGH_REVIEWS:
        return None
    items = [item for one in histories for item in _items(one)]
    if not items:
        return None
    found = FSRS(USUAL).compute_parameters(items, num_relearning_steps=RELEARNING_STEPS)
    weights = _in_bounds(found)
    return Fit(weights, reviews, _loss(USUAL, items), _loss(weights, items))


def _counting(learner_id: int) -> tuple[ColumnElement[bool], ...]:
    return Review.learner_id == learner_id, Review.phase.is_not(None), Review.stands()


def _histories(session: Session, learner_id: int) -> list[list[tuple[dt.date, Rating]]]:
    """Each card's study days and ratings, of the learner's newest reviews."""
    newest = (
        select(Review.id)
        .where(*_counting(learner_id))
        .order_by(Review.study_day.desc(), Review.id.desc())
        .limit(MOST_REVIEWS)
        .subquery()
    )
    oldest = (
        select(Review.card_id, Review.study_day, Review.rating, Review.phase)
        .where(Review.id.in_(select(newest.c.id)))
        .order_by(Review.card_id, Review.answered_at, Review.id)
    )
    rows = groupby(session.execute(oldest), lambda row: row.card_id)
    cards = [list(found) for _, found in rows]
    # A history that lost its beginning would teach that the first answers were the first.
    return [
        [(one.study_day, one.rating) for one in found] for found in cards if found[0].phase == "new"
    ]


def _items(history: list[tuple[dt.date, Rating]]) -> Iterable[FSRSItem]:
    """What the optimiser learns from: each review on a later day, with those before it."""
    reviews: list[FSRSReview] = []
    before = history[0][0]
    for day, rating in history:
        passed = max(0, (day - before).days)
        reviews.append(FSRSReview(NUMBERS[rating], passed))
        before = max(before, day)
        if passed:
            yield FSRSItem(reviews)


def _in_bounds(found: Iterable[float]) -> Weights:
    """As ``fsrs`` takes them: the optimiser's single precision may step over a bound."""
    return tuple(
        min(max(value, low), high)
        for value, low, high in zip(
            found, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True
        )
    )


def _loss(weights: Weights, items: list[FSRSItem]) -> float:
    return float(FSRS(weights).evaluate(items).log_loss)


# What would change


def due_now(session: Session, learner: User, now: dt.datetime) -> Due:
    """What is due under the present schedule."""
    states = session.execute(
        select(Memory.state, Memory.due_at).where(Memory.learner_id == learner.id)
    )
    return _due((one.due_at for one in states), learner, now)


def due_with(session: Session, learner: User, weights: Weights, now: dt.datetime) -> Due:
    """What would be due if the learner's cards were scheduled by ``weights``."""
    last = (one.states[-1] for one in replay_all(session, learner.id, weights))
    return _due((one.due_at for one in last), learner, now)


def _due(moments: Iterable[dt.datetime], learner: User, now: dt.datetime) -> Due:
    days = days_of(learner)
    tomorrow = days.start(days.study_day(now) + dt.timedelta(days=1))
    found = [moment for moment in moments if moment < tomorrow + WEEK - dt.timedelta(days=1)]
    return Due(sum(moment < tomorrow for moment in found), len(found))


# What holds


def present(session: Session, learner: User) -> Parameters | None:
    """The learner's newest parameters, which may be a return to the usual ones."""
    newest = select(Parameters).where(Parameters.learner_id == learner.id)
    return session.scalar(newest.order_by(Parameters.id.desc()).limit(1))


def use(session: Session, learner: User, found: Fit | None, now: dt.datetime) -> None:
    """Schedule all of the learner's cards by the fitted parameters, or by the usual ones again."""
    session.add(
        Parameters(
            learner_id=learner.id,
            values=list(found.weights) if found else None,
            reviews=found.reviews if found else 0,
            usual_loss=found.usual_loss if found else None,
            fitted_loss=found.fitted_loss if found else None,
            fitted_at=now,
        )
    )
    session.flush()
    rebuild_all(session, learner.id)
