"""Inviting somebody to a team, and taking the invitation back."""

from sqlalchemy import func, select

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Invitation


def invite(client, organisation, email="guest@example.org", role="editor"):
    return client.post(f"/en/organisations/{organisation.slug}/team/invitations", {"email": email, "role": role})


def invitations(organisation):
    return db.scalars(select(Invitation).filter_by(organisation_id=organisation.id).order_by(Invitation.id)).all()


def test_an_owner_invites_by_letter(client, world, letters):
    assert invite(client.sign_in(world.amina), world.sahel, "Guest@Example.org").status_code == 303
    (letter,) = letters("guest@example.org")
    assert letter.kind == "organisation_invitation"
    assert letter.language == "fr", "somebody without an account reads the language of who invites"
    assert letter.is_secret
    assert "Amina" in letter.text


def test_a_person_with_an_account_reads_it_in_their_language(client, world, letters):
    invite(client.sign_in(world.amina), world.sahel, world.ines.email)
    (letter,) = letters(world.ines)
    assert (letter.language, letter.person_id) == ("es", world.ines.id)


def test_the_secret_is_in_the_letter_alone(client, world, letters, link):
    invite(client.sign_in(world.amina), world.sahel)
    token = link(letters("guest@example.org")[0]).rpartition("/")[2]
    assert token not in client.get(f"/en/organisations/{world.sahel.slug}/team").text
    (kept,) = invitations(world.sahel)
    assert token not in kept.token_hash


def test_only_owners_invite(client, world):
    world.member(world.sahel, world.ines, "editor")
    world.member(world.sahel, world.bao, "reader")
    for person, status in ((world.ines, 403), (world.bao, 403), (world.tadesse, 404), (world.dalia, 403)):
        assert invite(client.sign_in(person), world.sahel).status_code == status
    assert invite(client.sign_out(), world.sahel).status_code == 403
    assert db.scalar(select(func.count()).select_from(Invitation)) == 0


def test_what_is_no_address_or_no_role_is_said_beside_its_field(client, world):
    page = invite(client.sign_in(world.amina), world.sahel, "a@b.org, c@d.org", "king")
    assert page.status_code == 422
    assert 'id="email-error"' in page.text
    assert 'id="role-error"' in page.text


def test_who_belongs_to_the_team_is_not_invited_again(client, world):
    page = invite(client.sign_in(world.amina), world.sahel, world.amina.email)
    assert page.status_code == 422
    assert "belongs to the team already" in page.text


def test_a_second_invitation_takes_the_place_of_the_first(client, world, letters):
    invite(client.sign_in(world.amina), world.sahel)
    letters("guest@example.org")
    invite(client, world.sahel, role="owner")
    assert len(letters("guest@example.org")) == 2
    assert [(i.role, i.is_open) for i in invitations(world.sahel)] == [("editor", False), ("owner", True)]


def test_twenty_a_day_are_enough(client, world):
    client.sign_in(world.amina)
    for number in range(20):
        assert invite(client, world.sahel, f"guest{number}@example.org").status_code == 303
    assert invite(client, world.sahel).status_code == 429


def test_the_letter_is_written_once_however_often_it_is_asked_for(client, world, letters):
    invite(client.sign_in(world.amina), world.sahel)
    first = letters("guest@example.org")[0].text
    outbox.post("invitation sent", invitations(world.sahel)[0].id)
    db.commit()
    assert [letter.text for letter in letters("guest@example.org")] == [first]


def test_an_invitation_taken_back_leads_nowhere(client, world, invited):
    path = invited(world.bao.email)
    (kept,) = invitations(world.sahel)
    client.sign_in(world.amina)
    address = f"/en/organisations/{world.sahel.slug}/team/invitations/{kept.id}/revocation"
    assert client.post(address).status_code == 303
    assert client.post(address).status_code == 409
    assert client.sign_in(world.bao).get(path).status_code == 410
    assert client.post(f"{path}/acceptance").status_code == 409


def test_only_owners_of_this_organisation_take_it_back(client, world, invited):
    invited("guest@example.org")
    (kept,) = invitations(world.sahel)
    mine = world.organisation(owner=world.bao)
    client.sign_in(world.bao)
    assert client.post(f"/en/organisations/{mine.slug}/team/invitations/{kept.id}/revocation").status_code == 404
    assert client.post(f"/en/organisations/{world.sahel.slug}/team/invitations/{kept.id}/revocation").status_code == 404
    assert invitations(world.sahel)[0].is_open
