"""What the front page shows: real counts and what is newest, as a visitor may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from diaspora_commons.courses import queries as courses
from diaspora_commons.courses.models import Course
from diaspora_commons.events import queries as events
from diaspora_commons.events.models import Event
from diaspora_commons.initiatives.models import Initiative, InitiativeTag
from diaspora_commons.initiatives.rules import public
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.languages import current
from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.library import queries as library
from diaspora_commons.library.models import Resource
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.organisations.rules import public as organisations_public


@dataclass(frozen=True)
class Front:
    """The front page's content."""

    countries: dict[str, int]
    """How many initiatives are carried out in each."""
    initiatives: Sequence[Initiative]
    courses: Sequence[Course]
    works: Sequence[Resource]
    upcoming: Sequence[Event]
    past: Sequence[Event]
    """Only where nothing is to come."""
    totals: dict[str, int]


def front() -> Front:
    upcoming = events.coming(VISITOR, most=3)
    countries = initiatives_by_country()
    return Front(
        countries=countries,
        initiatives=newest_initiatives(6),
        courses=courses.closing_next(VISITOR, 3),
        works=library.picks(VISITOR, current(), 3),
        upcoming=upcoming,
        past=[] if upcoming else events.latest(VISITOR, 3),
        totals={
            "initiatives": count(Initiative, public()),
            "organisations": count(Organisation, organisations_public()),
            "resources": library.count(VISITOR),
            "courses": courses.count(VISITOR),
            "countries": len(countries),
        },
    )


def initiatives_by_country() -> dict[str, int]:
    shown = select(Initiative.id).where(public())
    rows = select(InitiativeTag.value, func.count()).where(
        InitiativeTag.facet == "country", InitiativeTag.item_id.in_(shown)
    )
    return dict(db.execute(rows.group_by(InitiativeTag.value)).all())


def newest_initiatives(most: int) -> Sequence[Initiative]:
    rows = select(Initiative).where(public()).order_by(Initiative.published_at.desc(), Initiative.id.desc())
    return db.scalars(rows.limit(most)).unique().all()


def count(model: type, *where: object) -> int:
    return db.scalar(select(func.count()).select_from(model).where(*where)) or 0  # type: ignore[arg-type]
