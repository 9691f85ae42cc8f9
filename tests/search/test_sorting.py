"""The orders a search can be in."""

from datetime import timedelta

import pytest

from diaspora_commons.kernel.clock import today
from diaspora_commons.search import engine, fallback
from diaspora_commons.search.query import parse


@pytest.fixture
def library(shelf):
    shelf.put("Seeds tomorrow", deadline=today() + timedelta(days=1), added=today() - timedelta(days=9))
    shelf.put("Seeds today", deadline=today(), added=today() - timedelta(days=2))
    shelf.put("Seeds yesterday", deadline=today() - timedelta(days=1), added=today() - timedelta(days=1))
    shelf.put("Seeds seeds at any time", added=today())
    engine.rebuild()


ANSWERS = {"the index": engine.find, "the database": lambda query, lang, sort: fallback.find(query, lang, sort, 1, 20)}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_next_deadline_comes_first_and_what_has_none_or_is_over_last(library, answer):
    titles = [hit.title for hit in answer(parse("seeds"), "en", "deadline").hits]
    assert titles[:2] == ["Seeds today", "Seeds tomorrow"]
    assert set(titles[2:]) == {"Seeds yesterday", "Seeds seeds at any time"}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_feed_begins_with_what_was_added_last(library, answer):
    titles = [hit.title for hit in answer(parse("seeds"), "en", "added").hits]
    assert titles == ["Seeds seeds at any time", "Seeds yesterday", "Seeds today", "Seeds tomorrow"]


def test_a_hit_says_until_when_one_can_answer_but_not_when_it_was_too_late(client, shelf):
    shelf.put("Seeds tomorrow", deadline=today() + timedelta(days=1))
    shelf.put("Seeds yesterday", deadline=today() - timedelta(days=1))
    engine.rebuild()
    page = client.get("/en/search?q=seeds&sort=deadline")
    assert page.text.count("apply until") == 1
    assert page.text.index("Seeds</mark> tomorrow") < page.text.index("Seeds</mark> yesterday")
