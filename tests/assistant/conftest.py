import json
from functools import cache

import pytest
from sqlalchemy import select

from diaspora_commons.assistant import actions
from diaspora_commons.assistant.evaluation import CONTENT
from diaspora_commons.demo import content as contents
from diaspora_commons.kernel import generations, unit_of_work
from diaspora_commons.kernel.database import Base, connect, db
from diaspora_commons.kernel.permissions import SYSTEM
from diaspora_commons.notifications.models import Letter


@pytest.fixture(scope="session")
def content():
    """The FAQs that come with the commons, one row an FAQ and language."""
    return [json.loads(line) for line in CONTENT.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def grounds(app, content, new_database):
    """Databases that hold content from the start, by name; loading it for each test would take most of the time."""

    @cache
    def ground(name):
        engine = connect(new_database())
        Base.metadata.create_all(engine)
        with app.app_context(), unit_of_work.writing():
            actions.load_faqs(SYSTEM, content)
            if name == "commons":
                contents.add_organisations()
                contents.add_initiatives()
                contents.add_courses()
                generations.bump("public")
        db.remove()
        return engine

    return ground


@pytest.fixture
def ground(request, app, grounds):
    """The database with the content that the test asks for by `faqs` or `commons`."""
    for name in ("commons", "faqs"):
        if name in request.fixturenames:
            return grounds(name)
    return app.extensions["engine"]


@pytest.fixture
def faqs(clean):
    """All FAQs are in the database."""


@pytest.fixture
def commons(clean):
    """The real courses, organisations and initiatives stand there beside the questions."""


@pytest.fixture
def letters_to(settle):
    """The letters of a person, once everything that follows has followed."""

    def read(person):
        settle()
        return list(db.scalars(select(Letter).where(Letter.person_id == person.id).order_by(Letter.id)))

    return read
