"""What every template can use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from zoneinfo import ZoneInfo

from flask import Flask, render_template
from markupsafe import Markup, escape

from questions.numbers import print_number
from quizapp.access import browser_time_zone, peek_learner
from quizapp.languages import language
from quizapp.words import long_date


def init_app(app: Flask) -> None:
    app.jinja_env.globals["current_learner"] = peek_learner
    app.jinja_env.globals["the_same"] = the_same(keep=not app.debug)
    app.jinja_env.globals["macros"] = lambda name: app.jinja_env.get_template(name).module
    app.jinja_env.filters["number"] = print_number
    app.jinja_env.filters["local_time"] = local_time
    app.jinja_env.filters["local_day"] = local_day
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


# What belongs to one request; a part that is kept can't use it.
OF_A_REQUEST = dict.fromkeys(("csrf_token", "current_user", "g", "request", "session"))
HOLE = "\0"  # stands in no page


def the_same(*, keep: bool) -> Callable[..., Markup]:
    """Includes a template that is the same for everybody who reads a language, but for the
    ``values``, which it may only print as they are and ask whether they are there. It is rendered
    once for those that are there, and kept unless templates are being worked on."""
    kept: dict[Hashable, list[str]] = {}

    def part(name: str, **values: object) -> Markup:
        key = name, language(), *[(one, None if values[one] else values[one]) for one in values]
        found = kept.get(key) or pieces(name, values)
        if keep:
            kept[key] = found
        filled = found.copy()
        filled[1::2] = [escape(values[one]) for one in found[1::2]]
        return Markup("".join(filled))  # noqa: S704

    return part


def pieces(name: str, values: Mapping[str, object]) -> list[str]:
    """The part as it stands between the values, and in every second place which value it is."""
    holes = {one: Markup(HOLE + one + HOLE) if value else value for one, value in values.items()}  # noqa: S704
    return render_template(name, **{**OF_A_REQUEST, **holes}).split(HOLE)


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
