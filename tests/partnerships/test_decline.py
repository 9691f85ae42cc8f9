"""Saying no, with the reason that the other side reads."""

import pytest

from diaspora_commons.partnerships.models import State


@pytest.mark.parametrize("state", [State.SENT, State.CLARIFYING])
def test_the_other_side_reads_why(world, post_to, again, letters_to, seen_by, state):
    asked = world.partnership(state)
    assert post_to(world.amina, asked, "refusal", {"reason": "The harvest comes first."}).status_code == 303
    assert again(asked).state == State.DECLINED
    letter = letters_to(world.ines)[-1]
    assert letter.kind == "partnership_declined"
    assert "The harvest comes first." in letter.text
    assert "The harvest comes first." in seen_by(world.ines, asked)


def test_no_reason_no_refusal(world, post_to, again):
    asked = world.partnership()
    assert post_to(world.amina, asked, "refusal", {"reason": "  "}).status_code == 422
    long = post_to(world.amina, asked, "refusal", {"reason": "x" * 2001})
    assert long.status_code == 422
    assert "x" * 2001 in long.text
    assert again(asked).state == State.SENT


def test_the_reason_is_for_the_two_sides_and_not_in_the_ledger(client, world, post_to, ledger_of):
    asked = world.partnership()
    post_to(world.amina, asked, "refusal", {"reason": "The harvest comes first."})
    assert ledger_of(asked) == [("partnership.decline", {"from": "sent", "to": "declined"})]
    client.sign_in(world.dalia)
    for path in ("/en/moderation/ledger", "/en/moderation/ledger/export"):
        assert "harvest" not in client.get(path).text


def test_the_sender_strangers_and_moderators_do_not_decline(world, post_to):
    asked = world.partnership()
    assert post_to(world.ines, asked, "refusal", {"reason": "x"}).status_code == 403
    for person in (world.bao, world.dalia):
        assert post_to(person, asked, "refusal", {"reason": "x"}).status_code == 404


def test_what_is_withdrawn_needs_no_answer_and_nothing_typed_is_lost(world, post_to):
    answer = post_to(world.amina, world.partnership(State.WITHDRAWN), "refusal", {"reason": "The harvest."})
    assert answer.status_code == 409
    assert "The harvest." in answer.text
