"""Rules are asked for by name; a verb that asks nobody fails; each verb leaves one line."""

import pytest
from sqlalchemy import select

from diaspora_commons.kernel import ledger, unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Refused
from diaspora_commons.kernel.permissions import SYSTEM, VISITOR, may, permit, rule, rules, verb


@pytest.fixture
def ringing(monkeypatch):
    monkeypatch.delitem(rules, "bell.ring", raising=False)

    @rule("bell.ring")
    def may_ring(actor, bell):
        return bell == "mine"

    yield
    rules.pop("bell.ring", None)


@verb
def ring(actor, bell):
    permit(actor, "bell.ring", bell)
    return "ding"


@verb
def sneak(actor):
    return "nobody was asked"


def test_a_rule_decides(ringing):
    assert may(VISITOR, "bell.ring", "mine")
    assert not may(VISITOR, "bell.ring", "yours")
    assert may(SYSTEM, "bell.ring", "yours"), "the commons itself may"


def test_a_verb_goes_on_or_is_refused(ringing, clean):
    assert ring(VISITOR, "mine") == "ding"
    with pytest.raises(Refused):
        ring(VISITOR, "yours")


def test_a_verb_that_asked_nobody_fails(clean):
    with pytest.raises(AssertionError, match="asked nobody"):
        sneak(VISITOR)


def test_two_rules_cannot_have_one_name(ringing):
    with pytest.raises(AssertionError):
        rule("bell.ring")(lambda actor, bell: True)


def test_each_verb_leaves_one_line_when_it_is_committed(ringing, world):
    with unit_of_work.writing():
        ring(world.amina, "mine")
    entries = db.scalars(select(ledger.Entry)).all()
    assert [(e.actor, e.verb, e.subject) for e in entries] == [(world.amina.public_id, "bell.ring", "mine")]


def test_a_verb_may_ask_without_leaving_a_line(ringing, world):
    @verb
    def hum(actor, bell):
        permit(actor, "bell.ring", bell, noted=False)

    with unit_of_work.writing():
        hum(world.amina, "mine")
        with pytest.raises(Refused):
            hum(world.amina, "yours")
    assert db.scalars(select(ledger.Entry)).all() == []


def test_what_is_not_committed_leaves_none(ringing, world):
    def ring_and_fall():
        with unit_of_work.writing():
            ring(world.amina, "mine")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ring_and_fall()
    assert db.scalars(select(ledger.Entry)).all() == []


def test_a_line_changed_later_is_found(ringing, world):
    for _ in range(3):
        with unit_of_work.writing():
            ring(world.amina, "mine")
    assert ledger.broken_at() is None
    second = db.scalars(select(ledger.Entry).order_by(ledger.Entry.id)).all()[1]
    db.execute(ledger.Entry.__table__.update().where(ledger.Entry.id == second.id).values(verb="bell.stole"))
    db.expire_all()
    assert ledger.broken_at() == second.id


def test_a_last_line_taken_away_is_found(ringing, world):
    for _ in range(2):
        with unit_of_work.writing():
            ring(world.amina, "mine")
    last = db.scalars(select(ledger.Entry).order_by(ledger.Entry.id.desc())).first()
    db.execute(ledger.Head.__table__.update().values(entry_id=None))
    db.execute(ledger.Entry.__table__.delete().where(ledger.Entry.id == last.id))
    db.expire_all()
    assert ledger.broken_at() is not None
