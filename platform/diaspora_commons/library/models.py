"""A resource of the library."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short
from diaspora_commons.kernel.tags import Tagged, TagMixin
from diaspora_commons.organisations.models import Organisation


class ResourceTag(TagMixin, Base):
    """language, about (countries it is about), topic, sdg."""

    __tablename__ = "resource_tag"
    __owner__ = "resource"


publishers = Table(
    "resource_publisher",
    Base.metadata,
    Column("resource_id", ForeignKey("resource.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Resource(Tagged, Base):
    __tablename__ = "resource"
    Tag = ResourceTag

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, unique=True)
    title: Mapped[str]
    title_language: Mapped[str] = mapped_column(Short, default="")
    is_title_as_published: Mapped[bool] = mapped_column(default=True)
    year: Mapped[int | None] = mapped_column(index=True)
    authors: Mapped[list[str]]
    kind: Mapped[str] = mapped_column(Short, index=True)
    url: Mapped[str]
    abstract: Mapped[str]
    abstract_language: Mapped[str] = mapped_column(Short)
    source_url: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(default=now, index=True)
    publishers: Mapped[list[Organisation]] = relationship(secondary=publishers)
    tags: Mapped[list[ResourceTag]] = relationship(cascade="all, delete-orphan")

    @property
    def shown_publishers(self) -> list[Organisation]:
        """Those that are public: one that is hidden is named nowhere."""
        return [publisher for publisher in self.publishers if publisher.is_published]
