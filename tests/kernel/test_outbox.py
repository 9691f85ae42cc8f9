"""What is posted inside a transaction is done after it, at least once, and never without it."""

import pytest
from sqlalchemy import func, select

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.outbox import Line, post


@pytest.fixture
def done(clean, monkeypatch):
    seen = []
    monkeypatch.setitem(outbox.errands, "ring", seen.extend)
    monkeypatch.setitem(outbox.follow_ups, "note", seen.extend)
    return seen


def lines() -> int:
    return db.scalar(select(func.count()).select_from(Line).where(Line.topic.in_(("ring", "note"))))


def test_nothing_follows_what_was_not_committed(done):
    post("ring", 1)
    db.rollback()
    outbox.settle()
    assert done == []


def test_asking_twice_before_it_is_done_is_asking_once(done):
    post("ring", 1)
    post("ring", 1, 2)
    db.commit()
    outbox.settle()
    assert sorted(done) == ["1", "2"]
    assert lines() == 0


def test_asking_again_while_it_is_being_done_does_it_again(done, monkeypatch):
    def ring(keys):
        done.extend(keys)
        if len(done) == 1:
            post("ring", 1)
            db.commit()

    monkeypatch.setitem(outbox.errands, "ring", ring)
    post("ring", 1)
    db.commit()
    outbox.settle()
    assert done == ["1", "1"]


def test_what_fails_is_kept_with_its_error_and_tried_later(done, monkeypatch):
    def fail(keys):
        raise OSError("the post office is closed")

    monkeypatch.setitem(outbox.errands, "ring", fail)
    post("ring", 1)
    db.commit()
    assert outbox.drain() == 0
    line = db.scalars(select(Line).where(Line.topic == "ring")).one()
    assert (line.tries, line.held_until) == (1, None)
    assert "post office" in line.error
    assert outbox.drain() == 0, "it waits before it is tried again"


def test_a_line_that_is_due_later_waits(done, world):
    from datetime import timedelta

    import time_machine

    from diaspora_commons.kernel.clock import now

    post("note", 7, due=now() + timedelta(days=14))
    db.commit()
    outbox.settle()
    assert done == []
    with time_machine.travel(now() + timedelta(days=15)):
        outbox.settle()
    assert done == ["7"]


def test_a_line_held_by_somebody_who_died_is_taken_over(done):
    from datetime import timedelta

    import time_machine

    from diaspora_commons.kernel.clock import now

    post("note", 1)
    db.commit()
    assert len(outbox.claim(10)) >= 1
    outbox.settle()
    assert done == []
    with time_machine.travel(now() + outbox.LEASE + timedelta(seconds=1)):
        outbox.settle()
    assert done == ["1"]
