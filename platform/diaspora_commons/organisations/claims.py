"""The verbs of a claim: somebody says that they speak for a listed organisation, and a moderator decides."""

from sqlalchemy import func, select

from diaspora_commons.kernel import generations, ledger, outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Invalid, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import Actor, permit, verb

from .models import Claim, ClaimState, MemberRole, Membership, Organisation
from .team import hold

MOST_WAITING = 5
LONGEST_REASON = 2000


@verb
def claim(actor: Actor, organisation: Organisation, evidence: str) -> Claim:
    """Say that one speaks for it, and how we can tell."""
    hold(organisation)
    permit(actor, "organisation.claim", organisation)
    refuse_claimed(organisation)
    mine = select(Claim).where(Claim.person_id == actor.id, Claim.state == ClaimState.SUBMITTED)
    if db.scalar(mine.where(Claim.organisation_id == organisation.id)) is not None:
        raise WrongState(_("You have claimed this profile already. We will answer by letter."))
    if (db.scalar(select(func.count()).select_from(mine.subquery())) or 0) >= MOST_WAITING:
        raise WrongState(
            _("Several of your claims are still waiting for an answer. Please let us look at those first.")
        )
    claimed = Claim(organisation=organisation, person_id=actor.id, evidence=evidence)
    db.add(claimed)
    db.flush()
    outbox.post("claim", claimed.id)
    return claimed


@verb
def withdraw_claim(actor: Actor, claim: Claim) -> None:
    """Take it back."""
    take_up(claim)
    permit(actor, "organisation.withdraw_claim", claim)
    refuse_decided(claim)
    claim.state = ClaimState.WITHDRAWN
    claim.decided_at = now()


@verb
def accept_claim(actor: Actor, claim: Claim) -> None:
    """Make the person the first owner. Others who claimed it are answered too: the owner can invite them."""
    take_up(claim)
    permit(actor, "organisation.decide_claim", claim)
    refuse_decided(claim)
    organisation = claim.organisation
    refuse_claimed(organisation)
    place = next((m for m in organisation.members if m.person_id == claim.person_id), None)
    if place is None:
        organisation.members.append(Membership(person_id=claim.person_id, role=MemberRole.OWNER))
    else:
        place.role = MemberRole.OWNER
    organisation.updated_at = now()
    decide(actor, claim, ClaimState.ACCEPTED, "")
    others = select(Claim).where(Claim.organisation_id == organisation.id, Claim.state == ClaimState.SUBMITTED)
    for other in db.scalars(others).all():
        decide(actor, other, ClaimState.DECLINED, "")
    outbox.post("search", f"organisation:{organisation.id}")
    generations.bump("public")


@verb
def decline_claim(actor: Actor, claim: Claim, reason: str) -> None:
    """Say no, and why."""
    take_up(claim)
    permit(actor, "organisation.decide_claim", claim)
    refuse_decided(claim)
    decide(actor, claim, ClaimState.DECLINED, given(reason))


def given(reason: str) -> str:
    """The reason, which there must be."""
    reason = reason.strip()
    if not reason:
        raise Invalid(_("Say why, in a sentence the other side will read."), "reason")
    if len(reason) > LONGEST_REASON:
        raise Invalid(_("Keep the reason below 2000 characters."), "reason")
    return reason


def take_up(claim: Claim) -> None:
    """Decide one after the other, on the claim and the team as they are now."""
    hold(claim.organisation)
    db.refresh(claim)


def refuse_decided(claim: Claim) -> None:
    if claim.state != ClaimState.SUBMITTED:
        raise WrongState(_("This claim has been decided or withdrawn already."))


def refuse_claimed(organisation: Organisation) -> None:
    if organisation.is_claimed:
        raise WrongState(_("Its own people look after this profile already. Ask one of its owners to invite you."))


def decide(actor: Actor, claim: Claim, state: ClaimState, reason: str) -> None:
    claim.state, claim.reason = state, reason
    claim.decided_at, claim.decided_by_id = now(), actor.id
    # No reason: it is about a person and goes with them, and nothing goes from the ledger.
    ledger.note(**{"for": claim.organisation.slug, "to": str(state)})
    outbox.post("claim", claim.id)
