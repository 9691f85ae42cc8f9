"""Taking a seat, or a place at the end of the line."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from diaspora_commons.courses.enrolments import actions, queries
from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.courses.models import Cohort, CompletionRule
from diaspora_commons.kernel import generations, ledger
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter


def way_in(cohort):
    return f"/en/courses/{cohort.course.slug}/cohorts/{cohort.code}/enrolment"


def letters_to(person):
    return [(one.kind, one.text) for one in db.scalars(select(Letter).where(Letter.person_id == person.id))]


def test_a_student_takes_a_seat_and_is_told(client, world, course, cohort, settle):
    page = client.sign_in(world.bao).get(f"/en/courses/{course.slug}").text
    assert "2 of 2 seats are free" in page
    assert "Take a seat" in page

    answer = client.post(way_in(cohort))

    assert answer.status_code == 303
    assert client.where(answer) == f"/en/learning/{cohort.code}"
    hub = client.get(answer.headers["Location"]).text
    assert "You have a seat." in hub
    settle()
    assert [kind for kind, _text in letters_to(world.bao)] == ["enrolment_seat"]
    assert db.get(Cohort, cohort.id).taken == 1
    line = db.scalars(select(ledger.Entry).where(ledger.Entry.verb == "enrolment.enrol")).one()
    assert line.actor == world.bao.public_id
    assert line.subject == f"cohort:{cohort.id}"
    assert line.detail == {"enrolment": queries.mine(world.bao)[0].id}


def test_who_comes_when_all_seats_are_taken_waits_with_a_number(client, world, cohort, enrol, settle):
    enrol(cohort, world.amina, world.ines, world.tadesse)
    answer = client.sign_in(world.bao).post(way_in(cohort))
    page = client.get(answer.headers["Location"]).text
    assert "You are number 2 of 2 in line." in page
    settle()
    ((kind, text),) = letters_to(world.bao)
    assert kind == "enrolment_waitlisted"
    assert "You are number 2 in line." in text


def test_clicking_again_leads_to_the_same_place(client, world, cohort):
    client.sign_in(world.bao)
    places = {client.post(way_in(cohort)).headers["Location"] for _ in range(3)}
    assert places == {f"/en/learning/{cohort.code}"}
    assert len(db.scalars(select(Enrolment)).all()) == 1
    assert db.get(Cohort, cohort.id).taken == 1
    assert len(db.scalars(select(ledger.Entry).where(ledger.Entry.verb == "enrolment.enrol")).all()) == 1


def test_one_has_one_place_in_a_course(client, world, course, cohort):
    other = world.cohort(course)
    client.sign_in(world.bao).post(way_in(cohort))
    answer = client.post(way_in(other))
    assert answer.status_code == 409
    assert "You have a place in this course already." in answer.text
    assert "Go to my course" in answer.text
    assert len(queries.mine(world.bao)) == 1


@pytest.mark.parametrize("is_done", [False, True])
def test_who_tries_the_demonstration_keeps_the_way_into_a_real_cohort(client, world, course, cohort, enrol, is_done):
    demonstration, another = world.cohort(course, is_example=True), world.cohort(course, is_example=True)
    (place,) = enrol(demonstration, world.bao)
    if is_done:
        actions.complete(world.bao, place)
        db.commit()
    page = client.sign_in(world.bao).get(f"/en/courses/{course.slug}").text
    assert way_in(cohort) in page
    assert way_in(another) not in page
    assert "withdraw there first" not in page
    assert client.post(way_in(another)).status_code == 409
    assert client.post(way_in(cohort)).status_code == 303
    page = client.get(f"/en/courses/{course.slug}").text
    assert f'button-primary" href="/en/learning/{cohort.code}"' in page


def test_another_course_is_another_matter(client, world, cohort):
    other = world.cohort(world.course("Data"))
    client.sign_in(world.bao).post(way_in(cohort))
    assert client.post(way_in(other)).status_code == 303
    assert len(queries.mine(world.bao)) == 2


def test_a_visitor_is_asked_to_sign_in(client, world, course, cohort):
    page = client.get(f"/en/courses/{course.slug}").text
    assert "Sign in to enrol" in page
    assert "<form" not in page.partition('id="cohorts"')[2].partition("</section>")[0]
    assert client.post(way_in(cohort)).status_code == 403
    assert db.scalars(select(Enrolment)).all() == []


def test_an_address_must_be_confirmed(client, world, course, cohort):
    new = world.person("New", confirmed_at=None)
    page = client.sign_in(new).get(f"/en/courses/{course.slug}").text
    assert "Confirm your address first" in page
    assert "Take a seat" not in page
    assert client.post(way_in(cohort)).status_code == 403
    assert db.scalars(select(Enrolment)).all() == []


def test_a_cohort_of_another_course_is_not_there(client, world, course, cohort):
    other = world.course("Data")
    client.sign_in(world.bao)
    assert client.post(f"/en/courses/{other.slug}/cohorts/{cohort.code}/enrolment").status_code == 404
    assert client.post(f"/en/courses/{course.slug}/cohorts/none/enrolment").status_code == 404


@pytest.mark.parametrize(("moment", "status"), [("23:59:59", 303), ("24:00:00", 409)])
def test_the_last_day_counts_to_its_midnight_in_utc(client, world, course, moment, status):
    cohort = world.cohort(course, deadline=today() + timedelta(days=4))
    midnight = datetime.combine(cohort.deadline + timedelta(days=1), datetime.min.time(), UTC)
    with time_machine.travel(midnight - timedelta(seconds=1 if moment == "23:59:59" else 0), tick=False):
        client.sign_in(world.bao)
        answer = client.post(way_in(cohort))
    assert answer.status_code == status
    assert bool(queries.mine(world.bao)) == (status == 303)
    if status == 409:
        assert "The time to enrol in this cohort is over." in answer.text


def test_the_line_keeps_its_order_whatever_the_clock_says(world, cohort, enrol):
    enrol(cohort, world.amina, world.ines, world.tadesse)
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=1)):
        late, later = enrol(cohort, world.bao, world.dalia)
    assert [queries.position(late), queries.position(later)] == [2, 3]


def test_priority_comes_before_time(world, cohort, enrol):
    enrol(cohort, world.amina, world.ines)
    first, second, third = enrol(cohort, world.tadesse, world.bao, world.dalia)
    third.priority = -1
    db.commit()
    assert [queries.position(one) for one in (first, second, third)] == [2, 3, 1]


def test_the_rule_is_frozen_with_the_first_seat(world, course, cohort, enrol):
    enrol(cohort, world.bao)
    rule = db.get(CompletionRule, cohort.rule_id)
    lessons = [lesson.id for module in course.modules for lesson in module.lessons]
    assert (rule.version, rule.lessons, rule.mark, rule.text) == (1, lessons, 70, "Complete every lesson.")

    same = world.cohort(course)
    enrol(same, world.amina)
    assert same.rule_id == rule.id

    course.passing_mark = 80
    db.commit()
    later = world.cohort(course)
    enrol(later, world.ines)
    enrol(cohort, world.tadesse)
    assert db.get(CompletionRule, later.rule_id).version == 2
    assert cohort.rule_id == rule.id


def test_visitors_pages_are_made_anew_only_when_the_last_seat_goes_or_comes_back(client, world, course, cohort, enrol):
    address = f"/en/courses/{course.slug}"
    before = generations.number()
    enrol(cohort, world.amina)
    assert generations.number() == before
    assert "2 seats, and some of them are free" in client.get(address).text
    _first, second = enrol(cohort, world.ines, world.bao)
    assert generations.number() == before + 1
    page = client.get(address).text
    assert "2 seats, all of them taken: the waitlist is open" in page
    assert second.state == "waitlisted"


def test_a_second_click_finds_the_cohort_full_on_the_page(client, world, course, cohort, enrol):
    enrol(cohort, world.amina, world.ines, world.tadesse)
    page = client.sign_in(world.bao).get(f"/en/courses/{course.slug}").text
    assert "1 person is waiting" in page
    assert "Join the waitlist" in page
