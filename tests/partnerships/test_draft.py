"""What is not sent yet: kept on the server, by and for the sender's team alone."""

import pytest
from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import MemberRole
from diaspora_commons.partnerships.models import Partnership, State

WORD = "Zwitscherlein"


def save(client, who, draft, version=None, **more):
    form = {"purpose": "Two seasons", "version": draft.version if version is None else version, **more}
    return client.sign_in(who).post(f"/en/partnerships/{draft.public_id}/edit", form)


def test_a_draft_needs_nothing_but_somebody_to_ask(client, world, ask, only, letters_to):
    answer = ask(then="", purpose="", offer="", need="", message="", starts="", ends="", countries=[])
    assert answer.status_code == 303
    draft = only()
    assert draft.state == State.DRAFT
    page = client.get(client.where(answer)).text
    assert "Draft of a request to Sahel Roots" in page
    assert "Say what you offer." in page
    assert letters_to(world.amina) == []


def test_it_is_written_on_and_sent_later(client, world, again):
    draft = world.partnership(State.DRAFT, need="")
    form = client.sign_in(world.ines).get(f"/en/partnerships/{draft.public_id}/edit").text
    assert "Two seasons of seed tests" in form
    saved = save(client, world.ines, draft, offer="A hall.", countries=["CV", "ML"], ends="2031-01-01")
    assert saved.status_code == 303
    kept = again(draft)
    assert (kept.purpose, kept.offer, kept.countries) == ("Two seasons", "A hall.", ["CV", "ML"])
    assert save(client, world.ines, kept, then="send").status_code == 422
    sent = save(client, world.ines, kept, offer="A hall.", need="Seed.", then="send")
    assert sent.status_code == 303
    assert again(draft).state == State.SENT


def test_a_colleague_resumes_it(client, world, again):
    draft, colleague = world.partnership(State.DRAFT), world.person("Helder")
    world.member(world.ponte, colleague, MemberRole.OWNER)
    assert save(client, colleague, draft, offer="Two halls.").status_code == 303
    assert again(draft).offer == "Two halls."


def test_whoever_saves_second_is_told_and_loses_nothing(client, world, again):
    draft, colleague = world.partnership(State.DRAFT), world.person("Helder")
    world.member(world.ponte, colleague, MemberRole.OWNER)
    assert save(client, colleague, draft, offer="Two halls.").status_code == 303
    second = save(client, world.ines, draft, offer="No hall at all.")
    assert second.status_code == 409
    assert "No hall at all." in second.text
    assert again(draft).offer == "Two halls."
    assert save(client, world.ines, again(draft), offer="No hall at all.").status_code == 303


def test_what_is_sent_is_not_rewritten(client, world, post_to):
    asked = world.partnership()
    assert client.sign_in(world.ines).get(f"/en/partnerships/{asked.public_id}/edit").status_code == 409
    assert save(client, world.ines, asked).status_code == 409
    assert post_to(world.ines, asked, "removal").status_code == 409
    assert save(client, world.amina, asked).status_code == 403


@pytest.mark.parametrize("wrong", [{"purpose": "x" * 201}, {"starts": "2030-02-30"}, {"countries": ["QQ"]}])
def test_what_is_wrong_is_said_beside_its_field(client, world, wrong):
    answer = save(client, world.ines, world.partnership(State.DRAFT), **wrong)
    assert answer.status_code == 422
    assert f'id="{next(iter(wrong))}-error"' in answer.text


def test_nobody_but_the_senders_team_sees_a_draft(client, world):
    draft, reader = world.partnership(State.DRAFT, purpose=WORD), world.person("Rania")
    world.member(world.ponte, reader, MemberRole.READER)
    places = [f"/en/partnerships/{draft.public_id}", "/en/partnerships", "/en/partnerships?side=drafts", "/en/desk",
              f"/en/partnerships/{draft.public_id}/edit", f"/en/organisations/{world.ponte.slug}",
              f"/en/partnerships/new?organisation={world.sahel.slug}"]  # fmt: skip
    for person in (None, world.amina, world.bao, world.dalia, world.emre):
        client.sign_in(person) if person else client.sign_out()
        for path in places:
            assert WORD not in client.get(path, follow_redirects=True).text, (person and person.name, path)
    assert WORD in client.sign_in(reader).get(places[0]).text
    assert client.get(places[4]).status_code == 403


def test_a_draft_is_thrown_away_whole(client, world, post_to, ledger_of):
    draft = world.partnership(State.DRAFT)
    assert post_to(world.amina, draft, "removal").status_code == 404
    assert post_to(world.ines, draft, "removal").status_code == 303
    assert db.scalar(select(Partnership.id)) is None
    assert ledger_of(draft) == [("partnership.discard", {})]


def test_thirty_drafts_are_enough(world, ask):
    for n in range(30):
        world.partnership(State.DRAFT, purpose=f"Idea {n}")
    full = ask(then="")
    assert full.status_code == 409
    assert "We met in Montreuil." in full.text


def test_what_was_typed_into_a_draft_that_a_colleague_has_sent_is_shown(client, world):
    asked = world.partnership()
    late = save(client, world.ines, asked, offer="Three mentors more.", purpose="x" * 201)
    assert late.status_code == 409
    assert "Three mentors more." in late.text
    assert "It was sent already." in late.text
