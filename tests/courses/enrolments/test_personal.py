"""What is kept of a learner: taken away as a copy, erased with the account; and nobody else sees any of it."""

import json
import re

import pytest
from sqlalchemy import select

from diaspora_commons.accounts import actions as accounts
from diaspora_commons.accounts import export
from diaspora_commons.courses.enrolments import actions
from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.courses.models import Cohort
from diaspora_commons.kernel import ledger, unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter

CANARY = "Zwitscherlein"


def states(cohort):
    rows = db.scalars(select(Enrolment).where(Enrolment.cohort_id == cohort.id).order_by(Enrolment.id))
    return [(one.person.name, str(one.state)) for one in rows]


def test_the_copy_has_every_place(world, course, cohort, enrol):
    (place,) = enrol(cohort, world.bao)
    with unit_of_work.writing():
        actions.remove(world.emre, place, "Two accounts.")
    kept = export.everything(world.bao)["enrolments"]
    assert [(one["course"], one["cohort"], one["state"], one["reason"]) for one in kept] == [
        (course.title, cohort.code, "removed", "Two accounts.")
    ]
    assert kept[0]["ended_at"]
    json.dumps(kept)
    assert export.everything(world.amina)["enrolments"] == []


def test_with_the_account_the_seat_goes_to_the_next(world, cohort, enrol, settle):
    enrol(cohort, world.bao, world.amina, world.ines)
    other = world.cohort(world.course("Numbers"), capacity=1)
    enrol(other, world.tadesse, world.bao, world.amina)
    settle()
    with unit_of_work.writing():
        accounts.erase(world.bao)
    settle()
    assert states(cohort) == [("Amina", "enrolled"), ("Ines", "enrolled")]
    assert states(other) == [("Tadesse", "enrolled"), ("Amina", "waitlisted")]
    assert [db.get(Cohort, one.id).taken for one in (cohort, other)] == [2, 1]
    kinds = [one.kind for one in db.scalars(select(Letter).where(Letter.person_id == world.ines.id))]
    assert kinds == ["enrolment_waitlisted", "enrolment_promoted"]
    assert ledger.broken_at() is None


def test_a_completed_seat_is_given_back_too(world, cohort, enrol):
    done, *_others = enrol(cohort, world.bao, world.amina, world.ines)
    with unit_of_work.writing():
        actions.complete(world.bao, done)
    with unit_of_work.writing():
        accounts.erase(world.bao)
    assert states(cohort) == [("Amina", "enrolled"), ("Ines", "enrolled")]


def test_nobody_vacates_for_another(world):
    from diaspora_commons.kernel.permissions import may

    assert may(world.bao, "enrolment.vacate", world.bao)
    assert not may(world.emre, "enrolment.vacate", world.bao)


# Moderators read in the ledger who did what; that page is theirs, and is not looked at here.
PLACES = (
    "/en/", "/en/courses", "/en/courses/{course}", "/en/courses/{course}/cohorts/{cohort}/roster", "/en/learning",
    "/en/learning/{cohort}", "/en/desk", f"/en/search?q={CANARY}", f"/api/v1/search?q={CANARY}",
    f"/api/v1/ask?q={CANARY}", "/sitemap-courses.xml", "/en/feeds/events.atom", "/en/moderation",
    "/en/account/letters",
)  # fmt: skip


@pytest.mark.parametrize("who", [None, "amina", "tadesse", "dalia"])
def test_nobody_else_sees_who_learns_or_waits(client, world, course, cohort, enrol, settle, who):
    learner, waiter = world.person(f"{CANARY} One"), world.person(f"{CANARY} Two")
    enrol(cohort, learner, world.ines, waiter)
    settle()
    client.sign_in(getattr(world, who)) if who else client.sign_out()
    for place in PLACES:
        answer = client.get(place.format(course=course.slug, cohort=cohort.code), follow_redirects=True)
        text = re.sub(r"<[^>]+>", "", answer.text)
        for name in (learner.name, waiter.name, learner.email, learner.public_id, waiter.public_id):
            assert name not in text, (who, place)


def test_those_who_look_after_it_do_see_them(client, world, course, cohort, enrol):
    """Else the test above would prove nothing."""
    learner = world.person(f"{CANARY} One")
    enrol(cohort, learner)
    page = client.sign_in(world.emre).get(f"/en/courses/{course.slug}/cohorts/{cohort.code}/roster").text
    assert learner.name in page


def test_letters_go_to_those_whom_they_are_about_and_name_nobody(world, cohort, enrol, settle):
    learner, waiter = world.person(f"{CANARY} One"), world.person(f"{CANARY} Two")
    place, *_others = enrol(cohort, learner, world.ines, waiter)
    with unit_of_work.writing():
        actions.withdraw(learner, db.get(Enrolment, place.id))
    settle()
    for letter in db.scalars(select(Letter)):
        for one in (learner, waiter):
            if letter.person_id != one.id:
                assert one.name not in letter.text + letter.html + letter.subject
