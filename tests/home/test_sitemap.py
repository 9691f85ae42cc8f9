"""What crawlers are told."""

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from diaspora_commons.home import sitemap
from diaspora_commons.initiatives.models import State

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(client, path):
    return [urlsplit(loc.text).path for loc in ET.fromstring(client.get(path).data).iter(f"{SITEMAP}loc")]


def test_robots_are_led_to_the_map(client, clean):
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "/sitemap.xml" in answer.text
    assert "Disallow: /api/" in answer.text


def test_every_page_of_the_map_is_there(client, world):
    world.published()
    world.resource()
    world.course()
    world.event()
    parts = places(client, "/sitemap.xml")
    assert len(parts) == 7
    found = [place for part in parts for place in places(client, part)]
    assert len(found) == len(set(found))
    for place in found:
        assert client.get(place).status_code == 200, place


def test_it_holds_what_is_public_and_nothing_else(client, world):
    world.published()
    draft = world.initiative("Draft", State.DRAFT)
    hidden = world.organisation(is_published=False)
    found = places(client, "/sitemap-initiatives.xml") + places(client, "/sitemap-organisations.xml")
    assert not any(slug in place for place in found for slug in (draft.slug, f"/{hidden.slug}"))


def test_each_page_names_its_other_languages(client, world):
    world.course()
    root = ET.fromstring(client.get("/sitemap-courses.xml").data)
    for url in root.iter(f"{SITEMAP}url"):
        assert [link.get("hreflang") for link in url.iter("{http://www.w3.org/1999/xhtml}link")] == [
            "en",
            "fr",
            "es",
            "ar",
        ]


def test_what_one_file_cannot_hold_stands_in_the_next(client, world, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 40)
    courses = [world.course(f"Course {n}").slug for n in range(21)]
    parts = places(client, "/sitemap.xml")
    assert [part for part in parts if "course" in part] == [
        "/sitemap-courses.xml", "/sitemap-courses-2.xml", "/sitemap-courses-3.xml"
    ]  # fmt: skip
    found = [places(client, part) for part in parts if "course" in part]
    assert [len(some) for some in found] == [40, 40, 4]
    assert {place for some in found for place in some} >= {f"/ar/courses/{slug}" for slug in courses}


def test_another_part_is_not_there(client, clean):
    for part in ("people", "courses-1", "courses-2", "courses-x", "courses-"):
        assert client.get(f"/sitemap-{part}.xml").status_code == 404, part
