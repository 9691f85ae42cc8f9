"""Accepting an invitation: once, in time, by the one it was sent to."""

import re
from datetime import timedelta

from sqlalchemy import update

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Invitation


def test_the_invited_joins_and_the_owner_is_told(client, world, invited, letters, roles):
    path = invited(world.bao.email, "editor")
    assert "Accept and join" in client.sign_in(world.bao).get(path).text
    joined = client.post(f"{path}/acceptance")
    assert (joined.status_code, client.where(joined)[3:]) == (303, f"/organisations/{world.sahel.slug}")
    assert roles(world.sahel) == {"Amina": "owner", "Bao": "editor"}
    assert letters(world.amina)[-1].kind == "member_joined"


def test_looking_does_not_use_it(client, world, invited, roles):
    path = invited(world.bao.email)
    for _ in range(3):
        assert client.sign_in(world.bao).get(path).status_code == 200
    assert "Bao" not in roles(world.sahel)


def test_a_newcomer_is_led_to_an_account_and_back(client, world, invited):
    path = invited("newcomer@example.org")
    page = client.get(path)
    assert page.status_code == 200
    assert "register?next=" in page.text
    assert "sign-in?next=" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert client.post(f"{path}/acceptance").status_code == 403
    newcomer = world.person("Nadia", email="newcomer@example.org")
    assert client.sign_in(newcomer).post(f"{path}/acceptance").status_code == 303


def test_somebody_with_another_address_is_refused_kindly(client, world, invited, roles):
    path = invited(world.bao.email)
    page = client.sign_in(world.tadesse).get(path)
    assert page.status_code == 200
    assert "sent to another address" in page.text
    assert world.bao.email not in page.text
    assert client.post(f"{path}/acceptance").status_code == 403
    assert "Tadesse" not in roles(world.sahel)


def test_an_address_that_is_not_confirmed_is_nobodys(client, world, invited):
    path = invited("newcomer@example.org")
    newcomer = world.person("Nadia", email="newcomer@example.org", confirmed_at=None)
    assert client.sign_in(newcomer).post(f"{path}/acceptance").status_code in (302, 403)


def test_it_works_once(client, world, invited, roles):
    path = invited(world.bao.email)
    client.sign_in(world.bao).post(f"{path}/acceptance")
    client.post(f"/en/organisations/{world.sahel.slug}/team/departure")
    assert client.get(path).status_code == 410
    assert client.post(f"{path}/acceptance").status_code == 409
    assert roles(world.sahel) == {"Amina": "owner"}


def test_it_ends_after_fourteen_days(client, world, invited):
    path = invited(world.bao.email)
    db.execute(update(Invitation).values(expires_at=now() - timedelta(minutes=1)))
    db.commit()
    assert client.sign_in(world.bao).get(path).status_code == 410
    assert client.post(f"{path}/acceptance").status_code == 409


def test_it_ends_when_its_sender_is_no_owner_any_more(client, world, invited, roles):
    world.member(world.sahel, world.ines, "owner")
    path = invited(world.bao.email)
    client.sign_in(world.ines)
    client.post(f"/en/organisations/{world.sahel.slug}/team/{world.amina.public_id}/removal")
    assert client.sign_in(world.bao).post(f"{path}/acceptance").status_code == 409
    assert roles(world.sahel) == {"Ines": "owner"}


def test_who_came_another_way_keeps_the_role_they_have(client, world, invited, roles):
    path = invited(world.bao.email, "reader")
    world.member(world.sahel, world.bao, "owner")
    assert client.sign_in(world.bao).post(f"{path}/acceptance").status_code == 303
    assert roles(world.sahel)["Bao"] == "owner"


def test_a_made_up_link_leads_nowhere(client, world):
    assert client.get("/en/organisations/invitations/guess").status_code == 404
    assert client.sign_in(world.bao).post("/en/organisations/invitations/guess/acceptance").status_code == 404


def test_one_who_joins_a_team_that_is_not_public_sees_it(client, world, letters, link):
    made = world.organisation("New one", owner=world.amina, is_published=False)
    client.sign_in(world.amina)
    client.post(f"/en/organisations/{made.slug}/team/invitations", {"email": world.bao.email, "role": "reader"})
    path = link(letters(world.bao)[-1])
    assert client.sign_in(world.bao).get(f"/en/organisations/{made.slug}").status_code == 404
    assert client.post(f"{path}/acceptance").status_code == 303
    assert client.get(f"/en/organisations/{made.slug}").status_code == 200


def test_a_newcomer_registers_confirms_and_is_back_at_the_invitation(client, world, invited, letters):
    path = invited("newcomer@example.org")
    page = client.get(f"/en/register?next={path}").text
    assert f'value="{path}"' in page
    given = {"name": "Nadia", "email": "newcomer@example.org", "password": "rain on tin roofs", "next": path}
    assert client.post("/en/register", given).status_code == 303
    text = letters("newcomer@example.org")[-1].text.replace("\\", "")
    confirmation = re.search(r"/\w\w/confirmation/[\w-]+", text)[0]
    back = client.post(confirmation, {"password": "rain on tin roofs"})
    assert (back.status_code, client.where(back)) == (303, path)


def test_registering_leads_to_no_other_site(client, world, letters):
    given = {"name": "Nadia", "email": "nadia@example.org", "password": "rain on tin roofs", "next": "//evil.example"}
    client.post("/en/register", given)
    text = letters("nadia@example.org")[-1].text.replace("\\", "")
    confirmation = re.search(r"/\w\w/confirmation/[\w-]+", text)[0]
    assert client.where(client.post(confirmation, {"password": "rain on tin roofs"})) == "/en/desk"
