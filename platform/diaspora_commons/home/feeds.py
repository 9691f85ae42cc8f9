"""Atom feeds of what is new."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from diaspora_commons.events import queries as events
from diaspora_commons.kernel.atom import Entry, feed
from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.library import queries as library

from . import queries

MOST = 30


@dataclass(frozen=True)
class Feed:
    title: Any
    path: str
    """The page that shows the same."""
    entries: Callable[[], list[Entry]]


def initiatives() -> list[Entry]:
    return [
        Entry(f"/initiatives/{i.slug}", i.title, i.summary, i.language, [i.organisation.name], i.published_at)
        for i in queries.newest_initiatives(MOST)
        if i.published_at
    ]


def works() -> list[Entry]:
    return [
        Entry(
            f"/library/{r.slug}", r.title, r.abstract, r.abstract_language,
            r.authors or [p.name for p in r.shown_publishers], r.added_at,
        )
        for r in library.latest(VISITOR, MOST)
    ]  # fmt: skip


def happenings() -> list[Entry]:
    return [
        Entry(
            f"/events/{e.slug}", e.title, f"{e.starts} – {e.ends}. {e.description}", e.description_language,
            [o.name for o in e.shown_organisers], e.added_at,
        )
        for e in events.newly_known(VISITOR, MOST)
    ]  # fmt: skip


FEEDS = {
    "initiatives": Feed(lazy("New initiatives"), "/initiatives", initiatives),
    "library": Feed(lazy("New in the library"), "/library", works),
    "events": Feed(lazy("New in the calendar"), "/events", happenings),
}


def atom(kind: str) -> bytes:
    """The feed as a file."""
    known = FEEDS[kind]
    return feed(f"/feeds/{kind}", str(known.title), f"/feeds/{kind}.atom", known.path, known.entries())
