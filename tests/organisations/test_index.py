"""The list of organisations: everybody reads it, narrows it and orders it."""

import re

from sqlalchemy import event


def titles(response):
    return re.findall(r'class="card-title"[^>]*><a [^>]*>([^<]*)<', response.text)


def test_a_visitor_sees_what_is_public_and_nothing_else(client, world):
    world.organisation("Not yet", is_published=False)
    page = client.get("/en/organisations")
    assert page.status_code == 200
    assert "Sahel Roots" in page.text
    assert "Not yet" not in page.text


def test_facets_narrow_the_list(client, world):
    world.organisation("Lisbon Circle", country="PT", tags={"heritage": ["CV"], "active": ["CV"], "sector": ["health"]})
    page = client.get("/en/organisations?residence=PT&heritage=CV&active=CV&sector=health")
    assert titles(page) == ["Lisbon Circle"]


def test_the_order_is_by_name_or_the_newest_first(client, world):
    world.organisation("Aurora")
    assert titles(client.get("/en/organisations"))[0] == "Aurora"
    assert titles(client.get("/en/organisations?sort=newest"))[0] == "Aurora"
    world.organisation("Zenith")
    assert titles(client.get("/en/organisations?sort=newest"))[0] == "Zenith"


def test_an_empty_choice_says_what_to_do(client, world):
    page = client.get("/ar/organisations?residence=JP")
    assert 'dir="rtl"' in page.text
    assert 'class="empty"' in page.text


def test_a_list_of_twelve_costs_no_more_questions_than_a_list_of_one(app, client, world):
    def questions():
        asked = []

        def note(connection, cursor, statement, *more):
            asked.append(statement)

        event.listen(app.extensions["engine"], "before_cursor_execute", note)
        try:
            client.get("/en/organisations?sort=newest")
        finally:
            event.remove(app.extensions["engine"], "before_cursor_execute", note)
        return len(asked)

    few = questions()
    for _ in range(10):
        world.organisation(owner=world.amina)
    assert questions() == few > 0
