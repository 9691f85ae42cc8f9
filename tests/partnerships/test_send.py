"""Asking: a request goes to the other side, which is told by letter."""

from datetime import date, timedelta

import pytest

from diaspora_commons.initiatives.models import State as InitiativeState
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import MemberRole
from diaspora_commons.partnerships.models import State


def test_ines_asks_about_an_initiative_and_amina_reads_it(client, world, ask, only, seen_by, letters_to, timeline):
    seeds = world.published("Seeds for Kayes")
    assert ask(seeds).status_code == 303
    made = only()
    assert (made.state, made.sender_id, made.receiver_id) == (State.SENT, world.ponte.id, world.sahel.id)
    assert (made.initiative_id, made.countries, made.starts) == (seeds.id, ["ML", "PT"], date(2030, 3, 1))
    assert timeline(made) == ["sent"]
    page = seen_by(world.amina, made)
    for words in ("Two seasons of seed tests", "Forty mentors", "Seed from Kayes", "We met in Montreuil", "Mali"):
        assert words in page, words
    assert "Seeds for Kayes" in page
    letter = letters_to(world.amina)[-1]
    assert (letter.kind, letter.language) == ("partnership_sent", "fr")
    assert "We met in Montreuil." in letter.text
    assert f"/partnerships/{made.public_id}" in letter.html
    assert letter.text.startswith("Bonjour Amina,")
    assert letters_to(world.ines) == []


def test_an_organisation_is_asked_too(world, ask, only):
    assert ask(world.sahel).status_code == 303
    assert (only().initiative_id, only().initiative_title) == (None, "")


def test_every_owner_and_editor_is_told_and_no_reader(world, ask, letters_to):
    editor, reader = world.person("Edith"), world.person("Rania")
    world.member(world.sahel, editor, MemberRole.EDITOR)
    world.member(world.sahel, reader, MemberRole.READER)
    ask()
    assert [len(letters_to(who)) for who in (world.amina, editor, reader)] == [1, 1, 0]


def test_a_draft_is_sent_from_its_page(world, post_to, again, letters_to):
    draft = world.partnership(State.DRAFT)
    assert post_to(world.ines, draft, "dispatch").status_code == 303
    assert again(draft).state == State.SENT
    assert len(letters_to(world.amina)) == 1


@pytest.mark.parametrize("lacking", ["purpose", "offer", "need"])
def test_what_is_lacking_is_said_beside_its_field_and_nothing_typed_is_lost(world, ask, said, lacking):
    answer = ask(**{lacking: " "})
    assert answer.status_code == 422
    assert f'id="{lacking}-error"' in answer.text
    assert said["message"] in answer.text


def test_a_draft_that_lacks_something_is_not_sent(world, post_to, again):
    draft = world.partnership(State.DRAFT, need="")
    assert post_to(world.ines, draft, "dispatch").status_code == 422
    assert again(draft).state == State.DRAFT


def test_a_period_that_is_over_or_turned_round_is_not_sent(world, ask):
    yesterday = today() - timedelta(days=1)
    assert ask(starts="", ends=yesterday.isoformat()).status_code == 422
    assert ask(starts="2031-01-01", ends="2030-01-01").status_code == 422
    assert ask(starts="0001-01-01", ends="").status_code == 422
    assert ask(starts="tomorrow", ends="").status_code == 422


def test_texts_have_an_end(world, ask, only):
    assert ask(purpose="x" * 201).status_code == 422
    assert ask(message="x" * 5001).status_code == 422
    assert ask(purpose="ب" * 200, message="x" * 5000, offer="ب" * 5000).status_code == 303
    assert len(only().message) == 5000


def test_arabic_stands_as_it_is_read(world, ask, only, seen_by):
    ask(purpose="بذور لكايس", message="نلتقي في مونتروي\nوفي لشبونة")
    page = seen_by(world.amina, only())
    assert "<h1><bdi>بذور لكايس</bdi></h1>" in page
    assert '<p dir="auto">وفي لشبونة</p>' in page


def test_what_people_write_is_text_and_nothing_else(world, ask, only, seen_by):
    ask(purpose="<script>alert(1)</script>", message="[here](javascript:alert(1)) <img src=x onerror=alert(1)>")
    page = seen_by(world.amina, only())
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_the_same_request_twice_is_refused_until_there_is_a_decision(world, ask, post_to, only, client):
    seeds, garden = world.published("Seeds for Kayes"), world.published("A garden")
    assert ask(seeds).status_code == 303
    first = only()
    second = ask(seeds)
    assert second.status_code == 409
    assert "We met in Montreuil." in second.text
    assert f"/en/partnerships/{first.public_id}" in second.text
    assert ask(garden).status_code == 303
    assert ask(world.sahel).status_code == 303
    assert ask(world.sahel).status_code == 409
    assert post_to(world.amina, first, "refusal", {"reason": "Not this year."}).status_code == 303
    assert ask(seeds).status_code == 303


def test_the_form_says_what_has_been_begun_already(client, world):
    live = world.partnership(purpose="Asked before")
    page = client.sign_in(world.ines).get(f"/en/partnerships/new?organisation={world.sahel.slug}").text
    assert "Asked before" in page
    assert live.public_id in page


def test_one_click_fifty_times_is_one_request(client, world, ask, only, letters_to):
    answers = [ask(idempotency_key="one click") for _ in range(50)]
    assert {answer.status_code for answer in answers} == {303}
    assert {client.where(answer) for answer in answers} == {f"/en/partnerships/{only().public_id}"}
    assert len(letters_to(world.amina)) == 1


def test_ten_a_day_are_enough(world, ask, post_to, again):
    for n in range(10):
        assert ask(world.organisation(f"Society {n}", owner=world.bao)).status_code == 303
    eleventh = ask()
    assert eleventh.status_code == 429
    assert int(eleventh.headers["Retry-After"]) > 0
    assert "We met in Montreuil." in eleventh.text
    assert ask(then="").status_code == 303, "a draft can always be kept"
    draft = world.partnership(State.DRAFT)
    assert post_to(world.ines, draft, "dispatch").status_code == 429
    assert again(draft).state == State.DRAFT


def test_an_unclaimed_organisation_is_not_asked_and_the_page_says_how_to_claim(client, world, ask):
    listed = world.organisation("Listed only")
    led = world.published("A listed thing", organisation=listed)
    for address in (f"organisation={listed.slug}", f"initiative={led.slug}"):
        page = client.sign_in(world.ines).get(f"/en/partnerships/new?{address}").text
        assert f"/en/organisations/{listed.slug}/claim" in page
        assert "<textarea" not in page
    assert ask(listed).status_code == 409
    assert ask(led).status_code == 409


def test_one_whose_last_member_has_gone_is_not_asked(world, post_to, again):
    draft = world.partnership(State.DRAFT)
    db.delete(db.merge(world.sahel).members[0])
    db.commit()
    assert post_to(world.ines, draft, "dispatch").status_code == 409
    assert again(draft).state == State.DRAFT


def test_nobody_asks_an_organisation_they_belong_to(client, world, ask):
    assert ask(world.ponte).status_code == 409
    world.member(world.sahel, world.ines, MemberRole.READER)
    assert ask(world.sahel).status_code == 409
    page = client.get(f"/en/partnerships/new?organisation={world.sahel.slug}").text
    assert "You belong to Sahel Roots yourself" in page


def test_a_hidden_receiver_is_not_there_and_its_drafts_wait(world, ask, post_to, again):
    draft = world.partnership(State.DRAFT)
    world.sahel.is_published, world.sahel.hidden_reason = False, "Rude."
    world.keep(world.sahel)
    assert ask().status_code == 404
    assert post_to(world.ines, draft, "dispatch").status_code == 409
    assert again(draft).state == State.DRAFT


def test_a_hidden_sender_writes_drafts_and_sends_nothing(world, ask, only):
    world.ponte.is_published = False
    world.keep(world.ponte)
    assert ask().status_code == 409
    assert ask(then="").status_code == 303
    assert only().state == State.DRAFT


@pytest.mark.parametrize("state", [InitiativeState.ARCHIVED, InitiativeState.CHANGES_REQUESTED])
def test_an_initiative_that_is_not_public_is_not_asked_about(world, ask, post_to, again, state):
    gone = world.published("Gone")
    draft = world.partnership(State.DRAFT, initiative=gone)
    gone.state = state
    world.keep(gone)
    assert ask(gone).status_code == 404
    assert post_to(world.ines, draft, "dispatch").status_code == 409
    assert again(draft).state == State.DRAFT


def test_who_belongs_to_several_chooses_in_whose_name(client, world, ask, only, said):
    other = world.organisation("Cercle de Mindelo", owner=world.ines)
    page = client.sign_in(world.ines).get(f"/en/partnerships/new?organisation={world.sahel.slug}").text
    assert f'value="{other.slug}"' in page
    assert ask(sender=other.slug).status_code == 303
    assert only().sender_id == other.id


def test_nobody_asks_in_a_name_that_is_not_theirs(world, ask):
    assert ask(who=world.bao).status_code == 422
    assert ask(sender=world.sahel.slug).status_code == 422
    world.member(world.ponte, world.bao, MemberRole.READER)
    assert ask(who=world.bao).status_code == 422


def test_only_the_senders_speakers_send_a_draft(client, world, post_to, again):
    draft = world.partnership(State.DRAFT)
    reader = world.person("Rania")
    world.member(world.ponte, reader, MemberRole.READER)
    assert post_to(reader, draft, "dispatch").status_code == 403
    for person in (world.amina, world.bao, world.dalia, world.emre):
        assert post_to(person, draft, "dispatch").status_code == 404
    assert client.sign_out().post(f"/en/partnerships/{draft.public_id}/dispatch").status_code == 403
    assert again(draft).state == State.DRAFT


def test_what_is_sent_is_not_sent_again(world, post_to):
    assert post_to(world.ines, world.partnership(), "dispatch").status_code == 409


def test_the_ledger_says_that_and_by_whom_and_no_word_of_it(world, ask, only, ledger_of):
    ask()
    assert ledger_of(only()) == [("partnership.begin", {}), ("partnership.send", {"from": "draft", "to": "sent"})]


@pytest.mark.parametrize("meanwhile", ["the initiative goes", "the receiver is hidden", "its last member goes"])
def test_what_was_typed_is_shown_when_nobody_can_be_asked_any_more(world, ask, meanwhile):
    about = world.published("Gone") if meanwhile == "the initiative goes" else world.sahel
    if meanwhile == "the initiative goes":
        about.state = InitiativeState.ARCHIVED
    elif meanwhile == "the receiver is hidden":
        about.is_published = False
    else:
        db.delete(about.members[0])
    world.keep(about)
    answer = ask(about, offer="Forty mentors, typed on a telephone.")
    assert answer.status_code == (409 if meanwhile == "its last member goes" else 404)
    assert "Forty mentors, typed on a telephone." in answer.text
