"""What cannot be saved is said, whichever step notices it, and reading goes on."""

import pytest
from sqlalchemy.exc import OperationalError


class Full(Exception):  # noqa: N818
    """The driver's own error."""


def no_room():
    raise OperationalError("COMMIT", {}, Full("database or disk is full"))


@pytest.fixture
def like_a_site(app, monkeypatch):
    monkeypatch.setattr(app, "testing", False)


def begin(client, world):
    data = {"organisation": world.sahel.slug, "title": "Seeds", "language": "en"}
    return client.sign_in(world.amina).post("/en/initiatives/new", data)


def test_a_commit_that_finds_no_room_is_a_507(client, world, like_a_site, monkeypatch):
    monkeypatch.setattr("diaspora_commons.kernel.unit_of_work.commit", no_room)
    answer = begin(client, world)
    assert answer.status_code == 507
    assert "no room left" in answer.text
    monkeypatch.undo()


def test_a_picture_that_finds_no_room_is_a_507(client, world, like_a_site, monkeypatch):
    def keep(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("diaspora_commons.kernel.unit_of_work.commit", keep)
    assert begin(client, world).status_code == 507


def test_when_the_database_does_not_answer_visitors_are_told_so(app, client, world, like_a_site, monkeypatch):
    def away():
        raise OperationalError("SELECT", {}, Full("connection refused"))

    monkeypatch.setattr(app.wsgi_app, "generation", away)
    assert client.get("/en/initiatives").status_code == 200, "what the database can still say"
