"""What somebody with an account may have left here: an address for an answer. Conversations are nobody's."""

from typing import Any

from sqlalchemy import select, update

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

from .models import Ticket


def kept_about(person: Person) -> list[dict[str, Any]]:
    """Questions that were handed over with this person's address."""
    mine = select(Ticket).where(Ticket.reply_address == person.email).order_by(Ticket.id)
    return [
        {"number": t.reference, "sent": t.made_at, "text": t.text, "conversation": t.transcript}
        for t in db.scalars(mine)
    ]


def forget(person: Person) -> None:
    """The questions stay with the team, without the address."""
    db.execute(update(Ticket).where(Ticket.reply_address == person.email).values(reply_address=None))
