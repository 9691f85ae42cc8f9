"""Bringing in the FAQs that come with the commons."""

import pytest
from sqlalchemy import func, select

from diaspora_commons.assistant import actions, documents, queries
from diaspora_commons.assistant.models import Faq, FaqText, Phrase
from diaspora_commons.kernel import outbox, unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Refused
from diaspora_commons.kernel.permissions import SYSTEM, VISITOR

ROW = {
    "slug": "what-is-a-seed", "language": "en", "intent": "what_is_a_seed", "topic": "concepts", "kind": "knowledge",
    "question": "What is a seed?", "phrases": ["seed", "meaning of seed"], "answer": "A **small** beginning.",
    "links": ["page:help"], "sources": ["https://example.org/seeds"], "reviewed": "2026-11-23",
}  # fmt: skip
IN_FRENCH = {
    **ROW,
    "language": "fr",
    "question": "Qu'est-ce qu'une graine ?",
    "phrases": ["graine"],
    "answer": "Un début.",
}


def load(*rows, actor=SYSTEM):
    with unit_of_work.writing():
        return actions.load_faqs(actor, rows)


def count(model):
    return db.scalar(select(func.count()).select_from(model))


def test_the_commons_itself_brings_them_in_and_search_is_told(world):
    added = load(ROW, IN_FRENCH)
    assert (count(Faq), count(FaqText), count(Phrase)) == (1, 2, 3)
    keys = set(db.scalars(select(outbox.Line.key).where(outbox.Line.topic == "search")))
    assert {f"help:{id}" for id in added} <= keys


@pytest.mark.parametrize("who", ["visitor", "amina", "dalia", "emre"])
def test_nobody_else_does(world, who):
    actor = VISITOR if who == "visitor" else getattr(world, who)
    with pytest.raises(Refused):
        load(ROW, actor=actor)


def test_a_second_time_adds_nothing_and_keeps_what_editors_changed(world):
    load(ROW, IN_FRENCH)
    queries.one(SYSTEM, "what-is-a-seed").text("en").answer = "Mended by an editor."
    db.commit()
    assert load(ROW, IN_FRENCH) == []
    assert queries.one(SYSTEM, "what-is-a-seed").text("en").answer == "Mended by an editor."
    assert queries.in_force().version == 1


def test_a_new_text_is_a_new_version_of_what_is_known(world):
    load(ROW)
    before = queries.in_force()
    load(IN_FRENCH)
    after = queries.in_force()
    assert (before.version, after.version) == (1, 2)
    assert before.checksum != after.checksum


def test_search_finds_each_text_by_its_question_its_answer_and_the_ways_of_asking(world):
    load(ROW, IN_FRENCH)
    english, french = sorted(documents.help_documents(None), key=lambda found: found.language)
    assert (english.title, english.summary, english.url) == (
        "What is a seed?",
        "A small beginning.",
        "/help/what-is-a-seed",
    )
    assert "meaning of seed" in english.labels
    assert (french.language, french.title) == ("fr", "Qu'est-ce qu'une graine ?")
    assert list(documents.help_documents([0])) == []


def test_a_question_is_answered_as_soon_as_it_is_known(client, world):
    reply = client.get("/api/v1/ask", query_string={"q": "what is a seed"})
    assert reply.json["kind"] == "results"
    load(ROW)
    reply = client.get("/api/v1/ask", query_string={"q": "what is a seed"})
    assert (reply.json["kind"], reply.json["slug"]) == ("answer", "what-is-a-seed")
    assert reply.json["ruleset"].startswith("1-")
