"""What this room keeps about a person, and what a person has to settle before going."""

from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload, selectinload

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.languages import _

from .models import Claim, Invitation, MemberRole, Membership
from .team import LASTS


def hinders_erasure(person: Person) -> str | None:
    """A team must not lose its last owner; an organisation whose only member goes can be claimed again."""
    places = select(Membership).where(Membership.person_id == person.id, Membership.role == MemberRole.OWNER)
    for place in db.scalars(places.options(joinedload(Membership.organisation))):
        others = [m for m in place.organisation.members if m.person_id != person.id]
        if others and all(m.role != MemberRole.OWNER for m in others):
            return _(
                "You are the last owner of %(name)s, and others belong to its team. Make one of them an owner first.",
                name=place.organisation.name,
            )
    return None


def forget(person: Person) -> None:
    """Invitations are sent to an address, so they do not go with the person's row by themselves."""
    db.execute(delete(Invitation).where(Invitation.email == person.email))


def forget_old_invitations() -> None:
    """Drop invitations that were used or ended a while ago: the ledger knows what came of them."""
    long_ago = now() - LASTS
    done = or_(Invitation.used_at < long_ago, Invitation.revoked_at < long_ago, Invitation.expires_at < long_ago)
    db.execute(delete(Invitation).where(done))


def kept_about(person: Person) -> dict[str, Any]:
    """Places in teams and claims, for the person's own copy of everything."""
    places = select(Membership).where(Membership.person_id == person.id).order_by(Membership.id)
    claims = select(Claim).where(Claim.person_id == person.id).order_by(Claim.id)
    return {
        "memberships": [
            {"organisation": p.organisation.name, "role": str(p.role), "since": p.since.isoformat()}
            for p in db.scalars(places.options(selectinload(Membership.organisation)))
        ],
        "claims": [
            {
                "organisation": c.organisation.name, "state": str(c.state), "evidence": c.evidence,
                "submitted_at": c.submitted_at.isoformat(), "reason": c.reason,
            }
            for c in db.scalars(claims.options(selectinload(Claim.organisation)))
        ],
    }  # fmt: skip
