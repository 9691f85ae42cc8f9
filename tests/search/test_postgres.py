"""The index in PostgreSQL: the same searches, the same answers in the same order."""

import threading

import pytest
from sqlalchemy import create_engine, text

from diaspora_commons.demo import load
from diaspora_commons.kernel import database
from diaspora_commons.kernel.database import Base, db, make_session
from diaspora_commons.search import documents, engine, finding
from diaspora_commons.search.documents import Document, all_documents
from diaspora_commons.search.postgres_engine import PostgresEngine
from diaspora_commons.search.query import parse
from diaspora_commons.search.whoosh_engine import WhooshEngine
from diaspora_commons.search.whoosh_folder import IndexAway, IndexBusy

pytestmark = pytest.mark.postgres
SEARCHES = [
    ("remittances senegal", "en"), ("transferts d'argent Sénégal", "fr"), ("remesas familiares", "es"),
    ("تحويلات", "ar"),
    ("health projects in Ghana", "en"), ('"diaspora bonds"', "en"), ("migration -policy", "en"), ("country:ML", "en"),
    ("jeunes entrepreneurs", "fr"), ("IOM", "en"), ("migraton goverance", "en"), ("التعليم في لبنان", "ar"), ("", "en"),
    ("what is the", "en"), ("women", "es"), ("kind:course certificate", "fr"),
]  # fmt: skip


@pytest.fixture
def postgres(postgres_url):
    """A database of its own with all tables, in the place of the tests' own."""
    bind = create_engine(database.postgres_url(postgres_url), **database.QUIET)
    Base.metadata.create_all(bind)
    before = make_session.kw["bind"]
    db.remove()
    make_session.configure(bind=bind)
    yield bind
    db.remove()
    make_session.configure(bind=before)
    bind.dispose()


@pytest.fixture
def kept(postgres):
    engine = PostgresEngine()
    engine.rebuild([document(1, "Seeds for Kayes"), document(2, "Market days"), document(3, "Seeds and markets")])
    return engine


def document(id, title, summary="", **more):
    return Document("resource", id, f"r{id}", more.pop("language", "en"), title, summary, "", f"/library/{id}", **more)


def titles(engine, asked, language="en", **more):
    with engine.reading() as snapshot:
        return [hit.title for hit in finding.find(snapshot, parse(asked), language, "relevance", 1, 20).hits]


def test_what_is_put_in_changed_and_taken_out_is_found_as_it_is(kept):
    assert titles(kept, "seeds") == ["Seeds for Kayes", "Seeds and markets"]
    kept.write([document(1, "Wells for Kayes"), document(4, "More seeds")], ["resource:3", "resource:99"])
    assert titles(kept, "seeds") == ["More seeds"]
    assert titles(kept, "wells") == ["Wells for Kayes"]
    assert set(kept.keys()) == {"resource:1", "resource:2", "resource:4"}
    kept.write([document(3, "Seeds again")], [])
    assert set(titles(kept, "seeds")) == {"More seeds", "Seeds again"}


def test_nothing_of_what_was_taken_out_is_left(kept, postgres):
    kept.write([], ["resource:1"])
    with postgres.connect() as connection:
        left = str(connection.execute(text("SELECT * FROM search_row WHERE key = 'resource:1'")).all())
    assert "Kayes" not in left
    assert "kayes" not in left


def test_another_process_sees_a_change_at_once_and_the_version_tells(kept):
    other = PostgresEngine()
    before = other.version()
    assert titles(other, "wells") == []
    kept.write([document(5, "Wells")], [])
    assert other.version() != before
    assert titles(other, "wells") == ["Wells"]


def test_a_reader_keeps_its_generation_while_a_rebuild_swaps(kept):
    with kept.reading() as snapshot:
        PostgresEngine().rebuild([document(5, "Wells")])
        assert finding.find(snapshot, parse("market"), "en", "relevance", 1, 20).total == 2
        assert finding.find(snapshot, parse("wells"), "en", "relevance", 1, 20).total == 0
    assert titles(kept, "wells") == ["Wells"]
    assert titles(kept, "seeds") == []


def test_a_rebuild_or_a_write_that_fails_changes_nothing(kept):
    def broken():
        yield document(5, "Wells")
        raise RuntimeError("the source went away")

    for attempt in (lambda: kept.rebuild(broken()), lambda: kept.write(broken(), ["resource:1"])):
        with pytest.raises(RuntimeError):
            attempt()
        assert titles(kept, "seeds") == ["Seeds for Kayes", "Seeds and markets"]


def test_one_writer_at_a_time(kept):
    with kept.alone(), pytest.raises(IndexBusy), PostgresEngine().alone(patience=0.1):
        pass


def test_without_an_index_there_is_none(postgres):
    engine = PostgresEngine()
    assert engine.version() == ""
    with pytest.raises(IndexAway), engine.reading():
        pass
    with pytest.raises(IndexAway):
        engine.write([document(1, "Seeds")], [])
    assert engine.rebuild([]) == 0
    assert titles(engine, "") == titles(engine, "seeds") == []


def test_a_damaged_table_is_no_index(kept, postgres):
    with postgres.begin() as connection:
        connection.execute(text("ALTER TABLE search_row RENAME TO elsewhere"))
    with pytest.raises(IndexAway):
        titles(PostgresEngine(), "seeds")


def test_spelling_suggestions_and_phrases_work_alike(kept):
    kept.write([document(6, "Le développement local", language="fr")], [])
    with kept.reading() as snapshot:
        assert finding.find(snapshot, parse("develloppement"), "fr", "relevance", 1, 20).did_you_mean == "développement"
    assert titles(kept, '"and markets"') == ["Seeds and markets"]
    engine.choose(kept)
    assert [it.text for it in engine.suggest("see", "en")] == ["Seeds for Kayes", "Seeds and markets"]


def test_threads_read_side_by_side_while_somebody_writes(kept):
    faults = []

    def read():
        try:
            for _ in range(15):
                assert "Seeds and markets" in titles(kept, "seeds")
        except Exception as error:  # noqa: BLE001  a thread's own exception would be lost
            faults.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for id in range(10, 16):
        PostgresEngine().write([document(id, f"Market {id}")], [])
    for thread in threads:
        thread.join()
    assert faults == []


@pytest.mark.slow
def test_both_engines_answer_alike_on_the_real_content(app, postgres, tmp_path):
    with app.app_context():
        load.load()
        known = list(all_documents())
    assert len(known) > 1200
    mine, theirs = PostgresEngine(), WhooshEngine(tmp_path / "index")
    assert mine.rebuild(known) == theirs.rebuild(known) == len(known)
    for asked, language in SEARCHES:
        for sort in finding.SORTS:
            answers = []
            for kept in (mine, theirs):
                with kept.reading() as snapshot:
                    found = finding.find(snapshot, parse(asked), language, sort, 1, 20)
                answers.append((found.total, found.counts, found.did_you_mean, [hit.id for hit in found.hits]))
                scores = [hit.score for hit in found.hits]
                answers[-1] = (*answers[-1], pytest.approx(scores, abs=0.002) if kept is mine else scores)
            assert answers[0][:4] == answers[1][:4], (asked, sort)
            assert answers[1][4] == answers[0][4], (asked, sort)
    theirs.close()
    assert documents.sources
