"""What a thing is about: sectors, countries, goals, languages. One small table per kind of thing, all of one shape."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ForeignKey, Select, bindparam, event, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session

from .database import Short

Values = dict[str, list[str]]


class TagMixin:
    """A row says: this item carries this value in this facet. `__owner__` names the item's table."""

    __owner__ = ""

    @declared_attr
    def item_id(cls) -> Mapped[int]:  # noqa: N805
        return mapped_column(ForeignKey(f"{cls.__owner__}.id", ondelete="CASCADE"), primary_key=True)

    facet: Mapped[str] = mapped_column(Short, primary_key=True, index=True)
    value: Mapped[str] = mapped_column(Short, primary_key=True)

    def __init__(self, facet: str, value: str) -> None:
        self.facet, self.value = facet, value


class Tagged:
    """Questions and changes for a row that has `tags`."""

    tags: Mapped[list[Any]]
    Tag: type[Any]

    def tagged(self, facet: str) -> list[str]:
        """The values of one facet, in a steady order: numbers as numbers."""
        return sorted(self.values().get(facet, ()), key=lambda v: v.zfill(4) if v.isdigit() else v)

    def values(self) -> Values:
        """The values by facet. For reading, tags are no objects: they are looked up as they are needed, for all rows
        of the kind that are at hand in one go."""
        mine = self.__dict__
        session = object_session(self)
        if "tags" in mine or session is None:  # being changed, or not in the database
            return by_facet((tag.facet, tag.value) for tag in self.tags)
        if KEPT not in mine:
            look_up(session, type(self), self)
        found: Values = mine.get(KEPT, {})
        return found

    def tag(self, facet: str, values: Iterable[object]) -> None:
        """Let the facet have just these values."""
        wanted = {str(v) for v in values}
        for old in [t for t in self.tags if t.facet == facet]:
            if old.value in wanted:
                wanted.discard(old.value)
            else:
                self.tags.remove(old)
        self.tags.extend(self.Tag(facet, value) for value in sorted(wanted))


KEPT = "_tags_read"
AT_ONCE = 400


def look_up(session: Session, kind: type[Any], needed: Any) -> None:
    """Read the tags of a row, and of all others of its kind that the session holds and nobody has asked yet."""
    held = [row for row in session.identity_map.values() if type(row) is kind and KEPT not in row.__dict__]
    rows: dict[int, Any] = {needed.id: needed} | {row.__dict__["id"]: row for row in held if "id" in row.__dict__}
    found: dict[int, Values] = {id: {} for id in rows}
    wanted = list(rows)
    for start in range(0, len(wanted), AT_ONCE):
        ids = wanted[start : start + AT_ONCE]
        for id, facet, value in session.execute(query(kind.Tag), {"ids": ids}):
            found[id].setdefault(facet, []).append(value)
    for id, row in rows.items():
        row.__dict__[KEPT] = found[id]


@cache
def query(tag: type[Any]) -> Select[Any]:
    columns = tag.__table__.c
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    return select(columns.item_id, columns.facet, columns.value).where(columns.item_id.in_(ids))


def by_facet(pairs: Iterable[tuple[str, str]]) -> Values:
    found: Values = {}
    for facet, value in pairs:
        found.setdefault(facet, []).append(value)
    return found


@event.listens_for(Tagged, "expire", propagate=True)
@event.listens_for(Tagged, "refresh", propagate=True)
def forget(row: Tagged | None, *_: Any) -> None:
    """What the database is asked again about a row, it is asked about its tags too."""
    if row is not None:  # nobody holds it any more
        row.__dict__.pop(KEPT, None)
