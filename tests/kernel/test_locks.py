"""Writers wait for one another instead of failing, and what a killed process had promised is kept."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from diaspora_commons.kernel import database
from diaspora_commons.kernel.database import writes

PLATFORM = str(Path(database.__file__).parents[2])


@pytest.fixture
def engine(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}", module=database.sqlite_module())
    database.tune_sqlite(engine, "FULL")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE seat (taken INTEGER)"))
        connection.execute(text("INSERT INTO seat VALUES (0)"))
    yield engine
    engine.dispose()


def test_those_who_read_before_they_write_never_lose_the_lock(engine):
    failures = []

    def take_twenty():
        writes.set(True)
        for _ in range(20):
            try:
                with engine.begin() as connection:
                    taken = connection.scalar(text("SELECT taken FROM seat"))
                    connection.execute(text("UPDATE seat SET taken = :n"), {"n": taken + 1})
            except Exception as error:  # noqa: BLE001
                failures.append(error)

    threads = [threading.Thread(target=take_twenty) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT taken FROM seat")) == 120


def test_what_was_erased_lies_in_no_file_of_the_database_once_it_is_trimmed(engine, tmp_path, monkeypatch):
    monkeypatch.setitem(database.make_session.kw, "bind", engine)
    files = [tmp_path / "x.db", tmp_path / "x.db-wal"]

    def lies_somewhere():
        return any(b"erased for good" in file.read_bytes() for file in files if file.exists())

    with engine.connect() as keeps_the_log_open:
        for said in (
            "CREATE TABLE said (words TEXT)",
            "INSERT INTO said VALUES ('erased for good')",
            "DELETE FROM said",
        ):
            with engine.begin() as connection:
                connection.execute(text(said))
        assert lies_somewhere()
        assert database.trim()
        assert not lies_somewhere()
        keeps_the_log_open.execute(text("SELECT taken FROM seat")).all()
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO said VALUES ('erased for good')"))
        assert not database.trim(), "somebody still reads what was before"


WRITER = """
import sys
sys.path.insert(0, {platform!r})
from diaspora_commons.kernel import ledger, outbox, unit_of_work
from diaspora_commons.kernel.database import Base, connect, db
engine = connect("sqlite:///" + sys.argv[1])
Base.metadata.create_all(engine)
print("ready", flush=True)
for n in range(int(sys.argv[2]), 100000):
    with unit_of_work.writing():
        outbox.post("ring", n)
        outbox.post("sing", n)
    print(n, flush=True)
"""


@pytest.mark.slow
def test_kill_9_loses_nothing_that_was_acknowledged_and_leaves_nothing_half(tmp_path):
    file, acknowledged = tmp_path / "killed.db", set()
    for turn in range(12):
        start = turn * 1000
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER.format(platform=PLATFORM), str(file), str(start)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip
        assert writer.stdout.readline() == "ready\n"
        for _ in range(5 + 7 * turn):
            acknowledged.add(int(writer.stdout.readline()))
        writer.send_signal(signal.SIGKILL)
        acknowledged |= {int(line) for line in writer.stdout.read().split("\n")[:-1]}
        writer.wait()
        writer.stdout.close()
    engine = create_engine(f"sqlite:///{file}", module=database.sqlite_module())
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT topic, CAST(key AS INTEGER) FROM outbox")).all()
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    engine.dispose()
    ring, sing = ({key for topic, key in rows if topic == name} for name in ("ring", "sing"))
    assert acknowledged <= ring
    assert ring == sing, "both lines of a transaction, or neither"
    assert len(acknowledged) > 100
