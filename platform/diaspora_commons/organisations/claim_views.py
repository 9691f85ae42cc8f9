"""The pages of somebody who claims a profile. Moderators decide in the room moderation."""

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import signed_in
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say
from diaspora_commons.kernel.permissions import permit

from . import actions, queries
from .claims import refuse_claimed
from .forms import ClaimForm
from .models import Organisation

blueprint = Blueprint("claims", __name__)


@blueprint.get("/<slug>/claim")
@signed_in
def new(slug: str) -> Response:
    return claim_page(queries.one(g.actor, slug), ClaimForm())


@blueprint.post("/<slug>/claim")
@signed_in
def claim(slug: str) -> ResponseReturnValue:
    """Say that I speak for it, and how you can tell."""
    organisation = queries.one(g.actor, slug)
    form = ClaimForm(request.form)
    if not form.validate():
        return claim_page(organisation, form, 422)
    actions.claim(g.actor, organisation, form.evidence.data)
    say(_("Thank you. A moderator looks at your claim and answers by letter."))
    return redirect(url_for("organisations.show", slug=slug), 303)


@blueprint.post("/<slug>/claim/withdrawal")
@signed_in
def withdraw(slug: str) -> ResponseReturnValue:
    """Take my claim back."""
    mine = queries.claim_of(g.actor, queries.one(g.actor, slug))
    if mine is None:
        raise NotHere
    actions.withdraw_claim(g.actor, mine)
    say(_("Your claim is withdrawn."))
    return redirect(url_for("organisations.show", slug=slug), 303)


def claim_page(organisation: Organisation, form: ClaimForm, status: int = 200) -> Response:
    permit(g.actor, "organisation.claim", organisation)
    refuse_claimed(organisation)
    mine = queries.claim_of(g.actor, organisation)
    return page("organisations/claim.html", status, organisation=organisation, form=form, claim=mine)
