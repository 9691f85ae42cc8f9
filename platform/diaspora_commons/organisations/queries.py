"""Reading organisations, always through what the actor may see."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils
from sqlalchemy import ColumnElement, bindparam, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.listing import Args, Catalogue, Listing
from diaspora_commons.kernel.permissions import Actor

from .models import Claim, ClaimState, Invitation, Membership, Organisation
from .rules import public, visible_to
from .tokens import hash_of

ALIKE = 87
"""From this likeness (of 100) on, two names may well be one organisation."""

CATALOGUE = Catalogue(
    model=Organisation,
    facets=("kind", "sector", "heritage", "active", "residence", "language"),
    columns={"kind": Organisation.kind, "residence": Organisation.country},
    orders={
        "name": (lazy("Name"), [Organisation.name, Organisation.id]),
        "newest": (lazy("Newest"), [Organisation.created_at.desc(), Organisation.id.desc()]),
    },
    kinds="organisation_kinds",
    options=[selectinload(Organisation.members)],
)


BY_SLUG = select(Organisation).where(Organisation.slug == bindparam("slug"))
"""Made once: making a question takes longer than answering it."""


HAS_PART = (
    select(Organisation.id)
    .where(Organisation.slug == bindparam("slug"))
    .where(
        or_(
            Organisation.members.any(Membership.person_id == bindparam("person")),
            exists().where(Claim.organisation_id == Organisation.id, Claim.person_id == bindparam("person")),
        )
    )
)


def listing(args: Args) -> Listing:
    """The public list, narrowed as the query string asks; what is not public stands under `mine`."""
    return CATALOGUE.listing(public(), args)


def one(actor: Actor, slug: str) -> Organisation:
    """The organisation at this address, if the actor may see it."""
    found = db.scalar(BY_SLUG.where(visible_to(actor)), {"slug": slug})
    if found is None:
        raise NotHere
    return found


def sees_more(actor: Actor, slug: str) -> bool:
    """Whether the profile shows more to this person than to everybody: staff, its team, and who claims it."""
    return actor.is_editor or bool(db.scalar(HAS_PART, {"person": actor.id, "slug": slug}))


def mine(actor: Actor) -> Sequence[Membership]:
    """The actor's places in organisations, by the organisation's name."""
    places = select(Membership).where(Membership.person_id == actor.id).join(Membership.organisation)
    return db.scalars(places.options(joinedload(Membership.organisation)).order_by(Organisation.name)).all()


def team(organisation: Organisation) -> Sequence[Membership]:
    """Who belongs to it, owners first."""
    places = select(Membership).where(Membership.organisation_id == organisation.id)
    members = db.scalars(places.options(joinedload(Membership.person)))
    order = ["owner", "editor", "reader"]
    return sorted(members, key=lambda m: (order.index(m.role), m.person.name.casefold(), m.id))


def member(organisation: Organisation, public_id: str) -> Membership:
    """The place of a person in this organisation's team."""
    found = next((m for m in team(organisation) if m.person.public_id == public_id), None)
    if found is None:
        raise NotHere
    return found


def open_invitations(organisation: Organisation) -> Sequence[Invitation]:
    """Those that somebody can still accept."""
    waiting = select(Invitation).where(Invitation.organisation_id == organisation.id, is_open())
    return db.scalars(waiting.order_by(Invitation.sent_at.desc(), Invitation.id.desc())).all()


def is_open() -> ColumnElement[bool]:
    unused = Invitation.used_at.is_(None) & Invitation.revoked_at.is_(None)
    return unused & (Invitation.expires_at > now())


def invitation(token: str) -> Invitation:
    """The invitation that a letter's link leads to, whatever has become of it."""
    found = db.scalar(select(Invitation).where(Invitation.token_hash == hash_of(token)))
    if found is None:
        raise NotHere
    return found


def invitation_of(organisation: Organisation, id: int) -> Invitation:
    found = db.scalar(select(Invitation).where(Invitation.id == id, Invitation.organisation_id == organisation.id))
    if found is None:
        raise NotHere
    return found


def invitations_to(person: Person) -> Sequence[Invitation]:
    """Those that somebody can still accept; the way in is in the letter."""
    mine = select(Invitation).where(Invitation.email == person.email, is_open())
    return db.scalars(mine.options(joinedload(Invitation.organisation)).order_by(Invitation.id)).all()


def claim_of(actor: Actor, organisation: Organisation) -> Claim | None:
    """The actor's newest claim to this organisation."""
    if actor.id is None:
        return None
    claims = select(Claim).where(Claim.organisation_id == organisation.id, Claim.person_id == actor.id)
    return db.scalar(claims.order_by(Claim.id.desc()).limit(1))


def claims_of(actor: Actor) -> Sequence[Claim]:
    """The actor's claims, newest first."""
    mine = select(Claim).where(Claim.person_id == actor.id).options(joinedload(Claim.organisation))
    return db.scalars(mine.order_by(Claim.id.desc())).all()


def waiting_claims() -> Sequence[Claim]:
    """What moderators have to decide, oldest first."""
    waiting = select(Claim).where(Claim.state == ClaimState.SUBMITTED).order_by(Claim.submitted_at, Claim.id)
    return db.scalars(waiting.options(joinedload(Claim.organisation), joinedload(Claim.person))).all()


def claim(id: int) -> Claim:
    found = db.get(Claim, id)
    if found is None:
        raise NotHere
    return found


def unpublished() -> Sequence[Organisation]:
    """New ones that no moderator has looked at, oldest first."""
    waiting = select(Organisation).where(Organisation.is_published.is_(False), Organisation.hidden_reason == "")
    teams = selectinload(Organisation.members)
    return db.scalars(waiting.order_by(Organisation.created_at, Organisation.id).options(teams)).all()


def alike(actor: Actor, name: str, acronym: str = "") -> list[Organisation]:
    """Organisations whose name is so near to this one that it may be there already; at most five, nearest first."""
    rows = db.execute(select(Organisation.id, Organisation.name).where(visible_to(actor)))
    names = dict(iter(rows))
    near = process.extract(
        name, names, scorer=fuzz.token_sort_ratio, processor=utils.default_process, score_cutoff=ALIKE, limit=5
    )
    ids = [id for _, _, id in near]
    if acronym:
        same = select(Organisation.id).where(visible_to(actor), Organisation.acronym == acronym).limit(5)
        ids += [id for id in db.scalars(same) if id not in ids]
    found = {o.id: o for o in db.scalars(select(Organisation).where(Organisation.id.in_(ids)))}
    return [found[id] for id in ids[:5]]
