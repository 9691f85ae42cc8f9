"""A request for a partnership that waits for Amina's answer. It says that it is an example."""

from datetime import timedelta

from sqlalchemy import select

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.partnerships.models import Kind, Partnership, State, TimelineEntry


def add() -> None:
    """The request of Ponte Atlântica to Sahel Roots, unless there is one."""
    owners = dict(db.execute(select(Organisation.slug, Organisation).where(Organisation.is_example)).all())
    sahel, ponte = owners["sahel-roots"], owners["ponte-atlantica"]
    known = select(Partnership.id).where(Partnership.is_example, Partnership.sender_id == ponte.id)
    if db.scalar(known) is not None:
        return
    ines = db.scalar(select(Person.id).where(Person.email == "ines@example.org"))
    sent = now() - timedelta(days=2)
    made = Partnership(
        sender=ponte,
        receiver=sahel,
        author_id=ines,
        is_example=True,
        state=State.SENT,
        purpose="Seed evenings for pupils in Mindelo and Montreuil",
        offer="Two mentors who teach biology, a hall in Lisbon for forty people, and our studio to record it.",
        need="Somebody who can tell how seed is lent, kept and tested; and, if that is possible, a handful to show.",
        message=(
            "Good day to you all. We help students from Mindelo in Lisbon, and they ask where what they eat comes from."
            " Could we hold three evenings together, one of them by telephone? This is an example of the demonstration."
        ),
        starts=today() + timedelta(days=30),
        ends=today() + timedelta(days=210),
        countries=["CV", "FR", "PT"],
        created_at=sent,
        updated_at=sent,
        sent_at=sent,
        waits_since=sent,
    )
    db.add(made)
    db.flush()
    # Nobody is written to about an example: it lies on the desk.
    db.add(
        TimelineEntry(
            partnership_id=made.id, kind=Kind.SENT, organisation_id=ponte.id, person_id=ines, at=sent, told_at=sent
        )
    )
    outbox.post("partnership due", made.id, due=made.expires_at)
