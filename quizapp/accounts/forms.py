"""The forms of an account: sign in, sign up, change the password, settings."""

from __future__ import annotations

from typing import Any

from flask_security.forms import ChangePasswordForm as BaseChangePasswordForm
from flask_security.forms import LoginForm, RegisterFormV2
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, Length

from quizapp import clock
from quizapp.access import TIME_ZONES, browser_time_zone
from quizapp.languages import LANGUAGES
from quizapp.words import lazy_gettext

NAME_LENGTH = 80  # models.person_name
EMAIL_LENGTH = 255  # models.User.email
PASSWORD_SHORTEST = 8  # SECURITY_PASSWORD_LENGTH_MIN
WRONG = lazy_gettext("The email address or the password is not right. Check both and try again.")


def stripped(value: str | None) -> str | None:
    return value.strip() if value else value


def name_field() -> StringField:
    return StringField(
        lazy_gettext("Name"),
        filters=[stripped],
        validators=[
            DataRequired(lazy_gettext("Write the name that your class knows you by.")),
            Length(
                max=NAME_LENGTH,
                message=lazy_gettext("Use %(number)s characters at most.", number=NAME_LENGTH),
            ),
        ],
        render_kw={"autocomplete": "name", "maxlength": NAME_LENGTH},
    )


class SignInForm(LoginForm):
    """Says the same whether the address or the password was wrong."""

    remember = BooleanField(lazy_gettext("Stay signed in on this device"))
    submit = SubmitField(lazy_gettext("Sign in"))

    def validate(self, **kwargs: Any) -> bool:
        if super().validate(**kwargs):
            return True
        if self.email.data and self.password.data:
            self.email.errors, self.password.errors = [], []
            self.form_errors.append(WRONG)
        return False


class SignUpForm(RegisterFormV2):
    """An account; what is not asked for comes from the browser and the clock."""

    name = name_field()
    submit = SubmitField(lazy_gettext("Make an account"))

    def to_dict(self, only_user: bool) -> dict[str, Any]:
        found: dict[str, Any] = super().to_dict(only_user)
        if only_user:
            found |= {"created_at": clock.now(), "time_zone": browser_time_zone()}
        return found


class ChangePasswordForm(BaseChangePasswordForm):
    submit = SubmitField(lazy_gettext("Change password"))


class FirstInstructorForm(FlaskForm):
    """The account of whoever installed this, made through the one-time link."""

    name = name_field()
    email = EmailField(
        lazy_gettext("Email address"),
        filters=[stripped],
        validators=[
            DataRequired(lazy_gettext("Write your email address; you sign in with it.")),
            Email(lazy_gettext("That is no email address. Write it like name@school.org.")),
            Length(max=EMAIL_LENGTH),
        ],
        render_kw={"autocomplete": "email"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        validators=[
            DataRequired(lazy_gettext("Choose a password.")),
            Length(
                min=PASSWORD_SHORTEST,
                message=lazy_gettext(
                    "Use %(number)s characters or more.", number=PASSWORD_SHORTEST
                ),
            ),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    submit = SubmitField(lazy_gettext("Make the account"))


class LanguageForm(FlaskForm):
    """The interface's language, chosen at the foot of every page."""

    language = RadioField(choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()])


class SettingsForm(FlaskForm):
    """What a person may change about themselves; the hours are those of models.User."""

    name = name_field()
    time_zone = SelectField(lazy_gettext("Time zone"), choices=sorted(TIME_ZONES))
    rollover_hour = SelectField(
        lazy_gettext("A new study day begins at"),
        coerce=int,
        choices=[SelectChoice(hour, f"{hour:02}:00") for hour in range(13)],
    )
    submit = SubmitField(lazy_gettext("Save"))
