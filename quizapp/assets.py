"""Stylesheets, scripts, pictures and fonts, under an address that changes with their content."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from quizapp.config import PACKAGE

FOLDER = PACKAGE / "static"
YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Serve ``static/`` for a year from an address that holds a digest of all of it, compressed.

    While developing (debug) or testing, files are read as they are and not kept by the browser.
    Pages are not compressed: they hold secrets, whose likeness to what else stands in a page its
    compressed length would tell.
    """
    changing = app.debug or app.testing
    version = "now" if changing else digest(FOLDER)
    prefix = f"/static/{version}"
    app.static_url_path = prefix
    app.static_folder = str(FOLDER)
    app.add_url_rule(f"{prefix}/<path:filename>", "static", app.send_static_file)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(FOLDER if changing else compressed(FOLDER, app.config["DATA"], version)),
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


def compressed(folder: Path, data: Path, version: str) -> Path:
    """A copy of the folder in the data directory, where each file that shrinks lies beside its
    gzip; made once a version, whole or not at all."""
    kept = data / "static" / version
    if kept.is_dir():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=kept.parent))
    shutil.copytree(folder, making, dirs_exist_ok=True)
    compressor = Compressor(use_brotli=False, quiet=True)
    for path in [one for one in making.rglob("*") if compressor.should_compress(one.name)]:
        if path.is_file():
            compressor.compress(str(path))
    try:
        making.rename(kept)
    except OSError:  # another process was quicker
        shutil.rmtree(making)
    return kept


def forget_older(app: Flask) -> None:
    """Remove what earlier versions of the program had compressed."""
    kept = app.config["DATA"] / "static" / digest(FOLDER)
    if kept.is_dir():
        for other in kept.parent.iterdir():
            if other != kept:
                shutil.rmtree(other, ignore_errors=True)
