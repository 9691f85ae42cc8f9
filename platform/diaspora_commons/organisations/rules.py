"""Who may see an organisation, who speaks for it, and who may change what."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.permissions import Actor, rule

from .models import Claim, Invitation, MemberRole, Membership, Organisation

SPEAKERS = (MemberRole.OWNER, MemberRole.EDITOR)


@cache
def public() -> ColumnElement[bool]:
    """What everybody may see: looked at by a moderator, and not hidden since."""
    return Organisation.is_published.is_(True)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """What is public, what one belongs to, and for a moderator all."""
    if actor.is_moderator:
        return true()
    if not actor.is_authenticated:
        return public()
    return or_(public(), Organisation.id.in_(member_of(actor)))


def member_of(actor: Actor) -> Select[int]:
    """The ids of the organisations one belongs to, in any role."""
    return select(Membership.organisation_id).where(Membership.person_id == actor.id)


def organisations_of(actor: Actor) -> Select[int]:
    """The ids of the organisations one speaks for."""
    return member_of(actor).where(Membership.role.in_(SPEAKERS))


def membership(actor: Actor, organisation: Organisation) -> Membership | None:
    """The actor's place in the team, if there is one."""
    if actor.id is None:
        return None
    return next((m for m in organisation.members if m.person_id == actor.id), None)


def belongs_to(actor: Actor, organisation: Organisation) -> bool:
    return membership(actor, organisation) is not None


def speaks_for(actor: Actor, organisation: Organisation) -> bool:
    """Owners and editors; readers only look."""
    place = membership(actor, organisation)
    return place is not None and place.role in SPEAKERS


def owns(actor: Actor, organisation: Organisation) -> bool:
    place = membership(actor, organisation)
    return place is not None and place.role == MemberRole.OWNER


def decides(actor: Actor, organisation: Organisation) -> bool:
    """A moderator, but nobody decides on their own organisation."""
    return actor.is_moderator and not belongs_to(actor, organisation)


def is_confirmed(actor: Actor) -> bool:
    """A person whose address is known to be theirs."""
    return isinstance(actor, Person) and actor.confirmed_at is not None


@rule("organisation.create")
def create(actor: Actor, new: Any) -> bool:
    return is_confirmed(actor)


@rule("organisation.edit")
def edit(actor: Actor, organisation: Organisation) -> bool:
    """Its own people; the platform's editors keep the listings true that nobody has claimed."""
    return speaks_for(actor, organisation) or (actor.is_editor and not organisation.is_claimed)


@rule("organisation.invite")
def invite(actor: Actor, organisation: Organisation) -> bool:
    return owns(actor, organisation)


@rule("organisation.revoke_invitation")
def revoke_invitation(actor: Actor, organisation: Organisation) -> bool:
    return owns(actor, organisation)


@rule("organisation.accept_invitation")
def accept_invitation(actor: Actor, invitation: Invitation) -> bool:
    """Only whoever reads the post of the address that it was sent to."""
    return isinstance(actor, Person) and is_confirmed(actor) and actor.email.casefold() == invitation.email.casefold()


@rule("organisation.see_team")
def see_team(actor: Actor, organisation: Organisation) -> bool:
    return belongs_to(actor, organisation) or actor.is_moderator


@rule("organisation.change_role")
def change_role(actor: Actor, organisation: Organisation) -> bool:
    return owns(actor, organisation)


@rule("organisation.remove_member")
def remove_member(actor: Actor, organisation: Organisation) -> bool:
    return owns(actor, organisation)


@rule("organisation.leave")
def leave(actor: Actor, organisation: Organisation) -> bool:
    return belongs_to(actor, organisation)


@rule("organisation.claim")
def claim(actor: Actor, organisation: Organisation) -> bool:
    return is_confirmed(actor)


@rule("organisation.withdraw_claim")
def withdraw_claim(actor: Actor, claim: Claim) -> bool:
    return actor.id is not None and claim.person_id == actor.id


@rule("organisation.decide_claim")
def decide_claim(actor: Actor, claim: Claim) -> bool:
    """A moderator, but nobody decides on themselves."""
    return actor.is_moderator and claim.person_id != actor.id


@rule("organisation.publish")
def publish(actor: Actor, organisation: Organisation) -> bool:
    return decides(actor, organisation)


@rule("organisation.hide")
def hide(actor: Actor, organisation: Organisation) -> bool:
    return decides(actor, organisation)


@rule("organisation.restore")
def restore(actor: Actor, organisation: Organisation) -> bool:
    return decides(actor, organisation)
