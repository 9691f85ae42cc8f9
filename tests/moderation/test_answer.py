"""Closing a report: with an answer, which goes to whoever left an address."""

import pytest

from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.errors import Refused, WrongState
from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.moderation import actions
from diaspora_commons.moderation.models import ReportState
from diaspora_commons.moderation.rules import WORKFLOW


@pytest.mark.parametrize(
    ("noun", "state"), [("resolution", ReportState.RESOLVED), ("dismissal", ReportState.DISMISSED)]
)
def test_it_is_closed_and_answered(client, world, report, again, letters_at, noun, state):
    open_one = report(email="lea@example.org")
    client.sign_in(world.dalia)
    assert client.get(f"/en/moderation/reports/{open_one.id}").status_code == 200
    answer = client.post(f"/en/moderation/reports/{open_one.id}/{noun}", {"reason": "You were right."})
    assert answer.status_code == 303
    assert (again(open_one).state, again(open_one).answer) == (state, "You were right.")
    (letter,) = letters_at("lea@example.org")
    assert letter.language == "fr"
    assert "You were right." in letter.text
    page = client.get(f"/en/moderation/reports/{open_one.id}").text
    assert "You were right." in page
    assert "/resolution" not in page


def test_ready_answers_are_in_the_language_of_the_report(client, world, report, again):
    open_one = report(language="en")
    client.sign_in(world.dalia).post(f"/ar/moderation/reports/{open_one.id}/resolution", {"ready": "mended"})
    assert again(open_one).answer == "You were right. We have corrected it; thank you for telling us."


def test_somebody_with_an_account_is_answered_too(client, world, report, letters_at):
    open_one = report(reporter_id=world.bao.id)
    client.sign_in(world.dalia).post(f"/en/moderation/reports/{open_one.id}/resolution", {"reason": "Done."})
    assert len(letters_at(world.bao.email)) == 1


def test_an_answer_is_needed(client, world, report, again):
    open_one = report()
    answer = client.sign_in(world.dalia).post(f"/en/moderation/reports/{open_one.id}/dismissal", {"reason": " "})
    assert answer.status_code == 422
    assert again(open_one).state == ReportState.OPEN
    told = {"reason": "Too long. " * 201, "ready": "fits"}
    answer = client.post(f"/en/moderation/reports/{open_one.id}/dismissal", told)
    assert answer.status_code == 422
    assert 'value="fits" checked' in answer.text
    assert "Too long. Too long." in answer.text


def test_the_second_moderator_is_told_that_it_is_done(client, world, report):
    open_one = report()
    client.sign_in(world.dalia).post(f"/en/moderation/reports/{open_one.id}/resolution", {"reason": "Done."})
    late = client.sign_in(world.rosa).post(f"/en/moderation/reports/{open_one.id}/dismissal", {"reason": "No."})
    assert late.status_code == 409
    assert '<p dir="auto">No.</p>' in late.text, "nothing that was typed is lost"


def test_nobody_else_finds_reports(client, world, report):
    open_one = report()
    for person in (world.bao, world.amina):
        client.sign_in(person)
        assert client.get(f"/en/moderation/reports/{open_one.id}").status_code == 404
        answer = client.post(f"/en/moderation/reports/{open_one.id}/resolution", {"reason": "x"})
        assert answer.status_code == 404
    assert client.sign_out().get(f"/en/moderation/reports/{open_one.id}").status_code == 302


@pytest.mark.parametrize("verb", ["resolve", "dismiss"])
@pytest.mark.parametrize("state", list(ReportState))
def test_a_verb_does_what_the_table_says(world, report, state, verb):
    roles = {"visitor": VISITOR, "member": world.bao, "reporter who moderates": world.rosa, "moderator": world.dalia}
    for role, actor in roles.items():
        one = report(state=state, reporter_id=world.rosa.id)
        try:
            getattr(actions, verb)(actor, one, "Done.")
            outcome = one.state
        except (Refused, WrongState) as error:
            outcome = type(error)
        if role != "moderator":
            assert outcome == Refused
        elif state != ReportState.OPEN:
            assert outcome == WrongState
        else:
            assert outcome == WORKFLOW.by_verb[verb].target
    unit_of_work.abandon()
