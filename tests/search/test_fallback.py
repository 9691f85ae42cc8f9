"""Searching without an index."""

from diaspora_commons.search import fallback
from diaspora_commons.search.query import parse


def find(text, language="en", sort="relevance", **chosen):
    return fallback.find(parse(text).narrowed({k: [v] for k, v in chosen.items()}), language, sort, 1, 20)


def titles(*args, **chosen):
    return [hit.title for hit in find(*args, **chosen).hits]


def test_words_are_looked_for_as_they_are_typed(shelf):
    shelf.put("Développement local", language="fr")
    shelf.put("Seeds & markets", "For the development of markets.")
    assert titles("developpement") == ["Développement local"]
    assert titles("markets") == ["Seeds & markets"]
    assert titles("nothing at all of this") == []


def test_titles_come_first(shelf):
    shelf.put("A walk", "With seeds.")
    shelf.put("Seeds", "With a walk.")
    assert titles("seeds") == ["Seeds", "A walk"]


def test_phrases_minus_and_facets_hold(shelf):
    shelf.put("Global compact", kind="resource")
    shelf.put("Compact and global", kind="event")
    assert titles('"global compact"') == ["Global compact"]
    assert titles("global -and") == ["Global compact"]
    found = find("global", kind="event")
    assert [hit.title for hit in found.hits] == ["Compact and global"]
    assert found.counts["kind"] == {"resource": 1, "event": 1}


def test_what_a_text_holds_is_escaped(shelf):
    shelf.put("<b>Seeds</b>", "<script>")
    hit = find("seeds").hits[0]
    assert hit.marked_title == "&lt;b&gt;Seeds&lt;/b&gt;"
    assert hit.snippet == "&lt;script&gt;"
