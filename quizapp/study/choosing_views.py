"""Choosing what to study: a tag, an exam to prepare for, a set to leaf through, hard cards."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp import clock
from quizapp.access import account_required, peek_learner, signed_in, visible_set
from quizapp.database import db
from quizapp.models import Card, Exam
from quizapp.study import choosing, showing
from quizapp.study.aside import card_to_ask
from quizapp.study.choosing_forms import DropForm, ExamForm
from quizapp.study.page_views import exam_progress, question_page, show_next
from quizapp.study.queue import Desk, visible_sets
from quizapp.words import gettext, mark

DROPPED = mark("That exam is off your list. Your answers stay.")


def session_tag(tag: str) -> ResponseReturnValue:
    """Study the cards with one tag, of all sets."""
    desk = Desk(peek_learner(), clock.now(), tag=tag)
    if tag not in {one.tag for one in choosing.tags(db.session(), desk)}:
        abort(404)
    return show_next(desk, request.args.get("card", type=int))


@account_required
def exams() -> ResponseReturnValue:
    """The exams that lie ahead, and a form for another one."""
    person, now = signed_in(), clock.now()
    desk = Desk(person, now)
    tags = choosing.tags(db.session(), desk)
    form = ExamForm.offering(visible_sets(db.session(), desk), tags, desk.today)
    if form.validate_on_submit():
        set_id, tag = form.scope()
        exam = Exam(learner_id=person.id, set_id=set_id, tag=tag, day=form.day.data, made_at=now)
        db.session.add(exam)
        db.session.commit()
        return redirect(url_for("study.session_exam", exam_id=exam.id), 303)
    page = render_template(
        "study/exams.html",
        form=form,
        drop_form=DropForm(formdata=None),
        exams=[
            (one, choosing.standing(db.session(), one, choosing.desk_for(one, person, now)))
            for one in choosing.exams(db.session(), person, desk.today)
        ],
    )
    return page, 422 if form.errors else 200


def own_exam(exam_id: int) -> Exam:
    """The exam, if it is this person's; else 404."""
    return choosing.find_exam(db.session(), signed_in(), exam_id) or abort(404)


@account_required
def session_exam(exam_id: int) -> ResponseReturnValue:
    """The next card before an exam, one that is named, or how far today's preparation has come."""
    found, person, now = own_exam(exam_id), signed_in(), clock.now()
    desk = choosing.desk_for(found, person, now)
    more = bool(request.args.get("more"))
    standing = choosing.standing(db.session(), found, desk, more=more)
    card_id = request.args.get("card", type=int)
    card = (card_id and card_to_ask(db.session(), desk, card_id)) or standing.next
    if card is None:
        done = choosing.cram_tally(db.session(), found, desk)
        return render_template(
            "study/exam_end.html", exam=found, standing=standing, done=done, set_id=None
        )
    return render_template(
        "study/question.html",
        **question_page(card, now),
        set_id=None,
        progress=exam_progress(found, desk),
    )


@account_required
def drop_exam(exam_id: int) -> ResponseReturnValue:
    """Take an exam off the list."""
    found = own_exam(exam_id)
    if DropForm().validate_on_submit():
        db.session.delete(found)
        db.session.commit()
        flash(gettext(DROPPED))
    return redirect(url_for("study.exams"), 303)


def leaf(set_id: int) -> ResponseReturnValue:
    """A set's cards one after the other, with their answers; nothing is graded."""
    chosen = visible_set(set_id)
    desk = Desk(peek_learner(), clock.now(), set_id)
    cards = choosing.cards_of_set(db.session(), desk)
    if not cards:
        abort(404)
    at = min(max(request.args.get("at", 1, type=int), 1), len(cards))
    card = db.session.get_one(Card, cards[at - 1])
    question = card.as_question()
    return render_template(
        "study/leaf.html",
        set=chosen,
        at=at,
        cards=len(cards),
        question=question,
        article=card.article,
        passage=showing.passage(question, card.article),
        key=showing.key_words(question.answer),
    )


def hard_cards() -> ResponseReturnValue:
    """The cards that the learner keeps forgetting."""
    desk = Desk(peek_learner(), clock.now())
    return render_template("study/hard.html", leeches=choosing.leeches(db.session(), desk))


RULES = (
    ("/study/tag/<tag>", "session_tag", session_tag, ["GET"]),
    ("/study/exams", "exams", exams, ["GET", "POST"]),
    ("/study/exam/<int:exam_id>", "session_exam", session_exam, ["GET"]),
    ("/study/exam/<int:exam_id>/drop", "drop_exam", drop_exam, ["POST"]),
    ("/study/set/<int:set_id>/cards", "leaf", leaf, ["GET"]),
    ("/study/hard", "hard_cards", hard_cards, ["GET"]),
)
