"""Numbers that go up when something changes that many pages show.

`bump("public")` in the transaction of any change that visitors can see makes every kept page stale at that commit.
"""

from collections import deque
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from .database import Base, Short, db


class Generation(Base):
    __tablename__ = "generation"

    name: Mapped[str] = mapped_column(Short, primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


def bump(name: str = "public", session: Session | None = None) -> int:
    """One more, in one statement that two writers at once cannot trip over; answers the new number."""
    session = session or db()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = insert(Generation).values(name=name, number=1)
    again = first.on_conflict_do_update(index_elements=[Generation.name], set_={"number": Generation.number + 1})
    return int(session.execute(again.returning(Generation.number)).scalar_one())


def number(name: str = "public", session: Session | None = None) -> int:
    return (session or db()).scalar(select(Generation.number).where(Generation.name == name)) or 0


class PublicGeneration:
    """The number in the database, read on connections of its own: a few microseconds on SQLite.

    The connections are lent from a common store, never bound to a thread: a server's threads come and go, and one that
    ends must not have to close a database.
    """

    QUERY = "SELECT number FROM generation WHERE name = 'public'"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.free: deque[Any] = deque()

    def __call__(self) -> int:
        try:
            return self.ask()
        except Exception:  # noqa: BLE001  whatever the driver says of a lost connection: once more, anew
            self.free.clear()
            return self.ask()

    def ask(self) -> int:
        try:
            cursor = self.free.pop()
        except IndexError:
            cursor = self.connect()
        cursor.execute(self.QUERY)
        rows = cursor.fetchall()  # to the end, so that no read stays open and keeps the log of writes from shrinking
        self.free.append(cursor)
        return int(rows[0][0]) if rows else 0

    def close(self) -> None:
        """Give the connections back; for a process that goes on without the site."""
        while self.free:
            self.free.pop().connection.close()

    def connect(self) -> Any:
        connection = self.engine.raw_connection()
        connection.detach()
        raw: Any = connection.dbapi_connection
        if self.engine.dialect.name == "sqlite":
            raw.isolation_level = None
        else:
            raw.autocommit = True
        return raw.cursor()
