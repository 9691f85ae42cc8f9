"""A course with a cohort of two seats."""

import pytest

from diaspora_commons.courses.enrolments import actions
from diaspora_commons.courses.models import Cohort
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.database import db


@pytest.fixture
def course(world):
    return world.course("Migration governance")


@pytest.fixture
def cohort(world, course):
    return world.cohort(course, capacity=2)


@pytest.fixture
def enrol(clean):
    """Enrol these people, one after the other; their places."""

    def enrol(cohort, *people):
        places = []
        for person in people:
            with unit_of_work.writing():
                places.append(actions.enrol(person, db.get(Cohort, cohort.id)))
        return places

    return enrol
