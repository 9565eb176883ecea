"""Accounts as rows: the first one, and whether there is one yet."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import User

SYSTEM_NAME = "quizapp"
SYSTEM_EMAIL = "quizapp@localhost.invalid"


def has_account(session: Session) -> bool:
    """Whether anybody has an account; guests and the program's own user are nobody here."""
    query = select(User.id).where(~User.guest, User.email != SYSTEM_EMAIL).limit(1)
    return session.scalar(query) is not None


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
