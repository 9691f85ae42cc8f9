"""An initiative and the states it lives through."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short
from diaspora_commons.kernel.freshness import Freshness, freshness
from diaspora_commons.kernel.tags import Tagged, TagMixin
from diaspora_commons.organisations.models import Organisation

ANSWERED_WITHIN = timedelta(days=7)
"""How long the author's side waits for the moderators at most: a promise on the pages and in the letters."""
APPEAL_WITHIN = timedelta(days=30)
SUMMARY = (40, 600)
"""The shortest and the longest summary, in characters."""


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    PUBLISHED = "published"
    DECLINED = "declined"
    APPEALED = "appealed"
    ARCHIVED = "archived"


class InitiativeTag(TagMixin, Base):
    """heritage and implementation countries, sectors, SDGs, GCM objectives."""

    __tablename__ = "initiative_tag"
    __owner__ = "initiative"


partners = Table(
    "initiative_partner",
    Base.metadata,
    Column("initiative_id", ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Initiative(Tagged, Base):
    __tablename__ = "initiative"
    Tag = InitiativeTag

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, unique=True)
    state: Mapped[State] = mapped_column(Short, default=State.DRAFT, index=True)
    title: Mapped[str] = mapped_column(Short)
    summary: Mapped[str]
    story: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(Short, default="en")
    activity: Mapped[str | None] = mapped_column(Short, index=True)
    start_year: Mapped[int | None]
    end_year: Mapped[int | None]
    needs: Mapped[str] = mapped_column(default="")
    offers: Mapped[str] = mapped_column(default="")
    results: Mapped[str] = mapped_column(default="")
    website: Mapped[str | None]
    image: Mapped[str | None] = mapped_column(Short)
    image_text: Mapped[str] = mapped_column(default="")
    source_url: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(default=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(default="")
    """What the moderators said last: what to change, or why it was declined."""
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    appealed_at: Mapped[datetime | None]
    appeal: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    partners: Mapped[list[Organisation]] = relationship(secondary=partners)
    tags: Mapped[list[InitiativeTag]] = relationship(cascade="all, delete-orphan")

    @property
    def freshness(self) -> Freshness:
        """How long ago its own people last said that it is still true."""
        return freshness(self.confirmed_at)

    @property
    def version(self) -> str:
        """What a form remembers, so that nobody overwrites what was saved after it was shown."""
        return self.updated_at.isoformat()

    @property
    def waits_since(self) -> datetime | None:
        """Since when the moderators have had it before them; None when it is not their turn."""
        return {State.SUBMITTED: self.submitted_at, State.APPEALED: self.appealed_at}.get(self.state)

    @property
    def answered_by(self) -> datetime | None:
        """Until when the author's side is promised an answer."""
        return self.waits_since + ANSWERED_WITHIN if self.waits_since else None

    @property
    def appeal_until(self) -> datetime | None:
        """The end of the time for the one appeal; None when there can be none."""
        if self.state != State.DECLINED or self.appealed_at is not None or self.decided_at is None:
            return None
        return self.decided_at + APPEAL_WITHIN

    @property
    def may_be_appealed(self) -> bool:
        return self.appeal_until is not None and now() < self.appeal_until

    @property
    def is_handed_in(self) -> bool:
        """It has left its authors' desk; before that nobody else sees it."""
        return self.state not in (State.DRAFT, State.ARCHIVED)

    @property
    def is_being_written(self) -> bool:
        return self.state in (State.DRAFT, State.CHANGES_REQUESTED, State.PUBLISHED)
