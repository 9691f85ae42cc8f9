"""One's data: to take away, and to have erased."""

import json

import pytest
from sqlalchemy import select

from diaspora_commons.accounts import erasure, export
from diaspora_commons.accounts.models import MailedLink, Person, SignIn
from diaspora_commons.kernel import demo, ledger
from diaspora_commons.kernel.database import Base, db
from diaspora_commons.kernel.settings import settings
from diaspora_commons.notifications.letters import write
from diaspora_commons.notifications.models import Letter


@pytest.fixture
def no_hinders(monkeypatch):
    monkeypatch.setattr(erasure, "hinders", [])


def test_everything_is_in_one_file(client, world, password, monkeypatch):
    monkeypatch.setitem(export.contributes, "poems", lambda person: [f"by {person.name}"])
    write(world.bao.email, "en", "welcome", person_id=world.bao.id, name="Bao")
    db.commit()
    client.sign_in(world.bao).post("/en/account", {"name": "Bảo", "language": "en", "zone": "UTC"})
    answer = client.get("/en/account/data.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    told = json.loads(answer.data)
    assert told["account"]["email"] == world.bao.email
    assert told["account"]["name"] == "Bảo"
    assert told["letters"][0]["subject"] == "Welcome"
    assert told["poems"] == ["by Bảo"]
    assert [deed["verb"] for deed in told["what_you_did"]] == ["account.change"]
    assert len(told["sessions"]) == 1
    assert world.ines.email not in answer.text
    assert "argon2" not in answer.text


def test_after_erasure_nothing_of_the_person_is_found(client, world, password, mailbox, settle, no_hinders):
    email, id = world.bao.email, world.bao.id
    demo.mark_loaded()
    write(email, "en", "welcome", person_id=id, name="Bao")
    db.commit()
    client.post("/en/password-reset", {"email": email})
    settle()
    assert any(email in file.read_text() for file in settings().letters_folder.glob("*.eml"))
    answer = client.sign_in(world.bao).post("/en/account/erasure", {"password": password})
    assert (answer.status_code, client.where(answer)) == (303, "/en/")
    settle()
    assert db.get(Person, id, populate_existing=True) is None
    for model in (Letter, SignIn, MailedLink):
        assert db.scalars(select(model)).all() == []
    assert found_in_database(email) == []
    assert not any(email in file.read_text() for file in settings().letters_folder.glob("*.eml"))
    assert client.get("/en/account").status_code == 302
    assert ledger.broken_at() is None


def found_in_database(text):
    return [
        table.name
        for table in Base.metadata.sorted_tables
        for row in db.execute(select(table))
        if text in repr(tuple(row))
    ]


def test_the_password_is_asked_for(client, world, password, no_hinders):
    answer = client.sign_in(world.bao).post("/en/account/erasure", {"password": "not the password"})
    assert answer.status_code == 422
    assert "not your current password" in answer.text
    assert db.get(Person, world.bao.id) is not None


def test_what_must_be_done_first_is_said(client, world, password, monkeypatch):
    monkeypatch.setattr(erasure, "hinders", [lambda person: "Hand Sahel Roots over first." * (person.name == "Amina")])
    client.sign_in(world.amina)
    page = client.get("/en/account/data").text
    assert "Hand Sahel Roots over first." in page
    assert "Erase my account for good" not in page
    assert client.post("/en/account/erasure", {"password": password}).status_code == 409
    assert db.get(Person, world.amina.id) is not None
    assert client.sign_in(world.bao).post("/en/account/erasure", {"password": password}).status_code == 303


def test_a_visitor_and_a_form_from_elsewhere_are_refused(client, world, password, no_hinders):
    assert client.get("/en/account/data").status_code == 302
    assert client.get("/en/account/data.json").status_code == 302
    assert client.post("/en/account/erasure", {"password": password}).status_code == 403
    client.sign_in(world.bao)
    assert client.post("/en/account/erasure", {"password": password}, forged=True).status_code == 403
    assert db.get(Person, world.bao.id) is not None
