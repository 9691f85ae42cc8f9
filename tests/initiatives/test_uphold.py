"""Saying no for the last time, by a second moderator and with a reason."""

from diaspora_commons.initiatives.models import State


def test_the_author_is_told_why(world, ready, post_to, letters_to, again):
    appealed = ready(State.APPEALED)
    answer = post_to(world.dalia, appealed, "confirmed-refusal", {"reason": "Still a shop."})
    assert answer.status_code == 303
    assert (again(appealed).state, again(appealed).reason) == (State.DECLINED, "Still a shop.")
    letter = letters_to(world.amina)[-1]
    assert letter.kind == "initiative_upheld"
    assert "Still a shop." in letter.text


def test_a_reason_is_needed(world, ready, post_to):
    assert post_to(world.dalia, ready(State.APPEALED), "confirmed-refusal").status_code == 422


def test_there_must_be_an_appeal(world, ready, post_to):
    answer = post_to(world.dalia, ready(State.DECLINED), "confirmed-refusal", {"reason": "x"})
    assert answer.status_code == 409
