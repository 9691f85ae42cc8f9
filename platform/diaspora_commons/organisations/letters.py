"""Who is told: the invited, the team, and those who claim a profile. Each letter is written just once."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from diaspora_commons.accounts.letters import write_to
from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import settings
from diaspora_commons.notifications import letters

from . import tokens
from .models import Claim, ClaimState, Invitation, MemberRole, Membership, Organisation
from .profile import names_it

TOLD_OF_CLAIM = {
    ClaimState.SUBMITTED: "claim_received",
    ClaimState.ACCEPTED: "claim_accepted",
    ClaimState.DECLINED: "claim_declined",
}


def invited(keys: list[str]) -> None:
    """Make the secret of the link and write it into the letter, once; the row keeps its hash."""
    for invitation in db.scalars(select(Invitation).where(Invitation.id.in_(map(int, keys)))):
        if not invitation.is_open:
            continue
        token = tokens.new()
        host = db.get(Person, invitation.invited_by_id)
        guest = db.scalar(select(Person).where(Person.email == invitation.email))
        reader = guest or host
        letter = letters.write(
            invitation.email,
            reader.language if reader else "en",
            "organisation_invitation",
            person_id=guest.id if guest else None,
            name=guest.name if guest else "",
            once=f"invitation:{invitation.id}",
            is_secret=True,
            organisation=invitation.organisation,
            host=host.name if host else "",
            role=invitation.role,
            until=invitation.expires_at,
            token=token,
        )
        if letter is not None:
            invitation.token_hash = tokens.hash_of(token)


def joined(keys: list[str]) -> None:
    tell_team("member_joined", keys)


def left(keys: list[str]) -> None:
    tell_team("member_left", keys)


def role_changed(keys: list[str]) -> None:
    for key, organisation, person in pairs(keys):
        place = select(Membership.role).filter_by(organisation_id=organisation.id, person_id=person.id)
        role = db.scalar(place)
        if role is not None:
            write_to(person, "member_role_changed", once=f"role:{key}", organisation=organisation, role=role)


def removed(keys: list[str]) -> None:
    for key, organisation, person in pairs(keys):
        write_to(person, "member_removed", once=f"member removed:{key}", organisation=organisation)


def tell_team(kind: str, keys: list[str]) -> None:
    """The owners hear who came and who went."""
    for key, organisation, person in pairs(keys):
        for owner in owners_of(organisation):
            if owner.id != person.id:
                write_to(owner, kind, once=f"{kind}:{key}:{owner.id}", organisation=organisation, member=person.name)


def claimed(keys: list[str]) -> None:
    """Receipt or answer: the letter that fits the claim as it is now."""
    for claim in db.scalars(select(Claim).where(Claim.id.in_(map(int, keys)))):
        kind = TOLD_OF_CLAIM.get(claim.state)
        if kind is not None:
            facts = {"organisation": claim.organisation, "reason": claim.reason}
            write_to(claim.person, kind, once=f"{kind}:{claim.id}", **facts)


def published(keys: list[str]) -> None:
    tell_owners("organisation_published", keys)


def hidden(keys: list[str]) -> None:
    tell_owners("organisation_hidden", keys)


def restored(keys: list[str]) -> None:
    tell_owners("organisation_restored", keys)


def tell_owners(kind: str, keys: list[str]) -> None:
    """What moderators decided; one decision that was taken back in the meantime needs no letter."""
    for key in keys:
        organisation = db.get(Organisation, int(key.partition("@")[0]))
        if organisation is None or bool(organisation.hidden_reason) != (kind == "organisation_hidden"):
            continue
        for owner in owners_of(organisation):
            facts = {"organisation": organisation, "contact": settings().contact_address}
            write_to(owner, kind, once=f"{kind}:{key}:{owner.id}", **facts)


def refile(keys: list[str]) -> None:
    """Let search look again at everything that shows the name of these organisations, or vanishes with them."""
    for key in keys:
        for things in names_it:
            outbox.post("search", *things(int(key)))


def owners_of(organisation: Organisation) -> Sequence[Person]:
    places = select(Membership.person_id).where(
        Membership.organisation_id == organisation.id, Membership.role == MemberRole.OWNER
    )
    return db.scalars(select(Person).where(Person.id.in_(places)).order_by(Person.id)).all()


def pairs(keys: list[str]) -> Iterator[tuple[str, Organisation, Person]]:
    """`organisation:person@moment` → key and rows; one that was erased in the meantime is left out."""
    for key in keys:
        organisation, person = (int(part) for part in key.partition("@")[0].split(":")[:2])
        found = db.get(Organisation, organisation), db.get(Person, person)
        if found[0] is not None and found[1] is not None:
            yield key, found[0], found[1]
