"""In which language the interface speaks, and what templates say it with.

What a page says goes through ``_()`` or ``ngettext()``. What an author or an article says is never
translated: ``own_words`` and ``in_language`` mark it as its set's, for those who hear it read out.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, current_app, g, has_request_context, request, session, url_for
from flask_babel import Babel, get_translations
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from quizapp.access import account
from quizapp.said import said
from quizapp.script_words import words_of_scripts
from quizapp.words import LOCALES, SOURCE, figure, long_date

LANGUAGES = {"en": "English", "de": "Deutsch"}
SESSION_KEY = "language"

_messages: dict[str, NullTranslations] = {}  # of each language, once it was asked for


def init_app(app: Flask) -> None:
    Babel(app, default_locale=LOCALES[SOURCE], locale_selector=reader_locale, configure_jinja=False)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(
        _=template_gettext,
        gettext=template_gettext,
        ngettext=template_ngettext,
        pgettext=template_pgettext,
        language=language,
        languages=LANGUAGES,
        own_words=own_words,
        in_language=in_language,
        script_words=script_words,
    )
    app.jinja_env.filters.update(figure=figure, long_date=long_date, said=said)


def reader_locale() -> Locale:
    return _locale(language())


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(LOCALES[code])


def language() -> str:
    """The code of this request's language: the account's choice, this browser's, what the browser
    asks for, or English."""
    if not has_request_context():
        return SOURCE
    found: str | None = g.get("language")
    if found is None:
        found = chosen() or request.accept_languages.best_match(LANGUAGES) or SOURCE
        g.language = found
    return found


def chosen() -> str | None:
    person = account()
    codes = (person.language if person else None, session.get(SESSION_KEY))
    return next((code for code in codes if isinstance(code, str) and code in LANGUAGES), None)


def choose(code: str) -> None:
    """Speak ``code`` in this browser from now on, and wherever its account signs in."""
    session[SESSION_KEY] = code
    session.permanent = True
    person = account()
    if person:
        person.language = code


def page_before() -> str:
    """The address of the page of ours that sent this form, where it can be asked for again."""
    here = urlsplit(request.host_url)
    before = urlsplit(request.referrer or "")
    adapter = current_app.create_url_adapter(request)
    if before.netloc != here.netloc or not adapter or not adapter.test(before.path, "GET"):
        return url_for("study.today")
    return before.path + ("?" + before.query if before.query else "")


def own_words(set_language: str) -> Markup:
    """The attributes of an element that holds an author's or an article's words: their direction,
    and the language of their set where the page has another."""
    return _attributes(set_language if set_language != language() else "")


@cache
def _attributes(tag: str) -> Markup:
    lang = Markup(' lang="{}"').format(tag) if tag else ""
    return Markup(' dir="auto"') + lang


def in_language(words: str, set_language: str) -> Markup:
    """The same words within a sentence of the page's own."""
    return Markup("<bdi{}>{}</bdi>").format(own_words(set_language), words)


# A template's messages are trusted as its text is; what is put into them is escaped.


def template_gettext(message: str, **values: object) -> Markup:
    said = _translated(language(), message)
    return said % values if values else said


@cache
def _translated(_code: str, message: str) -> Markup:
    return Markup(messages().ugettext(message))  # noqa: S704


def template_ngettext(one: str, many: str, num: int, **values: object) -> Markup:
    """The form for ``num``, which stands in it as ``%(num)s``."""
    said = Markup(messages().ungettext(one, many, num))  # noqa: S704
    return said % {"num": figure(num), **values}


def template_pgettext(context: str, message: str) -> Markup:
    """A word that means several things; ``context`` tells which."""
    return Markup(messages().upgettext(context, message))  # noqa: S704


def script_words() -> Markup:
    """What scripts say in this language, as JSON for a page; nothing in English."""
    return Markup("") if language() == SOURCE else written(language())


@cache
def written(_code: str) -> Markup:
    return htmlsafe_json_dumps(words_of_scripts())


def messages() -> NullTranslations:
    """The messages of this request's language, read once."""
    code = language()
    if code not in _messages:
        _messages[code] = get_translations()
    return _messages[code]
