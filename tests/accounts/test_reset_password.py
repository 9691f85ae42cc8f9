"""A new password by letter, for who has forgotten the old one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from diaspora_commons.accounts.models import MailedLink, Person, SignIn
from diaspora_commons.kernel import demo
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db

NEW = {"password": "four slow green boats"}


@pytest.fixture
def link(client, world, password, mailbox):
    client.post("/en/password-reset", {"email": world.bao.email})
    return mailbox.link(world.bao.email)


def test_the_new_password_counts_and_every_other_session_ends(app, client, world, link, mailbox):
    elsewhere = app.test_client().sign_in(world.bao)
    assert client.get(link).status_code == 200
    answer = client.post(link, NEW)
    assert (answer.status_code, client.where(answer)) == (303, "/en/desk")
    assert elsewhere.get("/en/account").status_code == 302
    assert client.get("/en/account").status_code == 200
    assert len(db.scalars(select(SignIn).where(SignIn.person_id == world.bao.id)).all()) == 1
    client.sign_out()
    assert client.post("/en/sign-in", {"email": world.bao.email, **NEW}).status_code == 303
    assert mailbox.kinds(world.bao.email) == ["reset_password", "password_changed"]


def test_the_link_works_once_and_kills_the_others(client, world, link, mailbox):
    client.post("/en/password-reset", {"email": world.bao.email})
    newer = mailbox.link(world.bao.email)
    assert client.post(link, NEW).status_code == 303
    client.sign_out()
    for dead in (link, newer):
        assert client.get(dead).status_code == 404
        assert client.post(dead, {"password": "the intruder's own"}).status_code == 404


def test_changing_the_password_kills_the_link(client, world, password, link):
    client.sign_in(world.bao).post("/en/account/password", {"current": password, **NEW})
    client.sign_out()
    assert client.post(link, {"password": "the intruder's own"}).status_code == 404


def test_it_holds_for_an_hour(client, world, link):
    db.scalars(select(MailedLink)).one().expires_at = now() - timedelta(seconds=1)
    db.commit()
    assert client.post(link, NEW).status_code == 404


@pytest.mark.parametrize("bad", ["", "short", "password123", "aaaaaaaaaaaa"])
def test_a_poor_password_is_refused_and_the_link_stays_good(client, world, link, bad):
    before = db.get(Person, world.bao.id).password_hash
    assert client.post(link, {"password": bad}).status_code == 422
    assert db.get(Person, world.bao.id, populate_existing=True).password_hash == before
    assert client.post(link, NEW).status_code == 303


def test_ones_own_address_is_no_password(client, world, link):
    assert "not your e-mail address" in client.post(link, {"password": world.bao.email}).text


def test_a_link_for_one_thing_is_no_good_for_another(client, world, link):
    token = link.rpartition("/")[2]
    assert client.post(f"/en/sign-in/link/{token}").status_code == 404
    assert client.post(f"/en/account/email/{token}").status_code == 404


def test_who_was_given_the_account_without_a_password_can_set_one(client, world, mailbox):
    sami = world.person("Sami")
    client.post("/en/password-reset", {"email": sami.email})
    assert client.post(mailbox.link(sami.email), NEW).status_code == 303


def test_the_cast_is_sent_nothing_outside_a_demonstration(client, world, mailbox, settle):
    world.amina.is_demo = True
    db.commit()
    client.post("/en/password-reset", {"email": world.amina.email})
    assert mailbox.kinds(world.amina.email) == []
    demo.mark_loaded()
    db.commit()
    client.post("/en/password-reset", {"email": world.amina.email})
    assert mailbox.kinds(world.amina.email) == ["reset_password"]


def test_a_form_from_elsewhere_changes_nothing(client, world, link):
    assert client.post(link, NEW, forged=True).status_code == 403
    assert client.post(link, NEW).status_code == 303
