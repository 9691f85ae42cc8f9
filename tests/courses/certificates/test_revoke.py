"""An administrator revokes a certificate, with a reason that whoever checks it reads."""

from sqlalchemy import select

from diaspora_commons.accounts.models import Role
from diaspora_commons.courses.certificates import codes
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry
from diaspora_commons.notifications.models import Letter

WHY = {"reason": "The course was not finished."}


def test_it_no_longer_counts_and_says_why(client, world, certificate, at, now_of):
    answer = client.sign_in(world.emre).post(at.revocation, WHY)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{at.check}?lang=en")
    page = client.sign_out().get(at.check).text
    assert "This certificate was revoked" in page
    assert "The course was not finished." in page
    assert now_of(certificate).revoked_at is not None


def test_ready_reasons_are_given_in_the_language_of_the_course(client, world, certificate, at, now_of):
    client.sign_in(world.emre)
    page = client.get(at.check).text
    assert '<input type="checkbox" name="ready" value="mistake"> <span lang="es" dir="ltr">' in page
    client.post(at.revocation, {"ready": ["mistake"], "reason": "Perdón."})
    assert now_of(certificate).reason.endswith("\n\nPerdón.")


def test_a_reason_is_needed_and_what_was_typed_is_kept(client, world, certificate, at, now_of):
    client.sign_in(world.emre)
    page = client.post(at.revocation, {"reason": "  "})
    assert page.status_code == 422
    assert "Say why" in page.text
    long = client.post(at.revocation, {"reason": "long " * 500})
    assert long.status_code == 422
    assert "long long" in long.text
    both = client.post(at.revocation, {"ready": ["undone"], "reason": "long " * 500}).text
    assert 'value="undone" checked' in both
    assert 'value="mistake" checked' not in both
    assert now_of(certificate).state == "issued"


def test_only_administrators_may(client, world, certificate, at, now_of):
    editor = world.person("Edith", role=Role.EDITOR)
    assert client.post(at.revocation, WHY).status_code == 403
    for person in (world.bao, world.ines, world.tadesse, world.dalia, editor):
        assert client.sign_in(person).post(at.revocation, WHY).status_code == 404
    assert now_of(certificate).state == "issued"


def test_nobody_revokes_their_own(client, world):
    own = world.certificate(world.emre)
    client.sign_in(world.emre)
    assert "Revoke this certificate" not in client.get(f"/verify/{own.code}").text
    assert client.post(f"/en/certificates/{own.code}/revocation", WHY).status_code == 403


def test_twice_is_once(client, world, certificate, at, now_of):
    client.sign_in(world.emre)
    client.post(at.revocation, WHY)
    again = client.post(at.revocation, {"reason": "Another reason."})
    assert again.status_code == 409
    assert now_of(certificate).reason == "The course was not finished."


def test_a_code_that_nobody_has_cannot_be_revoked(client, world):
    client.sign_in(world.emre)
    for code in (codes.new(), "hello", "%00"):
        assert client.post(f"/en/certificates/{code}/revocation", WHY).status_code == 404


def test_the_holder_is_told_why_and_whom_to_ask(client, world, certificate, at, settle):
    settle()
    client.sign_in(world.emre).post(at.revocation, WHY)
    settle()
    letters = db.scalars(select(Letter).where(Letter.kind == "certificate_revoked")).all()
    assert [letter.person_id for letter in letters] == [world.bao.id]
    assert "> The course was not finished." in letters[0].text
    assert "team@localhost" in letters[0].text


def test_one_that_was_revoked_before_the_first_letter_is_told_in_one(client, world, certificate, at, settle):
    client.sign_in(world.emre).post(at.revocation, WHY)
    settle()
    kinds = db.scalars(select(Letter.kind).where(Letter.person_id == world.bao.id)).all()
    assert kinds == ["certificate_revoked"]


def test_the_ledger_has_a_line_and_no_word_of_why(client, world, certificate, at):
    client.sign_in(world.emre).post(at.revocation, WHY)
    line = db.scalars(select(Entry).where(Entry.verb == "certificate.revoke")).one()
    assert (line.actor, line.subject) == (world.emre.public_id, f"certificate:{certificate.id}")
    assert line.detail == {"from": "issued", "to": "revoked"}
