"""One appeal within thirty days, decided by somebody else."""

from datetime import timedelta

import pytest

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.clock import now

WORDS = {"reason": "Half of us live in Montreuil."}


def test_another_moderator_is_asked(world, ready, post_to, letters_to, again):
    declined = ready(State.DECLINED)
    assert post_to(world.amina, declined, "appeal", WORDS).status_code == 303
    appealed = again(declined)
    assert (appealed.state, appealed.appeal) == (State.APPEALED, WORDS["reason"])
    assert [letter.kind for letter in letters_to(world.dalia)] == ["initiative_waiting"]
    assert letters_to(world.rosa) == []
    assert [letter.kind for letter in letters_to(world.amina)] == ["initiative_appeal_received"]


def test_it_needs_words(world, ready, post_to):
    assert post_to(world.amina, ready(State.DECLINED), "appeal").status_code == 422


def test_the_one_who_declined_does_not_decide_again(client, world, ready, post_to):
    appealed = ready(State.APPEALED)
    assert post_to(world.rosa, appealed, "publication").status_code == 403
    assert post_to(world.rosa, appealed, "confirmed-refusal", {"reason": "x"}).status_code == 403
    page = client.sign_in(world.rosa).get(f"/en/initiatives/{appealed.slug}").text
    assert "/publication" not in page


def test_another_may_grant_it(world, ready, post_to, letters_to, again):
    appealed = ready(State.APPEALED)
    assert post_to(world.dalia, appealed, "publication").status_code == 303
    assert again(appealed).state == State.PUBLISHED
    assert [letter.kind for letter in letters_to(world.amina)] == ["initiative_published"]


def test_there_is_no_second_one(client, world, ready, post_to, again):
    appealed = ready(State.APPEALED)
    post_to(world.dalia, appealed, "confirmed-refusal", {"reason": "Still a shop."})
    assert again(appealed).state == State.DECLINED
    assert post_to(world.amina, appealed, "appeal", WORDS).status_code == 409
    page = client.get(f"/en/initiatives/{appealed.slug}").text
    assert "There is no further appeal." in page
    assert "/appeal" not in page


@pytest.mark.parametrize(("days", "status"), [(29, 303), (30, 409), (400, 409)])
def test_after_thirty_days_it_is_too_late(world, ready, post_to, days, status):
    declined = ready(State.DECLINED, decided_at=now() - timedelta(days=days))
    assert post_to(world.amina, declined, "appeal", WORDS).status_code == status


def test_only_the_authors_side_appeals(world, ready, post_to):
    declined = ready(State.DECLINED)
    assert post_to(world.bao, declined, "appeal", WORDS).status_code == 404
    assert post_to(world.dalia, declined, "appeal", WORDS).status_code == 403
