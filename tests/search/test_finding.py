from datetime import date

import pytest

from diaspora_commons.search import engine
from diaspora_commons.search.query import parse


@pytest.fixture
def library(shelf):
    shelf.put(
        "Seeds in Mali", facets={"country": ["ML"], "sector": ["agriculture"]}, kind="initiative", date=date(2020, 1, 1)
    )
    shelf.put("Seeds in Senegal", facets={"country": ["SN"], "sector": ["agriculture", "health"]}, kind="initiative")
    shelf.put("Seeds everywhere", facets={"country": ["ML", "SN"]}, kind="event", date=date(2026, 1, 1))
    shelf.put("Wells in Mali", facets={"country": ["ML"]}, kind="initiative")
    engine.rebuild()
    return shelf


def find(text, **more):
    chosen = {name: more.pop(name) for name in ("kind", "country", "sector") if name in more}
    return engine.find(parse(text).narrowed(chosen), "en", **more)


def test_every_facet_says_how_many_there_would_be(library):
    counts = find("seeds").counts
    assert counts["kind"] == {"initiative": 2, "event": 1}
    assert counts["country"] == {"ML": 2, "SN": 2}
    assert counts["sector"] == {"agriculture": 2, "health": 1}


def test_choices_within_a_facet_widen_and_between_facets_narrow(library):
    assert find("seeds", country=["ML"]).total == 2
    assert find("seeds", country=["ML", "SN"]).total == 3
    assert find("seeds", country=["ML"], kind=["event"]).total == 1


def test_the_counts_of_a_facet_leave_its_own_choices_out(library):
    counts = find("seeds", country=["ML"]).counts
    assert counts["country"] == {"ML": 2, "SN": 2}
    assert counts["kind"] == {"initiative": 1, "event": 1}


def test_newest_first(library):
    assert find("seeds", sort="newest").hits[0].title == "Seeds everywhere"


def test_pages_follow_one_another_and_the_last_is_the_last(library):
    first, second = find("seeds", per_page=2), find("seeds", per_page=2, page=2)
    assert [len(first.hits), len(second.hits), first.pages] == [2, 1, 2]
    assert not {h.id for h in first.hits} & {h.id for h in second.hits}
    assert find("seeds", per_page=2, page=999).page == 2


def test_facets_alone_are_a_search(library):
    assert find("country:ML").total == 3
    assert find("", kind=["event"]).total == 1


def test_an_empty_result_says_which_choice_to_drop(library):
    found = find("wells", country=["SN"], kind=["initiative"])
    assert found.total == 0
    assert found.dropped == {"country": 1}


def test_a_better_spelling_is_proposed_as_texts_write_it(shelf):
    shelf.put("Le développement local", language="fr")
    engine.rebuild()
    assert engine.find(parse("le develloppement local"), "fr").did_you_mean == "le développement local"


def test_nothing_is_proposed_for_known_words_or_for_nonsense(library):
    assert find("seeds mali").did_you_mean is None
    assert find("zzzzqqqq").did_you_mean is None


def test_unknown_values_of_facets_find_nothing(library):
    assert find("seeds", country=["ZZ"]).total == 0
