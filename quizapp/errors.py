"""What can go wrong, each with its HTTP status, and the one handler that shows it."""

from __future__ import annotations

from flask import Flask, current_app, render_template
from flask_wtf.csrf import CSRFError
from jinja2 import Template
from werkzeug.exceptions import HTTPException, InternalServerError

from quizapp.said import said
from quizapp.words import gettext, mark

SENTENCES = {
    400: mark("The request could not be understood. Go back, reload the page and send it again."),
    404: mark(
        "There is no page here, or it is not open to you. Check the address, or start from Today."
    ),
    405: mark("This address can't be used like that. Start from Today."),
    413: mark("What you sent is too large. Send a smaller file, or a part of the text."),
    429: mark("That was tried too often. Wait a few minutes, then try again."),
    500: mark("Something failed on our side, and nothing of yours was changed. Try it again."),
}
EXPIRED = mark("This page was open for too long to be sent. Go back, reload it and send it again.")


class QuizappError(Exception):
    """Something a person can act on; ``str(error)`` is one sentence that says what to do."""

    status = 400


class FetchError(QuizappError):
    """An address can't be fetched: it does not answer, points inside, or is too large."""

    status = 422


class SetFileError(QuizappError):
    """A question set can't be kept: its file or its content is at fault."""

    status = 422


def init_app(app: Flask) -> None:
    app.register_error_handler(QuizappError, show_own_error)
    app.register_error_handler(HTTPException, show_http_error)


def show_own_error(error: QuizappError) -> tuple[str, int]:
    return error_page(error.status, said(str(error))), error.status


def show_http_error(error: HTTPException) -> tuple[str, int] | HTTPException:
    """A page for every refusal; a redirect that travels as an exception goes its way."""
    status = error.code or 500
    if status < 400:
        return error
    if isinstance(error, InternalServerError) and error.original_exception:
        current_app.logger.error("unexpected", exc_info=error.original_exception)
    sentence = EXPIRED if isinstance(error, CSRFError) else SENTENCES.get(status, SENTENCES[400])
    return error_page(status, gettext(sentence)), status


def error_page(status: int, message: str) -> str:
    """The page ``errors/<status>.html`` if there is one, else ``errors/error.html``."""
    pages: list[str | Template] = [f"errors/{status}.html", "errors/error.html"]
    return render_template(pages, status=status, message=message)
