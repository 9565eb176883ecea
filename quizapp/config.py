"""Settings: from the environment, and secrets kept in the data directory."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.words import mark

PACKAGE = Path(__file__).resolve().parent
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where this installation keeps its things and how it is reached.

    ``data``: the directory of the database and the secrets (``QUIZAPP_DATA``).
    ``database``: an SQLAlchemy address; SQLite in ``data`` unless ``QUIZAPP_DATABASE`` names one.
    ``hosts``: names under which it may be asked for (``QUIZAPP_HOSTS``, with commas); all if empty.
    ``https``: it stands behind a proxy that speaks HTTPS (``QUIZAPP_HTTPS=1``).
    """

    data: Path
    database: str
    hosts: tuple[str, ...] = ()
    https: bool = False

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] = os.environ, data: Path | None = None
    ) -> Settings:
        folder = (data or Path(environment.get("QUIZAPP_DATA", "data"))).resolve()
        named = [name.strip() for name in environment.get("QUIZAPP_HOSTS", "").split(",")]
        return cls(
            data=folder,
            database=database_address(environment.get("QUIZAPP_DATABASE", ""), folder),
            hosts=tuple(name for name in named if name),
            https=environment.get("QUIZAPP_HTTPS", "") == "1",
        )

    def as_config(self) -> dict[str, Any]:
        """Flask's configuration for these settings; makes the directory and secrets if need be."""
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        return {
            "DATA": self.data,
            "SQLALCHEMY_DATABASE_URI": self.database,
            "SECRET_KEY": secret(self.data / "secret_key"),
            "TRUSTED_HOSTS": [*self.hosts, *LOCAL_HOSTS] if self.hosts else None,
            "HTTPS": self.https,
        }


def database_address(address: str, data: Path) -> str:
    """The address as SQLAlchemy wants it: PostgreSQL through psycopg, SQLite in ``data``."""
    if not address:
        return f"sqlite:///{data / 'quizapp.sqlite'}"
    for scheme in ("postgres://", "postgresql://"):
        if address.startswith(scheme):
            return "postgresql+psycopg://" + address.removeprefix(scheme)
    return address


def secret(path: Path) -> str:
    """A secret of this installation, made once, that only its owner can read."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    made = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
    return made


def resource(name: str) -> Path:
    """A folder that comes with the program: inside the package when installed, else beside it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


DEFAULTS: dict[str, Any] = {
    "HTTPS": False,
    "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 8 * 1024 * 1024,
    "MAX_FORM_PARTS": 2000,
    "PERMANENT_SESSION_LIFETIME": dt.timedelta(days=365),
    "SESSION_COOKIE_NAME": "quizapp",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    # A slow request in the background must not put an older session over a newer one.
    "SESSION_REFRESH_EACH_REQUEST": False,
    "REMEMBER_COOKIE_HTTPONLY": True,
    "REMEMBER_COOKIE_SAMESITE": "Lax",
    "WTF_CSRF_TIME_LIMIT": None,  # a page left open overnight still sends; the session bounds it
    "RATELIMIT_STORAGE_URI": "memory://",
    "RATELIMIT_HEADERS_ENABLED": False,
    "SECURITY_REGISTERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_PASSWORD_CONFIRM_REQUIRED": False,
    "SECURITY_CHANGE_URL": "/settings/password",
    "SECURITY_POST_CHANGE_VIEW": "/settings",
    "SECURITY_I18N_DOMAIN": "messages",
    "SECURITY_I18N_DIRNAME": str(PACKAGE / "translations"),
    "SECURITY_MSG_EMAIL_NOT_PROVIDED": (mark("Write your email address."), "error"),
    "SECURITY_MSG_INVALID_EMAIL_ADDRESS": (
        mark("That is no email address. Write it like name@school.org."),
        "error",
    ),
    "SECURITY_MSG_EMAIL_ALREADY_ASSOCIATED": (
        mark("%(email)s is already associated with an account."),
        "error",
    ),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": (mark("Write your password."), "error"),
    "SECURITY_MSG_PASSWORD_INVALID_LENGTH": (mark("Use %(length)s characters or more."), "error"),
    "SECURITY_MSG_RETYPE_PASSWORD_MISMATCH": (
        mark("The two new passwords differ. Write the same one twice."),
        "error",
    ),
    "SECURITY_MSG_INVALID_PASSWORD": (mark("That is not your password now. Try again."), "error"),
    "SECURITY_MSG_PASSWORD_IS_THE_SAME": (
        mark("Choose a password that you don't have now."),
        "error",
    ),
    "SECURITY_MSG_PASSWORD_CHANGE": (mark("Your password is changed."), "success"),
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "SECURITY_REGISTER_USER_TEMPLATE": "accounts/sign_up.html",
    "SECURITY_LOGOUT_CSRF": True,
    "SECURITY_LOGOUT_USER_TEMPLATE": "accounts/sign_out.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "accounts/change_password.html",
    # argon2 salts each password; a second salt beside the database would be missing in a backup.
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    # OWASP's smallest settings for argon2id: a sign-in costs 20 ms, not 140.
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__type": "ID",
        "argon2__memory_cost": 19456,
        "argon2__time_cost": 2,
        "argon2__parallelism": 1,
    },
}
