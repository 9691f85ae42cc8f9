"""Taking a case in hand, so that two do not read the same."""

from datetime import timedelta

from sqlalchemy import select

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.moderation.models import Handling


def take(client, thing):
    return client.post(f"/en/moderation/cases/initiative:{thing.id}/taking")


def test_one_takes_it_and_is_led_there(client, world):
    waiting = world.initiative(state=State.SUBMITTED)
    answer = take(client.sign_in(world.dalia), waiting)
    assert client.where(answer) == f"/en/initiatives/{waiting.slug}"
    assert "Taken by you" in client.get("/en/moderation").text
    assert "Taken by Dalia" in client.sign_in(world.rosa).get("/en/moderation").text


def test_a_colleague_does_not_take_it_away(client, world):
    waiting = world.initiative(state=State.SUBMITTED)
    take(client.sign_in(world.dalia), waiting)
    assert "Take over this case" not in client.sign_in(world.rosa).get("/en/moderation").text
    answer = take(client, waiting)
    assert answer.status_code == 409
    assert "Dalia has taken this case already." in answer.text


def test_after_a_day_a_colleague_may(client, world):
    waiting = world.initiative(state=State.SUBMITTED)
    world.keep(Handling(subject=f"initiative:{waiting.id}", moderator=world.dalia, since=now() - timedelta(days=2)))
    assert "Take over this case" in client.sign_in(world.rosa).get("/en/moderation").text
    assert take(client, waiting).status_code == 303
    assert db.scalars(select(Handling.moderator_id)).all() == [world.rosa.id]


def test_one_puts_it_back(client, world):
    waiting = world.initiative(state=State.SUBMITTED)
    take(client.sign_in(world.dalia), waiting)
    client.sign_in(world.rosa).post(f"/en/moderation/cases/initiative:{waiting.id}/release")
    assert len(db.scalars(select(Handling)).all()) == 1
    client.sign_in(world.dalia).post(f"/en/moderation/cases/initiative:{waiting.id}/release")
    assert db.scalars(select(Handling)).all() == []


def test_there_must_be_such_a_case_and_one_must_be_a_moderator(client, world):
    draft, waiting = world.initiative(), world.initiative(state=State.SUBMITTED)
    assert take(client.sign_in(world.dalia), draft).status_code == 404
    assert take(client.sign_in(world.amina), waiting).status_code == 404
