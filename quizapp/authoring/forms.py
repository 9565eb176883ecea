"""What authors fill in: an article's source, a set's title, a decision on a draft."""

from __future__ import annotations

import secrets

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from quizapp.authoring.articles import Details, Source
from quizapp.models import CardStatus, QuestionSet
from quizapp.said import said
from quizapp.words import (
    SOURCE,
    gettext,
    language_name,
    language_names,
    lazy_figure,
    lazy_gettext,
    listed,
)


def stripped(text: str | None) -> str:
    """A field's text as it is kept: without blanks around it, its lines ended by ``\\n``."""
    return (text or "").replace("\r\n", "\n").strip()


def limited(most: int) -> Length:
    """As long as its column in ``quizapp.models`` at most."""
    return Length(
        max=most,
        message=lazy_gettext("Shorten this to %(number)s characters.", number=lazy_figure(most)),
    )


class DetailsForm(FlaskForm):
    """What is known about a source."""

    title = StringField(lazy_gettext("Title"), [limited(200)], [stripped])
    publisher = StringField(lazy_gettext("Publisher"), [limited(200)], [stripped])
    author = StringField(lazy_gettext("Author"), [limited(200)], [stripped])
    published = DateField(lazy_gettext("Published on"), [Optional()])


class ArticleForm(DetailsForm):
    """A source in one of three ways, and what is known about it. Its key is used once."""

    key = HiddenField(default=lambda: secrets.token_hex(16), validators=[limited(32)])
    text = TextAreaField(lazy_gettext("Paste the text"))
    file = FileField(lazy_gettext("Or upload a file"))
    address = StringField(lazy_gettext("Or give its address"), [limited(2000)], [stripped])

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
        names = {
            self.text: gettext("a pasted text"),
            self.file: gettext("a file"),
            self.address: gettext("an address"),
        }
        message = (
            gettext(
                "You gave %(sources)s: give one of them, and clear the other.",
                sources=listed([names[one] for one in sources]),
            )
            if sources
            else gettext(
                "Paste a text, choose a file or give an address: one of the three is needed."
            )
        )
        self.refuse(field, message)
        return False

    def refuse(self, field: Field, message: str) -> None:
        """Show a sentence at a field."""
        field.errors = [*field.errors, said(message)]

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
        lazy_gettext("Title"),
        [
            DataRequired(lazy_gettext("Give the set a title: learners see it in their list.")),
            limited(200),
        ],
        [stripped],
    )
    description = TextAreaField(lazy_gettext("Description"), [limited(5000)], [stripped])
    desired_retention = SelectField(
        lazy_gettext("How much is to be remembered"),
        coerce=float,
        default=0.9,
        choices=[
            SelectChoice(0.8, lazy_gettext("80 in 100, with fewer reviews")),
            SelectChoice(0.85, lazy_gettext("85 in 100")),
            SelectChoice(0.9, lazy_gettext("90 in 100, as usual")),
            SelectChoice(0.95, lazy_gettext("95 in 100, with about twice the reviews")),
        ],
    )

    language = SelectField(lazy_gettext("Language of the cards"), default=SOURCE)

    def __init__(self, obj: QuestionSet | None = None) -> None:
        super().__init__(obj=obj)
        self.language.choices = languages(obj.language if obj else SOURCE)


def languages(own: str) -> list[SelectChoice]:
    """The languages to choose from, a set's own among them, which a file may have brought."""
    found = language_names()
    found |= {} if own in found else {own: language_name(own)}
    return [SelectChoice(tag, name) for tag, name in found.items()]


class ActionForm(FlaskForm):
    """A button: nothing to fill in, only proof that the request came from our page."""


class DecideForm(FlaskForm):
    """A card's new status; sent from the list of a set, it names the card ``beside`` it there."""

    status = RadioField(
        lazy_gettext("Decision"), choices=[SelectChoice(str(status)) for status in CardStatus]
    )
    beside = IntegerField(validators=[Optional()])
