"""What is erased is not in the file any more, not even between its rows."""

import sqlite3

from sqlalchemy import create_engine, text

from diaspora_commons.kernel.database import sqlite_module, tune_sqlite


def test_nothing_erased_lies_in_a_free_page(tmp_path):
    file = tmp_path / "commons.db"
    engine = create_engine(f"sqlite:///{file}", module=sqlite_module())
    tune_sqlite(engine, "FULL")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE person (name TEXT)"))
        for name in ("kanari", "k" * 9000 + "anari-long", "stays"):
            connection.execute(text("INSERT INTO person VALUES (:name)"), {"name": name})
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM person WHERE name != 'stays'"))
    engine.dispose()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = file.read_bytes()
    assert b"stays" in kept
    assert b"kanari" not in kept
    assert b"anari-long" not in kept
