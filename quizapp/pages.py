"""What every template can use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from flask import Flask, render_template
from markupsafe import Markup

from questions.numbers import print_number
from quizapp.access import browser_time_zone, peek_learner
from quizapp.languages import language
from quizapp.words import long_date


def init_app(app: Flask) -> None:
    app.jinja_env.globals["current_learner"] = peek_learner
    app.jinja_env.globals["the_same"] = the_same(keep=not app.debug)
    app.jinja_env.filters["number"] = print_number
    app.jinja_env.filters["local_time"] = local_time
    app.jinja_env.filters["local_day"] = local_day
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def the_same(*, keep: bool) -> Callable[[str], Markup]:
    """Includes a template that is the same for everybody who reads a language: rendered once, and
    kept unless templates are being worked on."""
    kept: dict[tuple[str, str], Markup] = {}

    def part(name: str) -> Markup:
        key = name, language()
        found = kept.get(key) or Markup(render_template(name))  # noqa: S704
        if keep:
            kept[key] = found
        return found

    return part


def local_time(moment: dt.datetime) -> Markup:
    """A moment as the reader's own clock shows it: 2 March 2026, 17:00."""
    local = _local(moment)
    return _time(moment, f"{long_date(local)}, {local:%H:%M}")


def local_day(moment: dt.datetime) -> Markup:
    """The reader's own date at a moment: 2 March 2026."""
    return _time(moment, long_date(_local(moment)))


def _local(moment: dt.datetime) -> dt.datetime:
    reader = peek_learner()
    return moment.astimezone(ZoneInfo(reader.time_zone if reader else browser_time_zone()))


def _time(moment: dt.datetime, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(
        moment.astimezone(dt.UTC).isoformat(), words
    )
