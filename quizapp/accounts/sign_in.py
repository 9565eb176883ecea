"""Flask-Security as it is set up here, and what happens when somebody signs in."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, abort, session
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_security import Security, SQLAlchemyUserDatastore, user_authenticated
from flask_wtf import CSRFProtect
from sqlalchemy import bindparam, select
from sqlalchemy.orm.attributes import set_committed_value

from quizapp.access import GUEST_KEY, find_guest
from quizapp.accounts.forms import ChangePasswordForm, SignInForm, SignUpForm
from quizapp.accounts.guests import take_over
from quizapp.database import db
from quizapp.models import Role, User
from quizapp.prepared import Prepared, attached


class People(SQLAlchemyUserDatastore):
    """Finds who is signed in, on each request, by one plain statement.

    Nobody has a role over the whole installation, so none are looked up.
    """

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> User | None:
        if set(kwargs) != {"fs_uniquifier"}:
            found: Any = super().find_user(case_insensitive, **kwargs)
            return cast("User | None", found)
        row = SIGNED_IN.first(db.session(), kwargs)
        if row is None:
            return None
        person = attached(db.session(), User, row._asdict())
        set_committed_value(person, "roles", [])
        return person


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions, with one serializer for all requests instead of one for each."""

    _serializer: Any = None

    def get_signing_serializer(self, app: Flask) -> Any:
        self._serializer = self._serializer or super().get_signing_serializer(app)
        return self._serializer


SIGNED_IN = Prepared(
    select(User.__table__).where(User.__table__.c.fs_uniquifier == bindparam("fs_uniquifier"))
)


def init_app(app: Flask) -> None:
    app.session_interface = Sessions()
    CSRFProtect(app)
    Security(
        app,
        People(db, User, Role),
        login_form=SignInForm,
        register_form=SignUpForm,
        change_password_form=ChangePasswordForm,
    )
    app.view_functions["security.verify"] = no_page  # nothing here asks for a password again
    user_authenticated.connect(bring_guest_along, app)


def no_page() -> ResponseReturnValue:
    abort(404)


def bring_guest_along(_app: Flask, user: User, **_details: Any) -> None:
    """What was learned in this browser before signing in goes into the account."""
    key = session.pop(GUEST_KEY, None)
    guest = find_guest(key) if key else None
    if guest:
        db.session.flush()
        take_over(db.session(), guest, user)
