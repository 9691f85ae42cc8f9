"""Who is told: the owners and editors of the other side, of each thing once. No letter names a person."""

from collections.abc import Sequence

from sqlalchemy import select

from diaspora_commons.accounts.letters import write_to
from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Membership, Organisation
from diaspora_commons.organisations.rules import SPEAKERS

from .models import LASTS, Kind, Partnership, State, TimelineEntry
from .queries import contacts

TOPICS = ("send", "ask", "answer", "accept", "decline", "write", "remind", "withdraw", "expire", "share_contact")
"""After each of these somebody is told."""


def told(keys: list[str]) -> None:
    """Follow-up: write about all that nobody has been told of yet, whichever verb it was."""
    rows = (
        select(TimelineEntry, Partnership)
        .join(Partnership, Partnership.id == TimelineEntry.partnership_id)
        .where(Partnership.id.in_(map(int, keys)), TimelineEntry.told_at.is_(None))
        .order_by(TimelineEntry.id)
    )
    for entry, partnership in db.execute(rows).all():
        for reader in readers_of(entry, partnership) if is_news(entry, partnership) else ():
            tell(reader, entry, partnership)
        entry.told_at = now()


def is_news(entry: TimelineEntry, partnership: Partnership) -> bool:
    """Letters are written a while later: nobody is reminded of what they have answered, or sent to an address that was
    taken back.
    """
    if entry.kind == Kind.REMINDER:
        return partnership.state == State.SENT
    if entry.kind == Kind.CONTACT:
        return any(contact.person_id == entry.person_id for contact in contacts(partnership))
    return True


def readers_of(entry: TimelineEntry, partnership: Partnership) -> Sequence[Organisation]:
    """The side that did not do it; both, when time did."""
    sides = (partnership.sender, partnership.receiver)
    return [side for side in sides if side.id != entry.organisation_id]


def tell(reader: Organisation, entry: TimelineEntry, partnership: Partnership) -> None:
    """One letter to each who speaks for this side now, save whoever did it for the other."""
    is_sender = reader is partnership.sender
    facts = {
        "partnership": partnership,
        "other": partnership.receiver if is_sender else partnership.sender,
        "ours": reader,
        "is_sender": is_sender,
        "words": entry.words,
        "until": (partnership.sent_at or entry.at) + LASTS,
        "shares_contact": entry.kind == Kind.ACCEPTED and bool(contacts(partnership)),
    }
    for person in speakers_of(reader):
        if person.id != entry.person_id:
            once = f"partnership:{entry.id}:{person.id}"
            write_to(person, f"partnership_{entry.kind}", once=once, zone=person.zone, **facts)


def speakers_of(organisation: Organisation) -> Sequence[Person]:
    speak = select(Membership.person_id).where(
        Membership.organisation_id == organisation.id, Membership.role.in_(SPEAKERS)
    )
    return db.scalars(select(Person).where(Person.id.in_(speak)).order_by(Person.id)).all()
