"""The page of one's own place in a cohort, and the list of all of them."""

from datetime import timedelta

import pytest
import time_machine

from diaspora_commons.courses.certificates import actions as certificates
from diaspora_commons.courses.enrolments import actions
from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db


def hub(client, person, cohort):
    return client.sign_in(person).get(f"/en/learning/{cohort.code}").text.split("<main")[1].split("</main>")[0]


@pytest.fixture
def opened(world, course):
    return world.cohort(course, opens_on_enrolment=True)


def test_who_has_a_seat_sees_the_next_step_as_one_button(client, world, opened, enrol):
    enrol(opened, world.bao)
    page = hub(client, world.bao, opened)
    assert page.count("button-primary") == 1
    assert f'class="button button-primary" href="/en/learning/{opened.code}/lessons/m1-l1"' in page
    assert "2 lessons to go" in page
    assert f'action="/en/learning/{opened.code}/withdrawal"' in page
    client.post(f"/en/learning/{opened.code}/lessons/m1-l1/reading")
    page = hub(client, world.bao, opened)
    assert f'class="button button-primary" href="/en/learning/{opened.code}/lessons/m1-l2"' in page
    assert "1 lesson to go" in page


def test_before_the_first_day_it_says_when_the_lessons_open(client, world, course, cohort, enrol):
    enrol(cohort, world.bao)
    page = hub(client, world.bao, cohort)
    assert "The lessons open on" in page
    assert f'class="button button-primary" href="/en/courses/{course.slug}/lessons/m1-l1"' in page
    assert f"/en/learning/{cohort.code}/lessons" not in page
    with time_machine.travel(now() + timedelta(days=21)):
        assert f"/en/learning/{cohort.code}/lessons/m1-l1" in hub(client, world.bao, cohort)


def test_a_quiz_without_an_attempt_left_is_said_and_not_the_next_step(client, world, course, enrol):
    quiz = world.quiz(course.modules[0])
    quiz.max_attempts = 0
    db.commit()
    cohort = world.cohort(course, opens_on_enrolment=True)
    enrol(cohort, world.bao)
    for lesson in ("m1-l1", "m1-l2"):
        client.sign_in(world.bao).post(f"/en/learning/{cohort.code}/lessons/{lesson}/reading")
    page = hub(client, world.bao, cohort)
    assert "In 1 quiz no attempt is left" in page
    assert "button-primary" not in page


def test_what_is_completed_leads_to_the_certificate(client, world, opened, enrol):
    (place,) = enrol(opened, world.bao)
    with unit_of_work.writing():
        actions.complete(world.bao, place)
        certificates.issue(place)
    page = hub(client, world.bao, opened)
    assert "You completed this course on" in page
    assert page.count("button-primary") == 1
    assert f'button-primary" href="/en/learning/{opened.code}/certificate"' in page
    assert "/withdrawal" not in page
    lists = client.get("/en/learning").text
    assert "Over" in lists
    assert f"/en/learning/{opened.code}/certificate" in lists


@pytest.mark.parametrize("person", ["amina", "dalia", "emre"])
def test_it_is_there_for_nobody_else(client, world, cohort, enrol, person):
    enrol(cohort, world.bao)
    assert client.sign_in(getattr(world, person)).get(f"/en/learning/{cohort.code}").status_code == 404


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, world, cohort):
    answer = client.get(f"/en/learning/{cohort.code}")
    assert answer.status_code == 302
    assert f"next=/en/learning/{cohort.code}" in answer.headers["Location"]


def test_it_is_kept_nowhere(client, world, cohort, enrol):
    enrol(cohort, world.bao)
    client.sign_in(world.bao)
    for path in (f"/en/learning/{cohort.code}", "/en/learning", f"/en/courses/{cohort.course.slug}"):
        answer = client.get(path)
        assert "no-store" in answer.headers["Cache-Control"], path
        assert "Cookie" in answer.headers["Vary"], path


def test_the_list_is_sorted_by_what_goes_on(client, world, cohort, opened, enrol):
    full = world.cohort(world.course("Numbers"), capacity=0)
    gone = world.cohort(world.course("Gone"))
    enrol(opened, world.bao)
    enrol(full, world.bao)
    (place,) = enrol(gone, world.bao)
    with unit_of_work.writing():
        actions.withdraw(world.bao, db.get(Enrolment, place.id))
    page = client.sign_in(world.bao).get("/en/learning").text
    running, waiting, over = (page.split(f'id="{name}"')[1].split("</section>")[0] for name in
                              ("running", "waiting", "over"))  # fmt: skip
    assert f"/en/learning/{opened.code}/lessons/m1-l1" in running
    assert "You are number 1 of 1 in line." in waiting
    assert "Withdrawn" in over
    assert "Gone" in over


def test_who_takes_no_course_is_shown_the_way(client, world):
    page = client.sign_in(world.bao).get("/en/learning").text
    assert "You take no course yet." in page
    assert "My learning" in client.get("/en/about").text, "in the menu"
