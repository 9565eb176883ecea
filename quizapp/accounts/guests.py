"""What a guest made goes into the account they sign in to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from quizapp.models import (
    Article,
    Attempt,
    CardRevision,
    Exam,
    Hold,
    Membership,
    Memory,
    Parameters,
    PastDay,
    PastKnowledge,
    QuestionSet,
    Report,
    Review,
    Upload,
    User,
    UserRole,
)
from quizapp.study.memories import rebuild_all, rebuild_memory

Whose = InstrumentedAttribute[Any]
# Every column that names a person is in one of these.
GIVEN: tuple[Whose, ...] = (
    Review.learner_id,
    Report.learner_id,
    Exam.learner_id,
    Attempt.learner_id,
    Article.owner_id,
    Upload.owner_id,
    QuestionSet.owner_id,
    CardRevision.editor_id,
)
# One row a person and thing: what the account has itself stays.
GIVEN_WHERE_NEW: tuple[tuple[Whose, tuple[Whose, ...]], ...] = (
    (Hold.learner_id, (Hold.card_id, Hold.kind)),
    (Membership.user_id, (Membership.class_id,)),
)
WHERE_NONE: tuple[Whose, ...] = (Parameters.learner_id,)
MADE_ANEW: tuple[Whose, ...] = (
    Memory.learner_id,
    PastKnowledge.learner_id,
    PastDay.learner_id,
)
LEFT: tuple[Whose, ...] = (UserRole.user_id,)
CHOICES = ("confidence", "language")  # columns of User; None where nothing was chosen


def take_over(session: Session, guest: User, account: User) -> None:
    """Give all that is the guest's to the account, rebuild its Memories and end the guest."""
    answered = select(Review.card_id).where(Review.learner_id == guest.id).distinct()
    cards = sorted(session.scalars(answered))
    for whose in GIVEN:
        _give(session, whose, guest, account)
    for whose, about in GIVEN_WHERE_NEW:
        _give_where_new(session, whose, about, guest, account)
    own = select(Parameters.id).where(Parameters.learner_id == account.id).limit(1)
    fitted = session.scalar(own) is None and _give(session, Parameters.learner_id, guest, account)
    take_choices(guest, account)
    session.execute(delete(Memory).where(Memory.learner_id == guest.id))
    for card_id in cards:
        rebuild_memory(session, account, card_id)
    session.flush()
    if fitted:
        rebuild_all(session, account.id)
    session.expire(guest)  # what was given is not the guest's to take along
    session.delete(guest)
    session.flush()


def take_choices(guest: User, account: User) -> None:
    """What the guest chose about studying, where the account has not chosen for itself."""
    account.study = {**(guest.study or {}), **(account.study or {})}
    for name in CHOICES:
        if getattr(account, name) is None:
            setattr(account, name, getattr(guest, name))


def _give(session: Session, whose: Whose, guest: User, account: User) -> bool:
    """Whether there was anything to give."""
    model = whose.class_
    given = session.execute(
        update(model).where(whose == guest.id).values({whose: account.id}).returning(model.id)
    ).all()
    return bool(given)


def _give_where_new(
    session: Session, whose: Whose, about: tuple[Whose, ...], guest: User, account: User
) -> None:
    model = whose.class_
    has = {tuple(row) for row in session.execute(select(*about).where(whose == account.id))}
    for row in session.execute(select(*about).where(whose == guest.id)).all():
        this = [column == value for column, value in zip(about, row, strict=True)]
        if tuple(row) not in has:
            session.execute(
                update(model).where(whose == guest.id, *this).values({whose: account.id})
            )
