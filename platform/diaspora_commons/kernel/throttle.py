"""How often something may be tried, counted in the database so that it holds across processes.

A count outlives a refused request: it is kept in its own short transaction, before the request's lock is taken. What is
counted is a keyed hash, never an address or a name itself.
"""

from datetime import datetime, timedelta
from hashlib import blake2b
from ipaddress import IPv4Address, ip_address, ip_network

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from .clock import now
from .database import Base, Short, briefly, db
from .errors import TooMany
from .languages import ngettext


class Count(Base):
    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(Short, primary_key=True)
    times: Mapped[int]
    until: Mapped[datetime] = mapped_column(index=True)


def hashed(what: str, whom: str) -> str:
    return f"{what}:{blake2b(whom.casefold().encode(), digest_size=12).hexdigest()}"


def hit(what: str, whom: str, most: int, within: timedelta) -> None:
    """Count one more of `what` for `whom`; raise TooMany beyond `most` within the time."""
    key = hashed(what, whom)
    with briefly() as session:
        session.execute(delete(Count).where(Count.key == key, Count.until <= now()))
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        first = insert(Count).values(key=key, times=1, until=now() + within)
        counted = first.on_conflict_do_update(index_elements=[Count.key], set_={"times": Count.times + 1})
        times, until = session.execute(counted.returning(Count.times, Count.until)).one()
    if times > most:
        raise too_many(until)


def refuse_beyond(what: str, whom: str, most: int) -> None:
    """Raise TooMany when `most` are counted already, without counting: for what is counted only when it fails."""
    count = db.get(Count, hashed(what, whom))
    if count is not None and count.until > now() and count.times >= most:
        raise too_many(count.until)


def too_many(until: datetime) -> TooMany:
    seconds = max(1, int((until - now()).total_seconds()))
    minutes = -(-seconds // 60)
    sentence = ngettext(
        "Too many tries. Please wait one minute and try again.",
        "Too many tries. Please wait %(num)s minutes and try again.",
        minutes,
    )
    return TooMany(sentence, seconds)


def network_of(place: str | None) -> str:
    """What one customer of a provider has: an IPv4 address, or a /64 of IPv6, in which addresses cost nothing."""
    try:
        address = ip_address(place or "")
    except ValueError:
        return place or ""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


def forget(what: str, whom: str) -> None:
    """Start counting anew, after a success."""
    key = hashed(what, whom)
    with briefly() as session:
        if session.scalar(select(Count.key).where(Count.key == key)):
            session.execute(delete(Count).where(Count.key == key))


def forget_old() -> None:
    """Drop the counts whose time is over; part of the hourly tidying."""
    db.execute(delete(Count).where(Count.until <= now()))
