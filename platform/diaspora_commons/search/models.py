"""Searches that found nothing, without anybody who made them; what people say they looked for in vain; and the index
itself where PostgreSQL keeps it."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import Base, Short

SHOWN_FROM = 3
"""So often must a search fail before anybody sees its words: what one person typed once stays unread."""


class Miss(Base):
    """Folded words that were searched for in vain, and how often. No person, no address, no time of day."""

    __tablename__ = "search_miss"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Short, unique=True)
    language: Mapped[str] = mapped_column(Short)
    """The language of the page that was searched from, the last time."""
    times: Mapped[int] = mapped_column(default=1)
    last: Mapped[date] = mapped_column(default=today, index=True)


class Wish(Base):
    """What somebody hoped to find, in words of their own."""

    __tablename__ = "search_wish"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked: Mapped[str]
    said: Mapped[str]
    language: Mapped[str] = mapped_column(Short)
    told: Mapped[date] = mapped_column(default=today, index=True)


class Row(Base):
    """A document as `postgres_engine` keeps it; without `shown` one that was taken out. Empty on SQLite."""

    __tablename__ = "search_row"
    __table_args__ = (Index("ix_search_row_terms", "terms", postgresql_using="gin"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(Short, unique=True)
    change: Mapped[int] = mapped_column(index=True)
    """The change of the index that wrote it."""
    terms: Mapped[list[str]] = mapped_column(ARRAY(Text).with_variant(JSON(), "sqlite"))
    """`field:term`, each once."""
    counts: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger).with_variant(JSON(), "sqlite"))
    """How often each stands in the document."""
    length: Mapped[int]
    flat: Mapped[str]
    day: Mapped[int] = mapped_column(default=0)
    due: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    shown: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    digest: Mapped[str] = mapped_column(Short)


class Spelled(Base):
    """A word of the texts in `Row`, for better spellings."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(Short, primary_key=True)
    texts: Mapped[int]
