"""Studying without a network: what the browser keeps, and the worker that gives it back."""

from __future__ import annotations

import hashlib

from flask import Response, current_app, jsonify, make_response, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from quizapp import clock
from quizapp.access import peek_learner
from quizapp.assets import FOLDER, digest
from quizapp.database import db
from quizapp.languages import language
from quizapp.study import ahead, estimates, showing, turns
from quizapp.study.forms import form_for
from quizapp.study.page_views import ask, person, secret
from quizapp.study.queue import Desk

TURNS_A_CARD = 3
SHELL = (
    "css/tokens.css",
    "css/base.css",
    "css/components.css",
    "css/study.css",
    "css/estimate.css",
    "js/theme.js",
    "js/app.js",
    "js/study.js",
    "js/estimate.js",
    "js/kept.js",
    "js/judge.js",
    "js/offline.js",
    "vendor/htmx/htmx.min.js",
    "vendor/source-serif-4/source-serif-4-latin-wght-normal.woff2",
    "img/icon.svg",
)


def person_tag() -> str:
    """Whose browser this is, as a page may say it: what is kept for one is not for another."""
    return hashlib.blake2b(
        person().encode(), key=secret().encode()[:64], digest_size=12
    ).hexdigest()


def here() -> ResponseReturnValue:
    """Who is here and what time it is, for a browser that has answers to send.

    A browser without a session gets none: it asks in the background, and what it were given could
    arrive over the session of a page that is just being opened.
    """
    now = round(clock.now().timestamp() * 1000)
    return jsonify(person=person_tag(), csrf=generate_csrf() if session else "", now=now)


def kept() -> ResponseReturnValue:
    """The cards of the next two days, each as a page would ask it, with turns to answer it by."""
    desk = Desk(peek_learner() if session else None, clock.now())
    found = ahead.coming_cards(db.session(), desk) if session else []
    cards = [kept_card(one, desk) for one in found]
    return jsonify(person=person_tag(), now=round(desk.now.timestamp() * 1000), cards=cards)


def kept_card(one: ahead.Coming, desk: Desk) -> dict[str, object]:
    card, question = one.card, one.card.as_question()
    language = card.question_set.language
    confidence = estimates.confidence_for(desk.learner, question)
    served = [
        turns.serve(card, person(), turns.AHEAD, desk.now, confidence) for _ in range(TURNS_A_CARD)
    ]
    form = form_for(question, confidence, formdata=None)
    passage = showing.passage(question, card.article)
    return {
        "card": card.id,
        "due": round(one.due_at.timestamp() * 1000),
        "turns": [turns.sign(turn, secret()) for turn in served],
        "ask": render_template(
            "study/ask.html", set_id=None, **ask(question, served[0], form, language)
        ),
        "after": render_template(
            "study/source.html",
            question=question,
            set_language=language,
            article=card.article,
            passage=passage,
            bound=showing.bound_words(question.answer),
        ),
        "key": ahead.key_of(question),
    }


def shell() -> ResponseReturnValue:
    """The page that the browser shows when it reaches nobody; the same for everyone."""
    return render_template("study/offline.html")


def worker() -> Response:
    """The service worker, at the root so that it may answer for every page."""
    files = [url_for("static", filename=name) for name in SHELL]
    version = digest(FOLDER)[:12] if current_app.debug or current_app.testing else files[0]
    # The page for when nobody answers is kept in the language in which it was asked for.
    script = render_template("study/sw.js", files=files, version=f"{version} {language()}")
    response = make_response(script)
    response.mimetype = "text/javascript"
    return response


def manifest() -> Response:
    """What a browser shows of the app that it installs, in the language in which it asks."""
    response = make_response(render_template("manifest.webmanifest"))
    response.mimetype = "application/manifest+json"
    return response


RULES = (
    ("/study/here", "here", here, ["GET"]),
    ("/study/kept", "kept", kept, ["GET"]),
    ("/study/offline", "offline", shell, ["GET"]),
    ("/manifest.webmanifest", "manifest", manifest, ["GET"]),
    ("/sw.js", "worker", worker, ["GET"]),
)
