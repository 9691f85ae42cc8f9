"""Those who hold seats in the demonstration, so that one can see it fill: they exist in name only."""

from datetime import timedelta

from sqlalchemy import select

from diaspora_commons.accounts.models import Person
from diaspora_commons.courses.enrolments import seats
from diaspora_commons.courses.enrolments.models import Enrolment, EnrolmentState
from diaspora_commons.courses.models import Cohort
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db

NAMES = ("Nadia", "Kwame")
FREE = 1
"""Seats that stay for those who try it."""


def fill(cohort: Cohort) -> None:
    """Give them seats, as long as one stays free for a person."""
    for days, name in enumerate(NAMES, 2):
        person = learner(name)
        theirs = select(Enrolment.id).where(Enrolment.cohort_id == cohort.id, Enrolment.person_id == person.id)
        is_there = db.scalar(theirs) is not None
        if is_there or cohort.capacity - cohort.taken <= FREE or not seats.take(cohort):
            continue
        came = now() - timedelta(days=days)
        db.add(
            Enrolment(
                cohort_id=cohort.id, person_id=person.id, state=EnrolmentState.ENROLLED, applied_at=came,
                enrolled_at=came,
            )
        )  # fmt: skip
        db.flush()


def learner(name: str) -> Person:
    """An example of a person: without a password, so nobody can sign in, and named as an example."""
    email = f"{name.lower()}@example.org"
    person = db.scalar(select(Person).where(Person.email == email))
    if person is None:
        person = Person(name=f"{name} (example)", email=email, is_demo=True, confirmed_at=now())
        db.add(person)
        db.flush()
    return person
