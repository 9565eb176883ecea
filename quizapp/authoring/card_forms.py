"""Writing a question: one form for each kind, all of which give a ``Question``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, ValidationError

from questions.errors import NumberError
from questions.numbers import print_number, print_year, read_number
from questions.tags import TagError
from questions.types import Answer, Bound, Option, Question, QuestionKind, Scale, tidy
from quizapp.authoring.forms import stripped
from quizapp.authoring.tags import read_tags
from quizapp.said import said
from quizapp.words import gettext, lazy_gettext

GAP = "____"
KIND_NAMES = {
    QuestionKind.MULTIPLE_CHOICE: "Multiple choice",
    QuestionKind.NUMERIC_ESTIMATE: "Numeric estimate",
    QuestionKind.CLOZE: "Cloze",
    QuestionKind.SHORT_ANSWER: "Short answer",
    QuestionKind.FLASHCARD: "Flashcard",
}
BOUND_NAMES = {
    Bound.EQUAL: lazy_gettext("exactly as stated"),
    Bound.ABOUT: lazy_gettext("about"),
    Bound.BELOW: lazy_gettext("up to, at most"),
    Bound.ABOVE: lazy_gettext("more than, at least"),
    Bound.UP: lazy_gettext("a rise by"),
    Bound.DOWN: lazy_gettext("a fall by"),
}
SCALE_NAMES: dict[Scale, Any] = {
    "ratio": lazy_gettext("in proportion, in per cent of the answer (counts, money, lengths)"),
    "percentage": lazy_gettext("in percentage points"),
    "year": lazy_gettext("in years"),
    "linear": lazy_gettext("in units of the answer (temperatures, numbers below zero)"),
}
LONGEST_NUMBER = 60
NUMBER_HINT = lazy_gettext("Write a number, such as 470,000 or 1.2 million.")


def number_in(text: str) -> float:
    """A number as people type it. Raises ValidationError with a sentence."""
    if len(text) > LONGEST_NUMBER:
        raise ValidationError(NUMBER_HINT)
    try:
        return read_number(text)
    except NumberError as error:
        raise ValidationError(said(str(error))) from error


class CardForm(FlaskForm):
    """What all kinds have in common. ``revision`` is the one that the editor sees."""

    kind: ClassVar[QuestionKind]

    revision = HiddenField()
    prompt = TextAreaField(
        lazy_gettext("Question"),
        [
            DataRequired(lazy_gettext("Write the question.")),
            Length(max=1000, message=lazy_gettext("Shorten the question to 1,000 characters.")),
        ],
        [stripped],
    )
    explanation = TextAreaField(
        lazy_gettext("Explanation"),
        [Length(max=5000, message=lazy_gettext("Shorten the explanation to 5,000 characters."))],
        [stripped],
    )
    attribution = StringField(lazy_gettext("According to"), [Length(max=300)], [stripped])
    as_of = StringField(lazy_gettext("As of"), [Length(max=100)], [stripped])
    evidence = TextAreaField(lazy_gettext("Evidence, as it stands in the article"), [], [stripped])
    wording = StringField(lazy_gettext("Other wordings"))
    tags = StringField(lazy_gettext("Tags"), [Length(max=500)], [stripped])

    def validate_tags(self, field: Field) -> None:
        try:
            read_tags(field.data or "")
        except TagError as error:
            raise ValidationError(said(str(error))) from error

    def take_wording(self, offered: tuple[str, ...]) -> None:
        """Put a chosen other wording into the question."""
        if self.wording.data in offered:
            self.prompt.data = self.wording.data

    @classmethod
    def values(cls, question: Question) -> dict[str, Any]:
        """What the form shows for a question."""
        return {
            "prompt": question.prompt,
            "explanation": question.explanation,
            "attribution": question.attribution or "",
            "as_of": question.as_of or "",
            "evidence": question.evidence.text if question.evidence else "",
        }

    def question(self, before: Question) -> Question:
        """The question as filled in; what the form doesn't show stays as it was before.

        Raises ValidationError where a field can't be read, so call it on a valid form.
        """
        return replace(
            before,
            prompt=self.prompt.data,
            explanation=self.explanation.data,
            attribution=self.attribution.data or None,
            as_of=self.as_of.data or None,
            answer=self.answer(before.answer),
            alternatives=wordings(before, self.prompt.data),
        )

    def answer(self, before: Answer) -> Answer:
        raise NotImplementedError


def wordings(before: Question, prompt: str) -> tuple[str, ...]:
    """The other wordings to offer from now on: the earlier prompt joins, the new one leaves."""
    known = dict.fromkeys((*before.alternatives, before.prompt))
    return tuple(wording for wording in known if wording and wording != prompt)


class MultipleChoiceForm(CardForm):
    kind = QuestionKind.MULTIPLE_CHOICE

    option_1 = StringField(lazy_gettext("Option 1"), [Length(max=300)], [stripped])
    option_2 = StringField(lazy_gettext("Option 2"), [Length(max=300)], [stripped])
    option_3 = StringField(lazy_gettext("Option 3"), [Length(max=300)], [stripped])
    option_4 = StringField(lazy_gettext("Option 4"), [Length(max=300)], [stripped])
    correct = RadioField(
        lazy_gettext("Right option"),
        choices=[
            SelectChoice(number, lazy_gettext("Option %(number)s is right", number=number))
            for number in "1234"
        ],
        default="1",
    )

    @classmethod
    def values(cls, question: Question) -> dict[str, Any]:
        shown = super().values(question)
        for number, option in enumerate(question.options[:4], start=1):
            shown[f"option_{number}"] = option.text
            if option.correct:
                shown["correct"] = str(number)
        return shown

    def option_fields(self) -> list[Field]:
        return [self.option_1, self.option_2, self.option_3, self.option_4]

    def validate_option_2(self, field: Field) -> None:
        if sum(bool(option.data) for option in self.option_fields()) < 2:
            raise ValidationError(gettext("Write at least two options."))

    def validate_option_4(self, field: Field) -> None:
        texts = [option.data.casefold() for option in self.option_fields() if option.data]
        if len(set(texts)) < len(texts):
            raise ValidationError(gettext("Two options are the same: change one of them."))

    def validate_correct(self, field: Field) -> None:
        options = dict(zip("1234", self.option_fields(), strict=True))
        if field.data not in options or not options[field.data].data:
            raise ValidationError(gettext("Mark an option that is filled in as the right one."))

    def question(self, before: Question) -> Question:
        options = tuple(
            Option(option.data, correct=str(number) == self.correct.data)
            for number, option in enumerate(self.option_fields(), start=1)
            if option.data
        )
        return replace(super().question(before), options=options)

    def answer(self, before: Answer) -> Answer:
        key = self.option_fields()[int(self.correct.data) - 1].data
        return before if key == before.text else Answer(text=key)


class NumericEstimateForm(CardForm):
    kind = QuestionKind.NUMERIC_ESTIMATE

    value = StringField(
        lazy_gettext("Answer"), [DataRequired(NUMBER_HINT), Length(max=LONGEST_NUMBER)], [stripped]
    )
    unit = StringField(lazy_gettext("Unit"), [Length(max=60)], [stripped])
    bound = SelectField(
        lazy_gettext("The source says"),
        [DataRequired(lazy_gettext("Choose one."))],
        choices=[SelectChoice(str(bound), name) for bound, name in BOUND_NAMES.items()],
        default=str(Bound.EQUAL),
    )
    tolerance = StringField(
        lazy_gettext("Right within"),
        [DataRequired(lazy_gettext("Say how far off is still right, such as 10.")), Length(max=20)],
    )
    scale = SelectField(
        lazy_gettext("Measured"),
        [DataRequired(lazy_gettext("Choose one."))],
        choices=[SelectChoice(scale, name) for scale, name in SCALE_NAMES.items()],
        default="ratio",
    )

    @classmethod
    def values(cls, question: Question) -> dict[str, Any]:
        answer = question.answer
        shown = super().values(question) | {
            "unit": answer.unit or "",
            "bound": str(answer.bound),
            "scale": answer.scale,
        }
        if answer.value is not None:
            shown["value"] = printed(answer.value, answer.scale)
        if answer.tolerance is not None:
            factor = 100 if answer.scale == "ratio" else 1
            shown["tolerance"] = str(tidy(answer.tolerance * factor))
        return shown

    def validate_value(self, field: Field) -> None:
        if number_in(field.data) <= 0 and self.scale.data == "ratio":
            raise ValidationError(
                gettext(
                    "A number that is zero or below can't be judged in proportion: "
                    "choose another measure below."
                )
            )

    def validate_tolerance(self, field: Field) -> None:
        if number_in(field.data.strip().removesuffix("%")) < 0:
            raise ValidationError(
                gettext("Write how far off is still right as a number above zero.")
            )

    def answer(self, before: Answer) -> Answer:
        scale: Scale = self.scale.data
        value = number_in(self.value.data)
        tolerance = number_in(self.tolerance.data.strip().removesuffix("%"))
        same_number = value == before.value
        return replace(
            before,
            text=before.text if same_number else printed(value, scale),
            value=value,
            unit=self.unit.data or None,
            bound=Bound(self.bound.data),
            tolerance=tolerance / 100 if scale == "ratio" else tolerance,
            rounding=before.rounding if same_number else 0.0,
            scale=scale,
        )


def printed(value: float, scale: Scale) -> str:
    """A number as a learner reads it, which ``read_number`` reads back to the same value."""
    if scale == "year":
        return print_year(value)
    text = print_number(value)
    return text if read_number(text) == value else str(tidy(value))


class WrittenForm(CardForm):
    """A kind whose answer is typed: the key, and other answers that count as right."""

    key = StringField(
        lazy_gettext("Answer"),
        [
            DataRequired(lazy_gettext("Write the answer.")),
            Length(max=300, message=lazy_gettext("Shorten the answer to 300 characters.")),
        ],
        [stripped],
    )
    accepted = TextAreaField(lazy_gettext("Also right, one a line"), [Length(max=2000)])

    @classmethod
    def values(cls, question: Question) -> dict[str, Any]:
        return super().values(question) | {
            "key": question.answer.text,
            "accepted": "\n".join(question.answer.accepted),
        }

    def answer(self, before: Answer) -> Answer:
        others = [line.strip() for line in (self.accepted.data or "").splitlines()]
        accepted = tuple(dict.fromkeys(line for line in others if line))
        return replace(before, text=self.key.data, accepted=accepted)


class ClozeForm(WrittenForm):
    kind = QuestionKind.CLOZE

    def validate_prompt(self, field: Field) -> None:
        if field.data.count(GAP) != 1 or field.data.count("_") != len(GAP):
            raise ValidationError(
                gettext("Mark the gap, once, with four underscores: %(gap)s", gap=GAP)
            )


class ShortAnswerForm(WrittenForm):
    kind = QuestionKind.SHORT_ANSWER


class FlashcardForm(CardForm):
    kind = QuestionKind.FLASHCARD

    back = TextAreaField(
        lazy_gettext("Back"),
        [
            DataRequired(lazy_gettext("Write the back of the card.")),
            Length(max=2000, message=lazy_gettext("Shorten the back to 2,000 characters.")),
        ],
        [stripped],
    )

    @classmethod
    def values(cls, question: Question) -> dict[str, Any]:
        return super().values(question) | {"back": question.answer.text}

    def answer(self, before: Answer) -> Answer:
        return replace(before, text=self.back.data)


FORMS: dict[QuestionKind, type[CardForm]] = {
    form.kind: form
    for form in (
        MultipleChoiceForm,
        NumericEstimateForm,
        ClozeForm,
        ShortAnswerForm,
        FlashcardForm,
    )
}
