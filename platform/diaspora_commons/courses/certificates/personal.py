"""What this room keeps about a person: the names on certificates. The rest says nothing without them."""

from typing import Any

from sqlalchemy import delete, select, update

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

from . import codes
from .models import Certificate, PrintedName


def kept_about(person: Person) -> list[dict[str, Any]]:
    """Every certificate that the person ever had here, for their own copy of everything."""
    mine = select(Certificate).where(Certificate.holder == person.public_id).order_by(Certificate.id)
    return [
        {
            "code": codes.written(one.code), "state": str(one.state), "course": one.course_title,
            "cohort": one.cohort_code, "hours": one.hours, "rule": one.rule, "issued_by": one.issuer,
            "is_example": one.is_example, "completed_on": one.completed_on.isoformat(),
            "issued_at": one.issued_at.isoformat(), "name": one.name.name if one.name else None,
            "name_is_shown": one.name.is_shown if one.name else None, "reason": one.reason,
            "expires_on": one.expires_on.isoformat() if one.expires_on else None,
        }
        for one in db.scalars(mine)
    ]  # fmt: skip


def forget(person: Person) -> None:
    """Take away the names, and reasons that may tell of somebody. The codes stay, and answer that details are gone."""
    mine = select(Certificate.id).where(Certificate.holder == person.public_id)
    db.execute(delete(PrintedName).where(PrintedName.certificate_id.in_(mine)))
    db.execute(update(Certificate).where(Certificate.holder == person.public_id).values(reason=""))
