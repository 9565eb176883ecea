"""The pages of a session: a question, the feedback on an answer, the end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import abort, current_app, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from questions.types import Question, QuestionKind
from quizapp import clock
from quizapp.access import GUEST_KEY, account, peek_learner
from quizapp.database import db
from quizapp.models import Exam, Review
from quizapp.study import choosing, estimates, showing, turns
from quizapp.study.answering import Served
from quizapp.study.aside import card_to_ask
from quizapp.study.forms import AnswerForm, form_for
from quizapp.study.queue import Desk, Next, Tally, next_card, tally
from quizapp.study.today import Progress, coming, newly_learned, waiting_now
from quizapp.study.turns import Turn

MOST_ASKED = 8  # estimates seen and not answered, of which it is known how they were asked


def show_next(desk: Desk, card_id: int | None = None) -> ResponseReturnValue:
    """The next question, or the end of the session; one card out of turn, where it is named."""
    done = tally(db.session(), desk)
    named = card_to_ask(db.session(), desk, card_id) if card_id else None
    found = named or next_card(db.session(), desk, done)
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
    question = found.card.as_question()
    confidence = confidence_of(found, estimates.confidence_for(peek_learner(), question))
    turn = turns.serve(found.card, person(), found.reviews, now, confidence)
    token = turns.sign(turn, secret())
    form = form_for(question, confidence, formdata=None, turn=token)
    return ask(question, turn, form, found.language)


def confidence_of(found: Next, chosen: int | None) -> int | None:
    """The confidence at which a card is asked: the one chosen, unless this person has the card
    before them already. Chosen once a question is seen, it could be chosen to fit."""
    if found.card.kind != QuestionKind.NUMERIC_ESTIMATE:
        return chosen
    of, seen = session.get("asked", ["", []])
    seen = seen if of == person() else []
    this = [found.card.id, found.reviews]
    confidence: int | None = next((one[2] for one in seen if one[:2] == this), chosen)
    others = [one for one in seen if one[:2] != this]
    session["asked"] = [person(), [*others, [*this, confidence]][-MOST_ASKED:]]
    return confidence


def ask(question: Question, turn: Turn, form: AnswerForm, language: str) -> dict[str, object]:
    chosen = getattr(form, "choice", None)
    return {
        "question": question,
        "set_language": language,
        "form": form,
        "token": form.turn.data,
        "card_id": turn.card_id,
        "choices": showing.choices(question, turn.key, chosen.data if chosen else None),
        "slider": estimates.slider(question.answer, turn.key),
        "confidence": turn.confidence,
        "unit": showing.unit_beside(question.answer),
    }


def show_end(desk: Desk, done: Tally) -> ResponseReturnValue:
    session.pop("study", None)
    next_due = coming(db.session(), desk, done)
    return render_template(
        "study/end.html",
        done=done,
        set_id=desk.set_id,
        learned=newly_learned(db.session(), desk),
        coming=next_due,
        when=next_due and showing.when_words(next_due.at, desk.now, desk.days),
        guest=desk.account_id is None,
    )


def ask_again(
    served: Served, turn: Turn, form: AnswerForm, set_id: int | None, error: str = ""
) -> ResponseReturnValue:
    """The same turn with its form as it was filled, and what has to be mended."""
    if error:
        form.form_errors.append(error)
    page = render_template(
        "study/question.html",
        **ask(served.question, turn, form, served.language),
        set_id=set_id,
        progress=progress_here(set_id),
    )
    return page, 422


def show_feedback(review: Review, served: Served, set_id: int | None) -> ResponseReturnValue:
    token = turns.sign(turns.served_before(review, person()), secret())
    values = feedback_values(review, served, token, set_id)
    return render_template("study/feedback.html", **values)


def feedback_values(
    review: Review, served: Served, token: str, set_id: int | None
) -> dict[str, object]:
    """What a template needs to show the feedback; with it, everything is read. The ``token`` of a
    turn names the card."""
    given, question = review.response, served.question
    return {
        "review": review,
        "question": question,
        "set_language": served.language,
        "token": token,
        "set_id": set_id,
        "choices": showing.marked(question, review.turn_key, given.get("choice")),
        "passage": showing.passage(question, served.article),
        "article": served.article,
        "outcome": estimates.outcome(
            question.answer, given, score=review.score, correct=review.correct
        ),
        "given": showing.given_words(given, question),
        "key": showing.key_words(question.answer),
        "bound": showing.bound_words(question.answer),
        "next_address": session_address(set_id),
        "progress": progress_here(set_id),
    }


def session_address(set_id: int | None, card_id: int | None = None) -> str:
    """Where the session goes on: at the next question, or at one card."""
    here = place()
    if "exam" in here:
        return url_for(
            "study.session_exam", exam_id=here["exam"], card=card_id, more=here.get("more")
        )
    if "tag" in here:
        return url_for("study.session_tag", tag=here["tag"], card=card_id)
    if set_id is None:
        return url_for("study.session", card=card_id)
    return url_for("study.session_set", set_id=set_id, card=card_id)


CARRYING = {f"study.{name}" for name in ("answer", "feedback", "undo", "hold", "report")}


def place() -> dict[str, Any]:
    """Where the session is when it is not in a set or in all: among the cards with a ``tag``, or
    before an ``exam``, today's portion of it or ``more``. The addresses of a session carry it
    along."""
    if not request.args and not request.view_args:
        return {}
    named = {**request.args, **(request.view_args or {})}
    exam, tag = str(named.get("exam_id", named.get("exam", ""))), str(named.get("tag", ""))
    if exam.isdecimal():
        return {"exam": int(exam)} | ({"more": 1} if named.get("more") else {})
    return {"tag": tag} if tag else {}


def carry_place(endpoint: str, values: dict[str, Any]) -> None:
    """Put the place into an address that a session leads to."""
    if endpoint in CARRYING:
        for name, value in place().items():
            values.setdefault(name, value)


def desk_here(set_id: int | None = None, exam: Exam | None = None) -> Desk:
    learner, now = peek_learner(), clock.now()
    if exam and learner:
        return choosing.desk_for(exam, learner, now)
    return Desk(learner, now, set_id, place().get("tag"))


def exam_here() -> Exam | None:
    """The exam that the session prepares for, if it does; 404 for one that is not theirs."""
    named = place().get("exam")
    if named is None:
        return None
    found = choosing.find_exam(db.session(), peek_learner(), named)
    return found or abort(404)


def exam_id_here() -> int | None:
    exam = exam_here()
    return exam.id if exam else None


def progress_here(set_id: int | None) -> Progress:
    """How far the session is, wherever it is."""
    exam, learner = exam_here(), peek_learner()
    if exam and learner:
        return exam_progress(exam, choosing.desk_for(exam, learner, clock.now()))
    desk = desk_here(set_id)
    return progress(desk, tally(db.session(), desk))


def exam_progress(exam: Exam, desk: Desk) -> Progress:
    done = choosing.cram_tally(db.session(), exam, desk)
    left = choosing.standing(db.session(), exam, desk, more=bool(request.args.get("more")))
    return Progress(done, total=done.cards + len(left.waiting))


def progress(desk: Desk, done: Tally) -> Progress:
    """How far the session is. How much there is was counted when it began, once."""
    here = [desk.today.isoformat(), desk.tag or desk.set_id]
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
