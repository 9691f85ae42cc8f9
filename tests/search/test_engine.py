"""The index itself. Runs against whichever `whoosh` can be imported: `make test-whoosh-matrix`."""

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from diaspora_commons.search import finding
from diaspora_commons.search.documents import Document
from diaspora_commons.search.query import parse
from diaspora_commons.search.whoosh_engine import WhooshEngine
from diaspora_commons.search.whoosh_folder import IndexAway, IndexBusy

PLATFORM = str(Path(finding.__file__).parents[2])


def document(id, title, summary="", **more):
    kind = more.pop("kind", "resource")
    return Document(kind, id, f"{kind}-{id}", more.pop("language", "en"), title, summary, "", f"/library/{id}", **more)


def titles(engine, text, language="en"):
    with engine.reading() as snapshot:
        return [hit.title for hit in finding.find(snapshot, parse(text), language, "relevance", 1, 20).hits]


@pytest.fixture
def another(engine):
    """A second engine on the same folder, as in another process."""
    other = WhooshEngine(engine.folder.path)
    yield other
    other.close()


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild([document(1, "Seeds for Kayes"), document(2, "Market days"), document(3, "Seeds and markets")])
    yield engine
    engine.close()


def test_what_was_put_in_is_found(engine):
    assert titles(engine, "seeds") == ["Seeds for Kayes", "Seeds and markets"]


def test_what_changed_is_found_as_it_is_now(engine):
    engine.write([document(1, "Wells for Kayes")], [])
    assert titles(engine, "seeds") == ["Seeds and markets"]
    assert titles(engine, "wells") == ["Wells for Kayes"]


def test_what_was_taken_out_is_gone_everywhere(engine):
    engine.write([], ["resource:1", "resource:99"])
    assert titles(engine, "seeds") == ["Seeds and markets"]
    assert titles(engine, "kayes") == []
    assert set(engine.keys()) == {"resource:2", "resource:3"}
    with engine.reading() as snapshot:
        found = finding.find(snapshot, parse("seeds"), "en", "relevance", 1, 20)
        assert found.total == 1
        assert found.counts["kind"] == {"resource": 1}


def test_the_same_written_twice_is_there_once(engine):
    for _ in range(3):
        engine.write([document(1, "Seeds for Kayes")], [])
    assert titles(engine, "kayes") == ["Seeds for Kayes"]


def test_many_small_commits_keep_every_document(engine):
    for id in range(10, 40):
        engine.write([document(id, f"Seeds number {id}")], [])
    with engine.reading() as snapshot:
        assert finding.find(snapshot, parse("seeds"), "en", "relevance", 1, 50).total == 32
    assert len(engine.keys()) == 33


def test_another_reader_sees_a_commit_at_once(engine, another):
    before = another.version()
    assert titles(another, "wells") == []
    engine.write([document(4, "Wells")], [])
    assert another.version() != before
    assert titles(another, "wells") == ["Wells"]


def test_a_reader_keeps_its_generation_while_it_reads(engine):
    with engine.reading() as snapshot:
        engine.write([document(4, "Wells")], ["resource:1"])
        assert finding.find(snapshot, parse("kayes"), "en", "relevance", 1, 20).total == 1
        assert finding.find(snapshot, parse("wells"), "en", "relevance", 1, 20).total == 0
    assert titles(engine, "wells") == ["Wells"]


def test_it_opens_again_after_the_process_has_gone(engine, another):
    engine.close()
    assert titles(another, "seeds") == ["Seeds for Kayes", "Seeds and markets"]


def test_another_process_writes_and_this_one_reads(engine):
    program = (
        "import sys; from pathlib import Path; from diaspora_commons.search.whoosh_engine import WhooshEngine;"
        "from diaspora_commons.search.documents import Document;"
        "WhooshEngine(Path(sys.argv[1])).write([Document('resource', 7, 'r', 'en', 'Bread', '', '', '/library/r')], [])"
    )
    paths = os.pathsep.join([PLATFORM, *(p for p in sys.path if p)])
    arguments = [sys.executable, "-W", "ignore", "-c", program, str(engine.folder.path)]
    subprocess.run(arguments, check=True, env={**os.environ, "PYTHONPATH": paths})
    assert titles(engine, "bread") == ["Bread"]


def test_a_rebuild_swaps_while_others_read(engine):
    with engine.reading() as snapshot:
        assert engine.rebuild([document(5, "Wells")]) == 1
        assert finding.find(snapshot, parse("seeds"), "en", "relevance", 1, 20).total == 2
    assert titles(engine, "seeds") == []
    assert titles(engine, "wells") == ["Wells"]
    assert len([f for f in engine.folder.path.iterdir() if f.is_dir()]) == 1


def test_a_rebuild_that_fails_leaves_the_index_in_use(engine):
    def documents():
        yield document(5, "Wells")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        engine.rebuild(documents())
    assert titles(engine, "seeds") == ["Seeds for Kayes", "Seeds and markets"]
    assert len([f for f in engine.folder.path.iterdir() if f.is_dir()]) == 1


def test_a_write_that_fails_changes_nothing_and_frees_the_lock(engine):
    def documents():
        yield document(5, "Wells")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        engine.write(documents(), ["resource:1"])
    assert titles(engine, "seeds") == ["Seeds for Kayes", "Seeds and markets"]
    engine.write([document(5, "Wells")], [])
    assert titles(engine, "wells") == ["Wells"]


def test_one_writer_at_a_time(engine, another):
    with engine.folder.alone(), pytest.raises(IndexBusy), another.folder.alone(patience=0.1):
        pass


def test_an_empty_index_is_an_index(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    assert engine.rebuild([]) == 0
    assert titles(engine, "seeds") == []
    assert titles(engine, "") == []
    assert engine.keys() == {}
    engine.write([document(1, "Seeds")], [])
    assert titles(engine, "seeds") == ["Seeds"]
    engine.write([], ["resource:1"])
    assert titles(engine, "seeds") == []
    engine.close()


def test_a_document_of_nothing_but_stop_words_does_no_harm(engine):
    for documents in ([document(8, "We Are")], [document(9, "", "")]):
        engine.write(documents, [])
        assert titles(engine, "seeds") == ["Seeds for Kayes", "Seeds and markets"]
    assert titles(engine, "we are") == ["We Are"]
    engine.rebuild([document(8, "We Are"), document(9, ""), document(10, "Seeds")])
    assert titles(engine, "seeds") == ["Seeds"]
    assert titles(engine, "we are") == ["We Are"]


def test_only_the_owner_may_enter_the_folder(engine):
    assert stat.S_IMODE(engine.folder.path.stat().st_mode) == 0o700


def test_without_a_folder_there_is_no_index(tmp_path):
    engine = WhooshEngine(tmp_path / "nowhere")
    assert engine.version() == ""
    with pytest.raises(IndexAway), engine.reading():
        pass
    with pytest.raises(IndexAway):
        engine.write([document(1, "Seeds")], [])


def test_an_index_of_another_format_is_none(engine):
    file = engine.folder.path / "CURRENT"
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 0}))
    with pytest.raises(IndexAway), WhooshEngine(engine.folder.path).reading():
        pass


def flip(file):
    data = bytearray(file.read_bytes())
    for at in range(0, len(data), 7):
        data[at] ^= 0x55
    file.write_bytes(data)


HARM = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:40]),
    "bits flipped": flip,
}


@pytest.mark.parametrize("suffix", [".seg", ".toc"])
@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_index_says_so_and_nothing_worse(engine, another, suffix, harm):
    for file in engine.folder.path.rglob(f"*{suffix}"):
        HARM[harm](file)
    with pytest.raises(IndexAway):
        titles(another, "seeds")


def test_a_folder_that_vanishes_while_it_is_served_is_noticed(engine):
    assert titles(engine, "seeds")
    shutil.rmtree(engine.folder.path)
    with pytest.raises(IndexAway):
        titles(engine, "seeds")


def test_threads_read_side_by_side_while_somebody_writes(engine):
    faults = []

    def read():
        try:
            for _ in range(30):
                assert "Seeds and markets" in titles(engine, "seeds")
        except Exception as error:  # noqa: BLE001  a thread's own exception would be lost
            faults.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for id in range(10, 18):
        engine.write([document(id, f"Market {id}")], [])
    for thread in threads:
        thread.join()
    assert faults == []
