import pytest

from diaspora_commons.search import engine


@pytest.fixture
def library(shelf, clean):
    shelf.put(
        "Seeds for Kayes", "Neighbours sell <b>seeds</b>.", kind="initiative", slug="seeds", facets={"country": ["ML"]}
    )
    shelf.put("Semences", "Un catalogue.", language="fr", slug="semences")
    engine.rebuild()


def test_a_program_gets_hits_facets_and_the_total(client, library):
    answer = client.get("/api/v1/search?q=seeds&lang=en").json
    assert answer["total"] == 1
    assert set(answer) == {"hits", "total", "facets", "did_you_mean"}
    assert answer["facets"]["country"] == {"ML": 1}
    assert answer["did_you_mean"] is None
    hit = answer["hits"][0]
    assert set(hit) == {"id", "kind", "title", "url", "snippet", "language", "score"}
    assert hit["id"] == "initiative:seeds"
    assert hit["kind"] == "initiative"
    assert hit["title"] == "Seeds for Kayes"
    assert hit["url"].endswith("/en/initiatives/seeds")
    assert hit["snippet"] == "Neighbours sell <b>seeds</b>."
    assert hit["language"] == "en"
    assert hit["score"] > 0


def test_lang_is_the_interface_and_language_a_facet(client, library):
    answer = client.get("/api/v1/search?q=semences&lang=ar").json
    assert answer["hits"][0]["url"].endswith("/ar/resources/semences")
    assert client.get("/api/v1/search?q=semences&language=en").json["total"] == 0


def test_pages_and_limits(client, library):
    pages = [client.get(f"/api/v1/search?q=seeds+semences&limit=1&page={page}").json for page in (1, 2)]
    assert [(page["total"], len(page["hits"])) for page in pages] == [(2, 1), (2, 1)]
    assert pages[0]["hits"] != pages[1]["hits"]


@pytest.mark.parametrize(
    "odd", ["limit=0", "limit=-3", "limit=99999999", "page=x", "page=999999", "lang=xx", "sort=%00", "kind=%F0%9F"]
)
def test_odd_values_are_no_error(client, library, odd):
    assert client.get(f"/api/v1/search?q=seeds&{odd}").status_code == 200
