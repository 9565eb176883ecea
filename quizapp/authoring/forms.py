"""What authors fill in: an article's source, a set's title, a decision on a draft."""

from __future__ import annotations

import secrets

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from quizapp.authoring.articles import Details, Source
from quizapp.models import CardStatus


def stripped(text: str | None) -> str:
    """A field's text as it is kept: without blanks around it, its lines ended by ``\\n``."""
    return (text or "").replace("\r\n", "\n").strip()


def limited(most: int) -> Length:
    """As long as its column in ``quizapp.models`` at most."""
    return Length(max=most, message=f"Shorten this to {most:,} characters.")


class DetailsForm(FlaskForm):
    """What is known about a source."""

    title = StringField("Title", [limited(200)], [stripped])
    publisher = StringField("Publisher", [limited(200)], [stripped])
    author = StringField("Author", [limited(200)], [stripped])
    published = DateField("Published on", [Optional()])


class ArticleForm(DetailsForm):
    """A source in one of three ways, and what is known about it. Its key is used once."""

    key = HiddenField(default=lambda: secrets.token_hex(16), validators=[limited(32)])
    text = TextAreaField("Paste the text")
    file = FileField("Or upload a file")
    address = StringField("Or give its address", [limited(2000)], [stripped])

    def sources(self) -> list[Field]:
        """The fields among text, file and address that are filled."""
        uploaded = bool(self.file.data and self.file.data.filename)
        filled = [
            (self.text, bool(stripped(self.text.data))),
            (self.file, uploaded),
            (self.address, bool(self.address.data)),
        ]
        return [field for field, given in filled if given]

    def validate(self, extra_validators: object = None) -> bool:
        valid = super().validate(extra_validators)
        sources = self.sources()
        if len(sources) == 1:
            return bool(valid)
        field = sources[-1] if sources else self.text
        names = {self.text: "a pasted text", self.file: "a file", self.address: "an address"}
        message = (
            f"You gave {' and '.join(names[one] for one in sources)}: give one of them, "
            "and clear the other."
            if sources
            else "Paste a text, choose a file or give an address: one of the three is needed."
        )
        self.refuse(field, message)
        return False

    def refuse(self, field: Field, message: str) -> None:
        """Show a sentence at a field."""
        field.errors = [*field.errors, message]

    def source(self) -> Source:
        """The one source that a valid form holds."""
        field = self.sources()[0]
        if field is self.address:
            address = str(field.data)
            return Source(address=address if "://" in address else f"https://{address}")
        if field is self.file:
            return Source(self.file.data.read(), name=self.file.data.filename)
        return Source(str(field.data))

    def details(self) -> Details:
        return Details(
            title=self.title.data or "",
            publisher=self.publisher.data or "",
            author=self.author.data or "",
            published=self.published.data,
        )


class SetForm(FlaskForm):
    title = StringField(
        "Title",
        [
            DataRequired("Give the set a title: learners see it in their list."),
            limited(200),
        ],
        [stripped],
    )
    description = TextAreaField("Description", [limited(5000)], [stripped])
    desired_retention = SelectField(
        "How much is to be remembered",
        coerce=float,
        default=0.9,
        choices=[
            SelectChoice(0.8, "80 in 100, with fewer reviews"),
            SelectChoice(0.85, "85 in 100"),
            SelectChoice(0.9, "90 in 100, as usual"),
            SelectChoice(0.95, "95 in 100, with about twice the reviews"),
        ],
    )


class ActionForm(FlaskForm):
    """A button: nothing to fill in, only proof that the request came from our page."""


class DecideForm(FlaskForm):
    status = RadioField("Decision", choices=[SelectChoice(str(status)) for status in CardStatus])
