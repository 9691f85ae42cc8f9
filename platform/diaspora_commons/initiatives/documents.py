"""What search may find: published initiatives of organisations that are not hidden."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.prose import plain
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.organisations.profile import names_it
from diaspora_commons.search.documents import Document, Ids, findable

from .models import Initiative
from .rules import public

FACETS = ("country", "heritage", "sector", "sdg", "gcm")


@findable("initiative")
def documents(ids: Ids) -> Iterator[Document]:
    """The documents of these initiatives, or of all, as far as the public may see them."""
    rows = select(Initiative).where(public()).options(selectinload(Initiative.partners)).order_by(Initiative.id)
    if ids is not None:
        rows = rows.where(Initiative.id.in_(ids))
    for initiative in db.scalars(rows):
        yield document(initiative)


def document(initiative: Initiative) -> Document:
    names = [initiative.organisation.name, initiative.organisation.acronym or ""]
    names += [partner.name for partner in initiative.partners if partner.is_published]
    texts = (initiative.story, initiative.needs, initiative.offers, initiative.results)
    facets = {facet: initiative.tagged(facet) for facet in FACETS}
    facets["publisher"] = [initiative.organisation.name]
    published = initiative.published_at.date() if initiative.published_at else None
    return Document(
        kind="initiative",
        id=initiative.id,
        slug=initiative.slug,
        language=initiative.language,
        title=initiative.title,
        summary=initiative.summary,
        body=" ".join(plain(text) for text in texts if text),
        url=f"/initiatives/{initiative.slug}",
        facets={name: values for name, values in facets.items() if values},
        date=published,
        added=published,
        labels=" ".join(filter(None, names)),
    )


def naming(organisation_id: int) -> Iterator[str]:
    """The keys of what shows the name of this organisation, or is hidden with it."""
    led = Initiative.organisation_id == organisation_id
    joined = Initiative.partners.any(Organisation.id == organisation_id)
    for id in db.scalars(select(Initiative.id).where(led | joined)):
        yield f"initiative:{id}"


names_it.append(naming)
