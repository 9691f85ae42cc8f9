"""Lists that can be narrowed: facets with counts, pages, and an address for every choice.

Within a facet the chosen values widen (or), between facets they narrow (and). A facet's counts leave its own
choices out, so that each number says how many there would be.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased
from werkzeug.datastructures import MultiDict

from . import languages, vocabulary
from .database import db
from .languages import lazy

PER_PAGE = 20
Queried = dict[str, list[str]]
Args = MultiDict[str, str]
"""What a query string asks for; so that a room's queries need not know the web."""

TITLES = {
    "sector": lazy("Sector"),
    "topic": lazy("Topic"),
    "kind": lazy("Kind"),
    "sdg": lazy("Sustainable Development Goal"),
    "gcm": lazy("Global Compact objective"),
    "country": lazy("Country of implementation"),
    "about": lazy("Country"),
    "active": lazy("Country of implementation"),
    "heritage": lazy("Country of heritage"),
    "residence": lazy("Country of residence"),
    "language": lazy("Language"),
    "level": lazy("Level"),
    "mode": lazy("Format"),
    "year": lazy("Year"),
    "activity": lazy("Activity"),
}
VOCABULARIES = {
    "sector": "sectors",
    "topic": "topics",
    "sdg": "sdgs",
    "gcm": "gcm_objectives",
    "level": "levels",
    "mode": "event_modes",
    "activity": "activities",
}
COUNTRIES = {"country", "heritage", "residence", "about", "active"}


def value_label(facet: str, value: str, kinds: str = "") -> str:
    """What a reader calls a value of a facet."""
    if facet in COUNTRIES:
        return vocabulary.country(value)
    if facet == "language":
        return vocabulary.language_name(value)
    name = kinds if facet == "kind" else VOCABULARIES.get(facet)
    return vocabulary.label(name, value) if name else value


@lru_cache(8192)
def told(facet: str, value: str, kinds: str, language: str) -> tuple[str, str]:
    """The same in a language, which is the one that is being spoken, and by what it stands in a list."""
    label = value_label(facet, value, kinds)
    return label, vocabulary.sort_key(label)


quoted = lru_cache(8192)(quote_plus)


@dataclass(frozen=True)
class Option:
    """One value of a facet, or one order, as the page shows it."""

    value: str
    label: Any
    count: int
    href: str
    """The query that chooses it, or takes it away when it is chosen."""
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: Any
    options: list[Option]


@dataclass
class Listing:
    """One page of a list, its facets and its sum."""

    items: Sequence[Any]
    total: int
    page: int
    facets: list[Facet] = field(default_factory=list)
    args: Queried = field(default_factory=dict)
    sorts: list[Option] = field(default_factory=list)
    per_page: int = PER_PAGE
    clear_href: str = "?"

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def chosen(self) -> list[Option]:
        return [option for facet in self.facets for option in facet.options if option.chosen]

    def href(self, page: int) -> str:
        """Another page of this list."""
        return query({**self.args, **({"page": [str(page)]} if page > 1 else {})})


def page_asked(args: Args, total: int, per_page: int = PER_PAGE) -> int:
    """The number of the page that is asked for, as far as there is one."""
    number = args.get("page", "1")
    last = max(1, -(-total // per_page))
    return min(max(1, int(number)), last) if number.isdecimal() and len(number) < 7 else 1


def query(args: Queried) -> str:
    """An address on the same page: only what stands after its question mark."""
    return f"?{urlencode(args, doseq=True)}"


@dataclass(frozen=True)
class Catalogue:
    """How one kind of thing is listed: its model, its facets (tags and columns) and its orders."""

    model: Any
    facets: tuple[str, ...]
    columns: dict[str, Any] = field(default_factory=dict)
    """Facets that are a column of the model instead of a tag."""
    orders: dict[str, tuple[Any, Sequence[Any]]] = field(default_factory=dict)
    """name → (label, order-by), the first is the default."""
    kinds: str = ""
    options: Sequence[Any] = ()
    """Loader options of the page's rows."""
    titles: dict[str, Any] = field(default_factory=dict)
    """What this list calls a facet, where it is not what others call it."""

    def listing(self, visible: ColumnElement[bool], args: Args) -> Listing:
        """The page that the query string asks for; what it does not know it leaves out."""
        chosen = {
            f: list(dict.fromkeys(v for v in args.getlist(f) if v and len(v) <= 60 and v.isprintable()))[:20]
            for f in self.facets
            if args.getlist(f)
        }
        sort = args.get("sort", "")
        sort = sort if sort in self.orders else next(iter(self.orders))
        wanted = and_(visible, *(self.holds(f, values) for f, values in chosen.items()))
        total = db.scalar(select(func.count()).select_from(self.model).where(wanted)) or 0
        page = page_asked(args, total)
        rows: Select[Any] = select(self.model).where(wanted).order_by(*self.orders[sort][1]).options(*self.options)
        items = db.scalars(rows.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).unique().all()
        kept: Queried = chosen if sort == next(iter(self.orders)) else {**chosen, "sort": [sort]}
        sorts = [
            Option(name, label, total, query({**chosen, "sort": [name]}), name == sort)
            for name, (label, _) in self.orders.items()
        ]
        return Listing(items, total, page, self.count(visible, chosen, kept), kept, sorts)

    def holds(self, facet: str, values: Iterable[str]) -> ColumnElement[bool]:
        """The item has one of these values."""
        column = self.columns.get(facet)
        if column is not None:
            found: ColumnElement[bool] = column.in_(self.typed(column, values))
            return found
        tag = aliased(self.model.Tag)
        return exists().where(tag.item_id == self.model.id, tag.facet == facet, tag.value.in_(list(values)))

    @staticmethod
    def typed(column: Any, values: Iterable[str]) -> list[Any]:
        return (
            [int(v) for v in values if v.isdecimal() and len(v) < 9] if column.type.python_type is int else list(values)
        )

    def count(self, visible: ColumnElement[bool], chosen: Queried, kept: Queried) -> list[Facet]:
        counts: dict[str, dict[str, int]] = {}
        plain = [f for f in self.facets if f not in chosen]
        base = and_(visible, *(self.holds(f, v) for f, v in chosen.items()))
        counts.update(self.tag_counts([f for f in plain if f not in self.columns], base))
        for facet in plain:
            if facet in self.columns:
                counts[facet] = self.column_counts(facet, base)
        for facet in chosen:
            others = and_(visible, *(self.holds(f, v) for f, v in chosen.items() if f != facet))
            if facet in self.columns:
                counts[facet] = self.column_counts(facet, others)
            else:
                counts.update(self.tag_counts([facet], others))
        return [
            f
            for f in (self.facet(name, counts.get(name, {}), chosen.get(name, []), kept) for name in self.facets)
            if f.options
        ]

    def tag_counts(self, facets: list[str], where: ColumnElement[bool]) -> dict[str, dict[str, int]]:
        if not facets:
            return {}
        tag = self.model.Tag
        inside = select(self.model.id).where(where)
        rows = db.execute(
            select(tag.facet, tag.value, func.count())
            .where(tag.facet.in_(facets), tag.item_id.in_(inside))
            .group_by(tag.facet, tag.value)
        )
        found: dict[str, dict[str, int]] = {}
        for facet, value, number in rows:
            found.setdefault(facet, {})[value] = number
        return found

    def column_counts(self, facet: str, where: ColumnElement[bool]) -> dict[str, int]:
        column = self.columns[facet]
        rows = db.execute(
            select(column, func.count()).select_from(self.model).where(where, column.is_not(None)).group_by(column)
        )
        return {str(value): number for value, number in rows}

    def facet(self, name: str, counts: dict[str, int], chosen: list[str], kept: dict[str, list[str]]) -> Facet:
        values = {**dict.fromkeys(chosen, 0), **counts}
        newest_first = name == "year"
        named = [(*told(name, value, self.kinds, languages.current()), value) for value in values]
        named.sort(
            key=lambda said: (
                said[2] not in chosen,
                -int(said[2]) if newest_first and said[2].isdecimal() else -values[said[2]],
                said[1],
            )
        )
        href = chooser(kept, name)
        made = [Option(v, label, values[v], href(v), v in chosen) for label, _, v in named]
        return Facet(name, self.titles.get(name, TITLES[name]), made)


def chooser(args: Queried, facet: str) -> Callable[[str], str]:
    """Gives the address with a value added, or taken away. Where nothing is chosen, only the value differs."""
    if args.get(facet):
        return lambda value: query(toggled(args, facet, value))
    rest = query({name: values for name, values in args.items() if name != facet})
    begin = f"{rest}{'&' if len(rest) > 1 else ''}{quoted(facet)}="
    return lambda value: begin + quoted(value)


def toggled(args: Queried, facet: str, value: str) -> Queried:
    """The query with the value added, or taken away."""
    values = args.get(facet, [])
    values = [v for v in values if v != value] if value in values else [*values, value]
    changed = {k: v for k, v in args.items() if k != facet}
    return {**changed, facet: values} if values else changed
