"""A guest's progress goes into the account they sign in to."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from quizapp.models import Memory, Review, User
from quizapp.study import aside
from quizapp.study.memories import rebuild_memory


def take_over(session: Session, guest: User, account: User) -> None:
    """Give every Review of the guest, and what they set aside, to the account, rebuild its Memories
    and end the guest."""
    cards = session.scalars(
        select(Review.card_id).where(Review.learner_id == guest.id).distinct()
    ).all()
    session.execute(
        update(Review).where(Review.learner_id == guest.id).values(learner_id=account.id)
    )
    session.execute(delete(Memory).where(Memory.learner_id == guest.id))
    for card_id in sorted(cards):
        rebuild_memory(session, account, card_id)
    aside.take_over(session, guest, account)
    session.delete(guest)
    session.flush()
