"""What search may find of the calendar."""

from collections.abc import Iterable, Sequence

from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.organisations.profile import names_it
from diaspora_commons.search.documents import Document, findable

from . import queries
from .models import Event


@findable("event")
def event_documents(ids: Sequence[int] | None) -> Iterable[Document]:
    """Every event, as search sees it."""
    return map(document, queries.documents(VISITOR, ids))


def document(event: Event) -> Document:
    names = [name for o in event.shown_organisers for name in (o.name, o.acronym) if name]
    return Document(
        kind="event",
        id=event.id,
        slug=event.slug,
        language=event.description_language,
        title=event.title,
        summary=event.description,
        body="",
        url=f"/events/{event.slug}",
        facets={
            "country": [event.country] if event.country else [],
            "format": [event.mode] if event.mode else [],
            "publisher": [o.name for o in event.shown_organisers],
        },
        date=event.starts,
        added=event.added_at.date(),
        labels=" · ".join([*filter(None, [event.city]), *names]),
    )


def naming(organisation_id: int) -> Iterable[str]:
    """The keys of what is found by the name of this organisation."""
    return (f"event:{id}" for id in queries.naming(organisation_id))


names_it.append(naming)
