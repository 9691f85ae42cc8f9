"""Handing in: what is lacking is listed; both sides are told, with a date."""

import pytest
from sqlalchemy import func, select

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry


def test_a_complete_draft_is_handed_in(client, world, ready, post_to, again):
    draft = ready()
    answer = post_to(world.amina, draft, "submission")
    assert answer.status_code == 303
    handed_in = again(draft)
    assert handed_in.state == State.SUBMITTED
    assert handed_in.confirmed_at
    page = client.get(answer.headers["Location"]).text
    assert "You are told by letter." in page
    assert "An answer is promised by" in page


def test_what_is_lacking_is_listed(client, world, ready, post_to, again):
    draft = ready(story="", activity=None, summary="Too short.", tags={"heritage": ["ML"]})
    page = client.sign_in(world.amina).get(f"/en/initiatives/{draft.slug}").text
    for sentence in (
        "Write a summary of 40 to 600 characters.",
        "Tell the story",
        "Choose at least one country of implementation.",
        "Choose at least one sector.",
        "Say whether it is going on.",
    ):
        assert sentence in page
    answer = post_to(world.amina, draft, "submission")
    assert answer.status_code == 422
    assert again(draft).state == State.DRAFT


def test_both_sides_are_told_with_a_date(world, ready, post_to, letters_to):
    post_to(world.amina, ready(title="Graines pour Kayes"), "submission")
    for person in (world.amina, world.dalia, world.rosa):
        assert ["Graines pour Kayes" in letter.subject for letter in letters_to(person)] == [True]
    assert letters_to(world.emre) == letters_to(world.ines) == []


def test_a_moderator_of_the_organisation_is_not_asked_to_judge(world, ready, post_to, letters_to):
    world.member(world.sahel, world.dalia)
    post_to(world.amina, ready(), "submission")
    assert [letter.kind for letter in letters_to(world.dalia)] == ["initiative_received"]
    assert [letter.kind for letter in letters_to(world.rosa)] == ["initiative_waiting"]


@pytest.mark.parametrize(("who", "status"), [("ines", 404), ("dalia", 404)])
def test_strangers_do_not_see_what_they_would_hand_in(world, ready, post_to, who, status):
    assert post_to(getattr(world, who), ready(), "submission").status_code == status


def test_a_visitor_is_asked_to_sign_in(client, ready):
    assert client.post(f"/en/initiatives/{ready().slug}/submission").status_code == 403


def test_handing_in_twice_with_one_form_is_handing_in_once(world, ready, post_to, letters_to):
    draft = ready()
    answers = [post_to(world.amina, draft, "submission", {"idempotency_key": "k"}) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert len(letters_to(world.dalia)) == 1
    lines = select(func.count()).select_from(Entry).where(Entry.verb == "initiative.submit")
    assert db.scalar(lines) == 1


def test_with_another_form_it_is_a_wrong_state(world, ready, post_to):
    answer = post_to(world.amina, ready(State.SUBMITTED), "submission")
    assert answer.status_code == 409
    assert "it has moved on" in answer.text


def test_each_time_it_is_handed_in_is_told(world, ready, post_to, letters_to, again):
    draft = ready()
    post_to(world.amina, draft, "submission")
    assert len(letters_to(world.dalia)) == 1
    post_to(world.amina, draft, "withdrawal")
    assert again(draft).state == State.DRAFT
    post_to(world.amina, draft, "submission")
    assert len(letters_to(world.dalia)) == 2
