"""A report: somebody says that something here is wrong."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short


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
