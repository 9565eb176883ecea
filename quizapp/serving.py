"""The one command's server: waitress, on data that is migrated and seeded, stopped by Ctrl-C."""

from __future__ import annotations

import gc
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

import waitress
from flask import Flask

from quizapp import assets, background, clock, upkeep
from quizapp.accounts.people import has_account
from quizapp.config import resource
from quizapp.database import db, writing
from quizapp.errors import QuizappError
from quizapp.seeding import seed

THREADS = 8


class PortError(QuizappError):
    """The address can't be listened on."""


def serve(make_app: Callable[[], Flask], host: str, port: int) -> int:
    """Serve until told to stop. Raises PortError, before anything is made, if the port is taken."""
    listening = listen(host, port)
    with listening:
        app = make_app()
        prepare(app)
        announce(app, host, port)
        run(app, listening)
    print("Stopped.", flush=True)
    return 0


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        raise PortError(
            f"Port {port} on {host} can't be used: {reason}. "
            f"Choose another with --port (make run: PORT={port + 1 if port < 65535 else 8000})."
        ) from error


def prepare(app: Flask) -> None:
    """Migrate after a backup, and keep the sets that come with the program at the first start."""
    now = clock.now()
    kept = upkeep.migrate(app, now)
    if kept:
        print(f"The data was brought up to date; as it was before, it is in {kept}.")
    with app.app_context(), writing():
        seed(db.session(), resource("seeds") / "sets", now)
        db.session.commit()
    assets.forget_older(app)
    background.resume(app)


def announce(app: Flask, host: str, port: int) -> None:
    """Print the address and, while nobody has an account, the link that makes the first one."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    address = f"http://{shown}:{port}/"
    print(f"Quizapp is at {address} (Ctrl-C stops it; nothing is lost)")
    with app.app_context():
        nobody = not has_account(db.session())
    if nobody:
        app.config["START_TOKEN"] = secrets.token_urlsafe(24)
        print(f"Make the first account, once: {address}start/{app.config['START_TOKEN']}")
    sys.stdout.flush()


def settle() -> None:
    """Leave what is loaded and stays for good out of Python's garbage collection, and collect the
    rest less often: a request makes thousands of objects, and next to none of them in circles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(1_000, 20, 20)


def run(app: Flask, listening: socket.socket) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it logs each queued request
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, stop)
    settle()
    server: Any = waitress.create_server(app, sockets=[listening], threads=THREADS, ident="quizapp")
    try:
        server.run()
    finally:
        server.close()


def stop(_signal: int, _frame: Any) -> None:
    sys.exit(0)
