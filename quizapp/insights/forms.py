"""How sure the learner's estimates are to be."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, SubmitField
from wtforms.fields.choices import SelectChoice

from questions.grading import CONFIDENCES
from quizapp.words import lazy_gettext

ONE_FIGURE = "0"


class ConfidenceForm(FlaskForm):
    """One figure, or an interval at one confidence; kept as models.User.confidence."""

    confidence = RadioField(
        lazy_gettext("How estimates are asked for"),
        choices=[
            SelectChoice(ONE_FIGURE, lazy_gettext("One figure")),
            *(
                SelectChoice(
                    str(level),
                    lazy_gettext("An interval, %(confidence)s %% sure", confidence=level),
                )
                for level in CONFIDENCES
            ),
        ],
    )
    submit = SubmitField(lazy_gettext("Save"))

    @property
    def chosen(self) -> int | None:
        """The confidence in per cent; None for one figure."""
        return int(self.confidence.data) or None
