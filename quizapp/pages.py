"""What every template can use."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from flask import Flask
from markupsafe import Markup

from questions.numbers import print_number
from quizapp.access import browser_time_zone, peek_learner


def init_app(app: Flask) -> None:
    app.jinja_env.globals["current_learner"] = peek_learner
    app.jinja_env.filters["number"] = print_number
    app.jinja_env.filters["local_time"] = local_time
    app.jinja_env.filters["local_day"] = local_day
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def local_time(moment: dt.datetime) -> Markup:
    """A moment as the reader's own clock shows it: 2 March 2026, 17:00."""
    return _time(moment, "{0.day} {0:%B %Y, %H:%M}")


def local_day(moment: dt.datetime) -> Markup:
    """The reader's own date at a moment: 2 March 2026."""
    return _time(moment, "{0.day} {0:%B %Y}")


def _time(moment: dt.datetime, pattern: str) -> Markup:
    reader = peek_learner()
    local = moment.astimezone(ZoneInfo(reader.time_zone if reader else browser_time_zone()))
    return Markup('<time datetime="{}">{}</time>').format(
        moment.astimezone(dt.UTC).isoformat(), pattern.format(local)
    )
