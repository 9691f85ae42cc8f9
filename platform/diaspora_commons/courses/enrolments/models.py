"""A place in a cohort, or on its waitlist."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short

from ..models import Cohort


class EnrolmentState(StrEnum):
    ENROLLED = "enrolled"
    WAITLISTED = "waitlisted"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"
    NOT_SEATED = "not_seated"
    """Still in line when the cohort ended."""
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


SEATED = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED)
"""Those that hold one of the cohort's seats."""
LIVE = (EnrolmentState.ENROLLED, EnrolmentState.WAITLISTED)
"""Those that something may still come of."""


class Enrolment(Base):
    """One person's place in one cohort. Who withdraws and comes again gets the same row, at the end of the line."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("cohort_id", "person_id"),
        Index("ix_enrolment_line", "cohort_id", "state", "priority", "applied_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    state: Mapped[EnrolmentState] = mapped_column(Short)
    priority: Mapped[int] = mapped_column(default=0)
    """The smaller the sooner, before the moment of applying."""
    applied_at: Mapped[datetime] = mapped_column(default=now)
    enrolled_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When it was completed, or left, or the cohort ended without completion."""
    reason: Mapped[str] = mapped_column(default="")
    cohort: Mapped[Cohort] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship()

    @property
    def is_live(self) -> bool:
        """Whether it has a seat or a place in the line of a cohort that has not ended."""
        return self.state in LIVE and not self.cohort.is_over
