import json

import pytest
from sqlalchemy import select

from diaspora_commons.assistant import actions
from diaspora_commons.assistant.evaluation import CONTENT
from diaspora_commons.demo import content as contents
from diaspora_commons.kernel import generations, unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.permissions import SYSTEM
from diaspora_commons.notifications.models import Letter


@pytest.fixture(scope="session")
def content():
    """The FAQs that come with the commons, one row an FAQ and language."""
    return [json.loads(line) for line in CONTENT.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def faqs(clean, content):
    """All of them in the database."""
    with unit_of_work.writing():
        return actions.load_faqs(SYSTEM, content)


@pytest.fixture
def commons(faqs):
    """The real courses, organisations and initiatives beside the questions."""
    with unit_of_work.writing():
        contents.add_organisations()
        contents.add_initiatives()
        contents.add_courses()
        generations.bump("public")


@pytest.fixture
def letters_to(settle):
    """The letters of a person, once everything that follows has followed."""

    def read(person):
        settle()
        return list(db.scalars(select(Letter).where(Letter.person_id == person.id).order_by(Letter.id)))

    return read
