"""What waits at the desk, who has it in hand, and the ledger as moderators read it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from diaspora_commons.accounts.models import Person
from diaspora_commons.initiatives import queries as initiatives
from diaspora_commons.initiatives.models import State
from diaspora_commons.initiatives.rules import decides
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.ledger import Entry
from diaspora_commons.kernel.listing import PER_PAGE, Args, Listing, page_asked
from diaspora_commons.kernel.permissions import Actor, may
from diaspora_commons.organisations import queries as organisations
from diaspora_commons.partnerships import queries as partnerships
from diaspora_commons.partnerships.models import Partnership

from .models import Handling, Report, ReportState
from .rules import CONCERNS

KINDS = ("initiative", "appeal", "organisation", "claim", "report")
UTC = ZoneInfo("UTC")
REQUESTS = "/partnerships"
LINES = 50
"""So many lines of the ledger stand on a page."""


@dataclass(frozen=True)
class Case:
    """One thing that a moderator has to decide."""

    kind: str
    subject: str
    """`initiative:12`: what the ledger calls it."""
    title: str
    by: str
    path: str
    """Where it is decided, without language."""
    since: datetime
    is_decidable: bool = True
    """Whether the reader may decide it: not on one's own organisation, nor twice on an appeal."""
    handling: Handling | None = None


def cases(actor: Actor, kind: str = "", hands: str = "") -> list[Case]:
    """All that waits, oldest first; of one kind, and in nobody's (`free`) or the reader's (`mine`) hands."""
    in_hand = {h.subject: h for h in db.scalars(select(Handling))}
    found = [replace(case, handling=in_hand.get(case.subject)) for case in everything(actor)]
    if kind in KINDS:
        found = [case for case in found if case.kind == kind]
    if hands == "free":
        found = [case for case in found if case.handling is None]
    elif hands == "mine":
        found = [case for case in found if case.handling and case.handling.moderator_id == actor.id]
    return sorted(found, key=lambda case: case.since)


def everything(actor: Actor) -> Iterable[Case]:
    for i in initiatives.waiting(actor):
        kind = "appeal" if i.state == State.APPEALED else "initiative"
        name, path, since = i.organisation.name, f"/initiatives/{i.slug}", i.waits_since or i.updated_at
        yield Case(kind, f"initiative:{i.id}", i.title, name, path, since, decides(actor, i))
    for o in organisations.unpublished():
        path, is_free = f"/organisations/{o.slug}", may(actor, "organisation.publish", o)
        yield Case("organisation", f"organisation:{o.id}", o.name, "", path, o.created_at, is_free)
    for c in organisations.waiting_claims():
        name, path, is_free = c.person.name, f"/moderation/claims/{c.id}", may(actor, "organisation.decide_claim", c)
        yield Case("claim", f"claim:{c.id}", c.organisation.name, name, path, c.submitted_at, is_free)
    for r in open_reports():
        title, path, is_free = str(CONCERNS[r.concern]), f"/moderation/reports/{r.id}", may(actor, "report.resolve", r)
        yield Case("report", f"report:{r.id}", title, r.about, path, r.made_at, is_free)


def queue(actor: Actor, args: Args) -> Listing:
    """A page of what waits, narrowed as the query string asks."""
    chosen = {name: args.get(name, "") for name in ("kind", "hands")}
    found = cases(actor, **chosen)
    number = page_asked(args, len(found))
    here = found[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Listing(here, len(found), number, args={name: [value] for name, value in chosen.items() if value})


def case(actor: Actor, subject: str) -> Case:
    """The case of this name, if it still waits."""
    found = next((case for case in everything(actor) if case.subject == subject), None)
    if found is None:
        raise NotHere
    return found


def waiting_count(actor: Actor) -> int:
    """How many cases the actor could decide now."""
    return sum(case.is_decidable for case in everything(actor)) if actor.is_moderator else 0


def open_reports() -> Sequence[Report]:
    rows = select(Report).where(Report.state == ReportState.OPEN)
    return db.scalars(rows.order_by(Report.made_at, Report.id)).all()


def report(id: int) -> Report:
    """A report, open or answered."""
    return db.get_one(Report, id)


def held_report(id: int) -> Report:
    """The same, its row locked until the commit."""
    row = select(Report).where(Report.id == id).with_for_update().execution_options(populate_existing=True)
    return db.scalars(row).one()


def request_reported(report: Report) -> Partnership | None:
    """The partnership request that a report is about, if who sent the report may read it.

    From them moderators learn who asked whom; of the request itself they read no word.
    """
    room, _slash, public_id = report.about.rpartition("/")
    reporter = db.get(Person, report.reporter_id) if report.reporter_id and room == REQUESTS else None
    with suppress(NotHere):
        return partnerships.one(reporter, public_id) if reporter else None
    return None


@dataclass(frozen=True)
class Narrowing:
    """Which lines of the ledger are asked for."""

    actor: str = ""
    verb: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None

    def rows(self) -> Select[Entry]:
        """The lines, newest first. Days are days in UTC."""
        rows = select(Entry).order_by(Entry.id.desc())
        if self.actor:
            rows = rows.where(Entry.actor.in_(public_ids(self.actor)))
        if self.verb:
            rows = rows.where(Entry.verb.startswith(self.verb, autoescape=True))
        if self.subject:
            rows = rows.where(Entry.subject.startswith(self.subject, autoescape=True))
        if self.first:
            rows = rows.where(Entry.at >= datetime.combine(self.first, time(), UTC))
        if self.last:
            rows = rows.where(Entry.at < datetime.combine(self.last + timedelta(days=1), time(), UTC))
        return rows


def ledger_lines(narrowing: Narrowing, args: Args) -> Listing:
    """A page of these lines."""
    rows = narrowing.rows()
    total = db.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
    number = page_asked(args, total, LINES)
    here = db.scalars(rows.limit(LINES).offset((number - 1) * LINES)).all()
    chosen = {name: [args[name]] for name in vars(narrowing) if args.get(name)}
    return Listing(here, total, number, args=chosen, per_page=LINES)


def public_ids(name: str) -> list[str]:
    """The ids that the ledger knows people of this name by, and the text itself."""
    people = select(Person.public_id).where(Person.name.icontains(name, autoescape=True)).limit(200)
    return [name, *db.scalars(people)]


def names(entries: Iterable[Entry]) -> dict[str, str]:
    """Who the lines' actors are today; one who is erased keeps only the id."""
    ids = {entry.actor for entry in entries}
    return dict(db.execute(select(Person.public_id, Person.name).where(Person.public_id.in_(ids))).all())
