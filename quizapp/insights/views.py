"""What a learner can see of themselves: progress and calibration. Both are only ever their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp import clock
from quizapp.access import current_learner, peek_learner
from quizapp.database import db, pause, writing
from quizapp.insights import activity, charts
from quizapp.insights.ahead import forecast, hardest
from quizapp.insights.calibration import ENOUGH, calibration
from quizapp.insights.days import Day
from quizapp.insights.days import days as days_of
from quizapp.insights.days import keep as keep_days
from quizapp.insights.forms import ONE_FIGURE, ConfidenceForm
from quizapp.insights.history import history, is_long, keep
from quizapp.insights.knowledge import knowledge
from quizapp.study.queue import Desk
from quizapp.words import gettext

blueprint = Blueprint("insights", __name__)

MONTH = dt.timedelta(days=30)


@blueprint.get("/progress")
def progress() -> ResponseReturnValue:
    """What is known, what is coming, and what has been done.

    There is no streak: a count that falls to nothing after one free day asks for answers for its
    own sake and punishes rest, while spacing is meant to leave days free.
    """
    desk, session = Desk(peek_learner(), clock.now()), db.session()
    days = activity.year_of_days(all_days(desk), desk.today)
    known = knowledge(session, desk)
    if not days and not known.sets:
        return render_template("insights/nothing.html")
    return render_template(
        "insights/progress.html",
        charts=charts,
        knowledge=known,
        history=None if is_long(session, desk) else history(session, desk, known),
        days=days,
        due=forecast(session, desk),
        recent=activity.recent(days, desk.today),
        months=activity.by_month(days),
        weeks=activity.seconds_a_week(days, desk.today),
        month_seconds=activity.seconds_since(days, desk.today - MONTH),
        hardest=hardest(session, desk),
        today=desk.today,
    )


def all_days(desk: Desk) -> Iterable[Day]:
    """All the learner's days; what took long to add up is kept, which changes nothing."""
    session, learner_id = db.session(), desk.learner_id
    found = days_of(session, learner_id)
    if found.took_long(desk.today):
        pause()
        with writing():
            keep_days(session, learner_id, found, desk.today)
            session.commit()
    return found.all


@blueprint.get("/progress/knowledge")
def knowledge_history() -> ResponseReturnValue:
    """How knowledge rose and fell; apart from the page where it takes a while to add up, and then
    kept. Nothing is changed by that, so it may be asked for by a GET."""
    desk, session = Desk(peek_learner(), clock.now()), db.session()
    known = knowledge(session, desk)
    found = history(session, desk, known)
    if found.added:
        pause()
        with writing():
            keep(session, desk, found)
            session.commit()
    return render_template(
        "insights/knowledge_page.html", charts=charts, knowledge=known, history=found
    )


@blueprint.get("/calibration")
def show_calibration() -> ResponseReturnValue:
    """How sure the learner says to be, against how often they were right."""
    learner = peek_learner()
    chosen = str(learner.confidence or ONE_FIGURE) if learner else ONE_FIGURE
    return calibration_page(ConfidenceForm(formdata=None, confidence=chosen))


@blueprint.post("/calibration")
def choose_confidence() -> ResponseReturnValue:
    """At which confidence intervals are asked for, from the next card on."""
    peek_learner()  # a visitor's browser is given its key here
    form = ConfidenceForm()
    if not form.validate_on_submit():
        return calibration_page(form), 422
    current_learner().confidence = form.chosen
    db.session.commit()
    flash(
        gettext(
            "From the next card on, an estimate is an interval that you are %(confidence)s %% sure "
            "of. A question that you have seen stays as it was asked.",
            confidence=form.chosen,
        )
        if form.chosen
        else gettext(
            "From the next card on, an estimate is one figure. A question that you have seen stays "
            "as it was asked."
        )
    )
    return redirect(url_for("insights.show_calibration"), 303)


def calibration_page(form: ConfidenceForm) -> str:
    found = calibration(all_days(Desk(peek_learner(), clock.now())))
    return render_template(
        "insights/calibration.html", charts=charts, found=found, form=form, enough=ENOUGH
    )
