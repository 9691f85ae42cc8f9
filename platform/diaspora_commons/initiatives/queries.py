"""Reading initiatives, always through what the actor may see."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.listing import Args, Catalogue, Listing
from diaspora_commons.kernel.permissions import Actor
from diaspora_commons.organisations.models import Membership, Organisation
from diaspora_commons.organisations.rules import member_of, organisations_of
from diaspora_commons.organisations.rules import public as organisations_public
from diaspora_commons.organisations.rules import visible_to as organisations_visible_to

from .models import Initiative, State, partners
from .rules import public, visible_to

CATALOGUE = Catalogue(
    model=Initiative,
    facets=("sector", "country", "heritage", "activity", "sdg", "gcm", "language"),
    columns={"activity": Initiative.activity, "language": Initiative.language},
    orders={
        "newest": (lazy("Newest"), [Initiative.published_at.desc(), Initiative.id.desc()]),
        "title": (lazy("Title"), [Initiative.title, Initiative.id]),
    },
    options=[joinedload(Initiative.organisation)],
)
MOST_PARTNERS = 50
"""So many lines are looked up: each costs a look at every name."""
WITH_TEAM = joinedload(Initiative.organisation).selectinload(Organisation.members)
"""What the rules ask about each of a list, read in one go."""
ORDER_OF_STATES = [
    State.CHANGES_REQUESTED, State.DECLINED, State.DRAFT, State.SUBMITTED, State.APPEALED, State.PUBLISHED,
    State.ARCHIVED,
]  # fmt: skip
"""In a list of one's own: first what waits for oneself."""


BY_SLUG = select(Initiative).where(Initiative.slug == bindparam("slug"))
"""Made once: making a question takes longer than answering it."""
TAKEN_PART_IN = (
    select(Initiative.id)
    .where(Initiative.organisation_id == bindparam("organisation"))
    .union(select(partners.c.initiative_id).where(partners.c.organisation_id == bindparam("organisation")))
)
"""What an organisation leads or is a partner of; made once, since every profile asks."""


TAKES_PART = (
    select(Membership.id)
    .join(Initiative, Initiative.slug == bindparam("slug"))
    .outerjoin(partners, partners.c.initiative_id == Initiative.id)
    .where(Membership.person_id == bindparam("person"))
    .where(Membership.organisation_id.in_([Initiative.organisation_id, partners.c.organisation_id]))
    .limit(1)
)


def listing(args: Args) -> Listing:
    """The public list, narrowed as the query string asks; what is not public stands under `mine`."""
    return CATALOGUE.listing(public(), args)


def one(actor: Actor, slug: str) -> Initiative:
    """The initiative at this address, if the actor may see it."""
    found = db.scalar(BY_SLUG.where(visible_to(actor)), {"slug": slug})
    if found is None:
        raise NotHere
    return found


def held(actor: Actor, slug: str) -> Initiative:
    """The same, its row locked until the commit: of two who decide at once, the second sees what the first did."""
    row = select(Initiative).where(Initiative.slug == slug, visible_to(actor))
    found = db.scalar(row.with_for_update(of=Initiative).execution_options(populate_existing=True))
    if found is None:
        raise NotHere
    return found


def shown_partners(actor: Actor, initiative: Initiative) -> Sequence[Organisation]:
    """The partner organisations that the actor may see, by name."""
    of_it = select(Organisation).join(partners, partners.c.organisation_id == Organisation.id)
    rows = of_it.where(partners.c.initiative_id == initiative.id, organisations_visible_to(actor))
    return db.scalars(rows.order_by(Organisation.name, Organisation.id)).all()


def mine(actor: Actor) -> list[tuple[State, list[Initiative]]]:
    """The initiatives of the actor's organisations by state, what waits for the actor first."""
    rows = select(Initiative).where(Initiative.organisation_id.in_(member_of(actor)))
    newest = rows.order_by(Initiative.updated_at.desc(), Initiative.id.desc())
    found = db.scalars(newest.options(WITH_TEAM)).all()
    groups = [(state, [i for i in found if i.state == state]) for state in ORDER_OF_STATES]
    return [(state, items) for state, items in groups if items]


def own_organisations(actor: Actor) -> Sequence[Organisation]:
    """Those in whose name the actor may write."""
    rows = select(Organisation).where(Organisation.id.in_(organisations_of(actor)))
    return db.scalars(rows.order_by(Organisation.name, Organisation.id)).all()


def sees_more(actor: Actor, slug: str) -> bool:
    """Whether its page shows more to this person than to everybody: staff, and the teams of those who take part."""
    return actor.is_editor or bool(db.scalar(TAKES_PART, {"person": actor.id, "slug": slug}))


def own_organisation(actor: Actor, slug: str) -> Organisation:
    """One in whose name the actor may write."""
    row = select(Organisation).where(Organisation.slug == slug, Organisation.id.in_(organisations_of(actor)))
    return db.scalars(row).one()


def of_organisation(actor: Actor, organisation: Organisation) -> Sequence[Initiative]:
    """What the organisation leads or takes part in, as far as the public may see it; newest first."""
    ids = db.scalars(TAKEN_PART_IN, {"organisation": organisation.id}).all()
    if not ids:
        return []
    rows = select(Initiative).where(Initiative.id.in_(ids), public())
    return db.scalars(rows.order_by(Initiative.published_at.desc(), Initiative.id.desc())).all()


def waiting(actor: Actor) -> Sequence[Initiative]:
    """What the moderators have before them: handed in for review, or on appeal."""
    rows = select(Initiative).where(Initiative.state.in_((State.SUBMITTED, State.APPEALED)), visible_to(actor))
    return sorted(db.scalars(rows.options(WITH_TEAM)), key=lambda i: (i.waits_since or i.updated_at, i.id))


def named(text: str) -> tuple[list[Organisation], list[str]]:
    """The public organisations that these lines name, by name, acronym or address; and the lines that name none."""
    found: list[Organisation] = []
    unknown: list[str] = []
    for number, line in enumerate(filter(None, (line.strip() for line in text.splitlines()))):
        matches = matching(line) if number < MOST_PARTNERS else []
        if len(matches) == 1:
            found += [m for m in matches if m not in found]
        else:
            unknown.append(line)
    return found, unknown


def matching(line: str) -> Sequence[Organisation]:
    """Public organisations with this address, else this name, else this acronym; case does not count."""
    word = line.casefold()
    slug = word.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    shown = organisations_public()
    exact = select(Organisation).where(shown, (Organisation.slug == slug) | (Organisation.name == line))
    if found := db.scalars(exact).all():
        return found
    rows = db.execute(select(Organisation.id, Organisation.name, Organisation.acronym).where(shown)).all()
    ids = [id for id, name, _acronym in rows if name.casefold() == word]
    ids = ids or [id for id, _name, acronym in rows if (acronym or "").casefold() == word]
    return db.scalars(select(Organisation).where(Organisation.id.in_(ids))).all()


def language_of_authors(initiative: Initiative) -> str:
    """The language in which its author is told things."""
    author = db.get(Person, initiative.author_id) if initiative.author_id else None
    return author.language if author else initiative.language


def forget_changes(initiative: Initiative) -> None:
    """Show it as the database has it: what was refused half-way did not happen."""
    db.expire(initiative)
