"""My desk."""

from datetime import timedelta

from diaspora_commons.courses.enrolments.actions import enrol
from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.notifications.models import Letter
from diaspora_commons.organisations.models import Claim, Invitation, MemberRole


def test_a_visitor_is_asked_to_sign_in(client, world):
    answer = client.get("/en/desk")
    assert answer.status_code == 302
    assert client.where(answer) == "/en/sign-in"


def test_it_shows_what_waits_for_whom(client, world):
    world.initiative("A draft of ours")
    world.initiative("Handed in", State.SUBMITTED)
    world.initiative("To be changed", State.CHANGES_REQUESTED)
    world.initiative("Of others", organisation=world.ponte)
    page = client.sign_in(world.amina).get("/en/desk").text
    waits, theirs = page.split('id="to-do"')[1].split('id="with-team"')
    assert "A draft of ours" in waits
    assert "To be changed" in waits
    assert "Handed in" in theirs
    assert "Of others" not in page


def test_a_newcomer_is_told_the_first_step(client, world):
    page = client.sign_in(world.bao).get("/en/desk").text
    assert "/en/organisations/new" in page
    assert "Speak for an organisation" in page


def test_a_claim_and_an_invitation_are_shown(client, world):
    listed, friends = world.organisation("Listed"), world.organisation("Friends")
    world.keep(Claim(organisation=listed, person=world.bao, evidence="I chair it."))
    world.keep(
        Invitation(
            organisation=friends, email=world.bao.email, role=MemberRole.EDITOR, token_hash="x",
            expires_at=now() + timedelta(days=3),
        )
    )  # fmt: skip
    page = client.sign_in(world.bao).get("/en/desk").text
    assert "Your claim is waiting for the moderators" in page
    assert "Friends" in page
    assert "Speak for an organisation" not in page


def test_a_moderator_sees_how_much_waits(client, world):
    assert "Nothing is waiting for a decision." in client.sign_in(world.dalia).get("/en/desk").text
    world.initiative("Handed in", State.SUBMITTED)
    page = client.sign_in(world.dalia).get("/en/desk").text
    assert "1 thing waits for a decision" in page
    assert "moderation" not in client.sign_in(world.amina).get("/en/desk").text.split("<main")[1].split("</main>")[0]


def test_unread_letters_are_counted(client, world):
    whose = {"person_id": world.amina.id, "address": world.amina.email, "language": "fr"}
    world.keep(Letter(**whose, kind="welcome", subject="Welcome", text="Welcome.", html="<p>Welcome.</p>"))
    assert "1 unread letter" in client.sign_in(world.amina).get("/en/desk").text


def test_who_has_not_confirmed_the_address_is_told(client, world):
    person = world.person("Newcomer", confirmed_at=None)
    assert "not confirmed yet" in client.sign_in(person).get("/en/desk").text


def test_courses_show_the_next_step_and_the_number_in_line(client, world):
    running = world.cohort(world.course("Words"), opens_on_enrolment=True)
    full = world.cohort(world.course("Numbers"), capacity=1)
    with unit_of_work.writing():
        enrol(world.bao, running)
        enrol(world.amina, full)
        enrol(world.bao, full)
    page = client.sign_in(world.bao).get("/en/desk").text
    courses = page.split('id="courses"')[1].split("</section>")[0]
    assert f"/en/learning/{running.code}/lessons/m1-l1" in courses
    assert "You are number 1 of 1 in line." in courses
    assert 'id="courses"' not in client.sign_in(world.ines).get("/en/desk").text
