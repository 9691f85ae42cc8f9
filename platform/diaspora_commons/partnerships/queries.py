"""Reading partnership requests, always through what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from diaspora_commons.initiatives import queries as initiatives
from diaspora_commons.initiatives.models import Initiative
from diaspora_commons.initiatives.rules import public as initiatives_public
from diaspora_commons.initiatives.rules import visible_to as initiatives_visible_to
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.listing import PER_PAGE, Args, Listing, page_asked
from diaspora_commons.kernel.permissions import Actor
from diaspora_commons.organisations import queries as organisations
from diaspora_commons.organisations.models import MemberRole, Membership, Organisation
from diaspora_commons.organisations.rules import SPEAKERS, member_of, organisations_of
from diaspora_commons.organisations.rules import public as organisations_public

from .models import LIVE, Contact, Kind, Partnership, State, TimelineEntry
from .rules import visible_to

SIDES = ("received", "sent", "drafts")
MOST_FOUND = 20


def one(actor: Actor, public_id: str) -> Partnership:
    """The request at this address, if the actor may see it."""
    found = db.scalar(select(Partnership).where(Partnership.public_id == public_id, visible_to(actor)))
    if found is None:
        raise NotHere
    return found


def held(actor: Actor, public_id: str) -> Partnership:
    """The same, its row locked until the commit: of two who act at once, the second sees what the first did."""
    row = select(Partnership).where(Partnership.public_id == public_id, visible_to(actor))
    found = db.scalar(row.with_for_update(of=Partnership).execution_options(populate_existing=True))
    if found is None:
        raise NotHere
    return found


def overdue(ids: Sequence[int]) -> Sequence[Partnership]:
    """Those of these that still wait for a word, their rows locked; in one order, whoever asks."""
    rows = select(Partnership).where(Partnership.id.in_(ids), Partnership.state.in_(LIVE)).order_by(Partnership.id)
    return db.scalars(rows.with_for_update(of=Partnership).execution_options(populate_existing=True)).all()


def listing(actor: Actor, args: Args) -> Listing:
    """The requests of the actor's organisations, the last moved first, narrowed to a side and a state."""
    side, state = args.get("side", ""), args.get("state", "")
    chosen = {"side": side if side in SIDES else "", "state": state if state in list(State) else ""}
    wanted = and_(visible_to(actor), on_side(actor, chosen["side"]))
    if chosen["state"]:
        wanted = and_(wanted, Partnership.state == chosen["state"])
    total = db.scalar(select(func.count()).select_from(Partnership).where(wanted)) or 0
    number = page_asked(args, total)
    rows = select(Partnership).where(wanted).order_by(Partnership.updated_at.desc(), Partnership.id.desc())
    here = db.scalars(rows.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Listing(here, total, number, args={name: [value] for name, value in chosen.items() if value})


def received(actor: Actor, requests: Sequence[Partnership]) -> set[int]:
    """Which of these came in, by their ids. Who belongs to both sides is taken for one of those who ask."""
    mine = set(db.scalars(member_of(actor)))
    return {one.id for one in requests if one.sender_id not in mine}


def on_side(actor: Actor, side: str) -> ColumnElement[bool]:
    """What came in, what went out, or what is still being written; all of it when no side is asked for."""
    is_draft = Partnership.state == State.DRAFT
    received = and_(Partnership.receiver_id.in_(member_of(actor)), ~is_draft)
    sent = and_(Partnership.sender_id.in_(member_of(actor)), ~is_draft)
    return {"received": received, "sent": sent, "drafts": is_draft}.get(side, or_(received, sent, is_draft))


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: requests to answer, questions to answer, drafts to finish; and what waits for others."""

    requests: Sequence[Partnership]
    questions: Sequence[Partnership]
    drafts: Sequence[Partnership]
    with_others: Sequence[Partnership]
    """Those that the other side has to say something about."""

    def __len__(self) -> int:
        """How many wait for a word of the reader."""
        return len(self.requests) + len(self.questions) + len(self.drafts)


PLACES = {(State.SENT, False): "requests", (State.CLARIFYING, True): "questions", (State.DRAFT, True): "drafts"}
"""What waits for a word of the reader, by its state and by whether the reader's side asks."""


def waiting(actor: Actor) -> Waiting:
    """What waits for a word of the actor, the longest first. Readers of a team look on, and so does who belongs to both
    sides: nothing waits for them.
    """
    ours, mine = organisations_of(actor), member_of(actor)
    received = and_(Partnership.receiver_id.in_(ours), Partnership.sender_id.not_in(mine), Partnership.state.in_(LIVE))
    sent = and_(
        Partnership.sender_id.in_(ours), Partnership.receiver_id.not_in(mine),
        Partnership.state.in_((*LIVE, State.DRAFT)),
    )  # fmt: skip
    rows = select(Partnership, Partnership.sender_id.in_(ours)).where(or_(received, sent))
    found: dict[str, list[Partnership]] = {}
    for one, is_ours in db.execute(rows.order_by(Partnership.waits_since, Partnership.id)):
        found.setdefault(PLACES.get((one.state, is_ours), "with_others"), []).append(one)
    return Waiting(*(found.get(name, []) for name in ("requests", "questions", "drafts", "with_others")))


def timeline(partnership: Partnership) -> Sequence[TimelineEntry]:
    """All that was said and done, the first first."""
    rows = select(TimelineEntry).where(TimelineEntry.partnership_id == partnership.id)
    return db.scalars(rows.options(joinedload(TimelineEntry.person)).order_by(TimelineEntry.id)).all()


def contacts(partnership: Partnership) -> Sequence[Contact]:
    """Who shows the other side how to reach them: those who still speak for the side they spoke for."""
    speaks = select(Membership.id).where(
        Membership.organisation_id == Contact.organisation_id,
        Membership.person_id == Contact.person_id,
        Membership.role.in_(SPEAKERS),
    )
    rows = select(Contact).where(Contact.partnership_id == partnership.id, speaks.exists())
    return db.scalars(rows.options(joinedload(Contact.person)).order_by(Contact.id)).all()


def contact_of(actor: Actor, partnership: Partnership) -> Contact | None:
    """What the actor shows the other side."""
    row = select(Contact).where(Contact.partnership_id == partnership.id, Contact.person_id == actor.id)
    return db.scalar(row)


def has_shown(actor: Actor, partnership: Partnership) -> bool:
    """Whether the timeline says already that the actor showed an address."""
    row = select(TimelineEntry.id).where(
        TimelineEntry.partnership_id == partnership.id, TimelineEntry.person_id == actor.id,
        TimelineEntry.kind == Kind.CONTACT,
    )  # fmt: skip
    return db.scalar(row.limit(1)) is not None


def target(actor: Actor, args: Args) -> tuple[Organisation, Initiative | None] | None:
    """Who is asked, and about which initiative: the one who leads it. None when the address names nobody."""
    if args.get("initiative"):
        initiative = initiatives.one(actor, args["initiative"])
        return initiative.organisation, initiative
    if args.get("organisation"):
        return organisations.one(actor, args["organisation"]), None
    return None


def is_shown(actor: Actor, partnership: Partnership) -> bool:
    """Whether the actor may open the initiative that it is about."""
    if partnership.initiative_id is None:
        return False
    row = select(Initiative.id).where(Initiative.id == partnership.initiative_id, initiatives_visible_to(actor))
    return db.scalar(row) is not None


def begun_between(
    senders: Sequence[Organisation], receiver: Organisation, initiative: Initiative | None
) -> Sequence[Partnership]:
    """What these organisations are writing to this one, or have asked it, about the same, with no decision yet."""
    about = Partnership.initiative_id == initiative.id if initiative else Partnership.initiative_id.is_(None)
    rows = select(Partnership).where(
        Partnership.sender_id.in_([sender.id for sender in senders]),
        Partnership.receiver_id == receiver.id,
        Partnership.state.in_((*LIVE, State.DRAFT)),
        about,
    )
    return db.scalars(rows.order_by(Partnership.id)).all()


def own_organisations(actor: Actor) -> Sequence[Organisation]:
    """Those in whose name the actor may ask."""
    rows = select(Organisation).where(Organisation.id.in_(organisations_of(actor)))
    teams = selectinload(Organisation.members)
    return db.scalars(rows.order_by(Organisation.name, Organisation.id).options(teams)).all()


def receivers(actor: Actor, words: str) -> Sequence[Organisation]:
    """Public organisations of others whose name or acronym has these words: those that somebody speaks for first."""
    rows = select(Organisation).where(organisations_public(), Organisation.id.not_in(member_of(actor)))
    for word in words.split()[:8]:
        rows = rows.where(or_(Organisation.name.icontains(word, autoescape=True), Organisation.acronym.ilike(word)))
    has_owner = (
        select(Membership.id)
        .where(Membership.organisation_id == Organisation.id, Membership.role == MemberRole.OWNER)
        .exists()
    )
    if not words:
        rows = rows.where(has_owner)
    rows = rows.order_by(has_owner.desc(), Organisation.name, Organisation.id).limit(MOST_FOUND)
    return db.scalars(rows.options(selectinload(Organisation.members))).all()


def initiatives_of(found: Sequence[Organisation]) -> dict[int, list[Initiative]]:
    """The public initiatives that these lead, by the organisation's id."""
    rows = select(Initiative).where(
        Initiative.organisation_id.in_([o.id for o in found if o.is_claimed]), initiatives_public()
    )
    led: dict[int, list[Initiative]] = {}
    for initiative in db.scalars(rows.order_by(Initiative.title, Initiative.id)):
        led.setdefault(initiative.organisation_id, []).append(initiative)
    return led
