"""What my organisations ask and are asked, and one request: its timeline, and what is done on it."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import public_personal, signed_in
from diaspora_commons.kernel.errors import Invalid, NotHere, TooMany, WrongState
from diaspora_commons.kernel.forms import stripped
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say
from diaspora_commons.organisations.rules import belongs_to

from .. import actions, queries
from ..models import Partnership, State
from ..rules import WORKFLOW, missing, side_of
from .blueprint import blueprint, refused

SPEECH = ("ask", "answer", "write")
"""What the place for words at the end of the timeline is for: one of these."""


@blueprint.get("")
@public_personal
def index() -> Response:
    """What my organisations ask and are asked; a visitor reads what a partnership request is."""
    if not g.actor.is_authenticated:
        return page("partnerships/about.html")
    listing = queries.listing(g.actor, request.args)
    return page(
        "partnerships/index.html",
        listing=listing,
        received=queries.received(g.actor, listing.items),
        waiting=queries.waiting(g.actor),
        organisations=queries.own_organisations(g.actor),
        side=request.args.get("side", ""),
        state=request.args.get("state", ""),
    )


@blueprint.get("/<public_id>")
@signed_in
def show(public_id: str) -> Response:
    return conversation(queries.one(g.actor, public_id))


def conversation(
    partnership: Partnership, status: int = 200, *, verb: str = "", sentence: str = "", words: str = ""
) -> Response:
    """A request with its timeline; the words are about the last click: what was the matter, and what was typed."""
    steps = {step.verb: step for step in WORKFLOW.offers(g.actor, partnership)}
    speech = next((steps[name] for name in SPEECH if name in steps), None)
    has_place = verb in steps or (verb == "say" and speech is not None)
    ours = side_of(g.actor, partnership)
    other = partnership.receiver if ours is partnership.sender else partnership.sender
    return page(
        "partnerships/show.html",
        status,
        partnership=partnership,
        ours=ours,
        other=other,
        belongs_to_both=belongs_to(g.actor, other),
        steps=steps,
        speech=speech,
        entries=queries.timeline(partnership),
        contacts=queries.contacts(partnership),
        mine=queries.contact_of(g.actor, partnership),
        lacks=missing(partnership) if partnership.state == State.DRAFT else [],
        is_initiative_shown=queries.is_shown(g.actor, partnership),
        wrong={"verb": verb, "sentence": sentence, "words": words},
        unsent="" if has_place else words,
    )


@blueprint.post("/<public_id>/dispatch")
@signed_in
def send(public_id: str) -> ResponseReturnValue:
    return step(public_id, "send", _("It is sent. The other side is told by letter."), actions.send)


@blueprint.post("/<public_id>/messages")
@signed_in
def write(public_id: str) -> ResponseReturnValue:
    """A question, an answer or a word in between; which it is follows from where the request stands."""
    words = said("words")
    return step(
        public_id, "say", _("It is on the timeline. The other side is told by letter."),
        lambda actor, partnership: actions.say(actor, partnership, words),
    )  # fmt: skip


@blueprint.post("/<public_id>/acceptance")
@signed_in
def accept(public_id: str) -> ResponseReturnValue:
    shares = "contact" in request.form
    return step(
        public_id, "accept", _("You have accepted. The other side is told by letter."),
        lambda actor, partnership: actions.accept(actor, partnership, shares),
    )  # fmt: skip


@blueprint.post("/<public_id>/refusal")
@signed_in
def decline(public_id: str) -> ResponseReturnValue:
    return step(
        public_id, "decline", _("You have declined. The other side is told why."),
        lambda actor, partnership: actions.decline(actor, partnership, said("reason")),
    )  # fmt: skip


@blueprint.post("/<public_id>/withdrawal")
@signed_in
def withdraw(public_id: str) -> ResponseReturnValue:
    return step(
        public_id, "withdraw", _("It is withdrawn. The other side is told by letter."),
        lambda actor, partnership: actions.withdraw(actor, partnership, said("reason")),
    )  # fmt: skip


@blueprint.post("/<public_id>/reminder")
@signed_in
def remind(public_id: str) -> ResponseReturnValue:
    return step(public_id, "remind", _("The other side is reminded by letter."), actions.remind)


@blueprint.post("/<public_id>/contact")
@signed_in
def share_contact(public_id: str) -> ResponseReturnValue:
    sentence = _("The other side finds your name and address here from now on.")
    return step(public_id, "share_contact", sentence, actions.share_contact)


@blueprint.post("/<public_id>/contact/removal")
@signed_in
def withhold_contact(public_id: str) -> ResponseReturnValue:
    contact = queries.contact_of(g.actor, queries.held(g.actor, public_id))
    if contact is None:
        raise NotHere
    actions.withhold_contact(g.actor, contact)
    say(_("The other side no longer finds your address here."))
    return redirect(url_for(".show", public_id=public_id), 303)


Act = Callable[[Any, Partnership], object]


def step(public_id: str, verb: str, sentence: str, act: Act) -> ResponseReturnValue:
    """Do what the button says; when it cannot be, the request as it is now, with what was typed."""
    partnership = queries.held(g.actor, public_id)
    words = said("words") or said("reason")
    try:
        act(g.actor, partnership)
    except (Invalid, WrongState, TooMany) as error:
        now = conversation(partnership, error.status, verb=verb, sentence=str(error.message), words=words)
        return refused(now, error)
    say(sentence)
    return redirect(url_for(".show", public_id=public_id), 303)


def said(name: str) -> str:
    """What was typed. Browsers send two characters for each line's end, and let people type as if it were one."""
    return stripped(request.form.get(name)) or ""
