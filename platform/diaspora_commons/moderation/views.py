"""The doors of the desk: the queue, claims, reports; reporting is for everybody."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import throttle
from diaspora_commons.kernel.access import prepared, public_uncached, staff
from diaspora_commons.kernel.errors import Invalid, WrongState
from diaspora_commons.kernel.languages import _, current
from diaspora_commons.kernel.pages import page, say
from diaspora_commons.organisations import actions as organisation_actions
from diaspora_commons.organisations import queries as organisations
from diaspora_commons.organisations.models import Claim

from . import actions, queries
from .forms import ReportForm, place_of
from .ledger_views import blueprint as ledger_pages
from .models import Report
from .reasons import READY
from .rules import CONCERNS, WORKFLOW

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")
blueprint.register_blueprint(ledger_pages)


@blueprint.get("")
@staff("moderator")
def queue() -> Response:
    """What waits for a decision, oldest first."""
    kind, hands = request.args.get("kind", ""), request.args.get("hands", "")
    listing = queries.queue(g.actor, request.args)
    return page("moderation/queue.html", listing=listing, kind=kind, hands=hands, kinds=queries.KINDS)


@blueprint.post("/cases/<subject>/taking")
@staff("moderator")
def take(subject: str) -> ResponseReturnValue:
    """Take a case in hand, and go to it."""
    case = queries.case(g.actor, subject)
    actions.take(g.actor, case.subject)
    return redirect(f"/{current()}{case.path}", 303)


@blueprint.post("/cases/<subject>/release")
@staff("moderator")
def release(subject: str) -> ResponseReturnValue:
    actions.release(g.actor, queries.case(g.actor, subject).subject)
    return redirect(url_for(".queue"), 303)


@blueprint.get("/claims/<int:id>")
@staff("moderator")
def claim(id: int) -> Response:
    """A claim, with its evidence."""
    return claim_page(organisations.claim(id))


def claim_page(claim: Claim, status: int = 200, **wrong: Any) -> Response:
    ready = READY.for_("decline_claim", claim.person.language)
    return page("moderation/claim.html", status, claim=claim, ready=ready, wrong=wrong)


@blueprint.post("/claims/<int:id>/acceptance")
@staff("moderator")
def accept_claim(id: int) -> ResponseReturnValue:
    organisation_actions.accept_claim(g.actor, organisations.claim(id))
    say(_("The claim is accepted. The new owner is told."))
    return redirect(url_for(".queue"), 303)


@blueprint.post("/claims/<int:id>/refusal")
@staff("moderator")
def decline_claim(id: int) -> ResponseReturnValue:
    claim = organisations.claim(id)
    words, ticked = request.form.get("reason", ""), request.form.getlist("ready")
    reason = READY.told("decline_claim", claim.person.language, ticked, words)
    try:
        organisation_actions.decline_claim(g.actor, claim, reason)
    except (Invalid, WrongState) as error:
        return claim_page(claim, error.status, sentence=str(error.message), words=words, ticked=ticked)
    say(_("The claim is declined. The person is told why."))
    return redirect(url_for(".queue"), 303)


@blueprint.get("/reports/<int:id>")
@staff("moderator")
def case(id: int) -> Response:
    """A report, open or answered."""
    return report_page(queries.report(id))


def report_page(report: Report, status: int = 200, **wrong: Any) -> Response:
    steps = WORKFLOW.offers(g.actor, report)
    return page(
        "moderation/case.html",
        status,
        report=report,
        concern=CONCERNS.get(report.concern, report.concern),
        requested=queries.request_reported(report),
        steps=steps,
        ready={step.verb: READY.for_(step.verb, report.language) for step in steps},
        wrong=wrong,
    )


@blueprint.post("/reports/<int:id>/resolution")
@staff("moderator")
def resolve(id: int) -> ResponseReturnValue:
    return answer(id, "resolve")


@blueprint.post("/reports/<int:id>/dismissal")
@staff("moderator")
def dismiss(id: int) -> ResponseReturnValue:
    return answer(id, "dismiss")


def answer(id: int, verb: str) -> ResponseReturnValue:
    """Close a report with an answer."""
    report = queries.held_report(id)
    words, ticked = request.form.get("reason", ""), request.form.getlist("ready")
    said = READY.told(verb, report.language, ticked, words)
    try:
        getattr(actions, verb)(g.actor, report, said)
    except (Invalid, WrongState) as error:
        wrong = {"verb": verb, "sentence": str(error.message), "words": words, "ticked": ticked}
        return report_page(report, error.status, **wrong)
    say(_("The report is closed. Whoever left an address is told."))
    return redirect(url_for(".queue"), 303)


@blueprint.get("/report")
@public_uncached
def report() -> Response:
    """Tell us what is wrong, from any page."""
    return page("moderation/report.html", form=ReportForm(), about=place_of(request.args.get("about", "")))


def count_report() -> None:
    """Ten reports an hour from one address are plenty."""
    throttle.hit("report", throttle.network_of(request.remote_addr), 10, timedelta(hours=1))


@blueprint.post("/report")
@prepared(count=count_report)
@public_uncached
def send_report() -> ResponseReturnValue:
    form, about = ReportForm(request.form), place_of(request.form.get("about", ""))
    if not form.validate():
        return page("moderation/report.html", 422, form=form, about=about)
    if not form.is_from_a_program:
        actions.send(g.actor, about, form.concern.data, form.words.data, form.email.data or None)
    return redirect(url_for(".thanks"), 303)


@blueprint.get("/report/thanks")
@public_uncached
def thanks() -> Response:
    """What happens next."""
    return page("moderation/thanks.html")
