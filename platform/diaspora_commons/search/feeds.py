"""What programs follow a search by: an Atom feed of it, and the description by which browsers take it up."""

from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET

from diaspora_commons.kernel import atom
from diaspora_commons.kernel.languages import _, current
from diaspora_commons.kernel.links import absolute, bare
from diaspora_commons.kernel.settings import settings

from .finding import Found, Hit

MOST = 30
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
DESCRIPTION_TYPE = "application/opensearchdescription+xml; charset=utf-8"


def feed(found: Found, asked: str) -> bytes:
    """The search that `asked` (what stands behind the question mark) stands for, the latest additions first."""
    title = _("Search for “%(words)s”", words=found.query.text) if found.query.text else _("Search")
    behind = f"?{asked}" if asked else ""
    entries = [entry(hit) for hit in found.hits]
    return atom.feed(f"/search{behind}", title, f"/search.atom{behind}", f"/search{behind}", entries)


def entry(hit: Hit) -> atom.Entry:
    day = hit.added or hit.date
    at = datetime.combine(day, time(), UTC) if day else atom.LONG_AGO
    by, snippet = hit.facets.get("publisher", []), hit.snippet.striptags()
    own = f"{hit.url}#{hit.slug}" if hit.kind == "lesson" else hit.url  # lessons share the page of their course
    return atom.Entry(hit.url, hit.title, snippet, hit.language, by, at, own)


def description() -> bytes:
    """How to search here, as browsers and other search pages read it."""
    root = ET.Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    add(root, "ShortName", settings().site_name[:16])
    add(root, "LongName", settings().site_name[:48])
    add(root, "Description", _("Search initiatives, organisations, the library, courses, events and help."))
    words = "?q={searchTerms}"
    for form, address in (
        ("text/html", absolute(f"/search{words}&page={{startPage?}}")),
        ("application/atom+xml", absolute(f"/search.atom{words}")),
        ("application/json", bare(f"/api/v1/search{words}&lang={current()}")),
        ("application/x-suggestions+json", absolute(f"/search/suggestions.json{words}")),
    ):
        ET.SubElement(root, "Url", {"type": form, "template": address})
    add(root, "Image", bare("/static/img/favicon.png")).attrib.update(width="32", height="32", type="image/png")
    add(root, "Language", current())
    add(root, "InputEncoding", "UTF-8")
    add(root, "OutputEncoding", "UTF-8")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text
    return child
