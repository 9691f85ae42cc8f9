"""Giving back with what should be different."""

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.languages import catalogue

SENTENCE = "A link does not work, or leads elsewhere than it says."


def test_the_author_is_told_what_to_change_in_her_language(client, world, ready, post_to, letters_to, again):
    waiting = ready(State.SUBMITTED)
    answer = post_to(
        world.dalia, waiting, "change-request", {"ready": "links", "reason": "The [map](http://x.org) too."}
    )
    assert answer.status_code == 303
    asked = again(waiting)
    assert asked.state == State.CHANGES_REQUESTED
    assert asked.reason == f"{catalogue('fr').gettext(SENTENCE)}\n\nThe [map](http://x.org) too."
    letter = letters_to(world.amina)[-1]
    assert letter.kind == "initiative_changes"
    assert "The" in letter.html
    assert 'href="http://x.org"' not in letter.html
    page = client.sign_in(world.amina).get(f"/en/initiatives/{waiting.slug}").text
    assert "The moderators ask for changes:" in page


def test_a_reason_is_needed_and_typed_words_stay(world, ready, post_to, again):
    waiting = ready(State.SUBMITTED)
    answer = post_to(world.dalia, waiting, "change-request", {"reason": "  "})
    assert answer.status_code == 422
    assert "Say why" in answer.text
    assert again(waiting).state == State.SUBMITTED
    long = post_to(world.dalia, waiting, "change-request", {"reason": "word " * 500})
    assert long.status_code == 422
    assert "word word word" in long.text


def test_it_can_be_changed_and_handed_in_again(world, ready, post_to, again):
    asked = ready(State.CHANGES_REQUESTED)
    assert post_to(world.amina, asked, "submission").status_code == 303
    assert again(asked).state == State.SUBMITTED


def test_authors_and_strangers_do_not_ask_for_changes(world, ready, post_to):
    waiting = ready(State.SUBMITTED)
    assert post_to(world.amina, waiting, "change-request", {"reason": "x"}).status_code == 403
    assert post_to(world.bao, waiting, "change-request", {"reason": "x"}).status_code == 404


def test_nobody_judges_what_their_own_organisation_does(world, ready, post_to):
    world.member(world.sahel, world.dalia)
    answer = post_to(world.dalia, ready(State.SUBMITTED), "change-request", {"reason": "x"})
    assert answer.status_code == 403
