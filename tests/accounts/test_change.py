"""Name, language and time zone."""

import pytest

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

FORM = {"name": "Bảo Trần", "language": "fr", "zone": "Asia/Ho_Chi_Minh"}


def test_what_was_saved_is_shown(client, world):
    client.sign_in(world.bao)
    assert client.post("/en/account", FORM).status_code == 303
    page = client.get("/en/account").text
    assert "Bảo Trần" in page
    assert "Saved." in page
    bao = db.get(Person, world.bao.id, populate_existing=True)
    assert (bao.name, bao.language, bao.zone) == ("Bảo Trần", "fr", "Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "x" * 101}, {"language": "xx"}, {"zone": "Mars/Olympus"}, {"zone": "../etc"}]
)
def test_what_does_not_exist_is_not_saved(client, world, wrong):
    assert client.sign_in(world.bao).post("/en/account", {**FORM, **wrong}).status_code == 422
    assert db.get(Person, world.bao.id, populate_existing=True).name == "Bao"


def test_nobody_makes_themselves_an_administrator(client, world):
    client.sign_in(world.bao).post("/en/account", {**FORM, "role": "administrator", "email": "x@y.zz"})
    bao = db.get(Person, world.bao.id, populate_existing=True)
    assert (bao.role, bao.email) == ("member", world.bao.email)


def test_a_visitor_is_asked_to_sign_in(client, world):
    assert client.get("/en/account").status_code == 302
    assert client.post("/en/account", FORM).status_code == 403


def test_the_pages_of_the_account_speak_every_language(client, world):
    client.sign_in(world.bao)
    for lang in ("en", "fr", "es", "ar"):
        for path in ("", "/password", "/email", "/sessions", "/data", "/letters"):
            assert client.get(f"/{lang}/account{path}").status_code == 200
