"""Beginning an attempt: one at a time, no more than there are, and only while the cohort goes on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from diaspora_commons.courses.models import Cohort
from diaspora_commons.courses.quizzes.models import Attempt, Quiz
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry

WRONG = (["0"], ["0"], ["0"], ["gold"])


def attempts():
    return db.scalars(select(Attempt).order_by(Attempt.number)).all()


def begin(school, module="m1"):
    return school.client.post(f"{school.home}/quizzes/{module}/attempts")


def test_the_page_of_a_quiz_says_what_it_asks_for(school):
    page = school.client.get(f"{school.home}/quizzes/m1").text
    for words in ("<dd>4</dd>", "70% right or more", "3, and the best counts", "Begin the quiz"):
        assert words in page


def test_an_attempt_begins_with_the_questions_as_they_are(school):
    assert school.begin() == f"{school.home}/quizzes/m1/attempts/1"
    (attempt,) = attempts()
    assert attempt.questions == [question.id for question in school.quizzes[0].questions]
    assert (attempt.score, attempt.handed_in_at) == (None, None)


def test_beginning_again_goes_on_with_the_one_that_is_open(school):
    assert school.begin() == school.begin()
    assert len(attempts()) == 1
    assert "Go on with attempt 1" in school.client.get(f"{school.home}/quizzes/m1").text


def test_the_same_click_twice_is_one_attempt(school):
    path = f"{school.home}/quizzes/m1/attempts"
    places = {school.client.post(path, {"idempotency_key": "k"}).headers["Location"] for _time in range(3)}
    assert len(places) == len(attempts()) == 1


def test_after_three_attempts_there_is_none(school):
    for _time in range(3):
        school.take(answers=WRONG)
    answer = begin(school)
    assert answer.status_code == 409
    assert "There are only 3 attempts." in answer.text
    assert "No attempt is left, so the certificate of this cohort cannot be reached any more." in answer.text
    assert len(attempts()) == 3


def test_after_one_that_is_passed_there_is_none(school):
    school.take()
    answer = begin(school)
    assert answer.status_code == 409
    assert "You have passed this quiz already." in answer.text
    assert len(attempts()) == 1


def test_a_quiz_may_have_one_attempt_only(school):
    db.get(Quiz, school.quizzes[0].id).max_attempts = 1
    db.commit()
    school.take(answers=WRONG)
    answer = begin(school)
    assert answer.status_code == 409
    assert "There is only 1 attempt." in answer.text


def test_a_quiz_without_questions_cannot_be_begun_and_is_not_asked_for(school):
    db.get(Quiz, school.quizzes[0].id).questions = []
    db.commit()
    assert "This quiz has no questions yet." in begin(school).text
    assert attempts() == []
    assert "3 lessons and 1 quiz to go" in school.client.get(f"{school.home}/lessons/m1-l1").text


def test_after_the_cohort_nobody_begins(school):
    school.moved(deadline=-90, starts=-80, ends=-1)
    answer = begin(school)
    assert answer.status_code == 409
    assert "This cohort is over." in answer.text
    assert attempts() == []


def test_on_its_last_day_one_may(school):
    school.moved(deadline=-90, starts=-80, ends=0)
    assert begin(school).status_code == 303


def test_before_its_first_day_nobody_begins(school):
    cohort = db.get(Cohort, school.cohort.id)
    cohort.opens_on_enrolment, cohort.starts = False, today() + timedelta(days=1)
    db.commit()
    answer = begin(school)
    assert answer.status_code == 409
    assert "The lessons open on" in answer.text
    assert attempts() == []


@pytest.mark.parametrize("end", ["attempts", "attempts/1/answers", "attempts/1/submission"])
def test_nobody_else_gets_in(school, world, end):
    school.begin()
    path = f"{school.home}/quizzes/m1/{end}"
    assert school.sign_in(world.dalia).post(path).status_code == 404
    assert school.client.sign_out().post(path).status_code == 403
    school.enrol(world.tadesse)
    if end != "attempts":
        assert school.sign_in(world.tadesse).post(path).status_code == 404
    assert [attempt.handed_in_at for attempt in attempts()] == [None]


def test_the_ledger_does_not_tell_which_quiz(school):
    school.begin()
    line = db.scalars(select(Entry).where(Entry.verb == "quiz.begin")).one()
    assert (line.subject, line.detail) == (f"enrolment:{school.place().id}", {})
