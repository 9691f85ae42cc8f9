"""The queue: everything that waits, the oldest first, for moderators only."""

from datetime import timedelta

import pytest

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.clock import now
from diaspora_commons.moderation.queries import cases, waiting_count
from diaspora_commons.organisations.models import Claim


@pytest.fixture
def waiting(world, report):
    """One of each kind; each is a day older than the one before."""
    days = iter(now() - timedelta(days=n) for n in range(1, 9))
    world.initiative("Seeds", State.SUBMITTED, submitted_at=next(days))
    world.initiative("Boats", State.APPEALED, appealed_at=next(days), decided_by_id=world.rosa.id, decided_at=now())
    world.organisation("Newcomers", owner=world.bao, is_published=False, created_at=next(days))
    listed = world.organisation("AFFORD")
    world.keep(
        Claim(organisation=listed, person=world.bao, evidence="I am on its board page.", submitted_at=next(days))
    )
    report(words="Broken", concern="technical", made_at=next(days))


def test_the_oldest_comes_first(client, world, waiting):
    page = client.sign_in(world.dalia).get("/en/moderation").text
    places = [
        page.index(f"<bdi>{name}</bdi>")
        for name in ("Something does not work", "AFFORD", "Newcomers", "Boats", "Seeds")
    ]
    assert places == sorted(places)
    assert "5 cases" in page


def test_it_is_narrowed_by_kind_and_hands(client, world, waiting):
    client.sign_in(world.dalia)
    assert "1 case<" in client.get("/en/moderation?kind=claim").text
    assert "AFFORD" in client.get("/en/moderation?kind=claim").text
    assert "5 cases" in client.get("/en/moderation?hands=free").text
    assert "No such case is waiting." in client.get("/en/moderation?hands=mine").text
    assert "5 cases" in client.get("/en/moderation?kind=nonsense").text


def test_a_long_queue_has_pages(client, world, report):
    for n in range(21):
        report(made_at=now() - timedelta(days=n))
    first = client.sign_in(world.dalia).get("/en/moderation?kind=report").text
    assert first.count('class="line-title"') == 20
    assert "?kind=report&amp;page=2" in first
    assert client.get("/en/moderation?kind=report&page=2").text.count('class="line-title"') == 1


def test_one_does_not_see_buttons_for_what_another_must_decide(world, waiting):
    undecidable = {case.title for case in cases(world.rosa) if not case.is_decidable}
    assert undecidable == {"Boats"}
    assert waiting_count(world.rosa) == 4
    assert waiting_count(world.dalia) == 5
    assert waiting_count(world.bao) == 0


def test_it_is_for_moderators_only(client, world, waiting):
    for person in (world.bao, world.amina):
        assert client.sign_in(person).get("/en/moderation").status_code == 404
    assert client.sign_in(world.emre).get("/en/moderation").status_code == 200
    assert client.sign_out().get("/en/moderation").status_code == 302


def test_an_empty_queue_says_so(client, world):
    assert "Nothing is waiting." in client.sign_in(world.dalia).get("/en/moderation").text


def test_an_organisation_that_was_hidden_does_not_wait(client, world):
    world.organisation("Hidden", is_published=False, hidden_reason="Fraud")
    assert "Hidden" not in client.sign_in(world.dalia).get("/en/moderation").text
