"""Reading lessons, and what somebody has read of them."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere

from ..enrolments.models import Enrolment
from ..models import Course, Lesson, Module
from .models import Reading

PLAN = (
    selectinload(Course.modules)
    .selectinload(Module.lessons)
    .load_only(Lesson.code, Lesson.position, Lesson.title, Lesson.minutes)
)
"""The order of a course, without the texts."""
AROUND, A_LETTER = 10_000, 1.4
"""About so many bytes a page has around the lessons, and for each letter of theirs with its marks."""


def plan(enrolment: Enrolment) -> Course:
    """The course of a place, with its modules and the titles of its lessons."""
    return db.scalars(select(Course).where(Course.id == enrolment.cohort.course_id).options(PLAN)).one()


def one(enrolment: Enrolment, code: str) -> Lesson:
    """The lesson with this code in the course of a place."""
    of_course = select(Lesson).join(Lesson.module).where(Module.course_id == enrolment.cohort.course_id)
    found = db.scalars(of_course.where(Lesson.code == code).order_by(Module.position, Lesson.id).limit(1)).first()
    if found is None:
        raise NotHere
    return found


def whole(enrolment: Enrolment) -> Course:
    """The course of a place with every text."""
    row = select(Course).where(Course.id == enrolment.cohort.course_id)
    texts = selectinload(Course.modules).selectinload(Module.lessons)
    return db.scalars(row.options(texts).execution_options(populate_existing=True)).one()


def read(enrolment: Enrolment) -> dict[int, datetime]:
    """The lessons that are read, and since when."""
    rows = select(Reading.lesson_id, Reading.read_at).where(Reading.enrolment_id == enrolment.id)
    return dict(db.execute(rows).all())


def size_of_whole(course: Course) -> int:
    """About how many bytes the page with the whole course has: said before it is opened."""
    texts = select(func.sum(func.length(Lesson.body))).join(Lesson.module).where(Module.course_id == course.id)
    return AROUND + round((db.scalar(texts) or 0) * A_LETTER)
