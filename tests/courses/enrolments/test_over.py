"""What the calendar does: a letter before the first day, and an end after the last."""

from datetime import UTC, datetime, timedelta

import time_machine
from sqlalchemy import select

from diaspora_commons.courses.enrolments import actions
from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.courses.models import Cohort
from diaspora_commons.kernel import ledger, outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter


def midnight(day, **later):
    return datetime.combine(day, datetime.min.time(), UTC) + timedelta(**later)


def kinds_to(person):
    return [one.kind for one in db.scalars(select(Letter).where(Letter.person_id == person.id).order_by(Letter.id))]


def states(cohort):
    db.remove()
    rows = db.scalars(select(Enrolment).where(Enrolment.cohort_id == cohort.id).order_by(Enrolment.id))
    return [str(one.state) for one in rows]


def at(moment, settle):
    with time_machine.travel(moment, tick=False):
        settle()


def test_after_the_last_day_what_is_open_ends_and_everybody_is_told_kindly(client, world, cohort, enrol, settle):
    done, _late, _waits = enrol(cohort, world.bao, world.amina, world.ines)
    actions.complete(world.bao, done)
    db.commit()
    settle()
    at(midnight(cohort.ends, hours=23), settle)
    assert states(cohort) == ["completed", "enrolled", "waitlisted"]

    at(midnight(cohort.ends, days=1), settle)
    assert states(cohort) == ["completed", "not_completed", "not_seated"]
    assert "enrolment_not_completed" not in kinds_to(world.bao)
    assert kinds_to(world.amina)[-1] == "enrolment_not_completed"
    assert kinds_to(world.ines)[-1] == "enrolment_not_seated"
    assert db.get(Cohort, cohort.id).taken == 2, "whoever had a seat keeps it"
    lines = db.scalars(select(ledger.Entry).where(ledger.Entry.verb.in_(["enrolment.end", "enrolment.dismiss"])))
    assert [line.actor for line in lines] == ["system", "system"]

    at(midnight(cohort.ends, days=3), settle)
    assert kinds_to(world.amina).count("enrolment_not_completed") == 1
    with time_machine.travel(midnight(cohort.ends, days=3)):
        page = client.sign_in(world.amina).get(f"/en/learning/{cohort.code}").text
        assert "before everything was done" in page
        assert "the lessons stay open to you" in page
        assert "Look at the next cohorts" in page
        assert "no seat came free for you" in client.sign_in(world.ines).get(f"/en/learning/{cohort.code}").text


def test_while_the_clock_has_not_struck_the_page_says_already_that_it_is_over(client, world, cohort, enrol):
    enrol(cohort, world.bao, world.amina, world.ines)
    with time_machine.travel(midnight(cohort.ends, days=1)):
        assert "before everything was done" in client.sign_in(world.bao).get(f"/en/learning/{cohort.code}").text
        page = client.sign_in(world.ines).get("/en/learning").text
        assert "Over" in page
        assert "You are number" not in page


def test_a_last_day_that_was_moved_is_awaited(world, cohort, enrol, settle):
    enrol(cohort, world.bao)
    first_end = cohort.ends
    cohort.ends += timedelta(days=30)
    db.commit()
    settle()
    at(midnight(first_end, days=2), settle)
    assert states(cohort) == ["enrolled"]
    at(midnight(first_end, days=31), settle)
    assert states(cohort) == ["not_completed"]


def test_three_days_before_it_begins_those_with_a_seat_are_reminded_once(world, cohort, enrol, settle):
    enrol(cohort, world.bao, world.amina, world.ines)
    at(midnight(cohort.starts, days=-4), settle)
    assert "enrolment_soon" not in kinds_to(world.bao)
    at(midnight(cohort.starts, days=-3), settle)
    at(midnight(cohort.starts, days=-2), settle)
    assert kinds_to(world.bao).count("enrolment_soon") == 1
    assert kinds_to(world.amina).count("enrolment_soon") == 1
    assert "enrolment_soon" not in kinds_to(world.ines)
    letter = db.scalars(select(Letter).where(Letter.kind == "enrolment_soon")).first()
    assert f"/learning/{cohort.code}" in letter.text


def test_a_cohort_that_opens_at_once_needs_no_reminder(world, course, enrol):
    cohort = world.cohort(course, opens_on_enrolment=True)
    enrol(cohort, world.bao)
    topics = {line.topic for line in db.scalars(select(outbox.Line).where(outbox.Line.key == str(cohort.id)))}
    assert "cohort over" in topics
    assert "cohort soon" not in topics


def test_who_did_not_complete_it_can_try_a_later_cohort(client, world, course, cohort, enrol, settle):
    enrol(cohort, world.bao)
    at(midnight(cohort.ends, days=1), settle)
    with time_machine.travel(midnight(cohort.ends, days=2)):
        later = world.cohort(course, deadline=now().date() + timedelta(days=5), ends=now().date() + timedelta(days=60))
        page = client.sign_in(world.bao).get(f"/en/courses/{course.slug}").text
        assert "Take a seat" in page
        assert client.post(f"/en/courses/{course.slug}/cohorts/{later.code}/enrolment").status_code == 303


def test_who_completed_it_does_not_take_anothers_seat(client, world, course, cohort, enrol):
    (place,) = enrol(cohort, world.bao)
    actions.complete(world.bao, place)
    db.commit()
    later = world.cohort(course)
    page = client.sign_in(world.bao).get(f"/en/courses/{course.slug}").text
    assert f"cohorts/{later.code}/enrolment" not in page
    answer = client.post(f"/en/courses/{course.slug}/cohorts/{later.code}/enrolment")
    assert answer.status_code == 409
    assert "You have completed this course already." in answer.text
