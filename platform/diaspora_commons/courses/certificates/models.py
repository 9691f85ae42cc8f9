"""A certificate: what it says never changes; whether it still counts may."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import Base, Short

LAST_OF_EUROPE = 0x17E
ARABIC = frozenset(map(chr, range(0x600, 0x700)))


class CertificateState(StrEnum):
    ISSUED = "issued"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


class Standing(StrEnum):
    """What whoever checks a certificate is told: its state, and what follows from the clock and from its holder."""

    VALID = "valid"
    EXAMPLE = "example"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Certificate(Base):
    """It refers to its holder by a random id, never by name: it outlives the account.

    The words on it are kept as they were when it was issued, whatever becomes of the course.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        Index(
            "uq_certificate_issued",
            "enrolment_id",
            unique=True,
            sqlite_where=text("state = 'issued'"),
            postgresql_where=text("state = 'issued'"),
        ),
    )
    """Of all that an enrolment ever had, at most one counts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Short, unique=True)
    state: Mapped[CertificateState] = mapped_column(Short, default=CertificateState.ISSUED)
    holder: Mapped[str] = mapped_column(Short, index=True)
    """The person's public id."""
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    course_slug: Mapped[str] = mapped_column(Short)
    course_title: Mapped[str] = mapped_column(Short)
    course_language: Mapped[str] = mapped_column(Short)
    cohort_code: Mapped[str] = mapped_column(Short)
    hours: Mapped[int]
    rule: Mapped[str]
    """What had to be done for it, in the language of the course."""
    is_example: Mapped[bool] = mapped_column(default=False)
    """Earned in the demonstration: worth nothing outside it, and it says so."""
    issuer: Mapped[str] = mapped_column(Short, server_default="")
    """Who vouches for it: this site, by its name then. Partners that have not confirmed their part never stand here."""
    completed_on: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(default=now)
    expires_on: Mapped[date | None]
    """The day from which it no longer counts; most never expire."""
    revoked_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    superseded_by: Mapped["Certificate | None"] = relationship(remote_side=[id])
    name: Mapped["PrintedName | None"] = relationship(back_populates="certificate", lazy="joined")
    """None once its holder was erased, and on one that was replaced: only the corrected name is kept."""

    @property
    def standing(self) -> Standing:
        if self.state == CertificateState.REVOKED:
            return Standing.REVOKED
        if self.state == CertificateState.SUPERSEDED:
            return Standing.REPLACED
        if self.is_withdrawn:
            return Standing.WITHDRAWN
        if self.expires_on is not None and today() >= self.expires_on:
            return Standing.EXPIRED
        return Standing.EXAMPLE if self.is_example else Standing.VALID

    @property
    def is_withdrawn(self) -> bool:
        """Whether its holder is gone, and with them whatever it says."""
        return self.name is None and self.state != CertificateState.SUPERSEDED

    @property
    def shows_details(self) -> bool:
        """Whether a stranger reads more than what it is worth."""
        return self.name is not None

    @property
    def shown_name(self) -> str | None:
        """The name, if its holder lets everybody see it who has the code."""
        return self.name.name if self.name is not None and self.name.is_shown else None

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts; None when it always does."""
        return self.expires_on - timedelta(days=1) if self.expires_on else None

    @property
    def newest(self) -> "Certificate":
        """The one that stands in its place, itself if none does."""
        return self.superseded_by.newest if self.superseded_by is not None else self


class PrintedName(Base):
    """The name on a certificate: the one row that goes when its holder asks to be forgotten."""

    __tablename__ = "certificate_name"

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(Short)
    is_shown: Mapped[bool] = mapped_column(default=True)
    """Whether the page that checks the code shows it; its holder decides."""
    certificate: Mapped[Certificate] = relationship(back_populates="name")

    @property
    def is_in_our_letters(self) -> bool:
        """Whether the typefaces of the site have all its letters: those of Europe, or Arabic ones."""
        return all(ord(c) <= LAST_OF_EUROPE or c in ARABIC for c in self.name)
