"""The moderators' answer to a claim. Their pages are in the room moderation; here are the verbs."""

import pytest

from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Invalid, Refused, WrongState
from diaspora_commons.organisations import actions, queries
from diaspora_commons.organisations.models import Claim


def accept(person, claim):
    actions.accept_claim(db.merge(person), db.get(Claim, claim.id))
    unit_of_work.commit()


def decline(person, claim, reason="The page does not name you."):
    actions.decline_claim(db.merge(person), db.get(Claim, claim.id), reason)
    unit_of_work.commit()


def test_the_accepted_becomes_owner_and_is_told(client, world, claimed, letters, roles, fresh):
    listed, claim = claimed(world.bao)
    accept(world.dalia, claim)
    assert roles(listed) == {"Bao": "owner"}
    assert (fresh(claim).state, fresh(claim).decided_by_id) == ("accepted", world.dalia.id)
    assert [letter.kind for letter in letters(world.bao)] == ["claim_accepted"]
    assert "Run by its own team" in client.get(f"/en/organisations/{listed.slug}").text


def test_others_who_claimed_it_are_answered_too(client, world, claimed, letters, fresh):
    listed, first = claimed(world.bao)
    _, second = claimed(world.tadesse, listed)
    letters(world.tadesse)
    accept(world.dalia, first)
    assert fresh(second).state == "declined"
    letter = letters(world.tadesse)[-1]
    assert letter.kind == "claim_declined"
    assert "invite you" in letter.text


def test_the_declined_reads_why_and_may_claim_again(client, world, claimed, letters, roles):
    listed, claim = claimed(world.bao)
    decline(world.dalia, claim, "First line\nThe page does not name you.")
    assert roles(listed) == {}
    assert "The page does not name you." in letters(world.bao)[-1].text
    page = client.sign_in(world.bao).get(f"/en/organisations/{listed.slug}").text
    assert "The page does not name you." in page
    assert client.post(f"/en/organisations/{listed.slug}/claim", {"evidence": "See the register."}).status_code == 303


def test_a_decline_needs_a_reason(world, claimed):
    _, claim = claimed(world.bao)
    with pytest.raises(Invalid):
        decline(world.dalia, claim, " ")


def test_only_moderators_decide_and_never_on_themselves(world, claimed, fresh):
    listed, claim = claimed(world.bao)
    _, own = claimed(world.dalia, listed)
    for person, theirs in ((world.bao, claim), (world.amina, claim), (world.dalia, own)):
        for decide in (accept, decline):
            with pytest.raises(Refused):
                decide(person, theirs)
            unit_of_work.abandon()
    assert fresh(claim).state == "submitted"


def test_what_is_decided_stays_decided(world, claimed, fresh):
    _, claim = claimed(world.bao)
    decline(world.dalia, claim)
    for decide in (accept, decline):
        with pytest.raises(WrongState):
            decide(world.rosa, claim)
        unit_of_work.abandon()
    assert fresh(claim).state == "declined"


def test_one_that_found_an_owner_in_the_meantime_is_not_given_away(world, claimed):
    listed, claim = claimed(world.bao)
    world.member(listed, world.tadesse, "owner")
    with pytest.raises(WrongState):
        accept(world.dalia, claim)


def test_the_queue_is_oldest_first(world, claimed):
    _, first = claimed(world.bao)
    _, second = claimed(world.tadesse)
    assert [claim.id for claim in queries.waiting_claims()] == [first.id, second.id]
