"""Texts that say the same in several languages at one address are one result."""

import pytest

from diaspora_commons.search import engine, fallback
from diaspora_commons.search.query import parse


@pytest.fixture
def library(shelf):
    for language, title in (("en", "Diaspora bonds"), ("fr", "Diaspora : obligations"), ("ar", "سندات diaspora")):
        summary = "Un quokka." if language == "fr" else "A text."
        shelf.put(title, summary, kind="help", language=language, slug="bonds", same="bonds")
    shelf.put("Diaspora in Mali", kind="help", slug="mali", same="mali")
    shelf.put("A history of the diaspora")
    engine.rebuild()


def found(text, reader, **chosen):
    return engine.find(parse(text).narrowed(chosen), reader)


@pytest.mark.parametrize(("language", "title"), [("en", "Diaspora bonds"), ("ar", "سندات diaspora")])
def test_the_readers_language_is_shown_once(library, language, title):
    answer = found("diaspora", language)
    assert answer.total == 3
    assert [hit.title for hit in answer.hits if hit.slug == "bonds"] == [title]
    assert answer.counts["kind"] == {"help": 2, "resource": 1}


def test_what_only_another_language_says_is_shown_in_that(library):
    assert [hit.language for hit in found("quokka", "en").hits] == ["fr"]
    assert len([hit for hit in found("diaspora", "es").hits if hit.slug == "bonds"]) == 1


def test_every_language_can_be_chosen_and_is_counted(library):
    assert found("diaspora", "en").counts["language"] == {"en": 3, "fr": 1, "ar": 1}
    answer = found("diaspora", "en", language=["fr"])
    assert [hit.title for hit in answer.hits] == ["Diaspora : obligations"]
    assert found("diaspora", "en", language=["fr", "ar"]).total == 1


def test_the_way_out_of_an_empty_result_counts_them_once(library):
    for find in (engine.find, lambda query, reader: fallback.find(query, reader, "relevance", 1, 20)):
        assert find(parse("diaspora").narrowed({"year": ["1900"]}), "en").dropped == {"year": 3}
        nowhere = parse("diaspora").narrowed({"kind": ["help"], "language": ["es"]})
        assert find(nowhere, "en").dropped == {"language": 2}


def test_without_an_index_they_are_one_too(library):
    french = parse("diaspora").narrowed({"language": ["fr"]})
    assert [hit.language for hit in fallback.find(french, "en", "relevance", 1, 20).hits] == ["fr"]
    answer = fallback.find(parse("diaspora"), "ar", "relevance", 1, 20)
    assert answer.total == 3
    assert [hit.title for hit in answer.hits if hit.slug == "bonds"] == ["سندات diaspora"]


def test_they_are_offered_once(library):
    assert engine.suggest("diasp", "en")[0].text == "Diaspora bonds"
    assert len([it for it in engine.suggest("diasp", "en") if it.url.endswith("/bonds")]) == 1


def test_what_the_readers_language_says_too_is_not_offered_in_another(library):
    assert [it.language for it in engine.suggest("obligat", "en")] == []
    assert [it.language for it in engine.suggest("obligat", "fr")] == ["fr"]
    assert [it.language for it in engine.suggest("obligat", "es")] == ["fr"]
