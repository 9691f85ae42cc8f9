"""The team: who sees it, and changing roles, removing and leaving. An organisation never loses its last owner."""

import pytest


def act(client, organisation, person, what, **data):
    return client.post(f"/en/organisations/{organisation.slug}/team/{person.public_id}/{what}", data)


@pytest.fixture
def team(world):
    """Amina owns, Ines edits, Bao reads."""
    world.member(world.sahel, world.ines, "editor")
    return world.member(world.sahel, world.bao, "reader")


def test_members_and_moderators_see_the_team_and_nobody_else(client, world, team):
    path = f"/en/organisations/{team.slug}/team"
    for person in (world.amina, world.ines, world.bao, world.dalia):
        page = client.sign_in(person).get(path)
        assert page.status_code == 200
        assert "Ines" in page.text
    assert client.sign_in(world.tadesse).get(path).status_code == 404
    assert client.sign_out().get(path).status_code == 302


def test_only_owners_see_addresses_and_means_to_change_it(client, world, team):
    path = f"/en/organisations/{team.slug}/team"
    assert world.ines.email in client.sign_in(world.amina).get(path).text
    page = client.sign_in(world.bao).get(path).text
    assert world.ines.email not in page
    assert "Invite somebody" not in page


def test_an_owner_changes_a_role_and_the_person_is_told(client, world, team, roles, letters):
    assert act(client.sign_in(world.amina), team, world.bao, "role", role="owner").status_code == 303
    assert roles(team)["Bao"] == "owner"
    assert letters(world.bao)[-1].kind == "member_role_changed"
    act(client, team, world.bao, "role", role="owner")
    assert len(letters(world.bao)) == 1, "nothing changed, nothing to tell"


def test_editors_readers_and_strangers_change_nothing(client, world, team, roles):
    before = roles(team)
    for person, status in ((world.ines, 403), (world.bao, 403), (world.tadesse, 404), (world.dalia, 403)):
        assert act(client.sign_in(person), team, world.bao, "role", role="owner").status_code == status
        assert act(client, team, world.ines, "removal").status_code == status
    assert roles(team) == before


def test_there_is_no_other_role(client, world, team, roles):
    assert act(client.sign_in(world.amina), team, world.bao, "role", role="king").status_code == 422
    assert roles(team)["Bao"] == "reader"


def test_an_owner_removes_a_member_who_is_told(client, world, team, roles, letters):
    assert act(client.sign_in(world.amina), team, world.ines, "removal").status_code == 303
    assert roles(team) == {"Amina": "owner", "Bao": "reader"}
    assert letters(world.ines)[-1].kind == "member_removed"
    assert client.sign_in(world.ines).get(f"/en/organisations/{team.slug}/edit").status_code == 403


def test_a_member_leaves_and_the_owner_is_told(client, world, team, roles, letters):
    assert client.sign_in(world.bao).post(f"/en/organisations/{team.slug}/team/departure").status_code == 303
    assert "Bao" not in roles(team)
    assert letters(world.amina)[-1].kind == "member_left"
    assert client.post(f"/en/organisations/{team.slug}/team/departure").status_code == 403


def test_the_last_owner_can_neither_go_nor_step_down(client, world, team, roles):
    client.sign_in(world.amina)
    assert client.post(f"/en/organisations/{team.slug}/team/departure").status_code == 409
    assert act(client, team, world.amina, "role", role="editor").status_code == 409
    assert act(client, team, world.amina, "removal").status_code == 409
    assert roles(team)["Amina"] == "owner"


def test_with_two_owners_one_may_go(client, world, team, roles):
    act(client.sign_in(world.amina), team, world.ines, "role", role="owner")
    assert client.post(f"/en/organisations/{team.slug}/team/departure").status_code == 303
    assert roles(team) == {"Ines": "owner", "Bao": "reader"}


def test_somebody_who_does_not_belong_is_not_there(client, world, team):
    client.sign_in(world.amina)
    assert act(client, team, world.tadesse, "removal").status_code == 404
    assert client.post(f"/en/organisations/{team.slug}/team/nobody/role", {"role": "owner"}).status_code == 404
