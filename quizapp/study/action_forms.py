"""The forms behind the quiet menu: set aside, take back, report."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from quizapp.models import HoldKind
from quizapp.words import lazy_gettext

LONGEST_REPORT = 2000
KINDS = [SelectChoice(str(kind)) for kind in HoldKind]


class HoldForm(FlaskForm):
    turn = HiddenField()
    kind = RadioField(choices=KINDS)


class ReleaseForm(FlaskForm):
    card_id = IntegerField(validators=[InputRequired()])
    kind = RadioField(choices=KINDS)


class UndoForm(FlaskForm):
    """``seen`` is how many answers of today the page knew of, so that a double click is one."""

    seen = IntegerField(validators=[InputRequired()])


class ReportForm(FlaskForm):
    turn = HiddenField()
    words = TextAreaField(
        lazy_gettext("What is wrong?"),
        validators=[
            DataRequired(lazy_gettext("Write what is wrong, in a few words.")),
            Length(
                max=LONGEST_REPORT,
                message=lazy_gettext("Use %(number)s characters at most.", number=LONGEST_REPORT),
            ),
        ],
        filters=[lambda words: words.strip() if words else words],
    )
