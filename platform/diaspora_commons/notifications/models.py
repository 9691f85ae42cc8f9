"""A letter to a person: a row first, then carried by post."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short


class Letter(Base):
    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    """Whose it is; none for an address that has no account yet."""
    address: Mapped[str] = mapped_column(Short)
    language: Mapped[str] = mapped_column(Short)
    kind: Mapped[str] = mapped_column(Short)
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    is_secret: Mapped[bool] = mapped_column(default=False)
    """Carries a token: emptied once it is carried, and never shown in the person's list."""
    once: Mapped[str | None] = mapped_column(Short, unique=True)
    """What makes it the one letter of its kind: writing it again changes nothing."""
    written_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]
    carried_at: Mapped[datetime | None]
    """When the post was done with it: handed over, or refused for good."""
