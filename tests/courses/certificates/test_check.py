"""Anybody checks a code, in their own language, and reads no more than the holder lets them."""

import json
from datetime import timedelta

import pytest
from time_machine import travel

from diaspora_commons.accounts import actions as accounts
from diaspora_commons.courses.certificates import actions, codes
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import db

JSON = {"Accept": "application/json"}


def revoked(world, certificate, reason="It was issued by mistake."):
    with unit_of_work.writing():
        actions.revoke(world.emre, certificate, reason)


def corrected(world, certificate, name="Nguyễn Văn Bảo"):
    with unit_of_work.writing():
        return actions.correct_name(world.bao, certificate, name)


def withdrawn(world):
    with unit_of_work.writing():
        accounts.erase(db.get(type(world.bao), world.bao.id))


def test_a_stranger_reads_what_it_is_worth(client, at):
    page = client.get(at.check)
    assert page.status_code == 200
    for fact in ("This certificate is valid", "Bao", "Remesas", "8 hours", "Diaspora Commons", at.code):
        assert fact in page.text
    assert '<span lang="es" dir="ltr">Leer todas las lecciones.</span>' in page.text


def test_it_speaks_the_readers_language(client, at):
    for wish, spoken, direction in (
        ("en", "en", "ltr"), ("fr-CA,fr;q=0.9", "fr", "ltr"), ("pt,es;q=0.5", "es", "ltr"), ("ar-MA", "ar", "rtl"),
    ):  # fmt: skip
        page = client.get(at.check, headers={"Accept-Language": wish})
        assert f'<html lang="{spoken}" dir="{direction}">' in page.text
        assert page.headers["Content-Language"] == spoken
        assert {"accept", "accept-language"} <= {part.strip().lower() for part in page.headers["Vary"].split(",")}


def test_or_the_one_that_is_asked_for_and_links_to_all_four(client, at):
    page = client.get(f"{at.check}?lang=ar", headers={"Accept-Language": "fr"})
    assert '<html lang="ar" dir="rtl">' in page.text
    for language in ("en", "fr", "es", "ar"):
        assert f'href="{at.check}?lang={language}"' in page.text
    assert '<html lang="fr"' in client.get(f"{at.check}?lang=tlh", headers={"Accept-Language": "fr"}).text


def test_with_a_language_before_it_the_address_leads_there_too(client, at):
    answer = client.get(f"/ar{at.check}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{at.check}?lang=ar")


def test_it_is_the_same_however_the_code_is_written(client, certificate, at):
    for typed in (certificate.code, certificate.code.lower(), at.code.lower(), at.code.replace("-", "%20")):
        assert "This certificate is valid" in client.get(f"/verify/{typed}").text


def test_nobody_keeps_it_and_no_search_engine_lists_it(client, at):
    page = client.get(at.check)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.text
    assert "ETag" not in page.headers


def test_a_visitor_is_given_no_cookie(client, at):
    assert "Set-Cookie" not in client.get(at.check).headers


def test_a_revocation_shows_at_once_with_its_reason(world, client, certificate, at):
    assert "is valid" in client.get(at.check).text
    revoked(world, certificate)
    page = client.get(at.check)
    assert page.status_code == 200
    assert "This certificate was revoked" in page.text
    assert "It was issued by mistake." in page.text
    assert "is valid" not in page.text


def test_one_that_was_replaced_leads_to_the_one_that_counts(world, client, certificate, at):
    newest = corrected(world, corrected(world, certificate), "Bảo Nguyễn")
    page = client.get(at.check)
    assert "Another certificate stands in the place of this one" in page.text
    assert f'href="/verify/{codes.written(newest.code)}?lang=en"' in page.text
    assert "Bao" not in page.text, "nor does it tell the name that was wrong"
    assert "This certificate is valid" in client.get(f"/verify/{newest.code}").text


def test_one_that_was_replaced_promises_nothing_of_one_that_was_revoked(world, client, certificate, at):
    with unit_of_work.writing():
        corrected = actions.correct_name(world.bao, certificate, "Nguyễn Văn Bảo")
        actions.revoke(world.emre, corrected, "By mistake.")
    page = client.get(at.check).text
    assert "Only that one counts" not in page
    assert "that one no longer counts either" in page
    assert codes.written(corrected.code) in page
    assert "By mistake." not in page


def test_one_that_expires_counts_to_the_end_of_its_last_day(world, client, certificate, at):
    certificate = db.merge(certificate)
    certificate.expires_on = today() + timedelta(days=10)
    db.commit()
    with travel(now() + timedelta(days=9), tick=False):
        assert "This certificate is valid" in client.get(at.check).text
    with travel(now() + timedelta(days=10), tick=False):
        page = client.get(at.check).text
        assert "This certificate has expired" in page
        assert "is valid" not in page
        assert client.get(at.check, headers=JSON).json["status"] == "expired"


def test_after_erasure_it_says_that_the_details_are_withdrawn(world, client, certificate, at):
    withdrawn(world)
    page = client.get(at.check)
    assert page.status_code == 200
    assert "Issued; the holder has withdrawn the details" in page.text
    for detail in ("Remesas", "Bao", "Leer todas", "8 hours", "is valid"):
        assert detail not in page.text
    told = client.get(at.check, headers=JSON).json
    assert told["status"] == "withdrawn"
    assert not {"name", "course", "rule", "hours"} & told.keys()


def test_a_revoked_one_stays_revoked_after_erasure_without_its_reason(world, client, certificate, at):
    revoked(world, certificate, "Bao did not do it.")
    withdrawn(world)
    page = client.get(at.check).text
    assert "This certificate was revoked" in page
    assert "did not do it" not in page
    assert "did not do it" not in client.get(at.check, headers=JSON).text


def test_a_hidden_name_is_not_shown(world, client, certificate, at):
    with unit_of_work.writing():
        actions.show_name(world.bao, certificate, False)
    page = client.get(at.check).text
    assert "The holder does not show it here" in page
    assert "Bao" not in page
    assert client.get(at.check, headers=JSON).json["name"] is None


def test_the_link_preview_tells_the_course_and_not_the_name(client, at):
    page = client.get(at.check).text
    head = page[: page.index("</head>")]
    assert '<meta property="og:title" content="Certificate: Remesas">' in head
    assert "Bao" not in head


def test_a_program_is_told_the_same(client, at):
    answer = client.get(at.check, headers=JSON)
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json == {
        "code": at.code, "url": f"http://127.0.0.1:8000{at.check}", "status": "valid", "is_example": False,
        "issued_by": "Diaspora Commons", "name": "Bao", "course": {"title": "Remesas", "language": "es"}, "hours": 8,
        "rule": {"text": "Leer todas las lecciones.", "language": "es"}, "completed_on": today().isoformat(),
        "issued_on": today().isoformat(), "expires_on": None,
    }  # fmt: skip


def test_a_program_is_told_of_what_does_not_count_too(world, client, certificate, at):
    newest = corrected(world, certificate)
    told = client.get(at.check, headers=JSON).json
    assert (told["status"], told["replaced_by"]) == (
        "replaced", f"http://127.0.0.1:8000/verify/{codes.written(newest.code)}",
    )  # fmt: skip
    assert "name" not in told
    revoked(world, newest)
    told = client.get(f"/verify/{newest.code}", headers=JSON).json
    assert (told["status"], told["reason"], told["revoked_on"]) == (
        "revoked", "It was issued by mistake.", today().isoformat(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("accepted", "kind"),
    [
        ("*/*", "text/html"), ("text/html,application/json", "text/html"), ("application/json", "application/json"),
        ("text/html;q=0.5,application/json;q=0.9", "application/json"), ("image/png", "text/html"), ("", "text/html"),
        ("application/*", "application/json"), ("nonsense;;q=x", "text/html"),
    ],
)  # fmt: skip
def test_who_asks_for_data_gets_data_and_everybody_else_the_page(client, at, accepted, kind):
    assert client.get(at.check, headers={"Accept": accepted}).mimetype == kind


def test_a_code_that_nobody_has_is_told_to_programs_too(client, certificate):
    unknown = client.get(f"/verify/{codes.new()}", headers=JSON)
    assert (unknown.status_code, unknown.json["error"]["reason"]) == (404, "unknown")
    mistyped = client.get("/verify/0000000000001", headers=JSON)
    assert (mistyped.status_code, mistyped.json["error"]["reason"]) == (404, "mistyped")
    assert json.loads(client.get("/verify/x", headers=JSON).text)["error"]["reason"] == "incomplete"


def test_the_same_page_serves_those_who_are_signed_in(client, world, at):
    for person in (world.bao, world.ines, world.dalia):
        client.sign_in(person)
        page = client.get(at.check)
        assert "This certificate is valid" in page.text
        assert "Revoke" not in page.text
    client.sign_in(world.emre)
    assert "Revoke this certificate" in client.get(at.check).text
