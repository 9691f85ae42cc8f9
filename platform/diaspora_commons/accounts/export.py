"""Everything that is kept about a person, as plain data that the person can take away.

`contributes` is filled in `reactions.py` by rooms that stand higher: a name, and a function that answers what the room
keeps.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from diaspora_commons.kernel import ledger
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter

from . import queries
from .models import Person

contributes: dict[str, Callable[[Person], Any]] = {}


def everything(person: Person) -> dict[str, Any]:
    """The account, where it is signed in, its letters, what it did, and what each room keeps."""
    return {
        "made_at": moment(now()),
        "account": account(person),
        "sessions": [
            {"device": place.device, "started_at": moment(place.started_at), "ends_at": moment(place.ends_at)}
            for place in queries.sessions_of(person)
        ],
        "letters": letters(person),
        "what_you_did": deeds(person),
        **{name: ask(person) for name, ask in contributes.items()},
    }


def account(person: Person) -> dict[str, Any]:
    return {
        "id": person.public_id, "name": person.name, "email": person.email, "language": person.language,
        "time_zone": person.zone, "role": str(person.role), "confirmed_at": moment(person.confirmed_at),
        "created_at": moment(person.created_at),
    }  # fmt: skip


def letters(person: Person) -> list[dict[str, Any]]:
    mine = select(Letter).where(Letter.person_id == person.id).order_by(Letter.id)
    return [
        {
            "kind": one.kind, "to": one.address, "language": one.language, "subject": one.subject,
            "text": "" if one.is_secret else one.text, "written_at": moment(one.written_at),
        }
        for one in db.scalars(mine)
    ]  # fmt: skip


def deeds(person: Person) -> list[dict[str, Any]]:
    mine = select(ledger.Entry).where(ledger.Entry.actor == person.public_id).order_by(ledger.Entry.id)
    return [
        {"at": moment(line.at), "verb": line.verb, "subject": line.subject, "detail": line.detail}
        for line in db.scalars(mine)
    ]


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
