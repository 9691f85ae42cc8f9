"""What this room keeps about a person. When the person is erased, what was written stays with the organisation,
without a name: the columns that name somebody empty themselves, and a shared address goes with its row.
"""

from typing import Any

from sqlalchemy import select

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

from .models import Contact, Partnership, TimelineEntry
from .rules import visible_to


def kept_about(person: Person) -> dict[str, Any]:
    """What the person began, wrote and decided, and to whom the person's address is shown."""
    begun = select(Partnership, visible_to(person)).where(Partnership.author_id == person.id).order_by(Partnership.id)
    written = (
        select(TimelineEntry, Partnership)
        .join(Partnership, Partnership.id == TimelineEntry.partnership_id)
        .where(TimelineEntry.person_id == person.id)
        .order_by(TimelineEntry.id)
    )
    shared = (
        select(Contact, Partnership)
        .join(Partnership, Partnership.id == Contact.partnership_id)
        .where(Contact.person_id == person.id)
        .order_by(Contact.id)
    )
    return {
        "requests_begun_by_you": [
            {**sides(one), "created_at": one.created_at.isoformat(), **(texts(one) if may_read else {})}
            for one, may_read in db.execute(begun)
        ],
        "what_you_wrote": [
            {**sides(one), "what": str(entry.kind), "at": entry.at.isoformat(), "words": entry.words}
            for entry, one in db.execute(written)
        ],
        "address_shown_in": [{**sides(one), "since": contact.since.isoformat()} for contact, one in db.execute(shared)],
    }


def texts(partnership: Partnership) -> dict[str, Any]:
    """What the request says now. Whoever has left the organisation does not learn what others made of it."""
    return {
        "state": str(partnership.state), "purpose": partnership.purpose, "offer": partnership.offer,
        "need": partnership.need, "message": partnership.message, "countries": partnership.countries,
    }  # fmt: skip


def sides(partnership: Partnership) -> dict[str, str]:
    return {"address": partnership.public_id, "from": partnership.sender.name, "to": partnership.receiver.name}
