"""A new password, for who knows the old one."""

import pytest

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

NEW = "four slow green boats"


def change(client, current, new=NEW, **more):
    return client.post("/en/account/password", {"current": current, "password": new, **more})


def test_it_ends_the_other_sessions_and_keeps_this_one(app, client, world, password, mailbox):
    elsewhere = app.test_client().sign_in(world.bao)
    other_person = app.test_client().sign_in(world.ines)
    assert change(client.sign_in(world.bao), password).status_code == 303
    assert client.get("/en/account").status_code == 200
    assert elsewhere.get("/en/account").status_code == 302
    assert other_person.get("/en/account").status_code == 200
    assert mailbox.kinds(world.bao.email) == ["password_changed"]


@pytest.mark.parametrize(
    ("current", "new", "said"),
    [
        ("not the password", NEW, "This is not your current password."),
        ("", NEW, "Please fill this in."),
        (None, "short", "at least 10 characters"),
        (None, "1234567890", "first that anybody would guess"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changed(client, world, password, current, new, said):
    before = db.get(Person, world.bao.id).password_hash
    answer = change(client.sign_in(world.bao), password if current is None else current, new)
    assert answer.status_code == 422
    assert said in answer.text
    assert db.get(Person, world.bao.id, populate_existing=True).password_hash == before


def test_a_visitor_is_asked_to_sign_in(client, world):
    assert client.get("/en/account/password").status_code == 302
    assert change(client, "x").status_code == 403


def test_a_device_left_open_cannot_be_guessed_at_for_long(client, world, password):
    client.sign_in(world.bao)
    assert [change(client, "not the password").status_code for _ in range(11)] == [422] * 10 + [429]


def test_the_same_form_sent_twice_changes_once(client, world, password, mailbox):
    client.sign_in(world.bao)
    assert change(client, password, idempotency_key="k").status_code == 303
    again = change(client, password, idempotency_key="k")
    assert (again.status_code, client.where(again)) == (303, "/en/account/password")
    assert mailbox.kinds(world.bao.email) == ["password_changed"]


def test_without_the_token_nothing_changes(client, world, password):
    before = db.get(Person, world.bao.id).password_hash
    answer = client.sign_in(world.bao).post(
        "/en/account/password", {"current": password, "password": NEW}, forged=True,
        headers={"Origin": "http://localhost"},
    )  # fmt: skip
    assert answer.status_code == 403
    assert db.get(Person, world.bao.id, populate_existing=True).password_hash == before
