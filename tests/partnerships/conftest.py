"""What the tests of partnerships have in common."""

import pytest
from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry
from diaspora_commons.notifications.models import Letter
from diaspora_commons.partnerships.models import Partnership, TimelineEntry

SAID = {
    "purpose": "Two seasons of seed tests",
    "offer": "Forty mentors in Lisbon.",
    "need": "Seed from Kayes.",
    "message": "We met in Montreuil.",
    "starts": "2030-03-01",
    "ends": "2031-10-31",
    "countries": ["ML", "PT"],
}


@pytest.fixture
def said():
    """A form that lacks nothing."""
    return dict(SAID)


@pytest.fixture
def ask(client, world, said):
    """Send a request by the form, as Ines unless somebody else is named."""

    def ask(of=None, who=None, then="send", **more):
        target = of or world.sahel
        kind = "initiative" if target.__tablename__ == "initiative" else "organisation"
        form = {**said, kind: target.slug, "sender": world.ponte.slug, "then": then, **more}
        return client.sign_in(who or world.ines).post("/en/partnerships/new", form)

    return ask


@pytest.fixture
def only(clean):
    """The one request there is."""
    return lambda: db.scalars(select(Partnership).execution_options(populate_existing=True)).one()


@pytest.fixture
def post_to(client):
    """Do something to a request as somebody; answers the response."""

    def post(person, partnership, noun, data=None):
        return client.sign_in(person).post(f"/en/partnerships/{partnership.public_id}/{noun}", data or {})

    return post


@pytest.fixture
def seen_by(client):
    """What somebody reads on a request's page; None when there is nothing for them."""

    def read(person, partnership):
        client.sign_in(person) if person else client.sign_out()
        answer = client.get(f"/en/partnerships/{partnership.public_id}")
        return answer.text if answer.status_code == 200 else None

    return read


@pytest.fixture
def again():
    """The row as the database has it now."""

    def read(thing):
        db.remove()
        return db.get_one(type(thing), thing.id, populate_existing=True)

    return read


@pytest.fixture
def timeline():
    """The kinds of what stands on the timeline, in their order."""

    def read(partnership):
        rows = select(TimelineEntry.kind).where(TimelineEntry.partnership_id == partnership.id)
        return [str(kind) for kind in db.scalars(rows.order_by(TimelineEntry.id))]

    return read


@pytest.fixture
def letters_to(settle):
    """The letters about partnerships to somebody, once everything that follows has followed."""

    def read(person):
        settle()
        mine = select(Letter).where(Letter.person_id == person.id, Letter.kind.startswith("partnership_"))
        return list(db.scalars(mine.order_by(Letter.id)))

    return read


@pytest.fixture
def ledger_of(clean):
    """The verbs that the ledger has about a request, and all that it says of them."""

    def read(partnership):
        lines = select(Entry).where(Entry.subject == f"partnership:{partnership.public_id}").order_by(Entry.id)
        return [(line.verb, line.detail) for line in db.scalars(lines)]

    return read
