"""Every verb leaves one line: who did what, to what, for whom, and when. Lines are only ever added, each
carries the hash of the one before, so that a line changed or taken away later is found by `broken_at`.

Nobody's name is here: a person is a random public id, which means nothing once the person is erased.
"""

import json
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ForeignKey, event, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from .clock import now
from .database import Base, Short, db


class Entry(Base):
    """One line of the ledger."""

    __tablename__ = "ledger"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(Short, index=True)
    verb: Mapped[str] = mapped_column(Short, index=True)
    subject: Mapped[str] = mapped_column(Short, index=True)
    detail: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(Short)

    def sealed_with(self, before: str) -> str:
        """The hash that this line must carry when `before` is the one above it."""
        told = [before, self.at.isoformat(), self.actor, self.verb, self.subject, self.detail]
        return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Head(Base):
    """The last hash of the chain; its row is locked while a line is added."""

    __tablename__ = "ledger_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("ledger.id"))
    digest: Mapped[str] = mapped_column(Short)


def begin(actor: Any, verb: str, subject: Any) -> None:
    """Start the line of a verb; it is sealed when the unit of work is committed."""
    pending(db()).append({"actor": str(actor.public_id), "verb": verb, "subject": subject, "detail": {}, "at": now()})


def note(**detail: Any) -> None:
    """Add to the line of the verb that is running: a reason, an old state, for whom."""
    lines = pending(db())
    if lines:
        lines[-1]["detail"].update(detail)


def pending(session: Session) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = session.info.setdefault("ledger", [])
    return lines


def name_of(subject: Any) -> str:
    """`initiative:42`, or the text itself."""
    if subject is None or isinstance(subject, str):
        return subject or ""
    if isinstance(subject, type):
        return subject.__name__.lower()
    identity = getattr(subject, "public_id", None) or inspect(subject).identity
    return f"{subject.__tablename__}:{identity if isinstance(identity, str) else (identity or ['new'])[0]}"


def write_down() -> None:
    """Seal the lines of this unit of work onto the chain. Comes last before the commit, so that the lock is short."""
    session = db()
    lines = pending(session)
    if not lines:
        return
    session.flush()
    head = session.scalar(select(Head).with_for_update().execution_options(populate_existing=True))
    if head is None:
        head = Head(id=1, entry_id=None, digest="")
        session.add(head)
    for line in lines:
        entry = Entry(**{**line, "subject": name_of(line["subject"])}, digest="")
        entry.digest = entry.sealed_with(head.digest)
        session.add(entry)
        session.flush()
        head.entry_id, head.digest = entry.id, entry.digest
    lines.clear()


def forget() -> None:
    """Drop the lines of a unit of work that is not committed."""
    pending(db()).clear()


def broken_at() -> int | None:
    """The id of the first line that does not fit the chain; None when every line does."""
    before = ""
    last = None
    with closing(db.scalars(select(Entry).order_by(Entry.id).execution_options(yield_per=500))) as entries:
        for entry in entries:
            if entry.digest != entry.sealed_with(before):
                return entry.id
            before, last = entry.digest, entry.id
    head = db.scalar(select(Head))
    return last or 0 if head is not None and head.digest != before else None


@event.listens_for(Entry, "before_update")
@event.listens_for(Entry, "before_delete")
def refuse_change(mapper: Any, connection: Any, entry: Entry) -> None:
    raise AssertionError("the ledger is only ever added to")
