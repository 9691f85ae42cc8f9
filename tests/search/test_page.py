"""The page, as a visitor sees it."""

import pytest

from diaspora_commons.search import engine


@pytest.fixture
def library(shelf, clean):
    shelf.put(
        "Seeds for Kayes",
        "Neighbours sell drought-proof seeds.",
        kind="initiative",
        slug="seeds",
        facets={"country": ["ML"]},
    )
    shelf.put(
        "Semences du Sénégal", "Un catalogue de semences.", language="fr", slug="semences", facets={"about": ["SN"]}
    )
    shelf.put("بذور للساحل", "دليل عن البذور.", language="ar", slug="bothour")
    engine.rebuild()
    return shelf


def test_a_visitor_searches_everything_with_one_box(client, library):
    page = client.get("/en/search?q=seeds")
    assert page.status_code == 200
    assert 'href="/en/initiatives/seeds"' in page.text
    assert "<mark>Seeds</mark> for Kayes" in page.text
    assert "<mark>seeds</mark>" in page.text


def test_the_box_stands_there_before_anything_was_asked(client, library):
    page = client.get("/en/search")
    assert page.status_code == 200
    assert 'name="q"' in page.text
    assert "No results" not in page.text
    assert "Nothing was found" not in page.text


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_it_speaks_every_language_of_the_site(client, library, lang):
    page = client.get(f"/{lang}/search?q=semences")
    assert page.status_code == 200
    assert f"/{lang}/resources/semences" in page.text


def test_a_hit_in_another_language_says_so_and_carries_it(client, library):
    page = client.get("/en/search?q=semences")
    assert "Only in French" in page.text
    assert 'lang="fr"' in page.text


def test_facets_are_links_that_keep_the_search(client, library):
    page = client.get("/en/search?q=seeds")
    assert "q=seeds&amp;kind=initiative" not in page.text  # one kind only: no choice
    page = client.get("/en/search?q=semences+seeds")
    assert "?q=semences+seeds&amp;kind=initiative" in page.text


def test_a_choice_narrows_and_can_be_taken_back(client, library):
    page = client.get("/en/search?q=semences+seeds&kind=initiative")
    assert "/en/initiatives/seeds" in page.text
    assert "/en/resources/semences" not in page.text
    assert 'class="tag tag-chosen" href="?q=semences+seeds"' in page.text


def test_with_javascript_only_the_results_are_sent(client, library):
    part = client.get("/en/search?q=seeds", headers={"HX-Request": "true", "HX-Target": "results"})
    assert "<html" not in part.text
    assert part.text.strip() in client.get("/en/search?q=seeds").text


def test_a_misspelt_word_is_mended_in_one_click(client, library):
    page = client.get("/en/search?q=neighbuors")
    assert "Did you mean:" in page.text
    assert "?q=neighbours" in page.text


def test_nothing_found_leads_on(client, library):
    page = client.get("/en/search?q=zzzqqq")
    assert "Nothing was found." in page.text
    assert "/en/ask?q=zzzqqq" in page.text


def test_an_empty_result_says_which_choice_to_drop(client, library):
    page = client.get("/en/search?q=seeds&country=SN")
    assert "1 result without “Senegal”" in page.text


def test_what_a_text_holds_cannot_run(client, shelf):
    shelf.put("<script>alert(1)</script> seeds", '"><img src=x onerror=alert(1)> seeds')
    engine.rebuild()
    page = client.get("/en/search?q=seeds+script+img")
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


def test_what_was_typed_cannot_run(client, library):
    page = client.get(
        "/en/search", query_string={"q": '"><script>alert(1)</script>', "kind": '"><b>', "sort": "<i>", "page": "-1"}
    )
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<b>" not in page.text


def test_a_page_is_kept_until_the_index_changes(client, library, app):
    assert "Wells" not in client.get("/en/search?q=wells").text
    library.put("Wells for Kayes", slug="wells")
    engine.agree(["resource:4"])
    assert "<mark>Wells</mark> for Kayes" in client.get("/en/search?q=wells").text


def test_without_an_index_the_database_answers_and_the_page_says_so(client, shelf, index):
    shelf.put("Seeds for Kayes", "Neighbours sell seeds.", slug="seeds")
    page = client.get("/en/search?q=seeds")
    assert page.status_code == 200
    assert "/en/resources/seeds" in page.text
    assert "The search index is being rebuilt" in page.text
