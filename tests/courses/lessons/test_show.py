"""Reading a lesson: its language, the way before and after, and who may."""

from datetime import timedelta

import pytest

from diaspora_commons.courses.enrolments.models import EnrolmentState
from diaspora_commons.courses.models import Cohort, Lesson
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db


def test_a_lesson_is_read_in_the_language_of_the_course(school):
    page = school.client.get(f"/ar/learning/{school.code}/lessons/m1-l1")
    assert page.status_code == 200
    assert '<html lang="ar" dir="rtl">' in page.text
    assert '<h1 lang="es" dir="ltr">Lesson 1</h1>' in page.text
    assert '<div class="prose" lang="es" dir="ltr">' in page.text
    assert "<strong>weight</strong>" in page.text


def test_what_is_written_in_a_lesson_cannot_run(school):
    lesson = db.get(Lesson, school.course.modules[0].lessons[0].id)
    lesson.body = "<script>alert(1)</script> [here](javascript:alert(1)) <img src=x onerror=alert(1)>"
    db.commit()
    page = school.client.get(f"{school.home}/lessons/m1-l1").text
    body = page.split('class="prose"')[1].split("</div>")[0]
    assert "<script" not in body
    assert "<img" not in body
    assert 'href="javascript' not in body


def test_the_way_on_leads_through_the_quiz_into_the_next_module(school):
    def ways(path):
        page = school.client.get(f"{school.home}/{path}").text
        onward = page.split('class="onward"')[1].split("</nav>")[0]
        return [
            part.split('href="')[1].split('"')[0].removeprefix(f"{school.home}/") for part in onward.split("<a ")[1:]
        ]

    assert ways("lessons/m1-l1") == ["lessons/m1-l2"]
    assert ways("lessons/m1-l2") == ["lessons/m1-l1", "quizzes/m1"]
    assert ways("quizzes/m1") == ["lessons/m1-l2", "lessons/m2-l1"]
    assert ways("lessons/m2-l1") == ["quizzes/m1", "quizzes/m2"]
    assert ways("quizzes/m2") == ["lessons/m2-l1"]


def test_it_says_what_is_still_missing_with_links(school):
    page = school.client.get(f"{school.home}/lessons/m1-l1").text
    assert "3 lessons and 2 quizzes to go" in page
    assert "Lesson 1 of 3" in page
    missing = page.split('class="to-do"')[1].split("</ul>")[0]
    for path in ("lessons/m1-l1", "lessons/m1-l2", "quizzes/m1", "lessons/m2-l1", "quizzes/m2"):
        assert f'href="{school.home}/{path}"' in missing


def test_it_says_how_large_the_whole_course_is_before_it_is_opened(school):
    page = school.client.get(f"{school.home}/lessons/m1-l1").text
    assert f'href="{school.home}/printout"' in page
    assert "(about 10 kB)" in page


@pytest.mark.parametrize("path", ["lessons/m1-l1", "printout", "quizzes/m1"])
@pytest.mark.parametrize("who", ["ines", "tadesse", "dalia", "emre"])
def test_for_everybody_else_there_is_nothing(school, world, path, who):
    assert school.sign_in(getattr(world, who)).get(f"{school.home}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["lessons/m1-l1", "printout", "quizzes/m1", "quizzes/m1/attempts/1"])
def test_a_visitor_is_asked_to_sign_in(school, path):
    answer = school.client.sign_out().get(f"{school.home}/{path}")
    assert answer.status_code == 302
    assert "/sign-in?next=" in answer.headers["Location"]


@pytest.mark.parametrize(
    "path", ["lessons/m9-l9", "quizzes/m9", "quizzes/m1/attempts/1", "quizzes/m1/attempts/999999999"]
)
def test_what_is_not_in_the_course_is_not_there(school, path):
    assert school.client.get(f"{school.home}/{path}").status_code == 404
    assert school.client.get(f"/en/learning/nowhere/{path}").status_code == 404


def test_a_lesson_of_another_course_is_not_read_by_this_seat(school, world):
    other = world.course("Another", lessons=0)
    other.modules[0].lessons = [Lesson(code="x1", position=1, title="Foreign", minutes=5, body="kanari")]
    world.keep(other)
    assert school.client.get(f"{school.home}/lessons/x1").status_code == 404


@pytest.mark.parametrize("path", ["lessons/m1-l1", "printout", "quizzes/m1"])
def test_before_the_first_day_it_says_when_the_lessons_open(school, path):
    cohort = db.get(Cohort, school.cohort.id)
    cohort.opens_on_enrolment, cohort.starts = False, today() + timedelta(days=1)
    db.commit()
    page = school.client.get(f"{school.home}/{path}")
    assert page.status_code == 409
    assert "The lessons open on" in page.text
    assert "weight" not in page.text
    school.moved(starts=0)
    assert school.client.get(f"{school.home}/{path}").status_code == 200


def test_who_waits_is_told_the_place_in_the_line(school, world):
    for person in (world.tadesse, world.rosa, world.amina, world.ines):
        school.enrol(person)
    page = school.sign_in(world.ines).get(f"{school.home}/lessons/m1-l1")
    assert page.status_code == 409
    assert "You are on the waitlist" in page.text
    assert "Your place in the line is 2." in page.text


def test_who_has_left_reads_no_more(school):
    school.place().state = EnrolmentState.WITHDRAWN
    db.commit()
    page = school.client.get(f"{school.home}/lessons/m1-l1")
    assert page.status_code == 409
    assert "You are no longer in this cohort" in page.text


def test_after_the_cohort_one_reads_on(school):
    school.moved(deadline=-90, starts=-80, ends=-1)
    assert school.client.get(f"{school.home}/lessons/m1-l1").status_code == 200
    assert school.client.get(f"{school.home}/printout").status_code == 200
    assert "quizzes can no longer be taken" in school.client.get(f"{school.home}/quizzes/m1").text


def test_a_private_page_is_kept_by_nobody(school):
    answer = school.client.get(f"{school.home}/lessons/m1-l1")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]
