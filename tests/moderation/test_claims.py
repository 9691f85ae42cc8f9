"""Deciding who speaks for an organisation that is listed here."""

import pytest
from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry
from diaspora_commons.organisations.models import Claim, ClaimState


@pytest.fixture
def claim(world):
    listed = world.organisation("AFFORD")
    return world.keep(Claim(organisation=listed, person=world.bao, evidence="I am on\nits board page."))


def test_it_is_accepted_and_the_person_owns_it(client, world, claim, again, letters_at):
    page = client.sign_in(world.dalia).get(f"/en/moderation/claims/{claim.id}").text
    assert "<p>its board page.</p>" in page
    assert client.post(f"/en/moderation/claims/{claim.id}/acceptance").status_code == 303
    assert again(claim).state == ClaimState.ACCEPTED
    assert [m.person_id for m in again(claim).organisation.members] == [world.bao.id]
    assert len(letters_at(world.bao.email)) == 1


def test_it_is_declined_with_a_reason(client, world, claim, again):
    client.sign_in(world.dalia)
    assert client.post(f"/en/moderation/claims/{claim.id}/refusal", {"reason": ""}).status_code == 422
    assert client.post(f"/en/moderation/claims/{claim.id}/refusal", {"ready": "evidence"}).status_code == 303
    declined = again(claim)
    slug = declined.organisation.slug
    assert declined.state == ClaimState.DECLINED
    assert declined.reason.startswith("We could not tell")
    assert client.get(f"/en/moderation/claims/{claim.id}").status_code == 200
    assert client.post(f"/en/moderation/claims/{claim.id}/acceptance").status_code == 409
    late = client.post(f"/en/moderation/claims/{claim.id}/refusal", {"reason": "A second look."})
    assert late.status_code == 409
    assert '<p dir="auto">A second look.</p>' in late.text
    lines = db.scalars(select(Entry).where(Entry.verb == "organisation.decide_claim")).all()
    assert [line.detail for line in lines] == [{"for": slug, "to": "declined"}]


def test_only_moderators_and_not_on_themselves(client, world, claim):
    own = world.keep(Claim(organisation=world.organisation("Ours"), person=world.dalia, evidence="Me."))
    client.sign_in(world.dalia)
    assert client.post(f"/en/moderation/claims/{own.id}/acceptance").status_code == 403
    assert "Not for you to decide" in client.get(f"/en/moderation/claims/{own.id}").text
    client.sign_in(world.bao)
    assert client.get(f"/en/moderation/claims/{claim.id}").status_code == 404
    assert client.post(f"/en/moderation/claims/{claim.id}/acceptance").status_code == 404
    assert client.sign_in(world.dalia).get("/en/moderation/claims/999").status_code == 404
