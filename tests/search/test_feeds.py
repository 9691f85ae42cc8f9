"""A search as a feed, and as browsers take it up."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from diaspora_commons.search import engine

ATOM = "{http://www.w3.org/2005/Atom}"
OPEN = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def library(shelf, clean):
    shelf.put("Old seeds", slug="old", added=date(2024, 1, 1), facets={"publisher": ["Sahel Roots"]})
    shelf.put("New <seeds>", "Of & for all.", slug="new", added=date(2026, 1, 1), language="fr")
    shelf.put("Wells", slug="wells", added=date(2026, 5, 1))
    shelf.put("First lesson of seeds", kind="lesson", slug="c/l1", url="/courses/c")
    shelf.put("Second lesson of seeds", kind="lesson", slug="c/l2", url="/courses/c")
    engine.rebuild()


def test_a_feed_holds_what_the_search_finds_the_latest_additions_first(client, library):
    answer = client.get("/en/search.atom?q=seeds&kind=resource")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.data)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["New <seeds>", "Old seeds"]
    assert entries[0].find(f"{ATOM}updated").text == "2026-01-01T00:00:00Z"
    assert entries[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert entries[0].find(f"{ATOM}summary").text == "Of & for all."
    assert entries[1].find(f"{ATOM}author/{ATOM}name").text == "Sahel Roots"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/en/search.atom?q=seeds&kind=resource")
    assert links["alternate"].endswith("/en/search?q=seeds&kind=resource")


def test_entries_have_ids_of_their_own_in_every_language(client, library):
    feeds = [ET.fromstring(client.get(f"/{lang}/search.atom?q=seeds").data) for lang in ("en", "ar")]
    ids = [[entry.find(f"{ATOM}id").text for entry in feed.iter(f"{ATOM}entry")] for feed in feeds]
    assert sorted(ids[0]) == sorted(ids[1])
    assert len(set(ids[0])) == 4


def test_a_search_that_finds_nothing_or_makes_no_sense_is_a_feed_too(client, library):
    for asked, many in (("q=zzzqqq", 0), ("q=%FF&page=9", 0), ("q=%00%01", 5), ("kind=%0B", 0)):
        assert len(ET.fromstring(client.get(f"/en/search.atom?{asked}").data).findall(f"{ATOM}entry")) == many


def test_the_page_names_its_feed(client, library):
    page = client.get("/en/search?q=seeds&kind=resource&sort=newest")
    assert page.text.count('href="/en/search.atom?q=seeds&amp;kind=resource"') == 2


def test_browsers_learn_how_to_search_here(client, library):
    assert 'type="application/opensearchdescription+xml" href="/fr/opensearch.xml"' in client.get("/fr/search").text
    answer = client.get("/fr/opensearch.xml")
    assert answer.content_type.startswith("application/opensearchdescription+xml")
    said = ET.fromstring(answer.data)
    assert said.tag == f"{OPEN}OpenSearchDescription"
    assert len(said.find(f"{OPEN}ShortName").text) <= 16
    templates = {url.get("type"): url.get("template") for url in said.findall(f"{OPEN}Url")}
    for address in templates.values():
        path = "/" + address.split("/", 3)[3].replace("{searchTerms}", "seeds").replace("{startPage?}", "1")
        assert client.get(path).status_code == 200
    assert templates["text/html"].endswith("/fr/search?q={searchTerms}&page={startPage?}")
