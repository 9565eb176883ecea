"""The form in which a learner plans their study; its limits are those of ``StudySettings``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    SubmitField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.study.settings import NewOrder, ReviewOrder, StudySettings

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_NEW, MOST_REVIEWS = 999, 9999


def limit(label: str, most: int) -> IntegerField:
    message = f"Write a whole number from 0 to {most:,}."
    return IntegerField(
        label,
        [InputRequired(message), NumberRange(0, most, message)],
        render_kw={"inputmode": "numeric", "min": 0, "max": most},
    )


class PlanForm(FlaskForm):
    """How much a day, in which order, and which days stay free."""

    new_a_day = limit("New cards a day", MOST_NEW)
    reviews_a_day = limit("Reviews a day", MOST_REVIEWS)
    new_order = SelectField(
        "New cards come",
        choices=[
            SelectChoice(str(NewOrder.AFTER), "after reviews"),
            SelectChoice(str(NewOrder.MIXED), "mixed with reviews"),
            SelectChoice(str(NewOrder.FIRST), "before reviews"),
        ],
    )
    review_order = SelectField(
        "Reviews come",
        choices=[
            SelectChoice(str(ReviewOrder.DUE), "longest due first"),
            SelectChoice(str(ReviewOrder.RECALL), "most nearly forgotten first"),
            SelectChoice(str(ReviewOrder.RANDOM), "in any order"),
        ],
    )
    even_out = BooleanField("Even out the days")
    easy_days = SelectMultipleField(
        "Easy days",
        coerce=int,
        choices=[SelectChoice(number, name) for number, name in enumerate(WEEKDAYS)],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    away_from = DateField("First day away", [Optional()])
    away_until = DateField("Last day away", [Optional()])
    suspend_leeches = BooleanField("Set aside cards that I keep forgetting")
    submit = SubmitField("Save")

    def validate_easy_days(self, field: Field) -> None:
        if len(field.data or ()) == len(WEEKDAYS):
            raise ValidationError("Leave at least one day that is not easy.")

    def validate_away_from(self, field: Field) -> None:
        if field.data and self.away_until.data is None:
            raise ValidationError("Give the first and the last day away, or neither.")

    def validate_away_until(self, field: Field) -> None:
        start, end = self.away_from.data, field.data
        if end and start is None:
            raise ValidationError("Give the first and the last day away, or neither.")
        if start and end and end < start:
            raise ValidationError("The last day away lies before the first one.")

    @classmethod
    def showing(cls, settings: StudySettings) -> PlanForm:
        """The form filled with what was chosen before; what is sent goes before that."""
        values: dict[str, Any] = asdict(settings)
        return cls(data=values)

    def settings(self) -> StudySettings:
        """What a valid form says."""
        kept = self.data
        kept.pop("csrf_token", None)
        kept.pop("submit", None)
        kept["easy_days"] = tuple(sorted(kept["easy_days"]))
        kept["new_order"] = NewOrder(kept["new_order"])
        kept["review_order"] = ReviewOrder(kept["review_order"])
        return StudySettings(**kept)


class FitForm(FlaskForm):
    """A button: look at, take or leave parameters of one's own."""
