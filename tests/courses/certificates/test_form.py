"""A field for a code: it leads to the certificate, or says kindly what may be the matter."""

from datetime import timedelta

import pytest
from time_machine import travel

from diaspora_commons.courses.certificates import codes, guesses
from diaspora_commons.kernel import throttle
from diaspora_commons.kernel.clock import now


def asked(client, code, language="en"):
    return client.get(f"/{language}/verify", query_string={"code": code})


def test_it_is_open_to_everybody_in_each_language(client):
    for language in ("en", "fr", "es", "ar"):
        page = client.get(f"/{language}/verify")
        assert page.status_code == 200
        assert 'name="code"' in page.text
        assert "Set-Cookie" not in page.headers


def test_it_is_in_every_footer_and_the_assistant_knows_it(client, app):
    assert 'href="/en/verify"' in client.get("/en/").text
    from diaspora_commons.assistant import pages

    assert pages.exists("certificate-verify")


def test_a_bare_address_leads_there(client):
    answer = client.get("/verify", headers={"Accept-Language": "es"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/es/verify")


def test_a_code_leads_to_its_certificate_in_the_language_of_the_form(client, certificate, at):
    for typed in (at.code, f" {at.code.lower()} ", f"http://127.0.0.1:8000{at.check}?lang=fr"):
        answer = asked(client, typed, "ar")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{at.check}?lang=ar")


def test_a_slash_too_many_is_forgiven(client, certificate, at):
    answer = client.get(f"{at.check}/?lang=fr")
    assert (answer.status_code, answer.headers["Location"]) == (308, f"{at.check}?lang=fr")


def test_a_slip_is_called_a_slip(client, at):
    wrong = at.code[:-1] + ("0" if at.code[-1] != "0" else "1")
    for page in (asked(client, wrong), client.get(f"/verify/{wrong}")):
        assert page.status_code == 404
        assert "The check character does not fit: look at it again" in page.text
        assert f'value="{wrong}"' in page.text, "the form keeps what was typed"
        assert 'aria-invalid="true"' in page.text


def test_a_code_that_nobody_has_is_called_unknown(client):
    unknown = codes.written(codes.new())
    for page in (asked(client, unknown), client.get(f"/verify/{unknown}")):
        assert page.status_code == 404
        assert "We know no certificate with this code" in page.text
        assert f'value="{unknown}"' in page.text


def test_half_a_code_is_called_half_a_code(client, at):
    page = asked(client, at.code[:9])
    assert page.status_code == 404
    assert "This is not a whole code" in page.text


@pytest.fixture
def few(monkeypatch):
    """Three made-up codes are allowed."""
    monkeypatch.setattr(guesses, "MOST", 3)


def test_whoever_makes_up_codes_must_wait(client, certificate, at, few):
    assert [asked(client, codes.new()).status_code for _ in range(5)] == [404, 404, 404, 429, 429]
    page = client.get(at.check)
    assert page.status_code == 429, "even a right guess would not be told now"
    assert int(page.headers["Retry-After"]) > 0
    with travel(now() + timedelta(minutes=61), tick=False):
        assert client.get(at.check).status_code == 200


def test_slips_and_codes_that_exist_are_never_counted(client, certificate, at, few):
    for _ in range(5):
        assert client.get(at.check).status_code == 200
        assert asked(client, at.code[:-1] + ("0" if at.code[-1] != "0" else "1")).status_code == 404
        assert asked(client, "hello").status_code == 404
    assert client.get(at.check).status_code == 200


def test_another_place_is_not_made_to_wait(client, certificate, at, few):
    for _ in range(5):
        asked(client, codes.new())
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get(at.check, environ_base=elsewhere).status_code == 200


def test_a_thousand_guesses_are_not_a_thousand_looks(client, certificate, monkeypatch):
    looked = []
    monkeypatch.setattr("diaspora_commons.courses.certificates.queries.by_code", looked.append)
    answers = [asked(client, codes.new()).status_code for _ in range(200)]
    assert len(looked) == guesses.MOST == answers.count(404)
    assert answers.count(429) == 200 - guesses.MOST


def test_what_is_counted_is_no_address(client, few):
    asked(client, codes.new())
    from sqlalchemy import select

    from diaspora_commons.kernel.database import db

    assert all("127.0.0.1" not in key for key in db.scalars(select(throttle.Count.key)))
