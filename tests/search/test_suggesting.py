"""What is offered while one types."""

from contextlib import contextmanager

import pytest

from diaspora_commons.kernel import languages
from diaspora_commons.search import engine


@pytest.fixture
def library(shelf, clean):
    shelf.put("Seeds for Kayes", "Neighbours.", kind="initiative", slug="seeds", facets={"country": ["ML"]})
    shelf.put("A market of seeds", facets={"topic": ["remittances"]}, slug="market")
    shelf.put("Semences du Sénégal", language="fr", slug="semences", facets={"about": ["SN"]})
    shelf.put("سياسة الهجرة الوطنية", language="ar", slug="siyasa")
    shelf.put("Wells & <b>water</b>", slug="wells")
    engine.rebuild()
    return shelf


def offered(text, language="en"):
    with spoken(language):
        return [it.text for it in engine.suggest(text, language)]


@contextmanager
def spoken(language):
    token = languages.spoken.set(language)
    yield
    languages.spoken.reset(token)


def test_titles_that_begin_so_come_first_then_those_with_such_a_word(library):
    assert offered("see") == ["Seeds for Kayes", "A market of seeds"]


def test_the_readers_language_comes_first(library):
    library.put("Zebra au marché", language="fr", id=50)
    library.put("Zebra market", id=51)
    engine.agree(["resource:50", "resource:51"])
    assert offered("zeb") == ["Zebra market", "Zebra au marché"]
    assert offered("zeb", "fr") == ["Zebra au marché", "Zebra market"]


def test_every_word_must_begin_a_word_of_the_title_in_any_order(library):
    assert offered("seeds ma") == ["A market of seeds"]
    assert offered("ma see") == ["A market of seeds"]
    assert offered("seeds wa") == []


@pytest.mark.parametrize("typed", ["الهجرة", "هجر", "الهِج", "سياسه"])
def test_arabic_is_offered_with_and_without_article_and_marks(library, typed):
    assert offered(typed, "ar") == ["سياسة الهجرة الوطنية"]


def test_accents_and_capitals_need_not_be_typed(library):
    assert "Semences du Sénégal" in offered("SENEG", "fr")


def test_names_are_offered_in_the_readers_language_if_they_find_something(library):
    assert offered("sén", "fr") == ["Sénégal", "Semences du Sénégal"]
    assert offered("remit") == ["Remittances"]
    assert offered("gambi") == []
    assert engine.suggest("sene", "en")[0].url == "/en/search?q=Senegal"


def test_what_is_gone_is_not_offered_and_what_is_new_is(library):
    library.remove(next(d for d in library.documents.values() if d.slug == "seeds"))
    library.put("Seeding the future", id=77)
    engine.agree(["initiative:1", "resource:77"])
    assert offered("seed") == ["Seeding the future", "A market of seeds"]


def test_nothing_is_offered_for_nothing_and_without_an_index(library, index):
    assert offered("") == offered("  ") == offered('"') == offered("\0") == []
    (index / "CURRENT").unlink()
    assert offered("seeds") == []


def test_the_box_gets_a_list_of_options(client, library):
    page = client.get("/en/search/suggestions?q=wel")
    assert 'role="option" data-href="/en/resources/wells"' in page.text
    assert "&lt;b&gt;water" in page.text
    assert "1 suggestion." in page.text
    assert "No suggestions." in client.get("/en/search/suggestions?q=zzzz").text


def test_programs_get_text_kind_and_address(client, library):
    answer = client.get("/api/v1/search/suggest?q=wel&lang=fr").json
    (only,) = answer["suggestions"]
    assert only["text"] == "Wells & <b>water</b>"
    assert only["kind"] == "resource"
    assert only["url"].startswith("http")
    assert only["url"].endswith("/fr/resources/wells")


def test_browsers_get_what_was_typed_and_the_words(client, library):
    assert client.get("/en/search/suggestions.json?q=see").json == ["see", ["Seeds for Kayes", "A market of seeds"]]


def test_every_search_box_with_a_script_says_where_to_ask(client, library):
    assert client.get("/ar/search").text.count('data-suggest="/ar/search/suggestions"') == 2
