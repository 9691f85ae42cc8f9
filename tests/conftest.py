"""The ground that every test stands on: an app, a careful client, and a world that is thrown away after each test."""

import os
import tempfile
from pathlib import Path

HERE = Path(tempfile.mkdtemp(prefix="commons-tests-"))
for name in [name for name in os.environ if name.startswith("COMMONS_")]:
    del os.environ[name]
os.environ["COMMONS_INSTANCE"] = str(HERE)
os.environ["COMMONS_SEARCH_INDEX"] = str(HERE / "index")
os.environ["COMMONS_SECRET_KEY"] = "only-for-tests"

import pytest
from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from client import CarefulClient
from diaspora_commons.kernel import generations, outbox
from diaspora_commons.kernel.database import Base, db, make_session
from diaspora_commons.kernel.settings import Settings
from diaspora_commons.search import engine as search
from diaspora_commons.web import create_app
from world import World

pytest_plugins = ["databases"]


@pytest.fixture(scope="session")
def app(database_url):
    """One app a process, on an empty database."""
    app = create_app(Settings(database_url=database_url))
    app.testing = True
    app.test_client_class = CarefulClient
    Base.metadata.create_all(app.extensions["engine"])
    return app


def number_of_this_transaction() -> int:
    """The kept pages' number as the test's own transaction sees it."""
    with make_session() as session:
        return generations.number("public", session)


@event.listens_for(Session, "before_flush")
def reading_never_writes(session, context, instances):
    if (
        has_request_context()
        and request.method in ("GET", "HEAD")
        and (session.new or session.dirty or session.deleted)
    ):
        raise AssertionError(f"{request.method} {request.path} would change {[*session.new, *session.dirty]}")


@pytest.fixture
def ground(app):
    """The database that a test begins on: an empty one, unless a folder of tests says otherwise."""
    return app.extensions["engine"]


@pytest.fixture
def clean(app, ground, monkeypatch, tmp_path):
    """Each test runs inside one outer transaction that is thrown away, with a search index of its own."""
    search.use(tmp_path / "index")
    connection = ground.connect()
    outer = connection.begin()
    make_session.configure(bind=connection, join_transaction_mode="create_savepoint")
    db.remove()
    monkeypatch.setattr(app.wsgi_app, "generation", number_of_this_transaction)
    app.wsgi_app.kept.clear()
    with app.app_context():
        yield
    db.remove()
    outer.rollback()
    connection.close()
    search.engine().close()
    make_session.configure(bind=app.extensions["engine"], join_transaction_mode="conditional_savepoint")


@pytest.fixture
def world(clean):
    return World()


@pytest.fixture
def client(app, clean):
    return app.test_client()


@pytest.fixture
def settle(app, clean):
    """Let everything follow that the outbox holds."""

    def settle() -> None:
        db.remove()
        outbox.settle()

    return settle
