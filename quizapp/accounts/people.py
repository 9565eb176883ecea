"""Accounts as rows: the first one, and whether there is one yet."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.errors import QuizappError
from quizapp.models import User

SYSTEM_NAME = "quizapp"
SYSTEM_EMAIL = "quizapp@localhost.invalid"


class AccountError(QuizappError):
    """There is no such account."""


def has_account(session: Session) -> bool:
    """Whether anybody has an account; guests and the program's own user are nobody here."""
    query = select(User.id).where(~User.guest, User.email != SYSTEM_EMAIL).limit(1)
    return session.scalar(query) is not None


def find_owner(session: Session, email: str | None) -> User:
    """The account with that address, or the first one made; raises AccountError without one."""
    people = select(User).where(~User.guest, User.email != SYSTEM_EMAIL).order_by(User.id)
    if email:
        people = people.where(func.lower(User.email) == email.lower())
    found = session.scalars(people.limit(1)).first()
    if found:
        return found
    if email:
        raise AccountError(f"Nobody has an account with the address {email}.")
    raise AccountError("Nobody has an account yet. Start 'quizapp serve' and open its link first.")


def system_user(session: Session, now: dt.datetime) -> User:
    """The user that owns the sets that come with the program; nobody can sign in as it."""
    found = session.scalar(select(User).where(User.email == SYSTEM_EMAIL))
    if found:
        return found
    made = User(
        fs_uniquifier=secrets.token_hex(16),
        email=SYSTEM_EMAIL,
        name=SYSTEM_NAME,
        active=False,
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made


def make_account(
    session: Session, *, name: str, email: str, password_hash: str, time_zone: str, now: dt.datetime
) -> User:
    account = User(
        fs_uniquifier=secrets.token_hex(16),
        name=name,
        email=email,
        password=password_hash,
        time_zone=time_zone,
        created_at=now,
    )
    session.add(account)
    session.flush()
    return account
