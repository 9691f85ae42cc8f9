"""A profile, and who may see it."""

from diaspora_commons.organisations import profile
from diaspora_commons.search.documents import documents_of


def show(client, organisation, language="en"):
    return client.get(f"/{language}/organisations/{organisation.slug}")


def test_a_visitor_reads_it_in_every_language_of_the_site(client, world):
    for language in ("en", "fr", "es", "ar"):
        page = show(client, world.sahel, language)
        assert page.status_code == 200
        assert "Sahel Roots" in page.text
        assert 'lang="en"' in page.text


def test_it_tells_how_many_belong_to_it_and_never_their_names(client, world):
    world.member(world.sahel, world.bao)
    page = show(client, world.sahel)
    assert "2 people" in page.text
    assert world.amina.name not in page.text


def test_a_name_in_another_language_says_so(client, world):
    made = world.organisation("جذور الساحل", name_language="ar")
    assert 'lang="ar" dir="rtl"' in show(client, made).text


def test_one_that_nobody_has_claimed_says_so_and_names_its_source(client, world):
    listed = world.organisation("Listed only", source_url="https://example.org/list")
    page = show(client, listed)
    assert "Nobody has claimed this profile yet" in page.text
    assert f"/en/organisations/{listed.slug}/claim" in page.text
    assert "https://example.org/list" in page.text
    assert "Never confirmed" in page.text


def test_one_of_the_cast_says_that_it_is_an_example(client, world):
    assert "Example" in show(client, world.organisation("Made up", is_example=True)).text
    assert "Example" not in show(client, world.sahel).text


def test_what_is_not_public_is_there_for_its_team_and_the_moderators_only(client, world):
    hidden = world.organisation("Hidden", owner=world.amina, is_published=False)
    assert show(client, hidden).status_code == 404
    assert show(client.sign_in(world.bao), hidden).status_code == 404
    assert "Not public yet" in show(client.sign_in(world.amina), hidden).text
    assert show(client.sign_in(world.dalia), hidden).status_code == 200


def test_higher_rooms_add_sections_and_empty_ones_are_left_out(client, world, monkeypatch):
    monkeypatch.setattr(profile, "parts", {})
    profile.shows("resources", lambda actor, organisation: [organisation.name], "parts/icons.html")
    profile.shows("initiatives", lambda actor, organisation: [], "parts/icons.html")
    assert [template for template, _ in profile.sections(world.bao, world.sahel)] == ["parts/icons.html"]
    assert show(client, world.sahel).status_code == 200


def test_nobody_can_run_a_script_from_a_profile(client, world):
    made = world.organisation("<script>alert(1)</script>", description="<script>x</script> [a](javascript:alert(1))")
    page = show(client, made)
    assert "<script>alert" not in page.text
    assert '<a href="javascript' not in page.text


def test_what_it_does_publishes_and_organises_stands_on_it(client, world):
    world.published("Seeds for Kayes")
    world.initiative("Still a draft")
    world.resource("On remittances", publishers=[world.sahel])
    world.event("Forum in Bamako", organisers=[world.sahel])
    page = show(client, world.sahel).text
    for title in ("Seeds for Kayes", "On remittances", "Forum in Bamako"):
        assert title in page
    assert "Still a draft" not in page


def test_who_is_hidden_is_not_found_by_what_it_published(client, world, settle):
    work = world.resource("On remittances", publishers=[world.sahel])
    assert "Sahel Roots" in documents_of([f"resource:{work.id}"])[0].labels
    client.sign_in(world.dalia).post(f"/en/organisations/{world.sahel.slug}/hiding", {"reason": "Not true."})
    settle()
    assert "Sahel Roots" not in documents_of([f"resource:{work.id}"])[0].labels
