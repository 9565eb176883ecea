"""Who is in a class and what it was given: make it, join it, give it a set, end it."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from quizapp.database import db
from quizapp.models import (
    Assignment,
    AssignmentMode,
    Class,
    ClassRole,
    Membership,
    QuestionSet,
    SetStatus,
    User,
)

# No letter that is mistaken for another letter or a figure, and no vowel to make words with.
ALPHABET = "CDFHJKMNPQRTVWXY34679"
CODE_LENGTH = 8


class UnknownCode(Exception):
    """No class has this join code."""


class ClassEnded(Exception):
    """The class of this code takes nobody any more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A class as its member sees it in a list: ``learners`` counts them for its instructor."""

    class_: Class
    role: ClassRole
    learners: int


def make_code() -> str:
    """A join code that no class has."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if not db.session.scalar(select(Class.id).where(Class.join_code == code)):
            return code


def tidy_code(typed: str) -> str:
    """A code as people type it, with blanks, hyphens and small letters, as it is kept."""
    return re.sub(r"[\s-]+", "", typed[:40]).upper()


def spaced(code: str) -> str:
    """A code as it is read aloud: two halves with a hyphen between."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def make_class(title: str, instructor_id: int, now: dt.datetime) -> Class:
    made = Class(title=title, join_code=make_code(), created_at=now)
    db.session.add(made)
    db.session.flush()
    db.session.add(
        Membership(
            class_id=made.id, user_id=instructor_id, role=ClassRole.INSTRUCTOR, joined_at=now
        )
    )
    return made


def classes_of(user_id: int) -> list[Entry]:
    """The classes a person teaches or learns in: running ones first, then the newest."""
    learners = (
        select(func.count())
        .select_from(Membership)
        .where(Membership.class_id == Class.id, Membership.role == ClassRole.LEARNER)
        .correlate(Class)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Class, Membership.role, learners)
        .join(Membership, Membership.class_id == Class.id)
        .where(Membership.user_id == user_id)
        .order_by(Class.ended_at.is_not(None), Class.created_at.desc(), Class.id.desc())
    )
    return [Entry(class_, role, count) for class_, role, count in rows]


def role_in(class_id: int, user_id: int) -> ClassRole | None:
    membership = db.session.get(Membership, (class_id, user_id))
    return membership.role if membership else None


def find_by_code(typed: str) -> Class:
    """The running class with a code as typed. Raises UnknownCode or ClassEnded."""
    code = tidy_code(typed)
    found = db.session.scalar(select(Class).where(Class.join_code == code)) if code else None
    if found is None:
        raise UnknownCode
    if found.ended_at:
        raise ClassEnded
    return found


def join(class_: Class, user_id: int, now: dt.datetime) -> None:
    """Make a person a learner of the class; whoever is in it already stays what they are."""
    if role_in(class_.id, user_id):
        return
    membership = Membership(
        class_id=class_.id, user_id=user_id, role=ClassRole.LEARNER, joined_at=now
    )
    try:
        with db.session.begin_nested():
            db.session.add(membership)
    except IntegrityError:
        return  # joined at the same moment in another tab


def renew_code(class_: Class) -> None:
    """Give the class a new code; the old one opens nothing any more."""
    class_.join_code = make_code()


def end(class_: Class, now: dt.datetime) -> None:
    class_.ended_at = class_.ended_at or now


def learners(class_id: int) -> Sequence[User]:
    """The learners of a class, by name."""
    return db.session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.class_id == class_id, Membership.role == ClassRole.LEARNER)
        .order_by(func.lower(User.name), User.id)
    ).all()


def remove_learner(class_id: int, user_id: int) -> User | None:
    """Take a learner out of the class; their answers stay theirs. None if they are not in it."""
    membership = db.session.get(Membership, (class_id, user_id))
    if membership is None or membership.role is not ClassRole.LEARNER:
        return None
    learner = membership.user
    db.session.delete(membership)
    return learner


def assignments(class_id: int) -> Sequence[Assignment]:
    """What a class was given, in the order in which it was."""
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.class_id == class_id)
        .order_by(Assignment.created_at, Assignment.id)
    ).all()


def sets_to_give(class_id: int, owner_id: int) -> Sequence[QuestionSet]:
    """An instructor's published sets that the class doesn't have yet, by title."""
    given = select(Assignment.set_id).where(
        Assignment.class_id == class_id, Assignment.mode == AssignmentMode.PRACTICE
    )
    return db.session.scalars(
        select(QuestionSet)
        .where(
            QuestionSet.owner_id == owner_id,
            QuestionSet.status == SetStatus.PUBLISHED,
            QuestionSet.id.not_in(given),
        )
        .order_by(func.lower(QuestionSet.title), QuestionSet.id)
    ).all()


def assign(class_id: int, set_id: int, due_at: dt.datetime | None, now: dt.datetime) -> Assignment:
    """Give a set to a class as practice; given again, it gets the new date."""
    given = db.session.scalar(
        select(Assignment).where(
            Assignment.class_id == class_id,
            Assignment.set_id == set_id,
            Assignment.mode == AssignmentMode.PRACTICE,
        )
    )
    if given is None:
        given = Assignment(
            class_id=class_id, set_id=set_id, mode=AssignmentMode.PRACTICE, created_at=now
        )
        db.session.add(given)
    given.due_at = due_at
    return given


def unassign(class_id: int, assignment_id: int) -> QuestionSet | None:
    """Take a set back from a class; answers to it stay. None if it was not given."""
    given = db.session.get(Assignment, assignment_id)
    if given is None or given.class_id != class_id:
        return None
    db.session.delete(given)
    return given.question_set
