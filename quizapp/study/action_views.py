"""What else is done with a card while studying: taken back, set aside, flagged, reported."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp import clock
from quizapp.access import current_learner, peek_learner
from quizapp.database import db
from quizapp.models import Card, Hold, HoldKind
from quizapp.study import aside, turns
from quizapp.study.action_forms import HoldForm, ReleaseForm, ReportForm, UndoForm
from quizapp.study.page_views import (
    desk_here,
    exam_here,
    person,
    progress_here,
    secret,
    session_address,
)
from quizapp.study.progress import find_review
from quizapp.study.queue import Desk
from quizapp.study.turns import Turn
from quizapp.words import gettext, mark

SAID = {
    HoldKind.SUSPENDED: mark("Suspended: this card is not asked any more."),
    HoldKind.BURIED: mark("Buried: this card is not asked again before tomorrow."),
    HoldKind.FLAGGED: mark("Flagged: you find the card under Set aside."),
}
UNFLAGGED = mark("The flag is off.")
RELEASED = mark("The card is back.")
TAKEN_BACK = mark("Your last answer is taken back. Here is its question again.")
BROUGHT_BACK = mark("The card that you set aside is back.")
NOTHING_LEFT = mark("There is nothing of today left to take back.")
ANSWERED_SINCE = mark(
    "You have answered in another place since. Undo again to take that answer back."
)
GONE = mark("That question was taken out meanwhile.")
REPORTED = mark("Sent to the author of this set, with the card and your answer.")


def undo() -> ResponseReturnValue:
    """Take back what was done last, and ask that card again."""
    form, set_id, exam = UndoForm(), request.args.get("set", type=int), exam_here()
    desk = desk_here(set_id, exam)
    if not form.validate() or desk.learner is None:
        flash(gettext(NOTHING_LEFT))
        return redirect(session_address(set_id), 303)
    if progress_here(set_id).done.answers != form.seen.data:
        flash(gettext(ANSWERED_SINCE))
        return redirect(session_address(set_id), 303)
    undone = aside.undo(db.session(), desk, exam.id if exam else None)
    db.session.commit()
    if undone is None:
        flash(gettext(NOTHING_LEFT))
        return redirect(session_address(set_id), 303)
    flash(gettext(BROUGHT_BACK if isinstance(undone, Hold) else TAKEN_BACK))
    return redirect(session_address(set_id, undone.card_id), 303)


def hold() -> ResponseReturnValue:
    """Suspend or bury the card and go on, or flag it and stay."""
    form, set_id = HoldForm(), request.args.get("set", type=int)
    if not form.validate():
        abort(400)
    turn = turns.read(form.turn.data or "", secret(), person())
    if aside.card_to_ask(db.session(), Desk(peek_learner(), clock.now()), turn.card_id) is None:
        flash(gettext(GONE))
        return redirect(session_address(set_id), 303)
    kind = HoldKind(form.kind.data)
    kept = aside.hold(db.session(), current_learner(), turn.card_id, kind, clock.now())
    db.session.commit()
    if kind is HoldKind.FLAGGED:
        return stay(gettext(SAID[kind] if kept else UNFLAGGED), turn, set_id)
    flash(gettext(SAID[kind]))
    return redirect(session_address(set_id), 303)


def stay(words: str, turn: Turn, set_id: int | None) -> ResponseReturnValue:
    """Say something beside the card without leaving it."""
    if request.headers.get("HX-Request"):
        return render_template("study/note.html", words=words)
    flash(words)
    learner = peek_learner()
    if learner and find_review(db.session(), learner, turn.key):
        return redirect(url_for("study.feedback", turn_key=turn.key, set=set_id), 303)
    return redirect(session_address(set_id, turn.card_id), 303)


def report() -> ResponseReturnValue:
    """Tell the author what is wrong with a question."""
    form, set_id = ReportForm(), request.args.get("set", type=int)
    turn = turns.read(form.turn.data or "", secret(), person())
    found = aside.card_to_ask(db.session(), Desk(peek_learner(), clock.now()), turn.card_id)
    if found is None:
        flash(gettext(GONE))
        return redirect(session_address(set_id), 303)
    if not form.validate():
        return report_again(form, found.card, set_id), 422
    aside.report(db.session(), current_learner(), turn, form.words.data or "", clock.now())
    db.session.commit()
    return stay(gettext(REPORTED), turn, set_id)


def report_again(form: ReportForm, card: Card, set_id: int | None) -> str:
    """What is missing: beside the form that is still open, or on a page of its own."""
    if request.headers.get("HX-Request"):
        return render_template("study/note.html", words=" ".join(map(str, form.words.errors)))
    return render_template(
        "study/report.html",
        report=form,
        question=card.as_question(),
        set_language=card.question_set.language,
        set_id=set_id,
    )


def held() -> ResponseReturnValue:
    """What is set aside or flagged, and the way back."""
    desk = Desk(peek_learner(), clock.now())
    return render_template("study/aside.html", holds=aside.held(db.session(), desk))


def release() -> ResponseReturnValue:
    form, learner = ReleaseForm(), peek_learner()
    if not form.validate():
        abort(400)
    kind = HoldKind(form.kind.data)
    card_id = form.card_id.data or 0
    if learner is None or aside.release(db.session(), learner, card_id, kind) is None:
        abort(404)
    db.session.commit()
    flash(gettext(UNFLAGGED if kind is HoldKind.FLAGGED else RELEASED))
    return redirect(url_for("study.aside"), 303)


RULES = (
    ("/study/undo", "undo", undo, ["POST"]),
    ("/study/hold", "hold", hold, ["POST"]),
    ("/study/report", "report", report, ["POST"]),
    ("/study/aside", "aside", held, ["GET"]),
    ("/study/aside/release", "release", release, ["POST"]),
)
