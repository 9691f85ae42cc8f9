"""An FAQ, its texts in each language, the ways people ask it, and which set of all these is in force."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import Base, Short


class FaqKind(StrEnum):
    PLATFORM = "platform"
    """How to use the commons."""
    KNOWLEDGE = "knowledge"
    """Facts, each with its sources."""
    ASSISTANT = "assistant"
    """Small talk, limits and safety."""


class PhraseKind(StrEnum):
    PHRASE = "phrase"
    """A way of asking."""
    TEMPLATE = "template"
    """A pattern with holes."""
    NEVER = "never"
    """Must not lead here, whatever the words say."""


class PhraseSource(StrEnum):
    SEED = "seed"
    EDITOR = "editor"
    VISITOR = "visitor"


class Faq(Base):
    """One question, in whichever languages it has texts; English is always there."""

    __tablename__ = "faq"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, unique=True)
    intent: Mapped[str] = mapped_column(Short, unique=True)
    topic: Mapped[str] = mapped_column(Short, index=True)
    kind: Mapped[FaqKind] = mapped_column(Short)
    position: Mapped[int] = mapped_column(default=0)
    sources: Mapped[list[str]]
    links: Mapped[list["FaqLink"]] = relationship(
        cascade="all, delete-orphan", order_by="FaqLink.position", lazy="selectin"
    )
    texts: Mapped[list["FaqText"]] = relationship(back_populates="faq", cascade="all, delete-orphan", lazy="selectin")
    phrases: Mapped[list["Phrase"]] = relationship(back_populates="faq", cascade="all, delete-orphan")

    def text(self, language: str) -> "FaqText":
        """The text in this language, or else in English."""
        texts = {text.language: text for text in self.texts}
        return texts.get(language) or texts["en"]


class FaqLink(Base):
    """A page of the product that an FAQ leads to, by its name; an FAQ is shown only while all of them exist."""

    __tablename__ = "faq_link"

    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), primary_key=True)
    page: Mapped[str] = mapped_column(Short, primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class FaqText(Base):
    """Question and answer in one language, and when a person last read them."""

    __tablename__ = "faq_text"
    __table_args__ = (UniqueConstraint("faq_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(Short)
    question: Mapped[str]
    answer: Mapped[str]
    reviewed: Mapped[date]
    seed: Mapped[dict[str, Any] | None]
    """What it was when it came with the commons (`seeds.py`)."""
    faq: Mapped[Faq] = relationship(back_populates="texts")


class Phrase(Base):
    """One way in which people ask, or one that must not lead here."""

    __tablename__ = "phrase"

    id: Mapped[int] = mapped_column(primary_key=True)
    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(Short)
    kind: Mapped[PhraseKind] = mapped_column(Short, default=PhraseKind.PHRASE)
    source: Mapped[PhraseSource] = mapped_column(Short, default=PhraseSource.SEED)
    text: Mapped[str]
    faq: Mapped[Faq] = relationship(back_populates="phrases")


class RulesetRow(Base):
    """A version of everything the assistant knows; the highest is in force."""

    __tablename__ = "ruleset"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    checksum: Mapped[str] = mapped_column(Short)
    figures: Mapped[dict[str, Any]]
    published_at: Mapped[datetime] = mapped_column(default=now)


class Conversation(Base):
    """What a conversation remembers from turn to turn, for a while. It is nobody's: only its token leads to it."""

    __tablename__ = "conversation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(Short, unique=True)
    turns: Mapped[int] = mapped_column(default=0)
    state: Mapped[dict[str, Any]]
    """Masked: addresses and numbers are taken out before it is kept."""
    touched_at: Mapped[datetime] = mapped_column(default=now, index=True)


class Outcome(StrEnum):
    """Why a question was kept."""

    MISS = "miss"
    """Nothing was found for it."""
    CHOICES = "choices"
    """None of the choices was taken."""
    UNHELPFUL = "unhelpful"
    """The answer was of no help."""
    SAFETY = "safety"
    """Somebody may have been in danger: counted, without words."""


class Asked(Base):
    """A question that had no good answer, masked, for those who write answers; kept for some days only."""

    __tablename__ = "asked"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    language: Mapped[str] = mapped_column(Short)
    outcome: Mapped[Outcome] = mapped_column(Short)
    text: Mapped[str]
    slug: Mapped[str] = mapped_column(Short, default="")
    """The answer that was given, or the likeliest."""
    confidence: Mapped[float] = mapped_column(default=0.0)


class Opinion(Base):
    """Somebody said whether an answer helped; nobody knows who."""

    __tablename__ = "faq_opinion"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, index=True)
    language: Mapped[str] = mapped_column(Short)
    is_helpful: Mapped[bool]
    on: Mapped[date] = mapped_column("given_on", default=today)


class Ticket(Base):
    """A question or a problem that was handed over to people, with the conversation as the visitor had seen it."""

    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(Short, unique=True)
    kind: Mapped[str] = mapped_column(Short)
    """question, or problem."""
    language: Mapped[str] = mapped_column(Short)
    text: Mapped[str]
    page: Mapped[str] = mapped_column(Short, default="")
    reply_address: Mapped[str | None] = mapped_column(Short)
    transcript: Mapped[list[str]]
    made_at: Mapped[datetime] = mapped_column(default=now, index=True)
