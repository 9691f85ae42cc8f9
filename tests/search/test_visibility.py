"""What the public may not see is not found, not counted and not hinted at."""

import pytest

from diaspora_commons.initiatives.models import State
from diaspora_commons.search import engine
from diaspora_commons.search.query import parse

CANARY = "zyxocanary"


@pytest.mark.parametrize("state", [state for state in State if state is not State.PUBLISHED])
def test_an_initiative_that_is_not_published_leaves_no_trace(client, world, state):
    world.initiative(title=f"Wells {CANARY}", state=state)
    engine.rebuild()
    assert engine.find(parse(CANARY), "en").total == 0
    assert CANARY not in client.get("/api/v1/search?q=zyxocanari").text
    assert engine.check() == []


def test_one_that_is_published_is_found_and_gone_when_archived(client, world):
    thing = world.initiative(title=f"Wells {CANARY}", state=State.PUBLISHED)
    engine.rebuild()
    assert engine.find(parse(CANARY), "en").total == 1
    thing.state = State.ARCHIVED
    engine.agree([f"initiative:{thing.id}"])
    assert engine.find(parse(CANARY), "en").total == 0
