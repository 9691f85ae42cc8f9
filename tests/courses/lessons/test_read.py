"""Saying that a lesson is read, and that it is not."""

import pytest
from sqlalchemy import select

from diaspora_commons.courses.enrolments.models import EnrolmentState
from diaspora_commons.courses.lessons.models import Reading
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry


def readings():
    return db.scalars(select(Reading)).all()


def test_one_click_marks_it_and_goes_on(school):
    answer = school.client.post(f"{school.home}/lessons/m1-l1/reading")
    assert (answer.status_code, school.client.where(answer)) == (303, f"{school.home}/lessons/m1-l2")
    page = school.client.get(f"{school.home}/lessons/m1-l1").text
    assert "Read on" in page
    assert "2 lessons and 2 quizzes to go" in page
    assert "I have read this" not in page


def test_after_the_last_lesson_of_a_module_comes_its_quiz(school):
    answer = school.client.post(f"{school.home}/lessons/m1-l2/reading")
    assert school.client.where(answer) == f"{school.home}/quizzes/m1"


def test_after_the_last_step_comes_the_page_of_the_place(school, world):
    db.delete(db.merge(school.quizzes[1]))
    db.commit()
    answer = school.client.post(f"{school.home}/lessons/m2-l1/reading")
    assert school.client.where(answer) == school.home


def test_twice_is_once(school):
    for _time in range(2):
        school.client.post(f"{school.home}/lessons/m1-l1/reading")
    assert len(readings()) == 1


def test_the_ledger_tells_that_something_was_read_and_not_what(school):
    school.client.post(f"{school.home}/lessons/m1-l1/reading")
    line = db.scalars(select(Entry).where(Entry.verb == "lesson.read")).one()
    assert (line.subject, line.detail) == (f"enrolment:{school.place().id}", {})


def test_it_can_be_taken_back(school):
    school.read("m1-l1")
    page = school.client.get(f"{school.home}/lessons/m1-l1").text
    assert "I have not read it after all" in page
    answer = school.client.post(f"{school.home}/lessons/m1-l1/reading/removal")
    assert school.client.where(answer) == f"{school.home}/lessons/m1-l1"
    assert readings() == []
    assert school.client.post(f"{school.home}/lessons/m1-l1/reading/removal").status_code == 303


def test_what_is_completed_is_not_taken_back(school):
    school.read("m1-l1")
    school.place().state = EnrolmentState.COMPLETED
    db.commit()
    answer = school.client.post(f"{school.home}/lessons/m1-l1/reading/removal")
    assert answer.status_code == 409
    assert "What you have read stays marked." in answer.text
    assert len(readings()) == 1
    assert "I have not read it after all" not in school.client.get(f"{school.home}/lessons/m1-l1").text


@pytest.mark.parametrize("end", ["", "/removal"])
def test_nobody_marks_for_somebody_else(school, world, end):
    school.read("m1-l1")
    path = f"{school.home}/lessons/m1-l1/reading{end}"
    assert school.sign_in(world.tadesse).post(path).status_code == 404
    assert school.client.sign_out().post(path).status_code == 403
    assert len(readings()) == 1


def test_who_waits_marks_nothing(school, world):
    for person in (world.tadesse, world.rosa, world.amina):
        school.enrol(person)
    answer = school.sign_in(world.amina).post(f"{school.home}/lessons/m1-l1/reading")
    assert answer.status_code == 409
    assert "The lessons open when you get a seat." in answer.text
    assert readings() == []


def test_one_sees_only_what_one_has_read_oneself(school, world):
    school.read("m1-l1")
    school.enrol(world.tadesse)
    page = school.sign_in(world.tadesse).get(f"{school.home}/lessons/m1-l1").text
    assert "Read on" not in page
    assert "3 lessons and 2 quizzes to go" in page
