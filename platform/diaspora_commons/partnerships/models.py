"""A partnership, from the request on: who asks whom for what, and all that was said and decided since."""

import secrets
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.accounts.models import Person
from diaspora_commons.initiatives.models import Initiative
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short
from diaspora_commons.organisations.models import Organisation

REMINDED_AFTER = timedelta(days=14)
"""From then on the one reminder may be sent."""
LASTS = timedelta(days=60)
"""So long a request waits for a word of the side whose turn it is; then it expires."""


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    CLARIFYING = "clarifying"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


LIVE = (State.SENT, State.CLARIFYING)
"""Somebody still has to say something."""
LIVE_ROW = "state IN ('sent', 'clarifying')"


def random_id() -> str:
    """What its address ends with: nobody finds another by counting on."""
    return secrets.token_urlsafe(12)


class Partnership(Base):
    __tablename__ = "partnership"
    __table_args__ = (
        CheckConstraint("sender_id <> receiver_id", name="two_sides"),
        Index(
            "uq_partnership_live_initiative", "sender_id", "receiver_id", "initiative_id", unique=True,
            sqlite_where=text(LIVE_ROW), postgresql_where=text(LIVE_ROW),
        ),
        Index(
            "uq_partnership_live_organisation", "sender_id", "receiver_id", unique=True,
            sqlite_where=text(f"{LIVE_ROW} AND initiative_id IS NULL"),
            postgresql_where=text(f"{LIVE_ROW} AND initiative_id IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Short, unique=True, default=random_id)
    state: Mapped[State] = mapped_column(Short, default=State.DRAFT, index=True)
    sender_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    receiver_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    initiative_id: Mapped[int | None] = mapped_column(ForeignKey("initiative.id"), index=True)
    initiative_title: Mapped[str] = mapped_column(Short, default="")
    """What the initiative was called when it was asked about: what it is called later may not be public."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    purpose: Mapped[str] = mapped_column(Short, default="")
    offer: Mapped[str] = mapped_column(default="")
    need: Mapped[str] = mapped_column(default="")
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    countries: Mapped[list[str]] = mapped_column(default=list)
    """Of implementation."""
    message: Mapped[str] = mapped_column(default="")
    is_example: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    waits_since: Mapped[datetime | None]
    """Since when it has been the turn of the side that has to say something."""
    reminded_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    sender: Mapped[Organisation] = relationship(foreign_keys=[sender_id], lazy="joined", innerjoin=True)
    receiver: Mapped[Organisation] = relationship(foreign_keys=[receiver_id], lazy="joined", innerjoin=True)
    initiative: Mapped[Initiative | None] = relationship()

    @property
    def version(self) -> str:
        """What a form remembers, so that nobody overwrites what a colleague saved after it was shown."""
        return self.updated_at.isoformat()

    @property
    def is_live(self) -> bool:
        """It waits for a word of one side or the other."""
        return self.state in LIVE

    @property
    def expires_at(self) -> datetime | None:
        """When it ends by itself, if nobody says anything; None when nobody has to."""
        return self.waits_since + LASTS if self.is_live and self.waits_since else None

    @property
    def is_overdue(self) -> bool:
        return self.expires_at is not None and self.expires_at <= now()

    @property
    def reminder_from(self) -> datetime | None:
        """From when on the sender may remind; None when there is nothing to remind of, or it was done."""
        if self.state != State.SENT or self.reminded_at is not None or self.waits_since is None:
            return None
        return self.waits_since + REMINDED_AFTER

    @property
    def may_be_reminded(self) -> bool:
        return self.reminder_from is not None and self.reminder_from <= now()


class Kind(StrEnum):
    """What happened."""

    SENT = "sent"
    QUESTION = "question"
    ANSWER = "answer"
    MESSAGE = "message"
    REMINDER = "reminder"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CONTACT = "contact"


class TimelineEntry(Base):
    """One line of the timeline that both sides see. The words stay with the organisation when their author is gone."""

    __tablename__ = "partnership_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind] = mapped_column(Short)
    at: Mapped[datetime] = mapped_column(default=now)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """Whose doing it was; None when time did it."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    words: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]
    """When the letters about it were written."""
    person: Mapped[Person | None] = relationship()


class Contact(Base):
    """Somebody shows the other side how to reach them. It goes with the person, and is taken back at will."""

    __tablename__ = "partnership_contact"
    __table_args__ = (UniqueConstraint("partnership_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)
    person: Mapped[Person] = relationship()
