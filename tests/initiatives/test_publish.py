"""Publishing: the first by a moderator, the next by the organisation itself; search and readers know."""

import pytest

from diaspora_commons.initiatives.models import State


def test_a_moderator_publishes_what_was_handed_in(client, world, ready, post_to, again):
    waiting = ready(State.SUBMITTED)
    assert post_to(world.dalia, waiting, "publication").status_code == 303
    public = again(waiting)
    assert (public.state, public.decided_by_id) == (State.PUBLISHED, world.dalia.id)
    client.sign_out()
    assert client.get(f"/en/initiatives/{waiting.slug}").status_code == 200
    assert "Seeds for Kayes" in client.get("/ar/initiatives").text


def test_search_finds_it_within_a_moment(client, world, ready, post_to, settle):
    waiting = ready(State.SUBMITTED, "Baobab nurseries")
    settle()
    assert waiting.slug not in client.get("/en/search?q=baobab").text
    post_to(world.dalia, waiting, "publication")
    settle()
    client.sign_out()
    for lang in ("en", "fr", "es", "ar"):
        assert f"/{lang}/initiatives/{waiting.slug}" in client.get(f"/{lang}/search?q=baobab").text


def test_the_author_is_told(world, ready, post_to, letters_to):
    post_to(world.dalia, ready(State.SUBMITTED), "publication")
    assert [letter.kind for letter in letters_to(world.amina)] == ["initiative_published"]


def test_a_page_that_a_visitor_has_seen_is_made_anew(client, world, ready, post_to):
    waiting = ready(State.SUBMITTED)
    assert waiting.title not in client.get("/en/initiatives").text
    post_to(world.dalia, waiting, "publication")
    assert waiting.title in client.sign_out().get("/en/initiatives").text


def test_its_organisation_becomes_public_with_it(client, world, ready, post_to, again):
    newcomer = world.organisation("Cercle de Lisbonne", owner=world.bao, is_published=False)
    waiting = ready(State.SUBMITTED, organisation=newcomer)
    post_to(world.dalia, waiting, "publication")
    assert again(newcomer).is_published
    assert client.sign_out().get(f"/en/organisations/{newcomer.slug}").status_code == 200


def test_what_a_hidden_organisation_does_waits_until_it_is_restored(world, ready, post_to, again):
    hidden = world.organisation("Hidden", owner=world.bao, is_published=False, hidden_reason="Fraud")
    waiting = ready(State.SUBMITTED, organisation=hidden)
    answer = post_to(world.dalia, waiting, "publication")
    assert answer.status_code == 409
    assert "Restore it first." in answer.text
    assert again(waiting).state == State.SUBMITTED


def test_the_first_is_not_published_by_its_authors(world, ready, post_to):
    for state in (State.DRAFT, State.SUBMITTED, State.CHANGES_REQUESTED):
        assert post_to(world.amina, ready(state), "publication").status_code == 403


def test_the_next_one_is(world, ready, post_to, again, letters_to):
    ready(State.PUBLISHED)
    draft = ready(title="More seeds")
    assert post_to(world.amina, draft, "publication").status_code == 303
    public = again(draft)
    assert public.state == State.PUBLISHED
    assert public.confirmed_at
    assert letters_to(world.amina) == []


def test_but_only_when_it_is_complete(world, ready, post_to, again):
    ready(State.PUBLISHED)
    draft = ready(story="")
    answer = post_to(world.amina, draft, "publication")
    assert answer.status_code == 422
    assert "Tell the story" in answer.text
    assert again(draft).state == State.DRAFT


def test_and_only_what_no_moderator_objected_to(world, ready, post_to):
    ready(State.PUBLISHED)
    declined_once = ready(State.DRAFT, reason="It advertises goods or services.")
    assert post_to(world.amina, declined_once, "publication").status_code == 403


def test_and_only_while_the_organisation_is_not_hidden(world, ready, post_to, again):
    ready(State.PUBLISHED)
    draft = ready()
    organisation = again(world.sahel)
    organisation.is_published = False
    world.keep(organisation)
    assert post_to(world.amina, draft, "publication").status_code == 403


def test_of_two_moderators_the_second_is_told_that_it_is_done(world, ready, post_to):
    waiting = ready(State.SUBMITTED)
    assert post_to(world.dalia, waiting, "publication").status_code == 303
    late = post_to(world.rosa, waiting, "refusal", {"reason": "Too much like a shop."})
    assert late.status_code == 409
    assert "it has moved on" in late.text
    assert "Too much like a shop." in late.text
    assert "Published" in late.text


def test_the_day_of_the_first_publication_stays(world, ready, post_to, again):
    published = ready(State.PUBLISHED)
    first = again(published).published_at
    post_to(world.dalia, published, "hiding", {"reason": "x"})
    post_to(world.rosa, published, "publication")
    assert again(published).published_at == first


@pytest.mark.parametrize("who", ["bao", "ines"])
def test_strangers_find_nothing_to_publish(world, ready, post_to, who):
    assert post_to(getattr(world, who), ready(State.SUBMITTED), "publication").status_code == 404
