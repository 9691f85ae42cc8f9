"""The pages of a team, and the page that an invitation leads to."""

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import public_uncached, signed_in
from diaspora_commons.kernel.errors import NotHere, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say
from diaspora_commons.kernel.permissions import may

from . import actions, queries
from .forms import InvitationForm, RoleForm, roles
from .models import MemberRole, Organisation

blueprint = Blueprint("team", __name__)


@blueprint.get("/<slug>/team")
@signed_in
def team(slug: str) -> Response:
    """Who belongs to it, who is invited, and for owners the means to change that."""
    return team_page(seen(slug), InvitationForm())


@blueprint.post("/<slug>/team/invitations")
@signed_in
def invite(slug: str) -> ResponseReturnValue:
    """Invite somebody by letter."""
    organisation = seen(slug)
    form = InvitationForm(request.form)
    if not form.validate():
        return team_page(organisation, form, 422)
    try:
        actions.invite(g.actor, organisation, form.email.data or "", MemberRole(form.role.data))
    except WrongState as already:
        form.email.errors = [str(already.message)]
        return team_page(organisation, form, 422)
    say(_("The invitation is on its way. It can be used once, within 14 days."))
    return redirect(url_for("organisations.team.team", slug=slug), 303)


@blueprint.post("/<slug>/team/invitations/<int:id>/revocation")
@signed_in
def revoke_invitation(slug: str, id: int) -> ResponseReturnValue:
    """Withdraw an invitation."""
    actions.revoke_invitation(g.actor, queries.invitation_of(seen(slug), id))
    say(_("The invitation is withdrawn."))
    return redirect(url_for("organisations.team.team", slug=slug), 303)


@blueprint.post("/<slug>/team/<person>/role")
@signed_in
def change_role(slug: str, person: str) -> ResponseReturnValue:
    """Give a member another role."""
    organisation = seen(slug)
    form = RoleForm(request.form)
    if not form.validate():
        return team_page(organisation, InvitationForm(), 422)
    actions.change_role(g.actor, queries.member(organisation, person), MemberRole(form.role.data))
    say(_("The role is changed."))
    return redirect(url_for("organisations.team.team", slug=slug), 303)


@blueprint.post("/<slug>/team/<person>/removal")
@signed_in
def remove_member(slug: str, person: str) -> ResponseReturnValue:
    """Take somebody out of the team."""
    actions.remove_member(g.actor, queries.member(seen(slug), person))
    say(_("This person no longer belongs to the team."))
    return redirect(url_for("organisations.team.team", slug=slug), 303)


@blueprint.post("/<slug>/team/departure")
@signed_in
def leave(slug: str) -> ResponseReturnValue:
    """Leave the team."""
    actions.leave(g.actor, queries.one(g.actor, slug))
    say(_("You have left the team."))
    return redirect(url_for("organisations.mine"), 303)


@blueprint.get("/invitations/<token>")
@public_uncached
def invitation(token: str) -> Response:
    """What the invitation is, and what its reader can do with it. Looking at it does not use it."""
    found = queries.invitation(token)
    response = page("organisations/invitation.html", 200 if found.is_open else 410, invitation=found, token=token)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/invitations/<token>/acceptance")
@signed_in
def accept_invitation(token: str) -> ResponseReturnValue:
    """Join."""
    organisation = actions.accept_invitation(g.actor, queries.invitation(token))
    say(_("Welcome to the team."))
    return redirect(url_for("organisations.show", slug=organisation.slug), 303)


def seen(slug: str) -> Organisation:
    """The organisation, for those who may see its team; for others there is no such page."""
    organisation = queries.one(g.actor, slug)
    if not may(g.actor, "organisation.see_team", organisation):
        raise NotHere
    return organisation


def team_page(organisation: Organisation, form: InvitationForm, status: int = 200) -> Response:
    return page(
        "organisations/team.html",
        status,
        organisation=organisation,
        team=queries.team(organisation),
        invitations=queries.open_invitations(organisation),
        form=form,
        roles=roles(),
    )
