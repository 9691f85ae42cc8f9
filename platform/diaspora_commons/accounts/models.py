"""A person, and the places where they are signed in."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, Short


class Role(StrEnum):
    """What a person is on the platform; a role includes those above it, save that editors do not moderate people."""

    MEMBER = "member"
    EDITOR = "editor"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


def random_id() -> str:
    return secrets.token_hex(8)


class Person(Base):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Short, unique=True, default=random_id)
    name: Mapped[str] = mapped_column(Short)
    email: Mapped[str] = mapped_column(Short, unique=True)
    """Casefolded; how it was typed does not matter."""
    language: Mapped[str] = mapped_column(Short, default="en")
    zone: Mapped[str] = mapped_column(Short, default="UTC")
    role: Mapped[Role] = mapped_column(Short, default=Role.MEMBER)
    password_hash: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    is_demo: Mapped[bool] = mapped_column(default=False, server_default=false())
    """One of the cast: may sign in only where the demo may be."""

    is_authenticated = is_active = True
    is_anonymous = False
    session_key = ""
    """The session that this request came with; set when the person is loaded for it."""

    def get_id(self) -> str:
        return self.session_key

    @property
    def is_editor(self) -> bool:
        return self.role in (Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR)

    @property
    def is_moderator(self) -> bool:
        return self.role in (Role.MODERATOR, Role.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR


class SignIn(Base):
    """One place where somebody is signed in. The cookie carries the key; only its hash is kept here."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(Short, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
    device: Mapped[str] = mapped_column(Short)
    """Browser and system in two words, so that people know their own."""
    started_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]


class LinkKind(StrEnum):
    """What a mailed link is good for."""

    CONFIRMATION = "confirmation"
    PASSWORD = "password"  # noqa: S105  a kind of link
    SIGN_IN = "sign in"
    ADDRESS = "address"


LINK_HOLDS = {
    LinkKind.CONFIRMATION: timedelta(days=2),
    LinkKind.PASSWORD: timedelta(hours=1),
    LinkKind.SIGN_IN: timedelta(minutes=30),
    LinkKind.ADDRESS: timedelta(days=1),
}


class MailedLink(Base):
    """A link that was asked for: it goes to one address, works once and not for long. Its row is gone when it was used.

    What is asked for an address that nobody has leaves the same row as for one that somebody has: who it is for is
    looked up when the letter is written, so that no answer tells which addresses are known.
    """

    __tablename__ = "mailed_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[LinkKind] = mapped_column(Short)
    email: Mapped[str] = mapped_column(Short, index=True)
    language: Mapped[str] = mapped_column(Short)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Of a registration: the name, the hash of the password and where to go on, until the address is confirmed."""
    token_hash: Mapped[str | None] = mapped_column(Short, unique=True)
    """None until the letter is written; the token itself is only in the letter."""
    expires_at: Mapped[datetime] = mapped_column(index=True)
