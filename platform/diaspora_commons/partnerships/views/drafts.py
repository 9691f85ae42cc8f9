"""What is not sent yet: whom to ask, and the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.initiatives.models import Initiative
from diaspora_commons.kernel.access import signed_in
from diaspora_commons.kernel.errors import NotHere, SavedMeanwhile, TooMany, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say
from diaspora_commons.kernel.permissions import permit
from diaspora_commons.organisations.models import Organisation

from .. import actions, queries
from ..forms import NewForm, RequestForm
from ..models import Partnership
from ..rules import missing, refuse_sent, refuse_unreachable
from .blueprint import blueprint, refused
from .requests import conversation


@blueprint.get("/new")
@signed_in
def new() -> Response:
    """The form, for whom the address names; else a choice of whom to ask."""
    asked = queries.target(g.actor, request.args)
    if asked is None:
        return choose()
    _receiver, initiative = asked
    form = NewForm(data={"countries": initiative.tagged("country") if initiative else []})
    return compose(form, asking(*asked))


def choose(status: int = 200, unsent: str = "") -> Response:
    """Whom to ask; `unsent` is what was typed to somebody who cannot be asked any more."""
    words = request.args.get("q", "")[:200]
    found = queries.receivers(g.actor, words)
    led = queries.initiatives_of(found)
    return page("partnerships/choose.html", status, words=words, found=found, led=led, unsent=unsent)


@dataclass(frozen=True)
class Asking:
    """Who could ask whom, and about what."""

    senders: Sequence[Organisation]
    receiver: Organisation
    initiative: Initiative | None
    begun: Sequence[Partnership]
    """What they have begun already about the same."""

    @property
    def obstacle(self) -> str:
        """Why nobody can be asked; empty when somebody can."""
        try:
            refuse_unreachable(g.actor, self.receiver, self.initiative)
        except WrongState as error:
            return str(error.message)
        return ""


def asking(receiver: Organisation, initiative: Initiative | None) -> Asking:
    senders = queries.own_organisations(g.actor)
    return Asking(senders, receiver, initiative, queries.begun_between(senders, receiver, initiative))


def compose(form: NewForm, between: Asking, status: int = 200, sentence: str = "") -> Response:
    """The form of a new request, or why there can be none."""
    form.offer_senders(between.senders)
    return page("partnerships/new.html", status, form=form, between=between, sentence=sentence)


@blueprint.post("/new")
@signed_in
def create() -> ResponseReturnValue:
    """Keep a draft, and send it if that was the button; when that cannot be, nothing that was typed is lost."""
    form = NewForm(request.form)
    try:
        asked = queries.target(g.actor, request.form)
    except NotHere:
        return choose(404, form.written())
    if asked is None:
        raise NotHere
    between = asking(*asked)
    form.offer_senders(between.senders)
    if not (form.validate() and is_complete(form)):
        return compose(form, between, 422)
    sender = next(one for one in between.senders if one.slug == form.sender.data)
    try:
        partnership = actions.begin(g.actor, sender, between.receiver, between.initiative, form.content())
        sent = send_on(partnership)
    except (WrongState, TooMany) as error:
        return refused(compose(form, between, error.status, str(error.message)), error)
    say(sent or _("Your draft is kept. Nobody but your organisation sees it."))
    return redirect(url_for(".show", public_id=partnership.public_id), 303)


@blueprint.get("/<public_id>/edit")
@signed_in
def edit(public_id: str) -> Response:
    partnership = queries.one(g.actor, public_id)
    return sent_already(partnership) or draft(partnership, RequestForm.of(partnership))


def draft(partnership: Partnership, form: RequestForm, status: int = 200, **more: Any) -> Response:
    facts = {"version": partnership.version, **more}
    return page("partnerships/edit.html", status, partnership=partnership, form=form, **facts)


@blueprint.post("/<public_id>/edit")
@signed_in
def save(public_id: str) -> ResponseReturnValue:
    """Keep what was written, and send it if that was the button."""
    partnership = queries.held(g.actor, public_id)
    form, version = RequestForm(request.form), request.form.get("version", "")
    if page_now := sent_already(partnership, form.written()):
        return page_now
    if not (form.validate() and is_complete(form)):
        return draft(partnership, form, 422, version=version)
    try:
        actions.save(g.actor, partnership, version, form.content())
        sent = send_on(partnership)
    except SavedMeanwhile:
        return draft(partnership, form, 409, is_overtaken=True)
    except (WrongState, TooMany) as error:
        return refused(draft(partnership, form, error.status, version=version, sentence=str(error.message)), error)
    say(sent or _("Saved."))
    return redirect(url_for(".show", public_id=public_id), 303)


@blueprint.post("/<public_id>/removal")
@signed_in
def discard(public_id: str) -> ResponseReturnValue:
    partnership = queries.held(g.actor, public_id)
    try:
        actions.discard(g.actor, partnership)
    except WrongState as error:
        return conversation(partnership, error.status, verb="discard", sentence=str(error.message))
    say(_("The draft is thrown away."))
    return redirect(url_for(".index"), 303)


def sent_already(partnership: Partnership, words: str = "") -> Response | None:
    """When a colleague has sent it meanwhile: the request as it is now, with what was typed."""
    permit(g.actor, "partnership.save", partnership)
    try:
        refuse_sent(partnership)
    except WrongState as error:
        return conversation(partnership, error.status, verb="save", sentence=str(error.message), words=words)
    return None


def wants_to_send() -> bool:
    return request.form.get("then") == "send"


def is_complete(form: RequestForm) -> bool:
    """A draft may lack anything; what is to be sent may not, and each lack is said beside its field."""
    lacks = missing(form.content()) if wants_to_send() else []
    for name, sentence in lacks:
        form[name].errors = [*form[name].errors, sentence]
    return not lacks


def send_on(partnership: Partnership) -> str:
    """Send it if that was the button; the sentence that says so."""
    if not wants_to_send():
        return ""
    actions.send(g.actor, partnership)
    return _("It is sent. The other side is told by letter.")
