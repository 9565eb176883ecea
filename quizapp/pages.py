"""What every template can use."""

from __future__ import annotations

from flask import Flask

from questions.numbers import print_number
from quizapp.access import peek_learner


def init_app(app: Flask) -> None:
    app.jinja_env.globals["current_learner"] = peek_learner
    app.jinja_env.filters["number"] = print_number
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
