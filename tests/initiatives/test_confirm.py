"""Still true: one click, and the light is green."""

from datetime import timedelta

import pytest

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.clock import now


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "Never confirmed"),
        (10, "Confirmed this year"),
        (400, "Confirmed more than a year ago"),
        (800, "Not confirmed for two years"),
    ],
)
def test_the_light_says_how_long_ago_it_was_confirmed(client, ready, days, words):
    published = ready(State.PUBLISHED, confirmed_at=now() - timedelta(days=days) if days else None)
    assert words in client.get(f"/en/initiatives/{published.slug}").text


def test_one_click_and_it_is_green(client, world, ready, post_to):
    published = ready(State.PUBLISHED, confirmed_at=now() - timedelta(days=800))
    assert "This is still true" in client.sign_in(world.amina).get(f"/en/initiatives/{published.slug}").text
    assert post_to(world.amina, published, "confirmation").status_code == 303
    assert "Confirmed this year" in client.sign_out().get(f"/en/initiatives/{published.slug}").text


def test_others_cannot_tell(world, ready, post_to):
    published = ready(State.PUBLISHED)
    assert post_to(world.ines, published, "confirmation").status_code == 403
    assert post_to(world.dalia, published, "confirmation").status_code == 403
    assert post_to(world.amina, ready(), "confirmation").status_code == 409
