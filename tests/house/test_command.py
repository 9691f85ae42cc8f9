"""The `commons` command, each time in a process of its own, on an instance of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from diaspora_commons import history

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    return tmp_path_factory.mktemp("instance")


@pytest.fixture
def commons(instance):
    """Run the command; answer its exit code and what it said."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COMMONS_")}
    folders = {"COMMONS_INSTANCE": str(instance), "COMMONS_SEARCH_INDEX": str(instance / "index")}
    environment = clean | folders | {"PYTHONPATH": str(ROOT / "platform")}

    def commons(*words):
        command = [sys.executable, "-c", "from diaspora_commons.cli import main; main()", *words]
        done = subprocess.run(
            command, cwd=instance, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        return done.returncode, done.stdout + done.stderr

    return commons


def test_a_database_is_made_filled_indexed_and_found_sound(commons):
    assert commons("db", "check")[0] == 1
    assert commons("db", "upgrade")[0] == 0
    assert commons("db", "check")[0] == 0
    assert commons("demo", "load")[0] == 0
    code, said = commons("search", "rebuild")
    assert code == 0, said
    assert "0 documents" not in said.split("Indexing")[-1].split()
    assert commons("search", "check") == (0, "Index and database agree.\n")
    assert commons("doctor")[0] == 0


def test_an_account_is_made_for_the_first_administrator(commons):
    commons("db", "upgrade")
    words = ["user", "create", "--email", "olu@example.org", "--name", "Olu", "--role", "administrator"]
    code, said = commons(*words, "--password", "a long and quiet river")
    assert (code, said) == (0, "Olu can sign in as olu@example.org.\n")
    assert commons(*words, "--password", "a long and quiet river")[0] == 1


def test_every_command_says_what_it_is_for(commons):
    code, said = commons("--help")
    assert code == 0
    for word in ("start", "serve", "worker", "db", "demo", "search", "user", "doctor"):
        assert f"  {word} " in said


def test_an_older_demonstration_gets_what_is_new_with_its_upgrade(commons, instance):
    commons("db", "upgrade")
    commons("demo", "load")
    engine = create_engine(f"sqlite:///{instance / 'commons.db'}")
    history.downgrade(engine, "0001")
    code, said = commons("prepare")
    assert code == 0, said
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM quiz")) > 30
        assert connection.scalars(text("SELECT taken FROM cohort WHERE is_example")).all() == [2, 2, 2]
    engine.dispose()
    again = commons("prepare")[1]
    assert "Filling in" not in again
