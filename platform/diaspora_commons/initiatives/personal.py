"""What this room keeps about a person, for the person's own copy of everything."""

from typing import Any

from sqlalchemy import select

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

from .models import Initiative


def kept_about(person: Person) -> list[dict[str, Any]]:
    """What the person began, or decided on."""
    theirs = (Initiative.author_id == person.id) | (Initiative.decided_by_id == person.id)
    return [
        {
            "title": one.title, "address": one.slug, "state": str(one.state), "organisation": one.organisation.name,
            "begun_by_you": one.author_id == person.id, "decided_by_you": one.decided_by_id == person.id,
            "created_at": one.created_at.isoformat(),
        }
        for one in db.scalars(select(Initiative).where(theirs).order_by(Initiative.id))
    ]  # fmt: skip
