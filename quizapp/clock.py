"""The one place where the time is read; a view asks once and hands the moment down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable


def read_clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


# A test puts its own clock here.
source: Callable[[], dt.datetime] = read_clock


def now() -> dt.datetime:
    """This moment, aware and in UTC."""
    return source()
