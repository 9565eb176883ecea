"""What instructors and learners fill in about a class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, Field, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from quizapp.models import QuestionSet
from quizapp.words import gettext, lazy_gettext


def stripped(text: str | None) -> str:
    return (text or "").strip()


class ClassForm(FlaskForm):
    title = StringField(
        lazy_gettext("Title"),
        [
            DataRequired(lazy_gettext("Give the class a title, such as Year 10 geography.")),
            Length(max=200, message=lazy_gettext("Shorten the title to 200 characters.")),
        ],
        [stripped],
    )


class JoinForm(FlaskForm):
    code = StringField(
        lazy_gettext("Class code"),
        [DataRequired(lazy_gettext("Type the code that you were given."))],
        [stripped],
    )

    def refuse(self, message: str) -> None:
        """Show a sentence at the code."""
        self.code.errors = [*self.code.errors, message]


class AssignForm(FlaskForm):
    """A set to give, and by when, on the instructor's own clock."""

    set_id = SelectField(lazy_gettext("Set"), coerce=int, validate_choice=False)
    due_at = DateTimeLocalField(lazy_gettext("Due by"), [Optional()], format="%Y-%m-%dT%H:%M")

    def __init__(
        self, sets: Iterable[QuestionSet], zone: str, now: dt.datetime, **kwargs: object
    ) -> None:
        super().__init__(**kwargs)
        self.zone, self.now = ZoneInfo(zone), now
        self.set_id.choices = [
            SelectChoice(str(one.id), one.title, {"lang": one.language}) for one in sets
        ]

    def validate_due_at(self, field: Field) -> None:
        due = self.due()
        if due and due <= self.now:
            raise ValidationError(gettext("This moment has passed: choose a later one, or none."))

    def due(self) -> dt.datetime | None:
        """The moment in UTC, or None if there is no date."""
        local: dt.datetime | None = self.due_at.data
        return local.replace(tzinfo=self.zone).astimezone(dt.UTC) if local else None


class ActionForm(FlaskForm):
    """A button: nothing to fill in, only proof that the request came from our page."""
