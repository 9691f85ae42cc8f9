"""What a thing is about: sectors, countries, goals, languages. One small table per kind of thing, all of one shape."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from .database import Short


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
        return sorted((t.value for t in self.tags if t.facet == facet), key=lambda v: v.zfill(4) if v.isdigit() else v)

    def tag(self, facet: str, values: Iterable[object]) -> None:
        """Let the facet have just these values."""
        wanted = {str(v) for v in values}
        for old in [t for t in self.tags if t.facet == facet]:
            if old.value in wanted:
                wanted.discard(old.value)
            else:
                self.tags.remove(old)
        self.tags.extend(self.Tag(facet, value) for value in sorted(wanted))
