"""What must hold on PostgreSQL in particular; the other tests are run there too (`make test-postgres`)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from diaspora_commons import history
from diaspora_commons.kernel.database import postgres_url as spoken_by_psycopg

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.postgres


@pytest.fixture
def fresh(postgres_url):
    engine = create_engine(spoken_by_psycopg(postgres_url))
    yield engine
    engine.dispose()


def test_the_history_ends_where_the_models_are(fresh):
    history.upgrade(fresh)
    assert history.current(fresh) == history.head()
    assert history.differences(fresh) == []


def test_the_history_leads_down_and_up_again(fresh):
    history.upgrade(fresh)
    history.downgrade(fresh, "base")
    with fresh.connect() as connection:
        left = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
    assert set(left) <= {"alembic_version"}
    history.upgrade(fresh)
    assert history.differences(fresh) == []


def test_two_upgrades_at_once_are_one(fresh, postgres_url):
    """Two machines are started with the same new release."""
    command = [sys.executable, "-c", "from diaspora_commons.cli import main; main()", "db", "upgrade"]
    environment = os.environ | {"COMMONS_DATABASE_URL": postgres_url, "PYTHONPATH": str(ROOT / "platform")}
    both = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate(timeout=60)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert history.differences(fresh) == []
