"""Articles, sets and the review of drafts; the views of a single card are in ``card_views``."""

from __future__ import annotations

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from questions.errors import ArticleError
from quizapp import background, clock
from quizapp.access import account_required, own_article, own_set, signed_in
from quizapp.authoring import (
    articles,
    card_views,
    cards,
    drafting,
    proof,
    report_views,
    reports,
    tags,
    upload_views,
    uploads,
)
from quizapp.authoring import sets as set_logic
from quizapp.authoring.articles import Drafted, Source
from quizapp.authoring.forms import ActionForm, ArticleForm, DetailsForm, SetForm
from quizapp.authoring.paging import page_around
from quizapp.database import db, pause
from quizapp.errors import FetchError
from quizapp.models import QuestionSet
from quizapp.study.showing import key_words, unit_words
from quizapp.words import gettext, ngettext

FAILED = (
    "Something failed on our side while questions were written, and nothing was kept: "
    "try it again, or with a part of the text."
)

blueprint = Blueprint("authoring", __name__)
blueprint.add_app_template_filter(key_words)
blueprint.add_app_template_filter(unit_words)
for rule, view, methods in (*card_views.RULES, *report_views.RULES, *upload_views.RULES):
    blueprint.add_url_rule(rule, view_func=view, methods=methods)


@blueprint.get("/sets", endpoint="sets")
@account_required
def list_sets() -> ResponseReturnValue:
    author_id = signed_in().id
    shelf, reported = set_logic.shelf(author_id), reports.counts(author_id)
    reading = uploads.open_uploads(author_id)
    return render_template("authoring/sets.html", shelf=shelf, reported=reported, uploads=reading)


@blueprint.route("/sets/new", methods=["GET", "POST"])
@account_required
def new_set() -> ResponseReturnValue:
    form = SetForm()
    if not form.validate_on_submit():
        return render_template("authoring/set_form.html", form=form, set=None), form_status(form)
    made = set_logic.create(
        signed_in().id, form.title.data or "", form.description.data or "", clock.now()
    )
    form.populate_obj(made)
    db.session.commit()
    return redirect(url_for(".show_set", set_id=made.id))


@blueprint.route("/articles/new", methods=["GET", "POST"])
@account_required
def new_article() -> ResponseReturnValue:
    """Reading and writing questions is slow: it happens after one transaction, before the next."""
    target, form = asked_set(), ArticleForm()
    owner_id = signed_in().id
    drafted = None
    upload_views.fill_again(form)
    if form.validate_on_submit():
        source = form.source()
        if uploads.is_large(source):
            return upload_views.keep_upload(form, source, target)
        pause()
        drafted = drafted_from(form, source)
        target = asked_set()
    if drafted is None:
        page = render_template("authoring/article_form.html", form=form, set=target)
        return page, form_status(form)
    kept = articles.keep(drafted, owner_id, clock.now(), target, form.key.data or None)
    db.session.commit()
    if waiting := drafting.unfinished(kept.id):
        return redirect(url_for(".show_drafting", article_id=waiting[-1].article_id))
    return redirect(url_for(".review", set_id=kept.id))


@blueprint.get("/articles/<int:article_id>/drafts")
@account_required
def show_drafting(article_id: int) -> ResponseReturnValue:
    """How far a long article's drafts are; whoever looks sees to it that somebody writes them."""
    found = drafting.progress(own_article(article_id), clock.now())
    if found is None:
        return redirect(url_for(".edit_article", article_id=article_id))
    if found.finished and found.drafts:
        there = url_for(".review", set_id=found.set_id)
        if request.headers.get("HX-Request"):
            return "", 204, {"HX-Redirect": there}
        return redirect(there)
    if found.waits and not found.finished:
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
        background.start(app, article_id)
    return render_template("authoring/drafting.html", progress=found)


@blueprint.route("/articles/<int:article_id>/edit", methods=["GET", "POST"])
@account_required
def edit_article(article_id: int) -> ResponseReturnValue:
    """What is known about a source may be mended later; its text stays as it was read."""
    article, back = own_article(article_id), asked_set()
    form = DetailsForm(obj=article)
    if not form.validate_on_submit():
        page = render_template("authoring/details_form.html", form=form, article=article, set=back)
        return page, form_status(form)
    form.title.data = form.title.data or articles.opening_words(article.text)
    form.populate_obj(article)
    db.session.commit()
    return redirect(url_for(".show_set", set_id=back.id) if back else url_for(".sets"))


def asked_set() -> QuestionSet | None:
    """The set that ``?set=`` names: to add an article to, or to go back to."""
    set_id = request.args.get("set", type=int)
    return None if set_id is None else own_set(set_id)


def drafted_from(form: ArticleForm, source: Source) -> Drafted | None:
    """The article and its questions; None, with a sentence at its field, if it can't be used."""
    try:
        return articles.draft(source, form.details())
    except (ArticleError, FetchError) as error:
        form.refuse(form.sources()[0], str(error))
    except Exception:  # any text may come here: whatever fails, the form is kept as it was filled
        current_app.logger.exception("no questions could be written")
        form.refuse(form.sources()[0], FAILED)
    return None


@blueprint.get("/sets/<int:set_id>")
@account_required
def show_set(set_id: int) -> ResponseReturnValue:
    """A set with its cards, as many as can be looked over: those around ``?card=``."""
    question_set, listed = own_set(set_id), cards.listed(set_id)
    ids = [card_id for of_status in listed.values() for card_id in of_status]
    page = page_around(ids, request.args.get("card", type=int))
    return render_template(
        "authoring/set.html",
        tags=tags.of_cards(page.ids),
        leeches=tags.leeches(page.ids),
        set=question_set,
        listed=listed,
        page=page,
        cards=cards.by_ids(page.ids),
        articles=cards.articles_of(set_id),
        waiting=drafting.unfinished(set_id),
        classes=set_logic.classes_given(question_set),
        reports=reports.open_reports(question_set),
    )


@blueprint.route("/sets/<int:set_id>/edit", methods=["GET", "POST"])
@account_required
def edit_set(set_id: int) -> ResponseReturnValue:
    question_set = own_set(set_id)
    form = SetForm(obj=question_set)
    if not form.validate_on_submit():
        page = render_template("authoring/set_form.html", form=form, set=question_set)
        return page, form_status(form)
    form.populate_obj(question_set)
    db.session.commit()
    return redirect(url_for(".show_set", set_id=set_id))


@blueprint.post("/sets/<int:set_id>/publish")
def publish(set_id: int) -> ResponseReturnValue:
    question_set = own_set(set_id)
    try:
        set_logic.publish(question_set, clock.now())
    except set_logic.NothingAccepted:
        flash(gettext("Nothing to publish yet: accept at least one card first."))
    db.session.commit()
    return redirect(url_for(".show_set", set_id=set_id))


@blueprint.post("/sets/<int:set_id>/unpublish")
def unpublish(set_id: int) -> ResponseReturnValue:
    set_logic.unpublish(own_set(set_id))
    db.session.commit()
    return redirect(url_for(".show_set", set_id=set_id))


@blueprint.route("/sets/<int:set_id>/delete", methods=["GET", "POST"])
@account_required
def delete_set(set_id: int) -> ResponseReturnValue:
    question_set, form = own_set(set_id), ActionForm()
    if not form.validate_on_submit():
        weight = set_logic.weight(question_set)
        return render_template("authoring/delete_set.html", set=question_set, weight=weight)
    set_logic.delete(question_set)
    db.session.commit()
    flash(gettext("Deleted: %(title)s.", title=question_set.title))
    return redirect(url_for(".sets"))


@blueprint.get("/sets/<int:set_id>/export/<format_name>")
@account_required
def export(set_id: int, format_name: str) -> ResponseReturnValue:
    made = set_logic.export(own_set(set_id), format_name)
    if made is None:
        abort(404)
    response = Response(made.content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=made.filename)
    return response


@blueprint.get("/sets/<int:set_id>/review")
@account_required
def review(set_id: int) -> ResponseReturnValue:
    question_set = own_set(set_id)
    drafts_alone = request.headers.get("HX-Target") == "drafts"
    return render_template(
        "authoring/review.html",
        set=question_set,
        proof=proof.proof(
            set_id, request.args.get("card", type=int), beside_article=not drafts_alone
        ),
        counts=set_logic.counts_by_set([set_id]).get(set_id, set_logic.Counts()),
        decided=cards.in_set(set_id, request.args.get("decided", type=int)),
    )


@blueprint.post("/sets/<int:set_id>/accept")
def accept_all(set_id: int) -> ResponseReturnValue:
    own_set(set_id)
    count = cards.accept_without_problems(set_id)
    db.session.commit()
    flash(ngettext("Accepted %(num)s draft.", "Accepted %(num)s drafts.", count))
    return redirect(url_for(".review", set_id=set_id))


def form_status(form: DetailsForm | SetForm) -> int:
    """422 for a form that was sent and refused, 200 for one to fill in."""
    return 422 if form.is_submitted() and form.errors else 200
