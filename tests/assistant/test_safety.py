"""Whoever may be in danger gets the fixed text at once, however it is written."""

from pathlib import Path

import pytest

from diaspora_commons.assistant.evaluation import matcher
from diaspora_commons.assistant.ruleset import Band
from diaspora_commons.assistant.safety import SLUG, is_alarming

MESSAGES = Path(__file__).with_name("protection.txt")


def messages(section):
    found, lines = "", []
    for line in MESSAGES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found = line[1 : line.index("]")]
        elif line and found == section:
            lines.append(line)
    return lines


@pytest.mark.parametrize("section", ["danger", "danger unseen"])
def test_no_cry_for_help_is_missed(section):
    assert len(messages(section)) >= 120
    assert [message for message in messages(section) if not is_alarming(message)] == []


def test_harmless_look_alikes_are_hardly_ever_taken_for_one():
    assert len(messages("harmless")) >= 250
    alarmed = [message for message in messages("harmless") if is_alarming(message)]
    assert len(alarmed) <= 0.05 * len(messages("harmless")), alarmed


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
