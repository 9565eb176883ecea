"""The quiz app on the web: people, storage, time.

This is the only file that knows every view. What it needs is imported when an app is made, so
that the commands that only read text start without Flask.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

FEATURES = ("study", "authoring", "classes", "insights", "accounts")


def create_app(config: dict[str, Any] | None = None) -> Flask:
    """An application; ``config`` overrides what the environment says (see ``quizapp.config``)."""
    from flask import Flask
    from jinja2 import StrictUndefined
    from sqlalchemy.orm import configure_mappers

    from quizapp import assets, database, errors, headers, health, languages, limits, pages
    from quizapp.accounts import sign_in
    from quizapp.config import DEFAULTS, Settings, resource

    app = Flask(__name__, template_folder=str(resource("templates")), static_folder=None)
    app.config.from_mapping(DEFAULTS)
    app.config.from_mapping(config or Settings.from_environment().as_config())
    app.jinja_env.undefined = StrictUndefined
    database.init_app(app)
    languages.init_app(app)
    sign_in.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(import_module(f"quizapp.{feature}.views").blueprint)
    configure_mappers()  # every model is known now
    for part in (headers, errors, pages, assets, health, limits):
        part.init_app(app)
    return app
