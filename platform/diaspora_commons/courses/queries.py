"""Reading the catalogue, always through what the actor may see."""

from collections.abc import Sequence

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import selectinload

from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.listing import Args, Catalogue, Listing
from diaspora_commons.kernel.permissions import Actor

from .models import Cohort, Course, Lesson, Module
from .rules import sample, visible_to

TODAY = bindparam(None, callable_=today, type_=Date)
"""The day of each question, not the day on which the program was started."""
NEXT_DEADLINE = (
    select(func.min(Cohort.deadline))
    .where(Cohort.course_id == Course.id, Cohort.deadline >= TODAY, Cohort.is_example.is_(False))
    .correlate(Course)
    .scalar_subquery()
)
WITHOUT_TEXTS = (
    selectinload(Course.modules).selectinload(Module.lessons).load_only(Lesson.code, Lesson.title, Lesson.minutes)
)
"""The plan of a course; its lessons' texts are long and seldom wanted."""

CATALOGUE = Catalogue(
    model=Course,
    facets=("language", "level"),
    columns={"language": Course.language, "level": Course.level},
    orders={
        "deadline": (lazy("Next deadline"), [NEXT_DEADLINE.asc().nulls_last(), Course.title, Course.id]),
        "title": (lazy("Title"), [Course.title, Course.id]),
    },
    options=[selectinload(Course.modules), selectinload(Course.cohorts)],
)


def listing(actor: Actor, args: Args) -> Listing:
    """The list, narrowed as the query string asks."""
    return CATALOGUE.listing(visible_to(actor), args)


def one(actor: Actor, slug: str) -> Course:
    """The course at this address, with its plan."""
    row = select(Course).where(Course.slug == slug, visible_to(actor))
    found = db.scalar(row.options(WITHOUT_TEXTS, selectinload(Course.cohorts)))
    if found is None:
        raise NotHere
    return found


def sample_lesson(course: Course, code: str) -> Lesson:
    """The lesson with this code, if it is the one that everybody may read."""
    lesson = sample(course)
    if lesson is None or lesson.code != code:
        raise NotHere
    return lesson


def closing_next(actor: Actor, most: int) -> Sequence[Course]:
    """Courses that one can still apply for, the nearest deadline first."""
    open_ones = Course.cohorts.any((Cohort.deadline >= today()) & Cohort.is_example.is_(False))
    rows = select(Course).where(visible_to(actor), open_ones).order_by(*CATALOGUE.orders["deadline"][1]).limit(most)
    return db.scalars(rows.options(*CATALOGUE.options)).all()


def count(actor: Actor) -> int:
    return db.scalar(select(func.count()).select_from(Course).where(visible_to(actor))) or 0


def courses_of_lessons(ids: Sequence[int]) -> Sequence[int]:
    """The courses that these lessons belong to."""
    return db.scalars(select(Module.course_id).join(Module.lessons).where(Lesson.id.in_(ids)).distinct()).all()


def lessons_of(courses: Sequence[int]) -> Sequence[int]:
    """The lessons of these courses."""
    return db.scalars(select(Lesson.id).join(Lesson.module).where(Module.course_id.in_(courses))).all()


def documents(actor: Actor, ids: Sequence[int] | None) -> Sequence[Course]:
    """What search may find: these, or with None all."""
    rows = select(Course).where(visible_to(actor)).options(WITHOUT_TEXTS, selectinload(Course.cohorts))
    return db.scalars(rows if ids is None else rows.where(Course.id.in_(ids))).all()
