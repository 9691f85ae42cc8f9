"""Numbers that go up when something changes that many pages show.

`bump("public")` in the transaction of any change that visitors can see makes every kept page stale at that commit.
"""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from .database import Base, Short, db


class Generation(Base):
    __tablename__ = "generation"

    name: Mapped[str] = mapped_column(Short, primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


def bump(name: str = "public") -> None:
    row = db.scalar(select(Generation).where(Generation.name == name).with_for_update())
    if row is None:
        db.add(Generation(name=name, number=1))
    else:
        row.number += 1
    db.flush()


def number(name: str = "public", session: Session | None = None) -> int:
    return (session or db()).scalar(select(Generation.number).where(Generation.name == name)) or 0
