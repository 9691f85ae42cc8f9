"""Giving a place up; the seat goes to the next in line, in the same moment."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from diaspora_commons.courses.enrolments import actions, queries
from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.courses.models import Cohort
from diaspora_commons.kernel import generations, ledger
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter


def leave(client, person, cohort):
    return client.sign_in(person).post(f"/en/learning/{cohort.code}/withdrawal")


def states(cohort):
    db.remove()
    rows = db.scalars(select(Enrolment).where(Enrolment.cohort_id == cohort.id).order_by(Enrolment.id))
    return [str(one.state) for one in rows]


def kinds_to(person):
    return [one.kind for one in db.scalars(select(Letter).where(Letter.person_id == person.id).order_by(Letter.id))]


def test_the_next_in_line_has_the_seat_at_once_and_both_are_told(client, world, cohort, enrol, settle):
    enrol(cohort, world.bao, world.amina, world.ines, world.tadesse)
    settle()
    answer = leave(client, world.bao, cohort)
    assert answer.status_code == 303
    assert client.where(answer) == f"/en/learning/{cohort.code}"
    page = client.get(answer.headers["Location"]).text
    assert "You withdrew on" in page
    assert "You can enrol again until" in page
    assert states(cohort) == ["withdrawn", "enrolled", "enrolled", "waitlisted"]
    assert db.get(Cohort, cohort.id).taken == 2
    settle()
    assert kinds_to(world.bao) == ["enrolment_seat", "enrolment_withdrawn"]
    assert kinds_to(world.amina) == ["enrolment_seat"]
    assert kinds_to(world.ines) == ["enrolment_waitlisted", "enrolment_promoted"]
    assert kinds_to(world.tadesse) == ["enrolment_waitlisted"]
    hub = client.sign_in(world.tadesse).get(f"/en/learning/{cohort.code}").text
    assert "You are number 1 of 1 in line." in hub


def test_the_ledger_says_who_left_and_who_came(world, cohort, enrol):
    first, _second, third = enrol(cohort, world.bao, world.amina, world.ines)
    actions.withdraw(world.bao, first)
    ledger.write_down()
    lines = db.scalars(select(ledger.Entry).order_by(ledger.Entry.id.desc()).limit(2)).all()
    told = [(line.verb, line.actor, line.subject, line.detail["to"]) for line in reversed(lines)]
    assert told == [
        ("enrolment.withdraw", world.bao.public_id, f"enrolment:{first.id}", "withdrawn"),
        ("enrolment.promote", "system", f"enrolment:{third.id}", "enrolled"),
    ]
    assert ledger.broken_at() is None


def test_who_leaves_the_line_frees_no_seat(client, world, cohort, enrol, settle):
    enrol(cohort, world.amina, world.ines, world.bao, world.tadesse)
    assert leave(client, world.bao, cohort).status_code == 303
    assert states(cohort) == ["enrolled", "enrolled", "withdrawn", "waitlisted"]
    assert db.get(Cohort, cohort.id).taken == 2
    settle()
    assert "enrolment_promoted" not in kinds_to(world.tadesse)
    place = db.scalar(select(Enrolment).where(Enrolment.person_id == world.tadesse.id))
    assert queries.position(place) == 1


def test_coming_back_is_coming_last_on_the_same_row(client, world, cohort, enrol, settle):
    first, *_others = enrol(cohort, world.bao, world.amina, world.ines, world.tadesse)
    settle()
    leave(client, world.bao, cohort)
    settle()
    again = client.post(f"/en/courses/{cohort.course.slug}/cohorts/{cohort.code}/enrolment")
    assert again.status_code == 303
    assert "You are number 2 of 2 in line." in client.get(again.headers["Location"]).text
    place = db.scalars(select(Enrolment).where(Enrolment.person_id == world.bao.id)).one()
    assert (place.id, place.state, place.enrolled_at, place.ended_at) == (first.id, "waitlisted", None, None)
    settle()
    assert kinds_to(world.bao) == ["enrolment_seat", "enrolment_withdrawn", "enrolment_waitlisted"]


def test_a_seat_taken_twice_is_told_twice(client, world, cohort, settle):
    way_in = f"/en/courses/{cohort.course.slug}/cohorts/{cohort.code}/enrolment"
    client.sign_in(world.bao)
    for _time in range(2):
        client.post(way_in)
        settle()
        leave(client, world.bao, cohort)
        settle()
    assert kinds_to(world.bao) == ["enrolment_seat", "enrolment_withdrawn"] * 2


def test_a_letter_is_written_once_however_often_it_is_asked_for(world, cohort, enrol, settle):
    from diaspora_commons.kernel import outbox, unit_of_work

    (place,) = enrol(cohort, world.bao)
    settle()
    with unit_of_work.writing():
        outbox.post("enrolment enrol", place.id)
        outbox.post("enrolment promote", place.id)
    settle()
    assert kinds_to(world.bao) == ["enrolment_seat"]


@pytest.mark.parametrize("person", ["amina", "dalia", "emre"])
def test_nobody_withdraws_for_another(client, world, cohort, enrol, person):
    enrol(cohort, world.bao)
    assert leave(client, getattr(world, person), cohort).status_code == 404
    assert states(cohort) == ["enrolled"]


def test_a_visitor_is_refused(client, world, cohort, enrol):
    enrol(cohort, world.bao)
    assert client.post(f"/en/learning/{cohort.code}/withdrawal").status_code == 403
    assert states(cohort) == ["enrolled"]


def test_a_second_click_changes_nothing_more(client, world, cohort, enrol):
    enrol(cohort, world.bao, world.amina, world.ines)
    leave(client, world.bao, cohort)
    answer = leave(client, world.bao, cohort)
    assert answer.status_code == 409
    assert "it has moved on since the page was shown" in answer.text
    assert states(cohort) == ["withdrawn", "enrolled", "enrolled"]
    assert db.get(Cohort, cohort.id).taken == 2


def test_what_is_over_cannot_be_left(client, world, cohort, enrol):
    enrol(cohort, world.bao)
    with time_machine.travel(now() + timedelta(days=200)):
        page = client.sign_in(world.bao).get(f"/en/learning/{cohort.code}").text
        assert "/withdrawal" not in page
        assert leave(client, world.bao, cohort).status_code == 409
    assert states(cohort) == ["enrolled"]


def test_visitors_pages_are_made_anew_only_when_a_seat_stays_free(client, world, cohort, enrol):
    places = enrol(cohort, world.amina, world.ines, world.bao)
    full = generations.number()
    actions.withdraw(world.amina, places[0])
    assert generations.number() == full, "the next has it"
    actions.withdraw(world.ines, places[1])
    assert generations.number() == full + 1
    assert not cohort.is_full
