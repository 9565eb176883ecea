"""Question sets as files: one module a format, listed in ``FORMATS``; the native one is first."""

from __future__ import annotations

from questions.formats.native import NATIVE
from questions.formats.set_file import Format, SetFile
from questions.formats.table import TABLE

FORMATS: dict[str, Format] = {one.name: one for one in (NATIVE, TABLE)}

__all__ = ["FORMATS", "Format", "SetFile"]
