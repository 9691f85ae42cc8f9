"""A new organisation becomes public when a moderator has looked."""

from diaspora_commons.search.documents import documents_of


def publish(client, organisation):
    return client.post(f"/en/organisations/{organisation.slug}/publication")


def test_only_a_moderator_publishes(client, world, fresh, letters):
    made = world.organisation("New one", owner=world.amina, is_published=False)
    assert publish(client, made).status_code in (302, 403)
    assert publish(client.sign_in(world.bao), made).status_code == 404
    assert publish(client.sign_in(world.amina), made).status_code == 404
    assert publish(client.sign_in(world.dalia), made).status_code == 303
    assert fresh(made).is_published
    assert client.sign_out().get(f"/en/organisations/{made.slug}").status_code == 200
    assert [letter.kind for letter in letters(world.amina)] == ["organisation_published"]
    assert documents_of([f"organisation:{made.id}"])


def test_nobody_decides_on_their_own(client, world, fresh):
    made = world.organisation("Dalia's own", owner=world.dalia, is_published=False)
    assert publish(client.sign_in(world.dalia), made).status_code == 403
    assert "Not for you to decide: another moderator does." in client.get("/en/moderation").text
    assert publish(client.sign_in(world.rosa), made).status_code == 303
    assert fresh(made).is_published


def test_once_is_enough(client, world):
    assert publish(client.sign_in(world.dalia), world.sahel).status_code == 409


def test_a_hidden_one_is_restored_and_not_published(client, world):
    made = world.organisation("Hidden", owner=world.amina, is_published=False, hidden_reason="Not an organisation.")
    assert publish(client.sign_in(world.dalia), made).status_code == 409
