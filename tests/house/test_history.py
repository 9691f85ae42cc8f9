"""One straight line of migrations, whose end is just what the models say; on both databases."""

import pytest
from alembic.script import ScriptDirectory

from diaspora_commons import history
from diaspora_commons.kernel import database


@pytest.fixture
def fresh(app, tmp_path):
    """A new SQLite database, without disturbing the one of the other tests."""
    from sqlalchemy import create_engine

    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.db'}", module=database.sqlite_module())
    database.tune_sqlite(engine, "NORMAL")
    yield engine
    engine.dispose()


def test_there_is_one_head():
    assert len(ScriptDirectory.from_config(history.config()).get_heads()) == 1


def test_the_history_ends_where_the_models_are(fresh):
    history.upgrade(fresh)
    assert history.current(fresh) == history.head()
    assert history.differences(fresh) == []


def test_the_history_leads_down_and_up_again(fresh):
    history.upgrade(fresh)
    history.downgrade(fresh, "base")
    history.upgrade(fresh)
    assert history.differences(fresh) == []


def test_an_upgrade_twice_is_an_upgrade_once(fresh):
    history.upgrade(fresh)
    history.upgrade(fresh)
    assert history.current(fresh) == history.head()
