"""People whose clicks meet: one thing happens, and everybody is told what."""

from collections import Counter

import pytest

import at_once
from people import Somebody
from work import drained


@pytest.fixture
def cast(each_site):
    """The site, and three who are signed in."""
    each_site.environment["COMMONS_WORKERS"] = "3"
    each_site.start()
    return each_site, *(Somebody(each_site.port).sign_in(name) for name in ("amina", "dalia", "rosa"))


def test_clicks_that_meet(cast):
    site, amina, dalia, rosa = cast

    answers, slug = at_once.one_click_fifty_times(site, amina, 100)
    assert [answer.status for answer in answers] == [303] * 50
    assert {answer.where for answer in answers} == {f"/en/initiatives/{slug}"}
    assert at_once.ledger_of(site, slug)["submit"] == 1
    drained(site)
    assert at_once.letters_about(site, slug) == Counter(initiative_received=1, initiative_waiting=2)

    answers, slug = at_once.publish_and_decline(site, amina, dalia, rosa, 200)
    assert sorted(answer.status for answer in answers) in ([303, 409], [303, 403])
    done = at_once.ledger_of(site, slug)
    assert done["publish"] + done["decline"] == 1
    drained(site)
    told = at_once.letters_about(site, slug)
    assert (told["initiative_published"], told["initiative_declined"]) == (done["publish"], done["decline"])

    answers, slug = at_once.two_editors(site, amina, 300)
    assert sorted(answer.status for answer in answers) == [303, 409]
    assert at_once.ledger_of(site, slug)["edit"] == 2

    sides_that_decide_at_once(site, amina)

    wrong = at_once.write_together(site, 3, 4)
    assert wrong.pop("writes") > 10
    assert not any(wrong.values()), wrong


def sides_that_decide_at_once(site, amina):
    """Accepted and withdrawn in the same moment is one of the two, and both sides are told."""
    ines = Somebody(site.port).sign_in("ines")
    places = at_once.one_request_fifty_times(site, ines, 400)
    assert len(places) == 50
    assert len(set(places)) == 1
    assert amina.post(f"{places[0]}/refusal", {"reason": "Not this year, as far as we can see."}).status == 303
    drained(site)
    told = at_once.told_of(site, places[0].rpartition("/")[2])
    assert (told["sent"], told["partnership_sent"], told["partnership.send"]) == (1, 1, 1)

    for number in range(5):
        answers, public_id = at_once.accept_and_withdraw(site, ines, amina, 500 + number)
        assert sorted(answer.status for answer in answers) == [303, 409]
        drained(site)
        told = at_once.told_of(site, public_id)
        was_accepted = answers[0].status == 303
        state, verb, readers = ("accepted", "accept", 2) if was_accepted else ("withdrawn", "withdraw", 1)
        assert told == {
            f"is {state}": 1, "sent": 1, state: 1, "partnership.begin": 1, "partnership.send": 1,
            f"partnership.{verb}": 1, "partnership_sent": 1, f"partnership_{state}": readers,
        }  # fmt: skip
        late = answers[1 if was_accepted else 0].text
        assert ("have agreed" if was_accepted else "has withdrawn the request") in late, "who came second reads it"
