"""Editing a profile."""

from diaspora_commons.search.documents import documents_of


def edit(client, organisation, data):
    return client.post(f"/en/organisations/{organisation.slug}/edit", {"version": organisation.version, **data})


def test_what_a_colleague_saved_meanwhile_is_not_wiped_out(client, world, profile, fresh):
    shown = world.sahel.version
    edit(client.sign_in(world.amina), world.sahel, profile(name="First", city="Kayes"))
    page = edit(client, world.sahel, {**profile(name="Second", city="Ségou"), "version": shown})
    assert page.status_code == 409
    assert fresh(world.sahel).name == "First"
    assert 'value="Second"' in page.text
    assert 'value="Ségou"' in page.text
    assert edit(client, fresh(world.sahel), profile(name="Second")).status_code == 303


def test_owners_and_editors_write_it(client, world, profile, fresh):
    world.member(world.sahel, world.ines)
    for person, name in ((world.amina, "Sahel Racines"), (world.ines, "Raíces del Sahel")):
        assert edit(client.sign_in(person), fresh(world.sahel), profile(name=name)).status_code == 303
        assert fresh(world.sahel).name == name


def test_a_renamed_one_keeps_its_address(client, world, profile, fresh):
    old = world.sahel.slug
    edit(client.sign_in(world.amina), world.sahel, profile(name="Something else"))
    assert fresh(world.sahel).slug == old


def test_readers_strangers_and_moderators_do_not(client, world, profile, fresh):
    world.member(world.sahel, world.bao, "reader")
    for person in (world.bao, world.ines, world.dalia):
        assert client.sign_in(person).get(f"/en/organisations/{world.sahel.slug}/edit").status_code == 403
        assert edit(client, world.sahel, profile()).status_code == 403
    assert fresh(world.sahel).name == "Sahel Roots"


def test_editors_of_the_platform_keep_unclaimed_ones_true(client, world, profile, fresh):
    listed = world.organisation("Listed")
    assert edit(client.sign_in(world.bao), listed, profile()).status_code == 403
    assert edit(client.sign_in(world.dalia), listed, profile()).status_code == 303
    assert fresh(listed).name == "Cercle de Lisbonne"


def test_one_that_is_not_public_is_not_there_for_a_stranger(client, world, profile):
    hidden = world.organisation("Hidden", owner=world.amina, is_published=False)
    assert edit(client.sign_in(world.bao), hidden, profile()).status_code == 404


def test_the_form_shows_what_is_kept(client, world):
    made = world.organisation(
        "Kept", owner=world.amina, is_incorporated=True, city="Kayes", tags={"heritage": ["ML"], "sector": ["health"]}
    )
    page = client.sign_in(world.amina).get(f"/fr/organisations/{made.slug}/edit")
    assert 'value="Kayes"' in page.text
    assert "name=heritage value=ML checked>Mali<" in page.text
    assert "name=is_incorporated value=yes checked" in page.text
    assert "name=sectors value=health checked" in page.text
    assert len(client.get(f"/ar/organisations/{made.slug}/edit").data) < 86_000, "its lists of countries are long"


def test_a_mistake_brings_the_form_back_with_what_was_typed(client, world, profile, fresh):
    page = edit(client.sign_in(world.amina), world.sahel, profile(description="", city="Kayes"))
    assert page.status_code == 422
    assert 'value="Kayes"' in page.text
    assert fresh(world.sahel).city is None


def test_search_and_kept_pages_follow(client, world, profile, settle):
    assert "Sahel Roots" in client.get("/en/organisations").text
    edit(client.sign_in(world.amina), world.sahel, profile(name="New name"))
    assert "New name" in client.sign_out().get("/en/organisations").text
    settle()
    assert documents_of([f"organisation:{world.sahel.id}"])[0].title == "New name (CL)"
