"""Searches that found nothing, without anybody who made them; and what people say they looked for in vain."""

from datetime import date

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
