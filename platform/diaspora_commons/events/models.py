"""An event, past or to come."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import Base, Short
from diaspora_commons.organisations.models import Organisation

organisers = Table(
    "event_organiser",
    Base.metadata,
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Event(Base):
    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, unique=True)
    title: Mapped[str]
    starts: Mapped[date] = mapped_column(index=True)
    ends: Mapped[date]
    """Local days of the place: no time and no zone is known of these."""
    year: Mapped[int] = mapped_column(index=True)
    city: Mapped[str | None] = mapped_column(Short)
    country: Mapped[str | None] = mapped_column(Short, index=True)
    mode: Mapped[str | None] = mapped_column(Short, index=True)
    url: Mapped[str]
    description: Mapped[str]
    description_language: Mapped[str] = mapped_column(Short)
    source_url: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(default=now, index=True)
    organisers: Mapped[list[Organisation]] = relationship(secondary=organisers)

    @property
    def title_language(self) -> str:
        """That of the description, unless its letters say otherwise."""
        return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in self.title) else self.description_language

    @property
    def shown_organisers(self) -> list[Organisation]:
        """Those that are public: one that is hidden is named nowhere."""
        return [organiser for organiser in self.organisers if organiser.is_published]

    @property
    def is_past(self) -> bool:
        return self.ends < today()
