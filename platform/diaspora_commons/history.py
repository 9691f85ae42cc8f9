"""Brings a database up to date, and tells whether it is: Alembic, told where our migrations are."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from diaspora_commons.kernel.database import Base, writes

FOLDER = Path(__file__).with_name("migrations")


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes["connection"] = connection
    return made


def upgrade(engine: Engine, to: str = "head") -> None:
    """Take the database to a revision, in one transaction: killed midway, it is as it was."""
    token = writes.set(True)
    try:
        with engine.begin() as connection:
            wait_for_others(connection)
            command.upgrade(config(connection), to)
    finally:
        writes.reset(token)


def wait_for_others(connection: Connection) -> None:
    """Let one machine at a time upgrade; SQLite's write lock sees to that by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('diaspora commons upgrade'))"))


def downgrade(engine: Engine, to: str) -> None:
    token = writes.set(True)
    try:
        with engine.begin() as connection:
            command.downgrade(config(connection), to)
    finally:
        writes.reset(token)


def write_revision(engine: Engine, message: str) -> None:
    """Compare models and database, and write the next migration; somebody must read it."""
    with engine.begin() as connection:
        script = ScriptDirectory.from_config(config())
        number = f"{len(list(script.walk_revisions())) + 1:04d}"
        command.revision(config(connection), message=message, autogenerate=True, rev_id=number)


def current(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def is_known(revision: str) -> bool:
    """Whether it is one of ours; a database that is ahead of this code has one that is not."""
    return revision in {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def differences(engine: Engine) -> list[object]:
    """What the models have and the database has not, or the other way round."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return list(compare_metadata(context, Base.metadata))
