"""What these rooms keep about a person can be taken away, and goes with the person."""

from sqlalchemy import select

from diaspora_commons.accounts import export
from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.database import db
from diaspora_commons.moderation import personal
from diaspora_commons.moderation.models import Report


def test_everything_is_in_the_persons_own_copy(app, world, report):
    world.initiative("Seeds", State.DRAFT, author_id=world.amina.id)
    report(reporter_id=world.amina.id, words="It ended.")
    kept = export.everything(world.amina)
    assert [(one["title"], one["begun_by_you"]) for one in kept["initiatives"]] == [("Seeds", True)]
    assert [one["words"] for one in kept["reports"]] == ["It ended."]
    assert export.everything(world.bao)["reports"] == []


def test_a_report_stays_and_whose_it_was_does_not(world, report):
    report(reporter_id=world.bao.id)
    report(email=world.bao.email)
    personal.forget(world.bao)
    assert [(r.reporter_id, r.email) for r in db.scalars(select(Report))] == [(None, None)] * 2
