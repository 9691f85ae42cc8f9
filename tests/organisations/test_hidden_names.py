"""An organisation that is hidden is named nowhere: not on cards, pages, citations, feeds or in search."""

import pytest

from diaspora_commons.search.documents import documents_of


@pytest.fixture
def hidden(world):
    return world.organisation("Vanished Institute", is_published=False, hidden_reason="Fraud")


def test_not_with_a_work_of_the_library(client, world, hidden):
    work = world.resource(publishers=[hidden], authors=[])
    for path in ("", f"/{work.slug}", f"/{work.slug}/citation.bib", f"/{work.slug}/citation.txt"):
        assert "Vanished" not in client.get(f"/en/library{path}").text
    assert "Vanished" not in client.get("/en/feeds/library.atom").text
    assert "Vanished" not in documents_of([f"resource:{work.id}"])[0].labels


def test_not_with_an_event(client, world, hidden):
    event = world.event(organisers=[hidden])
    assert "Vanished" not in client.get(f"/en/events/{event.slug}").text
    assert "Vanished" not in client.get("/en/feeds/events.atom").text
    assert "Vanished" not in documents_of([f"event:{event.id}"])[0].labels


def test_nor_with_an_initiative(client, world, hidden):
    joined = world.published(partners=[hidden])
    led = world.published("Led by it", organisation=hidden)
    assert "Vanished" not in client.get(f"/en/initiatives/{joined.slug}").text
    assert "Led by it" not in client.get("/en/initiatives").text
    assert client.get(f"/en/initiatives/{led.slug}").status_code == 404
    assert documents_of([f"initiative:{led.id}"]) == []
