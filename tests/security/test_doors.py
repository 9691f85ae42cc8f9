"""What a request may carry that no browser sends: each is answered, none is a fault, and nobody is given another's."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from diaspora_commons.kernel import demo, generations, outbox
from diaspora_commons.kernel.atom import sayable
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.page_cache import MOST_BYTES
from diaspora_commons.kernel.settings import Settings
from diaspora_commons.notifications import letters
from diaspora_commons.notifications.models import Letter


@pytest.mark.parametrize("name", ["elsewhere.example", "localhost:99999999", "[::1", "", "\xff"])
def test_a_form_for_a_foreign_name_is_not_understood(client, name):
    answer = client.post("/en/sign-in", {"email": "x"}, headers={"Host": name})
    assert answer.status_code == 400


@pytest.mark.parametrize("header", ["Origin", "Referer"])
@pytest.mark.parametrize(
    "source", ["http://[", "http://[::1", "null", "\xff", "//", "http://localhost@elsewhere.example"]
)
def test_a_form_whose_origin_cannot_be_read_is_refused(client, header, source):
    assert client.post("/en/sign-out", {}, forged=True, headers={header: source}).status_code == 403


@pytest.mark.parametrize("path", ["/%0d%0aSet-Cookie:x=1", "/a%00b", "/%22%3E%3Cscript%3E", "/é?q=%0d%0a"])
def test_a_bare_address_cannot_write_a_header(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/en/")
    assert "Set-Cookie" not in answer.headers
    assert not set(answer.headers["Location"]) & set('\r\n\0"<>')


@pytest.mark.parametrize("number", ["9" * 10, "9" * 20, "9" * 320, "9" * 5000])
def test_a_number_that_no_row_has_is_not_here(client, world, monkeypatch, number):
    monkeypatch.setattr(demo, "is_on", lambda: True)
    client.sign_in(world.emre)
    for place in ("account/letters", "moderation/claims", "moderation/reports", "demo/letters"):
        assert client.get(f"/en/{place}/{number}").status_code == 404, place
    assert client.post(f"/en/account/sessions/{number}/ending").status_code == 404


@pytest.mark.parametrize("address", ["/api/v1/search?q=seeds", "/api/v1/ask?q=seeds", "/api/v1/search?q=seeds&lang=xx"])
def test_what_is_kept_by_its_address_depends_on_nothing_else(client, world, address):
    first = client.get(address, headers={"Accept-Language": "ar"})
    second = client.get(address, headers={"Accept-Language": "fr"})
    assert first.json == second.json
    assert first.headers["Content-Language"] == second.headers["Content-Language"] == "en"


@pytest.mark.slow
def test_long_addresses_do_not_fill_the_memory(app, client, world):
    for n in range(400):
        client.get(f"/api/v1/search?q=seeds&n={n}{'x' * 60_000}")
    kept = app.wsgi_app.kept
    assert sum(len(part) for key in kept for part in key if isinstance(part, str)) <= MOST_BYTES


@pytest.mark.parametrize(
    ("given", "is_alone"),
    [
        ({}, True),
        ({"base_url": "http://localhost:8000"}, True),
        ({"host": "0.0.0.0"}, False),
        ({"base_url": "https://commons.example.org"}, False),
        ({"proxy_hops": 1}, False),
    ],
)
def test_a_demonstration_is_not_shown_through_a_proxy(clean, given, is_alone):
    generations.bump(demo.MARK)
    chosen = Settings(**given)
    assert demo.is_on(chosen) is is_alone
    assert demo.is_on(chosen.model_copy(update={"demo_beyond_loopback": True}))


@pytest.mark.parametrize("address", ["a@[f.x", "<@\x7f,(.x.", "(?[@):.org"])
def test_a_letter_that_cannot_be_addressed_does_not_hold_up_the_others(world, settle, monkeypatch, address):
    monkeypatch.setattr(demo, "is_on", lambda: True)
    for to in (address, "guest@example.org"):
        letters.write(to, "en", "password_changed", name="Amina")
    settle()
    assert all(letter.carried_at for letter in db.query(Letter))
    assert not outbox.waiting("letter")


def test_what_people_wrote_stands_in_no_error_of_the_database(clean):
    with pytest.raises(SQLAlchemyError) as error:
        db.execute(text("SELECT * FROM nothing WHERE email = :email"), {"email": "canary@example.org"})
    assert "canary" not in str(error.value)


def test_a_feed_holds_nothing_that_xml_cannot():
    assert sayable("a\x00b\ufffec\uffffd\ud800e\n") == "abcde\n"
