"""A moderator can take a publication back; it is gone from lists, pages and search until it is changed."""

from diaspora_commons.initiatives.models import State
from diaspora_commons.initiatives.reasons import READY


def test_it_is_gone_and_its_authors_are_told(client, world, ready, post_to, settle, letters_to, again):
    published = ready(State.PUBLISHED, "Baobab nurseries")
    settle()
    assert published.slug in client.get("/en/search?q=baobab").text
    assert post_to(world.dalia, published, "hiding", {"reason": "A name of a child."}).status_code == 303
    assert again(published).state == State.CHANGES_REQUESTED
    assert [letter.kind for letter in letters_to(world.amina)] == ["initiative_hidden"]
    client.sign_out()
    assert client.get(f"/en/initiatives/{published.slug}").status_code == 404
    assert "Baobab" not in client.get("/en/initiatives").text
    assert published.slug not in client.get("/en/search?q=baobab").text


def test_it_comes_back_through_the_moderators(world, ready, post_to, again):
    ready(State.PUBLISHED)
    hidden = ready(State.PUBLISHED)
    post_to(world.dalia, hidden, "hiding", {"reason": "A name of a child."})
    assert post_to(world.amina, hidden, "publication").status_code == 403
    assert post_to(world.amina, hidden, "submission").status_code == 303
    assert post_to(world.rosa, hidden, "publication").status_code == 303
    assert (again(hidden).state, again(hidden).reason) == (State.PUBLISHED, "")


def test_a_reason_is_needed_and_what_was_typed_stays(world, ready, post_to):
    published = ready(State.PUBLISHED)
    assert post_to(world.dalia, published, "hiding").status_code == 422
    name, _sentence = READY.for_("hide", "en")[0]
    answer = post_to(world.dalia, published, "hiding", {"reason": "Too long. " * 201, "ready": name})
    assert answer.status_code == 422
    assert "Keep the reason below 2000 characters." in answer.text
    assert f'value="{name}" checked' in answer.text
    assert "Too long. Too long." in answer.text


def test_its_authors_do_not_hide_it(world, ready, post_to):
    assert post_to(world.amina, ready(State.PUBLISHED), "hiding", {"reason": "x"}).status_code == 403
    assert post_to(world.bao, ready(State.PUBLISHED), "hiding", {"reason": "x"}).status_code == 403
