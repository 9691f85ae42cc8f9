"""Whoever may be in danger gets the fixed text at once, however it is written."""

from pathlib import Path

import pytest

from diaspora_commons.assistant import hearing, safety
from diaspora_commons.assistant.evaluation import matcher
from diaspora_commons.assistant.ruleset import Band
from diaspora_commons.assistant.safety import SLUG, is_alarming

UNFORESEEN = Path(__file__).with_name("unforeseen.txt")


def alarming(texts):
    return [text for text in texts if is_alarming(text)]


def test_no_cry_for_help_that_was_ever_heard_is_missed():
    cries = hearing.messages()["danger"]
    assert len(cries) >= 1000
    assert [text for text in cries if not is_alarming(text)] == []


def test_harmless_look_alikes_are_hardly_ever_taken_for_one():
    harmless = hearing.messages()["harmless"]
    assert len(harmless) >= 1000
    assert len(alarming(harmless)) <= 0.02 * len(harmless), alarming(harmless)


def test_most_of_what_nobody_foresaw_is_heard_and_little_that_is_harmless():
    given = hearing.messages(UNFORESEEN)
    assert not set(given["danger"]) & set(hearing.messages()["danger"])
    assert len(alarming(given["danger"])) >= 0.9 * len(given["danger"])
    assert len(alarming(given["harmless"])) <= 0.06 * len(given["harmless"]), alarming(given["harmless"])


def test_the_same_words_always_weigh_the_same():
    said = ["they", "took", "our", "papers"]
    assert hearing.features(said) == hearing.features(said)
    assert safety.weighed.__wrapped__() == safety.weighed()


@pytest.mark.parametrize("page", ["en", "fr", "es", "ar"])
def test_danger_comes_before_everything_on_pages_of_every_language(page):
    for message in ("I want to die", "mon mari me frappe", "me quiero morir, quiero morirme", "أريد أن أنتحر"):
        found = matcher.ruleset.look(message, page)
        assert (found.band, found.slug, found.confidence, found.rule) == (Band.ANSWER, SLUG, 1.0, "safety")


def test_no_phrase_of_another_question_is_taken_for_danger(content):
    others = [row for row in content if row["slug"] != SLUG]
    assert [p for row in others for p in (row["question"], *row["phrases"]) if is_alarming(p)] == []


def test_every_phrase_of_its_own_is(content):
    mine = [row for row in content if row["slug"] == SLUG]
    assert len(mine) == 4
    assert [p for row in mine for p in (row["question"], *row["phrases"]) if not is_alarming(p)] == []
