"""What search may find. A room that wants to be found gives a function from ids to documents."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Document:
    """One public thing as search sees it.

    `id` is the key of its row, `slug` its public name. `url` has no language in front: `/initiatives/seeds`.
    `facets` holds ids of the vocabularies: `{"country": ["SN"], "topic": ["remittances"]}`.
    `labels` is further text that leads here without being shown, such as the names of partners.
    `same` names what is said, where it is said in several languages at one address: a search shows one of them.
    `date` is that of the thing itself; `deadline` the last day on which one can still answer it; `added` when it came
    to be here, for feeds.
    """

    kind: str
    id: int
    slug: str
    language: str
    title: str
    summary: str
    body: str
    url: str
    facets: dict[str, list[str]] = field(default_factory=dict)
    date: datetime.date | None = None
    labels: str = ""
    same: str = ""
    deadline: datetime.date | None = None
    added: datetime.date | None = None

    @property
    def key(self) -> str:
        """The name in the outbox: the row, whatever its public name becomes."""
        return f"{self.kind}:{self.id}"

    @property
    def public_id(self) -> str:
        """The name shown to people and programs."""
        return f"{self.kind}:{self.slug}"


Ids = Sequence[int] | None
Source = Callable[[Ids], Iterable[Document]]
sources: dict[str, Source] = {}
"""Kind → its source. Given ids, it answers those that the public may see; given None, all of them."""


def findable(kind: str) -> Callable[[Source], Source]:
    """Register the decorated function as the source of this kind's documents."""

    def keep(source: Source) -> Source:
        sources[kind] = source
        return source

    return keep


def all_documents() -> Iterator[Document]:
    """Everything the public may see, kind by kind."""
    for kind in sorted(sources):
        yield from sources[kind](None)


def documents_of(keys: Iterable[str]) -> list[Document]:
    """Those of the keys that the public may see now; a key of no known kind is nobody's."""
    wanted: dict[str, list[int]] = {}
    for key in keys:
        kind, _, number = key.partition(":")
        if kind in sources and number.isdecimal():
            wanted.setdefault(kind, []).append(int(number))
    return [document for kind, ids in wanted.items() for document in sources[kind](ids)]
