"""What is kept about a person's reading."""

from typing import Any

from sqlalchemy import select

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

from ..enrolments.models import Enrolment
from ..models import Cohort, Lesson
from .models import Reading


def kept_about(person: Person) -> list[dict[str, Any]]:
    """Each lesson that the person has read, and when."""
    rows = (
        select(Cohort.code, Lesson.title, Reading.read_at)
        .join(Enrolment, Enrolment.id == Reading.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .join(Lesson, Lesson.id == Reading.lesson_id)
        .where(Enrolment.person_id == person.id)
    )
    return [
        {"cohort": code, "lesson": title, "read_at": read_at.isoformat()}
        for code, title, read_at in db.execute(rows.order_by(Reading.read_at, Lesson.id))
    ]
