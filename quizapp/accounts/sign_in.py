"""Flask-Security as it is set up here, and what happens when somebody signs in."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, session
from flask.typing import ResponseReturnValue
from flask_security import Security, SQLAlchemyUserDatastore, user_authenticated
from flask_wtf import CSRFProtect

from quizapp.access import GUEST_KEY, find_guest
from quizapp.accounts.forms import ChangePasswordForm, SignInForm, SignUpForm
from quizapp.accounts.guests import take_over
from quizapp.database import db
from quizapp.models import Role, User


def init_app(app: Flask) -> None:
    CSRFProtect(app)
    Security(
        app,
        SQLAlchemyUserDatastore(db, User, Role),
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
