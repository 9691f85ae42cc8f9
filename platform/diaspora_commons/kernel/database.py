"""The database and its one session per request, command or test.

A unit of work that may write takes SQLite's one write lock with its first statement (`BEGIN IMMEDIATE`), before it has
read anything, so that it never has to be retried. PostgreSQL needs no such thing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Date, DateTime, Engine, MetaData, String, Text, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session, scoped_session, sessionmaker
from sqlalchemy.types import TypeDecorator

writes: ContextVar[bool] = ContextVar("writes", default=False)
"""Whether a transaction that begins now will write."""


class Moment(TypeDecorator[datetime]):
    """A time in UTC, whatever the database keeps."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment,
        date: Date,
        str: Text,
        list[str]: JSON,
        dict[str, Any]: JSON,
    }


PATIENCE = 10_000
"""Milliseconds that a writer waits in line for SQLite's one lock."""
Short = String(200)
"""For names, codes and slugs: what is looked up."""

make_session = sessionmaker(autoflush=True, expire_on_commit=False)
db: scoped_session[Session] = scoped_session(make_session)


QUIET: dict[str, Any] = {"hide_parameters": True}
"""What people wrote stands in no error message, hence in no log."""


def connect(url: str, synchronous: str = "FULL") -> Engine:
    """An engine on `url`, and the sessions bound to it."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, module=sqlite_module(), connect_args={"check_same_thread": False}, **QUIET)
        tune_sqlite(engine, synchronous)
    else:
        engine = create_engine(postgres_url(url), pool_pre_ping=True, pool_size=5, max_overflow=5, **QUIET)
    make_session.configure(bind=engine)
    return engine


def postgres_url(url: str) -> str:
    """The same address, spoken by psycopg 3."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def sqlite_module() -> Any:
    """A current SQLite where the wheel is there; Python's own may carry the WAL-reset bug of 3.7.0 to 3.51.2."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        import sqlite3

        return sqlite3
    return dbapi2


def tune_sqlite(engine: Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def connected(raw: Any, record: Any) -> None:
        raw.isolation_level = None
        raw.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA secure_delete = ON")  # what is erased is not left lying in a free page
        raw.execute(f"PRAGMA synchronous = {synchronous}")

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes.get() else "BEGIN")


@contextmanager
def reading() -> Iterator[Session]:
    """A short session of its own that only reads: for what must be known before the write lock is taken."""
    token = writes.set(False)
    try:
        with make_session() as session:
            yield session
            session.rollback()
    finally:
        writes.reset(token)


@contextmanager
def briefly() -> Iterator[Session]:
    """A short transaction of its own, for what must be kept even when the request is refused (throttles)."""
    token = writes.set(True)
    try:
        with make_session.begin() as session:
            yield session
    finally:
        writes.reset(token)


def trim() -> bool:
    """Empty SQLite's write-ahead log into the database, so that what was erased lies in neither.

    Answers whether it could: somebody who reads or writes at this moment keeps it from being done, and it is tried
    again within the hour. PostgreSQL sees to it by itself.
    """
    engine = make_session.kw["bind"].engine
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        raw.execute("PRAGMA busy_timeout = 200")
        try:
            return bool(raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
        finally:
            raw.execute(f"PRAGMA busy_timeout = {PATIENCE}")
