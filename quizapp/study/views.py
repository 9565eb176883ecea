"""Today, a session of questions, and the feedback on each answer."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from questions.errors import NumberError
from questions.types import Answer, Scale
from quizapp import clock
from quizapp.access import current_learner, peek_learner, visible_set
from quizapp.database import db
from quizapp.said import said
from quizapp.study import (
    action_views,
    choosing,
    choosing_views,
    estimates,
    offline_views,
    plan_views,
    showing,
    turns,
)
from quizapp.study.answering import Served, Withdrawn, judge, question_at, served_question
from quizapp.study.forms import form_for
from quizapp.study.memories import forget_past
from quizapp.study.page_views import (
    ask_again,
    carry_place,
    exam_id_here,
    feedback_values,
    person,
    question_page,
    secret,
    session_address,
    show_feedback,
    show_next,
)
from quizapp.study.progress import Superseded, find_review, record
from quizapp.study.queue import Desk, Tally, next_card, tally
from quizapp.study.today import coming
from quizapp.study.today import today as today_of
from quizapp.words import gettext, mark

blueprint = Blueprint("study", __name__)
for rule, name, view, methods in (
    *action_views.RULES,
    *offline_views.RULES,
    *plan_views.RULES,
    *choosing_views.RULES,
):
    blueprint.add_url_rule(rule, name, view, methods=methods)
blueprint.url_defaults(carry_place)
blueprint.add_app_template_global(offline_views.person_tag)

LONGEST_READING = 60
WITHDRAWN = mark("That question was changed or taken out meanwhile, so nothing was recorded.")
ELSEWHERE = mark("You had answered that question already, so this answer was not counted.")


@blueprint.get("/")
def today() -> ResponseReturnValue:
    """Today; for somebody who has answered nothing yet and has no account, the product itself."""
    learner, now = peek_learner(), clock.now()
    desk = Desk(learner, now)
    if learner is None:
        found = next_card(db.session(), desk, Tally())
        question = question_page(found, now) if found else {}
        return render_template("study/welcome.html", set_id=found and found.card.set_id, **question)
    found_today = today_of(db.session(), desk)
    next_due = None
    if not found_today.waiting.cards:
        next_due = coming(db.session(), desk, tally(db.session(), desk))
    return render_template(
        "study/today.html",
        learner=learner,
        today=found_today,
        plan=choosing.plan(db.session(), desk),
        when=next_due and showing.when_words(next_due.at, now, desk.days),
    )


@blueprint.get("/study", endpoint="session")
def study_all() -> ResponseReturnValue:
    return show_next(Desk(peek_learner(), clock.now()), asked_card())


@blueprint.get("/study/set/<int:set_id>", endpoint="session_set")
def study_set(set_id: int) -> ResponseReturnValue:
    visible_set(set_id)
    return show_next(Desk(peek_learner(), clock.now(), set_id), asked_card())


def asked_card() -> int | None:
    return request.args.get("card", type=int)


@blueprint.post("/study/answer")
def answer() -> ResponseReturnValue:
    """Grade and record one answer; the same turn sent again shows the first one's feedback."""
    now, set_id = clock.now(), request.args.get("set", type=int)
    desk = Desk(peek_learner(), now)
    turn = turns.read(request.form.get("turn", ""), secret(), person())
    try:
        served = served_question(db.session(), desk, turn)
        form = form_for(served.question, turn.confidence)
        if not form.validate_on_submit():
            return ask_again(served, turn, form, set_id)
        at = turn.moment(form.answered_at(), now)
        given = form.response(turn.seconds(at))
        response, grade = judge(db.session(), desk.learner, served.question, given)
        learner, exam_id = current_learner(), exam_id_here()
        review = record(db.session(), learner, turn, served.question, response, grade, at, exam_id)
        if at < now:
            forget_past(db.session(), review.learner_id, review.study_day)
    except NumberError as error:
        return ask_again(served, turn, form, set_id, said(str(error)))
    except (Withdrawn, Superseded) as refusal:
        flash(gettext(WITHDRAWN if isinstance(refusal, Withdrawn) else ELSEWHERE))
        return redirect(session_address(set_id), 303)
    # Read before the commit: afterwards it would take another transaction.
    quick = "HX-Request" in request.headers
    values = feedback_values(review, served, request.form["turn"], set_id) if quick else {}
    db.session.commit()
    if quick:
        return render_template("study/feedback.html", **values)
    return redirect(url_for("study.feedback", turn_key=review.turn_key, set=set_id), 303)


@blueprint.get("/study/answer/<turn_key>")
def feedback(turn_key: str) -> ResponseReturnValue:
    """The feedback on an answer already recorded."""
    learner = peek_learner()
    review = find_review(db.session(), learner, turn_key) if learner else None
    if review is None:
        abort(404)
    question = question_at(db.session(), review.card, review.card_revision)
    if question is None:
        abort(404)
    served = Served(question, review.card.article, review.card.question_set.language)
    return show_feedback(review, served, request.args.get("set", type=int))


@blueprint.get("/study/reading")
def reading() -> ResponseReturnValue:
    """A number read back while it is typed: ``470k`` -> ``470,000 tonnes``."""
    given = {name: value[:LONGEST_READING] for name, value in request.args.items()}
    scale: Scale = "year" if given.get("scale") == "year" else "ratio"
    answer = Answer("", unit=given.get("unit"), scale=scale)
    found = estimates.reading(answer, given.get("text", ""), given.get("until"))
    return render_template("study/reading.html", reading=found)
