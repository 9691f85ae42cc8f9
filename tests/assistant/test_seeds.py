"""A newer release says some things better; what people here have changed stays theirs."""

from sqlalchemy import select

from diaspora_commons.assistant import actions, queries
from diaspora_commons.assistant.models import Phrase, PhraseSource
from diaspora_commons.demo import content, load
from diaspora_commons.kernel import outbox, unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.permissions import SYSTEM

ROW = {
    "slug": "what-is-a-seed", "language": "en", "intent": "what_is_a_seed", "topic": "concepts", "kind": "knowledge",
    "question": "What is a seed?", "phrases": ["seed", "meaning of seed"], "answer": "A **small** beginning.",
    "links": ["page:help"], "sources": ["https://example.org/seeds"], "reviewed": "2026-11-23",
}  # fmt: skip
NEWER = {
    **ROW,
    "question": "What are seeds?",
    "phrases": ["seed", "what do seeds do"],
    "answer": "Small beginnings.",
    "links": ["page:search", "page:help"],
    "reviewed": "2026-12-01",
}


def bring_in(row):
    with unit_of_work.writing():
        return actions.load_faqs(SYSTEM, [row])


def text():
    return queries.one(SYSTEM, "what-is-a-seed").text("en")


def phrases():
    return set(db.scalars(select(Phrase.text)))


def test_what_nobody_changed_is_brought_up_to_date_and_search_is_told(world):
    bring_in(ROW)
    db.query(outbox.Line).delete()
    db.commit()
    renewed = bring_in(NEWER)
    assert renewed == [text().id]
    assert (text().question, text().answer) == ("What are seeds?", "Small beginnings.")
    assert text().reviewed.isoformat() == "2026-12-01"
    assert phrases() == {"seed", "what do seeds do"}
    assert [link.page for link in text().faq.links] == ["search", "help"]
    assert queries.in_force().version == 2
    assert list(db.scalars(select(outbox.Line.key).where(outbox.Line.topic == "search"))) == [f"help:{text().id}"]


def test_the_same_again_changes_nothing(world):
    bring_in(ROW)
    bring_in(NEWER)
    assert bring_in(NEWER) == []
    assert queries.in_force().version == 2


def test_an_answer_that_an_editor_mended_stays_and_the_ways_of_asking_still_come(world):
    bring_in(ROW)
    text().answer = "Mended by an editor."
    db.commit()
    bring_in(NEWER)
    assert (text().question, text().answer) == ("What is a seed?", "Mended by an editor.")
    assert phrases() == {"seed", "what do seeds do"}
    assert bring_in(NEWER) == []


def test_ways_of_asking_that_people_added_stay(world):
    bring_in(ROW)
    faq = text().faq_id
    db.add(Phrase(faq_id=faq, language="en", text="how does it grow", source=PhraseSource.EDITOR))
    db.commit()
    bring_in(NEWER)
    assert phrases() == {"seed", "what do seeds do", "how does it grow"}


def test_ways_of_asking_that_an_editor_took_out_stay_out(world):
    bring_in(ROW)
    db.delete(db.scalar(select(Phrase).where(Phrase.text == "meaning of seed")))
    db.commit()
    bring_in(NEWER)
    assert phrases() == {"seed"}
    assert text().answer == "Small beginnings."


def test_a_text_from_before_anything_was_remembered_is_brought_up_to_date(world):
    bring_in(ROW)
    text().seed = None
    db.commit()
    bring_in(NEWER)
    assert text().answer == "Small beginnings."
    assert phrases() == {"seed", "what do seeds do"}


def test_an_upgraded_demonstration_gets_the_newer_texts_once(clean, monkeypatch):
    def load_from(row):
        monkeypatch.setattr(content, "rows_of", lambda name: [row])
        with unit_of_work.writing():
            return load.answers()

    assert load_from(ROW) == 1
    assert load_from(ROW) == 0
    assert load_from(NEWER) == 1
    assert load_from(NEWER) == 0
    assert text().answer == "Small beginnings."
