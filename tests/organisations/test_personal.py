"""What the room keeps about a person, and what must be settled before an account is erased."""

from datetime import timedelta

from sqlalchemy import func, select, update

from diaspora_commons.accounts import actions as accounts
from diaspora_commons.accounts import erasure, export
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations import personal
from diaspora_commons.organisations.models import Invitation, Membership


def invitations():
    return db.scalar(select(func.count()).select_from(Invitation))


def test_the_last_owner_of_a_team_hands_it_over_first(world):
    assert personal.hinders_erasure(world.amina) is None, "nobody else is there to be left alone"
    world.member(world.sahel, world.bao)
    assert "Sahel Roots" in personal.hinders_erasure(world.amina)
    assert personal.hinders_erasure(world.bao) is None
    world.member(world.sahel, world.ines, "owner")
    assert personal.hinders_erasure(world.amina) is None


def test_everything_kept_is_told(world, claimed):
    claimed(world.bao)
    world.member(world.sahel, world.bao)
    told = personal.kept_about(world.bao)
    assert told["memberships"][0]["organisation"] == "Sahel Roots"
    assert told["claims"][0]["evidence"] == "My name is on the site."


def test_invitations_to_an_address_go_with_the_account(world, invited):
    invited(world.bao.email)
    personal.forget(world.bao)
    assert invitations() == 0


def test_old_invitations_are_dropped_and_open_ones_stay(world, invited):
    invited("guest@example.org")
    personal.forget_old_invitations()
    assert invitations() == 1
    db.execute(update(Invitation).values(expires_at=now() - timedelta(days=15)))
    personal.forget_old_invitations()
    assert invitations() == 0


def test_an_account_is_erased_with_what_the_team_knew_of_it(client, world, invited):
    invited(world.bao.email)
    world.member(world.sahel, world.bao)
    assert "organisations" in export.everything(db.merge(world.bao))
    assert erasure.reasons_to_wait(db.merge(world.amina)) != []
    accounts.erase(db.merge(world.bao))
    assert invitations() == 0
    assert db.scalar(select(func.count()).select_from(Membership).filter_by(person_id=world.bao.id)) == 0
