"""Saying no: with the reason, and until when the author's side may appeal."""

from datetime import timedelta

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.context import show_date
from diaspora_commons.kernel.languages import speaking


def test_the_author_is_told_why_and_until_when_she_may_appeal(client, world, ready, post_to, letters_to, again):
    waiting = ready(State.SUBMITTED)
    assert post_to(world.dalia, waiting, "refusal", {"reason": "It is a shop."}).status_code == 303
    declined = again(waiting)
    assert (declined.state, declined.reason) == (State.DECLINED, "It is a shop.")
    with speaking("fr"):
        until = show_date(declined.decided_at + timedelta(days=30))
    letter = letters_to(world.amina)[-1]
    assert letter.kind == "initiative_declined"
    assert "It is a shop." in letter.text
    assert until in letter.text
    page = client.sign_in(world.amina).get(f"/fr/initiatives/{waiting.slug}").text
    assert until in page


def test_no_reason_no_refusal(world, ready, post_to, again):
    waiting = ready(State.SUBMITTED)
    assert post_to(world.dalia, waiting, "refusal", {"ready": "nonsense"}).status_code == 422
    assert again(waiting).state == State.SUBMITTED


def test_the_public_does_not_learn_of_it(client, world, ready):
    declined = ready(State.DECLINED, "Not for you")
    assert client.get(f"/en/initiatives/{declined.slug}").status_code == 404
    assert "Not for you" not in client.get("/en/initiatives").text


def test_authors_and_strangers_do_not_decline(world, ready, post_to):
    waiting = ready(State.SUBMITTED)
    assert post_to(world.amina, waiting, "refusal", {"reason": "x"}).status_code == 403
    assert post_to(world.bao, waiting, "refusal", {"reason": "x"}).status_code == 404
    assert post_to(world.dalia, ready(State.PUBLISHED), "refusal", {"reason": "x"}).status_code == 409
