"""The seats of a cohort: counted by statements that cannot go past the capacity, under a lock that orders everybody.

The lock is taken first, the person's before the cohort's; so nobody begins to wait at the very moment at which the last
who leaves finds nobody waiting, and nobody waits beside a free seat.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select, update

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import db

from ..models import Cohort, CompletionRule, Course, Lesson, Module
from ..quizzes.models import Quiz
from . import queries
from .models import Enrolment

SEATS = ("capacity", "taken", "rule_id")
MOMENT = timedelta(microseconds=1)
NOTICE = timedelta(days=3)
"""So long before its first day a cohort is reminded of it."""


def hold(cohorts: Iterable[Cohort], person: Person | None = None) -> None:
    """Lock the person's places and the cohorts until the commit, and know their seats as they are now."""
    if person is not None:
        db.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))
    for cohort in sorted(set(cohorts), key=lambda cohort: cohort.id):  # always in this order, lest two wait in a ring
        db.refresh(cohort, SEATS, with_for_update={"key_share": True, "of": Cohort})


def take(cohort: Cohort) -> bool:
    """Count one seat more, unless all are taken: one statement, which no two can both win."""
    free = update(Cohort).where(Cohort.id == cohort.id, Cohort.taken < Cohort.capacity)
    is_mine = bool(db.scalars(free.values(taken=Cohort.taken + 1).returning(Cohort.id)).all())
    db.refresh(cohort, SEATS)
    if is_mine and cohort.rule_id is None:
        freeze_rule(cohort)
        remember_days(cohort)
    return is_mine


def give_back(cohort: Cohort) -> None:
    """Count one seat less."""
    db.execute(update(Cohort).where(Cohort.id == cohort.id).values(taken=Cohort.taken - 1))
    db.refresh(cohort, SEATS)


def freeze_rule(cohort: Cohort) -> CompletionRule:
    """Say once and for all what this cohort must do: what the course asks for as its first person gets a seat."""
    course = db.scalars(select(Course).where(Course.id == cohort.course_id).with_for_update(key_share=True)).one()
    lessons = select(Lesson.id).join(Lesson.module).where(Module.course_id == course.id)
    quizzes = select(Quiz.id).join(Quiz.module).where(Module.course_id == course.id)
    asked = {
        "lessons": list(db.scalars(lessons.order_by(Module.position, Lesson.position, Lesson.id))),
        "quizzes": list(db.scalars(quizzes.order_by(Module.position, Quiz.id))),
        "mark": course.passing_mark,
        "text": course.certificate_rule,
    }
    of_course = select(CompletionRule).where(CompletionRule.course_id == course.id)
    last = db.scalar(of_course.order_by(CompletionRule.version.desc()).limit(1))
    if last is None or any(getattr(last, name) != value for name, value in asked.items()):
        last = CompletionRule(course_id=course.id, version=last.version + 1 if last else 1, **asked)
        db.add(last)
        db.flush()
    cohort.rule_id = last.id
    db.flush()
    return last


def remember_days(cohort: Cohort) -> None:
    """Let the clock say when it begins soon, and when it is over."""
    if not cohort.opens_on_enrolment and today() < cohort.starts - NOTICE:
        outbox.post("cohort soon", cohort.id, due=midnight_before(cohort.starts - NOTICE))
    outbox.post("cohort over", cohort.id, due=midnight_before(cohort.ends + timedelta(days=1)))


def midnight_before(day: date) -> datetime:
    """The first moment of a day, in UTC as every day of a cohort."""
    return datetime.combine(day, time(), UTC)


def end_of_line(cohort: Cohort) -> datetime:
    """A moment after everybody who waits, whatever the clocks of two machines say."""
    last = db.scalar(select(func.max(Enrolment.applied_at)).where(*queries.waiting(cohort.id)))
    return max(now(), last + MOMENT) if last else now()


def first_in_line(cohort: Cohort) -> Enrolment | None:
    """Who gets the next seat."""
    return db.scalar(select(Enrolment).where(*queries.waiting(cohort.id)).order_by(*queries.LINE).limit(1))
