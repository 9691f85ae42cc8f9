"""Reading what was looked for in vain; for editors."""

from collections.abc import Sequence

from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere

from .models import SHOWN_FROM, Miss, Wish

MOST = 200


def misses() -> Sequence[Miss]:
    """Those that happened often enough to be nobody's in particular, the most frequent first."""
    rows = select(Miss).where(Miss.times >= SHOWN_FROM).order_by(Miss.times.desc(), Miss.words).limit(MOST)
    return db.scalars(rows).all()


def wishes() -> Sequence[Wish]:
    """The latest first."""
    return db.scalars(select(Wish).order_by(Wish.id.desc()).limit(MOST)).all()


def miss(id: int) -> Miss:
    """The one with this number, if it may be shown."""
    found = db.get(Miss, id)
    if found is None or found.times < SHOWN_FROM:
        raise NotHere
    return found


def wish(id: int) -> Wish:
    found = db.get(Wish, id)
    if found is None:
        raise NotHere
    return found
