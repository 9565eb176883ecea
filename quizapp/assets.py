"""Stylesheets, scripts, pictures and fonts, under an address that changes with their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from quizapp.config import PACKAGE

FOLDER = PACKAGE / "static"
YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Serve ``static/`` for a year from an address that holds a digest of all of it.

    While developing (debug) or testing, files are read as they are and not kept by the browser.
    """
    changing = app.debug or app.testing
    prefix = f"/static/{'now' if changing else digest(FOLDER)}"
    app.static_url_path = prefix
    app.static_folder = str(FOLDER)
    app.add_url_rule(f"{prefix}/<path:filename>", "static", app.send_static_file)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(FOLDER),
        prefix=prefix,
        autorefresh=changing,
        max_age=0 if changing else YEAR,
        allow_all_origins=False,
        mimetypes={".webmanifest": "application/manifest+json"},
    )


def digest(folder: Path) -> str:
    """Twelve hexadecimal digits that change when any file in the folder does."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]
