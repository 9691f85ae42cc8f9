"""Who is told what became of a place: its person, by the letter that fits the place as it is then."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from diaspora_commons.accounts.letters import write_to
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import settings

from ..models import Cohort
from . import queries
from .models import Enrolment, EnrolmentState
from .rules import lessons_open

TOPICS = ("enrol", "promote", "withdraw", "remove", "end", "dismiss")
TOLD = {
    EnrolmentState.WITHDRAWN: "enrolment_withdrawn",
    EnrolmentState.REMOVED: "enrolment_removed",
    EnrolmentState.NOT_COMPLETED: "enrolment_not_completed",
    EnrolmentState.NOT_SEATED: "enrolment_not_seated",
}


def told(keys: list[str]) -> None:
    """Follow-up: one letter for each thing that happened; what has moved on since has had, or will have, another."""
    rows = select(Enrolment).where(Enrolment.id.in_(map(int, keys))).order_by(Enrolment.id)
    for enrolment in db.scalars(rows.options(queries.WITH_COURSE, joinedload(Enrolment.person))):
        if enrolment.state == EnrolmentState.ENROLLED:
            is_at_once = enrolment.enrolled_at == enrolment.applied_at
            kind = "enrolment_seat" if is_at_once else "enrolment_promoted"
            write(enrolment, kind, enrolment.enrolled_at, are_open=lessons_open(enrolment))
        elif enrolment.state == EnrolmentState.WAITLISTED:
            write(enrolment, "enrolment_waitlisted", enrolment.applied_at, position=queries.position(enrolment))
        elif enrolment.state in TOLD:
            write(enrolment, TOLD[enrolment.state], enrolment.ended_at, contact=settings().contact_address)


def soon(keys: list[str]) -> None:
    """Follow-up: remind those who have a seat that their cohort begins."""
    seats = (
        select(Enrolment)
        .join(Enrolment.cohort)
        .where(Cohort.id.in_(map(int, keys)), Cohort.starts > today(), Enrolment.state == EnrolmentState.ENROLLED)
    )
    for enrolment in db.scalars(seats.options(queries.WITH_COURSE, joinedload(Enrolment.person))):
        write(enrolment, "enrolment_soon", enrolment.enrolled_at)


def write(enrolment: Enrolment, kind: str, moment: datetime | None, **facts: Any) -> None:
    """One letter; the moment keeps a second enrolment apart from the first."""
    cohort = enrolment.cohort
    once = f"{kind}:{enrolment.id}:{moment.isoformat() if moment else ''}"
    write_to(enrolment.person, kind, once=once, enrolment=enrolment, cohort=cohort, course=cohort.course, **facts)
