"""An account's own pages; signing in and up are Flask-Security's, set up in ``sign_in``."""

from __future__ import annotations

import hmac

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import hash_password, login_user

from quizapp import clock, languages
from quizapp.access import account, account_required, browser_time_zone
from quizapp.accounts.forms import FirstInstructorForm, LanguageForm, SettingsForm
from quizapp.accounts.people import has_account, make_account
from quizapp.database import db
from quizapp.words import gettext

blueprint = Blueprint("accounts", __name__)


def check_start_token(token: str) -> None:
    """404 unless this is the link that the start printed."""
    expected = current_app.config.get("START_TOKEN") or ""
    if not hmac.compare_digest(token.encode(), expected.encode()):
        abort(404)


@blueprint.route("/start/<token>", methods=["GET", "POST"])
def first_instructor(token: str) -> ResponseReturnValue:
    """Makes the installation's first account, once."""
    check_start_token(token)
    if has_account(db.session()):
        flash(
            gettext(
                "The first account has been made already. Sign in, or make an account of your own."
            )
        )
        return redirect(url_for("security.login"))
    form = FirstInstructorForm()
    if not form.validate_on_submit():
        return render_template("accounts/first_instructor.html", form=form)
    person = make_account(
        db.session(),
        name=form.name.data,
        email=form.email.data,
        password_hash=hash_password(form.password.data),
        time_zone=browser_time_zone(),
        now=clock.now(),
    )
    login_user(person)
    db.session.commit()
    flash(gettext("Your account is made. Paste an article to write your first questions."))
    return redirect(url_for("authoring.sets"))


@blueprint.route("/settings", methods=["GET", "POST"])
@account_required
def settings() -> ResponseReturnValue:
    person = account()
    form = SettingsForm(obj=person)
    if not form.validate_on_submit():
        return render_template("accounts/settings.html", form=form, person=person)
    form.populate_obj(person)
    db.session.commit()
    flash(gettext("Your settings are saved."))
    return redirect(url_for("accounts.settings"))


@blueprint.post("/language")
def choose_language() -> ResponseReturnValue:
    """Speak another language from now on; what is no language of ours changes nothing."""
    form = LanguageForm()
    if form.validate_on_submit():
        languages.choose(form.language.data)
        db.session.commit()
    return redirect(languages.page_before(), 303)
