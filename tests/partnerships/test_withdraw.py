"""Taking a request back before anybody has decided."""

import pytest

from diaspora_commons.partnerships.models import State


@pytest.mark.parametrize("state", [State.SENT, State.CLARIFYING])
def test_the_other_side_is_told_with_the_reason_if_there_is_one(world, post_to, again, letters_to, timeline, state):
    asked = world.partnership(state)
    assert post_to(world.ines, asked, "withdrawal", {"reason": "We have no hall."}).status_code == 303
    assert again(asked).state == State.WITHDRAWN
    assert timeline(asked) == ["sent", "withdrawn"]
    letter = letters_to(world.amina)[-1]
    assert letter.kind == "partnership_withdrawn"
    assert "We have no hall." in letter.text


def test_no_reason_is_needed(world, post_to, again):
    asked = world.partnership()
    assert post_to(world.ines, asked, "withdrawal").status_code == 303
    assert again(asked).state == State.WITHDRAWN


def test_it_is_too_late_once_it_is_accepted(world, post_to, again):
    asked = world.partnership(State.ACCEPTED)
    assert post_to(world.ines, asked, "withdrawal").status_code == 409
    assert again(asked).state == State.ACCEPTED


def test_only_the_sender_withdraws(world, post_to):
    asked = world.partnership()
    assert post_to(world.amina, asked, "withdrawal").status_code == 403
    for person in (world.bao, world.dalia):
        assert post_to(person, asked, "withdrawal").status_code == 404


def test_a_draft_is_thrown_away_instead(world, post_to):
    assert post_to(world.ines, world.partnership(State.DRAFT), "withdrawal").status_code == 409
