"""How to be reached is shown by choice only, once it is accepted, and taken back at will."""

import pytest

from diaspora_commons.accounts.actions import erase
from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import MemberRole, Membership
from diaspora_commons.partnerships.models import State


def test_whoever_accepts_may_show_her_address_at_once(world, post_to, seen_by, letters_to):
    asked = world.partnership()
    assert post_to(world.amina, asked, "acceptance", {"contact": "yes"}).status_code == 303
    assert world.amina.email in seen_by(world.ines, asked)
    letter = letters_to(world.ines)[-1]
    assert world.amina.email not in letter.text, "a letter cannot be taken back"
    assert "name and the address" in letter.text or "nombre" in letter.text


def test_without_the_tick_nothing_is_shown(world, post_to, seen_by):
    asked = world.partnership()
    post_to(world.amina, asked, "acceptance")
    assert world.amina.email not in seen_by(world.ines, asked)


def test_the_sender_shows_hers_afterwards_and_takes_it_back(world, post_to, seen_by, letters_to, timeline):
    asked = world.partnership(State.ACCEPTED)
    assert post_to(world.ines, asked, "contact").status_code == 303
    assert post_to(world.ines, asked, "contact").status_code == 303
    assert world.ines.email in seen_by(world.amina, asked)
    assert timeline(asked) == ["sent", "contact"]
    assert [letter.kind for letter in letters_to(world.amina)] == ["partnership_contact"]
    assert post_to(world.ines, asked, "contact/removal").status_code == 303
    assert world.ines.email not in seen_by(world.amina, asked)
    assert post_to(world.ines, asked, "contact/removal").status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.SENT, State.CLARIFYING, State.DECLINED])
def test_nothing_is_shown_before_it_is_accepted(world, post_to, state):
    assert post_to(world.ines, world.partnership(state), "contact").status_code == 409


def test_nobody_shows_the_address_of_another(world, post_to, seen_by):
    asked, reader = world.partnership(State.ACCEPTED), world.person("Rania")
    world.member(world.sahel, reader, MemberRole.READER)
    assert post_to(reader, asked, "contact").status_code == 403
    for person in (world.bao, world.dalia):
        assert post_to(person, asked, "contact").status_code == 404
    post_to(world.ines, asked, "contact")
    assert post_to(world.amina, asked, "contact/removal").status_code == 404
    assert world.ines.email in seen_by(world.amina, asked)


@pytest.mark.parametrize("how", ["leaves", "becomes a reader", "is erased"])
def test_the_address_goes_with_who_showed_it(world, post_to, seen_by, how):
    asked = world.partnership(State.ACCEPTED)
    world.member(world.ponte, world.bao, MemberRole.OWNER)
    post_to(world.ines, asked, "contact")
    place = db.query(Membership).filter_by(person_id=world.ines.id).one()
    if how == "leaves":
        db.delete(place)
    elif how == "becomes a reader":
        place.role = MemberRole.READER
    db.commit()
    if how == "is erased":
        with unit_of_work.writing():
            erase(db.get(Person, world.ines.id))
    assert world.ines.email not in seen_by(world.amina, asked)


def test_showing_and_hiding_again_and_again_is_told_of_once(world, post_to, seen_by, letters_to, timeline):
    asked = world.partnership(State.ACCEPTED)
    for _time in range(5):
        post_to(world.ines, asked, "contact")
        letters_to(world.amina)
        post_to(world.ines, asked, "contact/removal")
    post_to(world.ines, asked, "contact")
    assert world.ines.email in seen_by(world.amina, asked)
    assert timeline(asked) == ["sent", "contact"]
    assert len(letters_to(world.amina)) == 1


def test_no_letter_leads_to_an_address_that_was_taken_back(world, post_to, letters_to):
    asked = world.partnership(State.ACCEPTED)
    post_to(world.ines, asked, "contact")
    post_to(world.ines, asked, "contact/removal")
    assert letters_to(world.amina) == []
