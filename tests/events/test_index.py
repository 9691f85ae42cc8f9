"""The calendar as a page."""

from datetime import date, timedelta

from diaspora_commons.kernel.clock import today


def test_what_is_to_come_stands_first_and_the_past_by_year(client, world):
    world.event("Long ago", starts=date(2012, 5, 25), ends=date(2012, 5, 25))
    world.event("Lately", starts=date(2025, 12, 1), ends=date(2025, 12, 1))
    world.event("Soon")
    world.event("Sooner", starts=today(), ends=today())
    page = client.get("/en/events").text
    assert page.index("Sooner") < page.index("Soon<") < page.index("Lately") < page.index("Long ago")
    assert 'id="year-2025"' in page
    assert 'id="year-2012"' in page


def test_an_event_of_several_days_is_not_past_before_its_last(client, world):
    world.event("Under way", starts=today() - timedelta(days=2), ends=today())
    page = client.get("/en/events").text
    assert page.index("Under way") < page.index('id="past"')


def test_an_empty_future_is_said_kindly(client, world):
    world.event("Over", starts=date(2020, 1, 1), ends=date(2020, 1, 1))
    page = client.get("/en/events").text
    assert "No event has been announced." in page
    assert "/en/events/calendar.ics" in page


def test_facets_are_year_country_and_format(client, world):
    world.event("Accra", starts=date(2019, 1, 1), ends=date(2019, 1, 1), country="GH", mode="online")
    world.event("Lima", starts=date(2020, 1, 1), ends=date(2020, 1, 1), country="PE")
    world.event("Accra again", country="GH", mode="hybrid")
    found = client.get("/en/events?country=GH").text
    assert "Accra<" in found
    assert "Accra again" in found
    assert "Lima<" not in found
    assert "Lima<" not in client.get("/en/events?year=2019").text
    assert "Accra<" in client.get("/en/events?mode=online").text
    assert "No coming event matches your choices." in client.get("/en/events?country=PE").text
