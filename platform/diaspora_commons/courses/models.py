"""A course: its modules, lessons and cohorts."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import Base, Short


class Course(Base):
    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, unique=True)
    title: Mapped[str] = mapped_column(Short)
    language: Mapped[str] = mapped_column(Short, index=True)
    level: Mapped[str] = mapped_column(Short, index=True)
    hours: Mapped[int]
    summary: Mapped[str]
    outcomes: Mapped[list[str]]
    prerequisites: Mapped[str]
    partner_names: Mapped[list[str]]
    partner_note: Mapped[str]
    passing_mark: Mapped[int]
    certificate_rule: Mapped[str]
    sources: Mapped[list[str]]
    added_at: Mapped[datetime] = mapped_column(default=now)
    modules: Mapped[list["Module"]] = relationship(
        back_populates="course", order_by="Module.position", cascade="all, delete-orphan"
    )
    cohorts: Mapped[list["Cohort"]] = relationship(
        back_populates="course", order_by="Cohort.starts", cascade="all, delete-orphan"
    )

    @property
    def next_cohort(self) -> "Cohort | None":
        """The first cohort that one can still apply for, or else the one that runs. Examples do not count."""
        real = [c for c in self.cohorts if not c.is_example]
        still_open = next((c for c in real if c.is_open), None)
        return still_open or next((c for c in real if c.phase == CohortPhase.RUNNING), None)


class Module(Base):
    __tablename__ = "course_module"
    __table_args__ = (UniqueConstraint("course_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(Short)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Short)
    course: Mapped[Course] = relationship(back_populates="modules")
    lessons: Mapped[list["Lesson"]] = relationship(
        back_populates="module", order_by="Lesson.position", cascade="all, delete-orphan"
    )

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


class Lesson(Base):
    __tablename__ = "lesson"
    __table_args__ = (UniqueConstraint("module_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("course_module.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(Short)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Short)
    minutes: Mapped[int]
    body: Mapped[str]
    module: Mapped[Module] = relationship(back_populates="lessons")


class CohortPhase(StrEnum):
    """Where a cohort stands by the calendar."""

    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    ENDED = "ended"


class Cohort(Base):
    __tablename__ = "cohort"
    __table_args__ = (CheckConstraint("taken BETWEEN 0 AND capacity", name="seats"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(Short, unique=True)
    starts: Mapped[date]
    ends: Mapped[date]
    deadline: Mapped[date]
    """The last day on which one can apply, until its midnight in UTC."""
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    """Seats that are held; only `enrolments` changes it, by one statement that cannot go past the capacity."""
    opens_on_enrolment: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether lessons open with the seat, or on the first day."""
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("completion_rule.id"))
    """What its people must do for the certificate; frozen when the first of them gets a seat."""
    is_example: Mapped[bool] = mapped_column(default=False)
    """Part of the demonstration; nobody will teach it."""
    course: Mapped[Course] = relationship(back_populates="cohorts")

    @property
    def is_open(self) -> bool:
        return today() <= self.deadline

    @property
    def is_over(self) -> bool:
        return today() > self.ends

    @property
    def is_full(self) -> bool:
        return self.taken >= self.capacity

    @property
    def phase(self) -> CohortPhase:
        if self.is_over:
            return CohortPhase.ENDED
        if self.is_open:
            return CohortPhase.OPEN
        return CohortPhase.RUNNING if today() >= self.starts else CohortPhase.CLOSED


class CompletionRule(Base):
    """What a cohort must do for its certificate, as it was when the first person got a seat in it.

    Lessons and quizzes that come later belong to later versions: they never undo a completion.
    """

    __tablename__ = "completion_rule"
    __table_args__ = (UniqueConstraint("course_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    version: Mapped[int]
    lessons: Mapped[list[Any]] = mapped_column(JSON)
    """Ids of the lessons to read."""
    quizzes: Mapped[list[Any]] = mapped_column(JSON)
    """Ids of the quizzes to pass."""
    mark: Mapped[int]
    """The least score of each quiz, in per cent."""
    text: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)
