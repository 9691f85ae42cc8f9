"""Keeping the index and the database in agreement: through the outbox, by checking, by rebuilding."""

import shutil

from click.testing import CliRunner
from sqlalchemy import select

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.search import engine
from diaspora_commons.search.cli import search_commands
from diaspora_commons.search.query import parse


def titles(text):
    found = engine.find(parse(text), "en")
    assert not found.is_simple
    return [hit.title for hit in found.hits]


def posted():
    return {(line.topic, line.key) for line in db.scalars(select(outbox.Line)) if line.topic.startswith("search")}


def test_what_is_public_is_put_in_and_what_is_not_is_taken_out(shelf):
    seeds, wells = shelf.put("Seeds"), shelf.put("Wells")
    engine.rebuild()
    shelf.put("More seeds", id=seeds.id, slug=seeds.slug)
    shelf.remove(wells)
    engine.agree([seeds.key, wells.key, "resource:77", "nonsense:1", "resource:x", ""])
    assert titles("seeds") == ["More seeds"]
    assert titles("wells") == []


def test_order_and_repetition_do_not_matter(shelf):
    seeds = shelf.put("Seeds")
    engine.rebuild()
    for _ in range(3):
        engine.agree([seeds.key])
    assert titles("seeds") == ["Seeds"]


def test_a_missing_index_is_made_by_the_first_line(shelf, index):
    seeds, _ = shelf.put("Seeds"), shelf.put("More seeds")
    engine.agree([seeds.key])
    assert len(titles("seeds")) == 2


def test_a_damaged_index_is_made_anew_by_the_next_line(shelf, index):
    seeds = shelf.put("Seeds")
    engine.rebuild()
    for file in index.rglob("*.seg"):
        file.write_bytes(b"nonsense")
    engine.agree([seeds.key])
    assert titles("seeds") == ["Seeds"]


def test_a_search_that_finds_no_index_asks_for_one(shelf, index, clean):
    shelf.put("Seeds")
    found = engine.find(parse("seeds"), "en")
    assert found.is_simple
    assert [hit.title for hit in found.hits] == ["Seeds"]
    assert posted() == {("search rebuild", "all")}


def test_an_index_that_vanishes_is_answered_without_and_comes_back(shelf, index, clean):
    shelf.put("Seeds")
    engine.rebuild()
    assert titles("seeds") == ["Seeds"]
    shutil.rmtree(index)
    assert engine.find(parse("seeds"), "en").is_simple
    assert not engine.is_ready()
    engine.rebuild_asked(["all"])
    assert engine.is_ready()
    assert titles("seeds") == ["Seeds"]


def test_checking_posts_what_differs(shelf, clean):
    same, changed, gone = shelf.put("Seeds"), shelf.put("Wells"), shelf.put("Bread")
    engine.rebuild()
    shelf.put("Deeper wells", id=changed.id, slug=changed.slug)
    shelf.remove(gone)
    new = shelf.put("Letters", id=50)
    assert engine.check() == sorted([changed.key, gone.key, new.key])
    assert posted() == {("search", key) for key in (changed.key, gone.key, new.key)}
    assert ("search", same.key) not in posted()


def test_the_command_line_rebuilds_and_checks(shelf, clean):
    shelf.put("Seeds")
    run = CliRunner().invoke(search_commands, ["rebuild"])
    assert "1 documents can be found." in run.output
    assert titles("seeds") == ["Seeds"]
    assert "agree" in CliRunner().invoke(search_commands, ["check"]).output
    shelf.put("Wells")
    run = CliRunner().invoke(search_commands, ["check"])
    assert run.exit_code == 1
    assert "1 documents differ." in run.output


def test_catching_up_leaves_nothing_for_the_worker_but_what_came_meanwhile(world, monkeypatch):
    world.published("Seeds for Kayes")
    assert outbox.waiting("search")
    engine.catch_up()
    assert outbox.waiting("search") == []

    published = world.published("Wells for Kita")
    monkeypatch.setattr(engine, "all_documents", lambda: post_meanwhile(published))
    engine.catch_up()
    assert [line.key for line in outbox.waiting("search")] == [f"initiative:{published.id}"]


def post_meanwhile(initiative):
    outbox.post("search", f"initiative:{initiative.id}")
    db.commit()
    return iter([])


def test_each_night_what_differs_is_put_right_and_the_pieces_are_put_together(shelf, clean):
    seeds, wells = shelf.put("Seeds"), shelf.put("Wells")
    engine.rebuild()
    for number in range(10, 14):
        engine.agree([shelf.put(f"Bread {number}", id=number).key])
    shelf.put("Deeper wells", id=wells.id, slug=wells.slug)
    shelf.remove(seeds)
    engine.look_after(["all"])
    assert titles("seeds") == []
    assert titles("wells") == ["Deeper wells"]
    assert len(titles("bread")) == 4
    with engine.engine().reading() as snapshot:
        assert len(snapshot.leaves) == 1
    assert engine.check() == []


def test_a_night_without_an_index_makes_one(shelf, index):
    shelf.put("Seeds")
    engine.look_after(["all"])
    assert titles("seeds") == ["Seeds"]
