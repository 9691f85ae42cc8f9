"""The private log of misses: which words find nothing. It is written after the answer, in a transaction of its own."""

from datetime import timedelta

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import briefly, db

from .finding import Found
from .models import SHOWN_FROM, Miss, Wish
from .query import Query

log = structlog.get_logger()
MOST = 5000
"""Rows; beyond, the oldest that nobody would be shown make room."""
MOST_WORDS = 8
LONGEST_NUMBER = 4
"""Longer ones may be those of a telephone or a passport."""
SHORT, LONG = timedelta(days=30), timedelta(days=365)
WISHES = timedelta(days=180)


def words_of(query: Query) -> str:
    """The folded words of a search, or nothing when they may tell who searched."""
    plain = [word.plain for word in query.words]
    tells = any(mark in query.text for mark in ("@", "://", "www."))
    tells = tells or any(word.isdigit() and len(word) > LONGEST_NUMBER for word in plain)
    return "" if tells else " ".join(word[:30] for word in plain[:MOST_WORDS])[:200]


def is_one(found: Found) -> bool:
    """Whether this search as a whole found nothing: not for a choice of facets, nor for want of an index."""
    return not (found.total or found.query.chosen or found.query.without or found.is_simple or found.page > 1)


def note(words: str, language: str) -> None:
    """Count one more. Whatever goes wrong, the one who searched has had the answer already."""
    try:
        with briefly() as session:
            insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
            first = insert(Miss).values(words=words, language=language, times=1, last=today())
            again = {"times": Miss.times + 1, "last": today(), "language": language}
            session.execute(first.on_conflict_do_update(index_elements=[Miss.words], set_=again))
            if (session.scalar(select(func.count()).select_from(Miss)) or 0) > MOST:
                rare = select(Miss.id).where(Miss.times < SHOWN_FROM).order_by(Miss.last, Miss.id).limit(MOST // 10)
                session.execute(delete(Miss).where(Miss.id.in_(rare)))
    except Exception:
        log.exception("search_miss_not_noted")


def forget_old() -> None:
    """Drop what stayed rare for a month, what is over a year old, and wishes after half a year."""
    rare = (Miss.times < SHOWN_FROM) & (Miss.last < today() - SHORT)
    db.execute(delete(Miss).where(rare | (Miss.last < today() - LONG)))
    db.execute(delete(Wish).where(Wish.told < today() - WISHES))
