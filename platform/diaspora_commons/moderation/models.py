"""Reports that something here is wrong, and who has which case in hand."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short

IN_HAND_FOR = timedelta(days=1)
"""After so long, a colleague may take a case over."""


class ReportState(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


class Report(Base):
    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(Short)
    """The address (path) of the page that it is about."""
    concern: Mapped[str] = mapped_column(Short)
    words: Mapped[str]
    email: Mapped[str | None] = mapped_column(Short)
    language: Mapped[str] = mapped_column(Short)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[ReportState] = mapped_column(Short, default=ReportState.OPEN, index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    answer: Mapped[str] = mapped_column(default="")


class Handling(Base):
    """A moderator has taken a case in hand, so that nobody else reads into it at the same time."""

    __tablename__ = "handling"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(Short, unique=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)
    moderator: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def may_be_taken_over(self) -> bool:
        return now() - self.since >= IN_HAND_FOR
