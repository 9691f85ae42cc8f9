"""Reading places: everybody finds their own and nobody else's."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import joinedload

from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.permissions import Actor

from ..models import Cohort, Course
from .models import LIVE, Enrolment, EnrolmentState

LINE = (Enrolment.priority, Enrolment.applied_at, Enrolment.id)
"""The order in which those who wait get a seat."""
WITH_COURSE = joinedload(Enrolment.cohort).joinedload(Cohort.course)


def mine(person: Actor) -> Sequence[Enrolment]:
    """All the places that somebody has or had, the latest cohort first."""
    rows = select(Enrolment).join(Enrolment.cohort).where(Enrolment.person_id == person.id)
    return db.scalars(rows.options(WITH_COURSE).order_by(Cohort.ends.desc(), Enrolment.id.desc())).all()


def own(actor: Actor, code: str) -> Enrolment:
    """One's own place in the cohort with this code; anybody else's is not there."""
    rows = select(Enrolment).join(Enrolment.cohort).where(Cohort.code == code, Enrolment.person_id == actor.id)
    found = db.scalar(rows.options(WITH_COURSE))
    if found is None:
        raise NotHere
    return found


def held(actor: Actor, code: str) -> Enrolment:
    """The same, its row locked until the commit: of two clicks at once, the second sees what the first did."""
    enrolment = own(actor, code)
    db.refresh(enrolment, with_for_update={"of": Enrolment})
    return enrolment


def place(actor: Actor, cohort: Cohort) -> Enrolment | None:
    """Somebody's place in this cohort, past or present."""
    mine = select(Enrolment).where(Enrolment.cohort_id == cohort.id, Enrolment.person_id == actor.id)
    return db.scalar(mine)


def live(person: Actor, course: Course) -> Enrolment | None:
    """The place that somebody has, or waits for, in a cohort of this course that has not ended."""
    theirs = (Enrolment.person_id == person.id, Enrolment.state.in_(LIVE))
    rows = select(Enrolment).join(Enrolment.cohort).where(*theirs, Cohort.course_id == course.id)
    return db.scalar(rows.where(Cohort.ends >= today()).order_by(Enrolment.id))


def waiting(cohort_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Those who wait for a seat in this cohort."""
    return Enrolment.cohort_id == cohort_id, Enrolment.state == EnrolmentState.WAITLISTED


def position(enrolment: Enrolment) -> int:
    """Where somebody who waits stands in the line: 1 is the next to get a seat."""
    mine = (enrolment.priority, enrolment.applied_at, enrolment.id)
    before = select(func.count()).where(*waiting(enrolment.cohort_id), tuple_(*LINE) < tuple_(*mine))
    return (db.scalar(before) or 0) + 1


def line_length(cohort: Cohort) -> int:
    """How many wait."""
    return db.scalar(select(func.count()).where(*waiting(cohort.id))) or 0
