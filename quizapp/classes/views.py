"""Classes: teaching them, joining them, and their scores."""

from __future__ import annotations

from collections.abc import Iterator

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    session,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue

from quizapp import clock
from quizapp.access import account, account_required, joined_class, own_class, signed_in
from quizapp.authoring.sets import published_by, slug
from quizapp.classes import csv_files, roster, scores
from quizapp.classes.forms import ActionForm, AssignForm, ClassForm, JoinForm
from quizapp.database import db
from quizapp.models import Class, ClassRole
from quizapp.words import gettext, mark

blueprint = Blueprint("classes", __name__)

JOINING = "joining"  # in the session: the code that someone sent before they signed in
UNKNOWN = mark("No class has this code. Check it with whoever gave it to you.")
ENDED = mark("This class has ended and takes nobody any more. Ask whoever gave you the code.")


@blueprint.app_template_filter("spaced_code")
def spaced_code(code: str) -> str:
    return roster.spaced(code)


@blueprint.get("/classes")
@account_required
def index() -> ResponseReturnValue:
    entries = roster.classes_of(signed_in().id)
    return render_template("classes/index.html", entries=entries, form=JoinForm())


@blueprint.route("/classes/new", methods=["GET", "POST"])
@account_required
def new() -> ResponseReturnValue:
    form = ClassForm()
    if not form.validate_on_submit():
        return render_template("classes/new.html", form=form), 422 if form.errors else 200
    made = roster.make_class(form.title.data or "", signed_in().id, clock.now())
    db.session.commit()
    return redirect(url_for(".show", class_id=made.id))


@blueprint.get("/classes/<int:class_id>")
@account_required
def show(class_id: int) -> ResponseReturnValue:
    class_, person = joined_class(class_id), signed_in()
    if roster.role_in(class_id, person.id) is ClassRole.INSTRUCTOR:
        return instructor_page(class_, assign_form(class_))
    now = clock.now()
    given = scores.given_to(class_, person, now)
    return render_template("classes/learner.html", class_=class_, given=given, now=now)


def assign_form(class_: Class) -> AssignForm:
    person = signed_in()
    sets = roster.sets_to_give(class_.id, person.id)
    return AssignForm(sets, person.time_zone, clock.now())


def instructor_page(class_: Class, form: AssignForm) -> str:
    return render_template(
        "classes/instructor.html",
        class_=class_,
        form=form,
        assignments=roster.assignments(class_.id),
        book=scores.gradebook(class_, clock.now()),
    )


@blueprint.post("/classes/<int:class_id>/assign")
def assign(class_id: int) -> ResponseReturnValue:
    class_ = own_class(class_id)
    form = assign_form(class_)
    if not form.validate():
        return instructor_page(class_, form), 422
    mine = {one.id for one in published_by(signed_in().id)}
    if form.set_id.data not in mine:
        abort(404)
    roster.assign(class_id, form.set_id.data, form.due(), clock.now())
    db.session.commit()
    return redirect(url_for(".show", class_id=class_id))


@blueprint.post("/classes/<int:class_id>/assignments/<int:assignment_id>/remove")
def unassign(class_id: int, assignment_id: int) -> ResponseReturnValue:
    own_class(class_id)
    taken = roster.unassign(class_id, assignment_id)
    if taken is None:
        abort(404)
    db.session.commit()
    flash(
        gettext(
            "Taken back from the class: %(title)s. The learners' answers are kept.",
            title=taken.title,
        )
    )
    return redirect(url_for(".show", class_id=class_id))


@blueprint.post("/classes/<int:class_id>/learners/<int:learner_id>/remove")
def remove_learner(class_id: int, learner_id: int) -> ResponseReturnValue:
    own_class(class_id)
    removed = roster.remove_learner(class_id, learner_id)
    if removed is None:
        abort(404)
    db.session.commit()
    name = removed.name or removed.email
    flash(
        gettext(
            "%(name)s is no longer in the class. To keep them out, make a new code too.",
            name=name,
        )
    )
    return redirect(url_for(".show", class_id=class_id))


@blueprint.post("/classes/<int:class_id>/code")
def renew_code(class_id: int) -> ResponseReturnValue:
    roster.renew_code(own_class(class_id))
    db.session.commit()
    return redirect(url_for(".show", class_id=class_id))


@blueprint.route("/classes/<int:class_id>/end", methods=["GET", "POST"])
@account_required
def end(class_id: int) -> ResponseReturnValue:
    class_, form = own_class(class_id), ActionForm()
    if not form.validate_on_submit():
        return render_template("classes/end.html", class_=class_)
    roster.end(class_, clock.now())
    db.session.commit()
    return redirect(url_for(".show", class_id=class_id))


@blueprint.route("/classes/<int:class_id>/leave", methods=["GET", "POST"])
@account_required
def leave(class_id: int) -> ResponseReturnValue:
    class_, form = joined_class(class_id), ActionForm()
    if roster.role_in(class_id, signed_in().id) is not ClassRole.LEARNER:
        abort(404)
    if not form.validate_on_submit():
        return render_template("classes/leave.html", class_=class_)
    roster.remove_learner(class_id, signed_in().id)
    db.session.commit()
    return redirect(url_for(".index"))


@blueprint.route("/join", methods=["GET", "POST"])
def join() -> ResponseReturnValue:
    """Joining is always a press of a button: following a link alone tells nobody one's name."""
    form = JoinForm()
    class_ = named_class(form) if form.validate_on_submit() else None
    if class_ is None:
        return render_template("classes/join.html", form=form), 422 if form.errors else 200
    person = account()
    if person is None:
        session[JOINING] = class_.join_code
        back = url_for(".join_code", code=class_.join_code)
        page = "security.login" if "sign_in" in request.form else "security.register"
        return redirect(url_for(page, next=back))
    return joined(class_, person.id)


@blueprint.get("/join/<code>")
def join_code(code: str) -> ResponseReturnValue:
    """The class behind a join link; whoever pressed Join before signing in is joined now."""
    form = JoinForm(formdata=None, code=code)
    class_, person = named_class(form), account()
    if class_ is None:
        return render_template("classes/join.html", form=form), 404
    if person and roster.role_in(class_.id, person.id):
        return redirect(url_for(".show", class_id=class_.id))
    if person and session.get(JOINING) == class_.join_code:
        return joined(class_, person.id)
    return render_template("classes/join_class.html", class_=class_, form=form)


def named_class(form: JoinForm) -> Class | None:
    """The class of the code; None, with a sentence at the field, if there is none to join."""
    try:
        return roster.find_by_code(form.code.data or "")
    except roster.UnknownCode:
        form.refuse(gettext(UNKNOWN))
    except roster.ClassEnded:
        form.refuse(gettext(ENDED))
    return None


def joined(class_: Class, user_id: int) -> ResponseReturnValue:
    session.pop(JOINING, None)
    roster.join(class_, user_id, clock.now())
    db.session.commit()
    return redirect(url_for(".show", class_id=class_.id))


@blueprint.get("/classes/<int:class_id>/scores/learners.csv")
@account_required
def learner_scores(class_id: int) -> ResponseReturnValue:
    class_ = own_class(class_id)
    book = scores.gradebook(class_, clock.now())
    return csv_response(csv_files.learner_file(book), f"{slug(class_.title)}-learners.csv")


@blueprint.get("/classes/<int:class_id>/scores/answers.csv")
@account_required
def answer_scores(class_id: int) -> ResponseReturnValue:
    class_ = own_class(class_id)
    rows = csv_files.answer_file(class_.title, scores.answers(class_))
    return csv_response(rows, f"{slug(class_.title)}-answers.csv")


def csv_response(content: Iterator[bytes], filename: str) -> Response:
    """A file that is sent while it is being written."""
    response = Response(stream_with_context(content), content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response
