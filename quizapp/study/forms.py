"""The forms that answer a question, one for each kind. Each turns into a Response."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, Form, HiddenField, RadioField, StringField, SubmitField
from wtforms.validators import Length, StopValidation

from questions.types import Question, QuestionKind, Response
from quizapp.words import lazy_gettext

LONGEST_ANSWER = 200


class AnswerRequired:
    """Something must be given, unless the learner says that they don't know."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if form["unknown"].data:
            raise StopValidation
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            raise StopValidation(self.message)


SHORTER = lazy_gettext("Use %(number)s characters at most.", number=LONGEST_ANSWER)


class AnswerForm(FlaskForm):
    """What every answer brings: the turn, and the seconds that the browser counted.

    ``at`` comes with an answer that was given without a network and is sent later: when that was,
    in milliseconds since 1970, by the server's clock.
    """

    turn = HiddenField()
    seconds = HiddenField()
    at = HiddenField()
    unknown = SubmitField(lazy_gettext("I don't know"))
    easy = BooleanField(lazy_gettext("This is easy"))

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Form) -> None:
            """None of WTForms' own messages is shown, so their translations are not read."""

    def response(self, seconds: float) -> Response:
        """The Response; ``seconds`` is the time the server saw, which is never exceeded."""
        known = False if self.unknown.data else None
        return Response(
            known=known, easy=bool(self.easy.data), seconds=self._counted(seconds), **self._given()
        )

    def answered_at(self) -> dt.datetime | None:
        """The moment that the browser says the answer was given at; None where it says nothing."""
        try:
            return dt.datetime.fromtimestamp(float(self.at.data or "") / 1000, dt.UTC)
        except (ValueError, OverflowError, OSError):
            return None

    def _counted(self, seconds: float) -> float:
        try:
            counted = float(self.seconds.data or seconds)
        except ValueError:
            return seconds
        return counted if 0 <= counted <= seconds else seconds

    def _given(self) -> dict[str, Any]:
        raise NotImplementedError


class ChoiceForm(AnswerForm):
    choice = RadioField(
        lazy_gettext("Options"),
        coerce=int,
        validate_choice=False,
        validators=[
            AnswerRequired(lazy_gettext("Choose one of the options, or say that you don't know."))
        ],
    )
    guessed = BooleanField(lazy_gettext("I am guessing"))

    def _given(self) -> dict[str, Any]:
        return {"choice": self.choice.data, "guessed": bool(self.guessed.data)}


class TextForm(AnswerForm):
    text = StringField(
        lazy_gettext("Your answer"),
        validators=[
            AnswerRequired(lazy_gettext("Write an answer, or say that you don't know.")),
            Length(max=LONGEST_ANSWER, message=SHORTER),
        ],
    )

    def _given(self) -> dict[str, Any]:
        return {"text": (self.text.data or "").strip()}


class EstimateForm(TextForm):
    """A number as people type it; whether it is one is found in grading."""


class IntervalForm(AnswerForm):
    """Two numbers between which the answer lies, at the confidence that the turn was served with;
    whether they are numbers is found in grading."""

    text = StringField(
        lazy_gettext("Lower figure"),
        validators=[
            AnswerRequired(lazy_gettext("Write the lower figure too, or say that you don't know.")),
            Length(max=LONGEST_ANSWER, message=SHORTER),
        ],
    )
    until = StringField(
        lazy_gettext("Upper figure"),
        validators=[
            AnswerRequired(lazy_gettext("Write the upper figure too, or say that you don't know.")),
            Length(max=LONGEST_ANSWER, message=SHORTER),
        ],
    )
    confidence: int

    def _given(self) -> dict[str, Any]:
        if self.unknown.data:
            return {}
        text, until = (self.text.data or "").strip(), (self.until.data or "").strip()
        return {"text": text, "until": until, "confidence": self.confidence}


class FlashcardForm(AnswerForm):
    known = SubmitField(lazy_gettext("I knew it"))

    def _given(self) -> dict[str, Any]:
        return {}


FORMS: dict[QuestionKind, type[AnswerForm]] = {
    QuestionKind.MULTIPLE_CHOICE: ChoiceForm,
    QuestionKind.NUMERIC_ESTIMATE: EstimateForm,
    QuestionKind.CLOZE: TextForm,
    QuestionKind.SHORT_ANSWER: TextForm,
    QuestionKind.FLASHCARD: FlashcardForm,
}


def form_for(question: Question, confidence: int | None = None, **values: Any) -> AnswerForm:
    """The form for one question; at a ``confidence``, that of an interval."""
    if confidence is None:
        return FORMS[question.kind](**values)
    form = IntervalForm(**values)
    form.confidence = confidence
    return form
