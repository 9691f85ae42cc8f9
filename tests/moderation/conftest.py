"""Reports, and what comes of them."""

import pytest
from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.moderation.models import Report
from diaspora_commons.notifications.models import Letter


@pytest.fixture
def report(world):
    """Make an open report."""

    def make(**more):
        facts = {"about": "/initiatives/seeds", "concern": "wrong", "words": "It ended in 2020.", "language": "fr"}
        return world.keep(Report(**{**facts, **more}))

    return make


@pytest.fixture
def again():
    """The row as the database has it now."""

    def read(thing):
        db.remove()
        return db.get_one(type(thing), thing.id, populate_existing=True)

    return read


@pytest.fixture
def letters_at(settle):
    """The letters to an address, once everything that follows has followed."""

    def read(address):
        settle()
        return list(db.scalars(select(Letter).where(Letter.address == address).order_by(Letter.id)))

    return read
