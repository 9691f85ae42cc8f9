"""Taking back what nobody has decided on."""

from diaspora_commons.initiatives.models import State


def test_it_is_a_draft_again_and_out_of_the_queue(client, world, ready, post_to, again):
    waiting = ready(State.SUBMITTED, "Graines pour Kayes")
    assert post_to(world.amina, waiting, "withdrawal").status_code == 303
    assert again(waiting).state == State.DRAFT
    assert "Graines" not in client.sign_in(world.dalia).get("/en/moderation").text
    assert client.get(f"/en/initiatives/{waiting.slug}").status_code == 404


def test_only_its_authors_take_it_back(world, ready, post_to):
    waiting = ready(State.SUBMITTED)
    assert post_to(world.dalia, waiting, "withdrawal").status_code == 403
    assert post_to(world.ines, waiting, "withdrawal").status_code == 404


def test_it_is_too_late_when_it_is_decided(world, ready, post_to):
    assert post_to(world.amina, ready(State.PUBLISHED), "withdrawal").status_code == 409
