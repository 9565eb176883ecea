"""A turn: one card as served to one person, signed, so that what comes back can be trusted.

The turn's key names it for good: whatever is clicked or sent again, it gives one Review.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import secrets
from dataclasses import dataclass
from functools import cache

from itsdangerous import BadSignature, URLSafeSerializer

from questions.errors import NumberError
from questions.numbers import read_number
from questions.types import Question, QuestionKind
from quizapp.errors import QuizappError
from quizapp.models import Card, Review

MAX_AGE = dt.timedelta(days=30)
AHEAD = -1  # in the place of ``reviews``: served before its time
LONGEST_SECONDS = 300.0


class TurnError(QuizappError):
    """The answer belongs to no question that was served here, or to somebody else's."""

    def __init__(self) -> None:
        super().__init__("This answer belongs to no question of yours. Go on from Today.")


@dataclass(frozen=True, slots=True)
class Turn:
    """``person`` is whom the card was served to (see ``person_mark``); ``reviews`` how often they
    had answered it before; ``key`` 32 hexadecimal digits; ``confidence`` that of the interval it
    asked for, in per cent, None where it asked for none.

    A turn that is served ahead of its time, for a browser that may lose its network, does not know
    how often the card was answered; it is good for one answer, whatever is answered meanwhile.
    """

    card_id: int
    revision: int
    person: str
    reviews: int
    key: str
    served_at: dt.datetime
    confidence: int | None = None

    def seconds(self, now: dt.datetime) -> float:
        """The time from seeing the question until ``now``; a page left open is cut short."""
        return min(max((now - self.served_at).total_seconds(), 0.0), LONGEST_SECONDS)

    @property
    def ahead(self) -> bool:
        return self.reviews == AHEAD

    def moment(self, claimed: dt.datetime | None, now: dt.datetime) -> dt.datetime:
        """When it was answered: as the browser says if it says so, but neither before it was served
        nor after ``now``."""
        return min(max(claimed, self.served_at), now) if claimed else now

    def expired(self, now: dt.datetime) -> bool:
        return now - self.served_at > MAX_AGE


def person_mark(account_id: int | None, guest_key: str | None) -> str:
    """Names an account, or a guest's browser before and after their first answer."""
    if account_id is not None:
        return f"account {account_id}"
    return hashlib.blake2b((guest_key or "").encode(), digest_size=12).hexdigest()


def serve(
    card: Card, person: str, reviews: int, now: dt.datetime, confidence: int | None = None
) -> Turn:
    key = secrets.token_hex(16)
    return Turn(card.id, card.revision, person, reviews, key, now, confidence)


def served_before(review: Review, person: str) -> Turn:
    """The turn that a Review answered, to name its card by; it gives no second Review."""
    return Turn(
        review.card_id, review.card_revision, person, AHEAD, review.turn_key, review.answered_at
    )


def sign(turn: Turn, secret: str) -> str:
    served = int(turn.served_at.timestamp() * 1000)
    values = [turn.card_id, turn.revision, turn.person, turn.reviews, turn.key, served]
    values += [turn.confidence] if turn.confidence else []
    return str(_serializer(secret).dumps(values))


def read(token: str, secret: str, person: str) -> Turn:
    """The turn of ``token``. Raises TurnError where it is not ours or was served to another."""
    try:
        card_id, revision, served_to, reviews, key, served, *more = _serializer(secret).loads(token)
    except (BadSignature, ValueError, TypeError):
        raise TurnError from None
    if served_to != person:
        raise TurnError
    served_at = dt.datetime.fromtimestamp(served / 1000, dt.UTC)
    return Turn(card_id, revision, served_to, reviews, key, served_at, *more)


@cache
def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="turn")


def option_order(question: Question, key: str) -> list[int]:
    """In which order a turn shows the options: figures as given, others so that no place is a cue.

    The same turn always shows the same order.
    """
    order = list(range(len(question.options)))
    if question.kind is QuestionKind.MULTIPLE_CHOICE and not _all_figures(question):
        random.Random(key).shuffle(order)
    return order


def _all_figures(question: Question) -> bool:
    return all(_is_figure(option.text) for option in question.options)


def _is_figure(text: str) -> bool:
    try:
        read_number(text)
    except NumberError:
        return False
    return True
