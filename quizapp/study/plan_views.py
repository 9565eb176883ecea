"""A learner's plan: their limits, order and free days, and parameters of their own."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp import clock
from quizapp.access import account_required, signed_in
from quizapp.database import db
from quizapp.study import parameters
from quizapp.study.plan_forms import FitForm, PlanForm
from quizapp.study.settings import StudySettings
from quizapp.words import gettext, mark

SAVED = mark("Your study plan is saved.")
TOO_FEW = mark("There are too few reviews yet to fit parameters to. Study on for a while.")
FITTED = mark("Your cards are now scheduled by your own reviews.")
USUAL_AGAIN = mark("Your cards are scheduled as usual again.")


@account_required
def plan() -> ResponseReturnValue:
    """How much a day, in which order, which days stay free."""
    person = signed_in()
    form = PlanForm.showing(StudySettings.of(person))
    if form.validate_on_submit():
        person.study = form.settings().as_document()
        db.session.commit()
        flash(gettext(SAVED))
        return redirect(url_for("study.plan"), 303)
    page = render_template(
        "study/plan.html",
        form=form,
        fit_form=FitForm(formdata=None),
        present=parameters.present(db.session(), person),
        reviews=parameters.reviews_that_count(db.session(), person),
        enough=parameters.ENOUGH_REVIEWS,
    )
    return page, 422 if form.errors else 200


@account_required
def preview_fit() -> ResponseReturnValue:
    """What would change with parameters fitted to the learner's own reviews."""
    person, now = signed_in(), clock.now()
    found = parameters.fit(db.session(), person)
    if found is None:
        flash(gettext(TOO_FEW))
        return redirect(url_for("study.plan"), 303)
    return render_template(
        "study/fit.html",
        form=FitForm(formdata=None),
        fit=found,
        before=parameters.due_now(db.session(), person, now),
        after=parameters.due_with(db.session(), person, found.weights, now),
    )


@account_required
def use_fit() -> ResponseReturnValue:
    """Schedule all cards by the learner's own parameters."""
    person, form = signed_in(), FitForm()
    found = parameters.fit(db.session(), person) if form.validate_on_submit() else None
    if found is None:
        flash(gettext(TOO_FEW))
        return redirect(url_for("study.plan"), 303)
    parameters.use(db.session(), person, found, clock.now())
    db.session.commit()
    flash(gettext(FITTED))
    return redirect(url_for("study.plan"), 303)


@account_required
def use_usual() -> ResponseReturnValue:
    """Schedule all cards by the usual parameters again."""
    person, form = signed_in(), FitForm()
    if form.validate_on_submit():
        parameters.use(db.session(), person, None, clock.now())
        db.session.commit()
        flash(gettext(USUAL_AGAIN))
    return redirect(url_for("study.plan"), 303)


RULES = (
    ("/settings/study", "plan", plan, ["GET", "POST"]),
    ("/settings/study/fit", "preview_fit", preview_fit, ["GET"]),
    ("/settings/study/fit", "use_fit", use_fit, ["POST"]),
    ("/settings/study/usual", "use_usual", use_usual, ["POST"]),
)
