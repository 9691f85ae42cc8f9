"""One reminder, from the fourteenth day on."""

from datetime import timedelta

from diaspora_commons.kernel.clock import now
from diaspora_commons.partnerships.models import State


def test_after_fourteen_days_one_reminder_is_sent(world, post_to, letters_to, timeline, seen_by, again):
    asked = world.partnership(ago=14)
    assert "/reminder" in seen_by(world.ines, asked)
    assert post_to(world.ines, asked, "reminder").status_code == 303
    assert letters_to(world.amina)[-1].kind == "partnership_reminder"
    assert timeline(asked) == ["sent", "reminder"]
    assert again(asked).expires_at < now() + timedelta(days=47), "a reminder buys no time"
    assert "/reminder" not in seen_by(world.ines, asked)
    assert post_to(world.ines, asked, "reminder").status_code == 409
    assert len(letters_to(world.amina)) == 1


def test_a_day_earlier_it_is_too_early(world, post_to, seen_by, letters_to):
    asked = world.partnership(ago=13)
    assert "/reminder" not in seen_by(world.ines, asked)
    assert post_to(world.ines, asked, "reminder").status_code == 409
    assert letters_to(world.amina) == []


def test_it_is_their_turn_that_is_waited_for(world, post_to):
    asked = world.partnership(State.CLARIFYING, ago=20)
    assert post_to(world.ines, asked, "reminder").status_code == 409
    post_to(world.ines, asked, "messages", {"words": "Three evenings."})
    assert post_to(world.ines, asked, "reminder").status_code == 409, "they have only just been answered"


def test_only_the_sender_reminds(world, post_to):
    asked = world.partnership(ago=14)
    assert post_to(world.amina, asked, "reminder").status_code == 403
    assert post_to(world.bao, asked, "reminder").status_code == 404


def test_nobody_is_reminded_by_letter_of_what_was_answered_before_it_was_written(world, post_to, letters_to):
    asked = world.partnership(ago=14)
    post_to(world.ines, asked, "reminder")
    post_to(world.amina, asked, "acceptance")
    assert letters_to(world.amina) == []
    assert [letter.kind for letter in letters_to(world.ines)] == ["partnership_accepted"]
