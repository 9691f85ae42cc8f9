"""What tests of organisations ask again and again."""

import re

import pytest
from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter
from diaspora_commons.organisations.models import Claim, Membership

PROFILE = {
    "name": "Cercle de Lisbonne",
    "name_language": "fr",
    "acronym": "CL",
    "kind": "diaspora-organisation",
    "is_incorporated": "no",
    "country": "PT",
    "city": "Lisboa",
    "founded": "2011",
    "website": "https://cercle.example.org",
    "description": "Neighbours who keep in touch with **Praia**.",
    "description_language": "en",
    "offering": "A room on Sundays.",
    "looking_for": "",
    "heritage": ["CV"],
    "active": ["CV", "PT"],
    "languages": ["pt", "kea"],
    "sectors": ["arts-culture"],
}


@pytest.fixture
def profile():
    """A form filled in as it should be; give what the test is about."""
    return lambda **more: {**PROFILE, **more}


@pytest.fixture
def fresh(clean):
    """The row as the database has it now."""

    def look(thing):
        return db.get(type(thing), thing.id, populate_existing=True)

    return look


@pytest.fixture
def roles(clean):
    """Who is what in an organisation: name → role."""

    def look(organisation):
        places = db.scalars(select(Membership).filter_by(organisation_id=organisation.id))
        return {place.person.name: str(place.role) for place in places}

    return look


@pytest.fixture
def letters(clean, settle):
    """The letters to a person, oldest first, once everything has followed."""

    def read(person):
        settle()
        address = getattr(person, "email", person)
        return list(db.scalars(select(Letter).filter_by(address=address).order_by(Letter.id)))

    return read


@pytest.fixture
def link():
    """The path that a letter of invitation leads to."""
    return lambda letter: re.search(r"/\w\w/organisations/invitations/[\w-]+", letter.text.replace("\\", ""))[0]


@pytest.fixture
def invited(client, world, letters, link):
    """Invite somebody to Sahel Roots; the path in the letter."""

    def invite(address, role="editor"):
        client.sign_in(world.amina)
        sent = client.post(f"/en/organisations/{world.sahel.slug}/team/invitations", {"email": address, "role": role})
        assert sent.status_code == 303
        letter = letters(address)[-1]
        client.sign_out()
        return link(letter)

    return invite


@pytest.fixture
def claimed(client, world):
    """A listed organisation, and a person's claim to it."""

    def claim(person, organisation=None):
        listed = organisation or world.organisation("Listed only", source_url="https://example.org/list")
        client.sign_in(person)
        sent = client.post(f"/en/organisations/{listed.slug}/claim", {"evidence": "My name is on the site."})
        assert sent.status_code == 303
        client.sign_out()
        return listed, db.scalars(select(Claim).filter_by(organisation_id=listed.id, person_id=person.id)).one()

    return claim
