"""The form that names an exam: what is asked in it, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy import Row
from wtforms import DateField, Field, SelectField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from quizapp.study.choosing import Tagged
from quizapp.words import gettext, lazy_gettext

EVERYTHING = "all"


class ExamForm(FlaskForm):
    """``what`` is everything, a set or a tag, all of them ones that the learner may study."""

    what = SelectField(lazy_gettext("What it is about"))
    day = DateField(
        lazy_gettext("Day of the exam"),
        [InputRequired(lazy_gettext("Give the day of the exam."))],
    )
    submit = SubmitField(lazy_gettext("Prepare for it"))

    today: dt.date

    @classmethod
    def offering(cls, sets: Sequence[Row[Any]], tags: Sequence[Tagged], today: dt.date) -> ExamForm:
        form = cls()
        form.today = today
        form.what.choices = [
            SelectChoice(EVERYTHING, gettext("Everything I study")),
            *[SelectChoice(f"set {one.id}", one.title, {"lang": one.language}) for one in sets],
            *[SelectChoice(f"tag {one.tag}", gettext("Tag: %(tag)s", tag=one.tag)) for one in tags],
        ]
        return form

    def validate_day(self, field: Field) -> None:
        if field.data <= self.today:
            raise ValidationError(gettext("The exam must lie ahead: tomorrow at the soonest."))

    def scope(self) -> tuple[int | None, str | None]:
        """The set's number and the tag; None where the exam is not about one."""
        kind, _, name = str(self.what.data).partition(" ")
        return int(name) if kind == "set" else None, name if kind == "tag" else None


class DropForm(FlaskForm):
    """A button: nothing to fill in."""
