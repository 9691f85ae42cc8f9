"""The front page."""

from datetime import date

import pytest

from diaspora_commons.initiatives.models import State


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_an_empty_site_has_a_front_page(client, clean, language):
    assert client.get(f"/{language}/").status_code == 200


def test_it_counts_what_there_really_is(client, world):
    world.published("One", tags={"country": ["ML", "SN"]})
    world.published("Two", tags={"country": ["ML"]})
    world.initiative("Draft", State.DRAFT, tags={"country": ["PE"]})
    page = client.get("/en/").text
    assert "Mali: 2 initiatives" in page
    assert "Senegal: 1 initiative" in page
    assert "Peru" not in page
    assert "Draft" not in page
    assert "<dt>initiatives</dt><dd>2</dd>" in page
    assert "<dt>countries of implementation</dt><dd>2</dd>" in page


def test_a_country_leads_to_its_initiatives(client, world):
    world.published(tags={"country": ["ML"]})
    assert 'href="/en/initiatives?country=ML"' in client.get("/en/").text


def test_it_shows_what_is_newest_in_every_room(client, world):
    world.published("Seeds for Kayes")
    world.cohort(world.course("Governance"))
    world.course("Without a cohort")
    world.resource("Rural schools")
    world.event("Forum to come")
    world.event("Forum of old", starts=date(2020, 1, 1), ends=date(2020, 1, 1))
    page = client.get("/en/").text
    for words in ("Seeds for Kayes", "Governance", "Rural schools", "Forum to come", "Coming events"):
        assert words in page
    assert "Without a cohort" not in page
    assert "Forum of old" not in page


def test_where_nothing_is_to_come_it_shows_the_last_events(client, world):
    world.event("Forum of old", starts=date(2020, 1, 1), ends=date(2020, 1, 1))
    page = client.get("/en/").text
    assert "The last events" in page
    assert "Forum of old" in page


def test_the_library_begins_with_the_readers_language(client, world):
    world.resource("Anglais", year=2026)
    for number in range(3):
        world.resource(f"Arabe {number}", year=2001, tags={"language": ["ar"]})
    assert ">Anglais<" not in client.get("/ar/").text
    assert ">Anglais<" in client.get("/en/").text


def test_who_is_signed_in_is_led_to_the_desk(client, world):
    assert "/en/desk" not in client.get("/en/").text
    assert 'href="/en/desk"' in client.sign_in(world.amina).get("/en/").text


def test_it_is_light(client, world):
    for code in ("ML", "SN", "FR", "DE", "PE", "CO", "PH", "IN", "NP", "ET"):
        world.published(f"In {code}", tags={"country": [code]})
    assert len(client.get("/ar/").data) < 100_000
