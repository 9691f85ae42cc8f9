"""What was found, as the page shows it: addresses, labels, choices, and what to do when there is nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from diaspora_commons.kernel import languages, vocabulary
from diaspora_commons.kernel.languages import _, lazy
from diaspora_commons.kernel.listing import value_label

from .finding import Found, Hit

KINDS = {
    "initiative": lazy("Initiatives"),
    "organisation": lazy("Organisations"),
    "resource": lazy("Library"),
    "course": lazy("Courses"),
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
}
SORTS = {"relevance": lazy("Best match"), "newest": lazy("Newest")}
Args = dict[str, list[str]]


@dataclass(frozen=True)
class Option:
    """A value of a facet; following `href` chooses it, or takes it away when it is chosen."""

    value: str
    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: Any
    options: list[Option]


@dataclass(frozen=True)
class Line:
    """A hit with its address; the title and the snippet are safe HTML."""

    kind: str
    title: Markup
    url: str
    snippet: Markup
    language: str
    date: date | None


@dataclass(frozen=True)
class Escape:
    """A way out of an empty result: without what was chosen in one facet."""

    label: Any
    count: int
    href: str


class Results:
    """One page of a search. `address` makes an address of a query; `chosen` and `sort` are what the address said."""

    def __init__(self, found: Found, address: Any) -> None:
        self.found = found
        self.address = address
        self.query = found.query
        self.total, self.page, self.pages = found.total, found.page, found.pages
        self.hits = [line(hit) for hit in found.hits]
        self.args: Args = {name: list(values) for name, values in found.query.chosen.items()}
        self.facets = [facet for name in TITLES if len((facet := self.facet(name)).options) > self.least(name)]
        self.chosen = [option for facet in self.facets for option in facet.options if option.chosen]

    def least(self, facet: str) -> int:
        """A facet with one value only is no choice, unless that value is chosen."""
        return 0 if facet in self.args else 1

    def facet(self, name: str) -> Facet:
        counts = self.found.counts.get(name, {})
        values = {**dict.fromkeys(self.args.get(name, []), 0), **counts}
        options = [
            Option(value, label(name, value), count, self.href(toggled(self.args, name, value)), value in self.args.get(name, []))
            for value, count in values.items()
        ]
        newest_first = name == "year"
        options.sort(key=lambda o: (not o.chosen, o.value if not newest_first else "", vocabulary.sort_key(o.label)))
        if newest_first:
            options.sort(key=lambda o: (not o.chosen, -int(o.value) if o.value.isdecimal() else 0))
        else:
            options.sort(key=lambda o: (not o.chosen, -o.count))
        return Facet(name, TITLES[name], options)

    def href(self, args: Mapping[str, Sequence[str]], **more: object) -> str:
        """The address of this search with other choices."""
        sort = self.found.sort if self.found.sort != "relevance" else None
        given = {"q": self.words or None, "sort": sort, **{name: list(values) for name, values in args.items()}, **more}
        return str(self.address(**{name: value for name, value in given.items() if value}))

    @property
    def words(self) -> str:
        """What was typed, without the facets in it: those are in the address."""
        return self.query.typed

    def at(self, page: int) -> str:
        return self.href(self.args, page=page if page > 1 else None)

    @property
    def clear_href(self) -> str:
        return self.href({})

    @property
    def sorts(self) -> list[Option]:
        """The orders, each with its address."""
        chosen = self.found.sort
        return [
            Option(name, str(said), 0, self.href(self.args, sort=name if name != "relevance" else None), name == chosen)
            for name, said in SORTS.items()
        ]

    @property
    def did_you_mean(self) -> tuple[str, str] | None:
        """The search that was probably meant, and its address."""
        better = self.found.did_you_mean
        return (better, self.href(self.args, q=better)) if better else None

    @property
    def escapes(self) -> list[Escape]:
        """For an empty result: each facet whose choices could go, and what there would be then."""
        return [
            Escape(TITLES[name], count, self.href({other: values for other, values in self.args.items() if other != name}))
            for name, count in self.found.dropped.items()
        ]


def line(hit: Hit) -> Line:
    return Line(hit.kind, hit.marked_title, local(hit.url), hit.snippet, hit.language, hit.date)


def local(url: str) -> str:
    """An address of ours under the reader's language."""
    return f"/{languages.current()}{url}" if url.startswith("/") else url


def label(facet: str, value: str) -> str:
    """What a reader calls a value of a facet."""
    if facet == "kind":
        return str(KINDS.get(value, value))
    if facet == "type":
        name = "resource_kinds" if value in vocabulary.terms("resource_kinds") else "organisation_kinds"
        return vocabulary.label(name, value)
    if facet == "language" and not (value.isalpha() and len(value) in (2, 3)):
        return value
    try:
        return value_label(facet, value)
    except (LookupError, ValueError):
        return value


def toggled(args: Args, facet: str, value: str) -> Args:
    """The choices with a value added, or taken away."""
    values = args.get(facet, [])
    values = [v for v in values if v != value] if value in values else [*values, value]
    rest = {name: kept for name, kept in args.items() if name != facet}
    return {**rest, facet: values} if values else rest


def summary(results: Results) -> str:
    """One sentence that says what was found, for the heading and for screen readers."""
    if results.query.is_empty:
        return _("Search initiatives, organisations, the library, courses, events and help.")
    return languages.ngettext("%(num)s result", "%(num)s results", results.total)
