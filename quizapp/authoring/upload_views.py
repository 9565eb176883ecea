"""A large file: how far its reading is, and what came of it."""

from __future__ import annotations

import secrets

from flask import Flask, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp import background, clock
from quizapp.access import account_required, own_upload, signed_in
from quizapp.authoring import drafting, uploads
from quizapp.authoring.articles import Source
from quizapp.authoring.forms import ArticleForm
from quizapp.database import db
from quizapp.models import QuestionSet


def keep_upload(
    form: ArticleForm, source: Source, target: QuestionSet | None
) -> ResponseReturnValue:
    """Keep a large file, and lead to where it is read."""
    form_key = form.key.data or secrets.token_hex(16)
    upload = uploads.keep(source, form.details(), signed_in().id, clock.now(), target, form_key)
    db.session.commit()
    return redirect(url_for(".show_upload", upload_id=upload.id))


@account_required
def show_upload(upload_id: int) -> ResponseReturnValue:
    """How far the reading is; whoever looks sees to it that somebody reads."""
    upload = own_upload(upload_id)
    if upload.made_id:
        there = place_of(upload.made_id)
        if request.headers.get("HX-Request"):
            return "", 204, {"HX-Redirect": there}
        return redirect(there)
    if uploads.waits(upload, clock.now()):
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
        background.start_reading(app, upload_id)
    return render_template("authoring/upload.html", upload=upload)


def place_of(set_id: int) -> str:
    """Where what was read goes on: the writing of its chapters, or the review."""
    waiting = drafting.unfinished(set_id)
    if waiting:
        return url_for(".show_drafting", article_id=waiting[-1].article_id)
    return url_for(".review", set_id=set_id)


def forget_upload(upload_id: int) -> ResponseReturnValue:
    db.session.delete(own_upload(upload_id))
    db.session.commit()
    return redirect(url_for(".sets"))


def fill_again(form: ArticleForm) -> None:
    """The form as it was filled when the file that ``?upload=`` names was sent, and what was wrong
    with that."""
    upload_id = request.args.get("upload", type=int)
    if upload_id is None or form.is_submitted():
        return
    upload = own_upload(upload_id)
    details = uploads.details_of(upload)
    form.title.data, form.publisher.data = details.title, details.publisher
    form.author.data, form.published.data = details.author, details.published
    if upload.refused:
        form.refuse(form.file, upload.refused)


RULES = (
    ("/uploads/<int:upload_id>", show_upload, ["GET"]),
    ("/uploads/<int:upload_id>/forget", forget_upload, ["POST"]),
)
