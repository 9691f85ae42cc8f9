"""Claiming a listed profile, with evidence; taking the claim back."""

from sqlalchemy import func, select

from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Claim


def claim(client, organisation, evidence="My name is on the site."):
    return client.post(f"/en/organisations/{organisation.slug}/claim", {"evidence": evidence})


def number():
    return db.scalar(select(func.count()).select_from(Claim))


def test_a_person_claims_and_gets_a_receipt(client, world, claimed, letters):
    listed, _ = claimed(world.bao)
    assert [letter.kind for letter in letters(world.bao)] == ["claim_received"]
    page = client.sign_in(world.bao).get(f"/en/organisations/{listed.slug}").text
    assert "You claimed it on" in page
    assert "Listed only" in client.get("/en/organisations/mine").text


def test_what_was_sent_is_seen_by_nobody_else(client, world, claimed):
    listed, _ = claimed(world.bao)
    for person in (world.amina, None):
        client.sign_in(person) if person else client.sign_out()
        assert "My name is on the site" not in client.get(f"/en/organisations/{listed.slug}").text


def test_evidence_is_needed(client, world):
    page = claim(client.sign_in(world.bao), world.organisation(), "")
    assert page.status_code == 422
    assert 'id="evidence-error"' in page.text
    assert number() == 0


def test_a_visitor_is_asked_to_sign_in(client, world):
    listed = world.organisation()
    assert client.get(f"/en/organisations/{listed.slug}/claim").status_code == 302
    assert claim(client, listed).status_code == 403


def test_one_that_has_an_owner_is_not_claimed(client, world):
    assert client.sign_in(world.bao).get(f"/en/organisations/{world.sahel.slug}/claim").status_code == 409
    assert claim(client, world.sahel).status_code == 409
    assert number() == 0


def test_one_live_claim_a_person_and_profile(client, world, claimed):
    listed, _ = claimed(world.bao)
    assert claim(client.sign_in(world.bao), listed).status_code == 409
    assert number() == 1
    assert claim(client.sign_in(world.tadesse), listed).status_code == 303


def test_a_claim_is_taken_back_and_made_again(client, world, claimed, fresh):
    listed, mine = claimed(world.bao)
    client.sign_in(world.bao)
    assert client.post(f"/en/organisations/{listed.slug}/claim/withdrawal").status_code == 303
    assert fresh(mine).state == "withdrawn"
    assert client.post(f"/en/organisations/{listed.slug}/claim/withdrawal").status_code == 409
    assert claim(client, listed).status_code == 303


def test_nobody_takes_back_what_another_claims(client, world, claimed, fresh):
    listed, theirs = claimed(world.bao)
    assert client.sign_in(world.tadesse).post(f"/en/organisations/{listed.slug}/claim/withdrawal").status_code == 404
    assert fresh(theirs).state == "submitted"


def test_nobody_claims_the_whole_list(client, world, claimed):
    for _ in range(5):
        claimed(world.bao)
    assert claim(client.sign_in(world.bao), world.organisation()).status_code == 409


def test_one_that_is_not_public_is_not_there(client, world):
    assert claim(client.sign_in(world.bao), world.organisation(is_published=False)).status_code == 404
