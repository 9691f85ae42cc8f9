"""Reading places: everybody finds their own and nobody else's."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, case, func, select, tuple_
from sqlalchemy.orm import joinedload

from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.listing import PER_PAGE, Args, Listing, page_asked
from diaspora_commons.kernel.permissions import Actor

from ..models import Cohort, Course
from .models import LIVE, SEATED, Enrolment, EnrolmentState

WAITLISTED = EnrolmentState.WAITLISTED
LINE = (Enrolment.priority, Enrolment.applied_at, Enrolment.id)
"""The order in which those who wait get a seat."""
COLUMNS = ("state", "priority", "applied_at", "enrolled_at", "ended_at", "reason")
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
    return lock(own(actor, code))


def lock(enrolment: Enrolment) -> Enrolment:
    """Lock the row until the commit, and know it as it is now."""
    db.refresh(enrolment, COLUMNS, with_for_update={"of": Enrolment})
    return enrolment


def cohort(course: Course, code: str) -> Cohort:
    """The cohort of this course with this code."""
    found = next((cohort for cohort in course.cohorts if cohort.code == code), None)
    if found is None:
        raise NotHere
    return found


def place(actor: Actor, cohort: Cohort) -> Enrolment | None:
    """Somebody's place in this cohort, past or present."""
    mine = select(Enrolment).where(Enrolment.cohort_id == cohort.id, Enrolment.person_id == actor.id)
    return db.scalar(mine)


def live(person: Actor, cohort: Cohort) -> Enrolment | None:
    """The place that somebody has, or waits for, in a cohort like this one that has not ended."""
    theirs = (Enrolment.person_id == person.id, Enrolment.state.in_(LIVE))
    rows = select(Enrolment).join(Enrolment.cohort).where(*theirs, *like(cohort))
    return db.scalar(rows.where(Cohort.ends >= today()).order_by(Enrolment.id))


def has_completed(person: Actor, cohort: Cohort) -> bool:
    """Whether somebody has completed this course, in whichever cohort like this one."""
    theirs = (Enrolment.person_id == person.id, Enrolment.state == EnrolmentState.COMPLETED)
    rows = select(Enrolment.id).join(Enrolment.cohort).where(*theirs, *like(cohort))
    return db.scalar(rows.limit(1)) is not None


def like(cohort: Cohort) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The cohorts of its course; who tries the demonstration keeps their way into a real one."""
    return Cohort.course_id == cohort.course_id, Cohort.is_example.is_(cohort.is_example)


def waiting(cohort_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Those who wait for a seat in this cohort."""
    return Enrolment.cohort_id == cohort_id, Enrolment.state == WAITLISTED


def position(enrolment: Enrolment) -> int:
    """Where somebody who waits stands in the line: 1 is the next to get a seat."""
    mine = (enrolment.priority, enrolment.applied_at, enrolment.id)
    before = select(func.count()).where(*waiting(enrolment.cohort_id), tuple_(*LINE) < tuple_(*mine))
    return (db.scalar(before) or 0) + 1


def line_length(cohort: Cohort) -> int:
    """How many wait."""
    return db.scalar(select(func.count()).where(*waiting(cohort.id))) or 0


def line(cohort: Cohort) -> dict[int, int]:
    """Everybody's number in the line, by place."""
    ids = db.scalars(select(Enrolment.id).where(*waiting(cohort.id)).order_by(*LINE))
    return {id: number for number, id in enumerate(ids, 1)}


def unfinished(cohort: Cohort) -> Sequence[Enrolment]:
    """The places of which nothing came yet: seats without completion, and those who wait."""
    rows = select(Enrolment).where(Enrolment.cohort_id == cohort.id, Enrolment.state.in_(LIVE))
    return db.scalars(rows.order_by(Enrolment.id)).all()


@dataclass(frozen=True)
class Standing:
    """How a course stands towards one person: their places in its cohorts, and how many wait in each."""

    places: dict[int, Enrolment] = field(default_factory=dict)
    waiting: dict[int, int] = field(default_factory=dict)

    @property
    def live(self) -> Enrolment | None:
        """The place that they have, or wait for; one in the demonstration only if it is the only one."""
        going_on = [place for place in self.places.values() if place.is_live]
        return min(going_on, key=lambda place: (place.cohort.is_example, place.id), default=None)

    def is_settled(self, cohort: Cohort) -> bool:
        """Whether they have a place in a cohort like this one already, or have completed it: the rule of `enrol`."""
        alike = (place for place in self.places.values() if place.cohort.is_example == cohort.is_example)
        return any(place.is_live or place.state == EnrolmentState.COMPLETED for place in alike)


def standing(actor: Actor, course: Course) -> Standing:
    """What a person is shown beside the cohorts of a course. A visitor's page is kept, and has nothing of it."""
    if not actor.is_authenticated:
        return Standing()
    mine = select(Enrolment).join(Enrolment.cohort).where(Enrolment.person_id == actor.id)
    places = {place.cohort_id: place for place in db.scalars(mine.where(Cohort.course_id == course.id))}
    waits = (Enrolment.cohort_id.in_([cohort.id for cohort in course.cohorts]), Enrolment.state == WAITLISTED)
    rows = select(Enrolment.cohort_id, func.count()).where(*waits).group_by(Enrolment.cohort_id)
    return Standing(places, dict(db.execute(rows).all()))


def roster(cohort: Cohort, args: Args) -> Listing:
    """A page of the people of a cohort: those with a seat, then the line in its order, then those who left."""
    rank = case((Enrolment.state.in_(SEATED), 0), (Enrolment.state == WAITLISTED, 1), else_=2)
    rows = select(Enrolment).where(Enrolment.cohort_id == cohort.id)
    total = db.scalar(select(func.count()).where(Enrolment.cohort_id == cohort.id)) or 0
    number = page_asked(args, total)
    ordered = rows.options(joinedload(Enrolment.person)).order_by(rank, *LINE)
    return Listing(db.scalars(ordered.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all(), total, number)


def of_cohort(cohort: Cohort, id: int) -> Enrolment:
    """One place in this cohort."""
    return db.scalars(select(Enrolment).where(Enrolment.id == id, Enrolment.cohort_id == cohort.id)).one()
