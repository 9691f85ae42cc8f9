"""The light of what was confirmed a while ago."""

from datetime import timedelta

import pytest

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.freshness import Freshness, freshness


@pytest.mark.parametrize(
    ("days", "light"),
    [
        (0, Freshness.GREEN),
        (364, Freshness.GREEN),
        (366, Freshness.YELLOW),
        (729, Freshness.YELLOW),
        (731, Freshness.RED),
        (1094, Freshness.RED),
        (1096, Freshness.ASLEEP),
        (9000, Freshness.ASLEEP),
    ],
)
def test_it_goes_from_green_to_asleep(days, light):
    assert freshness(now() - timedelta(days=days)) == light


def test_what_nobody_confirmed_is_not_said_to_be_old():
    assert freshness(None) == Freshness.UNKNOWN


def test_a_page_says_that_it_is_asleep_until_somebody_confirms_it(client, world):
    old = world.published(confirmed_at=now() - timedelta(days=1500))
    assert "Asleep: not confirmed for three years" in client.get(f"/en/initiatives/{old.slug}").text
    client.sign_in(world.amina).post(f"/en/initiatives/{old.slug}/confirmation")
    assert "Confirmed this year" in client.sign_out().get(f"/en/initiatives/{old.slug}").text
