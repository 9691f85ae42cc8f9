"""Patterns with holes."""

import time

import pytest

from diaspora_commons.assistant.templates import OddError, sections, template
from diaspora_commons.assistant.words import normalise


def said(pattern, sentence, language="en"):
    return template(pattern, language).match(normalise(sentence, language))


@pytest.mark.parametrize(
    ("pattern", "sentence", "holes"),
    [
        ("hello", "Hello!", {}),
        ("[please] help me", "help me", {}),
        ("[please] help me", "Please, help me", {}),
        ("(find|show) [me] courses", "show me courses", {}),
        ("courses (about|on) {interest}", "Courses about diaspora bonds?", {"interest": "diaspora bonds"}),
        ("* course* (about|on) {interest} in {language}", "I want a course on data in French",
         {"interest": "data", "language": "french"}),
        ("publi* * initiative", "publishing of our initiative", {}),
        ("[[very] much] thanks", "very much thanks", {}),
    ],
)  # fmt: skip
def test_a_sentence_fits_and_its_holes_are_told(pattern, sentence, holes):
    assert said(pattern, sentence) == holes


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("hello", "hello there"),
        ("* publish * initiative", "I do not want to publish an initiative"),
        ("(find|show) courses", "find show courses"),
        ("courses on {interest}", "courses on"),
        ("publish", "publisher"),
    ],
)
def test_another_does_not(pattern, sentence):
    assert said(pattern, sentence) is None


@pytest.mark.parametrize(("language", "no"), [("fr", "je ne veux pas publier"), ("es", "no quiero publicar"),
                                              ("ar", "لا أريد النشر")])  # fmt: skip
def test_what_stands_for_any_words_never_swallows_a_not(language, no):
    word = {"fr": "publier", "es": "publicar", "ar": "النشر"}[language]
    assert said(f"* {word}", no, language) is None
    assert said(f"* {word}", no.split()[-1], language) == {}


@pytest.mark.parametrize("odd", ["[open", "(a|b", "a) b", "*", "{slot}", "[*] {slot}", "?!"])
def test_a_pattern_that_makes_no_sense_is_refused(odd):
    with pytest.raises(OddError):
        template(odd)


def test_no_sentence_keeps_it_busy_for_ever():
    pattern = template("* a * b * c {x} d *")
    begun = time.process_time()
    assert pattern.match("a b c " * 100) is None
    assert time.process_time() - begun < 5


def test_a_file_of_patterns_has_sections():
    assert sections("# remark\n[[yes en]]\n[oh] yes\n\n[[no en]]\nno\n") == {"yes en": ["[oh] yes"], "no en": ["no"]}
