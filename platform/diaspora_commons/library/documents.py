"""What search may find of the library."""

import datetime
from collections.abc import Iterable, Sequence

from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.organisations.profile import names_it
from diaspora_commons.search.documents import Document, findable

from . import queries
from .models import Resource


@findable("resource")
def resource_documents(ids: Sequence[int] | None) -> Iterable[Document]:
    """Every work, as search sees it."""
    return map(document, queries.documents(VISITOR, ids))


def document(resource: Resource) -> Document:
    published_by = [p.name for p in resource.shown_publishers]
    names = [name for p in resource.shown_publishers for name in (p.name, p.acronym) if name]
    return Document(
        kind="resource",
        id=resource.id,
        slug=resource.slug,
        language=resource.abstract_language,
        title=resource.title,
        summary=resource.abstract,
        body="",
        url=f"/library/{resource.slug}",
        facets={
            "type": [resource.kind],
            "topic": resource.tagged("topic"),
            "about": resource.tagged("about"),
            "sdg": resource.tagged("sdg"),
            "language": resource.tagged("language") or [resource.abstract_language],
            "publisher": published_by,
        },
        date=datetime.date(resource.year, 1, 1) if resource.year else None,
        added=resource.added_at.date(),
        labels=" · ".join([*resource.authors, *names]),
    )


def naming(organisation_id: int) -> Iterable[str]:
    """The keys of what is found by the name of this organisation."""
    return (f"resource:{id}" for id in queries.naming(organisation_id))


names_it.append(naming)
