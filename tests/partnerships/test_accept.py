"""Saying yes."""

import pytest

from diaspora_commons.initiatives.models import State as InitiativeState
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import MemberRole
from diaspora_commons.partnerships.models import State


@pytest.mark.parametrize("state", [State.SENT, State.CLARIFYING])
def test_amina_accepts_and_ines_is_told(world, post_to, again, timeline, letters_to, seen_by, state):
    asked = world.partnership(state)
    assert post_to(world.amina, asked, "acceptance").status_code == 303
    assert again(asked).state == State.ACCEPTED
    assert timeline(asked) == ["sent", "accepted"]
    letter = letters_to(world.ines)[-1]
    assert letter.kind == "partnership_accepted"
    assert world.amina.email not in letter.text
    for person in (world.amina, world.ines):
        assert "You have agreed to do this together" in seen_by(person, asked)


def test_only_the_other_sides_speakers_accept(client, world, post_to, again):
    asked, reader = world.partnership(), world.person("Rania")
    world.member(world.sahel, reader, MemberRole.READER)
    assert post_to(reader, asked, "acceptance").status_code == 403
    assert post_to(world.ines, asked, "acceptance").status_code == 403
    for person in (world.bao, world.dalia, world.emre):
        assert post_to(person, asked, "acceptance").status_code == 404
    assert client.sign_out().post(f"/en/partnerships/{asked.public_id}/acceptance").status_code == 403
    assert again(asked).state == State.SENT


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED])
def test_what_is_decided_stays_decided(world, post_to, again, state):
    over = world.partnership(state)
    answer = post_to(world.amina, over, "acceptance")
    assert answer.status_code == 409
    assert "moved on since the page was shown" in answer.text
    assert again(over).state == state


def test_an_archived_initiative_does_not_hinder_an_answer(world, post_to, again, seen_by):
    seeds = world.published("Seeds for Kayes")
    asked = world.partnership(initiative=seeds)
    seeds.state, seeds.title = InitiativeState.ARCHIVED, "A secret new name"
    world.keep(seeds)
    page = seen_by(world.ines, asked)
    assert "Seeds for Kayes" in page
    assert "(not public at present)" in page
    assert "A secret new name" not in page
    assert post_to(world.amina, asked, "acceptance").status_code == 303
    assert again(asked).state == State.ACCEPTED


def test_a_receiver_without_members_is_said_to_be_deaf(world, seen_by):
    asked = world.partnership()
    db.delete(db.merge(world.sahel).members[0])
    db.commit()
    assert "Nobody speaks for Sahel Roots at present" in seen_by(world.ines, asked)


def test_a_hidden_other_side_is_named_and_not_linked(world, seen_by):
    asked = world.partnership()
    world.sahel.is_published, world.sahel.hidden_reason = False, "Rude words."
    world.keep(world.sahel)
    page = seen_by(world.ines, asked)
    assert "Sahel Roots is not public at present." in page
    assert f"/organisations/{world.sahel.slug}" not in page
    assert "Rude words." not in page
