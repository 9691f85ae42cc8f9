"""Sixty days without a word end a request, and both sides are told."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.partnerships.models import State


def days(number):
    return now() + timedelta(days=number)


@pytest.mark.parametrize("side", ["nobody answers", "nobody answers the question"])
def test_on_the_sixtieth_day_it_expires_by_itself(world, ask, only, post_to, again, settle, letters_to, timeline, side):
    ask()
    asked = only()
    if side == "nobody answers the question":
        post_to(world.amina, asked, "messages", {"words": "How many?"})
    before = again(asked).state
    with time_machine.travel(days(59.9), tick=False):
        settle()
        assert again(asked).state == before
    with time_machine.travel(days(60.1), tick=False):
        settle()
        assert again(asked).state == State.EXPIRED
        assert timeline(asked)[-1] == "expired"
        assert [letter.kind for letter in letters_to(world.ines)][-1] == "partnership_expired"
        assert [letter.kind for letter in letters_to(world.amina)][-1] == "partnership_expired"


def test_a_word_in_between_moves_the_day(world, ask, only, post_to, again, settle):
    ask()
    asked = only()
    with time_machine.travel(days(50), tick=False):
        post_to(world.amina, asked, "messages", {"words": "How many?"})
    with time_machine.travel(days(61), tick=False):
        settle()
        assert again(asked).state == State.CLARIFYING
        post_to(world.ines, asked, "messages", {"words": "Three."})
    with time_machine.travel(days(111), tick=False):
        settle()
        assert again(asked).state == State.SENT
    with time_machine.travel(days(122), tick=False):
        settle()
        assert again(asked).state == State.EXPIRED


@pytest.mark.parametrize(("noun", "state"), [("acceptance", State.ACCEPTED), ("refusal", State.DECLINED)])
def test_what_is_decided_does_not_expire(world, ask, only, post_to, again, settle, noun, state):
    ask()
    asked = only()
    post_to(world.amina, asked, noun, {"reason": "So be it."})
    with time_machine.travel(days(90), tick=False):
        settle()
        assert again(asked).state == state


def test_time_asks_by_itself_and_nobody_else_can(client, world, settle, ledger_of):
    asked = world.partnership(ago=61)
    settle()
    assert ledger_of(asked) == [("partnership.expire", {"from": "sent", "to": "expired"})]
    topics = select(outbox.Line.topic).where(outbox.Line.topic.startswith("partnership"))
    assert list(db.scalars(topics)) == []
    for person in (world.ines, world.amina, world.emre):
        assert client.sign_in(person).post(f"/en/partnerships/{asked.public_id}/expiry").status_code == 404


def test_after_that_it_can_be_asked_again(world, ask, only, settle, seen_by):
    seeds = world.published("Seeds for Kayes")
    over = world.partnership(initiative=seeds, ago=61)
    settle()
    assert "Ask again" in seen_by(world.ines, over)
    assert ask(seeds).status_code == 303
