"""What search may find: the published ones."""

from collections.abc import Iterator

from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.prose import plain
from diaspora_commons.search.documents import Document, Ids, findable

from .models import Organisation
from .rules import public


@findable("organisation")
def documents(ids: Ids) -> Iterator[Document]:
    """The documents of these organisations, or of all, as far as everybody may see them."""
    rows = select(Organisation).where(public()).order_by(Organisation.id)
    if ids is not None:
        rows = rows.where(Organisation.id.in_(ids))
    for organisation in db.scalars(rows):
        yield document(organisation)


def document(organisation: Organisation) -> Document:
    return Document(
        kind="organisation",
        id=organisation.id,
        slug=organisation.slug,
        language=organisation.description_language,
        title=organisation.title,
        summary=plain(organisation.description),
        body="\n\n".join(filter(None, (organisation.offering, organisation.looking_for))),
        url=f"/organisations/{organisation.slug}",
        facets={
            "type": [organisation.kind],
            "sector": organisation.tagged("sector"),
            "heritage": organisation.tagged("heritage"),
            "country": organisation.tagged("active"),
            "residence": [organisation.country] if organisation.country else [],
            "language": organisation.tagged("language") or [organisation.description_language],
        },
        added=organisation.created_at.date(),
        labels=organisation.city or "",
    )
