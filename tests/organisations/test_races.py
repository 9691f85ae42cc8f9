"""What two people do at the same moment happens one after the other, on both databases."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import database, unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import Base, db, make_session
from diaspora_commons.kernel.errors import Answerable
from diaspora_commons.organisations import actions
from diaspora_commons.organisations.models import Claim, Invitation, Membership, Organisation
from diaspora_commons.organisations.rules import membership
from world import World


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.slow])])
def world(request, app, tmp_path):
    """The world on a database where commits are real."""
    before = dict(make_session.kw)
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'races.db'}"
    else:
        url = request.getfixturevalue("new_postgres_database")()
    db.remove()
    engine = database.connect(url, "NORMAL")
    make_session.configure(join_transaction_mode="conditional_savepoint")
    Base.metadata.create_all(engine)
    try:
        yield World()
    finally:
        db.remove()
        engine.dispose()
        make_session.configure(**before)


def at_once(*acts):
    """Do all of it at the same moment, each in its own transaction; the names of what went wrong."""
    start, refused = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            with unit_of_work.writing():
                act()
        except Answerable as error:
            refused.append(type(error).__name__)
        finally:
            db.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.remove()
    return refused


def person(of):
    return db.get(Person, of.id)


def place(organisation, of):
    return membership(of, db.get(Organisation, organisation.id))


def owners(organisation):
    places = db.scalars(select(Membership).filter_by(organisation_id=organisation.id, role="owner"))
    return [p.person_id for p in places]


def test_an_invitation_used_twice_at_once_is_used_once(world):
    invitation = world.keep(
        Invitation(
            organisation_id=world.sahel.id, email=world.bao.email, role="editor", token_hash="x",
            expires_at=now() + timedelta(days=1),
        )
    )  # fmt: skip

    def accept():
        actions.accept_invitation(person(world.bao), db.get(Invitation, invitation.id))

    assert at_once(*[accept] * 5) == ["WrongState"] * 4
    assert len(db.scalars(select(Membership).filter_by(person_id=world.bao.id)).all()) == 1


def test_two_owners_who_demote_each_other_leave_one(world):
    world.member(world.sahel, world.ines, "owner")

    def demote(by, whom):
        actions.change_role(person(by), place(world.sahel, whom), "editor")

    refused = at_once(lambda: demote(world.amina, world.ines), lambda: demote(world.ines, world.amina))
    assert refused == ["Refused"], "the one who came second is no owner any more"
    assert len(owners(world.sahel)) == 1


def test_two_owners_who_leave_at_once_leave_one(world):
    world.member(world.sahel, world.ines, "owner")

    def leave(who):
        actions.leave(person(who), db.get(Organisation, world.sahel.id))

    assert at_once(lambda: leave(world.amina), lambda: leave(world.ines)) == ["WrongState"]
    assert len(owners(world.sahel)) == 1


def test_the_same_claim_sent_twice_is_one(world):
    listed = world.organisation("Listed")

    def claim():
        actions.claim(person(world.bao), db.get(Organisation, listed.id), "My name is on the site.")

    assert at_once(*[claim] * 4) == ["WrongState"] * 3
    assert len(db.scalars(select(Claim)).all()) == 1


def test_two_moderators_who_accept_two_claims_make_one_owner(world):
    listed = world.organisation("Listed")
    claims = [
        world.keep(Claim(organisation_id=listed.id, person_id=who.id, evidence="See the register."))
        for who in (world.bao, world.tadesse)
    ]

    def accept(moderator, claim):
        actions.accept_claim(person(moderator), db.get(Claim, claim.id))

    refused = at_once(lambda: accept(world.dalia, claims[0]), lambda: accept(world.rosa, claims[1]))
    assert refused == ["WrongState"]
    assert len(owners(listed)) == 1
