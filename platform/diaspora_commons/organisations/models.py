"""An organisation, the people who speak for it, and who is invited or claims to."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short
from diaspora_commons.kernel.freshness import Freshness, freshness
from diaspora_commons.kernel.tags import Tagged, TagMixin


class OrganisationTag(TagMixin, Base):
    """heritage and active countries, languages, sectors."""

    __tablename__ = "organisation_tag"
    __owner__ = "organisation"


class MemberRole(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"
    READER = "reader"


class Organisation(Tagged, Base):
    __tablename__ = "organisation"
    Tag = OrganisationTag

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, unique=True)
    name: Mapped[str] = mapped_column(Short)
    name_language: Mapped[str] = mapped_column(Short, default="")
    acronym: Mapped[str | None] = mapped_column(Short)
    kind: Mapped[str] = mapped_column(Short, index=True)
    is_incorporated: Mapped[bool | None]
    website: Mapped[str | None]
    city: Mapped[str | None] = mapped_column(Short)
    country: Mapped[str | None] = mapped_column(Short, index=True)
    """Country of residence: the seat."""
    founded: Mapped[int | None]
    description: Mapped[str]
    description_language: Mapped[str] = mapped_column(Short, default="en")
    offering: Mapped[str] = mapped_column(default="")
    looking_for: Mapped[str] = mapped_column(default="")
    logo: Mapped[str | None] = mapped_column(Short)
    is_published: Mapped[bool] = mapped_column(default=True, index=True)
    """Off while its first publication has not been reviewed, or when it is hidden by a moderator."""
    hidden_reason: Mapped[str] = mapped_column(default="", server_default="")
    """Why a moderator hid it; empty when nobody did."""
    is_example: Mapped[bool] = mapped_column(default=False)
    source_url: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    tags: Mapped[list[OrganisationTag]] = relationship(cascade="all, delete-orphan")
    members: Mapped[list["Membership"]] = relationship(back_populates="organisation", cascade="all, delete-orphan")

    @property
    def version(self) -> str:
        """What a form remembers, so that nobody overwrites what was saved after it was shown."""
        return self.updated_at.isoformat()

    @property
    def title(self) -> str:
        """The name, and the short form that people know it by."""
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def is_claimed(self) -> bool:
        """Somebody speaks for it. One that nobody has claimed is a listing made from public sources."""
        return any(m.role == MemberRole.OWNER for m in self.members)

    @property
    def freshness(self) -> Freshness:
        """How long ago its own people last said something."""
        return freshness(self.updated_at if self.is_claimed else None)


class Membership(Base):
    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("organisation_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[MemberRole] = mapped_column(Short)
    since: Mapped[datetime] = mapped_column(default=now)
    organisation: Mapped[Organisation] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()


class Invitation(Base):
    """One use, for one address and role, until a day."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(Short)
    role: Mapped[MemberRole] = mapped_column(Short)
    token_hash: Mapped[str] = mapped_column(Short, unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship()

    @property
    def is_open(self) -> bool:
        """Somebody can still accept it."""
        return self.used_at is None and self.revoked_at is None and self.expires_at > now()


class ClaimState(StrEnum):
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Claim(Base):
    """Somebody says: I speak for this organisation, and here is how you can tell."""

    __tablename__ = "claim"
    __table_args__ = (
        Index("ix_claim_waiting", "state", "submitted_at"),
        Index(
            "uq_claim_live", "organisation_id", "person_id", unique=True,
            sqlite_where=text("state = 'submitted'"), postgresql_where=text("state = 'submitted'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    state: Mapped[ClaimState] = mapped_column(Short, default=ClaimState.SUBMITTED)
    evidence: Mapped[str]
    submitted_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(default="")
    organisation: Mapped[Organisation] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
