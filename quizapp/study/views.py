"""Today, a session of questions, and the feedback on each answer."""

from __future__ import annotations

import datetime as dt

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from questions.errors import NumberError
from questions.numbers import read_number
from questions.types import Answer, Question, Scale
from quizapp import clock
from quizapp.access import GUEST_KEY, account, current_learner, peek_learner, visible_set
from quizapp.database import db
from quizapp.models import Review
from quizapp.study import showing, turns
from quizapp.study.answering import Withdrawn, judge, question_at, served_question
from quizapp.study.forms import AnswerForm, form_for
from quizapp.study.progress import Superseded, find_review, record
from quizapp.study.queue import Desk, Next, Tally, next_card, tally
from quizapp.study.today import Progress, coming, newly_learned, waiting_now
from quizapp.study.today import today as today_of
from quizapp.study.turns import Turn

blueprint = Blueprint("study", __name__)

LONGEST_READING = 60
WITHDRAWN = "That question was changed or taken out meanwhile, so nothing was recorded."
ELSEWHERE = "You had answered that question already, so this answer was not counted."


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
    next_due = None if found_today.waiting.cards else coming(db.session(), desk)
    return render_template(
        "study/today.html",
        learner=learner,
        today=found_today,
        when=next_due and showing.when_words(next_due.at, now, desk.days),
    )


@blueprint.get("/study", endpoint="session")
def study_all() -> ResponseReturnValue:
    return show_next(Desk(peek_learner(), clock.now()))


@blueprint.get("/study/set/<int:set_id>", endpoint="session_set")
def study_set(set_id: int) -> ResponseReturnValue:
    visible_set(set_id)
    return show_next(Desk(peek_learner(), clock.now(), set_id))


def show_next(desk: Desk) -> ResponseReturnValue:
    """The next question, or the end of the session."""
    done = tally(db.session(), desk)
    found = next_card(db.session(), desk, done)
    if found is None:
        return show_end(desk, done)
    return render_template(
        "study/question.html",
        **question_page(found, desk.now),
        set_id=desk.set_id,
        progress=progress(desk, done),
    )


def question_page(found: Next, now: dt.datetime) -> dict[str, object]:
    """What a template needs to ask the card: a new turn, its form, its options."""
    turn = turns.serve(found.card, person(), found.reviews, now)
    question = found.card.as_question()
    form = form_for(question, formdata=None, turn=turns.sign(turn, secret()))
    return ask(question, turn, form)


def ask(question: Question, turn: Turn, form: AnswerForm) -> dict[str, object]:
    chosen = getattr(form, "choice", None)
    return {
        "question": question,
        "form": form,
        "choices": showing.choices(question, turn.key, chosen.data if chosen else None),
        "slider": showing.slider(question.answer, turn.key),
        "unit": showing.unit_beside(question.answer),
    }


def show_end(desk: Desk, done: Tally) -> ResponseReturnValue:
    session.pop("study", None)
    next_due = coming(db.session(), desk)
    return render_template(
        "study/end.html",
        done=done,
        learned=newly_learned(db.session(), desk),
        coming=next_due,
        when=next_due and showing.when_words(next_due.at, desk.now, desk.days),
        guest=desk.account_id is None,
    )


@blueprint.post("/study/answer")
def answer() -> ResponseReturnValue:
    """Grade and record one answer; the same turn sent again shows the first one's feedback."""
    now, set_id = clock.now(), request.args.get("set", type=int)
    desk = Desk(peek_learner(), now)
    turn = turns.read(request.form.get("turn", ""), secret(), person())
    try:
        question = served_question(db.session(), desk, turn)
        form = form_for(question)
        if not form.validate_on_submit():
            return ask_again(question, turn, form, set_id)
        response, grade = judge(
            db.session(), desk.learner, question, form.response(turn.seconds(now))
        )
        review = record(db.session(), current_learner(), turn, question, response, grade, now)
    except NumberError as error:
        return ask_again(question, turn, form, set_id, str(error))
    except (Withdrawn, Superseded) as refusal:
        flash(WITHDRAWN if isinstance(refusal, Withdrawn) else ELSEWHERE)
        return redirect(session_address(set_id), 303)
    db.session.commit()
    if request.headers.get("HX-Request"):
        return show_feedback(review, question, set_id)
    return redirect(url_for("study.feedback", turn_key=review.turn_key, set=set_id), 303)


def ask_again(
    question: Question, turn: Turn, form: AnswerForm, set_id: int | None, error: str = ""
) -> ResponseReturnValue:
    """The same turn with its form as it was filled, and what has to be mended."""
    if error:
        form.form_errors.append(error)
    desk = Desk(peek_learner(), clock.now(), set_id)
    page = render_template(
        "study/question.html",
        **ask(question, turn, form),
        set_id=set_id,
        progress=progress(desk, tally(db.session(), desk)),
    )
    return page, 422


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
    return show_feedback(review, question, request.args.get("set", type=int))


def show_feedback(review: Review, question: Question, set_id: int | None) -> ResponseReturnValue:
    desk = Desk(review.learner, clock.now(), set_id)
    given, article = review.response, review.card.article
    value = given.get("value")
    return render_template(
        "study/feedback.html",
        review=review,
        question=question,
        choices=showing.marked(question, review.turn_key, given.get("choice")),
        passage=showing.passage(question, article),
        article=article,
        line=value is not None
        and showing.number_line(question.answer, value, passed=review.correct),
        given=showing.given_words(given, question),
        key=showing.key_words(question.answer),
        bound=showing.bound_words(question.answer),
        next_address=session_address(set_id),
        progress=progress(desk, tally(db.session(), desk)),
    )


@blueprint.get("/study/reading")
def reading() -> ResponseReturnValue:
    """A number read back while it is typed: ``470k`` -> ``470,000 tonnes``."""
    text, unit = request.args.get("text", ""), request.args.get("unit", "")
    scale: Scale = "year" if request.args.get("scale") == "year" else "ratio"
    try:
        value = read_number(text[:LONGEST_READING])
    except NumberError:
        return render_template("study/reading.html", words="")
    words = showing.number_words(value, Answer("", unit=unit[:LONGEST_READING], scale=scale))
    return render_template("study/reading.html", words=words)


def session_address(set_id: int | None) -> str:
    if set_id is None:
        return url_for("study.session")
    return url_for("study.session_set", set_id=set_id)


def progress(desk: Desk, done: Tally) -> Progress:
    """How far the session is. How much there is was counted when it began, once."""
    here = [desk.today.isoformat(), desk.set_id]
    begun = session.get("study")
    if not begun or begun[:2] != here:
        begun = [*here, done.cards - done.unsettled + waiting_now(db.session(), desk, done).cards]
        session["study"] = begun
    return Progress(done, total=max(begun[2], done.cards))


def person() -> str:
    """Who is being served: an account, or a guest's browser."""
    found = account()
    return turns.person_mark(found.id if found else None, session.get(GUEST_KEY))


def secret() -> str:
    key: str = current_app.config["SECRET_KEY"]
    return key
