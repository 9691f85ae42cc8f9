"""The list of the library."""

from datetime import date

from sqlalchemy import event

from diaspora_commons.kernel.database import db


def titles(response):
    return [part.split("</a>")[0].rpartition(">")[2] for part in response.text.split('class="card-title"')[1:]]


def test_the_newest_work_stands_first_and_works_without_a_year_last(client, world):
    world.resource("Undated", year=None)
    world.resource("Old", year=1999)
    world.resource("New", year=2025)
    assert titles(client.get("/en/library")) == ["New", "Old", "Undated"]


def test_the_list_can_stand_by_title(client, world):
    world.resource("Zebra", year=2025)
    world.resource("Aardvark", year=1999)
    assert titles(client.get("/en/library?sort=title")) == ["Aardvark", "Zebra"]


def test_facets_narrow_down_and_say_how_many_there_are(client, world):
    world.resource("Mali", kind="report", year=2020, tags={"about": ["ML"], "language": ["fr"], "sdg": ["8"]})
    world.resource("Senegal", kind="report", year=2021, tags={"about": ["SN"], "topic": ["remittances"]})
    world.resource("Law", kind="legal-text", year=2021, tags={"about": ["ML", "SN"], "topic": ["remittances"]})
    assert titles(client.get("/en/library?kind=report&about=ML")) == ["Mali"]
    assert sorted(titles(client.get("/en/library?topic=remittances"))) == ["Law", "Senegal"]
    assert sorted(titles(client.get("/en/library?year=2020&year=2021&language=fr"))) == ["Mali"]
    assert titles(client.get("/en/library?sdg=8")) == ["Mali"]
    page = client.get("/en/library?kind=report").text
    assert "2 works" in page
    assert 'href="?kind=report&amp;kind=legal-text"' in page


def test_what_fits_nothing_gets_a_way_back(client, world):
    world.resource()
    page = client.get("/en/library?kind=video").text
    assert "Nothing here matches all your choices." in page
    assert 'href="/en/library"' in page


def test_odd_queries_are_no_fault(client, world):
    world.resource()
    for query in ("year=twenty", "page=-3", "page=99999999", "sort=%00", "kind=", "about=ZZ", "page=٣"):
        assert client.get(f"/ar/library?{query}").status_code == 200


def test_a_list_of_twenty_asks_no_more_than_a_list_of_two(client, world, app):
    asked = []
    event.listen(app.extensions["engine"], "before_cursor_execute", lambda *a: asked.append(a[2]))
    publisher = world.organisation("Institute")
    for number in range(2):
        world.resource(f"Work {number}", publishers=[publisher])
    db.expire_all()
    asked.clear()
    client.get("/en/library")
    few = len(asked)
    for number in range(18):
        world.resource(f"More {number}", publishers=[publisher])
    db.expire_all()
    asked.clear()
    client.get("/en/library?page=1")
    assert len(asked) <= few


def test_each_work_carries_the_language_of_its_title(client, world):
    world.resource("Rapport", title_language="fr", abstract_language="ar", tags={"language": ["fr"]})
    page = client.get("/en/library").text
    assert 'lang="fr" dir="ltr"' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "Only in French" in page


def test_years_are_not_written_as_numbers(client, world):
    world.resource(year=date.today().year)
    assert f'<span class="facet-name">{date.today().year}</span>' in client.get("/en/library").text
