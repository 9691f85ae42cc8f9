"""Beginning an account: by a letter, whether the address is known or not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from diaspora_commons.accounts.models import MailedLink, Person
from diaspora_commons.accounts.queries import person_at
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry

NADIA = {"name": "Nadia", "email": "Nadia@Example.org", "password": "three quiet rivers"}


def form_of(page):
    """What of a page must not depend on who asked."""
    return page.status_code, {k: v for k, v in page.headers if k != "Date"}, page.data


def test_a_newcomer_is_sent_a_letter_and_nobody_exists_yet(client, world, mailbox):
    answer = client.post("/en/register", NADIA)
    assert (answer.status_code, client.where(answer)) == (303, "/en/register/letter")
    assert "Look into your mailbox" in client.get("/en/register/letter").text
    assert mailbox.kinds("nadia@example.org") == ["confirm_address"]
    assert person_at("nadia@example.org") is None


def test_the_link_and_the_password_make_the_account_and_sign_in(client, world, mailbox):
    client.post("/fr/register", NADIA)
    link = mailbox.link("nadia@example.org")
    assert link.startswith("/fr/confirmation/")
    opened = client.get(link)
    assert opened.status_code == 200
    assert opened.headers["Referrer-Policy"] == "strict-origin"
    assert opened.headers["Cache-Control"] == "no-store"
    assert person_at("nadia@example.org") is None, "mail programs open links by themselves"
    answer = client.post(link, {"password": NADIA["password"]})
    assert (answer.status_code, client.where(answer)) == (303, "/fr/desk")
    nadia = person_at("NADIA@example.org")
    assert (nadia.name, nadia.language, nadia.confirmed_at is not None) == ("Nadia", "fr", True)
    assert client.get("/en/account").status_code == 200
    assert mailbox.kinds("nadia@example.org")[-1] == "welcome"
    assert db.scalar(select(Entry.verb).where(Entry.verb == "account.confirm"))


def test_the_link_works_once(client, world, mailbox):
    client.post("/en/register", NADIA)
    link = mailbox.link("nadia@example.org")
    client.post(link, {"password": NADIA["password"]})
    client.sign_out()
    assert client.get(link).status_code == 404
    assert client.post(link, {"password": NADIA["password"]}).status_code == 404
    assert len(db.scalars(select(Person).where(Person.email == "nadia@example.org")).all()) == 1


def test_another_password_confirms_nothing(client, world, mailbox):
    """Who registers with somebody else's address cannot have its owner confirm the intruder's password."""
    client.post("/en/register", {**NADIA, "password": "the intruder's own"})
    link = mailbox.link("nadia@example.org")
    wrong = client.post(link, {"password": NADIA["password"]})
    assert wrong.status_code == 422
    assert "not the password that you chose" in wrong.text
    assert person_at("nadia@example.org") is None


def test_of_two_registrations_the_one_confirmed_first_counts(client, world, mailbox):
    client.post("/en/register", {**NADIA, "name": "Intruder", "password": "the intruder's own"})
    first = mailbox.link("nadia@example.org")
    client.post("/en/register", NADIA)
    second = mailbox.link("nadia@example.org")
    client.post(second, {"password": NADIA["password"]})
    client.sign_out()
    assert client.post(first, {"password": "the intruder's own"}).status_code == 404
    assert person_at("nadia@example.org").name == "Nadia"


def test_an_old_link_is_dead_and_says_what_to_do(client, world, mailbox):
    client.post("/en/register", NADIA)
    link = mailbox.link("nadia@example.org")
    db.scalars(select(MailedLink)).one().expires_at = now() - timedelta(seconds=1)
    db.commit()
    dead = client.get(link)
    assert dead.status_code == 404
    assert "/en/register" in dead.text
    assert client.post(link, {"password": NADIA["password"]}).status_code == 404


def test_a_known_address_gets_the_same_answer_and_its_owner_a_letter(client, world, mailbox):
    new = client.post("/en/register", NADIA)
    known = client.post("/en/register", {**NADIA, "email": world.amina.email})
    assert form_of(new) == form_of(known)
    assert mailbox.kinds(world.amina.email) == ["account_exists"]
    assert db.get(Person, world.amina.id).name == "Amina"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Please fill this in."),
        ("email", "nadia", "Give an e-mail address"),
        ("email", "nadia@example", "Give an e-mail address"),
        ("email", "a@b.c\r\nBcc: x@y.z", "Give an e-mail address"),
        ("password", "short", "at least 10 characters"),
        ("password", "password123", "first that anybody would guess"),
        ("password", "nadia@example.org", "not your e-mail address"),
        ("password", "x" * 257, "at most 256 characters"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_on_top(client, world, field, value, said):
    answer = client.post("/en/register", {**NADIA, field: value})
    assert answer.status_code == 422
    assert answer.text.count(said) == 2
    assert NADIA["password"] not in answer.text
    assert db.scalars(select(MailedLink)).all() == []


def test_the_same_form_sent_twice_asks_once(client, world, mailbox):
    form = {**NADIA, "idempotency_key": "k1"}
    assert client.post("/en/register", form).status_code == 303
    assert client.post("/en/register", form).status_code == 303
    assert mailbox.kinds("nadia@example.org") == ["confirm_address"]


def test_letters_to_one_address_have_an_end(client, world, mailbox):
    answers = [client.post("/en/register", NADIA).status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]


def test_a_name_cannot_smuggle_a_link_into_a_letter(client, world, mailbox):
    client.post("/en/register", {**NADIA, "name": "[Win](https://evil.example)"})
    client.post(mailbox.link("nadia@example.org"), {"password": NADIA["password"]})
    welcome = mailbox.letters("nadia@example.org")[-1]
    assert "[Win](https://evil.example)" in welcome.html
    assert 'href="https://evil.example"' not in welcome.html


def test_somebody_signed_in_has_an_account(client, world):
    assert client.where(client.sign_in(world.bao).get("/en/register")) == "/en/desk"


def test_a_form_from_elsewhere_changes_nothing(client, world):
    assert client.post("/en/register", NADIA, forged=True).status_code == 403
    assert db.scalars(select(MailedLink)).all() == []
