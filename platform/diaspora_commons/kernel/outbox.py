"""What must happen after a commit is written down inside it, and done later, at least once.

`post()` adds a line in the caller's transaction: no commit, no line; no line lost after the commit. `drain()`
takes due lines, does them, and strikes out each that nobody has touched in the meantime. Post the key, not the
change: the handler reads the row as it is then, so that order and repetition do not matter.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import UniqueConstraint, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from . import unit_of_work
from .clock import now
from .database import Base, Short, db

log = structlog.get_logger()
Handler = Callable[[list[str]], None]
follow_ups: dict[str, Handler] = {}
"""What changes the database in turn: done in a writing transaction."""
errands: dict[str, Handler] = {}
"""What goes outside (the index, the post): reads only, so the write lock is never held for it."""
urgent: set[str] = set()
"""Topics that somebody is waiting for: done first."""
LEASE = timedelta(minutes=2)
LONGEST_WAIT = 3600


class Line(Base):
    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("topic", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(Short)
    key: Mapped[str] = mapped_column(Short)
    serial: Mapped[int] = mapped_column(default=1)
    posted: Mapped[datetime] = mapped_column(default=now)
    due: Mapped[datetime] = mapped_column(default=now, index=True)
    held_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]


@dataclass(frozen=True)
class Claimed:
    id: int
    topic: str
    key: str
    serial: int


def post(topic: str, *keys: object, due: datetime | None = None) -> None:
    """Ask for `topic` to be done for these keys, now or at `due`. Asking twice before it is done is asking once."""
    for key in map(str, keys):
        line = db.scalar(select(Line).filter_by(topic=topic, key=key).with_for_update())
        if line is None:
            db.add(Line(topic=topic, key=key, due=due or now()))
            db.flush()
        else:
            line.serial += 1
            line.due = due or now()
            line.tries = 0


def drain(limit: int = 100) -> int:
    """Do what is due. Answer how many lines were done; one that was asked again meanwhile stays, to be done again."""
    done = 0
    for topic, lines in by_topic(claim(limit)).items():
        try:
            do(topic, [line.key for line in lines])
        except Exception as error:
            unit_of_work.abandon()
            put_back(lines, error)
            log.exception("outbox_failed", topic=topic, lines=len(lines))
        else:
            strike_out(lines)
            done += len(lines)
    return done


def settle() -> int:
    """Drain until nothing is due; for tests and for the first fill."""
    total = 0
    while done := drain():
        total += done
    return total


def do(topic: str, keys: list[str]) -> None:
    if topic in follow_ups:
        with unit_of_work.writing():
            follow_ups[topic](keys)
    else:
        errands[topic](keys)
        db.rollback()


def claim(limit: int) -> list[Claimed]:
    with unit_of_work.writing():
        free = or_(Line.held_until.is_(None), Line.held_until < now())
        known = Line.topic.in_([*follow_ups, *errands])
        due = select(Line).where(Line.due <= now(), free, known).order_by(Line.due, Line.id).limit(limit)
        lines = db.scalars(due.with_for_update(skip_locked=True)).all()
        for line in lines:
            line.held_until = now() + LEASE
        return [Claimed(line.id, line.topic, line.key, line.serial) for line in lines]


def waiting(*topics: str) -> list[Claimed]:
    """The lines of these topics as they are now, for somebody who does at one blow what they ask for."""
    lines = db.scalars(select(Line).where(Line.topic.in_(topics)))
    return [Claimed(line.id, line.topic, line.key, line.serial) for line in lines]


def anything_due() -> bool:
    """Whether a look with the write lock is worth while."""
    free = or_(Line.held_until.is_(None), Line.held_until < now())
    found = db.scalar(select(Line.id).where(Line.due <= now(), free).limit(1)) is not None
    db.rollback()
    return found


def by_topic(claimed: Iterable[Claimed]) -> dict[str, list[Claimed]]:
    topics: dict[str, list[Claimed]] = defaultdict(list)
    for line in claimed:
        topics[line.topic].append(line)
    return dict(sorted(topics.items(), key=lambda item: item[0] not in urgent))


def strike_out(lines: list[Claimed]) -> None:
    with unit_of_work.writing():
        for line in lines:
            untouched = delete(Line).where(Line.id == line.id, Line.serial == line.serial).returning(Line.id)
            if not db.scalars(untouched).all():
                db.execute(update(Line).where(Line.id == line.id).values(held_until=None))


def put_back(lines: list[Claimed], error: Exception) -> None:
    with unit_of_work.writing():
        for claimed in lines:
            line = db.get(Line, claimed.id)
            if line is not None:
                line.tries += 1
                line.error = repr(error)[:500]
                line.held_until = None
                line.due = now() + timedelta(seconds=min(LONGEST_WAIT, 2 ** min(line.tries, 12)))


def oldest_wait() -> timedelta:
    """How long the oldest due line has waited; what `/readyz` and `commons doctor` show."""
    oldest = db.scalar(select(func.min(Line.due)).where(Line.due <= now()))
    return now() - oldest if oldest else timedelta()
