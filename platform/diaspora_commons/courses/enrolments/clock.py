"""What follows from the calendar: a cohort that begins soon, and one whose last day is over."""

from collections.abc import Iterator

from sqlalchemy import select

from diaspora_commons.kernel.database import db

from ..models import Cohort
from . import actions, queries, seats
from .models import LIVE


def over(keys: list[str]) -> None:
    """Follow-up: end what is still open in these cohorts; each person is told by a letter of their own."""
    for cohort in cohorts(keys):
        seats.hold([cohort])
        if not cohort.is_over:  # its last day was moved meanwhile
            seats.remember_days(cohort)
            continue
        for enrolment in queries.unfinished(cohort):
            if queries.lock(enrolment).state in LIVE:
                actions.end(enrolment)


def cohorts(keys: list[str]) -> Iterator[Cohort]:
    yield from db.scalars(select(Cohort).where(Cohort.id.in_(map(int, keys))).order_by(Cohort.id))
