"""A course of two modules with their quizzes, its cohort that is open at once, and Bao who has a seat in it."""

from datetime import timedelta

import pytest

from diaspora_commons.courses.enrolments import actions as enrolments
from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.courses.models import Cohort, Lesson, Module
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db

QUESTIONS = (
    ("single", ["Kayes", "Dakar", "Lagos"], [1]),
    ("multiple", ["seeds", "letters", "money", "silence"], [0, 2]),
    ("true_false", ["True", "False"], [1]),
    ("short_text", [], ["Remittances", "Money sent home"]),
)
RIGHT = (["1"], ["0", "2"], ["1"], ["remittances"])
WRONG = (["0"], ["0"], ["0"], ["gold"])


class School:
    """What tests about lessons and quizzes talk about."""

    def __init__(self, world, client):
        self.world, self.client = world, client
        self.course = world.course("Migration governance", language="es", passing_mark=70)
        second = Module(code="m2", position=2, title="Money")
        second.lessons = [Lesson(code="m2-l1", position=1, title="Costs", minutes=15, body="What it *costs*.")]
        self.course.modules.append(second)
        world.keep(self.course)
        self.quizzes = [world.quiz(module, *QUESTIONS) for module in self.course.modules]
        self.cohort = world.cohort(self.course, opens_on_enrolment=True)
        self.code = self.cohort.code
        self.home = f"/en/learning/{self.code}"

    def enrol(self, person, cohort=None):
        """A seat, or a place in line, as the person would get it."""
        with unit_of_work.writing():
            return enrolments.enrol(db.merge(person), db.get(Cohort, (cohort or self.cohort).id))

    def place(self, person=None):
        """The place of somebody as the database has it now."""
        db.remove()
        return db.query(Enrolment).filter_by(person_id=(person or self.world.bao).id, cohort_id=self.cohort.id).one()

    def sign_in(self, person=None):
        return self.client.sign_in(person or self.world.bao)

    def read(self, *lessons):
        for lesson in lessons or ("m1-l1", "m1-l2", "m2-l1"):
            assert self.client.post(f"{self.home}/lessons/{lesson}/reading").status_code == 303

    def begin(self, module="m1"):
        """Begin an attempt; its address."""
        answer = self.client.post(f"{self.home}/quizzes/{module}/attempts")
        assert answer.status_code == 303, answer.text
        return self.client.where(answer)

    def form(self, answers=(), module="m1"):
        """What the page of an attempt sends, with these answers in order."""
        questions = self.quizzes[int(module[1]) - 1].questions
        given = {f"answer-{q.id}": places for q, places in zip(questions, answers, strict=False) if places}
        return {"shown": [str(q.id) for q in questions], **given}

    def hand_in(self, address, answers=RIGHT, module="m1", **more):
        return self.client.post(f"{address}/submission", {**self.form(answers, module), **more})

    def take(self, module="m1", answers=RIGHT):
        """A whole attempt; the page that tells its result."""
        address = self.begin(module)
        answer = self.hand_in(address, answers, module, anyway="1")
        assert answer.status_code == 303, answer.text
        return self.client.get(address)

    def moved(self, **days):
        """Move the cohort's days, counted from today."""
        cohort = db.get(Cohort, self.cohort.id)
        for name, number in days.items():
            setattr(cohort, name, today() + timedelta(days=number))
        db.commit()


@pytest.fixture
def school(world, client):
    """Bao has a seat and is signed in."""
    school = School(world, client)
    school.enrol(world.bao)
    school.sign_in()
    return school
