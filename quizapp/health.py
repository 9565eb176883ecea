"""The address a monitor asks: does it run, and does its database answer?"""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text

from quizapp.database import db


def init_app(app: Flask) -> None:
    app.add_url_rule("/health", "health", show_health)


def show_health() -> dict[str, str]:
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
