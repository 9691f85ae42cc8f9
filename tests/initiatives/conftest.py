"""Initiatives that lack nothing, and what the moderators said."""

import pytest

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db

STORY = "Every spring the elders of Kayes choose the seeds, and Montreuil sends what it has learnt."


@pytest.fixture
def ready(world):
    """Make a complete initiative of Sahel Roots in the state that is asked for, as its life would have left it."""

    def make(state=State.DRAFT, title="Seeds for Kayes", **more):
        facts = {"story": STORY, "activity": "active", "author_id": world.amina.id}
        if state in (State.SUBMITTED, State.APPEALED, State.DECLINED, State.CHANGES_REQUESTED):
            facts["submitted_at"] = now()
        if state in (State.DECLINED, State.APPEALED, State.CHANGES_REQUESTED):
            facts |= {"decided_at": now(), "decided_by_id": world.rosa.id, "reason": "Not about a diaspora."}
        if state == State.APPEALED:
            facts |= {"appealed_at": now(), "appeal": "It is: half of us live in Montreuil."}
        return world.initiative(title, state, **{**facts, **more})

    return make


@pytest.fixture
def again():
    """The row as the database has it now."""

    def read(thing):
        db.remove()
        return db.get_one(type(thing), thing.id, populate_existing=True)

    return read


@pytest.fixture
def post_to(client):
    """Do something to an initiative as somebody; answers the response."""

    def post(person, initiative, noun, data=None):
        return client.sign_in(person).post(f"/en/initiatives/{initiative.slug}/{noun}", data or {})

    return post


@pytest.fixture
def letters_to(settle):
    """The subjects of a person's letters, once everything that follows has followed."""
    from sqlalchemy import select

    from diaspora_commons.notifications.models import Letter

    def read(person):
        settle()
        return list(db.scalars(select(Letter).where(Letter.person_id == person.id).order_by(Letter.id)))

    return read
