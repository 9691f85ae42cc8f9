"""Atom feeds of what is new. Identifiers stand under no language, so that a feed keeps its entries in any of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from diaspora_commons.events import queries as events
from diaspora_commons.kernel.languages import current, lazy
from diaspora_commons.kernel.links import absolute, bare
from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.kernel.settings import settings
from diaspora_commons.library import queries as library

from . import queries

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
MOST = 30


@dataclass(frozen=True)
class Entry:
    """One new thing."""

    path: str
    title: str
    summary: str
    language: str
    by: Sequence[str]
    at: datetime


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
ET.register_namespace("", ATOM)


def atom(kind: str) -> bytes:
    """The feed as a file."""
    feed = FEEDS[kind]
    entries = feed.entries()
    root = element("feed")
    root.set(f"{{{XML}}}lang", current())
    add(root, "id", bare(f"/feeds/{kind}"))
    add(root, "title", f"{settings().site_name}: {feed.title}")
    add(root, "updated", moment(max((entry.at for entry in entries), default=datetime(2000, 1, 1, tzinfo=UTC))))
    add(root, "link", rel="self", type="application/atom+xml", href=absolute(f"/feeds/{kind}.atom"))
    add(root, "link", rel="alternate", type="text/html", href=absolute(feed.path))
    add(add(root, "author"), "name", settings().site_name)
    for entry in entries:
        root.append(told(entry))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def told(entry: Entry) -> ET.Element:
    made = element("entry")
    made.set(f"{{{XML}}}lang", entry.language)
    add(made, "id", bare(entry.path))
    add(made, "title", entry.title)
    add(made, "updated", moment(entry.at))
    add(made, "link", rel="alternate", type="text/html", href=absolute(entry.path))
    add(made, "summary", entry.summary)
    for name in entry.by:
        add(add(made, "author"), "name", name)
    return made


def element(name: str) -> ET.Element:
    return ET.Element(f"{{{ATOM}}}{name}")


def add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = sayable(text) if text else None
    return child


def sayable(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(
        c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
