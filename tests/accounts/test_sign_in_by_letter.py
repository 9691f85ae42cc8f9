"""Coming in with a link by mail, for who has lost the password or met the throttle."""

import pytest
from sqlalchemy import select

from diaspora_commons.accounts.models import MailedLink, Person, SignIn
from diaspora_commons.kernel.database import db


def ask(client, email):
    return client.post("/en/sign-in/link", {"email": email})


def test_the_link_signs_in_by_its_button_once(client, world, mailbox):
    assert client.where(ask(client, world.amina.email)) == "/en/sign-in/letter"
    link = mailbox.link(world.amina.email)
    assert link.startswith("/fr/sign-in/link/"), "Amina reads French"
    assert client.get(link).status_code == 200
    assert client.get("/en/account").status_code == 302, "opening it does nothing"
    assert client.post(link).status_code == 303
    assert client.get("/en/account").status_code == 200
    client.sign_out()
    assert client.post(link).status_code == 404
    assert client.get(link).status_code == 404


def test_the_owner_gets_in_though_the_password_is_throttled(client, world, password, mailbox):
    for _ in range(11):
        client.post("/en/sign-in", {"email": world.amina.email, "password": "not the password"})
    assert ask(client, world.amina.email).status_code == 303
    assert client.post(mailbox.link(world.amina.email)).status_code == 303


@pytest.mark.parametrize("path", ["/en/sign-in/link", "/en/password-reset"])
def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, world, mailbox, path):
    def form(answer):
        return answer.status_code, {k: v for k, v in answer.headers if k != "Date"}, answer.data

    known = client.post(path, {"email": world.amina.email})
    unknown = client.post(path, {"email": "nobody@example.org"})
    assert form(known) == form(unknown)
    assert mailbox.letters("nobody@example.org") == []
    assert len(mailbox.letters(world.amina.email)) == 1
    assert db.scalars(select(MailedLink.email)).all() == [world.amina.email], "what was asked for nobody is forgotten"


def test_the_link_dies_when_the_address_is_another(client, world, mailbox):
    ask(client, world.amina.email)
    link = mailbox.link(world.amina.email)
    db.get(Person, world.amina.id).email = "elsewhere@example.org"
    db.commit()
    assert client.post(link).status_code == 404
    assert db.scalars(select(SignIn)).all() == []


def test_the_letter_is_secret_and_not_in_the_list(client, world, mailbox):
    ask(client, world.amina.email)
    letter = mailbox.letters(world.amina.email)[0]
    assert letter.is_secret
    assert letter.subject not in client.sign_in(world.amina).get("/en/account/letters").text
    assert client.get(f"/en/account/letters/{letter.id}").status_code == 404


def test_five_letters_an_hour(client, world):
    assert [ask(client, world.amina.email).status_code for _ in range(6)] == [303] * 5 + [429]


def test_a_token_that_was_never_given_opens_nothing(client, world):
    for path in ("sign-in/link", "password-reset", "confirmation", "account/email"):
        assert client.get(f"/en/{path}/guess").status_code == 404
        assert client.post(f"/en/{path}/guess", {"password": "rain on tin roofs"}).status_code == 404
