"""Atom feeds. Identifiers stand under no language, so that a feed keeps its entries in any of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from .languages import current
from .links import absolute, bare
from .settings import settings

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TYPE = "application/atom+xml; charset=utf-8"
ET.register_namespace("", ATOM)


@dataclass(frozen=True)
class Entry:
    """One new thing. `path` has no language in front; `id` is one too, where several things share a page."""

    path: str
    title: str
    summary: str
    language: str
    by: Sequence[str]
    at: datetime
    id: str = ""


def feed(id: str, title: str, file: str, page: str, entries: Sequence[Entry]) -> bytes:
    """The feed as a file. `id` is a path without language; `file` and `page` are those of the feed and of the same as a
    page, under the reader's language."""
    root = element("feed")
    root.set(f"{{{XML}}}lang", current())
    add(root, "id", bare(id))
    add(root, "title", f"{settings().site_name}: {title}")
    add(root, "updated", moment(max((entry.at for entry in entries), default=LONG_AGO)))
    add(root, "link", rel="self", type="application/atom+xml", href=absolute(file))
    add(root, "link", rel="alternate", type="text/html", href=absolute(page))
    add(add(root, "author"), "name", settings().site_name)
    for entry in entries:
        root.append(told(entry))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def told(entry: Entry) -> ET.Element:
    made = element("entry")
    made.set(f"{{{XML}}}lang", entry.language)
    add(made, "id", bare(entry.id or entry.path))
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
