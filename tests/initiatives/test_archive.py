"""Putting away, and bringing back as a draft."""

import pytest

from diaspora_commons.initiatives.models import State


def test_what_is_archived_is_found_nowhere(client, world, ready, post_to, settle):
    published = ready(State.PUBLISHED, "Baobab nurseries")
    settle()
    assert published.slug in client.get("/en/search?q=baobab").text
    assert post_to(world.amina, published, "archive").status_code == 303
    settle()
    for reader in (None, world.bao, world.dalia):
        client.sign_in(reader) if reader else client.sign_out()
        assert client.get(f"/en/initiatives/{published.slug}").status_code == 404
        assert "Baobab" not in client.get("/en/initiatives").text
        assert published.slug not in client.get("/en/search?q=baobab").text


@pytest.mark.parametrize("state", [State.DRAFT, State.CHANGES_REQUESTED, State.DECLINED])
def test_its_people_put_away_what_came_to_nothing(world, ready, post_to, again, state):
    thing = ready(state)
    assert post_to(world.amina, thing, "archive").status_code == 303
    assert again(thing).state == State.ARCHIVED


def test_what_is_before_the_moderators_is_taken_back_first(world, ready, post_to):
    assert post_to(world.amina, ready(State.SUBMITTED), "archive").status_code == 409


def test_others_do_not(world, ready, post_to):
    published = ready(State.PUBLISHED)
    for person in (world.ines, world.dalia):
        assert post_to(person, published, "archive").status_code == 403
