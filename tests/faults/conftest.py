"""Real servers in processes of their own, each on an instance of its own, made once and copied."""

import shutil
from pathlib import Path

import pytest

from people import Somebody
from running import Site


def pytest_collection_modifyitems(items):
    """Whatever stands here takes seconds."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """An instance with the cast and an index, which nobody serves."""
    return Site(tmp_path_factory.mktemp("faults") / "instance").fill().folder


@pytest.fixture
def new_site(filled, tmp_path, request):
    """Make a site that is stopped after the test: a copy of the filled one, or on an empty PostgreSQL database."""
    made = []

    def new_site(database="sqlite", **settings):
        folder = tmp_path / f"instance-{len(made)}"
        if database == "sqlite":
            shutil.copytree(filled, folder)
            made.append(Site(folder, **settings))
        else:
            url = request.getfixturevalue("new_postgres_database")()
            made.append(Site(folder, url, **settings).fill())
        return made[-1]

    yield new_site
    while Somebody.everybody:
        Somebody.everybody.pop().leave()
    for site in made:
        site.stop()


@pytest.fixture
def site(new_site):
    return new_site()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def each_site(request, new_site):
    """The site on either database."""
    return new_site(request.param)
