"""What is new, as feeds."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.clock import now

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, kind, language="en"):
    answer = client.get(f"/{language}/feeds/{kind}.atom")
    assert answer.mimetype == "application/atom+xml"
    return ET.fromstring(answer.data)


@pytest.mark.parametrize("kind", ["initiatives", "library", "events"])
def test_each_has_what_atom_asks_for(client, world, kind):
    world.published("Seeds & <weeds>")
    world.resource("Seeds & <weeds>")
    world.event("Seeds & <weeds>")
    root = feed(client, kind)
    for element in (root, root.find(f"{ATOM}entry")):
        assert all(element.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated"))
    assert root.find(f"{ATOM}entry/{ATOM}title").text == "Seeds & <weeds>"
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith(f"/en/feeds/{kind}.atom")


@pytest.mark.parametrize("kind", ["initiatives", "library", "events"])
def test_an_empty_one_is_still_a_feed(client, clean, kind):
    assert feed(client, kind).findall(f"{ATOM}entry") == []


def test_the_newest_stands_first_and_drafts_are_nowhere(client, world):
    world.published("Older", published_at=now() - timedelta(days=2))
    world.published("Newer")
    world.initiative("Draft", State.DRAFT)
    root = feed(client, "initiatives")
    assert [e.text for e in root.findall(f"{ATOM}entry/{ATOM}title")] == ["Newer", "Older"]
    assert root.find(f"{ATOM}updated").text == root.find(f"{ATOM}entry/{ATOM}updated").text


def test_an_entry_is_the_same_in_every_language(client, world):
    world.published(language="fr")
    names = {
        language: feed(client, "initiatives", language).find(f"{ATOM}entry/{ATOM}id").text for language in ("en", "ar")
    }
    assert names["en"] == names["ar"]
    entry = feed(client, "initiatives", "ar").find(f"{ATOM}entry")
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert "/ar/initiatives/" in entry.find(f"{ATOM}link").get("href")


def test_another_kind_is_not_there(client, clean):
    assert client.get("/en/feeds/people.atom").status_code == 404
