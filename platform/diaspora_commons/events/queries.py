"""Reading the calendar, always through what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import selectinload

from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.listing import Args, Catalogue, Listing
from diaspora_commons.kernel.permissions import Actor
from diaspora_commons.organisations.models import Organisation

from .models import Event, organisers
from .rules import visible_to

CATALOGUE = Catalogue(
    model=Event,
    facets=("year", "country", "mode"),
    columns={"year": Event.year, "country": Event.country, "mode": Event.mode},
    orders={"newest": (lazy("Newest"), [Event.starts.desc(), Event.id.desc()])},
    options=[selectinload(Event.organisers)],
    titles={"country": lazy("Country")},
)


BY_SLUG = select(Event).where(Event.slug == bindparam("slug"))
ORGANISED_BY = select(organisers.c.event_id).where(organisers.c.organisation_id == bindparam("organisation"))
"""Made once, since every profile asks; most organised nothing."""


@dataclass(frozen=True)
class Calendar:
    """What is to come, and a page of what was."""

    upcoming: Sequence[Event]
    past: Listing

    @property
    def years(self) -> list[tuple[int, list[Event]]]:
        """The past of this page by year, the last first."""
        years = sorted({event.year for event in self.past.items}, reverse=True)
        return [(year, [event for event in self.past.items if event.year == year]) for year in years]


def calendar(actor: Actor, args: Args) -> Calendar:
    """The past, narrowed as the query string asks; what is to come stands above it, narrowed in the same way."""
    past = CATALOGUE.listing(visible_to(actor) & (Event.ends < today()), args)
    chosen = [CATALOGUE.holds(name, values) for name, values in past.args.items() if name in CATALOGUE.facets]
    return Calendar(coming(actor, *chosen), past)


def coming(actor: Actor, *narrowed: object, most: int = 100) -> Sequence[Event]:
    """What is on or still to come, the nearest first."""
    rows = select(Event).where(visible_to(actor), Event.ends >= today(), *narrowed)  # type: ignore[arg-type]
    return db.scalars(rows.order_by(Event.starts, Event.id).limit(most).options(*CATALOGUE.options)).all()


def of_organisation(actor: Actor, organisation: Organisation, most: int = 6) -> Sequence[Event]:
    """What it organises or organised, the last first."""
    ids = db.scalars(ORGANISED_BY, {"organisation": organisation.id}).all()
    if not ids:
        return []
    rows = select(Event).where(visible_to(actor), Event.id.in_(ids))
    return db.scalars(rows.order_by(Event.starts.desc(), Event.id).limit(most).options(*CATALOGUE.options)).all()


def latest(actor: Actor, most: int) -> Sequence[Event]:
    """What was last."""
    rows = select(Event).where(visible_to(actor), Event.ends < today()).order_by(Event.starts.desc(), Event.id.desc())
    return db.scalars(rows.limit(most).options(*CATALOGUE.options)).all()


def one(actor: Actor, slug: str) -> Event:
    """The event at this address."""
    found = db.scalar(BY_SLUG.where(visible_to(actor)), {"slug": slug})
    if found is None:
        raise NotHere
    return found


def everything(actor: Actor) -> Sequence[Event]:
    """The whole calendar, the last first."""
    return documents(actor, None)


def newly_known(actor: Actor, most: int) -> Sequence[Event]:
    """What was added last."""
    rows = select(Event).where(visible_to(actor)).order_by(Event.added_at.desc(), Event.starts.desc(), Event.id)
    return db.scalars(rows.limit(most).options(*CATALOGUE.options)).all()


def documents(actor: Actor, ids: Sequence[int] | None) -> Sequence[Event]:
    """What search may find: these, or with None all."""
    rows = select(Event).where(visible_to(actor)).options(*CATALOGUE.options).order_by(Event.starts.desc(), Event.id)
    return db.scalars(rows if ids is None else rows.where(Event.id.in_(ids))).all()


def naming(organisation_id: int) -> Sequence[int]:
    """The ids of what names this organisation."""
    return db.scalars(select(Event.id).where(Event.organisers.any(Organisation.id == organisation_id))).all()
