"""An author's answer to what learners found wrong with a card."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp import clock
from quizapp.access import own_report
from quizapp.authoring import cards, reports
from quizapp.authoring.forms import ActionForm
from quizapp.database import db
from quizapp.models import CardStatus
from quizapp.words import gettext


def resolve_report(report_id: int) -> ResponseReturnValue:
    """Put a report away; with ``reject``, the card goes with all its reports."""
    report = own_report(report_id)
    if not ActionForm().validate():
        abort(400)
    if "reject" in request.form:
        cards.decide(report.card, CardStatus.REJECTED)
        reports.resolve_all(report.card, clock.now())
        flash(gettext("Rejected: learners are not asked this card any more."))
    else:
        reports.resolve(report, clock.now())
        flash(gettext("The report is put away."))
    db.session.commit()
    return redirect(url_for(".show_set", set_id=report.card.set_id))


RULES = (("/reports/<int:report_id>/resolve", resolve_report, ["POST"]),)
