"""What is missing, and what happens when nothing is: the course is completed and the certificate is there, once."""

import pytest
from sqlalchemy import event, select

from diaspora_commons.courses import completion
from diaspora_commons.courses.certificates.models import Certificate
from diaspora_commons.courses.enrolments.models import EnrolmentState
from diaspora_commons.courses.models import Course, Lesson, Module
from diaspora_commons.courses.quizzes.models import Quiz
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry

WRONG = (["0"], ["0"], ["0"], ["gold"])


def certificates():
    db.remove()
    return db.scalars(select(Certificate)).all()


def finish(school):
    school.read()
    school.take("m1")
    school.take("m2")


def test_at_first_everything_is_missing(school):
    missing = completion.missing(school.place())
    assert [step.lesson.code for step in missing.lessons] == ["m1-l1", "m1-l2", "m2-l1"]
    assert [step.module.code for step in missing.quizzes] == ["m1", "m2"]
    assert (missing.done, missing.total, missing.nothing) == (0, 5, False)


def test_what_is_done_is_missing_no_more(school):
    school.read("m1-l1", "m2-l1")
    school.take("m1")
    school.take("m2", WRONG)
    missing = completion.missing(school.place())
    assert [step.lesson.code for step in missing.lessons] == ["m1-l2"]
    (quiz,) = missing.quizzes
    assert (quiz.module.code, quiz.standing.best, quiz.standing.left) == ("m2", 0, 2)
    assert (missing.done, missing.total) == (3, 5)


def test_the_last_quiz_completes_the_course_and_the_certificate_is_there_at_once(school):
    school.read()
    school.take("m1")
    assert school.place().state == EnrolmentState.ENROLLED
    page = school.take("m2").text
    assert "you have completed the course" in page
    assert "You have completed this course." in page
    assert f'href="{school.home}/certificate"' in page
    place = school.place()
    assert place.state == EnrolmentState.COMPLETED
    assert place.ended_at
    assert [c.enrolment_id for c in certificates()] == [place.id]


def test_the_last_lesson_completes_it_too(school):
    school.take("m1")
    school.take("m2")
    school.read("m1-l1", "m1-l2")
    answer = school.client.post(f"{school.home}/lessons/m2-l1/reading")
    assert school.client.where(answer) == school.home
    assert "you have completed the course" in school.client.get(school.home).text
    assert school.place().state == EnrolmentState.COMPLETED
    assert len(certificates()) == 1


def test_it_is_completed_once(school):
    finish(school)
    school.read()
    assert len(certificates()) == 1
    verbs = db.scalars(select(Entry.verb).where(Entry.verb.in_(("enrolment.complete", "certificate.issue")))).all()
    assert sorted(verbs) == ["certificate.issue", "enrolment.complete"]


def test_a_failed_quiz_does_not_complete_it(school):
    school.read()
    school.take("m1")
    school.take("m2", WRONG)
    assert school.place().state == EnrolmentState.ENROLLED
    assert certificates() == []
    school.take("m2")
    assert school.place().state == EnrolmentState.COMPLETED


@pytest.fixture
def grown(school, world):
    """The course gets a lesson, a module and a quiz after the cohort was frozen, and a higher mark."""

    def grow():
        course = db.get(Course, school.course.id)
        third = Module(code="m3", position=3, title="Later")
        third.lessons = [Lesson(code="m3-l1", position=1, title="Late news", minutes=5, body="News.")]
        course.modules.append(third)
        course.modules[0].lessons.append(Lesson(code="m1-l9", position=9, title="Afterthought", minutes=5, body="Ah."))
        course.passing_mark = 100
        world.keep(course)
        school.quizzes.append(world.quiz(third))

    return grow


def test_what_comes_later_is_not_asked_for_and_can_be_read(school, grown):
    grown()
    page = school.client.get(f"{school.home}/lessons/m1-l9").text
    assert "3 lessons and 2 quizzes to go" in page
    assert "m1-l9" not in page.split('class="to-do"')[1].split("</ul>")[0]
    assert completion.missing(school.place()).total == 5
    finish(school)
    assert school.place().state == EnrolmentState.COMPLETED
    assert school.take("m3", (["1"],)).status_code == 200


def test_what_comes_later_never_undoes_a_completion(school, grown):
    finish(school)
    grown()
    page = school.client.get(f"{school.home}/lessons/m1-l1").text
    assert "You have completed this course." in page
    assert completion.missing(school.place()).nothing
    assert school.place().state == EnrolmentState.COMPLETED


def test_a_cohort_that_begins_later_is_asked_for_more(school, world, grown):
    grown()
    later = world.cohort(db.get(Course, school.course.id), opens_on_enrolment=True)
    place = school.enrol(world.tadesse, later)
    assert completion.missing(place).total == 8
    assert completion.mark_of(place) == 100


def test_what_is_taken_out_of_the_course_is_not_missing(school):
    db.delete(db.get(Lesson, school.course.modules[0].lessons[0].id))
    db.delete(db.get(Quiz, school.quizzes[1].id))
    db.commit()
    assert completion.missing(school.place()).total == 3
    school.read("m1-l2", "m2-l1")
    school.take("m1")
    assert school.place().state == EnrolmentState.COMPLETED


def test_after_the_cohort_reading_completes_nothing(school):
    school.take("m1")
    school.take("m2")
    school.read("m1-l1", "m1-l2")
    school.moved(deadline=-90, starts=-80, ends=-1)
    assert school.client.post(f"{school.home}/lessons/m2-l1/reading").status_code == 303
    assert school.place().state == EnrolmentState.ENROLLED
    assert certificates() == []


def test_on_the_last_day_it_still_does(school):
    school.moved(deadline=-90, starts=-80, ends=0)
    finish(school)
    assert school.place().state == EnrolmentState.COMPLETED


def test_the_next_step_is_the_first_that_is_missing(school):
    assert completion.progress(school.place()).next_step.lesson.code == "m1-l1"
    school.read("m1-l1", "m1-l2")
    assert completion.progress(school.place()).next_step.standing.quiz.id == school.quizzes[0].id
    finish(school)
    assert completion.progress(school.place()).next_step is None


def test_somebody_elses_progress_is_not_mine(school, world):
    finish(school)
    school.enrol(world.tadesse)
    assert completion.missing(school.place(world.tadesse)).done == 0


@pytest.fixture
def queries(app):
    """Counts what the database is asked."""
    engine, asked = app.extensions["engine"], []

    def note(connection, cursor, statement, parameters, context, many):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", ["lessons/m1-l1", "quizzes/m1", "quizzes/m1/attempts/1", "printout"])
def test_a_long_course_costs_no_more_questions_than_a_short_one(school, world, queries, path):
    school.take("m1", WRONG)

    def cost():
        queries.clear()
        assert school.client.get(f"{school.home}/{path}").status_code == 200
        return len([q for q in queries if q.lstrip().upper().startswith("SELECT")])

    few = cost()
    course = db.get(Course, school.course.id)
    for number in range(3, 15):
        module = Module(code=f"m{number}", position=number, title=f"Module {number}")
        module.lessons = [
            Lesson(code=f"m{number}-l{n}", position=n, title=f"L {n}", minutes=5, body="Text.") for n in range(1, 6)
        ]
        course.modules.append(module)
        world.keep(course)
        school.quizzes.append(world.quiz(module))
    school.read("m3-l1", "m4-l1")
    for module in ("m3", "m4"):
        school.take(module, (["0"],))
    assert cost() <= few
