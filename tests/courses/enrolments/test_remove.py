"""An administrator looks at the roster of a cohort and takes somebody out, with a reason."""

import re

import pytest
from sqlalchemy import event, select

from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.courses.models import Cohort
from diaspora_commons.kernel import ledger
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter

REASON = "Two accounts of one person.\n[Look](https://elsewhere.example)"


def roster(cohort, end=""):
    return f"/en/courses/{cohort.course.slug}/cohorts/{cohort.code}/roster{end}"


def test_the_roster_shows_names_states_and_numbers(client, world, cohort, enrol):
    enrol(cohort, world.bao, world.amina, world.ines, world.tadesse)
    page = client.sign_in(world.emre).get(roster(cohort)).text
    rows = page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    assert [world.bao.name in rows[0], world.amina.name in rows[1], world.ines.name in rows[2]] == [True] * 3
    assert "Enrolled" in rows[0]
    assert "Number 2" in rows[3]
    assert "2 of 2 seats are taken" in page
    assert "2 people are waiting" in page
    assert "Roster" in client.get(f"/en/courses/{cohort.course.slug}").text


def test_a_long_roster_has_pages(client, world, course, enrol):
    cohort = world.cohort(course, capacity=30)
    enrol(cohort, *[world.person(f"Learner {n}") for n in range(22)])
    client.sign_in(world.emre)
    first, second = client.get(roster(cohort)).text, client.get(roster(cohort, "?page=2")).text
    assert "Learner 19<" in first
    assert "Learner 20<" not in first
    assert "Learner 21<" in second


def test_an_empty_roster_says_so(client, world, cohort):
    assert "Nobody has enrolled yet." in client.sign_in(world.emre).get(roster(cohort)).text


def test_who_is_removed_reads_why_and_the_seat_goes_on(client, world, cohort, enrol, settle):
    place, *_others = enrol(cohort, world.bao, world.amina, world.ines)
    settle()
    answer = client.sign_in(world.emre).post(roster(cohort, f"/{place.id}/removal"), {"reason": REASON})
    assert answer.status_code == 303
    settle()
    db.remove()
    rows = db.scalars(select(Enrolment).order_by(Enrolment.id)).all()
    assert [row.state for row in rows] == ["removed", "enrolled", "enrolled"]
    assert db.get(Cohort, cohort.id).taken == 2
    letter = db.scalars(select(Letter).where(Letter.person_id == world.bao.id).order_by(Letter.id.desc())).first()
    assert letter.kind == "enrolment_removed"
    assert "Two accounts of one person." in letter.text
    assert 'href="https://elsewhere.example"' not in letter.html
    line = db.scalars(select(ledger.Entry).where(ledger.Entry.verb == "enrolment.remove")).one()
    assert (line.actor, line.detail) == (world.emre.public_id, {"from": "enrolled", "to": "removed"})
    hub = client.sign_in(world.bao).get(f"/en/learning/{cohort.code}").text
    assert "Two accounts of one person." in hub


def test_who_was_removed_does_not_come_back_by_itself(client, world, course, cohort, enrol):
    (place,) = enrol(cohort, world.bao)
    client.sign_in(world.emre).post(roster(cohort, f"/{place.id}/removal"), {"reason": "A reason."})
    page = client.sign_in(world.bao).get(f"/en/courses/{course.slug}").text
    assert f"cohorts/{cohort.code}/enrolment" not in page
    answer = client.post(f"/en/courses/{course.slug}/cohorts/{cohort.code}/enrolment")
    assert answer.status_code == 409
    assert "You were removed from this cohort." in answer.text


def test_a_reason_is_asked_for_and_what_was_typed_stays(client, world, course, enrol):
    cohort = world.cohort(course, capacity=30)
    places = enrol(cohort, *[world.person(f"Learner {n}") for n in range(21)])
    client.sign_in(world.emre)
    assert f"/{places[20].id}/removal?page=2" in client.get(roster(cohort, "?page=2")).text
    for reason, sentence in (("  ", "Say why"), ("Too long. " * 201, "Keep the reason below 2000 characters.")):
        answer = client.post(roster(cohort, f"/{places[20].id}/removal?page=2"), {"reason": reason})
        assert answer.status_code == 422
        assert "Learner 20<" in answer.text, "on the page of the roster where it was typed"
        (opened,) = re.findall(r"(?s)<details class=\"action\" open>.*?</details>", answer.text)
        assert sentence in opened
        assert f">{reason}</textarea>" in opened
        assert f"/{places[20].id}/removal" in opened
    db.remove()
    assert db.get(Enrolment, places[20].id).state == "enrolled"


def test_a_second_removal_is_too_late(client, world, cohort, enrol):
    (place,) = enrol(cohort, world.bao)
    client.sign_in(world.emre)
    answers = [client.post(roster(cohort, f"/{place.id}/removal"), {"reason": "A reason."}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "it has moved on since the page was shown" in answers[1].text
    assert '<p dir="auto">A reason.</p>' in answers[1].text, "nothing that was typed is lost"
    db.remove()
    assert db.get(Cohort, cohort.id).taken == 0


@pytest.mark.parametrize("person", ["bao", "amina", "tadesse", "dalia", None])
def test_for_everybody_else_there_is_no_roster(client, world, cohort, enrol, person):
    (place,) = enrol(cohort, world.bao)
    client.sign_in(getattr(world, person)) if person else client.sign_out()
    assert client.get(roster(cohort)).status_code == (404 if person else 302)
    removal = client.post(roster(cohort, f"/{place.id}/removal"), {"reason": "A reason."})
    assert removal.status_code == (404 if person else 403)
    db.remove()
    assert db.get(Enrolment, place.id).state == "enrolled"


def test_a_place_of_another_cohort_is_not_there(client, world, course, cohort, enrol):
    (place,) = enrol(cohort, world.bao)
    other = world.cohort(course)
    answer = client.sign_in(world.emre).post(roster(other, f"/{place.id}/removal"), {"reason": "A reason."})
    assert answer.status_code == 404


def test_a_full_roster_costs_no_more_questions_than_an_empty_one(client, world, course, enrol, app):
    cohort, asked = world.cohort(course, capacity=5), []

    def note(connection, cursor, statement, parameters, context, many):
        asked.append(statement)

    def cost():
        asked.clear()
        assert client.get(roster(cohort)).status_code == 200
        return len(asked)

    client.sign_in(world.emre)
    enrol(cohort, world.bao)
    event.listen(app.extensions["engine"], "before_cursor_execute", note)
    try:
        few = cost()
        enrol(cohort, *[world.person(f"Learner {n}") for n in range(12)])
        assert cost() == few
    finally:
        event.remove(app.extensions["engine"], "before_cursor_execute", note)
