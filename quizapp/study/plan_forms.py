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
from quizapp.words import gettext, lazy_figure, lazy_gettext

WEEKDAYS = (
    lazy_gettext("Monday"),
    lazy_gettext("Tuesday"),
    lazy_gettext("Wednesday"),
    lazy_gettext("Thursday"),
    lazy_gettext("Friday"),
    lazy_gettext("Saturday"),
    lazy_gettext("Sunday"),
)
MOST_NEW, MOST_REVIEWS = 999, 9999


def limit(label: Any, most: int) -> IntegerField:
    message = lazy_gettext("Write a whole number from 0 to %(most)s.", most=lazy_figure(most))
    return IntegerField(
        label,
        [InputRequired(message), NumberRange(0, most, message)],
        render_kw={"inputmode": "numeric", "min": 0, "max": most},
    )


class PlanForm(FlaskForm):
    """How much a day, in which order, and which days stay free."""

    new_a_day = limit(lazy_gettext("New cards a day"), MOST_NEW)
    reviews_a_day = limit(lazy_gettext("Reviews a day"), MOST_REVIEWS)
    new_order = SelectField(
        lazy_gettext("New cards come"),
        choices=[
            SelectChoice(str(NewOrder.AFTER), lazy_gettext("after reviews")),
            SelectChoice(str(NewOrder.MIXED), lazy_gettext("mixed with reviews")),
            SelectChoice(str(NewOrder.FIRST), lazy_gettext("before reviews")),
        ],
    )
    review_order = SelectField(
        lazy_gettext("Reviews come"),
        choices=[
            SelectChoice(str(ReviewOrder.DUE), lazy_gettext("longest due first")),
            SelectChoice(str(ReviewOrder.RECALL), lazy_gettext("most nearly forgotten first")),
            SelectChoice(str(ReviewOrder.RANDOM), lazy_gettext("in any order")),
        ],
    )
    even_out = BooleanField(lazy_gettext("Even out the days"))
    easy_days = SelectMultipleField(
        lazy_gettext("Easy days"),
        coerce=int,
        choices=[SelectChoice(number, name) for number, name in enumerate(WEEKDAYS)],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    away_from = DateField(lazy_gettext("First day away"), [Optional()])
    away_until = DateField(lazy_gettext("Last day away"), [Optional()])
    suspend_leeches = BooleanField(lazy_gettext("Set aside cards that I keep forgetting"))
    submit = SubmitField(lazy_gettext("Save"))

    def validate_easy_days(self, field: Field) -> None:
        if len(field.data or ()) == len(WEEKDAYS):
            raise ValidationError(gettext("Leave at least one day that is not easy."))

    def validate_away_from(self, field: Field) -> None:
        if field.data and self.away_until.data is None:
            raise ValidationError(gettext("Give the first and the last day away, or neither."))

    def validate_away_until(self, field: Field) -> None:
        start, end = self.away_from.data, field.data
        if end and start is None:
            raise ValidationError(gettext("Give the first and the last day away, or neither."))
        if start and end and end < start:
            raise ValidationError(gettext("The last day away lies before the first one."))

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
