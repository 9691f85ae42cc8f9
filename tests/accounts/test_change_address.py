"""Another address: it counts when its own letter was opened, and the old one is told."""

import pytest
from sqlalchemy import select

from diaspora_commons.accounts.models import MailedLink, Person
from diaspora_commons.kernel.database import db

NEW = "bao@elsewhere.example.org"


def ask(client, password, email=NEW, **more):
    return client.post("/en/account/email", {"email": email, "password": password, **more})


def address_of(person):
    return db.get(Person, person.id, populate_existing=True).email


def test_the_new_address_confirms_and_the_old_one_is_told(client, world, password, mailbox):
    old = world.bao.email
    assert ask(client.sign_in(world.bao), password).status_code == 303
    assert address_of(world.bao) == old
    link = mailbox.link(NEW)
    client.sign_out()
    assert client.get(link).status_code == 200
    assert address_of(world.bao) == old, "mail programs open links by themselves"
    assert client.where(client.post(link)) == "/en/account/email/changed"
    assert address_of(world.bao) == NEW
    assert mailbox.kinds(old) == ["address_changed"]
    assert client.post(link).status_code == 404
    assert db.scalars(select(MailedLink)).all() == []
    assert client.post("/en/sign-in", {"email": NEW, "password": password}).status_code == 303


def test_an_address_that_somebody_has_gets_the_same_answer(client, world, password, mailbox):
    client.sign_in(world.bao)
    free, taken = ask(client, password), ask(client, password, world.ines.email)
    assert (free.status_code, free.headers["Location"]) == (taken.status_code, taken.headers["Location"])
    assert mailbox.kinds(world.ines.email) == ["account_exists"]
    assert address_of(world.bao) != world.ines.email


def test_only_the_newest_wish_counts(client, world, password, mailbox):
    client.sign_in(world.bao)
    ask(client, password)
    first = mailbox.link(NEW)
    ask(client, password, "third@example.org")
    assert client.post(first).status_code == 404


def test_who_was_quicker_keeps_the_address(client, world, password, mailbox):
    ask(client.sign_in(world.bao), password)
    link = mailbox.link(NEW)
    world.person("Sami", email=NEW)
    assert client.post(link).status_code == 404
    assert address_of(world.bao) != NEW


@pytest.mark.parametrize(
    ("email", "secret", "said"),
    [("nothing", None, "Give an e-mail address"), (NEW, "not the password", "This is not your current password.")],
)
def test_what_is_wrong_is_said(client, world, password, mailbox, email, secret, said):
    answer = ask(client.sign_in(world.bao), secret or password, email)
    assert answer.status_code == 422
    assert said in answer.text
    assert mailbox.letters(email) == []


def test_the_same_form_sent_twice_asks_once(client, world, password, mailbox):
    client.sign_in(world.bao)
    ask(client, password, idempotency_key="k")
    ask(client, password, idempotency_key="k")
    assert mailbox.kinds(NEW) == ["confirm_new_address"]


def test_a_visitor_and_a_form_from_elsewhere_are_refused(client, world, password):
    assert client.get("/en/account/email").status_code == 302
    assert ask(client, password).status_code == 403
    client.sign_in(world.bao)
    assert client.post("/en/account/email", {"email": NEW, "password": password}, forged=True).status_code == 403
    assert db.scalars(select(MailedLink)).all() == []
