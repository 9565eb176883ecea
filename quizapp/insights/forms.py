"""How sure the learner's estimates are to be."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, SubmitField
from wtforms.fields.choices import SelectChoice

from questions.grading import CONFIDENCES

ONE_FIGURE = "0"


class ConfidenceForm(FlaskForm):
    """One figure, or an interval at one confidence; kept as models.User.confidence."""

    confidence = RadioField(
        "How estimates are asked for",
        choices=[
            SelectChoice(ONE_FIGURE, "One figure"),
            *(SelectChoice(str(level), f"An interval, {level} % sure") for level in CONFIDENCES),
        ],
    )
    submit = SubmitField("Save")

    @property
    def chosen(self) -> int | None:
        """The confidence in per cent; None for one figure."""
        return int(self.confidence.data) or None
