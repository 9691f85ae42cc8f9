"""Reading the library, always through what the actor may see."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import selectinload

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.listing import Args, Catalogue, Listing
from diaspora_commons.kernel.permissions import Actor
from diaspora_commons.organisations.models import Organisation

from .models import Resource, ResourceTag, publishers
from .rules import visible_to

CATALOGUE = Catalogue(
    model=Resource,
    facets=("kind", "topic", "about", "language", "sdg", "year"),
    columns={"kind": Resource.kind, "year": Resource.year},
    orders={
        "newest": (lazy("Newest"), [Resource.year.desc().nulls_last(), Resource.title, Resource.id]),
        "title": (lazy("Title"), [Resource.title, Resource.id]),
    },
    kinds="resource_kinds",
    options=[selectinload(Resource.publishers)],
)
SAME_COUNTRY, SAME_TOPIC = 3, 2
"""How much a shared country and a shared topic make two works alike: a country is the rarer of the two."""


def alike() -> Select[Resource]:
    """The other works by what they share with one, whose countries and topics are to be given."""
    shared = or_(
        and_(ResourceTag.facet == "about", ResourceTag.value.in_(bindparam("countries", expanding=True))),
        and_(ResourceTag.facet == "topic", ResourceTag.value.in_(bindparam("topics", expanding=True))),
    )
    likeness = func.sum(case((ResourceTag.facet == "about", SAME_COUNTRY), else_=SAME_TOPIC))
    others = select(ResourceTag.item_id, likeness.label("likeness")).where(shared)
    ranked = others.where(ResourceTag.item_id != bindparam("itself")).group_by(ResourceTag.item_id).subquery()
    rows = select(Resource).join(ranked, ranked.c.item_id == Resource.id)
    nearest = rows.order_by(ranked.c.likeness.desc(), Resource.year.desc().nulls_last(), Resource.id)
    return nearest.options(selectinload(Resource.publishers))


# Questions that stand on every page of a kind are made once: making one takes longer than answering it.
BY_SLUG = select(Resource).where(Resource.slug == bindparam("slug"))
NEAREST = alike()
PUBLISHED_BY = select(publishers.c.resource_id).where(publishers.c.organisation_id == bindparam("organisation"))
"""Every profile asks; most have published nothing."""


def listing(actor: Actor, args: Args) -> Listing:
    """The list, narrowed as the query string asks."""
    return CATALOGUE.listing(visible_to(actor), args)


def one(actor: Actor, slug: str) -> Resource:
    """The work at this address."""
    found = db.scalar(BY_SLUG.where(visible_to(actor)), {"slug": slug})
    if found is None:
        raise NotHere
    return found


def related(actor: Actor, resource: Resource, most: int = 4) -> Sequence[Resource]:
    """Works on the same countries and topics, those that share most first."""
    countries, topics = resource.tagged("about"), resource.tagged("topic")
    if not countries and not topics:
        return []
    asked = {"itself": resource.id, "countries": countries, "topics": topics}
    return db.scalars(NEAREST.where(visible_to(actor)).limit(most), asked).all()


def picks(actor: Actor, language: str, most: int) -> Sequence[Resource]:
    """What was published last, works in the reader's language first."""
    in_it = Resource.tags.any(and_(ResourceTag.facet == "language", ResourceTag.value == language))
    rows = select(Resource).where(visible_to(actor), Resource.is_title_as_published)
    newest = rows.order_by(in_it.desc(), Resource.year.desc().nulls_last(), Resource.id.desc())
    return db.scalars(newest.limit(most).options(selectinload(Resource.publishers))).all()


def of_organisation(actor: Actor, organisation: Organisation, most: int = 6) -> Sequence[Resource]:
    """What it has published, the newest first."""
    ids = db.scalars(PUBLISHED_BY, {"organisation": organisation.id}).all()
    if not ids:
        return []
    rows = select(Resource).where(visible_to(actor), Resource.id.in_(ids))
    newest = rows.order_by(Resource.year.desc().nulls_last(), Resource.title, Resource.id).limit(most)
    return db.scalars(newest.options(selectinload(Resource.publishers))).all()


def latest(actor: Actor, most: int) -> Sequence[Resource]:
    """What was added last."""
    rows = select(Resource).where(visible_to(actor)).order_by(Resource.added_at.desc(), Resource.id.desc())
    return db.scalars(rows.limit(most).options(selectinload(Resource.publishers))).all()


def count(actor: Actor) -> int:
    return db.scalar(select(func.count()).select_from(Resource).where(visible_to(actor))) or 0


def documents(actor: Actor, ids: Sequence[int] | None) -> Sequence[Resource]:
    """What search may find: these, or with None all."""
    rows = select(Resource).where(visible_to(actor)).options(selectinload(Resource.publishers))
    return db.scalars(rows if ids is None else rows.where(Resource.id.in_(ids))).all()


def naming(organisation_id: int) -> Sequence[int]:
    """The ids of what names this organisation."""
    return db.scalars(PUBLISHED_BY, {"organisation": organisation_id}).all()
