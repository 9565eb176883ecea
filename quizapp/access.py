"""Who is asking, and what is theirs. Permission is the fetch: a function gives the row, or 404."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from zoneinfo import available_timezones

from flask import abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from quizapp import clock
from quizapp.database import db
from quizapp.models import (
    Article,
    Card,
    Class,
    ClassRole,
    Membership,
    QuestionSet,
    Report,
    Upload,
    User,
)

P = ParamSpec("P")
T = TypeVar("T")

GUEST_KEY = "guest"
TIME_ZONES = frozenset(available_timezones())


def account() -> User | None:
    """The person who is signed in, if one is."""
    person: User = current_user._get_current_object()  # noqa: SLF001, the way that Werkzeug gives
    return person if person.is_authenticated else None


def signed_in() -> User:
    """The person who is signed in; 404 for everybody else."""
    person = account()
    if person is None:
        abort(404)
    return person


def peek_learner() -> User | None:
    """The signed-in person, or the guest who has answered before, else None.

    A visitor's browser is given its guest key here, before anything is answered: two first answers
    at the same moment are then the same guest's.
    """
    person = account()
    if person:
        return person
    key = session.get(GUEST_KEY)
    if key is None:
        _give_guest_key()
        return None
    if "guest" not in g:
        g.guest = find_guest(key)
    guest: User | None = g.guest
    return guest


def current_learner() -> User:
    """The signed-in person or the guest; the guest's row is made here, on the first answer."""
    learner = peek_learner()
    if learner:
        return learner
    g.guest = make_guest(session[GUEST_KEY], browser_time_zone())
    guest: User = g.guest
    return guest


def _give_guest_key() -> None:
    session[GUEST_KEY] = secrets.token_hex(16)
    session.permanent = True


def find_guest(key: str) -> User | None:
    """The guest whose browser holds ``key``."""
    query = select(User).where(User.fs_uniquifier == key, User.guest, User.active)
    return db.session.scalar(query)


def make_guest(key: str, time_zone: str) -> User:
    """A person without an account; the one made by a request that was quicker, if there is one."""
    guest = User(
        fs_uniquifier=key, guest=True, time_zone=time_zone, active=True, created_at=clock.now()
    )
    try:
        with db.session.begin_nested():
            db.session.add(guest)
    except IntegrityError:
        found = find_guest(key)
        if found is None:
            raise
        return found
    return guest


def browser_time_zone() -> str:
    """The time zone the browser says it is in, where it says one that exists; else UTC."""
    named = request.form.get("time_zone") or request.cookies.get("time_zone") or ""
    return named if named in TIME_ZONES else "UTC"


def account_required(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Sends whoever has no account to sign-in, and back here afterwards."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if account():
            return view(*args, **kwargs)
        here = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("security.login", next=here))

    return guarded


def own_set(set_id: int) -> QuestionSet:
    """The set, if the person who is signed in owns it."""
    return _one(
        select(QuestionSet).where(QuestionSet.id == set_id, QuestionSet.owner_id == _account_id())
    )


def own_card(card_id: int) -> Card:
    """The card, if it is in a set of the person who is signed in."""
    return _one(
        select(Card)
        .join(QuestionSet)
        .where(Card.id == card_id, QuestionSet.owner_id == _account_id())
    )


def own_report(report_id: int) -> Report:
    """The report, if it is on a card of the person who is signed in."""
    return _one(
        select(Report)
        .join(Card, Card.id == Report.card_id)
        .join(QuestionSet, QuestionSet.id == Card.set_id)
        .where(Report.id == report_id, QuestionSet.owner_id == _account_id())
    )


def own_article(article_id: int) -> Article:
    """The article, if the person who is signed in owns it."""
    return _one(select(Article).where(Article.id == article_id, Article.owner_id == _account_id()))


def own_upload(upload_id: int) -> Upload:
    """The uploaded file, if it is the signed-in person's."""
    return _one(select(Upload).where(Upload.id == upload_id, Upload.owner_id == _account_id()))


def visible_set(set_id: int) -> QuestionSet:
    """The set, if this learner may study it: open, given to a class of theirs, or their own."""
    return _one(
        select(QuestionSet).where(QuestionSet.id == set_id, QuestionSet.open_to(_account_id()))
    )


def own_class(class_id: int) -> Class:
    """The class, if the person who is signed in instructs it."""
    return _one(_classes(class_id).where(Membership.role == ClassRole.INSTRUCTOR))


def joined_class(class_id: int) -> Class:
    """The class, if the person who is signed in belongs to it, in whatever role."""
    return _one(_classes(class_id))


def _classes(class_id: int) -> Select[Class]:
    return (
        select(Class)
        .join(Membership)
        .where(Class.id == class_id, Membership.user_id == _account_id())
    )


def _account_id() -> int | None:
    person = account()
    return person.id if person else None


def _one(query: Select[T]) -> T:
    found = db.session.scalar(query)
    if found is None:
        abort(404)
    return found
