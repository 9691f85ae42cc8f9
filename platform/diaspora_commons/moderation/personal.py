"""What this room keeps about a person, and what goes when the person goes."""

from typing import Any

from sqlalchemy import or_, select, update

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

from .models import Report


def forget(person: Person) -> None:
    """A report stays as a case; whose it was does not."""
    theirs = or_(Report.reporter_id == person.id, Report.email == person.email)
    db.execute(update(Report).where(theirs).values(reporter_id=None, email=None))


def kept_about(person: Person) -> list[dict[str, Any]]:
    """The reports that the person sent."""
    theirs = or_(Report.reporter_id == person.id, Report.email == person.email)
    return [
        {
            "about": one.about, "concern": one.concern, "words": one.words, "made_at": one.made_at.isoformat(),
            "state": str(one.state), "answer": one.answer,
        }
        for one in db.scalars(select(Report).where(theirs).order_by(Report.id))
    ]  # fmt: skip
