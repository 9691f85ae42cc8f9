"""The questions and answers that come with the commons are whole, in every language, and say what can be clicked."""

import re
from collections import defaultdict

import pytest
from babel.messages.pofile import read_po

from diaspora_commons.assistant import pages, synonyms, topics
from diaspora_commons.assistant.words import normalise, stem
from diaspora_commons.kernel.languages import FOLDER

LANGUAGES = ("en", "fr", "es", "ar")


def fold(text):
    """All of it, not only as much as a question may be long."""
    return " ".join(normalise(piece, "") for piece in re.findall(r".{1,500}(?:\s|$)", text))


def words(markdown):
    return re.findall(r"\w[\w'’-]*", re.sub(r"https?://\S+", " ", markdown))


@pytest.fixture(scope="module")
def labels():
    """What the interface says, by language."""
    said = {"en": set(), "fr": set(), "es": set(), "ar": set()}
    for language in LANGUAGES[1:]:
        with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
            for message in read_po(file, locale=language):
                if isinstance(message.id, str) and message.id and message.string:
                    said["en"].add(message.id.casefold())
                    said[language].add(message.string.casefold())
    return said


def test_every_question_is_there_in_every_language(content):
    languages = defaultdict(set)
    for row in content:
        languages[row["slug"]].add(row["language"])
    assert {slug: found for slug, found in languages.items() if found != set(LANGUAGES)} == {}
    assert len(languages) >= 154
    assert len(content) == 4 * len(languages)


def test_the_languages_agree_in_all_that_is_not_language(content):
    english = {row["slug"]: row for row in content if row["language"] == "en"}
    assert len({row["intent"] for row in english.values()}) == len(english)
    for row in content:
        for field in ("intent", "topic", "kind", "links", "sources", "reviewed"):
            assert row[field] == english[row["slug"]][field], (row["slug"], row["language"], field)


def test_there_are_enough_ways_of_asking_and_none_twice(content):
    for row in content:
        asked = [fold(phrase) for phrase in row["phrases"]]
        assert len(asked) >= 6, (row["slug"], row["language"])
        assert len(set(asked)) == len(asked), (row["slug"], row["language"])


def test_what_people_ask_most_is_known_in_many_wordings(content):
    rich = defaultdict(int)
    for row in content:
        if row["kind"] == "platform" and len(row["phrases"]) >= 11:
            rich[row["language"]] += 1
    assert all(rich[language] >= 60 for language in LANGUAGES), dict(rich)


def test_no_way_of_asking_leads_to_two_answers(content):
    owners = defaultdict(set)
    for row in content:
        for asked in (row["question"], *row["phrases"]):
            owners[row["language"], fold(asked)].add(row["slug"])
    assert {asked: slugs for asked, slugs in owners.items() if len(slugs) > 1} == {}


def test_answers_are_short_and_lead_somewhere(content):
    for row in content:
        where = (row["slug"], row["language"])
        assert 20 <= len(words(row["answer"])) <= 120, where
        assert row["sources"] if row["kind"] == "knowledge" else row["links"], where
        assert {link.removeprefix("page:") for link in row["links"]} <= set(pages.PAGES), where
        assert row["topic"] in topics.TOPICS, where


def test_arabic_is_written_in_arabic_and_the_others_are_not(content):
    for row in content:
        arabic = len(re.findall(r"[\u0621-\u064a]", row["answer"]))
        assert (arabic > 0.5 * len(row["answer"])) == (row["language"] == "ar"), (row["slug"], row["language"])


def test_bold_words_of_how_to_answers_are_words_of_the_interface(content, labels):
    missing = [
        (row["slug"], row["language"], bold)
        for row in content
        if row["kind"] == "platform"
        for bold in re.findall(r"\*\*(.+?)\*\*", row["answer"])
        if bold.casefold() not in labels[row["language"]]
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_many_synonyms_and_each_line_can_be_read(language):
    lines = (synonyms.FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert len(rows) >= 300
    assert [row for row in rows if len(row) != 3 or row[2] not in ("both", "one")] == []
    assert len({tuple(row[:2]) for row in rows}) == len(rows)
    assert [row for row in rows if not 1 <= len(normalise(row[0], language).split()) <= synonyms.LONGEST] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_synonym_is_read_as_something_that_an_answer_or_a_question_says(content, language):
    rows = [row for row in content if row["language"] == language]
    texts = " ".join(" ".join((row["question"], row["answer"], *row["phrases"])) for row in rows)
    said = {stem(word, language) for word in set(fold(texts).split())}
    meant = {row[1] for row in synonyms.written(language)}
    unknown = [term for term in meant if not said & {stem(word, language) for word in fold(term).split()}]
    assert unknown == []
