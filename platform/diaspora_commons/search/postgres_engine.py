"""The index kept by PostgreSQL: one row a document, found by a GIN index over its terms.

For several machines on one database, or for more documents than a folder of Whoosh holds with ease. Readers see what
was committed when they began, so a rebuild is one transaction, and its commit is the swap.
"""

import dataclasses
import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from threading import RLock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from diaspora_commons.kernel import generations
from diaspora_commons.kernel.database import make_session, writes
from diaspora_commons.kernel.generations import Generation

from .documents import Document
from .indexing import FORMAT, Entry, entries
from .models import Row, Spelled
from .postgres_reading import PostgresSnapshot
from .whoosh_folder import IndexAway, IndexBusy

EDITION, CHANGE = f"search edition {FORMAT}", f"search {FORMAT}"
"""Numbers that go up with each rebuild, and with each change."""
LOCK = 0x5EA7C4
"""The one writing lock, held until its transaction ends; the server takes it from the dead."""
AT_ONCE = 200
FIELDS = ("all", "exact", "ideas", "labels", "facets")
Progress = Callable[[int], None]


class PostgresEngine:
    """Reads and writes the tables of the index, in sessions of its own."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.depth = 0
        self.snapshot: PostgresSnapshot | None = None

    def version(self) -> str:
        """Changes whenever the index does; empty when there is none."""
        try:
            with self.session() as session:
                edition, change = numbers(session)
        except Exception:  # noqa: BLE001  the database is away, whatever the driver calls it
            return ""
        return f"{edition}.{change}" if edition else ""

    @contextmanager
    def session(self, writing: bool = False) -> Iterator[Session]:
        """A session that sees one moment of the database from its beginning to its end."""
        bind: Any = make_session.kw["bind"]
        if isinstance(bind, Engine) and not writing:
            bind = bind.execution_options(isolation_level="REPEATABLE READ")
        token = writes.set(writing)
        try:
            with make_session(bind=bind) as session:
                yield session
                session.commit() if writing else session.rollback()
        finally:
            writes.reset(token)

    @contextmanager
    def reading(self) -> Iterator[PostgresSnapshot]:
        """The newest generation. One thread reads at a time, because what was read is kept between searches."""
        with self.lock:
            if self.depth and self.snapshot:  # a reader keeps its generation until it is done
                yield self.snapshot
                return
            try:
                with self.session() as session:
                    snapshot = self.newest(session)
                    self.depth += 1
                    try:
                        yield snapshot
                    finally:
                        self.depth -= 1
            except IndexAway:
                raise
            except Exception as error:
                self.snapshot = None
                raise IndexAway(repr(error)) from error

    def newest(self, session: Session) -> PostgresSnapshot:
        edition, change = numbers(session)
        if not edition:
            raise IndexAway("no index")
        old = self.snapshot if self.snapshot and self.snapshot.edition == edition else None
        if old is None or old.change != change:
            self.snapshot = old = PostgresSnapshot(session, edition, change, old)
        old.session = session
        return old

    def close(self) -> None:
        with self.lock:
            self.snapshot = None

    def keys(self) -> dict[str, str]:
        """Every document's key and digest."""
        with self.session() as session:
            if not numbers(session)[0]:
                raise IndexAway("no index")
            rows = session.execute(select(Row.key, Row.digest).where(Row.shown.is_not(None)))
            return dict(rows.all())

    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Put these in, and take those keys out, in one transaction. A row keeps its number."""
        with self.alone() as session:
            if not numbers(session)[0]:
                raise IndexAway("no index")
            change = generations.bump(CHANGE, session)
            made = {entry.key: entry for entry in entries(documents)}
            old = set(gone) - made.keys()
            rows = select(Row.key, Row.number).where(Row.key.in_([*made, *old]))
            known = dict(session.execute(rows).all())
            for key in old & known.keys():
                strike_out(session, known[key], change)
            free = (session.scalar(select(func.max(Row.number))) or 0) + 1
            for entry in made.values():
                if entry.key not in known:
                    known[entry.key], free = free, free + 1
                values = row(entry, known[entry.key], change)
                put = upsert(Row).values(values)
                session.execute(put.on_conflict_do_update(index_elements=[Row.number], set_=values))
            spell(session, made.values())

    def rebuild(self, documents: Iterable[Document], progress: Progress = lambda done: None) -> int:
        """Make everything anew; readers see the old rows until all the new ones are there."""
        with self.alone() as session:
            change = generations.bump(CHANGE, session)
            generations.bump(EDITION, session)
            session.execute(delete(Row))
            session.execute(delete(Spelled))
            total, coming = 0, entries(documents)
            while some := list(islice(coming, AT_ONCE)):
                session.execute(insert(Row), [row(entry, total + i, change) for i, entry in enumerate(some)])
                spell(session, some)
                total += len(some)
                progress(total)
            return total

    def merge(self) -> None:
        """PostgreSQL tidies up by itself; it is only told how the terms are spread now."""
        with self.session(writing=True) as session:
            session.execute(text("ANALYZE search_row"))

    @contextmanager
    def alone(self, patience: float = 3.0) -> Iterator[Session]:
        """A transaction that writes, one at a time."""
        until = monotonic() + patience
        with self.session(writing=True) as session:
            while not session.scalar(select(func.pg_try_advisory_xact_lock(LOCK))):
                if monotonic() > until:
                    raise IndexBusy("another process writes the index")
                sleep(0.05)
            yield session


def numbers(session: Session) -> tuple[int, int]:
    """The edition and the change that are in force; 0 where there is no index of this format."""
    rows = select(Generation.name, Generation.number).where(Generation.name.in_([EDITION, CHANGE]))
    found = dict(session.execute(rows).all())
    return found.get(EDITION, 0), found.get(CHANGE, 0)


def strike_out(session: Session, number: int, change: int) -> None:
    """The row stays, so that nobody else gets its number; nothing of the document does."""
    empty = {"terms": [], "counts": [], "length": 0, "flat": "", "shown": None, "digest": "", "change": change}
    session.execute(update(Row).where(Row.number == number).values(**empty))


def row(entry: Entry, number: int, change: int) -> dict[str, Any]:
    times = {f"{field}:{term}": many for field in FIELDS for term, many in Counter(getattr(entry, field)).items()}
    return {
        "number": number, "key": entry.key, "change": change, "terms": list(times), "counts": list(times.values()),
        "length": len(entry.all), "flat": entry.flat, "day": entry.day, "due": entry.due, "added": entry.added,
        "shown": {name: plainly(value) for name, value in dataclasses.asdict(entry.shown).items()},
        "digest": entry.shown.digest,
    }  # fmt: skip


def plainly(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def spell(session: Session, made: Iterable[Entry]) -> None:
    """The words of new texts, for better spellings; each counted once a text. A rebuild counts anew."""
    found = Counter(word for entry in made for word in set(entry.exact))
    words = [{"word": word, "texts": many} for word, many in sorted(found.items())]
    for some in (words[at : at + 2000] for at in range(0, len(words), 2000)):
        put = upsert(Spelled).values(some)
        again = {"texts": Spelled.texts + put.excluded.texts}
        session.execute(put.on_conflict_do_update(index_elements=[Spelled.word], set_=again))
