"""What was found, as the page shows it: addresses, labels, choices, and what to do when there is nothing."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from diaspora_commons.kernel import languages, vocabulary
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.languages import _, lazy, ngettext, pgettext
from diaspora_commons.kernel.listing import Facet, Listing, Option, chooser, query, value_label

from .finding import Found, Hit
from .query import Query

KINDS = {
    "initiative": lazy("Initiatives"),
    "organisation": lazy("Organisations"),
    "resource": lazy("Library"),
    "course": lazy("Courses"),
    "lesson": lazy("Lessons"),
    "event": lazy("Events"),
    "help": lazy("Help"),
}
TITLES = {
    "kind": lazy("What it is"),
    "type": lazy("Type"),
    "topic": lazy("Topic"),
    "sector": lazy("Sector"),
    "about": lazy("Country"),
    "country": lazy("Country of implementation"),
    "heritage": lazy("Country of heritage"),
    "residence": lazy("Country of residence"),
    "language": lazy("Language"),
    "sdg": lazy("Sustainable Development Goal"),
    "gcm": lazy("Global Compact objective"),
    "year": lazy("Year"),
    "publisher": lazy("Published by"),
    "format": lazy("Format"),
}
SORTS = {"relevance": lazy("Best match"), "newest": lazy("Newest"), "deadline": lazy("Next deadline")}


@dataclass(frozen=True)
class Line:
    """A hit with its address; the title and the snippet are safe HTML."""

    kind: str
    title: Markup
    url: str
    snippet: Markup
    language: str
    date: datetime.date | None
    deadline: datetime.date | None


@dataclass(frozen=True)
class WayOut:
    """From an empty result: without what was chosen in one facet."""

    label: Any
    count: int
    href: str


@dataclass
class Results(Listing):
    """One page of a search: a list like any other, and what a search alone has to say."""

    query: Query = field(kw_only=True)
    is_simple: bool = field(kw_only=True)
    did_you_mean: tuple[str, str] | None = field(kw_only=True)
    """The search that was probably meant, and its address."""
    ways_out: list[WayOut] = field(kw_only=True)
    feed: str = field(kw_only=True)
    """What stands behind the question mark of its feed, the mark included."""


def results(found: Found) -> Results:
    """What was found, with an address for every choice."""
    chosen = {name: list(values) for name, values in found.query.chosen.items()}
    rest = {
        "q": [found.query.typed] if found.query.typed else [],
        "sort": [found.sort] if found.sort in OTHER_SORTS else [],
    }
    args = {name: values for name, values in {**rest, **chosen}.items() if values}
    facets = [facet(name, found.counts.get(name, {}), args) for name in TITLES]
    better = found.did_you_mean
    return Results(
        items=[line(hit) for hit in found.hits],
        total=found.total,
        page=found.page,
        facets=[it for it in facets if len(it.options) > 1 or it.name in chosen],
        args=args,
        sorts=[
            Option(name, said, 0, query({**args, "sort": [name]}), name == found.sort) for name, said in SORTS.items()
        ],
        per_page=found.per_page,
        clear_href=query({name: values for name, values in args.items() if name not in chosen}),
        query=found.query,
        is_simple=found.is_simple,
        did_you_mean=(better, query({**args, "q": [better]})) if better else None,
        feed=query(without(args, "sort")),
        ways_out=[way_out(name, many, args) for name, many in found.dropped.items()],
    )


MOST_OPTIONS = 24
"""A page is light: who wants a rarer value types it, or narrows something else first."""
OTHER_SORTS = [name for name in SORTS if name != "relevance"]


def facet(name: str, counts: Mapping[str, int], args: dict[str, list[str]]) -> Facet:
    """The values of a facet, chosen ones first, then the most frequent; years from the newest."""
    chosen, language = args.get(name, []), languages.current()
    values = {**dict.fromkeys(chosen, 0), **counts}
    ordered = sorted(values, key=lambda value: told(name, value, language)[1])
    if name == "year":
        ordered.sort(reverse=True)
    else:
        ordered.sort(key=lambda value: -values[value])
    ordered.sort(key=lambda value: value not in chosen)
    href = chooser(args, name)
    options = [
        Option(value, told(name, value, language)[0], values[value], href(value), value in chosen)
        for value in ordered[:MOST_OPTIONS]
    ]
    return Facet(name, TITLES[name], options)


def way_out(facet: str, count: int, args: dict[str, list[str]]) -> WayOut:
    said = pgettext("between the things of a list", ", ").join(label(facet, value) for value in args[facet])
    return WayOut(said, count, query(without(args, facet)))


def without(args: dict[str, list[str]], facet: str) -> dict[str, list[str]]:
    return {name: values for name, values in args.items() if name != facet}


def line(hit: Hit) -> Line:
    due = hit.deadline if hit.deadline and hit.deadline >= today() else None
    return Line(hit.kind, hit.marked_title, local(hit.url), hit.snippet, hit.language, hit.date, due)


def local(url: str) -> str:
    """An address of ours under the reader's language."""
    return f"/{languages.current()}{url}" if url.startswith("/") else url


@lru_cache(8192)
def told(facet: str, value: str, language: str) -> tuple[str, str]:
    """The label in a language, which is the one that is being spoken, and by what it stands in a list."""
    said = label(facet, value)
    return said, vocabulary.sort_key(said)


def label(facet: str, value: str) -> str:
    """What a reader calls a value of a facet."""
    if facet == "kind":
        return str(KINDS.get(value, value))
    if facet == "format":
        return vocabulary.label("event_modes", value)
    if facet == "type":
        name = "resource_kinds" if value in vocabulary.terms("resource_kinds") else "organisation_kinds"
        return vocabulary.label(name, value)
    if facet == "language" and not (value.isalpha() and len(value) in (2, 3)):
        return value
    try:
        return value_label(facet, value)
    except (LookupError, ValueError):
        return value


def summary(results: Results) -> str:
    """One sentence that says what was found, for the heading and for screen readers."""
    if results.query.is_empty:
        return _("Search initiatives, organisations, the library, courses, events and help.")
    return ngettext("%(num)s result", "%(num)s results", results.total)
