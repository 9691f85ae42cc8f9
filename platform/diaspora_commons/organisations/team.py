"""The verbs of a team: inviting, joining, changing roles, leaving.

Whatever decides over owners first locks the organisation's row and reads its team anew, so that two people who act
at the same moment act one after the other, and an organisation never loses its last owner.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import joinedload

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import generations, ledger, outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import TooMany, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import Actor, permit, verb

from . import tokens
from .models import Invitation, MemberRole, Membership, Organisation

LASTS = timedelta(days=14)
MOST_A_DAY = 20


@verb
def invite(actor: Actor, organisation: Organisation, email: str, role: MemberRole) -> Invitation:
    """Ask somebody at this address to join. An invitation still open for it is replaced by the new one."""
    hold(organisation)
    permit(actor, "organisation.invite", organisation)
    address = email.casefold()
    if any(m.person.email == address for m in organisation.members):
        raise WrongState(_("This person belongs to the team already. You can change the role in the list."))
    since = Invitation.sent_at > now() - timedelta(days=1)
    sent = select(func.count()).select_from(Invitation).where(Invitation.organisation_id == organisation.id, since)
    if (db.scalar(sent) or 0) >= MOST_A_DAY:
        raise TooMany(_("That is enough invitations for one day. Please send the others tomorrow."), 86_400)
    revoke(Invitation.organisation_id == organisation.id, Invitation.email == address)
    invitation = Invitation(
        organisation=organisation, email=address, role=role, invited_by_id=actor.id, expires_at=now() + LASTS,
        token_hash=tokens.hash_of(tokens.new()),
    )  # fmt: skip
    db.add(invitation)
    db.flush()
    outbox.post("invitation sent", invitation.id)
    return invitation


@verb
def revoke_invitation(actor: Actor, invitation: Invitation) -> None:
    """Let the link in the letter lead nowhere."""
    hold(invitation.organisation)
    permit(actor, "organisation.revoke_invitation", invitation.organisation)
    db.refresh(invitation)
    if not invitation.is_open:
        raise WrongState(_("This invitation is no longer open: it was used, it was withdrawn or its time is over."))
    invitation.revoked_at = now()


@verb
def accept_invitation(actor: Person, invitation: Invitation) -> Organisation:
    """Join the team. The link works once, for the address it was sent to, until its day."""
    organisation = invitation.organisation
    hold(organisation)
    db.refresh(invitation)
    permit(actor, "organisation.accept_invitation", invitation)
    if not invitation.is_open:
        raise WrongState(_("This invitation is no longer open: it was used, it was withdrawn or its time is over."))
    invitation.used_at = now()
    ledger.note(organisation=organisation.slug, role=str(invitation.role))
    if all(m.person_id != actor.id for m in organisation.members):
        organisation.members.append(Membership(person=actor, role=invitation.role))
        db.flush()
        outbox.post("member joined", f"{organisation.id}:{actor.id}@{now().isoformat()}")
        generations.bump("public")
    return organisation


@verb
def change_role(actor: Actor, member: Membership, role: MemberRole) -> None:
    """Give a member more or less to do."""
    organisation = member.organisation
    hold(organisation)
    permit(actor, "organisation.change_role", organisation)
    still_there(member)
    if role != member.role:
        if role != MemberRole.OWNER:
            keep_an_owner(member)
        ledger.note(**{"person": member.person.public_id, "from": str(member.role), "to": str(role)})
        member.role = role
        outbox.post("member role changed", f"{organisation.id}:{member.person_id}@{now().isoformat()}")
    if member.role != MemberRole.OWNER:
        revoke(Invitation.organisation_id == organisation.id, Invitation.invited_by_id == member.person_id)


@verb
def remove_member(actor: Actor, member: Membership) -> None:
    """Take somebody out of the team, and let the invitations they sent end."""
    organisation = member.organisation
    hold(organisation)
    permit(actor, "organisation.remove_member", organisation)
    still_there(member)
    keep_an_owner(member)
    ledger.note(person=member.person.public_id)
    part(member)
    outbox.post("member removed", f"{organisation.id}:{member.person_id}@{now().isoformat()}")


@verb
def leave(actor: Actor, organisation: Organisation) -> None:
    """Go of one's own will."""
    hold(organisation)
    permit(actor, "organisation.leave", organisation)
    member = next(m for m in organisation.members if m.person_id == actor.id)
    keep_an_owner(member)
    part(member)
    outbox.post("member left", f"{organisation.id}:{actor.id}@{now().isoformat()}")


def hold(organisation: Organisation) -> None:
    """Lock the organisation until the commit, and know its team as it is now."""
    db.execute(select(Organisation.id).where(Organisation.id == organisation.id).with_for_update())
    places = select(Membership).where(Membership.organisation_id == organisation.id)
    db.scalars(places.options(joinedload(Membership.person)).execution_options(populate_existing=True)).all()
    db.refresh(organisation, ["members"])


def still_there(member: Membership) -> None:
    if member not in member.organisation.members:
        raise WrongState(_("This person has left the team in the meantime."))


def keep_an_owner(member: Membership) -> None:
    """An organisation that somebody speaks for keeps at least one owner."""
    owners = [m for m in member.organisation.members if m.role == MemberRole.OWNER]
    if owners == [member]:
        raise WrongState(_("An organisation needs an owner, and this is the last one. Make somebody else owner first."))


def part(member: Membership) -> None:
    organisation = member.organisation
    revoke(Invitation.organisation_id == organisation.id, Invitation.invited_by_id == member.person_id)
    organisation.members.remove(member)
    db.flush()
    generations.bump("public")


def revoke(*which: ColumnElement[bool]) -> None:
    """End the open ones of these invitations."""
    still = (Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
    db.execute(update(Invitation).where(*which, *still).values(revoked_at=now()))
