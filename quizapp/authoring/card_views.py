"""One card: writing it, editing it beside its preview, deciding on it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from questions.types import Question, QuestionKind
from quizapp import clock
from quizapp.access import account_required, own_card, own_set, signed_in
from quizapp.authoring import cards, tags
from quizapp.authoring.card_forms import FORMS, KIND_NAMES, CardForm
from quizapp.authoring.forms import DecideForm
from quizapp.database import db
from quizapp.models import Article, Card, CardStatus, QuestionSet
from quizapp.study.showing import passage
from quizapp.words import gettext, mark

CHANGED = mark(
    "This card was changed in another place while you were editing it. What you see is your "
    "version: save it again to replace the other one, or leave this page to keep that one."
)
NOT_IN_ARTICLE = mark(
    "This sentence stands nowhere in the article word for word: copy it from there, or leave "
    "the evidence empty."
)


@dataclass(frozen=True, slots=True)
class Written:
    """A question as the form gives it, and the article that its evidence stands in, if any."""

    question: Question
    article: Article | None


@account_required
def new_card(set_id: int) -> ResponseReturnValue:
    question_set, kind = own_set(set_id), asked_kind()
    before = cards.blank(kind)
    form = FORMS[kind](data=FORMS[kind].values(before))
    written = written_in(form, before, set_id)
    if written is None or not saving():
        return card_page(form, written, question_set=question_set, card=None, before=before)
    article_id = written.article.id if written.article else None
    status, now = CardStatus.ACCEPTED, clock.now()
    (card,) = cards.append(set_id, article_id, [written.question], status, now)
    db.session.flush()
    tags.keep(card.id, tags.read_tags(form.tags.data or ""))
    db.session.commit()
    if "another" in request.form:
        return redirect(url_for(".new_card", set_id=set_id, kind=str(kind)))
    return redirect(url_for(".show_set", set_id=set_id))


@account_required
def edit_card(card_id: int) -> ResponseReturnValue:
    card = own_card(card_id)
    before = card.as_question()
    shown = FORMS[before.kind].values(before) | {
        "revision": str(card.revision),
        "tags": ", ".join(tags.of_card(card_id)),
    }
    form = FORMS[before.kind](data=shown)
    written = written_in(form, before, card.set_id)
    if written is None or not saving() or not save(card, written, form):
        return card_page(form, written, question_set=card.question_set, card=card, before=before)
    db.session.commit()
    if "accept" in request.form:
        return redirect(place_after(card))
    if card.status is CardStatus.DRAFT:
        return redirect(url_for(".review", set_id=card.set_id, card=card.id))
    return redirect(place_in_set(card.set_id, card.id))


def asked_kind() -> QuestionKind:
    try:
        return QuestionKind(request.args.get("kind", QuestionKind.MULTIPLE_CHOICE))
    except ValueError:
        abort(404)


def saving() -> bool:
    return request.method == "POST" and "preview" not in request.form


def written_in(form: CardForm, before: Question, set_id: int) -> Written | None:
    """The question that the form gives; None if it is not sent yet or something is missing."""
    form.take_wording(before.alternatives)
    if not form.validate_on_submit():
        return None
    question, article = form.question(before), None
    sentence = form.evidence.data or ""
    if before.evidence is None or sentence != before.evidence.text:
        try:
            question, article = cards.with_evidence(question, sentence, cards.articles_of(set_id))
        except cards.NotInArticle:
            form.evidence.errors = [gettext(NOT_IN_ARTICLE)]
            return None
    return Written(cards.checked(question), article)


def save(card: Card, written: Written, form: CardForm) -> bool:
    """Keep the edit; False, with a sentence on the form, if the card was changed meanwhile."""
    seen = form.revision.data or ""
    try:
        cards.edit(
            card,
            written.question,
            int(seen) if seen.isdecimal() else 0,
            signed_in().id,
            clock.now(),
        )
    except cards.StaleEdit:
        form.form_errors.append(gettext(CHANGED))
        form.revision.data = str(card.revision)
        return False
    tags.keep(card.id, tags.read_tags(form.tags.data or ""))
    card.article_id = written.article.id if written.article else card.article_id
    if "accept" in request.form:
        cards.decide(card, CardStatus.ACCEPTED)
    return True


def card_page(
    form: CardForm,
    written: Written | None,
    *,
    question_set: QuestionSet,
    card: Card | None,
    before: Question,
) -> ResponseReturnValue:
    """The form with its preview; 422 where saving was refused."""
    preview = shown_question(written, before)
    article = (written and written.article) or (card and card.article) or None
    page = render_template(
        "authoring/card_form.html",
        form=form,
        kind=form.kind,
        kind_names=KIND_NAMES,
        set=question_set,
        card=card,
        before=before,
        preview=preview,
        article=article,
        passage=passage(preview, article) if preview else None,
    )
    return page, 422 if form.errors and saving() else 200


def shown_question(written: Written | None, before: Question) -> Question | None:
    """What the preview shows: the question as filled in, or as it was before anything was sent."""
    if written:
        return written.question
    return before if request.method == "GET" and before.prompt else None


def decide(card_id: int) -> ResponseReturnValue:
    card, form = own_card(card_id), DecideForm()
    if not form.validate():
        abort(400)
    cards.decide(card, CardStatus(form.status.data))
    db.session.commit()
    if request.form.get("back") == "set":
        beside = cards.in_set(card.set_id, form.beside.data)
        return redirect(place_in_set(card.set_id, (beside or card).id))
    return redirect(place_after(card))


def place_in_set(set_id: int, card_id: int) -> str:
    """Where a card is listed on its set's page."""
    return url_for(".show_set", set_id=set_id, card=card_id, _anchor=f"card-{card_id}")


def place_after(card: Card) -> str:
    """Where review goes on: at the next draft, or at this card if it is a draft again."""
    if card.status is CardStatus.DRAFT:
        return url_for(".review", set_id=card.set_id, card=card.id)
    focus = cards.draft_after(card)
    return url_for(".review", set_id=card.set_id, card=focus, decided=card.id)


RULES = (
    ("/sets/<int:set_id>/cards/new", new_card, ["GET", "POST"]),
    ("/cards/<int:card_id>/edit", edit_card, ["GET", "POST"]),
    ("/cards/<int:card_id>/decide", decide, ["POST"]),
)
